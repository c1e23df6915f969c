//! Where a board comes from, and whether the person has changed it since.

use super::{Board, words::words};
use crate::territory::TerritoryId;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A short fingerprint of what a board shows: pages, names, pictures, cards and settings, not ids. Two boards that look
/// the same have the same one. It is no proof against a forger, and need not be: it only decides what is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Digest(u64);

/// The text is not a fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a fingerprint of a board")]
pub struct NotADigest;

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Digest {
    type Err = NotADigest;
    fn from_str(text: &str) -> Result<Self, NotADigest> {
        let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if text.len() != 16 || !text.bytes().all(digit) {
            return Err(NotADigest);
        }
        u64::from_str_radix(text, 16).map(Self).map_err(|_| NotADigest)
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

impl TryFrom<String> for Digest {
    type Error = NotADigest;
    fn try_from(text: String) -> Result<Self, NotADigest> {
        text.parse()
    }
}

/// The proposal that a board began as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The smallest territory that had a part in it. `None`: the portal's own proposal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub territory: Option<TerritoryId>,
    /// The fingerprint of that proposal.
    pub digest: Digest,
}

words!(
    /// What to do with a proposal, given the board of a person.
    Offer {
        /// Nothing: the board began as this very proposal.
        UpToDate = "up-to-date",
        /// It may take the place of the board: the person never changed what was there.
        Adopt = "adopt",
        /// It is offered with a preview: the person made the board their own.
        Ask = "ask",
    }
);

impl Board {
    /// The fingerprint of what the board shows (FNV-1a, 64 bits, of the exported text).
    pub fn digest(&self) -> Digest {
        let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Digest(self.export("").bytes().fold(0xcbf2_9ce4_8422_2325, step))
    }

    /// Whether the board began as a proposal and still is just that.
    pub fn is_untouched(&self) -> bool {
        self.origin.as_ref().is_some_and(|origin| self.is_untouched_since(origin.digest))
    }

    /// Whether the board began as the proposal with that fingerprint and still is just that.
    pub fn is_untouched_since(&self, proposal: Digest) -> bool {
        self.origin.as_ref().is_some_and(|origin| origin.digest == proposal) && self.digest() == proposal
    }

    /// What to do with this proposal, a board made by [`super::merge_proposals`].
    pub fn offer(&self, proposal: &Self) -> Offer {
        if self.origin.is_some() && self.origin == proposal.origin {
            Offer::UpToDate
        } else if self.is_untouched() {
            Offer::Adopt
        } else {
            Offer::Ask
        }
    }
}
