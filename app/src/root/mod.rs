//! The document, the routes, and what stands on every page.

mod announcer;
mod footer;
mod frame;
mod header;
mod not_found;
pub mod routes;
mod shell;

pub use announcer::{Announcer, use_announcer};
pub use frame::{Frame, use_frame};
pub use not_found::NotFound;
pub use shell::shell;

use crate::{
    browser, dashboard,
    i18n::{t, texts},
    identity, preferences, publication, services, territories,
};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    Lazy, ParamSegment, SsrMode, StaticSegment,
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
        <Title formatter=|title: String| if title.is_empty() { "Civis Data".to_owned() } else { format!("{title} - Civis Data") }/>
        <Router>
            <RouteChanges/>
            <frame::ProvideFrame>
                <header::Header/>
                <main id="contenu" tabindex="-1">
                    <frame::FlashMessage/>
                    <Pages/>
                </main>
                <footer::Footer/>
                <header::BottomBar/>
            </frame::ProvideFrame>
        </Router>
        <announcer::LiveRegion announcer=announcer/>
    }
    .into_any()
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
            browser::after(50, browser::focus_heading);
        }
        path
    });
}

/// Each route names how it is rendered: `Async` where a form stands (its error must be in the first answer), otherwise
/// the first paint waits for what the page is about and for nothing else.
#[component]
fn Pages() -> impl IntoView {
    let wait = SsrMode::Async;
    view! {
        <Routes fallback=|| view! { <not_found::NotFound/> }.into_any()>
            <Route path=StaticSegment("") view=territories::HomePage ssr=wait.clone()/>
            <Route path=StaticSegment("tableau-de-bord") view=dashboard::DashboardPage ssr=wait.clone()/>
            <Route path=(StaticSegment("tableau-de-bord"), StaticSegment("cartes")) view={Lazy::<dashboard::CardsPage>::new()} ssr=wait.clone()/>
            <Route path=StaticSegment("territoires") view={Lazy::<territories::PlacesPage>::new()} ssr=wait.clone()/>
            <Route path=(StaticSegment("territoires"), ParamSegment("level"), ParamSegment("code")) view={Lazy::<territories::TerritoryRoute>::new()} ssr=wait.clone()/>
            <Route path=(StaticSegment("territoires"), ParamSegment("level"), ParamSegment("code"), StaticSegment("publier")) view={Lazy::<publication::PublishPage>::new()} ssr=wait.clone()/>
            <Route path=StaticSegment("services") view={Lazy::<services::SearchPageRoute>::new()} ssr=wait.clone()/>
            <Route path=(StaticSegment("services"), ParamSegment("slug")) view={Lazy::<services::SheetPage>::new()} ssr=wait.clone()/>
            <Route path=StaticSegment("connexion") view={Lazy::<identity::SignInPage>::new()} ssr=wait.clone()/>
            <Route path=StaticSegment("inscription") view={Lazy::<identity::SignUpPage>::new()} ssr=wait.clone()/>
            <Route path=StaticSegment("recuperation") view={Lazy::<identity::RecoverPage>::new()} ssr=wait.clone()/>
            <Route path=StaticSegment("compte") view={Lazy::<identity::AccountPage>::new()} ssr=wait.clone()/>
            <Route path=(StaticSegment("compte"), StaticSegment("codes")) view={Lazy::<identity::CodesPage>::new()} ssr=wait.clone()/>
            <Route path=StaticSegment("affichage") view={Lazy::<preferences::DisplayPage>::new()} ssr=wait.clone()/>
            <Route path=StaticSegment("accessibilite") view={Lazy::<preferences::AccessibilityPage>::new()} ssr=wait.clone()/>
            <Route path=StaticSegment("sources") view={Lazy::<preferences::SourcesPage>::new()} ssr=wait/>
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
