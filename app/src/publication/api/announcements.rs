#![expect(clippy::too_many_arguments, reason = "one argument per control of the form")]

use crate::error::WireError;
use leptos::prelude::*;

/// Keeps what was typed as a draft, then shows it again or its preview. Nothing is judged and nothing is published.
#[server(endpoint = "publication/draft")]
pub async fn save_draft(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Which announcement; the page of a new one makes the id up.
    #[server(default)]
    id: String,
    /// The title.
    #[server(default)]
    title: String,
    /// The text, Markdown.
    #[server(default)]
    text: String,
    /// The first day.
    #[server(default)]
    from: String,
    /// The last day, or nothing.
    #[server(default)]
    until: String,
    /// When the draft that was changed had been saved, in seconds; 0 for none.
    #[server(default)]
    seen: i64,
    /// `preview` to see it next.
    #[server(default)]
    then: String,
) -> Result<(), WireError> {
    let typed = domain::publication::Typed { title, text, from, until };
    let outcome = crate::publication::views::acts::save_draft(&territory, &id, &typed, seen, then == "preview").await;
    let fields = [("title", &typed.title), ("text", &typed.text), ("from", &typed.from), ("until", &typed.until)];
    crate::request::answer("announce", &fields.map(|(name, text)| (name, text.as_str())), outcome)
}

/// Publishes a draft.
#[server(endpoint = "publication/publish")]
pub async fn publish_announcement(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Which one.
    #[server(default)]
    id: String,
) -> Result<(), WireError> {
    crate::request::answer("publish", &[], crate::publication::views::acts::publish(&territory, &id).await)
}

/// Withdraws an announcement; its text is kept as a draft.
#[server(endpoint = "publication/withdraw")]
pub async fn withdraw_announcement(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Which one.
    #[server(default)]
    id: String,
) -> Result<(), WireError> {
    crate::request::answer("withdraw", &[], crate::publication::views::acts::withdraw(&territory, &id).await)
}

/// Deletes a draft.
#[server(endpoint = "publication/discard")]
pub async fn discard_draft(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Which one.
    #[server(default)]
    id: String,
) -> Result<(), WireError> {
    crate::request::answer("discard", &[], crate::publication::views::acts::discard(&territory, &id).await)
}
