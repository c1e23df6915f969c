use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};
use serde::Deserialize;

/// The header by which a server function says that its answer is an error.
const MARK: &str = "serverfnerror";
const MOST: usize = 64 * 1024;

#[derive(Deserialize)]
struct Wire {
    code: String,
}

/// Server functions answer every error with 500. Here the error gets the status that its code deserves, so that what a
/// person typed wrongly does not look like a fault of ours.
pub(super) async fn layer(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR || !response.headers().contains_key(MARK) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, MOST).await.unwrap_or_default();
    if let Ok(wire) = serde_json::from_slice::<Wire>(&bytes) {
        parts.status = status(&wire.code);
        parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// The status that a code deserves.
pub(super) fn status(code: &str) -> StatusCode {
    match code {
        "internal" => StatusCode::INTERNAL_SERVER_ERROR,
        "unavailable" => StatusCode::SERVICE_UNAVAILABLE,
        "not_found" => StatusCode::NOT_FOUND,
        "forbidden" => StatusCode::FORBIDDEN,
        "invalid" | "bad_import" => StatusCode::UNPROCESSABLE_ENTITY,
        "too_many" => StatusCode::TOO_MANY_REQUESTS,
        "bad_request" => StatusCode::BAD_REQUEST,
        // The rest are conflicts: the operation makes no sense in the present state.
        _ => StatusCode::CONFLICT,
    }
}
