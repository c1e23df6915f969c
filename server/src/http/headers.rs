use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

/// The number used once that allows the scripts and styles of this answer, and no others.
#[derive(Debug, Clone)]
pub(super) struct CspNonce(pub(super) Box<str>);

impl CspNonce {
    fn draw() -> Option<Self> {
        let mut bytes = [0_u8; 16];
        getrandom::fill(&mut bytes).ok()?;
        Some(Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }
}

const ALWAYS: [(HeaderName, HeaderValue); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    // Forms without JavaScript come back to the page they were sent from, which they know by the Referer.
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"),
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
];

/// Draws the nonce, and puts the security headers on the answer. `secure`: people come over TLS.
pub(super) async fn layer(State(secure): State<bool>, mut request: Request, next: Next) -> Response {
    let nonce = CspNonce::draw();
    if let Some(nonce) = &nonce {
        request.extensions_mut().insert(nonce.clone());
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, value);
    }
    if let Some(policy) = policy(nonce.as_ref()) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=63072000"));
    }
    keep_from_shared_caches(headers);
    response
}

/// A page carries a nonce and may carry what is personal: only an answer that says so itself may be kept.
fn keep_from_shared_caches(headers: &mut HeaderMap) {
    if headers.contains_key(header::SET_COOKIE) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    } else {
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
    }
}

/// Without a nonce (no randomness left in the machine) no script and no inline style runs: the page still works.
fn policy(nonce: Option<&CspNonce>) -> Option<HeaderValue> {
    let (scripts, styles) = match nonce {
        Some(CspNonce(nonce)) => {
            (format!("'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'"), format!("'self' 'nonce-{nonce}'"))
        }
        None => ("'none'".to_owned(), "'self'".to_owned()),
    };
    let policy = format!(
        "default-src 'none'; script-src {scripts}; style-src {styles}; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).ok()
}
