//! Server only: what a page or server function knows of its request.
//!
//! The layers of the server put the [`OpContext`] and the [`Cookies`] slot into the request's extensions; both doors
//! (page and server function) find them here.

use crate::error::WireError;
use http::{StatusCode, header, request::Parts};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use std::sync::{Arc, Mutex, PoisonError};
use usecases::OpContext;

/// A cookie to set on the answer. The server's layer decides prefix and attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CookieChange {
    /// Name without prefix.
    pub name: &'static str,
    /// Value; already safe in a header.
    pub value: String,
    /// Seconds until it is forgotten; 0 deletes it.
    pub max_age_seconds: i64,
}

/// Name of the session's cookie.
pub const SESSION_COOKIE: &str = "civis";
/// Name of the cookie of the display preferences.
pub const PREFERENCES_COOKIE: &str = "affichage";
/// Name of the cookie that carries what happened to the page that is shown next.
pub const FLASH_COOKIE: &str = "message";
/// Thirteen months, the longest that the CNIL advises for a choice kept in a browser.
pub const LONG: i64 = 395 * 24 * 3600;

/// The cookies that this answer will set.
#[derive(Debug, Clone, Default)]
pub struct Cookies(Arc<Mutex<Vec<CookieChange>>>);

impl Cookies {
    /// Sets a cookie on the answer.
    pub fn set(&self, name: &'static str, value: String, max_age_seconds: i64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(CookieChange { name, value, max_age_seconds });
    }

    /// Takes what was set. For the server's layer.
    pub fn drain(&self) -> Vec<CookieChange> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// What the browser tells of itself in this request.
pub fn parts() -> Option<Parts> {
    use_context::<Parts>()
}

/// The context for operations of this request.
///
/// # Errors
/// `internal` when there is no request, which happens only while routes are listed.
pub fn op_context() -> Result<OpContext, WireError> {
    parts().and_then(|parts| parts.extensions.get::<OpContext>().cloned()).ok_or_else(|| WireError::code("internal"))
}

/// The same, for an operation that keeps something: somebody of whom nothing is kept yet becomes a visitor first.
pub async fn keeping_context() -> Result<OpContext, WireError> {
    let ctx = op_context()?;
    let browser = header_text(header::USER_AGENT).unwrap_or_default();
    let (ctx, token) = usecases::sessions::ensure_visitor(&ctx, &browser).await?;
    if let Some(token) = token {
        set_cookie(SESSION_COOKIE, token, LONG);
    }
    Ok(ctx)
}

/// Sets a cookie on the answer.
pub fn set_cookie(name: &'static str, value: String, max_age_seconds: i64) {
    if let Some(cookies) = parts().and_then(|parts| parts.extensions.get::<Cookies>().cloned()) {
        cookies.set(name, value, max_age_seconds);
    }
}

/// A header of the request as text.
pub fn header_text(name: header::HeaderName) -> Option<String> {
    parts().and_then(|parts| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned))
}

/// The value of a cookie of the request; the name with or without the `__Host-` prefix.
pub fn cookie(name: &str) -> Option<String> {
    let parts = parts()?;
    parts
        .headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| {
            let (key, value) = pair.trim().split_once('=')?;
            (key.strip_prefix("__Host-").unwrap_or(key) == name).then(|| value.to_owned())
        })
}

/// Says which status this page answers with. For pages only: on a form's answer it would overwrite the redirect.
pub fn status(code: StatusCode) {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.set_status(code);
    }
}

/// Sends the person to another page after a form.
pub fn see_other(path: &str) {
    leptos_axum::redirect(path);
}

/// Sends the person to another address for good (a moved page).
pub fn moved(path: &str) {
    leptos_axum::redirect(path);
    status(StatusCode::MOVED_PERMANENTLY);
}

/// Whether the request is a plain form of a browser without JavaScript.
pub fn is_plain_form() -> bool {
    header_text(header::ACCEPT).is_some_and(|accept| accept.contains("text/html"))
}

/// A new number for an incident: that of the request, so that the log lines meet.
pub fn incident() -> String {
    op_context().map_or_else(|_| "none".to_owned(), |ctx| ctx.request.to_string())
}

/// The display preferences of this browser: its cookie, and the language that it asks for when none is chosen.
pub fn preferences() -> domain::preferences::Preferences {
    use domain::preferences::{Lang, Preferences};
    let mut chosen = cookie(PREFERENCES_COOKIE).map(|value| Preferences::from_cookie(&value)).unwrap_or_default();
    if chosen.lang.is_none() {
        // The first language of the browser's list that we speak; q-values are in order in every browser.
        let wished = header_text(header::ACCEPT_LANGUAGE).unwrap_or_default();
        chosen.lang = wished.split(',').find_map(|part| Lang::from_word(part.trim().get(..2)?)).or(Some(Lang::Fr));
    }
    chosen
}

