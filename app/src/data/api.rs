//! The doors of open data: thin, each onto one use case.

use crate::error::WireError;
use leptos::prelude::*;

/// Keeps an answer of a dataset on the board.
#[server(endpoint = "data/pin")]
pub async fn pin_data(
    /// Address of the dataset.
    #[server(default)]
    slug: String,
    /// What is asked, as the address of its page writes it.
    #[server(default)]
    question: String,
    /// `oui`: about the person's main place.
    #[server(default)]
    mine: String,
    /// What it is called.
    #[server(default)]
    label: String,
) -> Result<(), WireError> {
    let outcome = super::pins::pin(&slug, &question, mine == "oui", &label).await;
    crate::request::answer("pin-data", &[("label", &label)], outcome)
}

/// Keeps it no longer.
#[server(endpoint = "data/unpin")]
pub async fn unpin_data(
    /// Which one.
    #[server(default)]
    id: String,
) -> Result<(), WireError> {
    let outcome = super::pins::unpin(&id).await;
    crate::request::answer("unpin-data", &[], outcome)
}
