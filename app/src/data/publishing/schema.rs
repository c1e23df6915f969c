//! A file against a declared schema: what breaks it, grouped by cause, with the rows and what to do.

use super::report::rows_told;
use crate::{
    i18n::{Text, counted, t, texts::data as d, texts::publish_data as p, tf, use_lang},
    ui::{Icon, Notice, Tone},
};
use domain::data::schema::{Breach, Cause};
use leptos::prelude::*;
use usecases::data::{DraftView, schemas};

/// The section of a draft whose schema is chosen.
pub(super) fn section(draft: &DraftView) -> AnyView {
    let Some(schema) = draft.choices.schema.as_deref().and_then(|word| schemas().get(word)) else {
        return ().into_any();
    };
    let breaches = &draft.report.breaches;
    let named = [("title", schema.title.as_str()), ("version", schema.version.trim_start_matches('v'))];
    let columns: Vec<(String, String)> = schema
        .fields
        .iter()
        .map(|field| {
            let must = if field.constraints.required { format!(" ({})", t(p::SCHEMA_REQUIRED)) } else { String::new() };
            (format!("{}{must}", field.name), field.description.clone())
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="schema-title">
            <h2 id="schema-title">{tf(p::SCHEMA_REPORT, &named)}</h2>
            {if breaches.is_empty() {
                view! { <Notice tone=Tone::Good><p>{t(p::SCHEMA_KEPT)}</p></Notice> }.into_any()
            } else {
                view! {
                    <Notice tone=Tone::Warn><p>{t(p::SCHEMA_BROKEN)}</p></Notice>
                    <ul class="link-list">{breaches.iter().map(breach).collect_view()}</ul>
                }.into_any()
            }}
            <details class="fold">
                <summary>{t(p::SCHEMA_COLUMNS)}</summary>
                <dl class="facts">{columns.into_iter().map(|(name, words)| view! { <div><dt>{name}</dt><dd>{words}</dd></div> }).collect_view()}</dl>
                <p><a href=schema.homepage.clone() rel="noopener external">{schema.homepage.clone()}<Icon name="external-link"/></a></p>
            </details>
        </section>
    }
    .into_any()
}

fn breach(each: &Breach) -> AnyView {
    let missing = matches!(each.cause, Cause::MissingColumn | Cause::Heading);
    let count = counted(use_lang(), each.count, d::ROWS_ONE, d::ROWS);
    let rows = (!missing).then(|| tf(p::ROWS_TOLD, &[("rows", &rows_told(&each.rows))]));
    let sample = (!each.sample.is_empty() && !missing).then(|| tf(p::SAMPLE, &[("sample", &each.sample)]));
    view! {
        <li>{what(each)} {(!missing).then(|| format!(" ({count})"))}
            <p>{remedy(each)}</p>
            <p class="muted">{rows} " " {sample}</p></li>
    }
    .into_any()
}

fn text(head: &str, cause: Cause, other: Text) -> Text {
    p::by_key(&format!("{head}_{}", cause.word())).unwrap_or(other)
}

/// What is wrong, in words.
pub(super) fn what(each: &Breach) -> String {
    tf(text("breach", each.cause, p::BREACH_OTHER), &[("column", &each.column), ("sample", &each.sample)])
}

/// What to do about it, in words.
pub(super) fn remedy(each: &Breach) -> String {
    let expected = match each.cause {
        Cause::Type => {
            p::by_key(&format!("type_{}", each.expected)).map_or(each.expected.clone(), |words| t(words).to_owned())
        }
        _ => each.expected.clone(),
    };
    tf(text("remedy", each.cause, p::REMEDY_OTHER), &[("column", &each.column), ("expected", &expected)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cause_says_what_is_wrong_what_to_do_and_what_stands_on_the_label() {
        for cause in Cause::ALL {
            let word = cause.word();
            assert!(p::by_key(&format!("breach_{word}")).is_some(), "breach_{word}");
            assert!(p::by_key(&format!("remedy_{word}")).is_some(), "remedy_{word}");
            assert!(d::by_key(&format!("defect_schema_{word}")).is_some(), "defect_schema_{word}");
        }
    }
}
