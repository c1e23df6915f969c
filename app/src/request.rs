//! Server only: what a page or server function knows of its request.
//!
//! The layers of the server put the [`OpContext`] and the [`Cookies`] slot into the request's extensions; both doors
//! (page and server function) find them here.

use crate::{error::WireError, i18n::texts};
use domain::preferences::{Lang, Preferences};
use http::{HeaderMap, StatusCode, header, request::Parts};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use std::sync::{Arc, Mutex, PoisonError};
use usecases::{OpContext, forms::KeptForm, frame::FrameView};

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
/// Name of the cookie by which a browser is known in which somebody signed in before.
pub const KNOWN_COOKIE: &str = "connu";
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

/// Says of a request that its cookie is that of a signed-in session which has ended: what it sends is kept and not done.
#[derive(Debug, Clone, Copy)]
pub struct EndedSession;

/// The form that a request brings back, and the one that its answer keeps. The server's layer reads and writes them: pages
/// are rendered without waiting.
#[derive(Debug, Clone, Default)]
pub struct Forms(Arc<Mutex<FormSlots>>);

#[derive(Debug, Default)]
struct FormSlots {
    brought: Option<KeptForm>,
    taken: bool,
    kept: Option<FormToKeep>,
}

/// A form that is to be kept on the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormToKeep {
    /// Its name.
    pub name: String,
    /// The page on which it stood.
    pub page: String,
    /// What was typed, a [`crate::ui::Form`] as JSON.
    pub content: String,
}

impl Forms {
    /// For a request that brings a form back, or none.
    pub fn bringing(brought: Option<KeptForm>) -> Self {
        Self(Arc::new(Mutex::new(FormSlots { brought, ..FormSlots::default() })))
    }

    fn slots(&self) -> std::sync::MutexGuard<'_, FormSlots> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The form that is to be kept. For the server's layer.
    pub fn to_keep(&self) -> Option<FormToKeep> {
        self.slots().kept.take()
    }

    /// Whether a page showed the form that was brought back. For the server's layer.
    pub fn was_taken(&self) -> bool {
        self.slots().taken
    }

    fn keep(&self, form: FormToKeep) {
        self.slots().kept = Some(form);
    }

    /// What the form of that name held; it is forgotten once this answer is given.
    fn take(&self, name: &str) -> Option<String> {
        let mut slots = self.slots();
        let content = slots.brought.as_ref().filter(|brought| brought.form == name)?.content.clone();
        slots.taken = true;
        Some(content)
    }
}

/// What the browser tells of itself in this request.
pub fn parts() -> Option<Parts> {
    use_context::<Parts>()
}

/// The code of what is sent after the session has ended.
const LATE: &str = "session_ended";

/// The context for operations of this request.
///
/// # Errors
/// `session_ended` for a form of a session that has ended: done as nobody's, it would not be what the person meant.
/// `internal` when there is no request, which happens only while routes are listed.
pub fn op_context() -> Result<OpContext, WireError> {
    let late = parts().is_some_and(|parts| !parts.method.is_safe() && session_has_ended());
    if late { Err(WireError::code(LATE)) } else { open_context() }
}

/// The same for what may be done after the session has ended too: signing in, the display.
///
/// # Errors
/// `internal` when there is no request.
pub fn open_context() -> Result<OpContext, WireError> {
    parts().and_then(|parts| parts.extensions.get::<OpContext>().cloned()).ok_or_else(|| WireError::code("internal"))
}

/// What stands around the page: the server's layer read it for this request.
pub fn frame() -> FrameView {
    parts().and_then(|parts| parts.extensions.get::<FrameView>().cloned()).unwrap_or_default()
}

/// Whether the signed-in session of this browser has ended.
pub fn session_has_ended() -> bool {
    parts().is_some_and(|parts| parts.extensions.get::<EndedSession>().is_some())
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

/// The value of a cookie of the request. Over TLS only one with the prefix `__Host-` is read: a neighbour under the same
/// domain could plant one without.
pub fn cookie(name: &str) -> Option<String> {
    let secure = open_context().is_ok_and(|ctx| ctx.shared.public_url.starts_with("https://"));
    cookie_in(&parts()?.headers, name, secure)
}

fn cookie_in(headers: &HeaderMap, name: &str, secure: bool) -> Option<String> {
    let prefix = if secure { "__Host-" } else { "" };
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(';')).find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key.strip_prefix(prefix)? == name).then(|| value.to_owned())
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
    open_context().map_or_else(|_| "none".to_owned(), |ctx| ctx.request.to_string())
}

