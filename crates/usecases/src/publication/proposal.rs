use super::{
    history::{author, note},
    read::proposals_for,
    reading::{Sent, Written, approving, is_public_next, way_of},
};
use crate::{Action, Error, OpContext, error::text_fault};
use domain::{
    board::{Board, CardKind, LevelProposal, PIN_REASON, Proposal, merge_proposals},
    publication::{ChangeKind, Way},
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
    /// What can be done so that residents get it.
    pub way: Way,
    /// Who wrote it, and when.
    pub last: (String, i64),
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
    let drafted = Proposed {
        proposal_draft: Some(json),
        proposal_draft_author: Some(author(ctx, &mut tx).await?),
        proposal_draft_saved: Some(ctx.seconds()),
        // Another board has to be read again.
        proposal_asked: None,
        ..former
    };
    announcements::set_proposed(&mut tx, territory, &drafted).await?;
    Ok(tx.commit().await?)
}

/// The board that residents would get.
///
/// # Errors
/// `NotFound` when nothing is on its way.
pub async fn preview_proposal(ctx: &OpContext, territory: &TerritoryId) -> Result<ProposalPreview, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.read().await?;
    let drafted = announcements::proposed(&mut tx, territory).await?;
    let proposal = read(drafted.proposal_draft.as_ref())?.ok_or(Error::NotFound)?;
    let draft = written(&drafted);
    let way = way_of(ctx, &mut tx, territory, draft).await?;
    let last = (draft.author.to_owned(), draft.saved);
    let chain = store::territories::chain(&mut tx, territory).await?;
    let levels = with(&mut tx, &chain, territory, proposal.clone()).await?;
    let board = merge_proposals(&Proposal::standard(crate::board::first_page_name()?), &levels);
    Ok(ProposalPreview { board, levels, chain, unexplained: unexplained(&proposal), way, last })
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

fn written(drafted: &Proposed) -> Written<'_> {
    Written {
        author: drafted.proposal_draft_author.as_deref().unwrap_or_default(),
        saved: drafted.proposal_draft_saved.unwrap_or_default(),
        asked: drafted.proposal_asked,
    }
}

/// The board that is on its way, if it can be proposed.
async fn ready(tx: &mut Tx, territory: &TerritoryId) -> Result<Proposed, Error> {
    let drafted = announcements::proposed(tx, territory).await?;
    let proposal = read(drafted.proposal_draft.as_ref())?.ok_or(Error::NotFound)?;
    if unexplained(&proposal).is_empty() { Ok(drafted) } else { Err(Error::Conflict("reason_missing")) }
}

/// Proposes the board that is on its way: residents who changed nothing get it, the others are offered it. Where the territory
/// wants a second reader, it waits for one instead.
///
/// # Errors
/// `NotFound` when nothing is on its way, `Conflict("reason_missing")` when a card would be held without saying why,
/// `Conflict("awaits_reader")` when it waits already.
pub async fn propose(ctx: &OpContext, territory: &TerritoryId) -> Result<Sent, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    let drafted = ready(&mut tx, territory).await?;
    let author = author(ctx, &mut tx).await?;
    let sent = if is_public_next(ctx, &mut tx, territory, written(&drafted)).await? {
        make_public(ctx, &mut tx, territory, drafted.proposal_draft, author, ChangeKind::BoardProposed).await?;
        Sent::Public(())
    } else {
        // A board from before drafts were signed is that of whoever sends it.
        let proposal_draft_author = drafted.proposal_draft_author.or(Some(author));
        let waiting = Proposed { proposal_asked: Some(ctx.seconds()), proposal_draft_author, ..drafted };
        announcements::set_proposed(&mut tx, territory, &waiting).await?;
        note(ctx, &mut tx, territory, ChangeKind::BoardReaderAsked, "", None).await?;
        Sent::ToReader
    };
    tx.commit().await?;
    Ok(sent)
}

/// Approves the board that somebody else prepared and asked a second reader for: residents get it from now on. `seen`: when
/// the board that was looked at had been saved.
///
/// # Errors
/// As [`propose`]; `Conflict("own_text")` for its author, `Conflict("changed_meanwhile")` when it is another board by now, or
/// does not wait.
pub async fn approve_proposal(ctx: &OpContext, territory: &TerritoryId, seen: i64) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    let drafted = ready(&mut tx, territory).await?;
    approving(ctx, &mut tx, territory, written(&drafted), seen).await?;
    let author = drafted.proposal_draft_author.unwrap_or_default();
    make_public(ctx, &mut tx, territory, drafted.proposal_draft, author, ChangeKind::BoardApproved).await?;
    Ok(tx.commit().await?)
}

async fn make_public(
    ctx: &OpContext,
    tx: &mut Tx,
    territory: &TerritoryId,
    proposal: Option<String>,
    author: String,
    kind: ChangeKind,
) -> Result<(), Error> {
    let (proposal_author, proposed) = (Some(author), Some(ctx.seconds()));
    let proposed = Proposed { proposal, proposal_author, proposed, ..Proposed::default() };
    announcements::set_proposed(tx, territory, &proposed).await?;
    note(ctx, tx, territory, kind, "", None).await
}

/// Gives up what is on its way; what residents get stays.
pub async fn drop_proposal(ctx: &OpContext, territory: &TerritoryId) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    let former = announcements::proposed(&mut tx, territory).await?;
    let Proposed { proposal, proposal_author, proposed, .. } = former;
    let kept = Proposed { proposal, proposal_author, proposed, ..Proposed::default() };
    announcements::set_proposed(&mut tx, territory, &kept).await?;
    Ok(tx.commit().await?)
}

/// Takes the proposed board back: residents who changed nothing get the larger territories' proposal, and no card is held
/// any more. Its arrangement is kept as the one on its way, unless there is one.
pub async fn withdraw_proposal(ctx: &OpContext, territory: &TerritoryId) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    let former = announcements::proposed(&mut tx, territory).await?;
    let proposal = former.proposal.clone().ok_or(Error::NotFound)?;
    let kept = if former.proposal_draft.is_some() {
        Proposed { proposal: None, proposal_author: None, proposed: None, ..former }
    } else {
        Proposed {
            proposal_draft: Some(proposal),
            proposal_draft_author: former.proposal_author,
            proposal_draft_saved: former.proposed,
            ..Proposed::default()
        }
    };
    announcements::set_proposed(&mut tx, territory, &kept).await?;
    note(ctx, &mut tx, territory, ChangeKind::BoardWithdrawn, "", None).await?;
    Ok(tx.commit().await?)
}
