//! The files that the build made: `/pkg` (scripts, styles) and what stands in `public/` (fonts, icons).

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::Response,
};
use std::path::Path;
use tower_http::services::ServeDir;

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const A_WEEK: HeaderValue = HeaderValue::from_static("public, max-age=604800");
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("public, no-cache");
/// A hash of cargo-leptos in a file's name: MD5 in base64.
const HASH_LENGTH: usize = 22;

/// `/pkg`. What is not there is 404 at once, without a page around it: no person reads it.
pub(super) fn router(site_root: &Path) -> Router {
    Router::new().nest_service("/pkg", folder(&site_root.join("pkg"))).layer(middleware::from_fn(keep_built))
}

async fn keep_built(request: Request, next: Next) -> Response<Body> {
    let policy = if has_hash(request.uri().path()) { FOR_EVER } else { ASK_AGAIN };
    kept(next.run(request).await, policy)
}

/// Everything else: a file of `public/`, or the page that says there is nothing here.
pub(super) fn public(site_root: &Path, not_found: Router) -> Router {
    let files = folder(site_root).fallback(not_found);
    Router::new().fallback_service(files).layer(middleware::from_fn(keep_public))
}

async fn keep_public(request: Request, next: Next) -> Response<Body> {
    let policy = if request.uri().path().starts_with("/fonts/") { A_WEEK } else { AN_HOUR };
    let response = next.run(request).await;
    // A page has no time of change, a file has.
    if response.headers().contains_key(header::LAST_MODIFIED) { kept(response, policy) } else { response }
}

fn folder(path: &Path) -> ServeDir {
    ServeDir::new(path).append_index_html_on_directories(false).precompressed_br().precompressed_gzip()
}

fn kept(mut response: Response<Body>, policy: HeaderValue) -> Response<Body> {
    if response.status().is_success() || response.status() == axum::http::StatusCode::NOT_MODIFIED {
        response.headers_mut().insert(header::CACHE_CONTROL, policy);
    }
    response
}

/// `civis.Kx3b...22 characters.wasm`: its content never changes.
fn has_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split('.').skip(1).any(|part| {
        part.len() == HASH_LENGTH
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_with_a_hash_is_kept_for_ever() {
        assert!(has_hash("/pkg/civis.AbCdEfGhIjKlMnOpQrStUv.wasm"));
        assert!(!has_hash("/pkg/civis.wasm"));
        assert!(!has_hash("/pkg/civis.css"));
    }
}
