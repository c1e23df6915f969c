//! The public doors onto open data, each in the language of a standard that clients speak already. A door is thin: it reads its
//! own addresses into the one question of `domain::data::query`, asks a use case, and writes the answer in its own shape.
//!
//! What they share: nobody has to be known; whoever asks may be a page of another site; each answer has an `ETag`.

#![expect(clippy::indexing_slicing, reason = "`serde_json` adds a key that is written; no list is read by its place")]

mod atom;
mod catalogue;
mod ckan;
mod dcat;
mod descriptor;
mod explore;
mod ogc;
mod openapi;
mod reply;
mod tabular;

pub(super) use ckan::only_reads;

use super::Portal;
use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::Response,
    routing::MethodRouter,
};
use std::sync::Arc;

pub(super) fn router(portal: &Arc<Portal>) -> Router {
    let routes = Router::new()
        .merge(explore::router())
        .merge(tabular::router())
        .merge(ckan::router())
        .merge(ogc::router())
        .merge(dcat::router())
        .merge(descriptor::router())
        .merge(openapi::router());
    routes.layer(middleware::from_fn(open_to_all)).with_state(portal.clone())
}

/// What is public may be read by the pages of other sites too.
async fn open_to_all(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("ETag, Link, Content-Disposition"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("public, no-cache"));
    response
}

/// Routes whose address may end in a stroke or not: clients of these standards write both.
trait Both {
    /// One door under both addresses.
    fn both(self, path: &str, door: MethodRouter<Arc<Portal>>) -> Self;
}

impl Both for Router<Arc<Portal>> {
    fn both(self, path: &str, door: MethodRouter<Arc<Portal>>) -> Self {
        self.route(path, door.clone()).route(&format!("{path}/"), door)
    }
}
