//! The e-mail address of an account, on the account's page: given, proven, changed, taken away.

use super::api::{ChangeEmail, ConfirmEmail, RemoveEmail};
use crate::{
    error::WireError,
    i18n::{counted, t, texts::accounts as a, texts::reassure as r, tf, use_lang},
    request::{flash, form, lang},
    root::routes,
    ui::{ErrorSummary, Form, NextStep, Notice, PassphraseField, TextField, Tone},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::{accounts::AccountView, mail::Words};

pub(super) async fn change(email: &str, passphrase: &str) -> Result<String, WireError> {
    let ctx = crate::request::op_context()?;
    let words = Words { subject: a::PROOF_SUBJECT.of(lang()), text: a::PROOF_TEXT.of(lang()) };
    usecases::accounts::change_email(&ctx, email, passphrase, words).await?;
    flash(a::PROOF_SENT.of(lang()));
    Ok(routes::ACCOUNT.to_owned())
}

pub(super) async fn confirm(code: &str) -> Result<String, WireError> {
    let ctx = crate::request::op_context()?;
    let words = Words { subject: a::EMAIL_NOTICE_SUBJECT.of(lang()), text: a::EMAIL_CHANGED_NOTICE.of(lang()) };
    usecases::accounts::confirm_email(&ctx, code, words).await?;
    flash(a::EMAIL_CHANGED.of(lang()));
    Ok(routes::ACCOUNT.to_owned())
}

pub(super) async fn remove(passphrase: &str) -> Result<String, WireError> {
    let ctx = crate::request::op_context()?;
    let words = Words { subject: a::EMAIL_NOTICE_SUBJECT.of(lang()), text: a::EMAIL_REMOVED_NOTICE.of(lang()) };
    let left = usecases::accounts::remove_email(&ctx, passphrase, words).await?;
    flash(&match left {
        0 => a::EMAIL_REMOVED_NO_CODES.of(lang()).to_owned(),
        left => counted(lang(), left, a::EMAIL_REMOVED_ONE, a::EMAIL_REMOVED),
    });
    Ok(routes::ACCOUNT.to_owned())
}

/// What was typed into the forms of the section, and whether letters are late.
pub(super) struct Forms {
    change: Form,
    confirm: Form,
    remove: Form,
    late: bool,
}

impl Forms {
    pub(super) fn of_request(late: bool) -> Self {
        Self { change: form("email"), confirm: form("email-code"), remove: form("email-removal"), late }
    }
}

/// The section of the account's page.
pub(super) fn section(account: &AccountView, forms: Forms) -> AnyView {
    let has = account.email.is_some();
    let stands = match &account.email {
        Some(email) => tf(a::EMAIL_IS, &[("email", email)]),
        None => t(a::EMAIL_NONE).to_owned(),
    };
    let change = if has { a::EMAIL_CHANGE } else { a::EMAIL_ADD };
    view! {
        <section class="section" aria-labelledby="mail">
            <h2 id="mail">{t(a::EMAIL)}</h2>
            <p>{stands}</p>
            {(!has && account.codes_left == 0).then(|| view! { <Notice tone=Tone::Warn><p>{t(a::NO_WAY_BACK)}</p></Notice> })}
            {account.email_to_prove.as_ref().map(|email| proving(email, forms.confirm, forms.late))}
            <h3>{t(change)}</h3>
            <form class="form" method="post" action=ChangeEmail::url()>
                <ErrorSummary form=forms.change.clone() fields=&[("email", a::EMAIL_NEW), ("email_passphrase", a::PRESENT)]/>
                <TextField form=forms.change.clone() name="email" label=t(a::EMAIL_NEW) hint=t(a::EMAIL_NEW_HINT) kind="email" autocomplete="email" most=254/>
                <PassphraseField form=forms.change name="email_passphrase" label=t(a::PRESENT) autocomplete="current-password"/>
                <NextStep words=t(r::EMAIL)/>
                <p><button class="button">{t(a::PROOF_SEND)}</button></p>
            </form>
            {(has || account.email_to_prove.is_some()).then(|| removing(account.codes_left, forms.remove))}
        </section>
    }
    .into_any()
}

/// An address that waits for its code.
fn proving(email: &str, form: Form, late: bool) -> AnyView {
    view! {
        <h3>{t(a::PROVE)}</h3>
        <p>{tf(a::PROVE_LEDE, &[("email", email)])}</p>
        {late.then(|| view! { <Notice tone=Tone::Warn><p>{t(a::PROOF_LATE)}</p></Notice> })}
        <form class="form" method="post" action=ConfirmEmail::url()>
            <ErrorSummary form=form.clone() fields=&[("email_code", a::PROOF_CODE)]/>
            <TextField form=form name="email_code" label=t(a::PROOF_CODE) hint=t(a::CODE_HINT) autocomplete="one-time-code" most=40/>
            <p><button class="button" data-kind="primary">{t(a::PROVE_DO)}</button></p>
        </form>
    }
    .into_any()
}

/// Taking the address away, with what is left then.
fn removing(codes_left: i64, form: Form) -> AnyView {
    let open = form.error.is_some();
    let left = match codes_left {
        0 => t(a::NO_CODES_LEFT).to_owned(),
        left => counted(use_lang(), left, a::REMOVAL_LEAVES_ONE, a::REMOVAL_LEAVES),
    };
    view! {
        <details class="fold" open=open>
            <summary>{t(a::EMAIL_REMOVE)}</summary>
            <form class="form" method="post" action=RemoveEmail::url()>
                <ErrorSummary form=form.clone() fields=&[("removal_passphrase", a::PRESENT)]/>
                <p>{left}</p>
                <PassphraseField form=form name="removal_passphrase" label=t(a::PRESENT) autocomplete="current-password"/>
                <NextStep words=t(r::EMAIL_REMOVE)/>
                <p><button class="button" data-kind="danger">{t(a::EMAIL_REMOVE)}</button></p>
            </form>
        </details>
    }
    .into_any()
}
