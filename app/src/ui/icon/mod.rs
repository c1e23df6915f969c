//! Icons and drawings: one cached sprite each. They decorate; words say what they mean.

use leptos::prelude::*;

/// An icon of the sprite, hidden from screen readers.
#[component]
pub fn Icon(
    /// Name in the sprite, without `i-`.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" focusable="false" width="24" height="24">
            <use href=format!("/icons.svg#i-{name}")></use>
        </svg>
    }
}

/// A line drawing of the sprite, hidden from screen readers.
#[component]
pub fn Drawing(
    /// Name in the sprite, without `d-`.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg class="drawing" data-drawing=name aria-hidden="true" focusable="false">
            <use href=format!("/drawings.svg#d-{name}")></use>
        </svg>
    }
}
