use super::{Portal, address::Client, observe};
use app::request::{Cookies, SESSION_COOKIE};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use cookie::{Cookie, SameSite, time::Duration};
use std::sync::Arc;
use usecases::{Actor, OpContext};

/// Finds out who asks by the session's cookie, gives pages and server functions their context, and sets the cookies that
/// they ask for. When the session cannot be read the request goes on as nobody's: public pages stay readable.
pub(super) async fn layer(State(portal): State<Arc<Portal>>, mut request: Request, next: Next) -> Response {
    let token = value(request.headers(), SESSION_COOKIE, portal.config.is_secure());
    let actor = match token {
        Some(token) => usecases::sessions::resume(&portal.shared, &token).await.unwrap_or_else(|error| {
            tracing::error!("a session could not be read: {error:?}");
            Actor::Anonymous
        }),
        None => Actor::Anonymous,
    };
    let context = OpContext {
        actor,
        request: observe::request_id(&request).into(),
        address: request.extensions().get::<Client>().map(|client| client.0.clone()),
        shared: portal.shared.clone(),
    };
    let cookies = Cookies::default();
    request.extensions_mut().insert(context);
    request.extensions_mut().insert(cookies.clone());
    let mut response = next.run(request).await;
    for change in cookies.drain() {
        let line = Cookie::build((name(change.name, portal.config.is_secure()), change.value))
            .path("/")
            .secure(portal.config.is_secure())
            .http_only(true)
            .same_site(SameSite::Lax)
            .max_age(Duration::seconds(change.max_age_seconds))
            .build();
        if let Ok(line) = HeaderValue::from_str(&line.to_string()) {
            response.headers_mut().append(header::SET_COOKIE, line);
        }
    }
    response
}

/// Over TLS the browser itself vouches, by the prefix, that the cookie is this host's alone.
fn name(name: &str, secure: bool) -> String {
    if secure { format!("__Host-{name}") } else { name.to_owned() }
}

fn value(headers: &HeaderMap, wanted: &str, secure: bool) -> Option<String> {
    let wanted = name(wanted, secure);
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == wanted).then(|| value.to_owned())
    })
}
