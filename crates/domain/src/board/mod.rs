//! The dashboard's layout: pages of cards, and a reducer that changes them.
//!
//! A [`Board`] is data. A person's wish is an [`Action`], written as one line (`up c3`) so that a plain form can carry
//! it. [`reduce`] applies it to the newest [`History`] and says what happened as a [`Change`], or why not as a
//! [`Refusal`]; both are data, the words of the announcement are the page's. [`replace`] brings in a whole board: an
//! [`import`]ed text, the proposal of [`merge_proposals`], or the result of [`Board::merge_anonymous`]. [`place`] lays the
//! cards on a grid.
//!
//! **Architecture invariant:** a board that is shown or stored keeps the rules of [`Board::check`]. The reducer keeps
//! them, and stored JSON and imported text are read through them.

mod action;
mod card;
mod cards;
mod change;
mod check;
mod codec;
mod export;
mod history;
mod ids;
mod import;
mod kinds;
mod layout;
mod merge;
mod origin;
mod page;
mod pages;
mod pins;
mod place;
#[cfg(test)]
mod properties;
mod proposal;
mod reduce;
mod settings;
#[cfg(test)]
mod testing;
pub(crate) mod words;

pub use action::Action;
pub use card::{Card, Pinned, Size};
pub use change::{About, AlreadySo, CardAt, Change, Limit, PageAt, Refusal, Replacement};
pub use check::{BoardFault, Corrupt};
pub use codec::NotAnAction;
pub use history::{History, Step};
pub use ids::{CardId, NotABoardId, PageId};
pub use import::{ImportFault, ImportReason, MOST_IMPORT_BYTES, import};
pub use kinds::{CardKind, CardTheme, Setting};
pub use layout::Board;
pub use merge::{Merged, SignInChoice};
pub use origin::{Digest, NotADigest, Offer, Origin};
pub use page::{Page, PageIcon, PageName, RemovedPage};
pub use pins::Pin;
pub use place::{Placement, place};
pub use proposal::{LevelProposal, PIN_REASON, Proposal, ProposedCard, ProposedPage, merge_proposals};
pub use reduce::{reduce, replace};
pub use settings::{CardSettings, NotASetting, SettingCode};
pub use words::UnknownWord;

/// A length as the number that announcements and positions use.
fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// A position as an index into a list.
fn index(position: u32) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}
