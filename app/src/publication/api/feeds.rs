use crate::error::WireError;
use leptos::prelude::*;

/// Allows an Atom or RSS address.
#[server(endpoint = "publication/feed")]
pub async fn add_feed(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Its address.
    #[server(default)]
    url: String,
) -> Result<(), WireError> {
    crate::request::answer("feed", &[("url", &url)], crate::publication::views::acts::add_feed(&territory, &url).await)
}

/// Reads a feed at once.
#[server(endpoint = "publication/feed-read")]
pub async fn read_feed(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Which one.
    #[server(default)]
    id: String,
) -> Result<(), WireError> {
    crate::request::answer("feed-read", &[], crate::publication::views::acts::read_feed(&territory, &id).await)
}

/// Forgets a feed.
#[server(endpoint = "publication/feed-remove")]
pub async fn remove_feed(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Which one.
    #[server(default)]
    id: String,
) -> Result<(), WireError> {
    crate::request::answer("feed-remove", &[], crate::publication::views::acts::remove_feed(&territory, &id).await)
}
