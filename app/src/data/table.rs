//! The rows of an answer: a table that is sorted and paged by plain links.

use super::{
    cell::{self, Names},
    question::{address, measure_words},
};
use crate::{
    i18n::{number, t, texts::data as d, tf, use_lang},
    ui::Icon,
};
use domain::data::{
    Column, Dataset, Table,
    query::{Query, Sort, url::PAGE_ROWS},
};
use leptos::prelude::*;

/// The headings of an answer, in words.
pub(super) fn headings(query: &Query, table: &Table) -> Vec<String> {
    let groups = query.group.len();
    table
        .columns
        .iter()
        .enumerate()
        .map(|(place, column)| match place.checked_sub(groups).and_then(|place| query.measures.get(place)) {
            Some(measure) => measure_words(measure.how, &column.title),
            None => column.title.clone(),
        })
        .collect()
}

/// The table of an answer, with the ways to its other pages.
pub(super) fn view(dataset: &Dataset, query: &Query, table: &Table, names: &Names, look: &str) -> AnyView {
    let lang = use_lang();
    let headings = headings(query, table);
    let first = query.offset + 1;
    let shown = i64::try_from(table.rows.len()).unwrap_or(0);
    let last = query.offset + shown;
    let page = query.offset / PAGE_ROWS + 1;
    let pages = table.total.div_euclid(PAGE_ROWS) + i64::from(table.total % PAGE_ROWS > 0);
    let to = |page: i64| address(&dataset.slug, &Query { offset: (page - 1) * PAGE_ROWS, ..query.clone() }, look);
    let counted = if shown == 0 {
        t(d::NO_ROWS).to_owned()
    } else if table.total <= shown {
        crate::i18n::counted(lang, table.total, d::ROWS_ONE, d::ROWS)
    } else {
        tf(
            d::ROWS_OF,
            &[("first", &number(lang, first)), ("last", &number(lang, last)), ("total", &number(lang, table.total))],
        )
    };
    view! {
        <p role="status" class="rows-count">{counted}</p>
        {(shown == 0).then(|| view! { <p class="muted">{t(d::NO_ROWS_HELP)}</p> })}
        {(shown > 0).then(|| view! {
            <div class="table-scroll" role="region" aria-label=tf(d::TABLE_OF, &[("title", &dataset.facts.title)]) tabindex="0">
                <table class="data">
                    <caption class="visually-hidden">{tf(d::TABLE_OF, &[("title", &dataset.facts.title)])}</caption>
                    <thead><tr>{table.columns.iter().zip(&headings).map(|(column, words)| heading(dataset, query, column, words, look)).collect_view()}</tr></thead>
                    <tbody>{table.rows.iter().map(|row| view! {
                        <tr>{row.iter().zip(&table.columns).map(|(value, column)| {
                            let class = column.kind.is_number().then_some("number");
                            view! { <td class=class>{cell::view(lang, value, column.kind, names)}</td> }
                        }).collect_view()}</tr>
                    }).collect_view()}</tbody>
                </table>
            </div>
        })}
        {(pages > 1).then(|| view! {
            <nav class="pagination" aria-label=t(d::PAGES)>
                {(page > 1).then(|| view! { <a rel="prev" href=to(page - 1)><Icon name="arrow-left"/>{t(d::PREVIOUS)}</a> })}
                <span>{tf(d::PAGE_OF, &[("page", &number(lang, page)), ("pages", &number(lang, pages))])}</span>
                {(page < pages).then(|| view! { <a rel="next" href=to(page + 1)>{t(d::NEXT)}<Icon name="arrow-right"/></a> })}
            </nav>
        })}
    }
    .into_any()
}

fn heading(dataset: &Dataset, query: &Query, column: &Column, words: &str, look: &str) -> AnyView {
    let now = query.sort.first().filter(|sort| sort.column == column.name);
    let down = now.is_some_and(|sort| !sort.down);
    let href = address(
        &dataset.slug,
        &Query { sort: vec![Sort { column: column.name.clone(), down }], offset: 0, ..query.clone() },
        look,
    );
    let sorted = now.map(|sort| if sort.down { "descending" } else { "ascending" });
    let icon = match sorted {
        Some("ascending") => "arrow-up",
        Some(_) => "arrow-down",
        None => "arrow-up-down",
    };
    let unit = (!column.unit.is_empty()).then(|| view! { " " <small class="muted">{column.unit.clone()}</small> });
    let class = column.kind.is_number().then_some("number");
    view! { <th scope="col" class=class aria-sort=sorted><a href=href rel="nofollow">{words.to_owned()}{unit}<Icon name=icon/><span class="visually-hidden">{t(if down { d::SORT_DOWN } else { d::SORT_UP })}</span></a></th> }
    .into_any()
}
