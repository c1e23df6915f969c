//! A card in small, for the catalogue: what it shows to this person, as text. Nothing in it can be pressed and no id stands in
//! it, so that the page stays one list of choices.

use super::{
    content::{empty_text, outline, population_figure, step_words},
    population::bars,
};
use crate::{
    calendar::{date_badge, event_title},
    dashboard::names::{card_look, card_name},
    i18n::{t, texts, texts::cards as c, tf, use_lang},
    ui::Icon,
};
use domain::{
    board::{CardKind, Size},
    calendar::Shortcut,
    dashboard::{CardContent, CardState, FollowedPlace, FoundCard, PlaceCard},
    publication::HELP_NUMBERS,
};
use jiff::civil::Date;
use leptos::prelude::*;

/// How many lines a list shows in small.
const LINES: usize = 3;

struct Line {
    day: Option<Date>,
    title: String,
    note: String,
}

/// What the card shows or would show. `None`: that could not be read, or not in time.
pub(in crate::dashboard) fn preview(found: FoundCard, kind: CardKind) -> Option<AnyView> {
    let themeless = super::is_themeless(&found);
    let (state, content) = match found.state {
        CardState::Ready(content) | CardState::Stale(content, _) => ("ready", small(content)),
        CardState::Empty => ("empty", view! { <p>{t(empty_text(kind, themeless))}</p> }.into_any()),
        CardState::NeedsPlace => ("empty", view! { <p>{t(c::NEEDS_PLACE)}</p> }.into_any()),
        CardState::Unavailable => return None,
    };
    let name = card_name(use_lang(), kind);
    let view = view! {
        <figure class="preview" aria-label=tf(c::PREVIEW_OF, &[("card", name)])>
            <div class="card" data-kind=kind.word() data-look=card_look(kind) data-size=Size::S.word() data-state=state>
                <p class="card-head" aria-hidden="true"><Icon name=kind.icon()/><b>{name}</b></p>
                <div class="card-body">{content}</div>
            </div>
        </figure>
    };
    Some(view.into_any())
}

fn small(content: CardContent) -> AnyView {
    match content {
        CardContent::MyPlace(place) => of_place(place),
        CardContent::Population(lines) => {
            let few = lines.get(..LINES).unwrap_or(&lines);
            view! { <div class="chart">{bars(few)}</div> }.into_any()
        }
        others => list(lines(others)),
    }
}

fn of_place(place: PlaceCard) -> AnyView {
    view! {
        <div class="row">
            {place.outline.map(outline)}
            <div><p><b>{place.name}</b></p>{place.population.map(population_figure)}</div>
        </div>
    }
    .into_any()
}

/// The first lines of a card that is a list.
fn lines(content: CardContent) -> Vec<Line> {
    let lang = use_lang();
    let line = |title: String, note: String| Line { day: None, title, note };
    let dated = |day, title| Line { day: Some(day), title, note: String::new() };
    let by = |name: &str| tf(c::PUBLISHED_BY, &[("place", name)]);
    match content {
        CardContent::ServicesForMe(all) | CardContent::PinnedServices(all) => {
            let theme = |word: Option<&str>| word.and_then(texts::themes::by_key).map_or("", t).to_owned();
            all.into_iter().take(LINES).map(|each| line(each.title, theme(each.theme.as_deref()))).collect()
        }
        CardContent::Calendar(all) => {
            all.into_iter().take(LINES).map(|each| dated(each.date, event_title(lang, &each.title))).collect()
        }
        CardContent::Reminders(all) => all.into_iter().take(LINES).map(|each| dated(each.due, each.label)).collect(),
        CardContent::Announcements(all) => {
            all.into_iter().take(LINES).map(|each| line(each.title, by(&each.by.name))).collect()
        }
        CardContent::HelpNumbers => {
            let words = |code| texts::help::by_key(code).map_or("", t).to_owned();
            HELP_NUMBERS.iter().take(LINES).map(|each| line(each.number.to_owned(), words(each.code))).collect()
        }
        CardContent::Shortcuts(all) => {
            let host = |each: &Shortcut| each.address.host().unwrap_or_default().to_owned();
            all.into_iter().take(LINES).map(|each| line(each.label.clone(), host(&each))).collect()
        }
        CardContent::FirstSteps(steps) => {
            let open = steps.into_iter().filter(|(_, done)| !done);
            open.take(LINES).map(|(step, _)| line(t(step_words(step)).to_owned(), String::new())).collect()
        }
        CardContent::News(all) => all.into_iter().take(LINES).map(|each| line(each.title, each.source)).collect(),
        CardContent::MyPlaces(all) => {
            // The name that the person gave it, where it is another one.
            let own = |each: &FollowedPlace| if each.label == each.place.name { "" } else { &each.label }.to_owned();
            all.into_iter().take(LINES).map(|each| line(each.place.name.clone(), own(&each))).collect()
        }
        CardContent::Contacts(all) => {
            let reach = |phone: Option<String>, url: Option<String>| phone.or(url).unwrap_or_default();
            all.into_iter().take(LINES).map(|each| line(each.label, reach(each.phone, each.url))).collect()
        }
        CardContent::Figures(all) => all
            .into_iter()
            .take(LINES)
            .map(|each| line(each.label, super::figures::words(lang, &each.answer)))
            .collect(),
        // They are drawn, not listed.
        CardContent::MyPlace(_) | CardContent::Population(_) => Vec::new(),
    }
}

fn list(lines: Vec<Line>) -> AnyView {
    let class = if lines.iter().any(|line| line.day.is_some()) { "events" } else { "link-list" };
    let line = |Line { day, title, note }| {
        view! {
            <li>
                {day.map(date_badge)}
                <div><p>{title}</p>{(!note.is_empty()).then(|| view! { <p class="muted">{note}</p> })}</div>
            </li>
        }
    };
    view! { <ul class=class>{lines.into_iter().map(line).collect_view()}</ul> }.into_any()
}
