//! The pages of accounts, rendered by the server, and what their forms do.

use super::{
    api::{
        ChangePassphrase, CloseAccount, CloseOthers, CloseSession, ConfirmCodes, NewCodes, RecoverByCode,
        RecoverByLink, SendLink, SignIn, SignOut, SignUp,
    },
    email,
};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{Text, counted, date, t, texts, texts::accounts as a, texts::reassure as r, tf, use_lang},
    request::{KEPT_COOKIE, KNOWN_COOKIE, LONG, SESSION_COOKIE, flash, form, set_cookie},
    root::{PageHead, routes},
    ui::{ErrorSummary, Icon, NextStep, Notice, PassphraseField, TextField, Tone},
};
use domain::preferences::Lang;
use leptos::{prelude::*, server_fn::ServerFn as _};
use std::collections::BTreeMap;
use usecases::{
    OpContext,
    accounts::{Browser, Entered},
    mail::Words,
};

fn lang() -> Lang {
    crate::request::lang()
}

/// The browser that asks, by what it says of itself and by the token of an earlier sign-in.
struct Asking {
    agent: String,
    known: Option<String>,
}

impl Asking {
    fn of_request() -> Self {
        let agent = crate::request::header_text(http::header::USER_AGENT).unwrap_or_default();
        Self { agent, known: crate::request::cookie(KNOWN_COOKIE) }
    }

    fn browser(&self) -> Browser<'_> {
        Browser { agent: &self.agent, known: self.known.as_deref() }
    }
}

/// Sets the cookies of a new session. Answers where the person goes on: to the choice between two boards, else to `next`.
fn entered(entered: &Entered, next: String) -> String {
    set_cookie(SESSION_COOKIE, entered.token.clone(), LONG);
    set_cookie(KNOWN_COOKIE, entered.known.clone(), LONG);
    if entered.board_waits { routes::CHOOSE_BOARD.to_owned() } else { next }
}

pub(super) async fn sign_in(name: &str, passphrase: &str) -> Result<String, WireError> {
    let ctx = crate::request::open_context()?;
    let done = usecases::accounts::sign_in(&ctx, name, passphrase, Asking::of_request().browser()).await?;
    let actor = usecases::sessions::resume(&ctx.shared, &done.token).await?;
    let next = crate::request::after_signing_in(&OpContext { actor, ..ctx }).await;
    flash(if done.reopened { a::WELCOME_BACK } else { a::SIGNED_IN }.of(lang()));
    Ok(entered(&done, next))
}

pub(super) async fn sign_up(name: &str, passphrase: &str, email: &str) -> Result<String, WireError> {
    let ctx = crate::request::open_context()?;
    let done = usecases::accounts::sign_up(&ctx, name, passphrase, email, Asking::of_request().browser()).await?;
    flash(&a::WELCOME.with(lang(), &[("name", name.trim())]));
    Ok(entered(&done, routes::CODES.to_owned()))
}

pub(super) async fn stay() -> Result<String, WireError> {
    let ctx = crate::request::op_context()?;
    usecases::sessions::stay(&ctx).await?;
    // A page that lives says it by itself.
    if crate::request::is_plain_form() {
        flash(a::STAYED.of(lang()));
    }
    Ok(routes::ACCOUNT.to_owned())
}

/// When the session that was put off ends now: in seconds, and in words.
pub(super) async fn end_of_session() -> Result<(u32, String), WireError> {
    let ctx = crate::request::op_context()?;
    provide_context(lang().complete());
    let left = usecases::frame::show(&ctx).await?.session_seconds;
    Ok(crate::root::around::end_of_session(&ctx, left).unwrap_or_default())
}

/// Leaves this browser to whoever comes next. Where the session had ended already, its cookie goes.
pub(super) async fn sign_out() -> Result<String, WireError> {
    let ctx = crate::request::open_context()?;
    if ctx.actor.person().is_some() {
        usecases::accounts::sign_out(&ctx).await?;
    }
    set_cookie(SESSION_COOKIE, String::new(), 0);
    set_cookie(KEPT_COOKIE, String::new(), 0);
    flash(a::SIGNED_OUT.of(lang()));
    Ok(routes::HOME.to_owned())
}

