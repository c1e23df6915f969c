use super::{Portal, address::Client, observe};
use app::request::{Cookies, EndedSession, Forms, KEPT_COOKIE, SESSION_COOKIE, UploadLimit};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use cookie::{Cookie, SameSite, time::Duration};
use domain::ids::PersonId;
use std::sync::Arc;
use usecases::{Actor, OpContext, frame::FrameView};

/// Finds out who asks by the session's cookie, gives pages and server functions their context, and sets the cookies that
/// they ask for. When the session cannot be read the request goes on as nobody's: public pages stay readable. A form that
/// was kept is brought back, and one that cannot be accepted is kept.
pub(super) async fn layer(State(portal): State<Arc<Portal>>, mut request: Request, next: Next) -> Response {
    let secure = portal.config.is_secure();
    let token = value(request.headers(), SESSION_COOKIE, secure).unwrap_or_default();
    let actor = usecases::sessions::resume(&portal.shared, &token).await.unwrap_or_else(|error| {
        tracing::error!("a session could not be read: {error:?}");
        Actor::Anonymous
    });
    let ended = match actor {
        Actor::Anonymous => usecases::sessions::ended(&portal.shared, &token).await.unwrap_or_default(),
        _ => None,
    };
    let context = OpContext {
        actor,
        request: observe::request_id(&request).into(),
        address: request.extensions().get::<Client>().map(|client| client.0.clone()),
        shared: portal.shared.clone(),
    };
    let key = value(request.headers(), KEPT_COOKIE, secure);
    let forms = Forms::bringing(match &key {
        Some(key) => usecases::forms::find(&context, key).await.unwrap_or_default(),
        None => None,
    });
    if ended.is_some() {
        request.extensions_mut().insert(EndedSession);
    }
    if is_page(&request) {
        let frame = usecases::frame::show(&context).await.unwrap_or_else(|error| {
            tracing::error!("what stands around a page could not be read: {error:?}");
            FrameView::default()
        });
        request.extensions_mut().insert(frame);
    }
    request.extensions_mut().insert(forms.clone());
    request.extensions_mut().insert(UploadLimit(portal.config.upload_mb));
    let cookies = Cookies::default();
    request.extensions_mut().insert(context.clone());
    request.extensions_mut().insert(cookies.clone());
    let mut response = next.run(request).await;
    settle(&context, ended, &forms, key, &cookies).await;
    for change in cookies.drain() {
        let line = Cookie::build((name(change.name, secure), change.value))
            .path("/")
            .secure(secure)
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

/// Whether a whole page is asked for: a server function answers with less.
fn is_page(request: &Request) -> bool {
    request.method().is_safe() && !request.uri().path().starts_with("/api/")
}

/// Keeps the form that could not be accepted, and forgets the one that a page showed.
async fn settle(ctx: &OpContext, ended: Option<PersonId>, forms: &Forms, key: Option<String>, cookies: &Cookies) {
    let shown = forms.was_taken();
    if let Some(form) = forms.to_keep() {
        match usecases::forms::keep(ctx, ended, &form.name, &form.page, &form.content).await {
            Ok(Some(key)) => cookies.set(KEPT_COOKIE, key, usecases::forms::KEPT_SECONDS),
            Ok(None) => tracing::warn!("a form was too large to be kept, or too many are"),
            Err(error) => tracing::error!("a form could not be kept: {error:?}"),
        }
    } else if shown {
        cookies.set(KEPT_COOKIE, String::new(), 0);
    }
    if let Some(key) = key.filter(|_| shown)
        && let Err(error) = usecases::forms::forget(ctx, &key).await
    {
        tracing::error!("a kept form could not be forgotten: {error:?}");
    }
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
