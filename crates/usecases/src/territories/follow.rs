use crate::{Action, Error, OpContext, error::text_fault};
use domain::{
    ids::PlaceId,
    territory::{MOST_PLACES, Place, TerritoryId},
    text::TextRule,
};
use store::territories::{self, Found};

/// What a person may call a place.
const NAME: TextRule = TextRule::line(40);

/// Follows a territory; the first one becomes the main place. With `main` it becomes the main place in any case.
///
/// # Errors
/// `NotFound` for an unknown territory, `Conflict("too_many_places")` past ten.
pub async fn follow(ctx: &OpContext, territory: &TerritoryId, main: bool) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let person = ctx.person()?;
    let mut tx = ctx.write().await?;
    let territory = match territories::find(&mut tx, territory).await?.ok_or(Error::NotFound)? {
        Found::Current(found) => found,
        Found::Moved(to) => match territories::find(&mut tx, &to).await? {
            Some(Found::Current(found)) => found,
            _ => return Err(Error::NotFound),
        },
    };
    let known = territories::places(&mut tx, person).await?;
    let followed = known.iter().any(|place| place.territory == territory.id);
    if !followed && territories::place_count(&mut tx, person).await? >= MOST_PLACES {
        return Err(Error::Conflict("too_many_places"));
    }
    territories::add_place(&mut tx, PlaceId(ctx.new_id()), person, &territory.id, &territory.name).await?;
    if main {
        territories::set_main_place(&mut tx, person, &territory.id).await?;
    }
    Ok(tx.commit().await?)
}

/// Makes a followed territory the main place.
pub async fn make_main(ctx: &OpContext, territory: &TerritoryId) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let mut tx = ctx.write().await?;
    if !territories::set_main_place(&mut tx, ctx.person()?, territory).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Gives a place another name.
pub async fn rename(ctx: &OpContext, place: PlaceId, name: &str) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let name = NAME.check(name).map_err(|fault| Error::field("name", text_fault(fault)))?;
    let mut tx = ctx.write().await?;
    if !territories::rename_place(&mut tx, ctx.person()?, place, &name).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Stops following a place.
pub async fn unfollow(ctx: &OpContext, place: PlaceId) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let mut tx = ctx.write().await?;
    if !territories::remove_place(&mut tx, ctx.person()?, place).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// The places that the person follows, the main one first; none for somebody of whom nothing is kept.
pub async fn my_places(ctx: &OpContext) -> Result<Vec<Place>, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let Some(person) = ctx.actor.person() else { return Ok(Vec::new()) };
    let mut tx = ctx.read().await?;
    Ok(territories::places(&mut tx, person).await?)
}
