use super::{Portal, headers::CspNonce};
use axum::{Router, http::request::Parts};
use leptos::{config::LeptosOptions, nonce::Nonce, prelude::*};
use leptos_axum::{LeptosRoutes as _, generate_route_list};
use std::sync::Arc;

/// The pages and the server functions.
pub(super) fn router(_portal: &Arc<Portal>, options: &LeptosOptions) -> Router {
    let document = options.clone();
    Router::new()
        .leptos_routes_with_context(options, generate_route_list(app::App), provide_nonce, move || {
            app::shell(document.clone())
        })
        .with_state(options.clone())
}

/// The page for an address where there is nothing: it has the portal around it and the status 404.
pub(super) fn not_found(options: &LeptosOptions) -> Router {
    let document = options.clone();
    Router::new().fallback(move |request| {
        let document = document.clone();
        async move {
            let render =
                leptos_axum::render_app_async_with_context(provide_nonce, move || app::shell(document.clone()));
            let mut response = render(request).await;
            if response.status() == axum::http::StatusCode::OK {
                *response.status_mut() = axum::http::StatusCode::NOT_FOUND;
            }
            response
        }
    })
}

/// The nonce of the header is that of the page: the layer drew it, leptos is told.
fn provide_nonce() {
    let nonce = use_context::<Parts>().and_then(|parts| parts.extensions.get::<CspNonce>().cloned());
    if let Some(CspNonce(nonce)) = nonce {
        provide_context(Nonce::from_value(&*nonce));
    }
}
