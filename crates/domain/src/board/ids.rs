//! The short names of cards and pages: `c3`, `p1`.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The text is not the id of a card or of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the id of a card or of a page")]
pub struct NotABoardId;

macro_rules! board_id {
    ($(#[$doc:meta])* $name:ident, $letter:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($letter, "{}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotABoardId;
            /// One writing for one id: no sign, no leading zero.
            fn from_str(text: &str) -> Result<Self, NotABoardId> {
                let digits = text.strip_prefix($letter).ok_or(NotABoardId)?;
                let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
                if !plain {
                    return Err(NotABoardId);
                }
                digits.parse().map(Self).map_err(|_| NotABoardId)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotABoardId;
            fn try_from(text: String) -> Result<Self, NotABoardId> {
                text.parse()
            }
        }
    };
}

board_id!(
    /// A card of one board, written `c3`. Given once: a number does not come back for another card of the same person.
    CardId,
    "c"
);
board_id!(
    /// A page of one board, written `p1`. Cards and pages count with the same counter.
    PageId,
    "p"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_one_writing() {
        assert_eq!("c3".parse(), Ok(CardId(3)));
        assert_eq!(PageId(1).to_string(), "p1");
        for text in ["", "c", "c03", "c+3", "p3", "C3", "c 3", "c4294967296", "cé"] {
            assert_eq!(text.parse::<CardId>(), Err(NotABoardId), "{text}");
        }
    }
}
