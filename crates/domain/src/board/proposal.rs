//! What the portal and the territories propose to somebody who has not arranged anything yet.

use super::{Board, Card, CardId, CardKind, Origin, Page, PageIcon, PageId, PageName, Pinned, Size};
use crate::{
    territory::TerritoryId,
    text::{TextRule, fold},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A proposed board. Its first page is the main page of every level, whatever its name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The pages in their order.
    pub pages: Vec<ProposedPage>,
    /// Kinds that larger territories propose and this one leaves out. A pinned card is not left out.
    #[serde(default)]
    pub without: BTreeSet<CardKind>,
}

/// One page of a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedPage {
    /// Its name.
    pub name: PageName,
    /// Its picture.
    pub icon: PageIcon,
    /// Its cards in reading order.
    pub cards: Vec<ProposedCard>,
}

/// One card of a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedCard {
    /// What it shows.
    pub kind: CardKind,
    /// How wide it is.
    pub size: Size,
    /// Whether the proposing territory holds it. Any value means the territory of the [`LevelProposal`]; the portal's own
    /// proposal holds nothing, since it speaks for no territory.
    #[serde(default)]
    pub pinned_by: Option<TerritoryId>,
    /// Why it is held, for those who find it on their board.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What a reason may hold: one sentence.
pub const PIN_REASON: TextRule = TextRule::line(160);

/// What one territory proposes to its residents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelProposal {
    /// Which territory.
    pub territory: TerritoryId,
    /// What it proposes.
    pub proposal: Proposal,
}

impl LevelProposal {
    /// Why the territory holds that card.
    pub fn reason(&self, kind: CardKind) -> Option<&str> {
        self.proposal.cards().find(|card| card.kind == kind && card.pinned_by.is_some())?.reason.as_deref()
    }
}

impl Proposal {
    /// All its cards, in reading order.
    pub fn cards(&self) -> impl Iterator<Item = &ProposedCard> {
        self.pages.iter().flat_map(|page| &page.cards)
    }

    /// A board as a proposal, just as it is: its shown cards with their pages and sizes, none of their settings, and
    /// nothing beside them. `pins` holds the cards that `by` holds, each with its reason; an empty one is none yet.
    pub fn of_board(board: &Board, by: &TerritoryId, pins: &BTreeMap<CardKind, String>) -> Self {
        let card = |card: &Card| ProposedCard {
            kind: card.kind,
            size: card.size,
            pinned_by: pins.contains_key(&card.kind).then(|| by.clone()),
            reason: pins.get(&card.kind).filter(|reason| !reason.is_empty()).cloned(),
        };
        let page = |page: &Page| ProposedPage {
            name: page.name.clone(),
            icon: page.icon,
            cards: page.visible().map(card).collect(),
        };
        let pages: Vec<ProposedPage> = board.pages.iter().map(page).collect();
        let named: BTreeSet<CardKind> = board.pages.iter().flat_map(Page::visible).map(|card| card.kind).collect();
        let without = CardKind::ALL.iter().copied().filter(|kind| !named.contains(kind)).collect();
        Self { pages, without }
    }

    /// The portal's own proposal: one page of nine cards, named by the caller in the reader's language. It fills a grid
    /// of one, two or three columns without a hole.
    pub fn standard(name: PageName) -> Self {
        let cards = [
            (CardKind::MyPlace, Size::M),
            (CardKind::Calendar, Size::S),
            (CardKind::FirstSteps, Size::S),
            (CardKind::ServicesForMe, Size::M),
            (CardKind::Announcements, Size::M),
            (CardKind::Reminders, Size::S),
            (CardKind::PinnedServices, Size::S),
            (CardKind::HelpNumbers, Size::S),
            (CardKind::Population, Size::S),
        ];
        let cards =
            cards.into_iter().map(|(kind, size)| ProposedCard { kind, size, pinned_by: None, reason: None }).collect();
        Self { pages: vec![ProposedPage { name, icon: PageIcon::LayoutDashboard, cards }], without: BTreeSet::new() }
    }
}

/// The board that a new resident starts from: the portal's proposal, refined by each level from the région to the commune.
///
/// A smaller territory decides the order, the sizes and the pages of the cards that it names; what a larger one proposed
/// beside follows them, unless the smaller one leaves it out. A card that any level pins is there, held by the largest of
/// the territories that pin it: a smaller one cannot loosen it. If nobody proposes a page, it is the standard board.
pub fn merge_proposals(portal: &Proposal, levels: &[LevelProposal]) -> Board {
    let mut levels: Vec<&LevelProposal> = levels.iter().collect();
    levels.sort_by_key(|level| level.territory.level());
    let mut merged = refine(Vec::new(), portal, None);
    for level in &levels {
        merged = refine(merged, &level.proposal, Some(&level.territory));
    }
    if merged.is_empty() {
        merged = Proposal::standard(PageName::portal()).pages;
    }
    let mut board = assemble(merged);
    let territory = levels.last().map(|level| level.territory.clone());
    board.origin = Some(Origin { territory, digest: board.digest() });
    board
}

fn refine(larger: Vec<ProposedPage>, smaller: &Proposal, by: Option<&TerritoryId>) -> Vec<ProposedPage> {
    let held: Vec<ProposedCard> =
        larger.iter().flat_map(|page| &page.cards).filter(|card| card.pinned_by.is_some()).cloned().collect();
    let holder = |kind| held.iter().find(|card| card.kind == kind).and_then(|card| card.pinned_by.clone());
    let mut named = BTreeSet::new();
    let mut pages: Vec<ProposedPage> = Vec::new();
    for page in &smaller.pages {
        let cards = page.cards.iter().filter(|card| named.insert(card.kind)).map(|card| ProposedCard {
            pinned_by: holder(card.kind).or_else(|| card.pinned_by.as_ref().and(by).cloned()),
            ..card.clone()
        });
        let cards = cards.collect();
        pages.push(ProposedPage { cards, ..page.clone() });
    }
    for (place, mut page) in larger.into_iter().enumerate() {
        let left_out = |card: &ProposedCard| card.pinned_by.is_none() && smaller.without.contains(&card.kind);
        page.cards.retain(|card| !named.contains(&card.kind) && !left_out(card));
        let name = fold(page.name.as_str());
        let twin =
            if place == 0 { pages.first_mut() } else { pages.iter_mut().find(|each| fold(each.name.as_str()) == name) };
        match twin {
            Some(twin) => twin.cards.append(&mut page.cards),
            None => pages.push(page),
        }
    }
    pages
}

/// Gives ids. Empty pages are left out, except the main one; cards beyond the limit of pages go to the main page.
fn assemble(proposed: Vec<ProposedPage>) -> Board {
    let mut board = Board { pages: Vec::new(), next: 1, origin: None, removed: Vec::new() };
    for page in proposed {
        if page.cards.is_empty() && !board.pages.is_empty() {
            continue;
        }
        let full = board.pages.len() >= Board::MOST_PAGES;
        if !full {
            let id = PageId(board.number().unwrap_or(board.next));
            board.pages.push(Page { id, name: page.name, icon: page.icon, cards: Vec::new() });
        }
        for ProposedCard { kind, size, pinned_by, .. } in page.cards {
            let id = CardId(board.number().unwrap_or(board.next));
            let card = Card { size, pinned: pinned_by.map(|by| Pinned { by }), ..Card::new(id, kind) };
            let target = if full { board.pages.first_mut() } else { board.pages.last_mut() };
            if let Some(page) = target {
                page.cards.push(card);
            }
        }
    }
    board
}
