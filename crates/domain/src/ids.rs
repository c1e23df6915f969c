//! Identifiers: one newtype per entity, so that the id of a person never stands where a session's is meant.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// The text is not an identifier of this kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct NotAnId;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }
    };
}

id!(
    /// Somebody who uses the portal, with or without an account. A person exists from the first choice that is kept.
    PersonId
);
id!(
    /// One browser of one person.
    SessionId
);
id!(
    /// A place that a person follows.
    PlaceId
);
id!(
    /// A reminder that a person wrote.
    ReminderId
);
id!(
    /// A date that a person added to the calendar.
    OwnDateId
);
id!(
    /// A shortcut that a person made.
    ShortcutId
);
id!(
    /// An announcement that a territory publishes.
    AnnouncementId
);
id!(
    /// A useful number or link that a territory publishes.
    ContactId
);
id!(
    /// An Atom or RSS address that a territory allows.
    FeedId
);
id!(
    /// A dataset.
    DatasetId
);
id!(
    /// A file on its way to publication.
    DatasetDraftId
);
id!(
    /// A question about a dataset, or a request for one.
    DatasetQuestionId
);
id!(
    /// An answer of a dataset that a person keeps on the board.
    PinnedDataId
);
