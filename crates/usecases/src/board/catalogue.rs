use super::{cards::Gatherer, load, scope::Scopes};
use crate::{Action, Error, OpContext};
use domain::{
    board::{Board, Card, CardId, CardKind, PageId},
    dashboard::FoundCard,
};

/// What the catalogue of cards shows.
#[derive(Debug, Clone)]
pub struct CatalogueView {
    /// The board as it is.
    pub board: Board,
    /// The page to which a card is added.
    pub page: PageId,
    /// What each of the kinds would show, in the order in which they were asked for.
    pub previews: Vec<(CardKind, FoundCard)>,
    /// The board that the place proposes.
    pub proposal: Board,
}

/// The board, and what a card of each of those kinds shows or would show to this person. One that fails or takes too long is
/// unavailable, and the others are not affected.
pub async fn catalogue(ctx: &OpContext, kinds: &[CardKind]) -> Result<CatalogueView, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    let loaded = load(ctx, &mut tx).await?;
    let board = &loaded.history.present;
    let page = board.pages.first().map(|page| page.id).ok_or(Error::NotFound)?;
    // One that is there already shows what was chosen on it; another has no number yet.
    let card =
        |kind: &CardKind| board.card_of(*kind).map_or_else(|| Card::new(CardId(0), *kind), |(_, card)| card.clone());
    let cards: Vec<Card> = kinds.iter().map(card).collect();
    let scopes = Scopes::read(ctx, &mut tx, &cards, None).await?;
    let found = Gatherer { ctx, loaded: &loaded, scopes: &scopes }.gather(tx, &cards).await;
    Ok(CatalogueView {
        page,
        previews: kinds.iter().copied().zip(found).collect(),
        board: loaded.history.present,
        proposal: loaded.proposal,
    })
}
