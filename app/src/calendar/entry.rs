//! The page of one own date or reminder: one thing at a time, to change or delete it.

use super::{
    api::{ChangeDate, ChangeReminder, DeleteDate, DeleteReminder, FinishReminder, ReopenReminder},
    forms::id,
};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{Text, t, texts, texts::agenda as a, texts::cards as c},
    request::{form, op_context},
    root::{Breadcrumb, PageHead, routes},
    ui::{ErrorSummary, Form, Icon, TextField},
};
use domain::{
    calendar::{OwnDate, Reminder},
    ids::{OwnDateId, ReminderId},
};
use leptos::{prelude::*, server_fn::ServerFn as _};

pub(crate) async fn page(kind: &str, which: &str) -> Result<Fragment, WireError> {
    let lang = crate::request::lang();
    let view = usecases::calendar::agenda(&op_context()?).await?;
    let missing = || WireError::code("not_found");
    match kind {
        "dates" => {
            let wanted: OwnDateId = id(which)?;
            let date = view.own.into_iter().find(|date| date.id == wanted).ok_or_else(missing)?;
            let form = form("date-change");
            Ok(render(a::CHANGE_DATE.of(lang), || own_date(&date, form)))
        }
        "rappels" => {
            let wanted: ReminderId = id(which)?;
            let found = view.reminders.into_iter().find(|reminder| reminder.id == wanted).ok_or_else(missing)?;
            let form = form("reminder-change");
            Ok(render(a::CHANGE_REMINDER.of(lang), || reminder(&found, form)))
        }
        _ => Err(missing()),
    }
}

fn own_date(date: &OwnDate, form: Form) -> AnyView {
    let until = if date.until == date.day { String::new() } else { date.until.to_string() };
    view! {
        {head(a::CHANGE_DATE)}
        <section class="stack">
            <form class="form" method="post" action=ChangeDate::url()>
                <ErrorSummary form=form.clone() fields=&[("event", a::LABEL), ("day", a::FROM), ("until", a::UNTIL)]/>
                <input type="hidden" name="id" value=date.id.to_string()/>
                <TextField form=form.clone() name="event" label=t(a::LABEL) value=date.label.clone() most=120/>
                <TextField form=form.clone() name="day" label=t(a::FROM) kind="date" value=date.day.to_string() most=10/>
                <TextField form=form name="until" label=t(a::UNTIL) hint=t(a::UNTIL_HINT) kind="date" value=until optional=true most=10/>
                {save()}
            </form>
            {delete(DeleteDate::url(), &date.id.to_string(), a::DELETE_DATE)}
        </section>
    }
    .into_any()
}

fn reminder(reminder: &Reminder, form: Form) -> AnyView {
    let which = reminder.id.to_string();
    let (url, words, icon) = if reminder.done.is_some() {
        (ReopenReminder::url(), a::REOPEN, "rotate-ccw")
    } else {
        (FinishReminder::url(), c::DONE, "check")
    };
    view! {
        {head(a::CHANGE_REMINDER)}
        <section class="stack">
            <form class="form" method="post" action=ChangeReminder::url()>
                <ErrorSummary form=form.clone() fields=&[("label", a::LABEL), ("due", a::DUE)]/>
                <input type="hidden" name="id" value=which.clone()/>
                <TextField form=form.clone() name="label" label=t(a::LABEL) value=reminder.label.clone() most=120/>
                <TextField form=form name="due" label=t(a::DUE) kind="date" value=reminder.due.to_string() most=10/>
                {save()}
            </form>
            <form class="form" method="post" action=url>
                <input type="hidden" name="id" value=which.clone()/>
                <p><button class="button"><Icon name=icon/>{t(words)}</button></p>
            </form>
            {delete(DeleteReminder::url(), &which, a::DELETE_REMINDER)}
        </section>
    }
    .into_any()
}

fn head(title: Text) -> AnyView {
    view! {
        <Breadcrumb steps=vec![(t(a::TITLE).to_owned(), routes::AGENDA.to_owned())] here=t(title)/>
        <PageHead title=t(title)/>
    }
    .into_any()
}

fn save() -> AnyView {
    view! {
        <div class="button-row">
            <button class="button" data-kind="primary">{t(texts::forms::SAVE)}</button>
            <a class="button" data-kind="quiet" href=routes::AGENDA>{t(texts::forms::CANCEL)}</a>
        </div>
    }
    .into_any()
}

fn delete(url: &'static str, which: &str, words: Text) -> AnyView {
    view! {
        <form class="form" method="post" action=url>
            <input type="hidden" name="id" value=which.to_owned()/>
            <p class="hint">{t(a::DELETE_ABOUT)}</p>
            <p><button class="button" data-kind="danger"><Icon name="trash-2"/>{t(words)}</button></p>
        </form>
    }
    .into_any()
}