/// The language of this request.
pub fn lang() -> domain::preferences::Lang {
    preferences().lang.unwrap_or_default()
}

/// Keeps a sentence for the page that the person sees next (after a form's redirect).
pub fn flash(sentence: &str) {
    set_cookie(FLASH_COOKIE, encode(sentence), 60);
}

/// Takes the kept sentence.
pub fn take_flash() -> Option<String> {
    let value = cookie(FLASH_COOKIE).filter(|value| !value.is_empty())?;
    set_cookie(FLASH_COOKIE, String::new(), 0);
    decode(&value).filter(|text| text.chars().count() <= 300)
}

/// Name of the cookie that brings a refused form back with what was typed.
pub const FORM_COOKIE: &str = "saisie";
/// The most that such a cookie holds, in bytes: browsers keep about four thousand.
const MOST_TYPED: usize = 3_500;

/// Decodes percent-encoded text; `None` for what is not such text.
fn decode(value: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// A text as a value in an address.
pub fn in_query(text: &str) -> String {
    encode(text)
}

fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    let mut value = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            value.push(char::from(byte));
        } else {
            let _infallible = write!(value, "%{byte:02X}");
        }
    }
    value
}

/// Answers a form. Done: the person goes on to the page that shows it. Refused: back to the form, which holds what was
/// typed (never a secret) and says what is wrong. A caller that is not a page gets the error itself.
pub fn answer(name: &str, typed: &[(&str, &str)], outcome: Result<String, WireError>) -> Result<(), WireError> {
    use crate::ui::Form;
    match outcome {
        Ok(path) => {
            see_other(&path);
            Ok(())
        }
        Err(error) if is_plain_form() => {
            let typed = typed.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect();
            let form = Form { error: Some(error.clone()), typed };
            let full = encode(&serde_json::to_string(&(name, &form)).unwrap_or_default());
            let kept = if full.len() <= MOST_TYPED {
                full
            } else {
                encode(
                    &serde_json::to_string(&(name, Form { error: Some(error), ..Form::default() })).unwrap_or_default(),
                )
            };
            set_cookie(FORM_COOKIE, kept, 300);
            see_other(&referer());
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// The page that the form stood on, as a path of this portal.
fn referer() -> String {
    let whole = header_text(header::REFERER).unwrap_or_default();
    let path = whole.split_once("://").and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..)));
    path.unwrap_or("/").split('#').next().unwrap_or("/").to_owned()
}

/// Where a form leads that stands on several pages: back to the page that it stood on, if it is one of these, else to
/// the first of them.
pub fn back_to(pages: &[&str]) -> String {
    let whole = referer();
    let path = whole.split('?').next().unwrap_or_default();
    if pages.contains(&path) { whole } else { pages.first().copied().unwrap_or("/").to_owned() }
}

/// A second since 1970 where the territory's people are.
pub fn local(seconds: i64) -> Option<jiff::Zoned> {
    let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap_or(jiff::tz::TimeZone::UTC);
    Some(jiff::Timestamp::from_second(seconds).ok()?.to_zoned(zone))
}

/// The form of that name as it was refused, or an empty one.
pub fn form(name: &str) -> crate::ui::Form {
    let Some((kept, form)) =
        cookie(FORM_COOKIE).and_then(|value| serde_json::from_str::<(String, crate::ui::Form)>(&decode(&value)?).ok())
    else {
        return crate::ui::Form::default();
    };
    if kept != name {
        return crate::ui::Form::default();
    }
    set_cookie(FORM_COOKIE, String::new(), 0);
    form
}

/// The parameters of a page's address, decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads `q=passeport&page=2`. What is not such text is left out.
    pub fn parse(text: &str) -> Self {
        let plain = |part: &str| decode(&part.replace('+', " "));
        let pairs = text.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
        Self(pairs.filter_map(|(key, value)| Some((plain(key)?, plain(value)?))).collect())
    }

    /// The first value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Renders the main part of a page.
pub fn render<V: IntoView + 'static>(title: &str, view: impl FnOnce() -> V) -> crate::fragment::Fragment {
    provide_context(lang());
    crate::fragment::Fragment { title: title.to_owned(), html: view().into_view().to_html() }
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn parameters_are_decoded_and_what_is_no_text_is_left_out() {
        let query = Query::parse("?q=carte+grise&theme=%C3%A9t%C3%A9&page=%ED%A0%80&q=second");
        assert_eq!(query.get("q"), Some("carte grise"));
        assert_eq!(query.get("theme"), Some("été"));
        assert_eq!(query.get("page"), None);
    }
}
