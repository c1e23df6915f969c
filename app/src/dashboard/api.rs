//! The doors of the dashboard: thin, each onto one use case.

use crate::error::WireError;
use leptos::{prelude::*, server_fn::codec::GetUrl};

/// One page of the dashboard with what its cards found: a [`super::wire::Wire`] as JSON.
#[server(endpoint = "board/view", input = GetUrl)]
pub async fn board_view(
    /// The page's id; the first page without it.
    page: Option<String>,
    /// `oui` while the person is arranging.
    organiser: Option<String>,
    /// The followed territory that the person looks at alone, `commune/33281`.
    place: Option<String>,
) -> Result<String, WireError> {
    let ctx = crate::request::op_context()?;
    let place = place.and_then(|place| place.parse().ok());
    let view = usecases::board::show(&ctx, page.and_then(|page| page.parse().ok()), place.as_ref()).await?;
    super::render::wire(view, organiser.is_some(), None)
}

/// Does one thing to the board. Answers as [`board_view`] does.
#[server(endpoint = "board/act")]
pub async fn act(
    /// The action as a line: `move c3 2`.
    todo: String,
    /// What the person typed, the last word of the line.
    #[server(default)]
    text: String,
    /// The page that is shown.
    #[server(default)]
    page: String,
    /// `oui` while the person is arranging.
    #[server(default)]
    organiser: String,
    /// The followed territory that the person looks at alone; empty for none.
    #[server(default)]
    place: String,
) -> Result<String, WireError> {
    let line = if text.is_empty() { todo } else { format!("{todo} {text}") };
    let action: domain::board::Action = line.parse().map_err(|_| WireError::code("bad_request"))?;
    let ctx = crate::request::keeping_context().await.inspect_err(|_| {
        if crate::request::session_has_ended() && crate::request::is_plain_form() {
            crate::request::come_back_later();
        }
    })?;
    let acted = usecases::board::act(&ctx, &action, page.parse().ok(), place.parse().ok().as_ref()).await?;
    if crate::request::is_plain_form() {
        super::render::after_plain_form(&acted);
    }
    super::render::wire(acted.view, !organiser.is_empty(), Some(acted.outcome))
}

/// Replaces the board by what the place proposes.
#[server(endpoint = "board/reset")]
pub async fn reset_board() -> Result<(), WireError> {
    let outcome = super::catalogue::reset().await;
    crate::request::answer("reset", &[], outcome)
}

/// Replaces the board by an exported one. A text that is not understood is refused with the number of its faulty line.
#[server(endpoint = "board/import")]
pub async fn import_board(
    /// The exported text.
    #[server(default)]
    text: String,
) -> Result<(), WireError> {
    let outcome = super::catalogue::import(&text).await;
    crate::request::answer("import", &[("text", &text)], outcome)
}

/// Chooses place, life themes and zone of a card.
#[server(endpoint = "board/configure")]
pub async fn configure(
    /// The card's id.
    #[server(default)]
    card: String,
    /// The id of a followed place; empty for the main one.
    #[server(default)]
    place: String,
    /// Words of life themes; none when all boxes are empty.
    #[server(default)]
    themes: Vec<String>,
    /// The word of a zone; empty for that of the place.
    #[server(default)]
    zone: String,
) -> Result<(), WireError> {
    let outcome = super::settings::configure(&card, &place, &themes, &zone).await;
    crate::request::answer("card", &[], outcome)
}

/// Makes a shortcut.
#[server(endpoint = "shortcuts/add")]
pub async fn add_shortcut(
    /// Its words.
    #[server(default)]
    shortcut: String,
    /// Its address.
    #[server(default)]
    url: String,
) -> Result<(), WireError> {
    let outcome = super::shortcuts::add(&shortcut, &url).await;
    crate::request::answer("shortcut", &[("shortcut", &shortcut), ("url", &url)], outcome)
}

/// Gives a shortcut other words and another address.
#[server(endpoint = "shortcuts/change")]
pub async fn change_shortcut(
    /// Its id.
    #[server(default)]
    id: String,
    /// Its words.
    #[server(default)]
    shortcut: String,
    /// Its address.
    #[server(default)]
    url: String,
) -> Result<(), WireError> {
    let outcome = super::shortcuts::change(&id, &shortcut, &url).await;
    crate::request::answer("shortcut-change", &[("shortcut", &shortcut), ("url", &url)], outcome)
}

/// Deletes a shortcut.
#[server(endpoint = "shortcuts/delete")]
pub async fn delete_shortcut(
    /// Its id.
    #[server(default)]
    id: String,
) -> Result<(), WireError> {
    let outcome = super::shortcuts::delete(&id).await;
    crate::request::answer("shortcut-delete", &[], outcome)
}
