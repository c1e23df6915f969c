//! A file that waits: how it was read, what was found, what is said of it, and the way to publish or to throw it away.

use super::{
    api::{DiscardData, SaveData},
    columns, facts, report, schema, table,
};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{Text, counted, number, t, texts::data as d, texts::publish_data as p, tf, use_lang},
    publication::views::{hidden, title, way},
    root::{PageHead, routes},
    ui::{ErrorSummary, Form, Icon, NextStep, Notice, SelectField, TextArea, TextField, Tone},
};
use domain::{dashboard::PlaceName, data::people::Rare, ids::DatasetDraftId};
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::{
    OpContext,
    data::{self, DraftView},
};

const FIELDS: &[(&str, Text)] = &[
    ("title", p::TITLE_FIELD),
    ("summary", p::SUMMARY),
    ("description", p::DESCRIPTION),
    ("theme", p::THEME),
    ("licence", p::LICENCE),
    ("frequency", p::FREQUENCY),
    ("source", p::SOURCE),
    ("source_url", p::SOURCE_URL),
    ("known_defects", p::KNOWN_DEFECTS),
    ("despite", p::DESPITE),
    ("accepted", p::ACCEPTED),
    ("file", p::FILE),
];

pub(super) async fn page(ctx: &OpContext, place: &PlaceName, id: DatasetDraftId) -> Result<Fragment, WireError> {
    let draft = data::draft(ctx, &place.id, id).await?;
    let form = crate::request::form("data-draft");
    let discarding = crate::request::form("data-discard");
    Ok(render(&title(p::CHECK, place), || {
        let lang = use_lang();
        let before = (!draft.slug.is_empty()).then(|| view! { <p><span class="badge" data-tone="info">{t(p::NEW_VERSION)}</span> " " <a href=routes::dataset(&draft.slug)>{t(p::SEE_PUBLISHED)}</a></p> });
        let count = counted(lang, draft.report.rows, d::ROWS_ONE, d::ROWS);
        view! {
            {way(place, vec![(t(p::TITLE).to_owned(), routes::publish_data(&place.id))], &draft.facts.title)}
            <PageHead title=draft.facts.title.clone() lede=tf(p::CHECK_LEDE, &[("file", &draft.file), ("rows", &count)])/>
            {before}
            <ErrorSummary form=form.clone() fields=FIELDS/>
            {reading(&draft)}
            {table::preview(&draft.report)}
            {report::people(&draft.report)}
            {report::defects(&draft.report)}
            {schema::section(&draft)}
            <p class="no-print"><a class="button" data-kind="quiet" href=format!("{}/{id}/rapport.csv", routes::publish_data(&place.id)) download=""><Icon name="download"/>{t(p::REPORT_CSV)}</a></p>
            {editor(place, &draft, form)}
            <details class="fold no-print">
                <summary>{t(p::DISCARD)}</summary>
                <form class="stack" method="post" action=DiscardData::url()>
                    <ErrorSummary form=discarding fields=&[]/>
                    {hidden(place, &id.to_string())}
                    <NextStep words=t(p::DISCARD_NEXT)/>
                    <p><button class="button" data-kind="danger"><Icon name="trash-2"/>{t(p::DISCARD)}</button></p>
                </form>
            </details>
        }
    }))
}

