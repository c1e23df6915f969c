//! The cards that are lists.

use crate::{
    calendar::{add_reminder_form, date_badge, event_title, finish_button},
    dashboard::api::AddShortcut,
    i18n::{Text, date, t, texts, texts::cards as c, tf, use_lang},
    root::routes,
    ui::{ErrorSummary, Icon, ServerHtml, TextField},
};
use domain::{
    calendar::{Event, Reminder, Shortcut},
    dashboard::{AnnouncementLine, ContactLine, FollowedPlace, NewsLine, ServiceLine},
    publication::{HELP_NUMBERS, HelpNumber},
};
use jiff::civil::Date;
use leptos::{prelude::*, server_fn::ServerFn as _};

/// Services, each a link; at the end the way to more.
pub(super) fn services(lines: Vec<ServiceLine>, more: Option<Text>) -> AnyView {
    view! {
        <ul class="link-list">
            {lines
                .into_iter()
                .map(|line| {
                    let why = line.theme.as_deref().and_then(texts::themes::by_key);
                    view! {
                        <li>
                            <a href=routes::service(&line.slug)>{line.title}</a>
                            {why.map(|why| view! { <span class="why">{t(why)}</span> })}
                        </li>
                    }
                })
                .collect_view()}
        </ul>
        {more.map(|more| view! { <p><a href=format!("{}#themes", routes::SERVICES)>{t(more)}</a></p> })}
    }
    .into_any()
}

