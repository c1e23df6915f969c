use super::{figures, lists, population::Population};
use crate::{
    calendar::add_reminder_form,
    dashboard::announce,
    i18n::{Text, counted, number, t, texts::cards as c, tf, use_lang},
    root::routes,
    ui::{Icon, Notice, Tone},
};
use domain::{
    board::CardKind,
    dashboard::{CardContent, CardState, PlaceCard, Step},
};
use jiff::civil::Date;
use leptos::prelude::*;

/// The state of a card as the style knows it, and what it shows.
pub(super) fn content(kind: CardKind, state: CardState, today: Date, themeless: bool) -> (&'static str, AnyView) {
    match state {
        CardState::Ready(content) => ("ready", ready(content, today)),
        CardState::Stale(content, hours) => {
            let line = tf(c::STALE, &[("hours", &hours.to_string())]);
            ("stale", view! { <p class="stale"><Icon name="clock"/>{line}</p>{ready(content, today)} }.into_any())
        }
        CardState::Empty if themeless => {
            ("empty", view! { <p class="card-empty">{t(empty_text(kind, themeless))}</p> }.into_any())
        }
        CardState::Empty => ("empty", empty(kind)),
        CardState::NeedsPlace => {
            let view = view! {
                <p class="card-empty">{t(c::NEEDS_PLACE)}</p>
                <p><a class="more-link" href=routes::PLACES>{t(crate::i18n::texts::board::CHOOSE_PLACE_DO)}<Icon name="arrow-right"/></a></p>
            };
            ("empty", view.into_any())
        }
        CardState::Unavailable => {
            ("error", view! { <Notice tone=Tone::Warn><p>{t(c::UNAVAILABLE)}</p></Notice> }.into_any())
        }
    }
}

fn ready(content: CardContent, today: Date) -> AnyView {
    match content {
        CardContent::MyPlace(place) => view! { <MyPlace place=place/> }.into_any(),
        CardContent::ServicesForMe(lines) => lists::services(lines, Some(c::CHOOSE_THEMES)),
        CardContent::PinnedServices(lines) => lists::services(lines, None),
        CardContent::Calendar(events) => lists::calendar(events),
        CardContent::Reminders(reminders) => lists::reminders(reminders, today),
        CardContent::Announcements(lines) => lists::announcements(lines),
        CardContent::Population(lines) => view! { <Population lines=lines/> }.into_any(),
        CardContent::HelpNumbers => lists::help_numbers(),
        CardContent::Shortcuts(shortcuts) => lists::shortcuts(shortcuts),
        CardContent::FirstSteps(steps) => first_steps(steps),
        CardContent::News(lines) => lists::news(lines),
        CardContent::MyPlaces(places) => lists::places(places),
        CardContent::Contacts(lines) => lists::contacts(lines),
        CardContent::Figures(lines) => figures::figures(lines),
    }
}

/// What an empty card is for. `themeless`: the person took every theme off it.
pub(super) fn empty_text(kind: CardKind, themeless: bool) -> Text {
    match kind {
        _ if themeless => c::EMPTY_NO_THEME,
        CardKind::ServicesForMe => c::EMPTY_SERVICES_FOR_ME,
        CardKind::PinnedServices => c::EMPTY_PINNED_SERVICES,
        CardKind::Calendar => c::EMPTY_CALENDAR,
        CardKind::Reminders => c::EMPTY_REMINDERS,
        CardKind::Announcements => c::EMPTY_ANNOUNCEMENTS,
        CardKind::Population => c::EMPTY_POPULATION,
        CardKind::Shortcuts => c::EMPTY_SHORTCUTS,
        CardKind::News => c::EMPTY_NEWS,
        CardKind::MyPlaces => c::EMPTY_MY_PLACES,
        CardKind::Contacts => c::EMPTY_CONTACTS,
        CardKind::Figures => c::EMPTY_FIGURES,
        CardKind::MyPlace | CardKind::HelpNumbers | CardKind::FirstSteps => announce::card_about(kind),
    }
}