pub(super) async fn recover_by_code(name: &str, code: &str, passphrase: &str) -> Result<String, WireError> {
    let ctx = crate::request::open_context()?;
    let asking = Asking::of_request();
    let done = usecases::accounts::recover_by_code(&ctx, name, code, passphrase, asking.browser()).await?;
    flash(a::RECOVERED.of(lang()));
    Ok(entered(&done, routes::ACCOUNT.to_owned()))
}

pub(super) async fn send_link(email: &str) -> Result<String, WireError> {
    let ctx = crate::request::open_context()?;
    let words = Words { subject: a::MAIL_SUBJECT.of(lang()), text: a::MAIL_TEXT.of(lang()) };
    usecases::accounts::send_link(&ctx, email, words).await?;
    flash(a::SENT.of(lang()));
    Ok(routes::RECOVER.to_owned())
}

pub(super) async fn recover_by_link(link: &str, passphrase: &str) -> Result<String, WireError> {
    let ctx = crate::request::open_context()?;
    let done = usecases::accounts::recover_by_link(&ctx, link, passphrase, Asking::of_request().browser()).await?;
    flash(a::RECOVERED.of(lang()));
    Ok(entered(&done, routes::ACCOUNT.to_owned()))
}

pub(super) async fn change_passphrase(present: &str, passphrase: &str) -> Result<String, WireError> {
    let ctx = crate::request::op_context()?;
    usecases::accounts::change_passphrase(&ctx, present, passphrase).await?;
    flash(a::CHANGED.of(lang()));
    Ok(routes::ACCOUNT.to_owned())
}

pub(super) async fn close_session(id: &str) -> Result<String, WireError> {
    let ctx = crate::request::op_context()?;
    let id = id.parse().map_err(|_| WireError::code("not_found"))?;
    usecases::accounts::close_session(&ctx, id).await?;
    flash(a::SESSION_CLOSED.of(lang()));
    Ok(routes::ACCOUNT.to_owned())
}

pub(super) async fn close_others() -> Result<String, WireError> {
    let ctx = crate::request::op_context()?;
    usecases::accounts::close_other_sessions(&ctx).await?;
    flash(a::SESSION_CLOSED.of(lang()));
    Ok(routes::ACCOUNT.to_owned())
}

pub(super) async fn new_codes() -> Result<String, WireError> {
    let ctx = crate::request::op_context()?;
    usecases::accounts::new_codes(&ctx).await?;
    Ok(routes::CODES.to_owned())
}

pub(super) async fn confirm_codes() -> Result<String, WireError> {
    let ctx = crate::request::op_context()?;
    usecases::accounts::confirm_codes(&ctx).await?;
    Ok(routes::DASHBOARD.to_owned())
}

pub(super) async fn close_account(sure: &str) -> Result<String, WireError> {
    if sure != "yes" {
        let fields = BTreeMap::from([("sure".to_owned(), "not_sure".to_owned())]);
        return Err(WireError { code: "invalid".to_owned(), fields, incident: None });
    }
    let ctx = crate::request::op_context()?;
    usecases::accounts::close(&ctx).await?;
    set_cookie(SESSION_COOKIE, String::new(), 0);
    flash(a::CLOSED.of(lang()));
    Ok(routes::HOME.to_owned())
}

fn submit(words: Text) -> AnyView {
    view! { <p><button class="button" data-kind="primary">{t(words)}</button></p> }.into_any()
}

