//! HTML that our own server rendered and escaped: the only place that shows HTML as it is.

use leptos::prelude::*;

/// Shows HTML that the server rendered from our own views.
#[component]
pub fn ServerHtml(
    /// The HTML.
    #[prop(into)]
    html: String,
) -> impl IntoView {
    view! { <div class="contents" inner_html=html></div> }
}
