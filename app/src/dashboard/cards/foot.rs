//! The foot of a card: why it is here, how fresh it is, and another try when it failed.

use crate::{
    calendar::zone_name,
    dashboard::{names::card_name, render::anchor},
    i18n::{date, t, texts, texts::cards as c, tf, use_lang},
    root::routes,
    ui::Icon,
};
use domain::{
    board::{CardKind, PageId},
    dashboard::{CardState, FoundCard, Reason, Updated},
    preferences::Lang,
    services::LifeTheme,
};
use leptos::prelude::*;

/// The foot of a card.
pub fn foot(found: &FoundCard, kind: CardKind, page: PageId) -> AnyView {
    let failed = found.state == CardState::Unavailable;
    let again = format!("{}#{}", routes::dashboard_page(&page.to_string()), anchor(found.card));
    let name = card_name(use_lang(), kind);
    view! {
        <footer class="card-foot">
            {reasons(&found.why)}
            {found.updated.and_then(updated).map(|words| view! { <span>{words}</span> })}
            {failed.then(|| view! {
                <a class="more-link" href=again rel="external" aria-label=tf(c::RETRY_WHAT, &[("card", name)])>{t(c::RETRY)}<Icon name="refresh-cw"/></a>
            })}
        </footer>
    }
    .into_any()
}

/// Why a card is here, a line for each reason.
pub fn reasons(why: &[Reason]) -> AnyView {
    let lines = why.iter().map(|reason| view! { <p class="why"><Icon name="info"/>{sentence(reason)}</p> });
    view! { <div>{lines.collect_view()}</div> }.into_any()
}

fn sentence(reason: &Reason) -> String {
    match reason {
        Reason::Pinned(place) => tf(c::BECAUSE_PINNED, &[("place", &place.name)]),
        Reason::Follows(place) => tf(c::BECAUSE_FOLLOWS, &[("place", &place.name)]),
        Reason::ChosenPlace(place) => tf(c::BECAUSE_CHOSEN_PLACE, &[("place", &place.name)]),
        Reason::LifeThemes(themes) => tf(c::BECAUSE_LIFE_THEMES, &[("themes", &names(themes))]),
        Reason::ChosenThemes(none) if none.is_empty() => t(c::BECAUSE_NO_THEME).to_owned(),
        Reason::ChosenThemes(themes) => tf(c::BECAUSE_CHOSEN_THEMES, &[("themes", &names(themes))]),
        Reason::ChosenZone(zone) => tf(c::BECAUSE_ZONE, &[("zone", t(zone_name(*zone)))]),
        Reason::Kept => t(c::BECAUSE_KEPT).to_owned(),
        Reason::Proposed => t(c::BECAUSE_PROPOSED).to_owned(),
    }
}

fn names(themes: &[LifeTheme]) -> String {
    let lang = use_lang();
    themes.iter().map(|theme| theme_name(lang, *theme)).collect::<Vec<_>>().join(", ")
}

/// Name of a life theme.
pub fn theme_name(lang: Lang, theme: LifeTheme) -> &'static str {
    texts::themes::by_key(theme.word()).map_or("", |text| text.of(lang))
}

fn updated(updated: Updated) -> Option<String> {
    let lang = use_lang();
    Some(match updated {
        Updated::On(day) => tf(c::UPDATED_ON, &[("date", &date(lang, day))]),
        Updated::Until(day) => tf(c::KNOWN_UNTIL, &[("date", &date(lang, day))]),
        Updated::At(seconds) => {
            let at = crate::request::local(seconds)?;
            let time = match lang {
                Lang::Fr | Lang::Eu | Lang::Oc => format!("{}\u{a0}h\u{a0}{:02}", at.hour(), at.minute()),
                Lang::En => format!("{:02}:{:02}", at.hour(), at.minute()),
            };
            tf(c::UPDATED_AT, &[("date", &date(lang, at.date())), ("time", &time)])
        }
    })
}
