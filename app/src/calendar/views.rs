//! The page of the year ahead, rendered by the server.

use super::{
    api::{RenewAddress, ReopenReminder, ShowAddress},
    events::{change_link, date_badge, months},
    forms::{add_date_form, add_reminder_form, finish_button},
};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{counted, date, t, texts, texts::agenda as a, texts::cards as c, tf, use_lang},
    request::op_context,
    root::{Breadcrumb, PageHead, routes},
    ui::{Drawing, Icon, Notice, Tone},
};
use domain::calendar::{Known, OwnDate, Reminder, SCHOOL_SOURCE};
use jiff::civil::Date;
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::calendar::AgendaView;

pub(crate) async fn agenda(asked: bool) -> Result<Fragment, WireError> {
    let lang = crate::request::lang();
    let view = usecases::calendar::agenda(&op_context()?).await?;
    Ok(render(a::TITLE.of(lang), || page(&view, asked)))
}

fn page(view: &AgendaView, asked: bool) -> AnyView {
    view! {
        <Breadcrumb steps=vec![(t(texts::frame::DASHBOARD).to_owned(), routes::DASHBOARD.to_owned())] here=t(a::TITLE)/>
        <PageHead title=t(a::TITLE) lede=t(a::LEDE)>
            <a class="button" data-kind="primary" href="#ajouter"><Icon name="plus"/>{t(a::ADD)}</a>
            <a class="button" data-kind="quiet" href="#abonnement"><Icon name="smartphone"/>{t(a::FEED_SHORT)}</a>
        </PageHead>
        <div class="with-side">
            <div>
                {reminders(view)}
                <section class="section stack" aria-labelledby="months">
                    <h2 id="months">{t(a::MONTHS)}</h2>
                    {limits(view)}
                    {if view.agenda.events.is_empty() {
                        view! { <div class="empty"><Drawing name="calendar-empty"/><p class="empty-title">{t(a::NOTHING)}</p></div> }.into_any()
                    } else {
                        months(view)
                    }}
                    {(view.agenda.school_known.is_some()).then(|| view! { <p class="muted">{tf(a::SCHOOL_DATA, &[("source", SCHOOL_SOURCE)])}</p> })}
                    {past(view)}
                </section>
            </div>
            <div>
                <section class="section stack" id="ajouter" aria-labelledby="add-title">
                    <h2 id="add-title">{t(a::ADD_TITLE)}</h2>
                    {add_date_form()}
                    {add_reminder_form()}
                </section>
                {feed(view, asked)}
            </div>
        </div>
    }
    .into_any()
}

/// The reminders that wait, late ones first, and folded away those that are done.
fn reminders(view: &AgendaView) -> AnyView {
    let lang = use_lang();
    let (open, done): (Vec<&Reminder>, Vec<&Reminder>) =
        view.reminders.iter().partition(|reminder| reminder.done.is_none());
    let count = i64::try_from(done.len()).unwrap_or(0);
    view! {
        <section class="section stack" aria-labelledby="mine">
            <h2 id="mine">{t(a::REMINDERS)}</h2>
            {if open.is_empty() {
                view! { <p>{t(a::NO_REMINDER)}</p> }.into_any()
            } else {
                view! { <ul class="events">{open.into_iter().map(|each| waiting(each, view.today)).collect_view()}</ul> }.into_any()
            }}
            {(count > 0).then(|| view! {
                <details class="fold">
                    <summary>{counted(lang, count, a::DONE_LIST_ONE, a::DONE_LIST)}</summary>
                    <ul class="events">{done.into_iter().map(finished).collect_view()}</ul>
                </details>
            })}
        </section>
    }
    .into_any()
}

fn waiting(reminder: &Reminder, today: Date) -> AnyView {
    let which = reminder.id.to_string();
    view! {
        <li>
            {date_badge(reminder.due)}
            <div>
                <p>{reminder.label.clone()}</p>
                <p class="muted">
                    {reminder.is_late(today).then(|| view! { <span class="badge" data-tone="serious">{t(c::LATE)}</span> " " })}
                    {tf(c::DUE, &[("date", &date(use_lang(), reminder.due))])}
                </p>
            </div>
            <div class="row">{finish_button(&which, &reminder.label)} {change_link(routes::reminder(&which), &reminder.label)}</div>
        </li>
    }
    .into_any()
}