/// Coming dates.
pub(super) fn calendar(events: Vec<Event>) -> AnyView {
    let lang = use_lang();
    view! {
        <ul class="events">
            {events
                .into_iter()
                .map(|event| {
                    let span = (event.end != event.date)
                        .then(|| tf(c::FROM_TO, &[("from", &date(lang, event.date)), ("to", &date(lang, event.end))]));
                    view! {
                        <li>
                            {date_badge(event.date)}
                            <div>
                                <p>{event_title(lang, &event.title)}</p>
                                {span.map(|span| view! { <p class="muted">{span}</p> })}
                            </div>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
        <p class="muted">{t(c::SOURCE_LAW)}</p>
        {to_agenda()}
    }
    .into_any()
}

/// The way from a card to the whole year.
pub(super) fn to_agenda() -> AnyView {
    view! { <p><a class="more-link" href=routes::AGENDA>{t(texts::agenda::SEE)}<Icon name="arrow-right"/></a></p> }
        .into_any()
}

/// Reminders with their due dates, and a form for a new one.
pub(super) fn reminders(reminders: Vec<Reminder>, today: Date) -> AnyView {
    let lang = use_lang();
    view! {
        <ul class="events">
            {reminders
                .into_iter()
                .map(|reminder| {
                    let late = reminder.is_late(today);
                    let id = reminder.id.to_string();
                    let words = tf(c::CHANGE_WHAT, &[("what", reminder.label.as_str())]);
                    view! {
                        <li>
                            {date_badge(reminder.due)}
                            <div>
                                <p>{reminder.label.clone()}</p>
                                <p class="muted">
                                    {late.then(|| view! { <span class="badge" data-tone="serious">{t(c::LATE)}</span> " " })}
                                    {tf(c::DUE, &[("date", &date(lang, reminder.due))])}
                                </p>
                            </div>
                            <div class="row">
                                {finish_button(&id, &reminder.label)}
                                <a class="icon-button" href=routes::reminder(&id) aria-label=words.clone() title=words><Icon name="pencil"/></a>
                            </div>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
        {add_reminder_form()}
        {to_agenda()}
    }
    .into_any()
}

/// The person's own links, and a form for a new one.
pub(super) fn shortcuts(shortcuts: Vec<Shortcut>) -> AnyView {
    view! {
        <ul class="link-list">
            {shortcuts
                .into_iter()
                .map(|shortcut| {
                    let words = tf(c::CHANGE_WHAT, &[("what", &shortcut.label)]);
                    let change = routes::shortcut(&shortcut.id.to_string());
                    let host = shortcut.address.host().map(str::to_owned);
                    view! {
                        <li>
                            <a href=shortcut.address.as_str().to_owned() rel="noopener">{shortcut.label}</a>
                            {host.map(|host| view! { <p class="muted">{host}</p> })}
                            <a href=change aria-label=words><Icon name="pencil"/>{t(c::CHANGE)}</a>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
        {add_shortcut()}
    }
    .into_any()
}

/// The form for a shortcut, folded away.
pub(super) fn add_shortcut() -> AnyView {
    let form = crate::request::form("shortcut");
    let open = form.error.is_some();
    view! {
        <details class="fold" open=open>
            <summary>{t(c::ADD_SHORTCUT)}</summary>
            <form class="form" method="post" action=AddShortcut::url()>
                <ErrorSummary form=form.clone() fields=&[("shortcut", c::LABEL), ("url", c::ADDRESS)]/>
                <TextField form=form.clone() name="shortcut" label=t(c::LABEL) most=120/>
                <TextField form=form name="url" label=t(c::ADDRESS) hint="https://exemple.fr" most=2000/>
                <p><button class="button" data-kind="primary">{t(c::ADD)}</button></p>
            </form>
        </details>
    }
    .into_any()
}

/// What the territories announce, each signed.
pub fn announcements(lines: Vec<AnnouncementLine>) -> AnyView {
    let lang = use_lang();
    lines
        .into_iter()
        .map(|line| {
            view! {
                <article class="announcement">
                    <h3>{line.title}</h3>
                    <div class="prose"><ServerHtml html=line.html/></div>
                    <p class="muted">
                        {tf(c::PUBLISHED_BY, &[("place", &line.by.name)])} ", " <time datetime=line.from.to_string()>{date(lang, line.from)}</time>
                    </p>
                </article>
            }
        })
        .collect_view()
        .into_any()
}

/// Articles of the territories' feeds.
pub(super) fn news(lines: Vec<NewsLine>) -> AnyView {
    let lang = use_lang();
    view! {
        <ul class="link-list">
            {lines
                .into_iter()
                .map(|line| view! {
                    <li>
                        <a href=line.url rel="noopener">{line.title}</a>
                        <span class="muted">{line.source} {line.day.map(|day| format!(", {}", date(lang, day)))}</span>
                    </li>
                })
                .collect_view()}
        </ul>
    }
    .into_any()
}

/// Places that the person follows.
pub(super) fn places(places: Vec<FollowedPlace>) -> AnyView {
    view! {
        <ul class="link-list">
            {places
                .into_iter()
                .map(|place| view! { <li><a href=routes::territory(&place.place.id)>{place.place.name}</a> <span class="muted">{place.label}</span></li> })
                .collect_view()}
        </ul>
        <p><a href=routes::PLACES>{t(c::SEE_ALL)}</a></p>
    }
    .into_any()
}

/// Useful numbers and links of the territories.
pub(super) fn contacts(lines: Vec<ContactLine>) -> AnyView {
    view! {
        <ul class="link-list">
            {lines
                .into_iter()
                .map(|line| view! {
                    <li>
                        <strong>{line.label}</strong>
                        {line.phone.map(|phone| view! { <a class="phone" href=dial(&phone)>{phone.clone()}</a> })}
                        {line.url.map(|url| view! { <a href=url.clone() rel="noopener">{url.clone()}</a> })}
                        {line.note.map(|note| view! { <span class="muted">{note}</span> })}
                        <span class="muted">{tf(c::PUBLISHED_BY, &[("place", &line.by.name)])}</span>
                    </li>
                })
                .collect_view()}
        </ul>
    }
    .into_any()
}

/// National help numbers, large enough to be dialled in a hurry.
pub(super) fn help_numbers() -> AnyView {
    let (first, others) = HELP_NUMBERS.split_at(HELP_NUMBERS.len().min(EMERGENCIES));
    view! {
        {phones(first)}
        <details class="fold"><summary>{t(c::MORE_NUMBERS)}</summary>{phones(others)}</details>
        <p class="muted">{t(c::SOURCE_HELP)}</p>
    }
    .into_any()
}

/// How many of the numbers are for an emergency: these are always in sight.
const EMERGENCIES: usize = 6;

fn phones(numbers: &[HelpNumber]) -> AnyView {
    let line = |help: &HelpNumber| {
        let words = texts::help::by_key(help.code).map_or("", t);
        view! { <li><a href=help.href()>{help.number}</a><span>{words}</span></li> }
    };
    view! { <ul class="phones">{numbers.iter().map(line).collect_view()}</ul> }.into_any()
}

/// The address that dials a number.
fn dial(number: &str) -> String {
    format!("tel:{}", number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect::<String>())
}
