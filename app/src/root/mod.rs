//! The document, the routes, and what stands on every page.

mod announcer;
#[cfg(feature = "ssr")]
pub(crate) mod around;
mod not_found;
#[cfg(feature = "ssr")]
pub(crate) mod pages;
pub mod routes;
mod session_end;
mod shell;

pub use announcer::{Announcer, use_announcer};
pub use not_found::NotFound;
pub use shell::shell;

use crate::{
    browser, dashboard,
    fragment::ServerPage,
    i18n::{t, texts, use_lang},
    territories,
    ui::{ServerHtml, Title},
};
use domain::preferences::Lang;
use leptos::{context::Provider, prelude::*};
use leptos_meta::provide_meta_context;
use leptos_router::{
    Lazy, ParamSegment, SsrMode, StaticSegment, WildcardSegment,
    components::{Route, Router, Routes},
    hooks::use_location,
};

/// The portal: the same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(browser::page_lang());
    let announcer = announcer::provide();
    view! {
        <Router>
            <RouteChanges/>
            <ServerHtml html=browser::head()/>
            <Main announcer=announcer/>
            <ServerHtml html=browser::foot()/>
        </Router>
        <announcer::LiveRegion announcer=announcer/>
    }
    .into_any()
}

/// The main part. Where a partial language does not reach it is in French, and says so to those who listen (docs/adr/0010): of
/// home only what the server rendered at first is translated, the display page always comes from the server.
#[component]
fn Main(announcer: Announcer) -> impl IntoView {
    let lang = use_lang();
    let location = use_location();
    let first = location.pathname.get_untracked();
    let translated = move |path: &str| path == routes::DISPLAY || (path == routes::HOME && path == first);
    let inside = if translated(&location.pathname.get_untracked()) { lang } else { lang.complete() };
    let said_in = move || {
        let foreign = lang.is_partial() && location.pathname.with(|path| !translated(path));
        foreign.then_some(Lang::Fr.word())
    };
    view! {
        <main id="contenu" tabindex="-1" lang=said_in>
            <Provider value=inside>
                <Messages/>
                <session_end::SessionEnd announcer=announcer/>
                <Pages/>
            </Provider>
        </main>
    }
    .into_any()
}

/// What the server says above the page, in the language of the main part.
#[component]
fn Messages() -> impl IntoView {
    view! { <ServerHtml html=browser::messages()/> }
}

/// After a change of route the focus goes to the heading, as a browser does for a new page; screen readers then say it.
#[component]
fn RouteChanges() -> impl IntoView {
    let location = use_location();
    Effect::new(|_| {
        browser::serve_buttons();
        browser::mark_alive();
    });
    Effect::new(move |before: Option<String>| {
        let path = location.pathname.get();
        if before.is_some_and(|before| before != path) {
            browser::mark_here(&path, &location.search.get_untracked());
            browser::after(50, browser::focus_heading);
        }
        path
    });
}

