use crate::error::WireError;
use leptos::prelude::*;

/// Publishes an announcement.
#[server(endpoint = "publication/announce")]
pub async fn announce(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// The title.
    #[server(default)]
    title: String,
    /// The text, Markdown.
    #[server(default)]
    text: String,
    /// The first day.
    #[server(default)]
    from: String,
    /// The last day.
    #[server(default)]
    until: String,
) -> Result<(), WireError> {
    let outcome = super::views::announce(&territory, &title, &text, &from, &until).await;
    crate::request::answer(
        "announce",
        &[("title", &title), ("text", &text), ("from", &from), ("until", &until)],
        outcome,
    )
}

/// Withdraws an announcement.
#[server(endpoint = "publication/withdraw")]
pub async fn withdraw(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Which one.
    #[server(default)]
    id: String,
) -> Result<(), WireError> {
    let outcome = super::views::withdraw(&territory, &id).await;
    crate::request::answer("withdraw", &[], outcome)
}

/// Publishes a useful number or link.
#[server(endpoint = "publication/contact")]
pub async fn add_contact(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// What it leads to.
    #[server(default)]
    label: String,
    /// Number or address.
    #[server(default)]
    reach: String,
    /// What else to know.
    #[server(default)]
    note: String,
) -> Result<(), WireError> {
    let outcome = super::views::add_contact(&territory, &label, &reach, &note).await;
    crate::request::answer("contact", &[("label", &label), ("reach", &reach), ("note", &note)], outcome)
}

/// Withdraws a contact.
#[server(endpoint = "publication/contact-remove")]
pub async fn remove_contact(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Which one.
    #[server(default)]
    id: String,
) -> Result<(), WireError> {
    let outcome = super::views::remove_contact(&territory, &id).await;
    crate::request::answer("contact-remove", &[], outcome)
}

/// Chooses the hue of the territory's pages.
#[server(endpoint = "publication/hue")]
pub async fn set_hue(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Degrees, or nothing.
    #[server(default)]
    hue: String,
) -> Result<(), WireError> {
    let outcome = super::views::set_hue(&territory, &hue).await;
    crate::request::answer("hue", &[("hue", &hue)], outcome)
}

/// Chooses the cards that the territory pins.
#[server(endpoint = "publication/pins")]
pub async fn set_pins(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Their words; none when all boxes are empty.
    #[server(default)]
    kinds: Vec<String>,
) -> Result<(), WireError> {
    let outcome = super::views::set_pins(&territory, &kinds).await;
    crate::request::answer("pins", &[], outcome)
}