fn finished(reminder: &Reminder) -> AnyView {
    let which = reminder.id.to_string();
    let on = reminder.done.and_then(crate::request::local).map(|at| date(use_lang(), at.date()));
    let words = tf(a::REOPEN_WHAT, &[("what", &reminder.label)]);
    view! {
        <li>
            {date_badge(reminder.due)}
            <div>
                <p>{reminder.label.clone()}</p>
                <p class="muted">{on.map(|on| tf(a::DONE_ON, &[("date", &on)]))}</p>
            </div>
            <div class="row">
                <form method="post" action=ReopenReminder::url()>
                    <input type="hidden" name="id" value=which.clone()/>
                    <button class="icon-button" aria-label=words.clone() title=words><Icon name="rotate-ccw"/></button>
                </form>
                {change_link(routes::reminder(&which), &reminder.label)}
            </div>
        </li>
    }
    .into_any()
}

/// What the list of the months does not hold, and why: an empty month must not pass for a free one.
fn limits(view: &AgendaView) -> AnyView {
    let lang = use_lang();
    let unknown = (!view.agenda.holidays_known).then(|| {
        let place = view.place.as_ref().map_or("", |place| place.name.as_str());
        tf(a::HOLIDAYS_UNKNOWN, &[("place", place)])
    });
    let school = match view.agenda.school_known {
        Some(Known::Until(day)) if day < view.until => Some(tf(a::SCHOOL_UNTIL, &[("date", &date(lang, day))])),
        Some(Known::Until(_)) => None,
        Some(Known::Nothing) => Some(t(a::SCHOOL_UNKNOWN).to_owned()),
        None => Some(t(a::SCHOOL_NO_PLACE).to_owned()),
    };
    view! {
        {unknown.map(|words| view! { <Notice tone=Tone::Warn><p>{words}</p></Notice> })}
        {school.map(|words| view! { <Notice tone=Tone::Info><p>{words}</p></Notice> })}
        {view.place.is_none().then(|| view! {
            <p><a class="more-link" href=routes::PLACES>{t(c::STEP_CHOOSE_PLACE)}<Icon name="arrow-right"/></a></p>
        })}
        {view.card.map(|card| view! {
            <p><a class="more-link" href=routes::card(&card.to_string())>{t(a::SET)}<Icon name="arrow-right"/></a></p>
        })}
    }
    .into_any()
}

/// The own dates that are over, folded away: they can still be changed or deleted.
fn past(view: &AgendaView) -> Option<AnyView> {
    let lang = use_lang();
    let over: Vec<&OwnDate> = view.own.iter().filter(|own| own.until < view.today).rev().collect();
    let count = i64::try_from(over.len()).unwrap_or(0);
    let line = |own: &OwnDate| {
        view! {
            <li>
                {date_badge(own.day)}
                <div><p>{own.label.clone()}</p><p class="muted">{date(lang, own.day)}</p></div>
                <div class="row">{change_link(routes::own_date(&own.id.to_string()), &own.label)}</div>
            </li>
        }
    };
    (count > 0).then(|| {
        view! {
            <details class="fold">
                <summary>{counted(lang, count, a::PAST_ONE, a::PAST)}</summary>
                <ul class="events">{over.into_iter().map(line).collect_view()}</ul>
            </details>
        }
        .into_any()
    })
}

/// How a calendar application follows this page.
fn feed(view: &AgendaView, asked: bool) -> AnyView {
    let shown = view.address.clone().filter(|_| asked);
    view! {
        <section class="section stack" id="abonnement" aria-labelledby="feed-title">
            <h2 id="feed-title">{t(a::FEED)}</h2>
            <p>{t(a::FEED_ABOUT)}</p>
            {match shown {
                None => view! {
                    <form method="post" action=ShowAddress::url()>
                        <p><button class="button"><Icon name="eye"/>{t(a::FEED_SHOW)}</button></p>
                    </form>
                }.into_any(),
                Some(address) => subscription(&address),
            }}
        </section>
    }
    .into_any()
}

fn subscription(address: &str) -> AnyView {
    // What calendar applications listen to; the feed itself is fetched as the address says.
    let opened = address.split_once("://").map(|(_, rest)| format!("webcal://{rest}"));
    view! {
        <div class="field">
            <label for="feed-address">{t(a::FEED_ADDRESS)}</label>
            <p class="hint" id="feed-address-hint">{t(a::FEED_SECRET)}</p>
            <input id="feed-address" readonly value=address.to_owned() aria-describedby="feed-address-hint" autocomplete="off" spellcheck="false"/>
        </div>
        {opened.map(|path| view! { <p><a class="button" data-kind="primary" href=path rel="external"><Icon name="calendar-days"/>{t(a::FEED_OPEN)}</a></p> })}
        <p>{t(a::FEED_PHONE)}</p>
        <p>{t(a::FEED_COMPUTER)}</p>
        <form method="post" action=RenewAddress::url()>
            <p class="hint">{t(a::FEED_RENEW_ABOUT)}</p>
            <p><button class="button"><Icon name="refresh-cw"/>{t(a::FEED_RENEW)}</button></p>
        </form>
    }
    .into_any()
}
