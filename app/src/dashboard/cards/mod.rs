//! What the cards show.

mod content;
mod lists;
mod population;

pub use lists::{announcements, event_title};

use crate::ui::Icon;
use domain::{board::CardId, dashboard::DashboardView};
use leptos::prelude::*;

/// Of each visible card its state, as the style knows it, and what it shows.
pub(super) fn render(view: &DashboardView) -> Vec<(CardId, &'static str, AnyView)> {
    let found = view.cards.iter().filter_map(|(id, found)| {
        let (_, card) = view.board.card(*id)?;
        let (state, content) = content::content(card.kind, found.clone(), view.today);
        let why = view.reasons.iter().find(|(held, _)| held == id).map(|(_, why)| held(why));
        Some((*id, state, view! { {why} {content} }.into_any()))
    });
    found.collect()
}

/// Why a territory holds the card, in its own words.
fn held(why: &str) -> AnyView {
    view! { <p class="why"><Icon name="pin"/>{why.to_owned()}</p> }.into_any()
}