pub(crate) fn sign_in_page() -> Fragment {
    let form = form("signin");
    render(a::SIGN_IN.of(lang()), || {
        view! {
            <section class="narrow account-card">
                <h1>{t(a::SIGN_IN)}</h1>
                <p>{t(a::SIGN_IN_LEDE)}</p>
                <form class="form" method="post" action=SignIn::url()>
                    <ErrorSummary form=form.clone() fields=&[("name", a::NAME), ("passphrase", a::PASSPHRASE)]/>
                    <TextField form=form.clone() name="name" label=t(a::NAME) autocomplete="username" most=60/>
                    <PassphraseField form=form name="passphrase" label=t(a::PASSPHRASE) autocomplete="current-password"/>
                    <NextStep words=t(r::SIGN_IN)/>
                    {submit(a::SIGN_IN)}
                </form>
                <p>{t(a::NO_ACCOUNT)} " " <a href=routes::SIGN_UP>{t(a::OPEN_ONE)}</a></p>
                <p>{t(a::LOST)} " " <a href=routes::RECOVER>{t(a::WAY_BACK)}</a></p>
                <p class="muted">{t(r::OPTIONAL)}</p>
            </section>
        }
    })
}

pub(crate) fn sign_up_page() -> Fragment {
    let form = form("signup");
    render(a::SIGN_UP.of(lang()), || {
        view! {
            <section class="narrow account-card">
                <h1>{t(a::SIGN_UP)}</h1>
                <p>{t(a::SIGN_UP_LEDE)}</p>
                <form class="form" method="post" action=SignUp::url()>
                    <ErrorSummary form=form.clone() fields=&[("name", a::CHOOSE_NAME), ("passphrase", a::PASSPHRASE), ("email", a::EMAIL)]/>
                    <TextField form=form.clone() name="name" label=t(a::CHOOSE_NAME) hint=t(a::CHOOSE_NAME_HINT) autocomplete="username" most=60/>
                    <PassphraseField form=form.clone() name="passphrase" label=t(a::PASSPHRASE) hint=t(a::CHOOSE_PASSPHRASE_HINT) autocomplete="new-password"/>
                    <TextField form=form name="email" label=t(a::EMAIL) hint=t(a::EMAIL_HINT) kind="email" autocomplete="email" optional=true most=254/>
                    <NextStep words=t(a::NEXT)/>
                    {submit(a::SIGN_UP)}
                </form>
                <p class="muted">{t(r::OPTIONAL)}</p>
            </section>
        }
    })
}

pub(crate) async fn recover_page(link: &str) -> Result<Fragment, WireError> {
    let (by_code, by_mail, by_link) = (form("recover"), form("link"), form("bylink"));
    let late = usecases::mail::is_late(&crate::request::open_context()?).await?;
    Ok(render(a::RECOVER.of(lang()), || {
        let mail_label = a::EMAIL;
        view! {
            <section class="narrow account-card">
                <h1>{t(a::RECOVER)}</h1>
                {if link.is_empty() {
                    view! {
                        <p>{t(a::RECOVER_LEDE)}</p>
                        <h2>{t(a::BY_CODE)}</h2>
                        <form class="form" method="post" action=RecoverByCode::url()>
                            <ErrorSummary form=by_code.clone() fields=&[("name", a::NAME), ("code", a::CODE), ("passphrase", a::NEW_PASSPHRASE)]/>
                            <TextField form=by_code.clone() name="name" label=t(a::NAME) autocomplete="username" most=60/>
                            <TextField form=by_code.clone() name="code" label=t(a::CODE) hint=t(a::CODE_HINT) autocomplete="one-time-code" most=40/>
                            <PassphraseField form=by_code name="passphrase" label=t(a::NEW_PASSPHRASE) hint=t(a::CHOOSE_PASSPHRASE_HINT) autocomplete="new-password"/>
                            <NextStep words=t(r::BY_CODE)/>
                            {submit(a::SET)}
                        </form>
                        <h2>{t(a::BY_MAIL)}</h2>
                        {late.then(|| view! { <Notice tone=Tone::Warn><p>{t(a::MAIL_LATE)}</p></Notice> })}
                        <p>{t(a::BY_MAIL_LEDE)}</p>
                        <form class="form" method="post" action=SendLink::url()>
                            <ErrorSummary form=by_mail.clone() fields=&[("email", a::EMAIL)]/>
                            <TextField form=by_mail name="email" label=t(mail_label) kind="email" autocomplete="email" most=254/>
                            <NextStep words=t(r::BY_MAIL)/>
                            {submit(a::SEND)}
                        </form>
                    }.into_any()
                } else {
                    view! {
                        <p>{t(a::BY_LINK)}</p>
                        <form class="form" method="post" action=RecoverByLink::url()>
                            <ErrorSummary form=by_link.clone() fields=&[("passphrase", a::NEW_PASSPHRASE)]/>
                            <input type="hidden" name="link" value=link.to_owned()/>
                            <PassphraseField form=by_link name="passphrase" label=t(a::NEW_PASSPHRASE) hint=t(a::CHOOSE_PASSPHRASE_HINT) autocomplete="new-password"/>
                            <NextStep words=t(r::BY_LINK)/>
                            {submit(a::SET)}
                        </form>
                    }.into_any()
                }}
            </section>
        }
    }))
}

