//! The second reader of a territory: wanted or not, and what that means for a draft.

use super::history::{author, note};
use crate::{Action, Error, OpContext};
use domain::{
    publication::{ChangeKind, Way, way},
    territory::TerritoryId,
};
use store::{Tx, accounts, announcements};

/// Whether a territory wants a second reader, for those who publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Whether it does.
    pub wanted: bool,
    /// How many people may publish for it.
    pub publishers: i64,
}

/// What became of a draft that was sent to be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent<T = ()> {
    /// It is public.
    Public(T),
    /// It waits for a second reader.
    ToReader,
}

/// Whether a territory wants a second reader.
pub async fn reading_of(ctx: &OpContext, territory: &TerritoryId) -> Result<Reading, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.read().await?;
    Ok(Reading {
        wanted: announcements::wants_reader(&mut tx, territory).await?,
        publishers: accounts::publishers(&mut tx, territory).await?,
    })
}

/// Says whether a territory wants a second reader. Saying the same again changes nothing.
///
/// # Errors
/// `Conflict("nobody_to_read")` when one person alone publishes for it: nothing could ever be approved.
pub async fn want_reader(ctx: &OpContext, territory: &TerritoryId, wanted: bool) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    if wanted == announcements::wants_reader(&mut tx, territory).await? {
        return Ok(());
    }
    if wanted && accounts::publishers(&mut tx, territory).await? < 2 {
        return Err(Error::Conflict("nobody_to_read"));
    }
    announcements::set_wants_reader(&mut tx, territory, wanted).await?;
    let kind = if wanted { ChangeKind::ReaderWanted } else { ChangeKind::ReaderUnwanted };
    note(ctx, &mut tx, territory, kind, "", None).await?;
    Ok(tx.commit().await?)
}

/// A draft, as far as a second reader is concerned.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written<'a> {
    /// Who wrote it last.
    pub(crate) author: &'a str,
    /// When, in seconds.
    pub(crate) saved: i64,
    /// When a second reader was asked for.
    pub(crate) asked: Option<i64>,
}

/// What whoever asks can do with a draft.
pub(crate) async fn way_of(
    ctx: &OpContext,
    tx: &mut Tx,
    territory: &TerritoryId,
    draft: Written<'_>,
) -> Result<Way, Error> {
    let wanted = announcements::wants_reader(tx, territory).await?;
    Ok(way(wanted, draft.asked.is_some(), author(ctx, tx).await? == draft.author))
}

/// Whether whoever asks is to publish the draft now (`true`), or to ask for a second reader.
///
/// # Errors
/// `Conflict("awaits_reader")` for a draft that waits for one.
pub(crate) async fn is_public_next(
    ctx: &OpContext,
    tx: &mut Tx,
    territory: &TerritoryId,
    draft: Written<'_>,
) -> Result<bool, Error> {
    match way_of(ctx, tx, territory, draft).await? {
        Way::Publish => Ok(true),
        Way::Ask => Ok(false),
        Way::Await | Way::Approve => Err(Error::Conflict("awaits_reader")),
    }
}

/// Lets the second reader alone pass, and only for what they read. `seen`: when that had been saved.
///
/// # Errors
/// `Conflict("own_text")` for its author; `Conflict("changed_meanwhile")` when it is another text by now, or waits no more.
pub(crate) async fn approving(
    ctx: &OpContext,
    tx: &mut Tx,
    territory: &TerritoryId,
    draft: Written<'_>,
    seen: i64,
) -> Result<(), Error> {
    match way_of(ctx, tx, territory, draft).await? {
        Way::Approve if draft.saved == seen => Ok(()),
        Way::Await => Err(Error::Conflict("own_text")),
        Way::Approve | Way::Publish | Way::Ask => Err(Error::Conflict("changed_meanwhile")),
    }
}