/// The display preferences of this browser: its cookie, and the language that it asks for when none is chosen.
pub fn preferences() -> Preferences {
    chosen(cookie(PREFERENCES_COOKIE), &parts().map(|parts| parts.headers).unwrap_or_default())
}

/// The same, of a request that no page answers.
pub fn preferences_in(headers: &HeaderMap) -> Preferences {
    let kept = cookie_in(headers, PREFERENCES_COOKIE, true).or_else(|| cookie_in(headers, PREFERENCES_COOKIE, false));
    chosen(kept, headers)
}

fn chosen(kept: Option<String>, headers: &HeaderMap) -> Preferences {
    let mut chosen = kept.map(|value| Preferences::from_cookie(&value)).unwrap_or_default();
    if chosen.lang.is_none() {
        // The first language of the browser's list that we speak; q-values are in order in every browser.
        let wished = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        chosen.lang = wished.split(',').find_map(|part| Lang::from_word(part.trim().get(..2)?)).or(Some(Lang::Fr));
    }
    chosen
}

/// The language of the pages: for a partial one, that in which it is completed.
pub fn lang() -> domain::preferences::Lang {
    wished_lang().complete()
}

/// The language that the person chose: that of what stands around the pages, and of the few that are translated.
pub fn wished_lang() -> domain::preferences::Lang {
    preferences().lang.unwrap_or_default()
}

/// What a page weighs on its way, in bytes; the server's layers put it into the request's extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageWeight {
    /// Style, fonts, icons and scripts of a first visit, as they are sent.
    pub files: u64,
    /// The page itself, as it was sent last; `None` before the first time.
    pub page: Option<u64>,
}

/// The most megabytes of a file that somebody sends; the server's layers put it into the request's extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UploadLimit(pub u32);

/// The most megabytes of a file that somebody sends.
pub fn upload_limit() -> u32 {
    parts().and_then(|parts| parts.extensions.get::<UploadLimit>().map(|limit| limit.0)).unwrap_or(100)
}

/// What this visit weighs, in words; empty when nothing was measured.
pub fn weight() -> String {
    let Some(weight) = parts().and_then(|parts| parts.extensions.get::<PageWeight>().copied()) else {
        return String::new();
    };
    let kilobytes = |bytes: u64| bytes.div_ceil(1000).to_string();
    let lang = wished_lang();
    match weight.page {
        Some(page) => {
            texts::frame::WEIGHT.with(lang, &[("first", &kilobytes(weight.files + page)), ("page", &kilobytes(page))])
        }
        None => texts::frame::WEIGHT_FIRST.with(lang, &[("first", &kilobytes(weight.files))]),
    }
}

