//! What the log and the measurements keep of a request: method, route as a template, status, time. Never an address, a
//! path as typed or a query: they are personal.

use axum::{
    body::Body,
    extract::{MatchedPath, Request},
    http::{HeaderName, Response},
    middleware::Next,
};
use std::time::Duration;
use tower_http::{
    classify::{ServerErrorsAsFailures, SharedClassifier},
    trace::{MakeSpan, OnResponse, TraceLayer},
};
use tracing::Span;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The template of the route that answered, and the method.
#[derive(Debug, Clone)]
struct Route(Box<str>);

/// The number of this request, as in the log and in the header `x-request-id`.
pub(super) fn request_id(request: &Request) -> &str {
    request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or("none")
}

pub(super) fn forget_foreign_id(mut request: Request) -> Request {
    request.headers_mut().remove(REQUEST_ID);
    request
}

/// Lets the outer layers know which route answered.
pub(super) async fn remember_route(request: Request, next: Next) -> Response<Body> {
    let path = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str);
    let route = Route(format!("{} {path}", known_method(&request)).into());
    let mut response = next.run(request).await;
    response.extensions_mut().insert(route);
    response
}

/// The template of the route that answered.
pub(super) fn path_of(response: &Response<Body>) -> Option<&str> {
    response.extensions().get::<Route>().and_then(|route| route.0.split_once(' ')).map(|(_, path)| path)
}

/// Anybody can invent methods; each would be a time series.
fn known_method(request: &Request) -> &str {
    match request.method().as_str() {
        method @ ("GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "PATCH" | "OPTIONS") => method,
        _ => "OTHER",
    }
}

pub(super) fn trace() -> TraceLayer<SharedClassifier<ServerErrorsAsFailures>, NumberedSpan, (), Measure, (), (), ()> {
    TraceLayer::new_for_http()
        .make_span_with(NumberedSpan)
        .on_request(())
        .on_response(Measure)
        .on_body_chunk(())
        .on_eos(())
        .on_failure(())
}

#[derive(Debug, Clone)]
pub(super) struct NumberedSpan;

impl MakeSpan<Body> for NumberedSpan {
    fn make_span(&mut self, request: &Request) -> Span {
        tracing::info_span!("request", id = request_id(request))
    }
}

#[derive(Debug, Clone)]
pub(super) struct Measure;

impl<B> OnResponse<B> for Measure {
    fn on_response(self, response: &Response<B>, latency: Duration, _span: &Span) {
        let status = response.status().as_u16();
        let route = response.extensions().get::<Route>().map_or("refused", |route| &*route.0);
        let milliseconds = u64::try_from(latency.as_millis()).unwrap_or(u64::MAX);
        if status >= 500 {
            tracing::error!(route, status, milliseconds, "answered");
        } else {
            tracing::info!(route, status, milliseconds, "answered");
        }
        let labels = [("route", route.to_owned()), ("status", status.to_string())];
        metrics::counter!("civis_requests_total", &labels).increment(1);
        metrics::histogram!("civis_request_seconds", "route" => route.to_owned()).record(latency.as_secs_f64());
    }
}
