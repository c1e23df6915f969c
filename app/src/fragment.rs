//! Pages that the server renders and the browser only shows: reading a page costs no WASM. Forms on them are plain posts.
//! What a person handles (the dashboard, the search for a place) is hydrated instead. See docs/adr/0001.

use crate::{
    browser,
    error::WireError,
    ui::{ErrorState, Loading, ServerHtml},
};
use leptos::prelude::*;
use leptos_meta::Title;
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

/// A page's fragment on its way.
pub type Coming = Resource<Result<Fragment, WireError>>;

/// Shows a fragment.
#[component]
pub fn FragmentView(
    /// The fragment.
    coming: Coming,
) -> impl IntoView {
    view! {
        <Transition fallback=Loading>
            {move || {
                coming.get().map(|result| match result {
                    Ok(Fragment { title, html }) => view! { <Title text=title/><ServerHtml html=html/> }.into_any(),
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
