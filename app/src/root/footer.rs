use super::routes;
use crate::{
    browser,
    i18n::{t, texts},
};
use leptos::prelude::*;

/// The foot of every page. What it says of accessibility and weight comes from the server and is left alone in the browser.
#[component]
pub(super) fn Footer() -> impl IntoView {
    view! {
        <footer class="site-footer">
            <nav aria-label=t(texts::frame::FOOT)>
                <ul>
                    <li><a href=routes::DISPLAY>{t(texts::frame::DISPLAY)}</a></li>
                    <li><a href=routes::ACCESSIBILITY>{browser::accessibility()}</a></li>
                    <li><a href=routes::SOURCES>{t(texts::frame::SOURCES)}</a></li>
                </ul>
            </nav>
            <p>{t(texts::frame::NO_TRACKING)}</p>
            <p class="weight">{browser::weight()}</p>
        </footer>
    }
    .into_any()
}
