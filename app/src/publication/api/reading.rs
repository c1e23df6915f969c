use crate::error::WireError;
use leptos::prelude::*;

/// Says whether the territory wants a second reader.
#[server(endpoint = "publication/second-reader")]
pub async fn want_reader(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// `yes` or `no`.
    #[server(default)]
    wanted: String,
) -> Result<(), WireError> {
    let outcome = crate::publication::views::acts::want_reader(&territory, wanted == "yes").await;
    crate::request::answer("reading", &[], outcome)
}

/// Approves an announcement that somebody else wrote.
#[server(endpoint = "publication/approve")]
pub async fn approve_announcement(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Which one.
    #[server(default)]
    id: String,
    /// When the text that was read had been saved, in seconds.
    #[server(default)]
    seen: i64,
) -> Result<(), WireError> {
    crate::request::answer("publish", &[], crate::publication::views::acts::approve(&territory, &id, seen).await)
}

/// Approves the board that somebody else prepared.
#[server(endpoint = "publication/approve-board")]
pub async fn approve_proposal(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// When the board that was looked at had been saved, in seconds.
    #[server(default)]
    seen: i64,
) -> Result<(), WireError> {
    crate::request::answer("propose", &[], crate::publication::views::acts::approve_proposal(&territory, seen).await)
}
