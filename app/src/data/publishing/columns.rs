//! The columns of a waiting file: what each holds, what it means, whether it is published.

use super::report::{rows_told, trace_words};
use crate::{
    data::label::kind_words,
    i18n::{Text, counted, t, texts::data as d, texts::publish_data as p, tf, use_lang},
    ui::{Form, Notice, Tone},
};
use domain::data::{
    Column, Kind,
    people::{Rare, Traces},
};
use leptos::prelude::*;
use usecases::data::DraftView;

/// One row of the form.
struct Line {
    place: usize,
    heading: String,
    /// As it was understood; nothing for a column that is left out.
    column: Option<Column>,
    meaning: String,
    traces: Vec<Traces>,
}

/// Which columns could together point at somebody, and what is done about it.
pub(super) fn crossing(draft: &DraftView, form: &Form) -> AnyView {
    let lines = lines(draft);
    let there = |line: &Line| line.column.is_some();
    let chosen = !draft.choices.protection.crossed.is_empty() || !draft.choices.protection.coarse.is_empty();
    let rare = draft.report.rare.as_ref();
    let wanted = form.value("suppress", if draft.choices.protection.suppress { "oui" } else { "" }) == "oui";
    view! {
        <details class="fold" open=chosen>
            <summary>{t(p::CROSSING)}</summary>
            <p>{t(p::CROSSING_ABOUT)}</p>
            {rare.map(crossing_found)}
            <table data-reflow="" role="table">
                <caption class="visually-hidden">{t(p::CROSSING)}</caption>
                <thead role="rowgroup"><tr role="row">
                    <th role="columnheader" scope="col">{t(d::COLUMN)}</th>
                    <th role="columnheader" scope="col">{t(p::CROSSED)}</th>
                    <th role="columnheader" scope="col">{t(p::PRECISION)}</th>
                </tr></thead>
                <tbody role="rowgroup">{lines.iter().filter(|line| there(line)).map(|line| {
                    let place = line.place;
                    view! {
                        <tr role="row">
                            <th role="rowheader" scope="row">{line.heading.clone()}</th>
                            <td role="cell">{check(form, "crossed", place, draft.choices.protection.crossed.contains(&line.heading), p::CROSS, &line.heading)}</td>
                            <td role="cell">{check(form, "coarse", place, draft.choices.protection.coarse.contains(&line.heading), p::COARSE, &line.heading)}</td>
                        </tr>
                    }
                }).collect_view()}</tbody>
            </table>
            {(rare.is_some_and(|rare| rare.count > 0) || wanted).then(|| view! {
                <div class="check">
                    <input type="checkbox" id="suppress" name="suppress" value="oui" checked=wanted/>
                    <label for="suppress">{t(p::SUPPRESS)}</label>
                </div>
            })}
        </details>
    }
    .into_any()
}

/// What looking at them together found.
fn crossing_found(rare: &Rare) -> AnyView {
    let count = counted(use_lang(), rare.count, d::ROWS_ONE, d::ROWS);
    let columns = rare.columns.join(", ");
    if rare.count == 0 {
        return view! { <Notice tone=Tone::Good><p>{tf(p::CROSSING_NONE, &[("columns", &columns)])}</p></Notice> }
            .into_any();
    }
    if rare.removed {
        return view! { <Notice tone=Tone::Good><p>{tf(p::CROSSING_REMOVED, &[("count", &count)])}</p></Notice> }
            .into_any();
    }
    let rows = rows_told(&rare.rows);
    view! {
        <Notice tone=Tone::Serious>
            <p>{tf(p::CROSSING_FOUND, &[("count", &count), ("columns", &columns)])}</p>
            <p>{t(p::CROSSING_REMEDY)}</p>
            <p class="muted">{tf(p::ROWS_TOLD, &[("rows", &rows)])}</p>
        </Notice>
    }
    .into_any()
}

/// A box of one column to tick.
fn check(form: &Form, name: &str, place: usize, now: bool, words: Text, heading: &str) -> AnyView {
    let id = format!("{name}-{place}");
    let ticked = form.value(&id, if now { "oui" } else { "" }) == "oui";
    view! {
        <div class="check">
            <input type="checkbox" id=id.clone() name=format!("columns[{place}][{name}]") value="oui" checked=ticked/>
            <label for=id>{t(words)}<span class="visually-hidden">" " {heading.to_owned()}</span></label>
        </div>
    }
    .into_any()
}

/// Those that are published in the order of the file, then those that are left out: they can come back.
fn lines(draft: &DraftView) -> Vec<Line> {
    let described = |heading: &str| draft.choices.descriptions.get(heading).cloned().unwrap_or_default();
    let kept = draft.report.columns.iter().map(|column| (column.title.clone(), Some(column.clone())));
    let gone = draft.choices.protection.dropped.iter().map(|heading| (heading.clone(), None));
    kept.chain(gone)
        .enumerate()
        .map(|(place, (heading, column))| Line {
            place,
            meaning: described(&heading),
            traces: draft.report.people.iter().filter(|found| found.column == heading).cloned().collect(),
            heading,
            column,
        })
        .collect()
}

/// The table of columns, as fields of the form around it.
pub(super) fn table(draft: &DraftView, form: &Form) -> AnyView {
    view! {
        <table data-reflow="" role="table">
            <caption class="visually-hidden">{t(d::COLUMNS_TITLE)}</caption>
            <thead role="rowgroup"><tr role="row">
                <th role="columnheader" scope="col">{t(d::COLUMN)}</th>
                <th role="columnheader" scope="col">{t(d::HOLDS)}</th>
                <th role="columnheader" scope="col">{t(p::MEANING)}</th>
                <th role="columnheader" scope="col">{t(p::LEFT_OUT)}</th>
            </tr></thead>
            <tbody role="rowgroup">{lines(draft).iter().map(|line| row(line, form)).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn row(line: &Line, form: &Form) -> AnyView {
    let place = line.place;
    let named = [("column", line.heading.as_str())];
    let (kind_id, meaning_id) = (format!("kind-{place}"), format!("meaning-{place}"));
    let known = line.column.as_ref().map(|column| column.kind);
    let chosen = form.value(&kind_id, known.map_or("", Kind::word));
    let meaning = form.value(&meaning_id, &line.meaning);
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                {line.heading.clone()}
                {line.traces.iter().map(|found| view! { " " <span class="badge" data-tone="serious">{trace_words(found.trace)}</span> }).collect_view()}
                <input type="hidden" name=format!("columns[{place}][heading]") value=line.heading.clone()/>
            </th>
            <td role="cell">
                <label class="visually-hidden" for=kind_id.clone()>{tf(p::KIND_OF, &named)}</label>
                <select id=kind_id name=format!("columns[{place}][kind]")>
                    {known.is_none().then(|| view! { <option value="" selected=chosen.is_empty()>{t(p::KIND_GUESS)}</option> })}
                    {Kind::ALL.into_iter().map(|kind| view! { <option value=kind.word() selected=kind.word() == chosen>{kind_words(kind)}</option> }).collect_view()}
                </select>
            </td>
            <td role="cell">
                <label class="visually-hidden" for=meaning_id.clone()>{tf(p::MEANING_OF, &named)}</label>
                <input id=meaning_id name=format!("columns[{place}][meaning]") maxlength="300" value=meaning/>
            </td>
            <td role="cell">
                {check(form, "dropped", place, line.column.is_none(), p::LEAVE_OUT, &line.heading)}
            </td>
        </tr>
    }
    .into_any()
}
