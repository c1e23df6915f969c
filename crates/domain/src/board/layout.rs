//! The board itself and what can be asked of it.

use super::{Card, CardAt, CardId, CardKind, Origin, Page, PageAt, PageId, RemovedPage};
use serde::{Deserialize, Serialize};

/// The layout of a person's dashboard. The rules that it keeps are those of [`Board::check`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// The pages in their order, one at least.
    pub pages: Vec<Page>,
    /// The number that the next card or page gets. It only grows.
    pub next: u32,
    /// The proposal that this board began as. `None`: it began otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// Removed pages that can still be restored, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<RemovedPage>,
}

impl Board {
    /// The most pages of a board.
    pub const MOST_PAGES: usize = 12;
    /// The most cards of a board, all pages together.
    pub const MOST_CARDS: usize = 60;
    /// The most removed pages that are kept.
    pub const MOST_REMOVED: usize = 12;

    /// All cards with their pages, in reading order, hidden ones included.
    pub fn cards(&self) -> impl Iterator<Item = (&Page, &Card)> {
        self.pages.iter().flat_map(|page| page.cards.iter().map(move |card| (page, card)))
    }

    /// The card and its page. `None`: no such card, or on a removed page.
    pub fn card(&self, id: CardId) -> Option<(&Page, &Card)> {
        self.cards().find(|(_, card)| card.id == id)
    }

    /// The card of that kind and its page. `None`: the board has none; the catalogue then offers it.
    pub fn card_of(&self, kind: CardKind) -> Option<(&Page, &Card)> {
        self.cards().find(|(_, card)| card.kind == kind)
    }

    /// The page. `None`: no such page, or removed.
    pub fn page(&self, id: PageId) -> Option<&Page> {
        self.pages.iter().find(|page| page.id == id)
    }

    /// Where a card stands, in the terms of an announcement. `None`: no such card.
    pub fn card_at(&self, id: CardId) -> Option<CardAt> {
        let (page, card) = self.card(id)?;
        let (position, total) = page.position(id)?;
        Some(CardAt { card: id, kind: card.kind, page: page.id, page_name: page.name.clone(), position, total })
    }

    /// Where a page stands, in the terms of an announcement. `None`: no such page.
    pub fn page_at(&self, id: PageId) -> Option<PageAt> {
        let place = self.pages.iter().position(|page| page.id == id)?;
        let page = self.pages.get(place)?;
        Some(PageAt {
            page: id,
            name: page.name.clone(),
            position: super::count(place).saturating_add(1),
            total: super::count(self.pages.len()),
        })
    }

    /// The removed pages that can be restored at that second, the latest first.
    pub fn restorable(&self, now: i64) -> impl Iterator<Item = &RemovedPage> {
        self.removed.iter().rev().filter(move |removed| removed.until() >= now)
    }

    /// Every id on the board as a bare number, removed pages included.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        let pages = self.pages.iter().chain(self.removed.iter().map(|removed| &removed.page));
        pages.flat_map(|page| std::iter::once(page.id.0).chain(page.cards.iter().map(|card| card.id.0)))
    }
}
