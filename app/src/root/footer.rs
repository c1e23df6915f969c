use super::routes;
use crate::i18n::{t, texts};
use leptos::prelude::*;

/// The foot of every page.
#[component]
pub(super) fn Footer() -> impl IntoView {
    view! {
        <footer class="site-footer">
            <nav aria-label=t(texts::frame::FOOT)>
                <ul>
                    <li><a href=routes::DISPLAY>{t(texts::frame::DISPLAY)}</a></li>
                    <li><a href=routes::ACCESSIBILITY>{t(texts::frame::ACCESSIBILITY)}</a></li>
                    <li><a href=routes::SOURCES>{t(texts::frame::SOURCES)}</a></li>
                </ul>
            </nav>
            <p>{t(texts::frame::NO_TRACKING)}</p>
        </footer>
    }
    .into_any()
}
