//! The web side: pages, files, feeds and the layers around them. Each door is thin; what happens stands in `usecases`.
//!
//! **Architecture invariant:** every answer, also one that a layer gives without asking the router, passes
//! [`headers`], so none leaves without its security headers.

mod address;
mod api;
mod download;
mod explain;
mod export;
mod feed;
mod files;
mod headers;
mod health;
mod limits;
mod metrics;
mod observe;
mod pages;
mod rate;
mod serve;
mod session;
mod sitemap;
mod upload;
mod weight;
mod wire;

pub use metrics::{install as install_metrics, router as metrics_router};
pub use pages::options;
pub use serve::serve;

use crate::config::{Config, Network};
use axum::{Router, middleware, routing::get};
use leptos::config::LeptosOptions;
use std::sync::{Arc, atomic::AtomicBool};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, NotForContentType, Predicate as _},
    },
    csrf::CsrfLayer,
    request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer},
};
use usecases::Shared;

/// What the doors share.
#[derive(Debug)]
pub struct Portal {
    /// What the operations share.
    pub shared: Arc<Shared>,
    /// The settings.
    pub config: Config,
    /// Set when the process is about to end: `/ready` then says so, and the proxy sends people elsewhere.
    pub draining: AtomicBool,
}

/// The whole portal as a service: routes and layers.
pub fn router(portal: &Arc<Portal>, options: &LeptosOptions) -> Router {
    let weights = weight::Weights::of(&portal.config.site_root);
    let pages = pages::router(portal, options)
        .layer(middleware::from_fn_with_state(weights.clone(), weight::tell))
        .merge(export::router(portal))
        .merge(upload::router(portal))
        .layer(middleware::from_fn_with_state(portal.clone(), session::layer));
    let not_found = pages::not_found(options).layer(middleware::from_fn_with_state(portal.clone(), session::layer));
    let routes = Router::new()
        .route("/live", get(health::live))
        .route("/ready", get(health::ready).with_state(portal.clone()))
        .merge(sitemap::router(portal))
        .merge(feed::router(portal))
        .merge(download::router(portal))
        .merge(api::router(portal))
        .merge(files::router(&portal.config.site_root))
        .merge(pages)
        .fallback_service(files::public(&portal.config.site_root, not_found));
    with_layers(routes, portal).layer(middleware::from_fn_with_state(weights, weight::weigh))
}

/// Puts the layers around any routes; each `layer` stands outside those above it.
pub fn with_layers(routes: Router, portal: &Arc<Portal>) -> Router {
    // Pictures and fonts are compressed already; files of the build carry their compressed twin.
    let compressible =
        DefaultPredicate::new().and(NotForContentType::new("font/")).and(NotForContentType::new("application/zip"));
    routes
        .layer(middleware::from_fn(observe::remember_route))
        .layer(middleware::from_fn(limits::body))
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn_with_state(rate::Buckets::new(portal.config.posts_per_minute), rate::layer))
        .layer(middleware::from_fn(limits::time))
        .layer(middleware::from_fn(limits::head))
        .layer(CatchPanicLayer::custom(explain::after_panic))
        .layer(middleware::from_fn(wire::layer))
        .layer(middleware::from_fn(explain::layer))
        .layer(CompressionLayer::new().compress_when(compressible))
        .layer(middleware::from_fn_with_state(portal.config.is_secure(), headers::layer))
        .layer(middleware::from_fn_with_state(
            Arc::<[Network]>::from(portal.config.trusted_proxies.clone()),
            address::layer,
        ))
        .layer(observe::trace())
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        // A number that a client makes up would let it write into our log.
        .layer(tower::util::MapRequestLayer::new(observe::forget_foreign_id))
}
