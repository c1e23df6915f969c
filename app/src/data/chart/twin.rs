//! The same figures as a table.

use super::{ChartText, words};
use crate::i18n::{self, texts::charts as c};
use domain::{
    data::{
        Cell, Column, Kind, Table,
        chart::{Figure, holds_years},
    },
    preferences::Lang,
};
use leptos::prelude::*;

/// A cell as people read it; numbers with all their digits.
pub(super) fn cell(lang: Lang, column: Option<&Column>, cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Boolean(true) => c::YES.of(lang).to_owned(),
        Cell::Boolean(false) => c::NO.of(lang).to_owned(),
        Cell::Integer(number) if column.is_some_and(holds_years) => number.to_string(),
        Cell::Integer(number) => i18n::number(lang, *number),
        Cell::Decimal(number) => words::exact(lang, *number),
        Cell::Date(day) => i18n::date(lang, *day),
        Cell::Moment(moment) => {
            format!("{}, {}:{:02}", i18n::date(lang, moment.date()), moment.hour(), moment.minute())
        }
        Cell::Text(text) => text.clone(),
    }
}

/// Whether the cells of a column stand flush right.
fn is_number(column: &Column) -> bool {
    matches!(column.kind, Kind::Integer | Kind::Decimal) && !holds_years(column)
}

/// The table of which the chart was made. The first column names the rows, unless it is a number.
pub(super) fn of_table(table: &Table, text: &ChartText) -> AnyView {
    let lang = text.lang;
    let header = table.columns.iter().position(|column| !is_number(column));
    let heads: Vec<_> = table
        .columns
        .iter()
        .map(|column| (words::with_title(&column.title, &column.unit), is_number(column)))
        .collect();
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().enumerate().map(|(place, value)| {
            let column = table.columns.get(place);
            (cell(lang, column, value), column.is_some_and(is_number), header == Some(place))
        });
        cells.collect()
    });
    shown(text, heads, rows.collect())
}

/// The classes of a histogram with their counts.
pub(super) fn of_classes(figure: &Figure, text: &ChartText) -> AnyView {
    let lang = text.lang;
    let class = words::with_title(c::CLASS.of(lang), &figure.along.unit);
    let heads = vec![(class, false), (c::TIMES.of(lang).to_owned(), true)];
    let rows = figure.marks.iter().map(|mark| {
        vec![(words::label(lang, &mark.label), false, true), (words::exact(lang, mark.value), true, false)]
    });
    shown(text, heads, rows.collect())
}

/// A table of texts: headings with whether numbers follow, cells with whether they are numbers and whether they name their row.
pub(super) fn shown(text: &ChartText, heads: Vec<(String, bool)>, rows: Vec<Vec<(String, bool, bool)>>) -> AnyView {
    let number = |yes: bool| yes.then_some("number");
    let heads: Vec<_> =
        heads.into_iter().map(|(head, right)| view! { <th scope="col" class=number(right)>{head}</th> }).collect();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            let cells: Vec<_> = row
                .into_iter()
                .map(|(value, right, names)| {
                    if names {
                        view! { <th scope="row">{value}</th> }.into_any()
                    } else {
                        view! { <td class=number(right)>{value}</td> }.into_any()
                    }
                })
                .collect();
            view! { <tr>{cells}</tr> }
        })
        .collect();
    view! {
        <div class="table-scroll" role="region" aria-label=text.title.clone() tabindex="0">
            <table>
                <caption>{text.title.clone()}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
