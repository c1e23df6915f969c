//! The events of the year ahead, by month, each with its source and why it is here.

use super::{forms::finish_button, names::zone_name};
use crate::{
    i18n::{Text, date, long_date, month, short_month, t, texts, texts::agenda as a, texts::cards as c, tf, use_lang},
    root::routes,
    ui::Icon,
};
use domain::{
    calendar::{Event, EventTitle, SchoolBreak},
    preferences::Lang,
};
use jiff::civil::Date;
use leptos::prelude::*;
use usecases::calendar::AgendaView;

/// The name of an event of the calendar.
pub fn event_title(lang: Lang, title: &EventTitle) -> String {
    match title {
        EventTitle::Holiday(kind) => texts::calendar::by_key(kind.code()).map_or("", |text| text.of(lang)).to_owned(),
        EventTitle::School(SchoolBreak::Ascension) => texts::calendar::SCHOOL_ASCENSION.of(lang).to_owned(),
        EventTitle::School(pause) => texts::calendar::by_key(pause.code()).map_or("", |text| text.of(lang)).to_owned(),
        EventTitle::Own(label) | EventTitle::Reminder { label, .. } => label.clone(),
    }
}

/// A day as a leaf of a calendar.
pub fn date_badge(day: Date) -> AnyView {
    view! {
        <time class="date-badge" datetime=day.to_string()>
            <b>{day.day().to_string()}</b> " " <span>{short_month(use_lang(), day.month())}</span>
        </time>
    }
    .into_any()
}

/// The link to the page where an entry is changed or deleted.
pub(super) fn change_link(path: String, label: &str) -> AnyView {
    let words = tf(a::CHANGE_WHAT, &[("what", label)]);
    view! { <a class="icon-button" href=path aria-label=words.clone() title=words><Icon name="pencil"/></a> }.into_any()
}

/// The months that hold something.
pub(super) fn months(view: &AgendaView) -> AnyView {
    let lang = use_lang();
    // What began before today stands in the month of today.
    let key = |event: &Event| {
        let day = event.date.max(view.today);
        (day.year(), day.month())
    };
    let months = view.agenda.events.chunk_by(|one, next| key(one) == key(next));
    let months = months.filter_map(|events| {
        let (year, index) = key(events.first()?);
        let name = tf(a::MONTH, &[("month", &capital(month(lang, index))), ("year", &year.to_string())]);
        Some(view! {
            <h3>{name}</h3>
            <ul class="events">{events.iter().map(|event| entry(view, event)).collect_view()}</ul>
        })
    });
    months.collect_view().into_any()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn entry(view: &AgendaView, event: &Event) -> AnyView {
    let lang = use_lang();
    let title = event_title(lang, &event.title);
    let (kind, source, why) = about(view, &event.title);
    let when = if event.end == event.date {
        long_date(lang, event.date)
    } else {
        tf(c::FROM_TO, &[("from", &date(lang, event.date)), ("to", &date(lang, event.end))])
    };
    let id = event.key.split_once('-').map(|(_, id)| id).unwrap_or_default();
    let tools = match &event.title {
        EventTitle::Own(label) => Some(change_link(routes::own_date(id), label)),
        EventTitle::Reminder { label, done } => {
            let finish = (!done).then(|| finish_button(id, label));
            Some(view! { {finish} {change_link(routes::reminder(id), label)} }.into_any())
        }
        EventTitle::Holiday(_) | EventTitle::School(_) => None,
    };
    view! {
        <li>
            {date_badge(event.date)}
            <div>
                <p>{title}</p>
                <p class="muted">{when}</p>
                <p class="muted">{kind} ". " {source} ", " {why} "."</p>
            </div>
            {tools.map(|tools| view! { <div class="row">{tools}</div> })}
        </li>
    }
    .into_any()
}

/// What an event is, its source, why it is here.
fn about(view: &AgendaView, title: &EventTitle) -> (String, String, String) {
    let own = |kind: Text, why: Text| (t(kind).to_owned(), t(a::SOURCE_OWN).to_owned(), t(why).to_owned());
    let follows = || view.place.as_ref().map(|place| tf(a::BECAUSE_PLACE, &[("place", &place.name)]));
    match title {
        EventTitle::Holiday(_) => (
            t(a::KIND_HOLIDAY).to_owned(),
            t(a::SOURCE_LAW).to_owned(),
            follows().unwrap_or_else(|| t(a::BECAUSE_EVERYWHERE).to_owned()),
        ),
        EventTitle::School(_) => {
            let zone = view.zone.map_or("", |zone| t(zone_name(zone)));
            let chosen = || t(a::BECAUSE_ZONE).to_owned();
            (
                tf(a::KIND_SCHOOL, &[("zone", zone)]),
                t(a::SOURCE_SCHOOL).to_owned(),
                if view.zone_chosen { chosen() } else { follows().unwrap_or_else(chosen) },
            )
        }
        EventTitle::Own(_) => own(a::KIND_OWN, a::BECAUSE_OWN),
        EventTitle::Reminder { .. } => own(a::KIND_REMINDER, a::BECAUSE_REMINDER),
    }
}
