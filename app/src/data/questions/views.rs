//! What was asked and answered, as everybody reads it.

use super::forms::{ask_form, request_form};
use crate::{
    data::label::day_of,
    error::WireError,
    fragment::{Fragment, render},
    i18n::{counted, date, t, texts::data as d, texts::questions as q, tf, use_lang},
    request::lang,
    root::{Breadcrumb, PageHead, routes},
    ui::{Notice, Tone},
};
use domain::{
    dashboard::PlaceName,
    data::{Outcome, QuestionKind, QuestionView},
    territory::{Level, TerritoryId},
};
use leptos::prelude::*;
use usecases::{data, territories::Shown};

/// What was said about a dataset.
pub(crate) async fn questions(slug: &str) -> Result<Fragment, WireError> {
    let ctx = crate::request::op_context()?;
    let dataset = data::find(&ctx, slug).await?;
    let all = data::questions(&ctx, &dataset).await?;
    let form = crate::request::form("data-ask");
    let now = ctx.seconds();
    let named = [("title", dataset.facts.title.as_str())];
    Ok(render(&q::ABOUT.with(lang(), &named), || {
        let steps = vec![
            (t(d::TITLE).to_owned(), routes::DATA.to_owned()),
            (dataset.facts.title.clone(), routes::dataset(&dataset.slug)),
        ];
        view! {
            <Breadcrumb steps=steps here=t(q::TITLE)/>
            <PageHead title=tf(q::ABOUT, &named) lede=tf(q::LEDE, &[("producer", &dataset.producer_name)])/>
            {thread(&all, &dataset.producer_name, now)}
            <section class="section narrow" aria-labelledby="ask-title">
                <h2 id="ask-title">{t(q::ASK)}</h2>
                {ask_form(&dataset.slug, form, now)}
            </section>
        }
    }))
}

/// The datasets that people miss of a territory.
pub(crate) async fn requests(level: &str, code: &str) -> Result<Fragment, WireError> {
    let not_found = || WireError::code("not_found");
    let level: Level = level.parse().map_err(|_| not_found())?;
    let id = TerritoryId::new(level, code).map_err(|_| not_found())?;
    let ctx = crate::request::op_context()?;
    let territory = match usecases::territories::show(&ctx, &id).await? {
        Shown::Page(view) => view.territory,
        Shown::Moved(to) => {
            crate::request::moved(&routes::requests(&to));
            return Ok(render(&to.to_string(), || view! { <p><a href=routes::requests(&to)>{to.to_string()}</a></p> }));
        }
    };
    let all = data::requests(&ctx, &territory.id).await?;
    let form = crate::request::form("data-request");
    let now = ctx.seconds();
    let named = [("place", territory.name.as_str())];
    let place = PlaceName { id: territory.id.clone(), name: territory.name.clone() };
    Ok(render(&q::REQUESTS.with(lang(), &named), || {
        let steps = vec![(territory.name.clone(), routes::territory(&territory.id))];
        view! {
            <Breadcrumb steps=steps here=t(q::REQUESTS_SHORT)/>
            <PageHead title=tf(q::REQUESTS, &named) lede=tf(q::LEDE, &[("producer", &territory.name)])/>
            {thread(&all, &territory.name, now)}
            <section class="section narrow" aria-labelledby="ask-title">
                <h2 id="ask-title">{t(q::REQUEST)}</h2>
                {request_form(&[place], "", form, now)}
            </section>
        }
    }))
}

fn thread(all: &[QuestionView], producer: &str, now: i64) -> AnyView {
    view! {
        <section class="section" aria-labelledby="thread-title">
            <h2 id="thread-title">{t(q::TITLE)}</h2>
            {if all.is_empty() {
                view! { <p class="muted">{t(q::NONE)}</p> }.into_any()
            } else {
                view! { <ul class="results" role="list">{all.iter().map(|each| view! { <li class="result">{one(each, producer, now)}</li> }).collect_view()}</ul> }.into_any()
            }}
        </section>
    }
    .into_any()
}

pub(super) const fn kind_words(kind: QuestionKind) -> crate::i18n::Text {
    match kind {
        QuestionKind::Error => q::KIND_ERROR,
        QuestionKind::Question => q::KIND_QUESTION,
        QuestionKind::Missing => q::KIND_MISSING,
    }
}

pub(super) const fn outcome_words(outcome: Outcome) -> crate::i18n::Text {
    match outcome {
        Outcome::Done => q::OUTCOME_DONE,
        Outcome::Planned => q::OUTCOME_PLANNED,
        Outcome::Explained => q::OUTCOME_EXPLAINED,
        Outcome::Refused => q::OUTCOME_REFUSED,
    }
}

const fn outcome_tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Done | Outcome::Explained => Tone::Good,
        Outcome::Planned => Tone::Info,
        Outcome::Refused => Tone::Warn,
    }
}

/// A question with its answer.
pub(super) fn one(each: &QuestionView, producer: &str, now: i64) -> AnyView {
    let lang = use_lang();
    let day = move |seconds| date(lang, day_of(seconds));
    let heading = tf(q::SAID_ON, &[("kind", t(kind_words(each.kind))), ("date", &day(each.asked))]);
    let late = each.is_open() && each.due() < now;
    let due = each.is_open().then(|| {
        let words = tf(if late { q::LATE } else { q::DUE }, &[("date", &day(each.due()))]);
        view! { <p><span class="badge" data-tone=if late { "warn" } else { "info" }>{words}</span></p> }
    });
    view! {
        <h3>{heading}</h3>
        {(!each.place.is_empty()).then(|| view! { <p class="muted">{tf(q::AT, &[("place", &each.place)])}</p> })}
        {if each.hidden.is_empty() {
            view! { <div class="prose">{paragraphs(&each.text)}</div> }.into_any()
        } else {
            view! { <p class="muted">{tf(q::HIDDEN, &[("producer", producer), ("why", &each.hidden)])}</p> }.into_any()
        }}
        {(each.voices > 1).then(|| view! { <p class="muted">{counted(lang, each.voices, q::VOICES_ONE, q::VOICES)}</p> })}
        {due}
        {each.answer.as_ref().map(|(outcome, text, at)| {
            let signed = tf(q::ANSWER_OF, &[("producer", producer), ("date", &day(*at))]);
            let (said, text) = (t(outcome_words(*outcome)), text.clone());
            view! {
                <Notice tone=outcome_tone(*outcome)>
                    <p><strong>{said}</strong> " · " {signed}</p>
                    {paragraphs(&text)}
                </Notice>
            }
        })}
    }
    .into_any()
}

/// The lines of a text, as paragraphs.
fn paragraphs(text: &str) -> AnyView {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect_view()
        .into_any()
}
