//! The help, rendered by the server.

use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{date, t, texts, texts::guide as g, tf, use_lang},
    root::{PageHead, routes},
    ui::{Icon, ServerHtml},
};
use domain::{help::Mode, publication::HELP_NUMBERS, territory::Territory};
use leptos::prelude::*;
use usecases::help::{LocalHelp, SectionView};

/// A day from seconds since 1970, where the portal's people are.
pub(super) fn day(seconds: i64) -> String {
    let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap_or(jiff::tz::TimeZone::UTC);
    jiff::Timestamp::from_second(seconds).map(|at| date(use_lang(), at.to_zoned(zone).date())).unwrap_or_default()
}

/// The whole help.
pub(crate) async fn page() -> Result<Fragment, WireError> {
    let ctx = crate::request::op_context()?;
    let lang = crate::request::lang();
    let help = usecases::help::show(&ctx, lang).await?;
    Ok(render(g::TITLE.of(lang), || {
        view! {
            <PageHead title=t(g::TITLE) lede=t(g::LEDE)>
                <button type="button" class="button needs-script" data-prints="yes"><Icon name="printer"/>{t(g::PRINT)}</button>
            </PageHead>
            <div class="with-side">
                <div>
                    {help.sections.iter().map(|each| section(each, &help.publishes)).collect_view()}
                    {endings()}
                    <p class="muted">{tf(g::UPDATED, &[("date", &date(lang, help.updated))])}</p>
                </div>
                <aside class="side">
                    <nav class="toc" aria-labelledby="toc-title"><h2 id="toc-title">{t(g::CONTENTS)}</h2>
                        <ol>
                            {help.sections.iter().map(|each| view! { <li><a href=format!("#{}", each.section)>{each.title.clone()}</a></li> }).collect_view()}
                            <li><a href="#urgences">{t(g::EMERGENCY)}</a></li>
                        </ol>
                    </nav>
                </aside>
            </div>
        }
        .into_any()
    }))
}

fn section(view: &SectionView, publishes: &[Territory]) -> AnyView {
    let anchor = view.section.anchor();
    let replaced = view.local.iter().any(|local| local.mode == Mode::Replace);
    let general = view! { <div class="prose"><ServerHtml html=view.html.clone()/></div> };
    view! {
        <section class="section" id=anchor aria-labelledby=format!("{anchor}-title") tabindex="-1">
            <h2 id=format!("{anchor}-title")>{view.title.clone()}</h2>
            {view.local.iter().map(local).collect_view()}
            {if replaced {
                view! { <details class="fold"><summary>{t(g::GENERAL)}</summary>{general}</details> }.into_any()
            } else {
                general.into_any()
            }}
            {publishes.iter().map(|place| {
                let words = tf(g::FOR_AGENTS, &[("place", &place.name)]);
                view! { <p class="no-print"><a class="more-link" href=routes::edit_help(&place.id, view.section)><Icon name="pencil"/>{words}</a></p> }
            }).collect_view()}
        </section>
    }
    .into_any()
}

/// What a territory wrote, signed. It is written in French whatever the language of the page.
fn local(local: &LocalHelp) -> AnyView {
    let signed = tf(g::LOCAL_BY, &[("place", &local.by.name), ("date", &day(local.published))]);
    view! {
        <div class="panel stack">
            <div class="prose" lang="fr"><ServerHtml html=local.html.clone()/></div>
            <p class="muted">{signed}</p>
        </div>
    }
    .into_any()
}

/// Where people answer, and the emergency numbers, last: they are found at the end of the paper too.
fn endings() -> AnyView {
    view! {
        <section class="section" aria-labelledby="human">
            <h2 id="human">{t(g::HUMAN)}</h2>
            <p class="reading">{t(g::HUMAN_TEXT)}</p>
        </section>
        <section class="section" id="urgences" aria-labelledby="urgences-title">
            <h2 id="urgences-title">{t(g::EMERGENCY)}</h2>
            <p>{t(g::EMERGENCY_LEDE)}</p>
            <ul class="phones">
                {HELP_NUMBERS.iter().map(|number| {
                    let words = texts::help::by_key(number.code).map_or("", t);
                    view! { <li><a href=number.href()>{number.number}</a><span>{words}</span>{number.by_text.then(|| view! { <small>{t(texts::cards::BY_TEXT)}</small> })}</li> }
                }).collect_view()}
            </ul>
        </section>
    }
    .into_any()
}
