//! The title in the browser's tab.

use leptos::prelude::*;

/// What a page is called, then the portal's name; nothing is the portal's name alone. It is put together here and not by a
/// formatter at the root, which would leave the document without a title until the first page of the browser is there.
#[component]
pub fn Title(
    /// What the page is called.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let text = if text.is_empty() { "Civis Data".to_owned() } else { format!("{text} - Civis Data") };
    view! { <leptos_meta::Title text/> }
}
