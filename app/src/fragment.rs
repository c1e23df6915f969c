//! Pages that the server renders and the browser only shows: reading a page costs no WASM. Forms on them are plain posts.
//! What a person handles (the dashboard, the search for a place) is hydrated instead. See docs/adr/0013.

use crate::{
    browser,
    error::WireError,
    ui::{ErrorState, Loading, ServerHtml, Title},
};
use leptos::{prelude::*, server_fn::codec::GetUrl};
use leptos_router::hooks::{use_location, use_matched};
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
pub use crate::request::render;

/// The main part of a page, rendered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fragment {
    /// The title of the page.
    pub title: String,
    /// Its content, with the heading.
    pub html: String,
}

/// What the first page carries for the browser beside its HTML. The HTML already stands in the document, so it is not sent a
/// second time: hydration leaves the content of an element as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Shown {
    title: String,
    #[serde(skip)]
    html: String,
}

/// The page at an address of the portal: which one is said in `root::pages`.
#[server(endpoint = "page", input = GetUrl)]
pub async fn page(
    /// Path and query, `/services?q=passeport`.
    address: String,
) -> Result<Fragment, WireError> {
    crate::root::pages::render(&address).await
}

/// The one view of every page that the server renders.
#[component]
pub fn ServerPage() -> impl IntoView {
    let location = use_location();
    let matched = use_matched();
    // While the person goes elsewhere the address changes before this page is gone: what it shows then stays.
    let address = Memo::new(move |before: Option<&String>| {
        let (path, search) = (location.pathname.get(), location.search.get());
        match before {
            Some(before) if matched.get() != path => before.clone(),
            _ if search.is_empty() => path,
            _ => format!("{path}?{search}"),
        }
    });
    let coming = Resource::new_blocking(
        move || address.get(),
        async |address| page(address).await.map(|Fragment { title, html }| Shown { title, html }),
    );
    view! {
        <Transition fallback=Loading>
            {move || {
                coming.get().map(|result| match result {
                    Ok(Shown { title, html }) => view! { <Title text=title/><ServerHtml html=html/> }.into_any(),
                    Err(error) => failed(error),
                })
            }}
        </Transition>
    }
    .into_any()
}

/// A page that cannot be shown, with the right status.
fn failed(error: WireError) -> AnyView {
    browser::page_status(&error.code);
    if error.code == "not_found" {
        return view! { <crate::root::NotFound/> }.into_any();
    }
    view! { <h1>{crate::i18n::t(crate::i18n::texts::states::FAILED)}</h1><ErrorState error=error/> }.into_any()
}
