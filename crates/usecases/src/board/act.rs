use super::{load, show};
use crate::{Action as Authority, Error, OpContext};
use domain::{
    board::{Action, CardKind, History, PageId, Refusal, reduce},
    dashboard::Acted,
    territory::TerritoryId,
};

/// Does one thing to the board of this browser's person and stores it before answering.
///
/// Actions say what to do, not how the board was: they apply to the newest board, so two tabs or devices that arrange at
/// the same time lose nothing of each other's.
///
/// The answer shows `page`, and with a followed `place` the cards speak of that one: see [`show`].
///
/// # Errors
/// `Forbidden` for somebody of whom nothing is kept. A refusal of the board itself is not an error: it comes back in
/// [`Acted`] with the page as it is.
pub async fn act(
    ctx: &OpContext,
    action: &Action,
    page: Option<PageId>,
    place: Option<&TerritoryId>,
) -> Result<Acted, Error> {
    ctx.authorize(Authority::Own).await?;
    let outcome = change(ctx, |history, now| reduce(history, action, now)).await?;
    Ok(Acted { outcome, view: show(ctx, page, place).await? })
}

/// Loads, changes and stores under one lock. A refusal and a change that changes nothing store nothing.
pub(super) async fn change<C>(
    ctx: &OpContext,
    reduce: impl FnOnce(&History, i64) -> Result<(History, C), Refusal> + Send,
) -> Result<Result<C, Refusal>, Error>
where
    C: Send,
{
    let person = ctx.person()?;
    let mut tx = ctx.write().await?;
    store::boards::lock(&mut tx, person).await?;
    let loaded = load(ctx, &mut tx).await?;
    let (history, change) = match reduce(&loaded.history, ctx.seconds()) {
        Ok(done) => done,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if history != loaded.history || loaded.version == 0 {
        let json = history.to_json().map_err(|error| Error::Internal(Box::new(error)))?;
        store::boards::save(&mut tx, person, loaded.version, &json, ctx.seconds()).await?;
        tx.commit().await?;
    }
    Ok(Ok(change))
}

/// Puts a card of a kind on the first page when the board has none, for what was kept elsewhere to be seen. A full board stays
/// as it is.
pub(crate) async fn make_room(ctx: &OpContext, kind: CardKind) -> Result<(), Error> {
    let added = change(ctx, |history, now| {
        let page = history.present.pages.first().map_or(PageId(1), |page| page.id);
        reduce(history, &Action::Add { kind, page }, now)
    });
    // Refused means that it is there, or that there is no room.
    let _refused = added.await?;
    Ok(())
}