/// The state of accessibility, in words.
pub fn accessibility() -> String {
    let rate = usecases::accessibility::counts().rate().to_string();
    texts::about::ACCESS_SHORT.with(wished_lang(), &[("rate", &rate)])
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
/// Name of the cookie with the key of a form that is kept on the server. Another one, so that a mistyped passphrase, which is
/// a refused form too, does not take its place.
pub const KEPT_COOKIE: &str = "garde";
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
/// typed (never a secret) and says what is wrong. Sent after the session had ended: to signing in, and then back to the
/// form. A caller that is not a page gets the error itself.
pub fn answer(name: &str, typed: &[(&str, &str)], outcome: Result<String, WireError>) -> Result<(), WireError> {
    leads_to(name, typed, outcome).map(|path| see_other(&path))
}

/// The same as an address to go on to: for a door that is no server function.
///
/// # Errors
/// The error itself, for a caller that is not a page.
pub fn leads_to(name: &str, typed: &[(&str, &str)], outcome: Result<String, WireError>) -> Result<String, WireError> {
    match outcome {
        Err(error) if is_plain_form() => Ok(refuse(name, typed, error)),
        outcome => outcome,
    }
}

/// Does something as of a request that no page and no server function answers: what is known of it is found as there.
pub fn within<T>(parts: Parts, act: impl FnOnce() -> T) -> T {
    Owner::new().with(|| {
        provide_context(parts);
        act()
    })
}

/// Keeps what was typed, and says where the person goes.
fn refuse(name: &str, typed: &[(&str, &str)], error: WireError) -> String {
    use crate::ui::Form;
    let late = error.code == LATE;
    let error = Some(if late { WireError::code("form_kept") } else { error });
    let typed = typed.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect();
    let form = Form { error: error.clone(), typed };
    let in_cookie = |form: &Form| encode(&serde_json::to_string(&(name, form)).unwrap_or_default());
    let whole = in_cookie(&form);
    if whole.len() <= MOST_TYPED && !late {
        // Small ones need no database: what was typed survives also when that is what failed.
        set_cookie(FORM_COOKIE, whole, 300);
    } else if let Some(forms) = parts().and_then(|parts| parts.extensions.get::<Forms>().cloned()) {
        if !late {
            // What stays when it cannot be kept on the server.
            set_cookie(FORM_COOKIE, in_cookie(&Form { error, ..Form::default() }), 300);
        }
        let content = serde_json::to_string(&form).unwrap_or_default();
        forms.keep(FormToKeep { name: name.to_owned(), page: referer(), content });
    }
    if late { late_path() } else { referer() }
}

/// Sends somebody whose session has ended to signing in, and says why.
pub fn come_back_later() {
    see_other(&late_path());
}

fn late_path() -> String {
    let lang = preferences().lang.unwrap_or_default();
    flash(crate::i18n::texts::accounts::LATE.of(lang));
    crate::root::routes::SIGN_IN.to_owned()
}

/// The page that the form stood on, as a path of this portal.
fn referer() -> String {
    let whole = header_text(header::REFERER).unwrap_or_default();
    let path = whole.split_once("://").and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..)));
    // One slash: two would begin another host.
    format!("/{}", path.unwrap_or_default().split('#').next().unwrap_or_default().trim_start_matches(['/', '\\']))
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

/// The form of that name as it was refused or came too late, or an empty one.
pub fn form(name: &str) -> crate::ui::Form {
    let on_server = parts().and_then(|parts| parts.extensions.get::<Forms>()?.take(name));
    if let Some(form) = on_server.and_then(|content| serde_json::from_str(&content).ok()) {
        set_cookie(FORM_COOKIE, String::new(), 0);
        return form;
    }
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

/// The page to which somebody goes on who has just signed in: where a form of theirs waits, else the dashboard.
pub async fn after_signing_in(ctx: &OpContext) -> String {
    let key = cookie(KEPT_COOKIE).unwrap_or_default();
    match usecases::forms::find(ctx, &key).await {
        Ok(Some(kept)) => kept.page,
        _ => crate::root::routes::DASHBOARD.to_owned(),
    }
}

/// The parameters of a page's address, decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads `q=passeport&page=2`. What is not such text is left out.
    pub fn parse(text: &str) -> Self {
        let plain = |part: &str| decode(&part.replace('+', " "));
        let parts = text.trim_start_matches('?').split('&').filter(|part| !part.is_empty());
        // A name alone has no value: `repas__groupby` is said so.
        let pairs = parts.map(|part| part.split_once('=').unwrap_or((part, "")));
        Self(pairs.filter_map(|(key, value)| Some((plain(key)?, plain(value)?))).collect())
    }

    /// All of them, in their order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The first value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Renders the main part of a page.
pub fn render<V: IntoView + 'static>(title: &str, view: impl FnOnce() -> V) -> crate::fragment::Fragment {
    render_in(lang(), title, view)
}

/// The same in a language of its own.
pub fn render_in<V: IntoView + 'static>(
    lang: domain::preferences::Lang,
    title: &str,
    view: impl FnOnce() -> V,
) -> crate::fragment::Fragment {
    provide_context(lang);
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
