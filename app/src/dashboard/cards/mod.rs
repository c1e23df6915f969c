//! What the cards show.

mod content;
mod filter;
mod foot;
mod lists;
mod population;

pub use lists::announcements;

pub(super) use filter::filter;
pub(super) use foot::{foot, reasons, theme_name};

use domain::{
    board::CardKind,
    dashboard::{FoundCard, Reason},
};
use jiff::civil::Date;
use leptos::prelude::*;

/// The state of a card, as the style knows it, and what it shows.
pub(super) fn content(found: &FoundCard, kind: CardKind, today: Date) -> (&'static str, AnyView) {
    let themeless = found.why.iter().any(|why| matches!(why, Reason::ChosenThemes(none) if none.is_empty()));
    content::content(kind, found.state.clone(), today, themeless)
}