/// How the file was read, as facts.
fn reading(draft: &DraftView) -> AnyView {
    let lang = use_lang();
    let reading = &draft.report.reading;
    let fact = |term: Text, words: String| {
        (!words.is_empty()).then(|| view! { <div><dt>{t(term)}</dt><dd>{words}</dd></div> })
    };
    let delimiter = match reading.delimiter {
        Some(';') => t(p::MARK_SEMICOLON).to_owned(),
        Some(',') => t(p::MARK_COMMA).to_owned(),
        Some('\t') => t(p::MARK_TAB).to_owned(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let columns = i64::try_from(draft.report.columns.len()).unwrap_or(0);
    let skipped = if reading.skipped > 0 { number(lang, reading.skipped.into()) } else { String::new() };
    view! {
        <section class="section" aria-labelledby="read-title">
            <h2 id="read-title">{t(p::HOW_READ)}</h2>
            <dl class="facts">
                {fact(p::FILE, draft.file.clone())}
                {fact(p::FORMAT, reading.format.to_uppercase())}
                {fact(p::ENCODING, reading.encoding.clone())}
                {fact(p::MARK, delimiter)}
                {fact(p::SHEET, reading.sheet.clone().unwrap_or_default())}
                {fact(p::SKIPPED, skipped)}
                {fact(d::CONTENT, format!("{}, {}", counted(lang, draft.report.rows, d::ROWS_ONE, d::ROWS), counted(lang, columns, d::COLUMNS_ONE, d::COLUMNS)))}
            </dl>
        </section>
    }
    .into_any()
}

/// All that can be said and corrected, in one form: whatever button is pressed, it is kept first.
fn editor(place: &PlaceName, draft: &DraftView, form: Form) -> AnyView {
    let facts = draft.facts.clone();
    let theme = facts.themes.first().map(ToString::to_string).unwrap_or_default();
    let sheets: Vec<(String, String)> = draft
        .report
        .reading
        .sheet
        .iter()
        .chain(&draft.report.reading.other_sheets)
        .map(|name| (name.clone(), name.clone()))
        .collect();
    let sheet = draft.report.reading.sheet.clone().unwrap_or_default();
    let next = if draft.slug.is_empty() { p::PUBLISH_NEXT } else { p::PUBLISH_VERSION_NEXT };
    view! {
        <form class="form" method="post" action=SaveData::url() novalidate>
            {hidden(place, &draft.id.to_string())}
            <section class="section" aria-labelledby="columns-title">
                <h2 id="columns-title">{t(d::COLUMNS_TITLE)}</h2>
                <p>{t(p::COLUMNS_ABOUT)}</p>
                {(sheets.len() > 1).then(|| view! { <SelectField form=form.clone() name="sheet" label=t(p::SHEET) hint=t(p::SHEET_HINT) options=sheets value=sheet/> })}
                {columns::table(draft, &form)}
                {columns::crossing(draft, &form)}
            </section>
            <section class="section" aria-labelledby="facts-title">
                <h2 id="facts-title">{t(p::FACTS)}</h2>
                <TextField form=form.clone() name="title" label=t(p::TITLE_FIELD) hint=t(p::TITLE_HINT) value=facts.title most=150/>
                <TextField form=form.clone() name="summary" label=t(p::SUMMARY) hint=t(p::SUMMARY_HINT) value=facts.summary most=300/>
                <SelectField form=form.clone() name="theme" label=t(p::THEME) options=facts::themes() value=theme/>
                <SelectField form=form.clone() name="licence" label=t(p::LICENCE) hint=t(p::LICENCE_HINT) options=facts::licences() value=facts.licence.to_string()/>
                <SelectField form=form.clone() name="frequency" label=t(p::FREQUENCY) hint=t(p::FREQUENCY_HINT) options=facts::frequencies() value=facts.frequency.to_string()/>
                <TextArea form=form.clone() name="description" label=t(p::DESCRIPTION) hint=t(p::DESCRIPTION_HINT) value=facts.description rows="4" optional=true most=10_000/>
                <TextField form=form.clone() name="keywords" label=t(p::KEYWORDS) hint=t(p::KEYWORDS_HINT) value=facts.keywords.join(", ") optional=true most=1000/>
                <TextField form=form.clone() name="source" label=t(p::SOURCE) hint=t(p::SOURCE_HINT) value=facts.source.words optional=true most=300/>
                <TextField form=form.clone() name="source_url" label=t(p::SOURCE_URL) kind="url" value=facts.source.url optional=true most=500/>
                <TextArea form=form.clone() name="known_defects" label=t(p::KNOWN_DEFECTS) hint=t(p::KNOWN_DEFECTS_HINT) value=facts.known_defects rows="3" optional=true most=10_000/>
                <SelectField form=form.clone() name="schema" label=t(p::SCHEMA) hint=t(p::SCHEMA_HINT) options=facts::schemas() value=draft.choices.schema.clone().unwrap_or_default()/>
            </section>
            {(!draft.report.people.is_empty() || draft.report.rare.as_ref().is_some_and(Rare::stands)).then(|| view! {
                <section class="section" aria-labelledby="despite-title">
                    <h2 id="despite-title">{t(p::DESPITE_TITLE)}</h2>
                    <p>{t(p::DESPITE_ABOUT)}</p>
                    <TextArea form=form.clone() name="despite" label=t(p::DESPITE) hint=t(p::DESPITE_HINT) rows="3" optional=true most=10_000/>
                </section>
            })}
            {(!draft.report.breaches.is_empty()).then(|| accept(&form))}
            <Notice tone=Tone::Info><p>{t(p::SAVED_FIRST)}</p></Notice>
            <div class="stack">
                <NextStep words=t(p::SAVE_NEXT)/>
                <p><button class="button"><Icon name="refresh-cw"/>{t(p::SAVE)}</button></p>
                <NextStep words=t(next)/>
                <p><button class="button" data-kind="primary" name="then" value="publier"><Icon name="check"/>{t(p::PUBLISH)}</button></p>
            </div>
        </form>
    }
    .into_any()
}

/// Publishing a file that breaks its schema is a choice that somebody makes.
fn accept(form: &Form) -> AnyView {
    let fault = form.fault("accepted");
    let wrong = fault.is_some();
    let checked = form.value("accepted", "") == "oui";
    view! {
        <div class="field">
            {fault.map(|fault| view! { <p class="field-error" id="accepted-error">{fault}</p> })}
            <div class="check">
                <input type="checkbox" id="accepted" name="accepted" value="oui" checked=checked aria-invalid=wrong.then_some("true") aria-describedby=wrong.then_some("accepted-error")/>
                <label for="accepted">{t(p::ACCEPTED)}</label>
            </div>
        </div>
    }
    .into_any()
}
