//! What the cards show.

mod content;
mod lists;
mod population;

pub use lists::event_title;

use domain::{board::CardId, dashboard::DashboardView};
use leptos::prelude::*;

/// Of each visible card its state, as the style knows it, and what it shows.
pub(super) fn render(view: &DashboardView) -> Vec<(CardId, &'static str, AnyView)> {
    let found = view.cards.iter().filter_map(|(id, found)| {
        let (_, card) = view.board.card(*id)?;
        let (state, content) = content::content(card.kind, found.clone(), view.today);
        Some((*id, state, content))
    });
    found.collect()
}
