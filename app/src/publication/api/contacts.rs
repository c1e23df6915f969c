use crate::error::WireError;
use leptos::prelude::*;

/// Publishes a useful number or link, or changes one.
#[server(endpoint = "publication/contact")]
pub async fn save_contact(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Which one; nothing for a new one.
    #[server(default)]
    id: String,
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
    let outcome = crate::publication::views::acts::save_contact(&territory, &id, &label, &reach, &note).await;
    crate::request::answer("contact", &[("label", &label), ("reach", &reach), ("note", &note)], outcome)
}

/// Moves a contact by one place.
#[server(endpoint = "publication/contact-move")]
pub async fn move_contact(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Which one.
    #[server(default)]
    id: String,
    /// `up` or `down`.
    #[server(default)]
    way: String,
) -> Result<(), WireError> {
    crate::request::answer(
        "contact-move",
        &[],
        crate::publication::views::acts::move_contact(&territory, &id, &way).await,
    )
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
    crate::request::answer(
        "contact-remove",
        &[],
        crate::publication::views::acts::remove_contact(&territory, &id).await,
    )
}
