//! Server only: what stands around every page. The browser leaves it as it was rendered, and marks only where the person is.

use super::routes;
use crate::{
    i18n::{Text, t, texts, texts::accounts as a, tf},
    identity::{SignOut, StaySignedIn},
    request,
    ui::{Icon, Notice, Tone},
};
use domain::help::Section;
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::{OpContext, frame::FrameView};

/// The path and query of the page that is rendered.
fn address() -> (String, String) {
    let uri = request::parts().map(|parts| parts.uri).unwrap_or_default();
    (uri.path().to_owned(), uri.query().unwrap_or_default().to_owned())
}

/// The head: ways to skip, brand, places of the portal, search, help, display, account.
pub(crate) fn head() -> String {
    let FrameView { account, place, .. } = request::frame();
    let (path, query) = address();
    let own = if account.is_some() { routes::ACCOUNT } else { routes::SIGN_IN };
    let name = account.unwrap_or_else(|| t(texts::frame::SIGN_IN).to_owned());
    let here = |to, words| self::place(&path, to, words, None);
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
                    {place.map(|(_, name)| view! { <span class="brand-place" id="lieu">{name}</span> })}
                </a>
                <nav class="site-nav" aria-label=t(texts::frame::MAIN)>
                    <ul>
                        {here(routes::DASHBOARD, texts::frame::DASHBOARD)}
                        {here(routes::SERVICES, texts::frame::SERVICES)}
                        {here(routes::DATA, texts::frame::DATA)}
                        {here(routes::PLACES, texts::frame::PLACES)}
                    </ul>
                </nav>
                <form class="site-search" role="search" aria-label=t(texts::frame::SEARCH_LABEL) method="get" action=routes::SEARCH>
                    <label class="visually-hidden" for="q">{t(texts::frame::SEARCH_LABEL)}</label>
                    <input id="q" name="q" type="search" maxlength="200" placeholder=t(texts::frame::SEARCH_HINT)/>
                    <button type="submit" class="icon-button" aria-label=t(texts::frame::SEARCH)><Icon name="search"/></button>
                </form>
                <ul class="site-tools">
                    // A plain link on purpose: the browser itself goes to the section of this page.
                    <li><a id="aide" href=routes::help(Section::of_page(&path, &query)) rel="external"><Icon name="circle-help"/><span>{t(texts::frame::HELP)}</span></a></li>
                    <li><a href=routes::DISPLAY><Icon name="settings-2"/><span>{t(texts::frame::DISPLAY)}</span></a></li>
                    <li><a href=own><Icon name="user"/><span>{name}</span></a></li>
                </ul>
            </div>
        </header>
    }
    .to_html()
}

/// The foot, and the bar of five places at the bottom of phones.
pub(crate) fn foot() -> String {
    let (path, _) = address();
    let here = |to, words, icon| place(&path, to, words, Some(icon));
    view! {
        <footer class="site-footer">
            <nav aria-label=t(texts::frame::FOOT)>
                <ul>
                    <li><a href=routes::DATA>{t(texts::frame::DATA)}</a></li>
                    <li><a href=routes::DISPLAY>{t(texts::frame::DISPLAY)}</a></li>
                    <li><a href=routes::ACCESSIBILITY>{request::accessibility()}</a></li>
                    <li><a href=routes::SOURCES>{t(texts::frame::SOURCES)}</a></li>
                </ul>
            </nav>
            <p>{t(texts::frame::NO_TRACKING)}</p>
            <p class="weight">{request::weight()}</p>
        </footer>
        <nav class="bottom-bar" aria-label=t(texts::frame::SHORT)>
            <ul>
                {here(routes::HOME, texts::frame::HOME, "house")}
                {here(routes::DASHBOARD, texts::frame::BOARD_SHORT, "layout-dashboard")}
                {here(routes::SERVICES, texts::frame::SERVICES, "file-text")}
                {here(routes::PLACES, texts::frame::PLACES_SHORT, "map-pin")}
                {here(routes::ACCOUNT, texts::frame::ACCOUNT, "user")}
            </ul>
        </nav>
    }
    .to_html()
}

/// A place of the portal in a navigation, marked when the page stands in it.
fn place(now: &str, path: &'static str, words: Text, icon: Option<&'static str>) -> AnyView {
    let here = routes::is_inside(now, path).then_some("page");
    view! {
        <li>
            <a href=path data-place="yes" aria-current=here>
                {icon.map(|icon| view! { <Icon name=icon/> })}
                <span>{t(words)}</span>
            </a>
        </li>
    }
    .into_any()
}

/// What the last plain form did; then what waits for the person.
pub(crate) fn messages() -> String {
    let frame = request::frame();
    let choosing = address().0 == routes::CHOOSE_BOARD;
    let flash = request::take_flash();
    view! {
        <div id="dit">
            {flash.map(|sentence| view! { <div class="status-message" role="status"><Notice tone=Tone::Good>{sentence}</Notice></div> })}
        </div>
        {request::session_has_ended().then(session_ended)}
        {(frame.board_waits && !choosing).then(|| view! {
            <Notice tone=Tone::Info><p>{t(a::BOARD_WAITS)} " " <a href=routes::CHOOSE_BOARD>{t(a::BOARD_CHOOSE)}</a></p></Notice>
        })}
        {session_end(frame.session_seconds)}
    }
    .to_html()
}

/// That the session has ended, with the two ways on.
fn session_ended() -> AnyView {
    view! {
        <Notice tone=Tone::Warn>
            <p>{t(a::SESSION_ENDED)}</p>
            <form class="button-row" method="post" action=SignOut::url()>
                <a class="button" data-kind="primary" href=routes::SIGN_IN>{t(a::SIGN_IN_AGAIN)}</a>
                <button class="button" data-kind="quiet">{t(a::WITHOUT_ACCOUNT)}</button>
            </form>
        </Notice>
    }
    .into_any()
}

/// The longest life of a session that is counted down: a page that stays open for a whole day without use is not, and what
/// is sent from it later is kept all the same.
const COUNTED: u32 = 24 * 3600;

/// Seconds until the end of a session and the sentence that tells it, if it is counted down.
pub(crate) fn end_of_session(ctx: &OpContext, left: Option<i64>) -> Option<(u32, String)> {
    let seconds = left.and_then(|left| u32::try_from(left).ok()).filter(|left| *left <= COUNTED)?;
    Some((seconds, tf(a::SESSION_ENDS, &[("hour", &ctx.hour_in(i64::from(seconds)))])))
}

/// The warning. With scripts it is hidden until it is time; without, it stands on the page from the first.
fn session_end(left: Option<i64>) -> Option<AnyView> {
    let (seconds, words) = end_of_session(&request::open_context().ok()?, left)?;
    let view = view! {
        <div class="undo-bar session-end" id="fin-de-session" data-seconds=seconds.to_string()>
            <p id="fin-de-session-mots">{words}</p>
            <form method="post" action=StaySignedIn::url() target="_blank"><button class="button" data-kind="quiet">{t(a::STAY)}</button></form>
            <p class="without-script">{t(a::STAY_TAB)}</p>
        </div>
    };
    Some(view.into_any())
}
