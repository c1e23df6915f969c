//! What was found, rendered by the server.

use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{Text, counted, number, t, texts, texts::search as s, tf, use_lang},
    request::lang,
    root::{PageHead, routes},
    ui::{Drawing, Icon},
};
use domain::{
    services::{Hit, Why},
    territory::{Matched, TerritoryHit},
};
use leptos::prelude::*;
use usecases::search::{DataAnswer, Found, Group, search};

/// The search and what it found.
pub(crate) async fn page(q: &str) -> Result<Fragment, WireError> {
    let found = search(&crate::request::op_context()?, q, lang()).await?;
    let title =
        if q.trim().is_empty() { s::TITLE.of(lang()).to_owned() } else { s::TITLE_FOR.with(lang(), &[("q", q)]) };
    Ok(render(&title.clone(), || {
        view! {
            <PageHead title=title lede=t(s::LEDE)/>
            <form class="search" method="get" action=routes::SEARCH role="search">
                <label for="search-q">{t(texts::frame::SEARCH_LABEL)}</label>
                <div class="search-row">
                    <input id="search-q" name="q" type="search" maxlength="200" value=q.to_owned()/>
                    <button type="submit" class="button" data-kind="primary"><Icon name="search"/>{t(texts::frame::SEARCH)}</button>
                </div>
            </form>
            {(!q.trim().is_empty()).then(|| results(q, &found))}
        }
    }))
}

fn results(q: &str, found: &Found) -> AnyView {
    let lang = use_lang();
    view! {
        <div role="status">
            <p>{counted(lang, found.total, s::COUNT_ONE, s::COUNT)}</p>
            {found.corrected.clone().map(|words| view! { <p class="why"><Icon name="info"/>{tf(texts::services::CORRECTED, &[("words", &words)])}</p> })}
            {found.synonym.clone().map(|(said, official)| view! { <p class="why"><Icon name="info"/>{tf(texts::services::SYNONYM, &[("said", &said), ("official", &official)])}</p> })}
        </div>
        {found.answer.as_ref().map(figure)}
        {(found.groups.is_empty() && found.answer.is_none()).then(|| view! {
            <div class="empty"><Drawing name="empty-search"/><p class="empty-title">{t(s::NONE)}</p>
                <div class="empty-body"><p>{t(s::NONE_HELP)}</p><p><a class="button" href=routes::SERVICES>{t(s::BROWSE)}</a></p></div></div>
        })}
        {found.groups.iter().map(|each| group(q, each)).collect_view()}
    }
    .into_any()
}

fn group(q: &str, group: &Group) -> AnyView {
    match group {
        Group::Places(hits) => section("places", s::PLACES, hits.iter().map(place).collect(), None),
        Group::Services(hits, total) => {
            let words = counted(use_lang(), *total, s::ALL_SERVICES_ONE, s::ALL_SERVICES);
            let path = format!("{}?q={}", routes::SERVICES, crate::request::in_query(q));
            let all = view! { <p><a class="more-link" href=path>{words}<Icon name="arrow-right"/></a></p> };
            let more = (*total > 5).then(|| all.into_any());
            section("services", s::SERVICES, hits.iter().take(5).map(service).collect(), more)
        }
        Group::Announcements(hits) => {
            let shown = hits.iter().map(|hit| {
                let by = tf(s::ANNOUNCED_BY, &[("place", &hit.by)]);
                result(routes::DASHBOARD.to_owned(), &hit.title, Some(by), t(why(hit.why)).to_owned())
            });
            section("announcements", s::ANNOUNCEMENTS, shown.collect(), None)
        }
        Group::Datasets(hits, total) => {
            let words = counted(use_lang(), *total, s::ALL_DATASETS_ONE, s::ALL_DATASETS);
            let path = format!("{}?q={}", routes::DATA, crate::request::in_query(q));
            let all = view! { <p><a class="more-link" href=path>{words}<Icon name="arrow-right"/></a></p> };
            let shown = hits.iter().map(|hit| {
                result(
                    routes::dataset(&hit.slug),
                    &hit.title,
                    Some(hit.summary.clone()),
                    format!("{} · {}", hit.by, t(why(hit.why))),
                )
            });
            section("datasets", s::DATASETS, shown.collect(), (*total > 5).then(|| all.into_any()))
        }
        Group::Help(hits) => {
            let shown =
                hits.iter().map(|hit| result(routes::help(hit.section), &hit.title, None, t(why(hit.why)).to_owned()));
            section("help", s::HELP, shown.collect(), None)
        }
    }
}

/// The figure that was asked for, with its source.
fn figure(answer: &DataAnswer) -> AnyView {
    let lang = use_lang();
    let value = crate::data::plain_value(lang, &answer.value.plain());
    let heading =
        answer.how.map_or_else(|| answer.heading.clone(), |how| crate::data::measure_words(how, &answer.heading));
    let source = tf(s::ANSWER_SOURCE, &[("title", &answer.dataset.facts.title), ("by", &answer.dataset.producer_name)]);
    view! {
        <section class="answer panel" aria-labelledby="found-answer">
            <h2 id="found-answer">{heading} ", " {answer.place.name.clone()}</h2>
            <p class="figure"><strong>{value}</strong> {(!answer.unit.is_empty()).then(|| view! { " " <span>{answer.unit.clone()}</span> })}</p>
            <p class="muted"><a href=answer.address.clone()>{source}</a></p>
        </section>
    }
    .into_any()
}

fn section(id: &'static str, heading: Text, results: Vec<AnyView>, more: Option<AnyView>) -> AnyView {
    view! {
        <section class="section" aria-labelledby=format!("found-{id}")>
            <h2 id=format!("found-{id}")>{t(heading)}</h2>
            <ol class="results">{results}</ol>
            {more}
        </section>
    }
    .into_any()
}

fn result(path: String, title: &str, about: Option<String>, why: String) -> AnyView {
    view! {
        <li class="result">
            <h3><a href=path>{title.to_owned()}</a></h3>
            {about.map(|about| view! { <p>{about}</p> })}
            <p class="why">{why}</p>
        </li>
    }
    .into_any()
}

fn service(hit: &Hit) -> AnyView {
    let kind = texts::services::by_key(&format!("kind_{}", hit.kind)).map_or("", t);
    let summary = (!hit.summary.is_empty()).then(|| hit.summary.clone());
    result(routes::service(&hit.slug), &hit.title, summary, format!("{kind} · {}", t(why(hit.why))))
}

const fn why(why: Why) -> Text {
    match why {
        Why::Title => s::WHY_TITLE,
        Why::Summary => texts::services::WHY_SUMMARY,
        Why::Heading => texts::services::WHY_HEADING,
        Why::Text => s::WHY_TEXT,
    }
}

fn place(hit: &TerritoryHit) -> AnyView {
    let why = match &hit.matched {
        Matched::Name => t(s::WHY_NAME).to_owned(),
        Matched::Former(name) => tf(s::WHY_FORMER, &[("name", name)]),
        Matched::Postcode(code) => tf(s::WHY_POSTCODE, &[("code", code)]),
    };
    let inhabitants =
        hit.population.map(|count| format!("{} {}", number(use_lang(), count), t(texts::places::INHABITANTS)));
    let about = [Some(hit.context.clone()).filter(|context| !context.is_empty()), inhabitants];
    result(
        routes::territory(&hit.id),
        &hit.name,
        Some(about.into_iter().flatten().collect::<Vec<_>>().join(" · ")),
        why,
    )
}
