//! The pages for what the layers refuse: one sentence that says what happened and one that says what to do, in French and
//! in English, because nothing is known of the person here. They stand alone: no file, no script, no database.

use super::headers::CspNonce;
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};
use std::any::Any;

struct Words {
    code: &'static str,
    french: (&'static str, &'static str),
    english: (&'static str, &'static str),
}

/// Writes a body for a refusal that has none of its own.
pub(super) async fn layer(request: Request, next: Next) -> Response {
    let wants_page =
        (request.method().is_safe() && !request.uri().path().starts_with("/api/")) || accepts_html(request.headers());
    let is_probe = matches!(request.uri().path(), "/live" | "/ready");
    let nonce = request.extensions().get::<CspNonce>().cloned();
    let response = next.run(request).await;
    let refused = response.status().is_client_error() || response.status().is_server_error();
    // Who probes reads the reason in one line of plain text.
    let is_told = is_probe && response.status() == StatusCode::SERVICE_UNAVAILABLE;
    if !refused || is_told || has_own_words(response.headers()) {
        return response;
    }
    let (mut parts, _) = response.into_parts();
    let words = words(parts.status);
    let (kind, body) = if wants_page {
        ("text/html; charset=utf-8", page(parts.status, &words, nonce.as_ref()))
    } else {
        ("application/json", format!("{{\"code\":\"{}\"}}", words.code))
    };
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Response::from_parts(parts, Body::from(body))
}

/// What a handler broke on; the log keeps it, the person gets a number at most.
#[expect(clippy::needless_pass_by_value, reason = "the layer gives the box away")]
pub(super) fn after_panic(cause: Box<dyn Any + Send + 'static>) -> Response {
    let cause = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
    tracing::error!(cause = cause.unwrap_or("unknown"), "a handler panicked");
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    response
}

fn accepts_html(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

/// A page or an answer in JSON comes from a handler; plain text comes from a library and is not meant for people.
fn has_own_words(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/html") || kind.starts_with("application/json")
}

fn words(status: StatusCode) -> Words {
    let said = |code, french, english| Words { code, french, english };
    match status {
        StatusCode::FORBIDDEN => said(
            "forbidden",
            ("Cet envoi vient d’un autre site.", "Revenez au portail et recommencez depuis sa page."),
            ("This was sent from another site.", "Go back to the portal and start again from its page."),
        ),
        StatusCode::NOT_FOUND => said(
            "not_found",
            ("Il n’y a rien à cette adresse.", "Vérifiez l’adresse, ou partez de l’accueil."),
            ("There is nothing at this address.", "Check the address, or start from the home page."),
        ),
        StatusCode::METHOD_NOT_ALLOWED => said(
            "bad_request",
            ("Cette adresse ne reçoit pas ce genre d’envoi.", "Partez de l’accueil."),
            ("This address does not take that kind of request.", "Start from the home page."),
        ),
        StatusCode::REQUEST_TIMEOUT => said(
            "unavailable",
            (
                "La réponse a pris trop de temps.",
                "Recommencez dans un instant ; rien n’a été perdu de ce qui était enregistré.",
            ),
            ("The answer took too long.", "Try again in a moment; nothing that was saved is lost."),
        ),
        StatusCode::PAYLOAD_TOO_LARGE => said(
            "too_large",
            ("L’envoi est trop grand.", "Revenez en arrière et raccourcissez-le : 256 ko au plus."),
            ("What was sent is too large.", "Go back and shorten it: 256 kB at most."),
        ),
        StatusCode::TOO_MANY_REQUESTS => said(
            "too_many",
            ("Trop d’envois en peu de temps.", "Attendez une minute, puis recommencez."),
            ("Too many requests in a short time.", "Wait a minute, then try again."),
        ),
        status if status.is_server_error() => said(
            if status == StatusCode::SERVICE_UNAVAILABLE { "unavailable" } else { "internal" },
            ("Le portail a rencontré un problème.", "Ce n’est pas de votre fait. Recommencez dans un instant."),
            ("The portal ran into a problem.", "It is not your doing. Try again in a moment."),
        ),
        _ => said(
            "bad_request",
            ("Cette demande n’est pas comprise.", "Vérifiez l’adresse, ou partez de l’accueil."),
            ("This request is not understood.", "Check the address, or start from the home page."),
        ),
    }
}

fn page(status: StatusCode, words: &Words, nonce: Option<&CspNonce>) -> String {
    let style = nonce.map_or_else(String::new, |CspNonce(nonce)| {
        format!(
            "<style nonce=\"{nonce}\">:root{{color-scheme:light dark}}body{{font:1.125rem/1.6 system-ui,sans-serif;\
             max-width:36rem;margin:12vh auto;padding:0 1.25rem}}h1{{font-size:1.75rem;line-height:1.2}}\
             hr{{border:0;border-top:1px solid;opacity:.3;margin:2rem 0}}small{{opacity:.8}}</style>"
        )
    });
    let (what, then) = words.french;
    let (what_english, then_english) = words.english;
    format!(
        "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><title>{what} - Civis Data</title>{style}</head><body><main>\
         <h1>{what}</h1><p>{then}</p><p><a href=\"/\">Accueil du portail</a></p><hr>\
         <div lang=\"en\"><p><strong>{what_english}</strong> {then_english} <a href=\"/\">Home page</a></p></div>\
         <p><small>{}</small></p></main></body></html>",
        status.as_u16()
    )
}
