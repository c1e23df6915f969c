use super::NotAWord;
use crate::ids::DatasetQuestionId;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// In how many days an answer is due: silence of a month counts as a refusal (CRPA, art. R.311-12 and R311-13).
pub const RESPONSE_DAYS: i64 = 30;

macro_rules! plain_words {
    ($(#[$doc:meta])* $name:ident { $($(#[$line:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$line])* $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word in the database and in the translations.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }

        impl FromStr for $name {
            type Err = NotAWord;
            fn from_str(text: &str) -> Result<Self, NotAWord> {
                Self::ALL.iter().copied().find(|each| each.word() == text).ok_or(NotAWord)
            }
        }
    };
}

plain_words! {
    /// What somebody says to the producer of data.
    QuestionKind {
        /// Something in a dataset is wrong.
        Error = "erreur",
        /// Something in a dataset is not clear.
        Question = "question",
        /// A dataset is missing.
        Missing = "demande",
    }
}

plain_words! {
    /// What the producer did about it.
    Outcome {
        /// It is corrected, or published.
        Done = "fait",
        /// It will be, and the answer says when.
        Planned = "prevu",
        /// It is explained: nothing had to change.
        Explained = "explique",
        /// It will not be done, and the answer says why.
        Refused = "refuse",
    }
}

/// A question with its answer, as everybody reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionView {
    /// Which one.
    pub id: DatasetQuestionId,
    /// What it is.
    pub kind: QuestionKind,
    /// Address and title of the dataset; nothing for a request.
    pub dataset: Option<(String, String)>,
    /// The row or column that is meant, as it was typed; may be empty.
    pub place: String,
    /// What was typed; empty while it is hidden.
    pub text: String,
    /// How many people said the same.
    pub voices: i64,
    /// When it was asked, in seconds since 1970.
    pub asked: i64,
    /// What was done, what the producer says, and when.
    pub answer: Option<(Outcome, String, i64)>,
    /// Why the producer hid it; empty while it is shown.
    pub hidden: String,
}

impl QuestionView {
    /// Until when an answer is due, in seconds since 1970.
    pub const fn due(&self) -> i64 {
        self.asked + RESPONSE_DAYS * 86_400
    }

    /// Whether an answer is still owed.
    pub const fn is_open(&self) -> bool {
        self.answer.is_none() && self.hidden.is_empty()
    }
}
