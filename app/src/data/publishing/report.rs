//! What reading a file found, in plain words: what, where, and what to do.

use crate::{
    data::label::defect_words,
    i18n::{counted, number, t, texts::data as d, texts::publish_data as p, tf, use_lang},
    ui::{Notice, Tone},
};
use domain::data::{
    Report,
    people::{Trace, Traces},
};
use leptos::prelude::*;

/// A trace of people, in words.
pub(super) fn trace_words(trace: Trace) -> &'static str {
    p::by_key(&format!("trace_{}", trace.word())).map_or("", t)
}

/// The numbers of rows, as a list.
pub(super) fn rows_told(rows: &[i64]) -> String {
    let lang = use_lang();
    rows.iter().map(|row| number(lang, *row)).collect::<Vec<_>>().join(", ")
}

/// What speaks of people. No value is shown: the page would publish what it warns of.
pub(super) fn people(report: &Report) -> AnyView {
    if report.people.is_empty() {
        return view! { <Notice tone=Tone::Good><p>{t(p::PEOPLE_NONE)}</p></Notice> }.into_any();
    }
    let never = report.people.iter().any(|found| found.trace == Trace::Nir);
    view! {
        <section class="section" aria-labelledby="people-title">
            <h2 id="people-title">{t(p::PEOPLE)}</h2>
            <Notice tone=Tone::Serious><p>{t(p::PEOPLE_ABOUT)}</p>{never.then(|| view! { <p><strong>{t(p::PEOPLE_NIR)}</strong></p> })}</Notice>
            <ul class="link-list">{report.people.iter().map(trace).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn trace(found: &Traces) -> AnyView {
    let count = counted(use_lang(), found.count, d::ROWS_ONE, d::ROWS);
    let words =
        tf(p::PEOPLE_FOUND, &[("what", trace_words(found.trace)), ("column", &found.column), ("count", &count)]);
    let remedy = if found.trace == Trace::Nir { p::REMEDY_NIR } else { p::REMEDY_PEOPLE };
    view! {
        <li>{words}
            <p>{t(remedy)}</p>
            <p class="muted">{tf(p::ROWS_TOLD, &[("rows", &rows_told(&found.rows))])}</p></li>
    }
    .into_any()
}

/// What is wrong with the file without keeping it from publication.
pub(super) fn defects(report: &Report) -> AnyView {
    if report.defects.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="section" aria-labelledby="defects-title">
            <h2 id="defects-title">{t(p::DEFECTS)}</h2>
            <p>{t(p::DEFECTS_ABOUT)}</p>
            <ul class="link-list">{report.defects.iter().map(|defect| view! {
                <li>{defect_words(defect)}
                    <p class="muted">{tf(d::DEFECT_ROWS, &[("rows", &rows_told(&defect.rows)), ("sample", &defect.sample)])}</p></li>
            }).collect_view()}</ul>
        </section>
    }
    .into_any()
}
