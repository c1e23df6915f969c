use crate::{Action, Error, OpContext};
use domain::territory::{Level, TerritoryHit, TerritoryId, TerritoryView};
use store::territories::{self, Found};

const LARGEST: i64 = 8;
/// How many communes one page of [`communes`] holds.
pub const COMMUNES_OF_A_PAGE: i64 = 100;

/// What the address of a territory leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// Its page.
    Page(Box<TerritoryView>),
    /// Another address, for good.
    Moved(TerritoryId),
}

/// The page of a territory.
///
/// # Errors
/// `NotFound` when there never was one of that level and code.
pub async fn show(ctx: &OpContext, id: &TerritoryId) -> Result<Shown, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    let territory = match territories::find(&mut tx, id).await?.ok_or(Error::NotFound)? {
        Found::Moved(to) => return Ok(Shown::Moved(to)),
        Found::Current(territory) => territory,
    };
    let mut chain = territories::chain(&mut tx, id).await?;
    chain.pop();
    chain.reverse();
    let (communes, largest) = territories::children(&mut tx, id, LARGEST).await?;
    let outlined = if id.level() == Level::Region { Some(id) } else { territory.departement.as_ref().or(Some(id)) };
    let outline = outlined.and_then(reference::silhouettes::path).map(str::to_owned);
    let places = match ctx.actor.person() {
        Some(person) => territories::places(&mut tx, person).await?,
        None => Vec::new(),
    };
    let own = places.iter().find(|place| place.territory == *id);
    let publishes = match ctx.actor.person() {
        Some(person) if ctx.actor.is_signed_in() => store::accounts::may_publish(&mut tx, person, id).await?,
        _ => false,
    };
    Ok(Shown::Page(Box::new(TerritoryView {
        chain,
        communes,
        largest,
        outline,
        followed: own.is_some(),
        main: own.is_some_and(|place| place.main),
        publishes,
        territory,
    })))
}

/// The ids of the current territories after one, in order: for the map of the site.
pub async fn ids(ctx: &OpContext, after: &str, most: i64) -> Result<Vec<String>, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    Ok(territories::ids(&mut tx, after, most).await?)
}

/// The communes of a larger territory in alphabetical order, with how many there are in all. `page` counts from 0.
///
/// # Errors
/// `NotFound` for a page past the last one.
pub async fn communes(ctx: &OpContext, of: &TerritoryId, page: i64) -> Result<(i64, Vec<TerritoryHit>), Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let skip = page.checked_mul(COMMUNES_OF_A_PAGE).filter(|skip| *skip >= 0).ok_or(Error::NotFound)?;
    let mut tx = ctx.read().await?;
    let (total, found) = territories::communes(&mut tx, of, skip, COMMUNES_OF_A_PAGE).await?;
    if found.is_empty() && page > 0 { Err(Error::NotFound) } else { Ok((total, found)) }
}
