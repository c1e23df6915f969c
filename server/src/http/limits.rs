//! What a request may weigh and how long it may take. Each refusal is a status; `explain` writes the page.

use axum::{
    body::{Body, HttpBody as _},
    extract::Request,
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use futures::TryStreamExt as _;
use std::time::Duration;

/// Bytes of a body: the largest form is a board that is imported as text.
const BODY: usize = 256 * 1024;
/// A request that is not answered by then is given up.
const PATIENCE: Duration = Duration::from_secs(10);
/// The same for what reads a whole file of data.
const PATIENCE_READING: Duration = Duration::from_mins(5);
/// The same for a file that comes over a slow line: a hundred megabytes at half a megabit a second.
const PATIENCE_UPLOAD: Duration = Duration::from_mins(30);
/// Bytes that are still read, and thrown away, of a body that is too large: browsers show the answer only when they could
/// send all of it.
const DRAINED: u64 = 16 * 1024 * 1024;
/// Bytes of all header lines together.
const HEADERS: usize = 16 * 1024;
/// Bytes of an address.
const ADDRESS: usize = 4 * 1024;

/// Refuses what is out of proportion or makes no sense before anything reads it.
pub(super) async fn head(request: Request, next: Next) -> Response {
    let address = request.uri().path_and_query().map_or("", |whole| whole.as_str());
    if address.len() > ADDRESS {
        return StatusCode::URI_TOO_LONG.into_response();
    }
    if !is_text(request.uri().path()) || request.uri().query().is_some_and(|query| query.contains("%00")) {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let weight: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    if weight > HEADERS {
        return StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE.into_response();
    }
    next.run(request).await
}

/// Whether a path, decoded, is UTF-8 without control characters: no page of ours has another address.
fn is_text(path: &str) -> bool {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next().unwrap_or(0), rest.next().unwrap_or(0)];
        match std::str::from_utf8(&digits).ok().and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => bytes.push(byte),
            None => return false,
        }
    }
    String::from_utf8(bytes).is_ok_and(|text| !text.chars().any(char::is_control))
}

/// Whether a file is sent: the one body that is read as it comes, within a limit of its own.
fn is_upload(request: &Request) -> bool {
    let path = request.uri().path();
    request.method() == Method::POST && path.starts_with("/territoires/") && path.ends_with("/publier/donnees/envoi")
}

fn patience(request: &Request) -> Duration {
    match request.uri().path() {
        _ if is_upload(request) => PATIENCE_UPLOAD,
        "/api/data/draft" => PATIENCE_READING,
        _ => PATIENCE,
    }
}

/// Gives up what takes too long.
pub(super) async fn time(request: Request, next: Next) -> Response {
    let patience = patience(&request);
    tokio::time::timeout(patience, next.run(request))
        .await
        .unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response())
}

/// Reads a body to its end, and throws it away, as far as that is bearable: browsers show an answer only when they could send
/// all of it.
pub(super) async fn drain(body: Body) {
    let mut stream = body.into_data_stream();
    let mut left = DRAINED;
    while let Ok(Some(thrown_away)) = stream.try_next().await {
        left = left.saturating_sub(u64::try_from(thrown_away.len()).unwrap_or(u64::MAX));
        if left == 0 {
            return;
        }
    }
}

/// Reads the body within its limit. Server functions hold it in memory anyway, and reading it here lets a body without a
/// length be refused like one with.
pub(super) async fn body(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() || is_upload(&request) {
        return next.run(request).await;
    }
    let length =
        request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    let (parts, body) = request.into_parts();
    if length.is_some_and(|length| length > u64::try_from(BODY).unwrap_or(u64::MAX)) {
        if length.is_some_and(|length| length <= DRAINED) {
            drain(body).await;
        }
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    match axum::body::to_bytes(body, BODY).await {
        Ok(bytes) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        // Too large without saying so, or the line was cut; nobody reads the answer of a cut line.
        Err(_) => StatusCode::PAYLOAD_TOO_LARGE.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_text() {
        for good in ["/", "/services/carte-d-identite", "/territoires/commune/2A004", "/caf%C3%A9"] {
            assert!(is_text(good), "{good}");
        }
        for bad in ["/%00", "/%ff", "/%0a", "/%", "/%zz", "/%e", "/\u{7f}"] {
            assert!(!is_text(bad), "{bad}");
        }
    }
}
