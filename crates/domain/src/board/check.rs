//! The rules that every board keeps, and the stored form, which is only read through them.

use super::{Board, CardId, CardKind, History};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Which rule a board breaks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoardFault {
    /// There is nothing to show.
    #[error("no page")]
    NoPage,
    /// More than [`Board::MOST_PAGES`].
    #[error("too many pages")]
    TooManyPages,
    /// More than [`Board::MOST_CARDS`], on the pages or on a removed page.
    #[error("too many cards")]
    TooManyCards,
    /// More than [`Board::MOST_REMOVED`].
    #[error("too many removed pages")]
    TooManyRemoved,
    /// More steps than [`History::MOST_STEPS`].
    #[error("too many steps")]
    TooManySteps,
    /// Two things have the same number.
    #[error("the number {0} is given twice")]
    SameId(u32),
    /// A number that the counter has not given yet: it would be given again.
    #[error("the number {0} is not given yet")]
    IdNotGiven(u32),
    /// Two cards of one kind.
    #[error("two cards {0}")]
    SameKind(CardKind),
    /// A territory holds the card, and it is hidden.
    #[error("{0} is pinned and hidden")]
    PinnedAndHidden(CardId),
    /// Settings that its kind does not take.
    #[error("{0} has settings that it does not take")]
    Settings(CardId),
}

/// Why a stored board or history cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Corrupt {
    /// Not the JSON of a board.
    #[error("not the JSON of a board, at line {line}, column {column}")]
    Shape {
        /// Line of the JSON, from 1.
        line: usize,
        /// Column of the JSON.
        column: usize,
    },
    /// JSON of a board that breaks a rule.
    #[error("{0}")]
    Rule(#[from] BoardFault),
}

impl From<serde_json::Error> for Corrupt {
    fn from(error: serde_json::Error) -> Self {
        Self::Shape { line: error.line(), column: error.column() }
    }
}

impl Board {
    /// Whether the board keeps every rule; the first broken one otherwise.
    pub fn check(&self) -> Result<(), BoardFault> {
        let rules = [
            (self.pages.is_empty(), BoardFault::NoPage),
            (self.pages.len() > Self::MOST_PAGES, BoardFault::TooManyPages),
            (self.removed.len() > Self::MOST_REMOVED, BoardFault::TooManyRemoved),
            (self.cards().count() > Self::MOST_CARDS, BoardFault::TooManyCards),
            (self.removed.iter().any(|removed| removed.page.cards.len() > Self::MOST_CARDS), BoardFault::TooManyCards),
        ];
        if let Some((_, fault)) = rules.into_iter().find(|(broken, _)| *broken) {
            return Err(fault);
        }
        self.check_ids()?;
        self.check_cards()
    }

    fn check_ids(&self) -> Result<(), BoardFault> {
        let mut seen = BTreeSet::new();
        for number in self.numbers() {
            if number >= self.next {
                return Err(BoardFault::IdNotGiven(number));
            }
            if !seen.insert(number) {
                return Err(BoardFault::SameId(number));
            }
        }
        Ok(())
    }

    fn check_cards(&self) -> Result<(), BoardFault> {
        let shown = self.pages.iter().flat_map(|page| &page.cards);
        distinct_kinds(shown.clone().map(|card| card.kind))?;
        for removed in &self.removed {
            distinct_kinds(removed.page.cards.iter().map(|card| card.kind))?;
        }
        for card in shown.chain(self.removed.iter().flat_map(|removed| &removed.page.cards)) {
            if card.hidden && card.pinned.is_some() {
                return Err(BoardFault::PinnedAndHidden(card.id));
            }
            if !card.settings.fit(card.kind) {
                return Err(BoardFault::Settings(card.id));
            }
        }
        Ok(())
    }

    /// The stored form: compact JSON, always the same bytes for the same board.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// Reads the stored form and checks every rule: whoever holds the board need not check it again.
    pub fn from_json(json: &str) -> Result<Self, Corrupt> {
        let board: Self = serde_json::from_str(json)?;
        board.check()?;
        Ok(board)
    }
}

impl History {
    /// The stored form: compact JSON, always the same bytes for the same history.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// Reads the stored form and checks every rule on every board that it holds.
    pub fn from_json(json: &str) -> Result<Self, Corrupt> {
        let history: Self = serde_json::from_str(json)?;
        if history.past.len() > Self::MOST_STEPS || history.future.len() > Self::MOST_STEPS {
            return Err(BoardFault::TooManySteps.into());
        }
        history.present.check()?;
        history.past.iter().chain(&history.future).try_for_each(|step| step.board.check())?;
        Ok(history)
    }
}

fn distinct_kinds(kinds: impl Iterator<Item = CardKind>) -> Result<(), BoardFault> {
    let mut seen = BTreeSet::new();
    kinds.into_iter().try_for_each(|kind| if seen.insert(kind) { Ok(()) } else { Err(BoardFault::SameKind(kind)) })
}