/// The codes that were just made. Without any, the way to new ones.
pub(crate) async fn codes_page() -> Result<Fragment, WireError> {
    let ctx = crate::request::op_context()?;
    let codes = usecases::accounts::fresh_codes(&ctx).await?;
    let name = usecases::accounts::show(&ctx).await?.name;
    let back = format!("{}{}", ctx.shared.public_url, routes::RECOVER);
    let today = date(lang(), ctx.today());
    Ok(render(a::CODES.of(lang()), || {
        if codes.is_empty() {
            return view! { <PageHead title=t(a::CODES) lede=t(a::CODES_NONE)/><p><a class="button" href=routes::ACCOUNT>{t(a::ACCOUNT)}</a></p> }.into_any();
        }
        view! {
            <PageHead title=t(a::CODES) lede=t(a::CODES_LEDE)/>
            <p class="print-only">{tf(a::CODES_PAPER, &[("name", &name), ("date", &today), ("address", &back)])}</p>
            <ol class="codes">{codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view()}</ol>
            <div class="button-row no-print">
                <form method="post" action=ConfirmCodes::url()><button class="button" data-kind="primary"><Icon name="check"/>{t(a::KEPT)}</button></form>
                <button type="button" class="button needs-script" data-prints="yes"><Icon name="printer"/>{t(a::PRINT)}</button>
            </div>
        }
        .into_any()
    }))
}

