use super::{PageHead, routes};
use crate::{
    i18n::{t, texts},
    ui::Drawing,
};
use leptos::prelude::*;

/// The page of an unknown address: it says so with the right status, and where to go on.
#[component]
pub fn NotFound() -> impl IntoView {
    crate::browser::page_status("not_found");
    view! {
        <PageHead title=t(texts::frame::NOT_FOUND_TITLE) lede=t(texts::frame::NOT_FOUND_LEDE)/>
        <Drawing name="not-found"/>
        <form class="search" role="search" method="get" action=routes::SEARCH>
            <label for="q-lost">{t(texts::frame::SEARCH_LABEL)}</label>
            <div class="search-row">
                <input id="q-lost" name="q" type="search" maxlength="200"/>
                <button type="submit" class="button" data-kind="primary">{t(texts::frame::SEARCH)}</button>
            </div>
        </form>
        <ul class="link-list">
            <li><a href=routes::HOME>{t(texts::frame::HOME)}</a></li>
            <li><a href=routes::DASHBOARD>{t(texts::frame::DASHBOARD)}</a></li>
            <li><a href=routes::SERVICES>{t(texts::frame::SERVICES)}</a></li>
            <li><a href=routes::PLACES>{t(texts::frame::PLACES)}</a></li>
        </ul>
    }
}
