//! The chart or map of an answer, and the ways to the others that fit.

use super::{
    cell::Names,
    chart::{ChartText, chart, map, svg},
    label::{day_of, licence_words},
    question::address,
    table::headings,
};
use crate::{
    i18n::{t, texts::charts as c, texts::data as d, tf, use_lang},
    root::routes,
};
use domain::{
    data::{
        Cell, Column, Dataset, Kind, Table,
        chart::{ChartKind, arranged, best, fits},
        map::level,
        query::{MOST_ROWS, Query},
    },
    preferences::Theme,
};
use leptos::prelude::*;

/// The word of the table and of the map in an address.
const TABLE: &str = "tableau";
const MAP: &str = "carte";

/// How an answer is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// Rows.
    Table,
    /// A map of territories.
    Map,
    /// A chart.
    Chart(ChartKind),
}

/// The question of which all is drawn: a chart shows more than a page of the table.
pub fn whole(query: &Query) -> Query {
    Query { limit: Some(MOST_ROWS), offset: 0, ..query.clone() }
}

/// How the answer is looked at: as the address says where that fits; a grouped answer as the chart that suits it best.
pub(super) fn look(word: &str, query: &Query, table: &Table) -> Look {
    match word {
        TABLE => Look::Table,
        MAP if level(&table.columns).is_some() => Look::Map,
        "" if query.measures.is_empty() => Look::Table,
        _ => {
            let asked = word.parse().ok().filter(|kind| fits(*kind, &table.columns));
            asked.or_else(|| best(table)).map_or(Look::Table, Look::Chart)
        }
    }
}

/// The ways to look at an answer, the present one marked.
pub(super) fn looks(dataset: &Dataset, query: &Query, table: &Table, now: Look) -> AnyView {
    let mut all = vec![(Look::Table, TABLE, t(d::LOOK_TABLE))];
    // Single rows are drawn only where they are grouped: a thousand bars say nothing.
    if !query.measures.is_empty() {
        let charts = ChartKind::ALL.into_iter().filter(|kind| fits(*kind, &table.columns));
        all.extend(charts.map(|kind| (Look::Chart(kind), kind.word(), c::by_key(kind.word()).map_or("", t))));
    }
    if level(&table.columns).is_some() {
        all.push((Look::Map, MAP, t(d::LOOK_MAP)));
    }
    if all.len() < 2 {
        return ().into_any();
    }
    view! {
        <nav class="filters" aria-label=t(d::LOOKS)><ul>{all.into_iter().map(|(look, word, words)| {
            view! { <li><a class="chip" href=address(&dataset.slug, query, word) aria-current=(look == now).then_some("true") rel="nofollow">{words}</a></li> }
        }).collect_view()}</ul></nav>
    }
    .into_any()
}

/// The answer, drawn.
pub(super) fn view(dataset: &Dataset, query: &Query, table: &Table, names: &Names, look: Look) -> AnyView {
    let titled = titled(query, table);
    let text = text(dataset, &title(dataset, query, &titled));
    match look {
        Look::Table => ().into_any(),
        Look::Map => map(&titled, &text),
        Look::Chart(kind) => chart(kind, &in_order(kind, query, &titled, names), &text),
    }
}

/// The address of the chart as a file.
pub(super) fn file(dataset: &Dataset, query: &Query, look: Look) -> Option<String> {
    let Look::Chart(kind) = look else { return None };
    let page = address(&dataset.slug, query, kind.word());
    let pairs = page.split_once('?').map(|(_, pairs)| pairs).unwrap_or_default();
    Some(format!("{}?{pairs}", routes::export(&dataset.slug, "svg")))
}

/// The chart of an answer as a file of its own; `None` when it cannot be drawn so.
pub fn drawing(dataset: &Dataset, query: &Query, table: &Table, names: &Names, word: &str) -> Option<String> {
    let Look::Chart(kind) = look(word, query, table) else { return None };
    let read = titled(query, table);
    let drawn = in_order(kind, query, &read, names);
    svg(kind, &drawn, &text(dataset, &title(dataset, query, &read)), Theme::Auto)
}

/// What a drawing shows: its measures, and by what they are grouped.
fn title(dataset: &Dataset, query: &Query, read: &Table) -> String {
    let titles = |columns: &[Column]| columns.iter().map(|column| column.title.clone()).collect::<Vec<_>>().join(", ");
    match read.columns.split_at_checked(query.group.len()) {
        Some((groups, measures)) if !query.measures.is_empty() && !groups.is_empty() => {
            format!("{}, {}", titles(measures), tf(d::GROUPED_BY, &[("columns", &titles(groups))]))
        }
        Some((_, measures)) if !query.measures.is_empty() => titles(measures),
        _ => dataset.facts.title.clone(),
    }
}

/// What is said around a drawing.
fn text(dataset: &Dataset, title: &str) -> ChartText {
    let (facts, producer) = (&dataset.facts, &dataset.producer_name);
    ChartText {
        lang: use_lang(),
        id: "dessin".to_owned(),
        title: title.to_owned(),
        unit: String::new(),
        source: if facts.source.words.is_empty() { producer } else { &facts.source.words }.clone(),
        date: Some(day_of(dataset.version.created)),
        licence: licence_words(facts.licence).to_owned(),
    }
}

/// The table that is drawn: in the order that was asked for, or in the one that suits the chart.
fn in_order(kind: ChartKind, query: &Query, table: &Table, names: &Names) -> Table {
    let table = named(table, names);
    if query.sort.is_empty() { arranged(kind, &table) } else { table }
}

/// The table under the headings that people read.
fn titled(query: &Query, table: &Table) -> Table {
    let headings = headings(query, table);
    let mut table = table.clone();
    for (column, heading) in table.columns.iter_mut().zip(headings) {
        column.title = heading;
    }
    table
}

/// The table with the names of territories in the place of their codes.
fn named(table: &Table, names: &Names) -> Table {
    let mut table = table.clone();
    let kinds: Vec<Kind> = table.columns.iter().map(|column| column.kind).collect();
    for row in &mut table.rows {
        for (cell, kind) in row.iter_mut().zip(&kinds) {
            if let Cell::Text(code) = cell
                && let Some(name) = names.get(&(*kind, code.clone()))
            {
                *cell = Cell::Text(name.clone());
            }
        }
    }
    table
}
