//! What people add of their own: dates, reminders, shortcuts. Rules of their texts and addresses.

use crate::{
    ids::{OwnDateId, ReminderId, ShortcutId},
    text::TextRule,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The most own dates, reminders or shortcuts of one person: 200 of each.
pub const MOST_ENTRIES: i64 = 200;

/// What a label may hold: one line of 120 characters.
pub const LABEL: TextRule = TextRule::line(120);

/// The most characters of an address.
const MOST_ADDRESS: usize = 2_000;

/// A date that a person added to the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnDate {
    /// Its id.
    pub id: OwnDateId,
    /// What it is.
    pub label: String,
    /// The day, or the first one.
    pub day: Date,
    /// The last day, included; the same as `day` for one day. Never before it.
    pub until: Date,
}

/// Something not to forget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// Its id.
    pub id: ReminderId,
    /// What is to do.
    pub label: String,
    /// The last day to do it.
    pub due: Date,
    /// When it was done, in seconds since 1970; `None` while it is open.
    pub done: Option<i64>,
}

impl Reminder {
    /// Whether the day has passed and the thing is not done.
    pub fn is_late(&self, today: Date) -> bool {
        self.done.is_none() && self.due < today
    }
}

/// An address that a person wants at hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortcut {
    /// Its id.
    pub id: ShortcutId,
    /// How it is called.
    pub label: String,
    /// Where it leads.
    pub address: LinkAddress,
}

/// Why an address is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// Nothing was given.
    #[error("empty")]
    Empty,
    /// More than 2,000 characters.
    #[error("too long")]
    TooLong,
    /// Neither `http:`, `https:` nor a path of this portal; or spaces, controls, a name and password inside.
    #[error("not an address")]
    NotAnAddress,
}

/// An address that is safe to show as a link: `http` or `https` with a host, or a path of this portal.
///
/// It refuses `javascript:` and every other scheme, `//host` (which leads elsewhere while looking like a path) and
/// `https://bank.example@evil.example/` (which leads elsewhere than it reads).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct LinkAddress(Box<str>);

impl LinkAddress {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it leads out of this portal.
    pub fn leads_out(&self) -> bool {
        !self.0.starts_with('/')
    }

    /// The host, as a person should see it before following; `None` for a path of this portal.
    pub fn host(&self) -> Option<&str> {
        host(after_scheme(&self.0)?)
    }
}

/// What follows `http://` or `https://`, whatever the case of the scheme.
fn after_scheme(text: &str) -> Option<&str> {
    ["https://", "http://"].into_iter().find_map(|scheme| {
        let (head, tail) = text.split_at_checked(scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then_some(tail)
    })
}

fn host(rest: &str) -> Option<&str> {
    let authority = rest.split(['/', '?', '#']).next().filter(|authority| !authority.contains('@'))?;
    let host = authority.rsplit_once(':').map_or(authority, |(host, port)| {
        // A bracketed IPv6 address holds colons of its own.
        if port.ends_with(']') { authority } else { host }
    });
    (!host.is_empty() && !host.starts_with('.')).then_some(host)
}

impl FromStr for LinkAddress {
    type Err = AddressFault;
    fn from_str(text: &str) -> Result<Self, AddressFault> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AddressFault::Empty);
        }
        if text.chars().count() > MOST_ADDRESS {
            return Err(AddressFault::TooLong);
        }
        // Browsers read a backslash as a slash, and drop tabs and line ends: `/\evil.example` leads out.
        if text.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\')
            || TextRule::line(2_000).check(text).is_err()
        {
            return Err(AddressFault::NotAnAddress);
        }
        let inside = text.starts_with('/') && !text.starts_with("//");
        if inside || after_scheme(text).and_then(host).is_some() {
            Ok(Self(text.into()))
        } else {
            Err(AddressFault::NotAnAddress)
        }
    }
}

impl fmt::Display for LinkAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<LinkAddress> for String {
    fn from(address: LinkAddress) -> Self {
        address.0.into()
    }
}

impl TryFrom<String> for LinkAddress {
    type Error = AddressFault;
    fn try_from(text: String) -> Result<Self, AddressFault> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_addresses_and_paths_of_the_portal_are_links() {
        for text in
            ["https://example.org", "HTTP://example.org/a?b#c", "/services/x", "/", "https://[2001:db8::1]:8080/"]
        {
            assert!(text.parse::<LinkAddress>().is_ok(), "{text}");
        }
        let address: LinkAddress = "https://example.org:8443/x".parse().unwrap();
        assert_eq!(address.host(), Some("example.org"));
        assert!(address.leads_out());
        assert!(!"/services".parse::<LinkAddress>().unwrap().leads_out());
    }

    #[test]
    fn an_address_that_deceives_is_refused() {
        for text in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "//evil.example",
            "/\\evil.example",
            "https://bank.example@evil.example/",
            "https:///path",
            "https://",
            "mailto:a@b.example",
            "example.org",
            "https://exa mple.org",
            "https://a\u{202e}b.example",
        ] {
            assert_eq!(text.parse::<LinkAddress>(), Err(AddressFault::NotAnAddress), "{text}");
        }
        let long = format!("https://example.org/{}", "a".repeat(2_000));
        assert_eq!(long.parse::<LinkAddress>(), Err(AddressFault::TooLong));
    }
}