/// What an empty card is for, and the first step.
fn empty(kind: CardKind) -> AnyView {
    let step = match kind {
        CardKind::ServicesForMe => Some((format!("{}#themes", routes::SERVICES), c::CHOOSE_THEMES)),
        CardKind::PinnedServices => Some((routes::SERVICES.to_owned(), c::SEE_ALL)),
        CardKind::Figures => Some((routes::DATA.to_owned(), c::SEE_DATA)),
        CardKind::MyPlaces => Some((routes::PLACES.to_owned(), c::STEP_CHOOSE_PLACE)),
        _ => None,
    };
    view! {
        <p class="card-empty">{t(empty_text(kind, false))}</p>
        {step.map(|(path, words)| view! { <p><a class="more-link" href=path>{t(words)}<Icon name="arrow-right"/></a></p> })}
        {(kind == CardKind::Reminders).then(add_reminder_form)}
        {matches!(kind, CardKind::Calendar | CardKind::Reminders).then(lists::to_agenda)}
        {(kind == CardKind::Shortcuts).then(lists::add_shortcut)}
    }
    .into_any()
}

/// The outline of the département of a place.
pub(super) fn outline(path: String) -> AnyView {
    view! {
        <svg class="silhouette" viewBox="0 0 100 100" aria-hidden="true" focusable="false"><path class="silhouette-here" d=path></path></svg>
    }
    .into_any()
}

/// The inhabitants of a place, large.
pub(super) fn population_figure(count: i64) -> AnyView {
    view! {
        <p class="figure"><strong>{number(use_lang(), count)}</strong> " " <span>{t(c::POPULATION_UNIT)}</span></p>
    }
    .into_any()
}

#[component]
fn MyPlace(place: PlaceCard) -> impl IntoView {
    let path = routes::territory(&place.id);
    let codes = place.postcodes.join(", ");
    view! {
        <div class="row">
            {place.outline.map(outline)}
            <div>
                <h3>{place.name.clone()}</h3>
                {place.population.map(population_figure)}
                {(!codes.is_empty()).then(|| view! { <p class="muted">{t(c::POSTCODES)} " " {codes}</p> })}
            </div>
        </div>
        <h3>{t(c::BELONGS_TO)}</h3>
        <ol class="chain">
            {place.chain.into_iter().map(|step| view! { <li><a href=routes::territory(&step.id)>{step.name}</a></li> }).collect_view()}
        </ol>
        <p><a class="more-link" href=path>{tf(c::SEE_PLACE, &[("place", &place.name)])}<Icon name="arrow-right"/></a></p>
        <p class="muted">{t(c::SOURCE_INSEE)}</p>
    }
    .into_any()
}

/// A first step in words.
pub(super) const fn step_words(step: Step) -> Text {
    match step {
        Step::ChoosePlace => c::STEP_CHOOSE_PLACE,
        Step::ChooseThemes => c::STEP_CHOOSE_THEMES,
        Step::PinService => c::STEP_PIN_SERVICE,
        Step::Arrange => c::STEP_ARRANGE,
        Step::Remind => c::STEP_REMIND,
        Step::OpenAccount => c::STEP_OPEN_ACCOUNT,
    }
}

fn first_steps(steps: Vec<(Step, bool)>) -> AnyView {
    let lang = use_lang();
    let total = i64::try_from(steps.len()).unwrap_or(0);
    let done = i64::try_from(steps.iter().filter(|(_, done)| *done).count()).unwrap_or(0);
    let words = tf(c::STEPS_DONE, &[("done", &number(lang, done)), ("total", &number(lang, total))]);
    view! {
        <div class="progress">
            <progress max=total.to_string() value=done.to_string() aria-label=words.clone()></progress>
            <span>{words.clone()}</span>
        </div>
        <ul class="checklist">
            {steps
                .into_iter()
                .map(|(step, done)| {
                    let path = match step {
                        Step::ChoosePlace => routes::PLACES.to_owned(),
                        Step::ChooseThemes => format!("{}#themes", routes::SERVICES),
                        Step::PinService => routes::SERVICES.to_owned(),
                        Step::Arrange => format!("{}?organiser=oui", routes::DASHBOARD),
                        Step::Remind => format!("{}#ajouter", routes::AGENDA),
                        Step::OpenAccount => routes::SIGN_UP.to_owned(),
                    };
                    view! {
                        <li data-done=done.then_some("yes")>
                            <a href=path>{t(step_words(step))}</a>
                            {done.then(|| view! { <span class="visually-hidden">" (" {t(c::STEP_DONE)} ")"</span> })}
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
    .into_any()
}

/// The inhabitants of a place in words.
pub(super) fn inhabitants(count: i64) -> String {
    counted(use_lang(), count, c::INHABITANTS_ONE, c::INHABITANTS)
}
