use crate::error::WireError;
use leptos::{prelude::*, server_fn::codec::GetUrl};
use serde::{Deserialize, Serialize};

/// One suggestion while a place is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Level and code.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What tells homonyms apart, and what matched when it was not the name.
    pub detail: String,
}

/// The communes that a text leads to.
#[server(endpoint = "territories/suggest", input = GetUrl)]
pub async fn suggest(
    /// What was typed.
    #[server(default)]
    q: String,
) -> Result<Vec<Suggestion>, WireError> {
    let ctx = crate::request::op_context()?;
    let hits = usecases::territories::search(&ctx, &q, true).await?;
    Ok(hits
        .into_iter()
        .map(|hit| Suggestion { detail: super::views::detail(&hit), id: hit.id.to_string(), name: hit.name })
        .collect())
}

/// Follows a territory: somebody of whom nothing is kept becomes a visitor.
#[server(endpoint = "places/follow")]
pub async fn follow(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// `yes` makes it the main place.
    #[server(default)]
    main: String,
) -> Result<(), WireError> {
    let outcome = super::views::follow(&territory, main == "yes").await;
    crate::request::answer("follow", &[], outcome)
}

/// Makes a followed territory the main place.
#[server(endpoint = "places/main")]
pub async fn make_main(
    /// Level and code.
    #[server(default)]
    territory: String,
) -> Result<(), WireError> {
    let outcome: Result<String, WireError> = async {
        let ctx = crate::request::op_context()?;
        let id = territory.parse().map_err(|_| WireError::code("not_found"))?;
        usecases::territories::make_main(&ctx, &id).await?;
        Ok(crate::root::routes::PLACES.to_owned())
    }
    .await;
    crate::request::answer("place", &[], outcome)
}

/// Gives a place another name.
#[server(endpoint = "places/rename")]
pub async fn rename_place(
    /// Its id.
    #[server(default)]
    id: String,
    /// The name.
    #[server(default)]
    name: String,
) -> Result<(), WireError> {
    let outcome: Result<String, WireError> = async {
        let ctx = crate::request::op_context()?;
        let id = id.parse().map_err(|_| WireError::code("not_found"))?;
        usecases::territories::rename(&ctx, id, &name).await?;
        Ok(crate::root::routes::PLACES.to_owned())
    }
    .await;
    crate::request::answer("place", &[("name", &name)], outcome)
}

/// Stops following a place.
#[server(endpoint = "places/unfollow")]
pub async fn unfollow(
    /// Its id.
    #[server(default)]
    id: String,
) -> Result<(), WireError> {
    let outcome: Result<String, WireError> = async {
        let ctx = crate::request::op_context()?;
        let id = id.parse().map_err(|_| WireError::code("not_found"))?;
        usecases::territories::unfollow(&ctx, id).await?;
        Ok(crate::root::routes::PLACES.to_owned())
    }
    .await;
    crate::request::answer("place", &[], outcome)
}
