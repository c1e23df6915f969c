//! What the forms do, and the forms that stand on more than one page.

use super::api::{AddDate, AddReminder, FinishReminder};
use crate::{
    error::WireError,
    i18n::{Text, t, texts::agenda as a, texts::cards as c, tf},
    request::{flash, form, keeping_context},
    root::routes,
    ui::{ErrorSummary, Icon, TextField},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use std::str::FromStr;
use usecases::calendar as cases;

/// The id of an entry; one that cannot be is as one that is not there.
pub(super) fn id<T: FromStr>(text: &str) -> Result<T, WireError> {
    text.parse().map_err(|_| WireError::code("not_found"))
}

/// Says what was done, and goes back to the agenda or the dashboard, where the form stood.
fn done(said: Text) -> String {
    flash(said.of(crate::request::lang()));
    crate::request::back_to(&[routes::AGENDA, routes::DASHBOARD])
}

pub(super) async fn add_reminder(label: &str, due: &str) -> Result<String, WireError> {
    cases::add_reminder(&keeping_context().await?, label, due).await?;
    Ok(done(a::REMINDER_ADDED))
}

pub(super) async fn change_reminder(which: &str, label: &str, due: &str) -> Result<String, WireError> {
    cases::change_reminder(&keeping_context().await?, id(which)?, label, due).await?;
    Ok(done(a::REMINDER_CHANGED))
}

pub(super) async fn finish_reminder(which: &str) -> Result<String, WireError> {
    cases::finish_reminder(&keeping_context().await?, id(which)?).await?;
    Ok(done(a::REMINDER_DONE))
}

pub(super) async fn reopen_reminder(which: &str) -> Result<String, WireError> {
    cases::reopen_reminder(&keeping_context().await?, id(which)?).await?;
    Ok(done(a::REMINDER_REOPENED))
}

pub(super) async fn delete_reminder(which: &str) -> Result<String, WireError> {
    cases::delete_reminder(&keeping_context().await?, id(which)?).await?;
    Ok(done(a::REMINDER_DELETED))
}

pub(super) async fn add_date(event: &str, day: &str, until: &str) -> Result<String, WireError> {
    cases::add_own_date(&keeping_context().await?, event, day, until).await?;
    Ok(done(a::DATE_ADDED))
}

pub(super) async fn change_date(which: &str, event: &str, day: &str, until: &str) -> Result<String, WireError> {
    cases::change_own_date(&keeping_context().await?, id(which)?, event, day, until).await?;
    Ok(done(a::DATE_CHANGED))
}

pub(super) async fn delete_date(which: &str) -> Result<String, WireError> {
    cases::delete_own_date(&keeping_context().await?, id(which)?).await?;
    Ok(done(a::DATE_DELETED))
}

pub(super) async fn show_address() -> Result<String, WireError> {
    cases::feed_address(&keeping_context().await?).await?;
    Ok(address())
}

pub(super) async fn renew_address() -> Result<String, WireError> {
    cases::renew_feed(&keeping_context().await?).await?;
    done(a::FEED_RENEWED);
    Ok(address())
}

fn address() -> String {
    format!("{}?adresse=oui#abonnement", routes::AGENDA)
}

/// The form for a reminder, folded away.
pub fn add_reminder_form() -> AnyView {
    let form = form("reminder");
    let open = form.error.is_some();
    view! {
        <details class="fold" id="reminders" open=open>
            <summary>{t(a::ADD_REMINDER)}</summary>
            <form class="form" method="post" action=AddReminder::url()>
                <ErrorSummary form=form.clone() fields=&[("label", a::LABEL), ("due", a::DUE)]/>
                <p class="hint">{t(a::ADD_REMINDER_ABOUT)}</p>
                <TextField form=form.clone() name="label" label=t(a::LABEL) most=120/>
                <TextField form=form name="due" label=t(a::DUE) kind="date" most=10/>
                <p><button class="button" data-kind="primary"><Icon name="plus"/>{t(a::ADD_REMINDER)}</button></p>
            </form>
        </details>
    }
    .into_any()
}

/// The form for a date, folded away.
pub(super) fn add_date_form() -> AnyView {
    let form = form("date");
    let open = form.error.is_some();
    view! {
        <details class="fold" id="dates" open=open>
            <summary>{t(a::ADD_DATE)}</summary>
            <form class="form" method="post" action=AddDate::url()>
                <ErrorSummary form=form.clone() fields=&[("event", a::LABEL), ("day", a::FROM), ("until", a::UNTIL)]/>
                <p class="hint">{t(a::ADD_DATE_ABOUT)}</p>
                <TextField form=form.clone() name="event" label=t(a::LABEL) most=120/>
                <TextField form=form.clone() name="day" label=t(a::FROM) kind="date" most=10/>
                <TextField form=form name="until" label=t(a::UNTIL) hint=t(a::UNTIL_HINT) kind="date" optional=true most=10/>
                <p><button class="button" data-kind="primary"><Icon name="plus"/>{t(a::ADD_DATE)}</button></p>
            </form>
        </details>
    }
    .into_any()
}

/// Marks a reminder as done, by one button that shows its icon alone.
pub fn finish_button(which: &str, label: &str) -> AnyView {
    let words = tf(c::DONE_WHAT, &[("what", label)]);
    view! {
        <form method="post" action=FinishReminder::url()>
            <input type="hidden" name="id" value=which.to_owned()/>
            <button class="icon-button" aria-label=words.clone() title=words><Icon name="check"/></button>
        </form>
    }
    .into_any()
}
