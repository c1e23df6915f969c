use super::{cards::Gatherer, load, scope::Scopes};
use crate::{Action, Error, OpContext};
use domain::{
    board::{Card, Offer, Page, PageId},
    dashboard::{DashboardView, PlaceName},
    territory::TerritoryId,
};

/// One page of the dashboard of this browser's person, with what its cards found. An unknown page shows the first one: it
/// may have been removed in another tab. With a followed `place`, every card that can speak of one speaks of that one.
pub async fn show(ctx: &OpContext, page: Option<PageId>, place: Option<&TerritoryId>) -> Result<DashboardView, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    let loaded = load(ctx, &mut tx).await?;
    let board = &loaded.history.present;
    let page = page.filter(|page| board.page(*page).is_some()).or_else(|| board.pages.first().map(|page| page.id));
    let page = page.ok_or(Error::NotFound)?;
    let cards: Vec<Card> = board.page(page).into_iter().flat_map(Page::visible).cloned().collect();
    let scopes = Scopes::read(ctx, &mut tx, &cards, place).await?;
    let cards = Gatherer { ctx, loaded: &loaded, scopes: &scopes }.gather(tx, &cards).await;
    let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap_or(jiff::tz::TimeZone::UTC);
    let restorable = board.restorable(ctx.seconds()).filter_map(|removed| {
        let until = jiff::Timestamp::from_second(removed.until()).ok()?.to_zoned(zone.clone()).date();
        Some((removed.page.id, removed.page.name.to_string(), until))
    });
    let name =
        |territory: &domain::territory::Territory| PlaceName { id: territory.id.clone(), name: territory.name.clone() };
    let reasons = board.page(page).into_iter().flat_map(domain::board::Page::visible).filter_map(|card| {
        let by = &card.pinned.as_ref()?.by;
        let why = loaded.levels.iter().find(|level| level.territory == *by)?.reason(card.kind)?;
        Some((card.id, why.to_owned()))
    });
    Ok(DashboardView {
        reasons: reasons.collect(),
        version: loaded.version,
        page,
        cards,
        undoable: loaded.history.undoable().cloned(),
        redoable: loaded.history.redoable().cloned(),
        place: loaded.place().map(name),
        names: loaded.chain.iter().map(name).collect(),
        signed_in: ctx.actor.is_signed_in(),
        proposal_changed: loaded.version > 0 && board.offer(&loaded.proposal) == Offer::Ask && board.origin.is_some(),
        restorable: restorable.collect(),
        today: ctx.today(),
        places: scopes.places,
        filter: scopes.filter,
        board: board.clone(),
    })
}
