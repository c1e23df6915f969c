//! The blocks of a sheet as HTML.

use crate::{
    i18n::{t, texts::services as s},
    root::routes,
    ui::Icon,
};
use domain::services::{Action, Block, Inline, Office};
use leptos::prelude::*;

/// Blocks in their order.
pub(super) fn blocks(list: &[Block]) -> AnyView {
    list.iter().map(block).collect_view().into_any()
}

fn block(block: &Block) -> AnyView {
    match block {
        Block::Heading(level, text) => heading(*level, text.clone()),
        Block::Paragraph(line) => view! { <p>{inlines(line)}</p> }.into_any(),
        Block::List(items) => view! { <ul>{items.iter().map(|item| view! { <li>{blocks(item)}</li> }).collect_view()}</ul> }.into_any(),
        Block::Table(head, rows) => table(head, rows),
        Block::Callout(warning, title, inner) => view! {
            <div class="callout" data-tone=if *warning { "warn" } else { "info" }>
                <Icon name=if *warning { "triangle-alert" } else { "info" }/>
                <div>{(!title.is_empty()).then(|| view! { <p><strong>{title.clone()}</strong></p> })} {blocks(inner)}</div>
            </div>
        }
        .into_any(),
        Block::Case(title, inner) => case(title, inner, false),
        Block::Action(action) => view! { <p>{self::action(action)}</p> }.into_any(),
        Block::Office(office) => view! { <p>{self::office(office)}</p> }.into_any(),
    }
}

/// The text of a sheet: the first of its cases is open, so that a page that is all cases has something to read.
pub(super) fn body(list: &[Block]) -> AnyView {
    let first = list.iter().position(|block| matches!(block, Block::Case(..)));
    let parts = list.iter().enumerate().map(|(place, each)| match each {
        Block::Case(title, inner) => case(title, inner, Some(place) == first),
        other => block(other),
    });
    parts.collect_view().into_any()
}

fn case(title: &str, inner: &[Block], open: bool) -> AnyView {
    let title = if title.is_empty() { t(s::CASE).to_owned() } else { title.to_owned() };
    view! { <details class="situation" open=open><summary>{title}</summary><div class="prose">{blocks(inner)}</div></details> }
        .into_any()
}

fn heading(level: u8, text: String) -> AnyView {
    match level {
        0..=2 => view! { <h2>{text}</h2> }.into_any(),
        3 => view! { <h3>{text}</h3> }.into_any(),
        4 => view! { <h4>{text}</h4> }.into_any(),
        _ => view! { <h5>{text}</h5> }.into_any(),
    }
}

fn inlines(line: &[Inline]) -> AnyView {
    line.iter()
        .map(|piece| match piece {
            Inline::Text(text) => text.clone().into_any(),
            Inline::Strong(text) => view! { <strong>{text.clone()}</strong> }.into_any(),
            Inline::Sheet(id, text) => {
                view! { <a href=routes::service(&id.to_lowercase())>{text.clone()}</a> }.into_any()
            }
            Inline::Link(target) => {
                view! { <a href=target.url.clone() rel="noopener external">{target.text.clone()}</a> }.into_any()
            }
        })
        .collect_view()
        .into_any()
}

fn table(head: &[String], rows: &[Vec<Vec<Block>>]) -> AnyView {
    view! {
        <div class="table-scroll" role="region" aria-label=t(s::TABLE) tabindex="0">
            <table>
                {(!head.is_empty()).then(|| view! {
                    <thead><tr>{head.iter().map(|cell| view! { <th scope="col">{cell.clone()}</th> }).collect_view()}</tr></thead>
                })}
                <tbody>
                    {rows
                        .iter()
                        .map(|row| view! { <tr>{row.iter().map(|cell| view! { <td>{blocks(cell)}</td> }).collect_view()}</tr> })
                        .collect_view()}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Something to do, with its address when it has one.
pub(super) fn action(action: &Action) -> AnyView {
    let number = action.number.clone().map(|number| format!(" (Cerfa n° {number})"));
    match action.url.clone() {
        Some(url) => view! { <a class="button" data-kind="primary" href=url rel="noopener external">{action.title.clone()}{number}<Icon name="external-link"/></a> }.into_any(),
        None => view! { <strong>{action.title.clone()}{number}</strong> }.into_any(),
    }
}

/// Where to go.
pub(super) fn office(office: &Office) -> AnyView {
    match office.url.clone() {
        Some(url) => {
            view! { <a href=url rel="noopener external">{office.title.clone()}<Icon name="external-link"/></a> }
                .into_any()
        }
        None => office.title.clone().into_any(),
    }
}
