use crate::error::WireError;
use leptos::prelude::*;

/// Keeps a service on the dashboard.
#[server(endpoint = "services/pin")]
pub async fn pin(
    /// Its address.
    #[server(default)]
    slug: String,
) -> Result<(), WireError> {
    let outcome = super::views::pin(&slug, true).await;
    crate::request::answer("pin", &[], outcome)
}

/// Keeps it no longer.
#[server(endpoint = "services/unpin")]
pub async fn unpin(
    /// Its address.
    #[server(default)]
    slug: String,
) -> Result<(), WireError> {
    let outcome = super::views::pin(&slug, false).await;
    crate::request::answer("pin", &[], outcome)
}

/// Chooses the life themes of the card "services for me".
#[server(endpoint = "services/themes")]
pub async fn choose_themes(
    /// Their words; none when all boxes are empty.
    #[server(default)]
    themes: Vec<String>,
) -> Result<(), WireError> {
    let outcome: Result<String, WireError> = async {
        let ctx = crate::request::keeping_context().await?;
        usecases::preferences::choose_themes(&ctx, &themes).await?;
        Ok(crate::root::routes::DASHBOARD.to_owned())
    }
    .await;
    crate::request::answer("themes", &[], outcome)
}
