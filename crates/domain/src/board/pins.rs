//! Ids given anew, and the cards that territories hold.

use super::{Board, Card, CardId, CardKind, Limit, PageId, Pinned, Refusal};
use serde::{Deserialize, Serialize};

/// A card that a territory holds on the boards of its residents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    /// Which card.
    pub kind: CardKind,
    /// Which territory.
    pub by: Pinned,
}

impl Board {
    /// The cards that territories hold here.
    pub fn pins(&self) -> Vec<Pin> {
        let pin = |card: &Card| card.pinned.clone().map(|by| Pin { kind: card.kind, by });
        self.cards().filter_map(|(_, card)| pin(card)).collect()
    }

    /// The same board under exactly these pins: a held card that was missing comes to the end of the first page, a held
    /// card that was hidden is shown, a card that is no longer held is the person's again. Called when the territory
    /// changes its pins or the person changes territory; settings, sizes and order stay as they are.
    #[must_use]
    pub fn with_pins(&self, pins: &[Pin]) -> Self {
        let mut board = self.clone();
        for card in board.pages.iter_mut().flat_map(|page| page.cards.iter_mut()) {
            card.pinned = pins.iter().find(|pin| pin.kind == card.kind).map(|pin| pin.by.clone());
            card.hidden = card.hidden && card.pinned.is_none();
        }
        for pin in pins {
            if board.card_of(pin.kind).is_some() || board.cards().count() >= Self::MOST_CARDS {
                continue;
            }
            let Ok(number) = board.number() else { continue };
            let card = Card { pinned: Some(pin.by.clone()), ..Card::new(CardId(number), pin.kind) };
            if let Some(page) = board.pages.first_mut() {
                page.cards.push(card);
            }
        }
        board
    }

    /// The next free number, which is thereby given.
    pub(super) fn number(&mut self) -> Result<u32, Refusal> {
        let number = self.next;
        self.next = number.checked_add(1).ok_or(Refusal::TooMany(Limit::Ids))?;
        Ok(number)
    }

    /// The same board with new ids from `next` on, in reading order, removed pages last.
    pub(super) fn renumbered(&self, next: u32) -> Result<Self, Refusal> {
        let mut board = self.clone();
        let mut counter = Self { pages: Vec::new(), next, origin: None, removed: Vec::new() };
        let removed = board.removed.iter_mut().map(|removed| &mut removed.page);
        for page in board.pages.iter_mut().chain(removed) {
            page.id = PageId(counter.number()?);
            for card in &mut page.cards {
                card.id = CardId(counter.number()?);
            }
        }
        board.next = counter.next;
        Ok(board)
    }
}
