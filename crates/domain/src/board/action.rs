//! What a person can do to the board.

use super::{CardId, CardKind, CardSettings, PageIcon, PageId, Size};

/// One action of a person. It says what is meant ("this card one place up"), not what the board should become, so it
/// holds on the newest board whatever another device did in between.
///
/// Written as one line (`up c3`): the value of a button in a plain form. Import and the return to a proposal bring a
/// whole board and therefore are no action: see [`super::replace`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// A card from the catalogue, at the end of the page. `add calendar p1`
    Add {
        /// Which card.
        kind: CardKind,
        /// To which page.
        page: PageId,
    },
    /// To a position among the shown cards of its page, from 1; past an end means at the end. `move c3 2`
    Move {
        /// Which card.
        card: CardId,
        /// Which position.
        to: u32,
    },
    /// One position earlier. `up c3`
    Up(CardId),
    /// One position later. `down c3`
    Down(CardId),
    /// To the beginning of its page. `first c3`
    First(CardId),
    /// To the end of its page. `last c3`
    Last(CardId),
    /// To the end of another page. `to-page c3 p2`
    MoveToPage {
        /// Which card.
        card: CardId,
        /// To which page.
        page: PageId,
    },
    /// To that size. `resize c3 m`
    Resize {
        /// Which card.
        card: CardId,
        /// How wide.
        size: Size,
    },
    /// One size up. `wider c3`
    Wider(CardId),
    /// One size down. `narrower c3`
    Narrower(CardId),
    /// Out of sight, with its settings kept. `hide c3`
    Hide(CardId),
    /// In sight again. `show c3`
    Show(CardId),
    /// Off the board. `remove c3`
    Remove(CardId),
    /// What is chosen on the card, all of it: an empty setting resets. `set c3 zone=a`
    Configure {
        /// Which card.
        card: CardId,
        /// What is chosen.
        settings: CardSettings,
    },
    /// A new page after the others. `add-page house Maison`
    AddPage {
        /// Its picture.
        icon: PageIcon,
        /// Its name as typed.
        name: String,
    },
    /// Another name. `rename p1 Famille`
    RenamePage {
        /// Which page.
        page: PageId,
        /// Its name as typed.
        name: String,
    },
    /// Another picture. `icon p1 heart`
    SetPageIcon {
        /// Which page.
        page: PageId,
        /// Which picture.
        icon: PageIcon,
    },
    /// To a position among the pages, from 1; past an end means at the end. `move-page p1 2`
    MovePage {
        /// Which page.
        page: PageId,
        /// Which position.
        to: u32,
    },
    /// Off the board with its cards, restorable for thirty days. `remove-page p1`
    RemovePage(PageId),
    /// A removed page back where it stood. `restore-page p1`
    RestorePage(PageId),
    /// A removed page for good. `forget-page p1`
    ForgetPage(PageId),
    /// The last change is taken back. `undo`
    Undo,
    /// What was taken back is done again. `redo`
    Redo,
}
