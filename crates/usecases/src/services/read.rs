use crate::{Action, Error, OpContext};
use domain::services::{Sheet, id_of};
use store::services;

/// What the address of a sheet leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// The sheet, and whether the person pinned it.
    Sheet(Box<Sheet>, bool),
    /// Its present address: the title changed, or only the id was given.
    Moved(String),
}

/// The sheet at an address.
///
/// # Errors
/// `NotFound` when the address ends on no known id.
pub async fn show(ctx: &OpContext, slug: &str) -> Result<Shown, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let id = id_of(slug).ok_or(Error::NotFound)?;
    let mut tx = ctx.read().await?;
    let (present, sheet) = services::find(&mut tx, &id).await?.ok_or(Error::NotFound)?;
    if present != slug {
        return Ok(Shown::Moved(present));
    }
    let pinned = match ctx.actor.person() {
        Some(person) => services::is_pinned(&mut tx, person, &id).await?,
        None => false,
    };
    Ok(Shown::Sheet(Box::new(sheet), pinned))
}

/// What can be browsed: themes, and for one of them its folders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThemeList {
    /// Id, title, number of sheets.
    pub themes: Vec<(String, String, i64)>,
    /// Folders of the chosen theme: slug and title.
    pub folders: Vec<(String, String)>,
    /// Life events: slug and title.
    pub events: Vec<(String, String)>,
    /// The date of the newest sheet, ISO 8601.
    pub newest: Option<String>,
}

/// The themes, and the folders of one.
pub async fn browse(ctx: &OpContext, theme: &str) -> Result<ThemeList, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    Ok(ThemeList {
        themes: services::themes(&mut tx).await?,
        folders: if theme.is_empty() { Vec::new() } else { services::of_theme(&mut tx, theme, "folder").await? },
        events: services::of_kind(&mut tx, "life_event").await?,
        newest: services::newest(&mut tx).await?,
    })
}

/// Keeps a service at hand. Answers its address.
pub async fn pin(ctx: &OpContext, slug: &str) -> Result<String, Error> {
    ctx.authorize(Action::Own).await?;
    let id = id_of(slug).ok_or(Error::NotFound)?;
    let mut tx = ctx.write().await?;
    let (present, _) = services::find(&mut tx, &id).await?.ok_or(Error::NotFound)?;
    services::pin(&mut tx, ctx.person()?, &id, ctx.seconds()).await?;
    tx.commit().await?;
    Ok(present)
}

/// Keeps it no longer.
pub async fn unpin(ctx: &OpContext, slug: &str) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let id = id_of(slug).ok_or(Error::NotFound)?;
    let mut tx = ctx.write().await?;
    services::unpin(&mut tx, ctx.person()?, &id).await?;
    Ok(tx.commit().await?)
}

/// Ids and addresses of the sheets after an id, in order: for the map of the site.
pub async fn slugs(ctx: &OpContext, after: &str, most: i64) -> Result<Vec<(String, String)>, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    Ok(services::slugs(&mut tx, after, most).await?)
}
