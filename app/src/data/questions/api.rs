//! The doors of questions: thin, each onto one use case.

use crate::error::WireError;
use leptos::prelude::*;

/// Tells the producer what is wrong or not clear in a dataset.
#[server(endpoint = "data/ask")]
pub async fn ask_data(
    /// Address of the dataset.
    #[server(default)]
    slug: String,
    /// `erreur` or `question`.
    #[server(default)]
    kind: String,
    /// Which row or column.
    #[server(default)]
    place: String,
    /// What is said.
    #[server(default)]
    text: String,
) -> Result<(), WireError> {
    let outcome = super::acts::ask(&slug, &kind, &place, &text).await;
    crate::request::answer("data-ask", &[("kind", &kind), ("place", &place), ("text", &text)], outcome)
}

/// Asks a territory for a dataset that is not there.
#[server(endpoint = "data/request")]
pub async fn request_data(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// What is missed.
    #[server(default)]
    text: String,
) -> Result<(), WireError> {
    let outcome = super::acts::request(&territory, &text).await;
    crate::request::answer("data-request", &[("territory", &territory), ("text", &text)], outcome)
}

/// Answers in the name of a territory.
#[server(endpoint = "data/answer")]
pub async fn answer_data(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Which question.
    #[server(default)]
    id: String,
    /// What was done.
    #[server(default)]
    outcome: String,
    /// What is said.
    #[server(default)]
    answer: String,
) -> Result<(), WireError> {
    let done = super::acts::answer(&territory, &id, &outcome, &answer).await;
    crate::request::answer("data-answer", &[("id", &id), ("outcome", &outcome), ("answer", &answer)], done)
}

/// Hides what somebody typed, and says why.
#[server(endpoint = "data/hide")]
pub async fn hide_data(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Which question.
    #[server(default)]
    id: String,
    /// Why.
    #[server(default)]
    why: String,
) -> Result<(), WireError> {
    let outcome = super::acts::hide(&territory, &id, &why).await;
    crate::request::answer("data-hide", &[("id", &id), ("why", &why)], outcome)
}
