//! What an action did, or why it was refused: data, for the announcement and for the place of the focus.

use super::{BoardFault, CardId, CardKind, CardSettings, PageId, PageName, Size, words::words};
use crate::{territory::TerritoryId, text::TextFault};
use serde::{Deserialize, Serialize};

/// A card and where it stands: "Calendrier, en position 2 sur 6 de la page Famille".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardAt {
    /// Its id; the focus goes there.
    pub card: CardId,
    /// What it is.
    pub kind: CardKind,
    /// Its page.
    pub page: PageId,
    /// The name of its page.
    pub page_name: PageName,
    /// Its position among the shown cards of its page, from 1. For a hidden card: the one that it would have.
    pub position: u32,
    /// How many cards the page then shows.
    pub total: u32,
}

/// A page and where it stands among the pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageAt {
    /// Its id.
    pub page: PageId,
    /// Its name.
    pub name: PageName,
    /// Its position, from 1.
    pub position: u32,
    /// How many pages there are.
    pub total: u32,
}

words!(
    /// Why a whole board took the place of the former one.
    Replacement {
        /// The person imported a layout.
        Import = "import",
        /// The person took the territory's proposal.
        Proposal = "proposal",
        /// The person signed in and chose what becomes of the layout made without an account.
        SignIn = "sign-in",
    }
);

words!(
    /// Why nothing had to be done. Not a fault: it is announced, and leaves nothing to undo.
    AlreadySo {
        /// It is the first.
        First = "first",
        /// It is the last.
        Last = "last",
        /// It stands at that position.
        Position = "position",
        /// It is on that page.
        Page = "page",
        /// It is at the widest size.
        Widest = "widest",
        /// It is at the narrowest size.
        Narrowest = "narrowest",
        /// It has that size.
        Size = "size",
        /// It is hidden.
        Hidden = "hidden",
        /// It is shown.
        Shown = "shown",
        /// It has those settings.
        Settings = "settings",
        /// It has that name.
        Name = "name",
        /// It has that picture.
        Icon = "icon",
        /// The board is that board.
        Board = "board",
    }
);

/// What [`Change::Nothing`] speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A card.
    Card(CardAt),
    /// A page.
    Page(PageAt),
    /// The whole board.
    Board,
}

/// What happened. Positions are those after the change; for what is gone, those before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A card came from the catalogue.
    Added(CardAt),
    /// A card has another position on its page.
    Moved(CardAt),
    /// A card is on another page.
    MovedToPage(CardAt),
    /// A card has another size.
    Resized(CardAt, Size),
    /// A card is out of sight.
    Hidden(CardAt),
    /// A card is in sight again.
    Shown(CardAt),
    /// A card is off the board.
    Removed(CardAt),
    /// A card has other settings.
    Configured(CardAt, CardSettings),
    /// There is a new page.
    PageAdded(PageAt),
    /// A page has another name; then the former name.
    PageRenamed(PageAt, PageName),
    /// A page has another picture.
    PageIconSet(PageAt),
    /// A page has another position.
    PageMoved(PageAt),
    /// A page is off the board.
    PageRemoved {
        /// Where it was.
        was: PageAt,
        /// How many cards went with it.
        cards: u32,
        /// The last second, since 1970 (UTC), at which it can be restored.
        until: i64,
    },
    /// A removed page is back. The kinds that had come to another page meanwhile did not come back with it.
    PageRestored(PageAt, Vec<CardKind>),
    /// A removed page is gone for good.
    PageForgotten(PageId, PageName),
    /// The whole board is another one.
    Replaced {
        /// Why.
        by: Replacement,
        /// How many pages it has.
        pages: u32,
        /// How many cards it has.
        cards: u32,
    },
    /// That change was taken back.
    Undone(Box<Self>),
    /// That change was done again.
    Redone(Box<Self>),
    /// Nothing had to be done.
    Nothing(AlreadySo, About),
}

impl Change {
    /// The card that it is about. `None`: it is about a page or the board. The card may be off the board.
    pub fn card(&self) -> Option<&CardAt> {
        match self {
            Self::Added(at)
            | Self::Moved(at)
            | Self::MovedToPage(at)
            | Self::Resized(at, _)
            | Self::Hidden(at)
            | Self::Shown(at)
            | Self::Removed(at)
            | Self::Configured(at, _)
            | Self::Nothing(_, About::Card(at)) => Some(at),
            Self::Undone(change) | Self::Redone(change) => change.card(),
            Self::PageAdded(_)
            | Self::PageRenamed(..)
            | Self::PageIconSet(_)
            | Self::PageMoved(_)
            | Self::PageRemoved { .. }
            | Self::PageRestored(..)
            | Self::PageForgotten(..)
            | Self::Replaced { .. }
            | Self::Nothing(_, About::Page(_) | About::Board) => None,
        }
    }
}

words!(
    /// A limit of the board.
    Limit {
        /// [`super::Board::MOST_PAGES`].
        Pages = "pages",
        /// [`super::Board::MOST_CARDS`].
        Cards = "cards",
        /// [`super::Board::MOST_REMOVED`]: a removed page has to be restored or forgotten first.
        RemovedPages = "removed-pages",
        /// The counter of ids is at its end.
        Ids = "ids",
    }
);

/// Why an action is refused. The board is as before.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Another device removed it, or it never was.
    #[error("no card {0}")]
    UnknownCard(CardId),
    /// Another device removed it, or it never was.
    #[error("no page {0}")]
    UnknownPage(PageId),
    /// The board has a card of that kind: the answer links to it.
    #[error("{} is there already, as {} on {}", .0.kind, .0.card, .0.page)]
    AlreadyThere(CardAt),
    /// There is no room.
    #[error("too many: {0}")]
    TooMany(Limit),
    /// A territory holds that card: it is neither removed nor hidden, nor is its page removed.
    #[error("{} is pinned by {by}", at.card)]
    PinnedCannotBeRemoved {
        /// The card.
        at: CardAt,
        /// Who holds it.
        by: TerritoryId,
    },
    /// A board has one page at least.
    #[error("the last page stays")]
    LastPage,
    /// Not a name for a page.
    #[error("bad name: {0}")]
    BadName(TextFault),
    /// A card of that kind does not take those settings.
    #[error("{0} does not take these settings")]
    BadSettings(CardId),
    /// There is no change to take back.
    #[error("nothing to undo")]
    NothingToUndo,
    /// There is no change to do again.
    #[error("nothing to redo")]
    NothingToRedo,
    /// The page was removed more than thirty days ago.
    #[error("{0} can no longer be restored")]
    PageExpired(PageId),
    /// The board that should take the place of this one breaks a rule.
    #[error("not a board: {0}")]
    Invalid(BoardFault),
}
