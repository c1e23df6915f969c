//! Changes told in words to those who cannot see them: one polite live region for the whole portal.

use crate::browser;
use leptos::prelude::*;

/// Says things through the live region.
#[derive(Debug, Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// Says it, once the present reading is over.
    pub fn say(self, sentence: String) {
        // Emptied first: the same sentence twice would otherwise be said once.
        self.0.set(String::new());
        browser::after(60, move || self.0.set(sentence));
    }
}

pub(super) fn provide() -> Announcer {
    let announcer = Announcer(RwSignal::new(String::new()));
    provide_context(announcer);
    announcer
}

/// The announcer of this page.
pub fn use_announcer() -> Announcer {
    use_context().unwrap_or_else(|| Announcer(RwSignal::new(String::new())))
}

/// The element that screen readers listen to.
#[component]
pub(super) fn LiveRegion(
    /// What it says.
    announcer: Announcer,
) -> impl IntoView {
    view! { <div id="annonces" class="visually-hidden" role="status" aria-live="polite">{move || announcer.0.get()}</div> }
}
