use crate::error::WireError;
use leptos::prelude::*;

/// Keeps a draft.
#[server(endpoint = "help/draft")]
pub async fn save_help(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// The anchor of the section.
    #[server(default)]
    section: String,
    /// `complete` or `replace`.
    #[server(default)]
    mode: String,
    /// The text, Markdown.
    #[server(default)]
    text: String,
) -> Result<(), WireError> {
    let outcome = super::edit::save(&territory, &section, &mode, &text).await;
    crate::request::answer("help", &[("mode", &mode), ("text", &text)], outcome)
}

/// Publishes the draft.
#[server(endpoint = "help/publish")]
pub async fn publish_help(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// The anchor of the section.
    #[server(default)]
    section: String,
) -> Result<(), WireError> {
    let outcome = super::edit::publish(&territory, &section).await;
    crate::request::answer("help-publish", &[], outcome)
}

/// Approves the draft that somebody else wrote.
#[server(endpoint = "help/approve")]
pub async fn approve_help(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// The anchor of the section.
    #[server(default)]
    section: String,
    /// When the text that was read had been saved, in seconds.
    #[server(default)]
    seen: i64,
) -> Result<(), WireError> {
    let outcome = super::edit::approve(&territory, &section, seen).await;
    crate::request::answer("help-publish", &[], outcome)
}

/// Withdraws what is published.
#[server(endpoint = "help/withdraw")]
pub async fn withdraw_help(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// The anchor of the section.
    #[server(default)]
    section: String,
) -> Result<(), WireError> {
    let outcome = super::edit::withdraw(&territory, &section).await;
    crate::request::answer("help-withdraw", &[], outcome)
}
