//! The accessibility statement, rendered by the server from the grid.

use crate::{
    fragment::{Fragment, render},
    i18n::{Text, t, texts::about as a, tf, use_lang},
    request::lang,
    root::PageHead,
};
use leptos::prelude::*;
use usecases::accessibility::{Criterion, State, counts, grid};

/// The accessibility statement.
pub(crate) fn accessibility() -> Fragment {
    render(a::ACCESS_TITLE.of(lang()), || {
        let now = counts();
        let [conform, not_conform, not_tested, not_applicable] =
            [now.conform, now.not_conform, now.not_tested, now.not_applicable].map(|count| count.to_string());
        let slots = [
            ("conform", conform.as_str()),
            ("not_conform", &not_conform),
            ("not_tested", &not_tested),
            ("not_applicable", &not_applicable),
        ];
        view! {
            <PageHead title=t(a::ACCESS_TITLE) lede=t(a::ACCESS_LEDE)/>
            <div class="prose">
                <h2>{t(a::ACCESS_STATE)}</h2>
                <p>{t(a::ACCESS_STATE_TEXT)}</p>
                <p><strong>{tf(a::ACCESS_RATE, &[("rate", &now.rate().to_string())])}</strong></p>
                <p>{tf(a::ACCESS_COUNTS, &slots)}</p>
                {list(a::ACCESS_DONE, &[a::ACCESS_DONE_1, a::ACCESS_DONE_2, a::ACCESS_DONE_3, a::ACCESS_DONE_4])}
                {list(a::ACCESS_FAULTS, &[a::ACCESS_FAULTS_1, a::ACCESS_FAULTS_2, a::ACCESS_FAULTS_3])}
                <h2>{t(a::ACCESS_HELP)}</h2>
                <p>{t(a::ACCESS_HELP_TEXT)}</p>
                <h2>{t(a::ACCESS_REMEDIES)}</h2>
                <p>{t(a::ACCESS_REMEDIES_TEXT)}</p>
            </div>
            <section class="section" aria-labelledby="grid">
                <h2 id="grid">{t(a::ACCESS_GRID)}</h2>
                <p class="reading">{t(a::ACCESS_GRID_LEDE)}</p>
                <table data-reflow="yes" role="table" aria-labelledby="grid">
                    <thead><tr role="row">{[a::ACCESS_CRITERION, a::ACCESS_WHERE, a::ACCESS_EVIDENCE].map(|words| view! { <th role="columnheader" scope="col">{t(words)}</th> }).into_iter().collect_view()}</tr></thead>
                    <tbody>{grid(use_lang()).iter().map(row).collect_view()}</tbody>
                </table>
            </section>
        }
    })
}

fn list(heading: Text, sentences: &[Text]) -> AnyView {
    view! { <h2>{t(heading)}</h2><ul>{sentences.iter().map(|sentence| view! { <li>{t(*sentence)}</li> }).collect_view()}</ul> }.into_any()
}

fn row(each: &Criterion) -> AnyView {
    let state = match each.state {
        State::Conform => a::ACCESS_CONFORM,
        State::NotConform => a::ACCESS_NOT_CONFORM,
        State::NotApplicable => a::ACCESS_NOT_APPLICABLE,
        State::NotTested => a::ACCESS_NOT_TESTED,
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{each.number} " " {each.words}</th>
            <td role="cell">{t(state)}</td>
            <td role="cell" lang="en">{each.evidence}</td>
        </tr>
    }
    .into_any()
}
