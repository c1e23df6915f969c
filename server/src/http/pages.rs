use super::{Portal, headers::CspNonce};
use crate::config::Config;
use axum::{Router, http::request::Parts};
use leptos::{config::LeptosOptions, nonce::Nonce, prelude::*};
use leptos_axum::{LeptosRoutes as _, generate_route_list};
use std::sync::Arc;

/// What leptos must know at run time. cargo-leptos puts a hash into the names of scripts and styles and writes `hash.txt`
/// beside the binary; without that file (a plain `cargo run`, a test) the names have none.
pub fn options(config: &Config) -> LeptosOptions {
    let hashes = std::env::current_exe().ok().and_then(|binary| Some(binary.parent()?.join("hash.txt").is_file()));
    LeptosOptions::builder()
        .output_name("civis")
        .site_root(config.site_root.display().to_string())
        .site_pkg_dir("pkg")
        .site_addr(config.addr)
        .hash_files(hashes.unwrap_or(false))
        .build()
}

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
