//! Who is competent for what at a commune, with the reason and the text of law.

use super::views::level_name;
use crate::{
    i18n::{Text, t, texts, texts::competence as c, texts::places as p},
    root::routes,
};
use domain::territory::{
    Level, Territory, TerritoryView,
    competence::{Competent, Topic, around},
};
use leptos::prelude::*;

/// The table. Nothing is guessed: where several may be competent each is named, where none of the four levels is, it is said.
pub(super) fn competences(view: &TerritoryView) -> AnyView {
    let chain: Vec<Territory> = view.chain.iter().chain([&view.territory]).cloned().collect();
    let rows = around(&chain).into_iter().map(|(topic, answer)| row(topic, &answer, &chain));
    view! {
        <section class="section" id="qui-fait-quoi" aria-labelledby="who">
            <h2 id="who">{t(p::COMPETENCES)}</h2>
            <p>{t(p::COMPETENCES_LEDE)}</p>
            <table class="competences" data-reflow="yes" role="table" aria-labelledby="who">
                <thead><tr role="row">{[p::TOPIC, p::WHO, c::REASON].map(|words| view! { <th role="columnheader" scope="col">{t(words)}</th> }).into_iter().collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
            <p class="muted">{t(c::SOURCE)}</p>
        </section>
    }
    .into_any()
}

fn row(topic: Topic, answer: &Competent, chain: &[Territory]) -> AnyView {
    let name = texts::places::by_key(topic.code()).or_else(|| c::by_key(topic.code())).map_or("", t);
    let who = answer.levels.iter().enumerate().map(|(place, level)| {
        let or = (place > 0).then(|| format!(" {} ", t(p::OR)));
        view! { {or} {body(*level, chain)} }
    });
    let who = if answer.levels.is_empty() { t(c::UNKNOWN).into_any() } else { who.collect_view().into_any() };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{name}</th>
            <td role="cell">{who}</td>
            <td role="cell">{t(reason(answer))} " " <span class="muted">{answer.law.to_string()}</span></td>
        </tr>
    }
    .into_any()
}

/// A body by its own name, with the way to its page; by its level where the list does not know it.
fn body(level: Level, chain: &[Territory]) -> AnyView {
    match chain.iter().find(|each| each.id.level() == level) {
        Some(found) => view! { <a href=routes::territory(&found.id)>{found.name.clone()}</a> }.into_any(),
        None => t(level_name(level)).into_any(),
    }
}

fn reason(answer: &Competent) -> Text {
    match answer.note {
        Some(note) => c::by_key(note.code()).unwrap_or(c::REASON_SHARED),
        None if answer.levels.len() > 1 => c::REASON_SHARED,
        None => c::REASON_PLAIN,
    }
}
