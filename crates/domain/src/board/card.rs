//! One card: its kind, how wide it is, whether it is shown, who pinned it.

use super::{CardId, CardKind, CardSettings, words::words};
use crate::territory::TerritoryId;
use serde::{Deserialize, Serialize};

words!(
    /// How wide a card is, on a screen that has room. On a phone every card takes the one column.
    Size {
        /// One column.
        S = "s",
        /// Two columns.
        M = "m",
        /// Three columns.
        L = "l",
    }
);

impl Size {
    /// The next wider size. `None`: there is none.
    pub const fn wider(self) -> Option<Self> {
        match self {
            Self::S => Some(Self::M),
            Self::M => Some(Self::L),
            Self::L => None,
        }
    }

    /// The next narrower size. `None`: there is none.
    pub const fn narrower(self) -> Option<Self> {
        match self {
            Self::S => None,
            Self::M => Some(Self::S),
            Self::L => Some(Self::M),
        }
    }

    /// How many columns it takes where there are enough.
    pub const fn columns(self) -> u32 {
        match self {
            Self::S => 1,
            Self::M => 2,
            Self::L => 3,
        }
    }
}

/// A territory holds this card on the boards of its residents. It may be moved and resized, neither hidden nor removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pinned {
    /// Which territory: the card names it.
    pub by: TerritoryId,
}

/// One card of a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its id, unique on the board.
    pub id: CardId,
    /// What it shows, unique on the board.
    pub kind: CardKind,
    /// How wide it is; kept on a phone, for larger screens.
    pub size: Size,
    /// Left out of the page, kept with its settings.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
    /// Who holds it there. `None`: it is the person's to remove.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pinned: Option<Pinned>,
    /// What the person chose on it.
    #[serde(default, skip_serializing_if = "CardSettings::is_default")]
    pub settings: CardSettings,
}

impl Card {
    /// A card as it comes from the catalogue: usual size, nothing chosen.
    pub fn new(id: CardId, kind: CardKind) -> Self {
        Self { id, kind, size: kind.default_size(), hidden: false, pinned: None, settings: CardSettings::default() }
    }
}
