use super::{
    history::{author, note},
    read::proposals_for,
};
use crate::{Action, Error, OpContext, error::text_fault};
use domain::{
    board::{Board, CardKind, LevelProposal, PIN_REASON, Proposal, merge_proposals},
    publication::ChangeKind,
    territory::{Territory, TerritoryId},
    text::TextFault,
};
use std::collections::BTreeMap;
use store::{
    Tx,
    announcements::{self, Proposed},
};

/// The proposed board of a territory, for those who publish.
#[derive(Debug, Clone)]
pub struct ProposalView {
    /// The publisher's own board, which can be proposed.
    pub own: Board,
    /// What residents get today.
    pub current: Option<Proposal>,
    /// Who proposed that, and when.
    pub last: Option<(String, i64)>,
    /// What is on its way.
    pub draft: Option<Proposal>,
}

/// What a proposal would give a resident.
#[derive(Debug, Clone)]
pub struct ProposalPreview {
    /// The board of a resident who changed nothing, the larger territories' proposals merged in.
    pub board: Board,
    /// The proposals from the région down, this one last; each knows why it holds a card.
    pub levels: Vec<LevelProposal>,
    /// The territories from the région down, for their names.
    pub chain: Vec<Territory>,
    /// The cards that would be held without a reason; it cannot be published so.
    pub unexplained: Vec<CardKind>,
}

fn read(json: Option<&String>) -> Result<Option<Proposal>, Error> {
    json.map(|json| serde_json::from_str(json)).transpose().map_err(|error| Error::Internal(Box::new(error)))
}

fn unexplained(proposal: &Proposal) -> Vec<CardKind> {
    let silent = proposal.cards().filter(|card| card.pinned_by.is_some() && card.reason.is_none());
    silent.map(|card| card.kind).collect()
}

/// What is proposed, what is on its way, and the publisher's own board.
pub async fn proposal_of(ctx: &OpContext, territory: &TerritoryId) -> Result<ProposalView, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.read().await?;
    let own = crate::board::load(ctx, &mut tx).await?.history.present;
    let proposed = announcements::proposed(&mut tx, territory).await?;
    Ok(ProposalView {
        own,
        current: read(proposed.proposal.as_ref())?,
        draft: read(proposed.proposal_draft.as_ref())?,
        last: proposed.proposal_author.zip(proposed.proposed),
    })
}

/// Keeps the publisher's own board, as it is now, as the next proposal. `pins`: the kinds to hold; `reasons`: why, by kind.
///
/// # Errors
/// `Invalid` on `pins` for a kind that is unknown or not on the board, on `reasons` for a text that no reason may be.
pub async fn draft_proposal(
    ctx: &OpContext,
    territory: &TerritoryId,
    pins: &[String],
    reasons: &BTreeMap<String, String>,
) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    let board = crate::board::load(ctx, &mut tx).await?.history.present;
    let mut held = BTreeMap::new();
    for word in pins {
        let kind = CardKind::from_word(word).ok_or_else(|| Error::field("pins", "invalid"))?;
        let shown = board.card_of(kind).is_some_and(|(_, card)| !card.hidden);
        shown.then_some(()).ok_or_else(|| Error::field("pins", "not_on_board"))?;
        let reason = match PIN_REASON.check(reasons.get(word).map_or("", String::as_str)) {
            Ok(reason) => reason,
            // Kept without one; publishing asks for it.
            Err(TextFault::Empty) => String::new(),
            Err(fault) => return Err(Error::field("reasons", text_fault(fault))),
        };
        held.insert(kind, reason);
    }
    let proposal = Proposal::of_board(&board, territory, &held);
    let json = serde_json::to_string(&proposal).map_err(|error| Error::Internal(Box::new(error)))?;
    let former = announcements::proposed(&mut tx, territory).await?;
    announcements::set_proposed(&mut tx, territory, &Proposed { proposal_draft: Some(json), ..former }).await?;
    Ok(tx.commit().await?)
}

/// The board that residents would get.
///
/// # Errors
/// `NotFound` when nothing is on its way.
pub async fn preview_proposal(ctx: &OpContext, territory: &TerritoryId) -> Result<ProposalPreview, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.read().await?;
    let draft = announcements::proposed(&mut tx, territory).await?.proposal_draft;
    let proposal = read(draft.as_ref())?.ok_or(Error::NotFound)?;
    let chain = store::territories::chain(&mut tx, territory).await?;
    let levels = with(&mut tx, &chain, territory, proposal.clone()).await?;
    let board = merge_proposals(&Proposal::standard(crate::board::first_page_name()?), &levels);
    Ok(ProposalPreview { board, levels, chain, unexplained: unexplained(&proposal) })
}

/// The proposals of the chain, that of the territory replaced.
async fn with(
    tx: &mut Tx,
    chain: &[Territory],
    territory: &TerritoryId,
    proposal: Proposal,
) -> Result<Vec<LevelProposal>, Error> {
    let others: Vec<TerritoryId> = chain.iter().map(|each| each.id.clone()).filter(|id| id != territory).collect();
    let mut levels = proposals_for(tx, &others).await?;
    levels.push(LevelProposal { territory: territory.clone(), proposal });
    Ok(levels)
}

/// Proposes the board that is on its way: residents who changed nothing get it, the others are offered it.
///
/// # Errors
/// `NotFound` when nothing is on its way, `Conflict("reason_missing")` when a card would be held without saying why.
pub async fn propose(ctx: &OpContext, territory: &TerritoryId) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    let draft = announcements::proposed(&mut tx, territory).await?.proposal_draft;
    let proposal = read(draft.as_ref())?.ok_or(Error::NotFound)?;
    if !unexplained(&proposal).is_empty() {
        return Err(Error::Conflict("reason_missing"));
    }
    let author = author(ctx, &mut tx).await?;
    let proposed = Proposed {
        proposal: draft,
        proposal_draft: None,
        proposal_author: Some(author),
        proposed: Some(ctx.seconds()),
    };
    announcements::set_proposed(&mut tx, territory, &proposed).await?;
    note(ctx, &mut tx, territory, ChangeKind::BoardProposed, "", None).await?;
    Ok(tx.commit().await?)
}

/// Gives up what is on its way; what residents get stays.
pub async fn drop_proposal(ctx: &OpContext, territory: &TerritoryId) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    let former = announcements::proposed(&mut tx, territory).await?;
    announcements::set_proposed(&mut tx, territory, &Proposed { proposal_draft: None, ..former }).await?;
    Ok(tx.commit().await?)
}

/// Takes the proposed board back: residents who changed nothing get the larger territories' proposal, and no card is held
/// any more. Its arrangement is kept as the one on its way, unless there is one.
pub async fn withdraw_proposal(ctx: &OpContext, territory: &TerritoryId) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    let former = announcements::proposed(&mut tx, territory).await?;
    let proposal = former.proposal.ok_or(Error::NotFound)?;
    let draft = former.proposal_draft.or(Some(proposal));
    announcements::set_proposed(&mut tx, territory, &Proposed { proposal_draft: draft, ..Proposed::default() }).await?;
    note(ctx, &mut tx, territory, ChangeKind::BoardWithdrawn, "", None).await?;
    Ok(tx.commit().await?)
}