/// Every route renders `Async`: the first answer is the whole page. What a person handles is a lazy route of its own; all
/// other pages are rendered by the server (`pages`) and share one view.
#[component]
fn Pages() -> impl IntoView {
    let wait = SsrMode::Async;
    view! {
        <Routes fallback=|| view! { <not_found::NotFound/> }.into_any()>
            <Route path=StaticSegment("") view={Lazy::<territories::HomePage>::new()} ssr=wait.clone()/>
            <Route path=StaticSegment("tableau-de-bord") view={Lazy::<dashboard::DashboardPage>::new()} ssr=wait.clone()/>
            <Route path=(StaticSegment("tableau-de-bord"), StaticSegment("cartes")) view=ServerPage ssr=wait.clone()/>
            <Route path=(StaticSegment("tableau-de-bord"), StaticSegment("cartes"), ParamSegment("card")) view=ServerPage ssr=wait.clone()/>
            <Route path=(StaticSegment("tableau-de-bord"), StaticSegment("raccourcis"), ParamSegment("id")) view=ServerPage ssr=wait.clone()/>
            <Route path=StaticSegment("agenda") view=ServerPage ssr=wait.clone()/>
            <Route path=(StaticSegment("agenda"), ParamSegment("kind"), ParamSegment("id")) view=ServerPage ssr=wait.clone()/>
            <Route path=StaticSegment("territoires") view=ServerPage ssr=wait.clone()/>
            <Route path=(StaticSegment("territoires"), ParamSegment("level"), ParamSegment("code")) view=ServerPage ssr=wait.clone()/>
            <Route path=(StaticSegment("territoires"), ParamSegment("level"), ParamSegment("code"), StaticSegment("publier")) view=ServerPage ssr=wait.clone()/>
            <Route path=(StaticSegment("territoires"), ParamSegment("level"), ParamSegment("code"), StaticSegment("publier"), WildcardSegment("part")) view=ServerPage ssr=wait.clone()/>
            <Route path=(StaticSegment("territoires"), ParamSegment("level"), ParamSegment("code"), StaticSegment("aide")) view=ServerPage ssr=wait.clone()/>
            <Route path=(StaticSegment("territoires"), ParamSegment("level"), ParamSegment("code"), StaticSegment("demandes")) view=ServerPage ssr=wait.clone()/>
            <Route path=StaticSegment("aide") view=ServerPage ssr=wait.clone()/>
            <Route path=StaticSegment("recherche") view=ServerPage ssr=wait.clone()/>
            <Route path=StaticSegment("donnees") view=ServerPage ssr=wait.clone()/>
            <Route path=(StaticSegment("donnees"), ParamSegment("slug")) view=ServerPage ssr=wait.clone()/>
            <Route path=(StaticSegment("donnees"), ParamSegment("slug"), StaticSegment("questions")) view=ServerPage ssr=wait.clone()/>
            <Route path=StaticSegment("services") view=ServerPage ssr=wait.clone()/>
            <Route path=(StaticSegment("services"), ParamSegment("slug")) view=ServerPage ssr=wait.clone()/>
            <Route path=StaticSegment("connexion") view=ServerPage ssr=wait.clone()/>
            <Route path=(StaticSegment("connexion"), StaticSegment("tableaux")) view=ServerPage ssr=wait.clone()/>
            <Route path=StaticSegment("inscription") view=ServerPage ssr=wait.clone()/>
            <Route path=StaticSegment("recuperation") view=ServerPage ssr=wait.clone()/>
            <Route path=StaticSegment("compte") view=ServerPage ssr=wait.clone()/>
            <Route path=(StaticSegment("compte"), StaticSegment("codes")) view=ServerPage ssr=wait.clone()/>
            <Route path=StaticSegment("affichage") view=ServerPage ssr=wait.clone()/>
            <Route path=StaticSegment("accessibilite") view=ServerPage ssr=wait.clone()/>
            <Route path=StaticSegment("sources") view=ServerPage ssr=wait/>
        </Routes>
    }
    .into_any()
}

/// The heading of a page, with its title in the browser's tab.
#[component]
pub fn PageHead(
    /// The heading; also the title.
    #[prop(into)]
    title: String,
    /// One sentence below it.
    #[prop(optional, into)]
    lede: Option<String>,
    /// What can be done with the page as a whole.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <Title text=title.clone()/>
        <div class="page-head">
            <div>
                <h1>{title}</h1>
                {lede.map(|lede| view! { <p class="lede">{lede}</p> })}
            </div>
            {children.map(|children| view! { <div class="button-row">{children()}</div> })}
        </div>
    }
    .into_any()
}

/// The way from home to this page.
#[component]
pub fn Breadcrumb(
    /// Words and address of each step before this page.
    steps: Vec<(String, String)>,
    /// Words of this page.
    #[prop(into)]
    here: String,
) -> impl IntoView {
    view! {
        <nav class="breadcrumb" aria-label=t(texts::frame::BREADCRUMB)>
            <ol>
                {steps.into_iter().map(|(words, path)| view! { <li><a href=path>{words}</a></li> }).collect_view()}
                <li aria-current="page">{here}</li>
            </ol>
        </nav>
    }
    .into_any()
}