/// The account; for somebody who is not signed in, the page to sign in.
pub(crate) async fn account_page() -> Result<Fragment, WireError> {
    let ctx = crate::request::op_context()?;
    if !ctx.actor.is_signed_in() {
        return Ok(sign_in_page());
    }
    let account = usecases::accounts::show(&ctx).await?;
    let publishes = usecases::publication::my_territories(&ctx).await?;
    let mail = email::Forms::of_request(usecases::mail::is_late(&ctx).await?);
    let (change, closing) = (form("passphrase"), form("close"));
    Ok(render(a::ACCOUNT.of(lang()), || {
        let lang = use_lang();
        let day = move |seconds: i64| {
            let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap_or(jiff::tz::TimeZone::UTC);
            jiff::Timestamp::from_second(seconds).map(|at| date(lang, at.to_zoned(zone).date())).unwrap_or_default()
        };
        view! {
            <PageHead title=t(a::ACCOUNT) lede=tf(a::ACCOUNT_OF, &[("name", &account.name)])>
                <form method="post" action=SignOut::url()><button class="button"><Icon name="log-out"/>{t(a::SIGN_OUT)}</button></form>
            </PageHead>
            {(!publishes.is_empty()).then(|| view! {
                <section class="section" aria-labelledby="publishing"><h2 id="publishing">{t(a::PUBLISHING)}</h2>
                    <ul class="link-list">{publishes.iter().map(|place| view! { <li><a href=routes::publish(&place.id)>{tf(texts::publish::TITLE, &[("place", &place.name)])}</a></li> }).collect_view()}</ul>
                </section>
            })}
            <section class="section" aria-labelledby="sessions">
                <h2 id="sessions">{t(a::SESSIONS)}</h2>
                <NextStep words=t(r::SESSION)/>
                <ul class="sessions">
                    {account.sessions.iter().map(|(session, own)| {
                        let what = tf(a::END_WHAT, &[("what", &session.browser)]);
                        view! {
                            <li>
                                <Icon name="laptop"/>
                                <div>
                                    <p>{session.browser.clone()} {own.then(|| view! { " " <span class="badge" data-tone="good">{t(a::THIS_SESSION)}</span> })}</p>
                                    <p class="muted">{tf(a::SINCE, &[("date", &day(session.created))])}</p>
                                </div>
                                {(!own).then(|| view! {
                                    <form method="post" action=CloseSession::url()>
                                        <input type="hidden" name="id" value=session.id.to_string()/>
                                        <button class="button" data-kind="quiet" aria-label=what>{t(a::END)}</button>
                                    </form>
                                })}
                            </li>
                        }
                    }).collect_view()}
                </ul>
                {(account.sessions.len() > 1).then(|| view! { <form method="post" action=CloseOthers::url()><button class="button">{t(a::END_OTHERS)}</button></form> })}
            </section>
            <section class="section" aria-labelledby="codes">
                <h2 id="codes">{t(a::CODES)}</h2>
                <p>{counted(lang, account.codes_left, a::CODES_LEFT_ONE, a::CODES_LEFT)}</p>
                <NextStep words=t(r::CODES)/>
                <form method="post" action=NewCodes::url()><button class="button"><Icon name="key-round"/>{t(a::NEW_CODES)}</button></form>
            </section>
            {email::section(&account, mail)}
            <section class="section" aria-labelledby="change">
                <h2 id="change">{t(a::CHANGE)}</h2>
                <form class="form" method="post" action=ChangePassphrase::url()>
                    <ErrorSummary form=change.clone() fields=&[("present", a::PRESENT), ("passphrase", a::NEW_PASSPHRASE)]/>
                    <PassphraseField form=change.clone() name="present" label=t(a::PRESENT) autocomplete="current-password"/>
                    <PassphraseField form=change name="passphrase" label=t(a::NEW_PASSPHRASE) hint=t(a::CHOOSE_PASSPHRASE_HINT) autocomplete="new-password"/>
                    <NextStep words=t(r::PASSPHRASE)/>
                    <p><button class="button">{t(a::CHANGE)}</button></p>
                </form>
            </section>
            <section class="section" aria-labelledby="take">
                <h2 id="take">{t(a::TAKE)}</h2>
                <p>{t(a::TAKE_LEDE)}</p>
                <NextStep words=t(r::TAKE)/>
                <p><a class="button" href="/compte/mes-donnees.zip" rel="external" download><Icon name="download"/>{t(a::TAKE_DO)}</a></p>
            </section>
            <section class="section" aria-labelledby="events">
                <h2 id="events">{t(a::EVENTS)}</h2>
                <ul class="link-list">
                    {account.events.iter().map(|(at, kind)| view! {
                        <li>{crate::i18n::texts::accounts::by_key(&format!("event_{kind}")).map_or("", t)} <p class="muted">{day(*at)}</p></li>
                    }).collect_view()}
                </ul>
            </section>
            <section class="section" aria-labelledby="close">
                <h2 id="close">{t(a::CLOSE)}</h2>
                <p>{t(a::CLOSE_LEDE)}</p>
                <ul class="prose">
                    <li>{t(a::CLOSE_GOES)}</li>
                    <li>{t(a::CLOSE_STAYS)}</li>
                    <li>{t(a::CLOSE_BACKUPS)}</li>
                </ul>
                <form class="form" method="post" action=CloseAccount::url()>
                    <ErrorSummary form=closing fields=&[("sure", a::CLOSE_SURE)]/>
                    <div class="check"><input type="checkbox" id="sure" name="sure" value="yes"/><label for="sure">{t(a::CLOSE_SURE)}</label></div>
                    <NextStep words=t(r::CLOSE)/>
                    <p><button class="button" data-kind="danger">{t(a::CLOSE)}</button></p>
                </form>
            </section>
        }
        .into_any()
    }))
}
