//! The page of one card: why it is here, and what can be chosen on it.

use super::{
    api::{Act, Configure},
    cards::{reasons, theme_name},
    names::card_name,
};
use crate::{
    calendar::zone_name,
    error::WireError,
    fragment::{Fragment, render},
    i18n::{Text, t, texts, texts::cards as c, tf, use_lang},
    request::{form, keeping_context, op_context},
    root::{Breadcrumb, PageHead, routes},
    ui::{ErrorSummary, Icon},
};
use domain::{
    board::{Action, CardId, Setting},
    calendar::Zone,
    services::LifeTheme,
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::board::CardView;

fn id(text: &str) -> Result<CardId, WireError> {
    text.parse().map_err(|_| WireError::code("not_found"))
}

pub(super) async fn configure(card: &str, place: &str, themes: &[String], zone: &str) -> Result<String, WireError> {
    let ctx = keeping_context().await?;
    let outcome = usecases::board::configure(&ctx, id(card)?, place, themes, zone).await?;
    super::catalogue::told(&outcome);
    Ok(super::render::place_of(&outcome).unwrap_or_else(|| routes::DASHBOARD.to_owned()))
}

pub(crate) async fn page(card: &str) -> Result<Fragment, WireError> {
    let lang = crate::request::lang();
    let view = usecases::board::card(&op_context()?, id(card)?).await?;
    let title = c::SETTINGS.with(lang, &[("card", card_name(lang, view.card.kind))]);
    Ok(render(&title, || shown(&view, &title)))
}

fn shown(view: &CardView, title: &str) -> AnyView {
    let page = routes::dashboard_page(&view.page.to_string());
    view! {
        <Breadcrumb steps=vec![(t(texts::frame::DASHBOARD).to_owned(), page.clone())] here=title.to_owned()/>
        <PageHead title=title.to_owned() lede=t(c::SETTINGS_LEDE)/>
        <section class="section stack" aria-labelledby="why">
            <h2 id="why">{t(c::SETTINGS_WHY)}</h2>
            {reasons(&view.why)}
        </section>
        <section class="section stack">
            {if view.card.kind.settings().is_empty() {
                view! { <p>{t(c::SETTINGS_NONE)}</p> }.into_any()
            } else {
                choices(view, page)
            }}
        </section>
        {(view.card.pinned.is_none() && !view.card.hidden).then(|| view! {
            <section class="section stack">
                <form class="form" method="post" action=Act::url()>
                    <input type="hidden" name="page" value=view.page.to_string()/>
                    <p class="hint">{t(c::SETTINGS_HIDE_ABOUT)}</p>
                    <p><button class="button" name="todo" value=Action::Hide(view.card.id).to_string()><Icon name="eye-off"/>{t(c::SETTINGS_HIDE)}</button></p>
                </form>
            </section>
        })}
    }
    .into_any()
}

fn choices(view: &CardView, back: String) -> AnyView {
    let takes = |setting| view.card.kind.settings().contains(&setting);
    view! {
        <form class="form" method="post" action=Configure::url()>
            <ErrorSummary form=form("card") fields=&[("place", c::SETTINGS_PLACE), ("themes", c::SETTINGS_THEMES), ("zone", c::SETTINGS_ZONE)]/>
            <input type="hidden" name="card" value=view.card.id.to_string()/>
            {takes(Setting::Place).then(|| places(view))}
            {takes(Setting::Zone).then(|| zones(view))}
            {takes(Setting::Themes).then(|| themes(view))}
            <div class="button-row">
                <button class="button" data-kind="primary">{t(texts::forms::SAVE)}</button>
                <a class="button" data-kind="quiet" href=back rel="external">{t(texts::forms::CANCEL)}</a>
            </div>
        </form>
    }
    .into_any()
}

/// One choice of several; `about` stands below its words.
fn radio(name: &'static str, value: String, words: String, about: Option<String>, checked: bool) -> AnyView {
    let id = format!("{name}-{}", if value.is_empty() { "same" } else { &value });
    view! {
        <div class="choice">
            <input type="radio" id=id.clone() name=name value=value checked=checked/>
            <label for=id><span>{words}</span> {about.map(|about| view! { <small>{about}</small> })}</label>
        </div>
    }
    .into_any()
}

fn places(view: &CardView) -> AnyView {
    let main = view.places.iter().find(|place| place.main);
    let same = main.map_or_else(
        || t(c::SETTINGS_NO_PLACE).to_owned(),
        |place| tf(c::SETTINGS_MAIN_PLACE, &[("place", &place.territory_name)]),
    );
    // A place that is no longer followed: the card speaks of the main one again.
    let chosen = view.card.settings.place.filter(|id| view.places.iter().any(|place| place.id == *id && !place.main));
    view! {
        <fieldset id="place">
            <legend>{t(c::SETTINGS_PLACE)}</legend>
            <div class="choices">
                {radio("place", String::new(), same, None, chosen.is_none())}
                {view.places.iter().filter(|place| !place.main).map(|place| {
                    let about = (place.name != place.territory_name).then(|| place.name.clone());
                    radio("place", place.id.to_string(), place.territory_name.clone(), about, chosen == Some(place.id))
                }).collect_view()}
            </div>
            <p><a class="more-link" href=routes::PLACES>{t(c::SETTINGS_MORE_PLACES)}<Icon name="arrow-right"/></a></p>
        </fieldset>
    }
    .into_any()
}

fn zones(view: &CardView) -> AnyView {
    let chosen = view.card.settings.zone();
    let same = view.zone.map_or_else(
        || t(c::SETTINGS_ZONE_OF_PLACE).to_owned(),
        |zone| tf(c::SETTINGS_PLACE_ZONE, &[("zone", t(zone_name(zone)))]),
    );
    // Those alone of which the dates are known.
    let zones: [(Zone, Text); 3] = [(Zone::A, c::ZONE_A_ABOUT), (Zone::B, c::ZONE_B_ABOUT), (Zone::C, c::ZONE_C_ABOUT)];
    view! {
        <fieldset id="zone">
            <legend>{t(c::SETTINGS_ZONE)}</legend>
            <div class="choices">
                {radio("zone", String::new(), same, None, chosen.is_none())}
                {zones.map(|(zone, about)| {
                    radio("zone", zone.word().to_owned(), t(zone_name(zone)).to_owned(), Some(t(about).to_owned()), chosen == Some(zone))
                }).into_iter().collect_view()}
            </div>
        </fieldset>
    }
    .into_any()
}

fn themes(view: &CardView) -> AnyView {
    let lang = use_lang();
    let shown = view.card.settings.themes_beside(&view.profile);
    view! {
        <fieldset id="themes">
            <legend>{t(c::SETTINGS_THEMES)}</legend>
            <p class="hint">{t(c::SETTINGS_THEMES_HINT)}</p>
            <div class="choices">
                {LifeTheme::ALL.iter().zip(0..).map(|(theme, place)| {
                    let id = format!("theme-{theme}");
                    view! {
                        <div class="choice">
                            <input type="checkbox" id=id.clone() name=format!("themes[{place}]") value=theme.word() checked=shown.contains(theme)/>
                            <label for=id><Icon name=theme.icon()/><span>{theme_name(lang, *theme)}</span></label>
                        </div>
                    }
                }).collect_view()}
            </div>
        </fieldset>
    }
    .into_any()
}
