use super::{routes, use_frame};
use crate::{
    i18n::{Text, t, texts},
    ui::Icon,
};
use domain::help::Section;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The head of every page: ways to skip, brand, places of the portal, search, display, account.
#[component]
pub(super) fn Header() -> impl IntoView {
    let frame = use_frame();
    let location = use_location();
    // A plain link on purpose: the browser itself goes to the section of this page.
    let help = move || routes::help(Section::of_page(&location.pathname.get(), &location.search.get()));
    view! {
        <nav class="skip-links" aria-label=t(texts::frame::SKIPS)>
            <a href="#contenu">{t(texts::frame::SKIP)}</a>
            <a href=routes::DISPLAY accesskey="0">{t(texts::frame::SKIP_DISPLAY)}</a>
        </nav>
        <header class="site-header">
            <div class="site-header-row">
                <a class="brand" href=routes::HOME>
                    <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
                        <path class="brand-land" d="M4 14 16 4l12 10v3H4z"></path>
                        <path class="brand-water" d="M4 21c4-3 8-3 12 0s8 3 12 0M4 27c4-3 8-3 12 0s8 3 12 0"></path>
                    </svg>
                    <span class="brand-name">"Civis Data"</span>
                    <Suspense>{move || frame.get().place.map(|(_, name)| view! { <span class="brand-place">{name}</span> })}</Suspense>
                </a>
                <nav class="site-nav" aria-label=t(texts::frame::MAIN)>
                    <ul>
                        <Place path=routes::DASHBOARD words=texts::frame::DASHBOARD/>
                        <Place path=routes::SERVICES words=texts::frame::SERVICES/>
                        <Place path=routes::PLACES words=texts::frame::PLACES/>
                    </ul>
                </nav>
                <form class="site-search" role="search" aria-label=t(texts::frame::SEARCH_LABEL) method="get" action=routes::SEARCH>
                    <label class="visually-hidden" for="q">{t(texts::frame::SEARCH_LABEL)}</label>
                    <input id="q" name="q" type="search" maxlength="200" placeholder=t(texts::frame::SEARCH_HINT)/>
                    <button type="submit" class="icon-button" aria-label=t(texts::frame::SEARCH)><Icon name="search"/></button>
                </form>
                <ul class="site-tools">
                    <li><a href=help rel="external"><Icon name="circle-help"/><span>{t(texts::frame::HELP)}</span></a></li>
                    <li><a href=routes::DISPLAY><Icon name="settings-2"/><span>{t(texts::frame::DISPLAY)}</span></a></li>
                    <li>
                        <Suspense fallback=move || view! { <a href=routes::SIGN_IN><Icon name="user"/><span>{t(texts::frame::SIGN_IN)}</span></a> }>
                            {move || {
                                let account = frame.get().account;
                                let path = if account.is_some() { routes::ACCOUNT } else { routes::SIGN_IN };
                                let words = account.unwrap_or_else(|| t(texts::frame::SIGN_IN).to_owned());
                                view! { <a href=path><Icon name="user"/><span>{words}</span></a> }
                            }}
                        </Suspense>
                    </li>
                </ul>
            </div>
        </header>
    }
    .into_any()
}

/// A place of the portal in a navigation, marked when the page stands in it.
#[component]
fn Place(
    /// Its address.
    path: &'static str,
    /// Its name.
    words: Text,
    /// Its icon, in the bar at the bottom of phones.
    #[prop(optional)]
    icon: Option<&'static str>,
) -> impl IntoView {
    let location = use_location();
    let here = move || {
        let now = location.pathname.get();
        let inside = if path == routes::HOME {
            now == path
        } else {
            now.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        inside.then_some("page")
    };
    view! {
        <li>
            <a href=path aria-current=here>
                {icon.map(|icon| view! { <Icon name=icon/> })}
                <span>{t(words)}</span>
            </a>
        </li>
    }
    .into_any()
}

/// The bar of five places at the bottom of phones.
#[component]
pub(super) fn BottomBar() -> impl IntoView {
    view! {
        <nav class="bottom-bar" aria-label=t(texts::frame::SHORT)>
            <ul>
                <Place path=routes::HOME words=texts::frame::HOME icon="house"/>
                <Place path=routes::DASHBOARD words=texts::frame::BOARD_SHORT icon="layout-dashboard"/>
                <Place path=routes::SERVICES words=texts::frame::SERVICES icon="file-text"/>
                <Place path=routes::PLACES words=texts::frame::PLACES_SHORT icon="map-pin"/>
                <Place path=routes::ACCOUNT words=texts::frame::ACCOUNT icon="user"/>
            </ul>
        </nav>
    }
    .into_any()
}
