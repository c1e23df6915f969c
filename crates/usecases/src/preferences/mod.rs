//! Display preferences and the profile: what a person chose for all pages.

use crate::{Action, Error, OpContext};
use domain::{account::Profile, preferences::Preferences, services::LifeTheme};

/// Keeps the display preferences with the person, when something is kept of them. The cookie is the door's.
pub async fn save(ctx: &OpContext, chosen: Preferences) -> Result<(), Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let Some(person) = ctx.actor.person() else { return Ok(()) };
    let mut tx = ctx.write().await?;
    store::persons::set_preferences(&mut tx, person, &chosen.to_cookie()).await?;
    Ok(tx.commit().await?)
}

/// The display preferences that are kept with the person.
pub async fn load(ctx: &OpContext) -> Result<Option<Preferences>, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let Some(person) = ctx.actor.person() else { return Ok(None) };
    let mut tx = ctx.read().await?;
    let (kept, _) = store::persons::choices(&mut tx, person).await?;
    Ok(kept.map(|cookie| Preferences::from_cookie(&cookie)))
}

/// What the person chose to see services about.
pub async fn profile(ctx: &OpContext) -> Result<Profile, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let Some(person) = ctx.actor.person() else { return Ok(Profile::default()) };
    let mut tx = ctx.read().await?;
    read_profile(&mut tx, person).await
}

pub(crate) async fn read_profile(tx: &mut store::Tx, person: domain::ids::PersonId) -> Result<Profile, Error> {
    let (_, json) = store::persons::choices(tx, person).await?;
    // A profile of a former release must not break a page: what is not understood is as if not chosen.
    Ok(serde_json::from_str(&json).unwrap_or_default())
}

/// Keeps the chosen life themes; unknown words are refused.
pub async fn choose_themes(ctx: &OpContext, words: &[String]) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let themes: Option<Vec<LifeTheme>> = words.iter().map(|word| LifeTheme::from_word(word)).collect();
    let mut themes = themes.ok_or_else(|| Error::field("themes", "invalid"))?;
    themes.sort_unstable();
    themes.dedup();
    let json = serde_json::to_string(&Profile { themes }).map_err(|error| Error::Internal(Box::new(error)))?;
    let mut tx = ctx.write().await?;
    store::persons::set_profile(&mut tx, ctx.person()?, &json).await?;
    Ok(tx.commit().await?)
}
