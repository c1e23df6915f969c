//! What the cards show.

mod content;
mod figures;
mod filter;
mod foot;
mod lists;
mod population;
mod preview;

pub use lists::announcements;

pub(super) use filter::filter;
pub(super) use foot::{foot, reasons, theme_name};
pub(super) use preview::preview;

use domain::{
    board::CardKind,
    dashboard::{FoundCard, Reason},
};
use jiff::civil::Date;
use leptos::prelude::*;

/// The state of a card, as the style knows it, and what it shows.
pub(super) fn content(found: &FoundCard, kind: CardKind, today: Date) -> (&'static str, AnyView) {
    content::content(kind, found.state.clone(), today, is_themeless(found))
}

/// Whether the person took every theme off the card.
fn is_themeless(found: &FoundCard) -> bool {
    found.why.iter().any(|why| matches!(why, Reason::ChosenThemes(none) if none.is_empty()))
}
