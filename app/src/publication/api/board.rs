use crate::error::WireError;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Keeps the publisher's own board as the next proposal.
#[server(endpoint = "publication/proposal")]
pub async fn draft_proposal(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// The words of the kinds to hold; none when all boxes are empty.
    #[server(default)]
    pins: Vec<String>,
    /// Why, by the word of the kind.
    #[server(default)]
    reasons: BTreeMap<String, String>,
) -> Result<(), WireError> {
    let outcome = crate::publication::views::acts::draft_proposal(&territory, &pins, &reasons).await;
    let pinned: Vec<String> = pins.iter().map(|kind| format!("pin-{kind}")).collect();
    let named: Vec<(String, &str)> =
        reasons.iter().map(|(kind, why)| (format!("reason-{kind}"), why.as_str())).collect();
    let typed: Vec<(&str, &str)> = pinned
        .iter()
        .map(|name| (name.as_str(), "yes"))
        .chain(named.iter().map(|(name, why)| (name.as_str(), *why)))
        .collect();
    crate::request::answer("proposal", &typed, outcome)
}

/// Proposes the board that is on its way.
#[server(endpoint = "publication/propose")]
pub async fn propose(
    /// Level and code.
    #[server(default)]
    territory: String,
) -> Result<(), WireError> {
    crate::request::answer("propose", &[], crate::publication::views::acts::propose(&territory).await)
}

/// Gives up the board that is on its way.
#[server(endpoint = "publication/proposal-drop")]
pub async fn drop_proposal(
    /// Level and code.
    #[server(default)]
    territory: String,
) -> Result<(), WireError> {
    crate::request::answer("proposal-drop", &[], crate::publication::views::acts::drop_proposal(&territory).await)
}

/// Takes the proposed board back.
#[server(endpoint = "publication/proposal-withdraw")]
pub async fn withdraw_proposal(
    /// Level and code.
    #[server(default)]
    territory: String,
) -> Result<(), WireError> {
    crate::request::answer(
        "proposal-withdraw",
        &[],
        crate::publication::views::acts::withdraw_proposal(&territory).await,
    )
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
    crate::request::answer("hue", &[("hue", &hue)], crate::publication::views::acts::set_hue(&territory, &hue).await)
}
