//! The columns of a waiting file: what each holds, what it means, whether it is published.

use crate::{
    data::label::kind_words,
    i18n::{t, texts::data as d, texts::publish_data as p, tf},
    ui::Form,
};
use domain::data::{Column, Kind, people::Traces};
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

/// Those that are published in the order of the file, then those that are left out: they can come back.
fn lines(draft: &DraftView) -> Vec<Line> {
    let described = |heading: &str| draft.choices.descriptions.get(heading).cloned().unwrap_or_default();
    let kept = draft.report.columns.iter().map(|column| (column.title.clone(), Some(column.clone())));
    let gone = draft.choices.dropped.iter().map(|heading| (heading.clone(), None));
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
    let (kind_id, meaning_id, dropped_id) =
        (format!("kind-{place}"), format!("meaning-{place}"), format!("dropped-{place}"));
    let known = line.column.as_ref().map(|column| column.kind);
    let chosen = form.value(&kind_id, known.map_or("", Kind::word));
    let meaning = form.value(&meaning_id, &line.meaning);
    let dropped = form.value(&dropped_id, if line.column.is_none() { "oui" } else { "" }) == "oui";
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">
                {line.heading.clone()}
                {line.traces.iter().map(|found| view! { " " <span class="badge" data-tone="serious">{super::report::trace_words(found.trace)}</span> }).collect_view()}
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
                <div class="check">
                    <input type="checkbox" id=dropped_id.clone() name=format!("columns[{place}][dropped]") value="oui" checked=dropped/>
                    <label for=dropped_id>{t(p::LEAVE_OUT)}<span class="visually-hidden">" " {line.heading.clone()}</span></label>
                </div>
            </td>
        </tr>
    }
    .into_any()
}
