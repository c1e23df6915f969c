//! The publisher's page, rendered by the server, and what its forms do.

use super::api::{AddContact, Announce, RemoveContact, SetHue, SetPins, Withdraw};
use crate::{
    dashboard::card_name,
    error::WireError,
    fragment::{Fragment, render},
    i18n::{date, t, texts, texts::publish as p, tf, use_lang},
    request::{flash, form},
    root::{Breadcrumb, PageHead, routes},
    ui::{ErrorSummary, Icon, TextArea, TextField},
};
use domain::{
    board::CardKind,
    territory::{Level, TerritoryId},
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::{OpContext, publication as cases};

fn of(territory: &str) -> Result<(OpContext, TerritoryId), WireError> {
    Ok((crate::request::op_context()?, territory.parse().map_err(|_| WireError::code("not_found"))?))
}

fn done(id: &TerritoryId) -> String {
    flash(p::DONE.of(crate::request::lang()));
    routes::publish(id)
}

pub(super) async fn announce(
    territory: &str,
    title: &str,
    text: &str,
    from: &str,
    until: &str,
) -> Result<String, WireError> {
    let (ctx, id) = of(territory)?;
    cases::add_announcement(&ctx, &id, title, text, from, until).await?;
    Ok(done(&id))
}

pub(super) async fn withdraw(territory: &str, announcement: &str) -> Result<String, WireError> {
    let (ctx, id) = of(territory)?;
    cases::withdraw_announcement(&ctx, &id, announcement.parse().map_err(|_| WireError::code("not_found"))?).await?;
    Ok(done(&id))
}

pub(super) async fn add_contact(territory: &str, label: &str, reach: &str, note: &str) -> Result<String, WireError> {
    let (ctx, id) = of(territory)?;
    cases::add_contact(&ctx, &id, label, reach, note).await?;
    Ok(done(&id))
}

pub(super) async fn remove_contact(territory: &str, contact: &str) -> Result<String, WireError> {
    let (ctx, id) = of(territory)?;
    cases::remove_contact(&ctx, &id, contact.parse().map_err(|_| WireError::code("not_found"))?).await?;
    Ok(done(&id))
}

pub(super) async fn set_hue(territory: &str, hue: &str) -> Result<String, WireError> {
    let (ctx, id) = of(territory)?;
    cases::set_hue(&ctx, &id, hue).await?;
    Ok(done(&id))
}

pub(super) async fn set_pins(territory: &str, kinds: &[String]) -> Result<String, WireError> {
    let (ctx, id) = of(territory)?;
    cases::set_pinned(&ctx, &id, kinds).await?;
    Ok(done(&id))
}

#[expect(clippy::too_many_lines, reason = "one page, read from top to bottom")]
pub(crate) async fn page(level: &str, code: &str) -> Result<Fragment, WireError> {
    let level: Level = level.parse().map_err(|_| WireError::code("not_found"))?;
    let id = TerritoryId::new(level, code).map_err(|_| WireError::code("not_found"))?;
    let ctx = crate::request::op_context()?;
    let view = cases::show(&ctx, &id).await?;
    let (announcing, contact, hue) = (form("announce"), form("contact"), form("hue"));
    let today = ctx.today().to_string();
    let lang = crate::request::lang();
    Ok(render(&p::TITLE.with(lang, &[("place", &view.territory.name)]), || {
        let lang = use_lang();
        let place = view.territory.name.clone();
        let here = id.to_string();
        let hidden = move || view! { <input type="hidden" name="territory" value=here.clone()/> };
        let remove = |url: &'static str, which: &str, words: String| {
            view! {
                <form method="post" action=url>
                    <input type="hidden" name="territory" value=id.to_string()/>
                    <input type="hidden" name="id" value=which.to_owned()/>
                    <button class="icon-button" aria-label=words.clone() title=words><Icon name="trash-2"/></button>
                </form>
            }
        };
        view! {
            <Breadcrumb steps=vec![(place.clone(), routes::territory(&id))] here=t(p::PUBLISH)/>
            <PageHead title=tf(p::TITLE, &[("place", &place)]) lede=t(p::LEDE)/>
            <section class="section narrow" aria-labelledby="announce">
                <h2 id="announce">{t(p::ANNOUNCE)}</h2>
                <form class="form" method="post" action=Announce::url()>
                    {hidden()}
                    <ErrorSummary form=announcing.clone() fields=&[("title", p::ANNOUNCE_TITLE), ("text", p::ANNOUNCE_TEXT), ("from", p::FROM), ("until", p::UNTIL)]/>
                    <TextField form=announcing.clone() name="title" label=t(p::ANNOUNCE_TITLE) most=120/>
                    <TextArea form=announcing.clone() name="text" label=t(p::ANNOUNCE_TEXT) hint=t(p::ANNOUNCE_HINT) most=5000/>
                    <TextField form=announcing.clone() name="from" label=t(p::FROM) kind="date" value=today.clone() most=10/>
                    <TextField form=announcing name="until" label=t(p::UNTIL) kind="date" most=10/>
                    <p><button class="button" data-kind="primary"><Icon name="megaphone"/>{t(p::PUBLISH)}</button></p>
                </form>
                <ul class="link-list">
                    {view.announcements.iter().map(|(which, title, from, until)| {
                        let span = tf(texts::cards::FROM_TO, &[("from", from), ("to", until)]);
                        view! { <li><strong>{title.clone()}</strong> <p class="muted">{span}</p> {remove(Withdraw::url(), which, tf(p::WITHDRAW, &[("what", title)]))}</li> }
                    }).collect_view()}
                </ul>
            </section>
            <section class="section narrow" aria-labelledby="contacts">
                <h2 id="contacts">{t(p::CONTACTS)}</h2>
                <form class="form" method="post" action=AddContact::url()>
                    {hidden()}
                    <ErrorSummary form=contact.clone() fields=&[("label", p::CONTACT_LABEL), ("reach", p::REACH), ("note", p::NOTE)]/>
                    <TextField form=contact.clone() name="label" label=t(p::CONTACT_LABEL) most=120/>
                    <TextField form=contact.clone() name="reach" label=t(p::REACH) hint=t(p::REACH_HINT) most=2000/>
                    <TextField form=contact name="note" label=t(p::NOTE) optional=true most=200/>
                    <p><button class="button">{t(p::ADD)}</button></p>
                </form>
                <ul class="link-list">
                    {view.contacts.iter().map(|(which, label, reach)| view! {
                        <li><strong>{label.clone()}</strong> " " {reach.clone()} {remove(RemoveContact::url(), which, tf(p::WITHDRAW, &[("what", label)]))}</li>
                    }).collect_view()}
                </ul>
            </section>
            <section class="section narrow" aria-labelledby="pins">
                <h2 id="pins">{t(p::PINS)}</h2>
                <p>{t(p::PINS_LEDE)}</p>
                <form class="form" method="post" action=SetPins::url()>
                    {hidden()}
                    <fieldset><legend>{t(p::PINS_LEGEND)}</legend>
                        <div class="choices">
                            {CardKind::ALL.iter().zip(0..).map(|(kind, place)| {
                                let id = format!("pin-{kind}");
                                view! {
                                    <div class="choice">
                                        <input type="checkbox" id=id.clone() name=format!("kinds[{place}]") value=kind.word() checked=view.pinned.contains(kind)/>
                                        <label for=id><Icon name=kind.icon()/><span>{card_name(lang, *kind)}</span></label>
                                    </div>
                                }
                            }).collect_view()}
                        </div>
                    </fieldset>
                    <p><button class="button">{t(texts::forms::SAVE)}</button></p>
                </form>
            </section>
            <section class="section narrow" aria-labelledby="hue-title">
                <h2 id="hue-title">{t(p::HUE)}</h2>
                <form class="form" method="post" action=SetHue::url()>
                    {hidden()}
                    <ErrorSummary form=hue.clone() fields=&[("hue", p::HUE_LABEL)]/>
                    <TextField form=hue name="hue" label=t(p::HUE_LABEL) hint=t(p::HUE_HINT) optional=true value=view.hue.map(|hue| hue.to_string()).unwrap_or_default() most=3/>
                    <p><button class="button">{t(texts::forms::SAVE)}</button></p>
                </form>
            </section>
            <section class="section" aria-labelledby="changes">
                <h2 id="changes">{t(p::CHANGES)}</h2>
                <ul class="link-list">
                    {view.changes.iter().map(|(author, at, what)| {
                        let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap_or(jiff::tz::TimeZone::UTC);
                        let day = jiff::Timestamp::from_second(*at).map(|at| date(lang, at.to_zoned(zone).date())).unwrap_or_default();
                        view! { <li>{what.clone()} <p class="muted">{author.clone()} ", " {day}</p></li> }
                    }).collect_view()}
                </ul>
            </section>
        }
        .into_any()
    }))
}
