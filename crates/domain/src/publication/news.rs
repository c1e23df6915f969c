use crate::{
    calendar::{AddressFault, LinkAddress},
    ids::FeedId,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The most feeds that one territory may allow.
pub const MOST_FEEDS: i64 = 10;

/// The most articles that are kept of one feed.
pub const MOST_NEWS: usize = 20;

/// An article of a feed: text and address only, nothing that the feed could make run or load.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsEntry {
    /// Its title, plain text of at most 200 characters.
    pub title: String,
    /// Where it stands.
    pub url: LinkAddress,
    /// Its day, if the feed tells it.
    pub day: Option<Date>,
}

/// A feed, for those who publish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedView {
    /// Which one.
    pub id: FeedId,
    /// Its address.
    pub url: String,
    /// Its own title, once it was read.
    pub title: Option<String>,
    /// How many articles are kept.
    pub articles: i64,
    /// When the last good copy was read, in seconds since 1970.
    pub fetched: Option<i64>,
    /// The last failure since then: when, and its code (see [`FEED_FAILURES`]).
    pub failed: Option<(i64, String)>,
}

/// The codes of failures, so that the translations can be checked: each says what the publisher can do.
pub const FEED_FAILURES: &[&str] = &[
    "address_refused",
    "unreachable",
    "timeout",
    "too_large",
    "encoded",
    "too_many_redirects",
    "status",
    "unreadable",
];

/// The address of a feed: `https` only, so that nobody between can write in the territory's name.
pub fn feed_address(text: &str) -> Result<LinkAddress, AddressFault> {
    let address: LinkAddress = text.parse()?;
    let safe = address.as_str().get(..8).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://"));
    if safe { Ok(address) } else { Err(AddressFault::NotAnAddress) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_read_over_https_only() {
        assert!(feed_address("https://ville.example/actus.xml").is_ok());
        for text in ["http://ville.example/actus.xml", "/services", "ftp://ville.example/", "https:/é"] {
            assert_eq!(feed_address(text), Err(AddressFault::NotAnAddress), "{text}");
        }
    }
}
