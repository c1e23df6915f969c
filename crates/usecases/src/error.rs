use domain::text::TextFault;
use std::collections::BTreeMap;

/// What is wrong with one field of a form, as a code; the sentence comes from the translations.
pub type FieldFault = &'static str;

/// The faults of a form: field name -> code.
pub type Fields = BTreeMap<&'static str, FieldFault>;

/// Why an operation was not done. It never holds text for people: the interface has a sentence for each code.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or it is somebody else's: that it exists may already be personal data (GDPR, art. 4).
    #[error("not found")]
    NotFound,
    /// The caller may not do this. Signing in may help an anonymous one.
    #[error("forbidden")]
    Forbidden,
    /// What was sent breaks a rule; which field and how.
    #[error("invalid: {0:?}")]
    Invalid(Fields),
    /// The operation makes no sense in the present state; the code says why.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    /// Too many tries; how many seconds to wait.
    #[error("too many tries")]
    TooMany {
        /// Seconds after which a new try makes sense.
        retry_after: i64,
    },
    /// Something that we depend on is down or full. Nothing was changed; trying again later may help.
    #[error("unavailable")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A fault of ours.
    #[error("internal")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// One faulty field.
    pub fn field(name: &'static str, fault: FieldFault) -> Self {
        Self::Invalid(Fields::from([(name, fault)]))
    }

    /// The stable code of this error, on the wire and in the translations.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Forbidden => "forbidden",
            Self::Invalid(_) => "invalid",
            Self::Conflict(code) => code,
            Self::TooMany { .. } => "too_many",
            Self::Unavailable(_) => "unavailable",
            Self::Internal(_) => "internal",
        }
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Stale => Self::Conflict("changed_meanwhile"),
            store::Error::Duplicate(_) => Self::Conflict("already_there"),
            store::Error::Unavailable(_) | store::Error::Unfit(_) => Self::Unavailable(Box::new(error)),
            store::Error::Inconsistent { .. } | store::Error::Migration(_) => Self::Internal(Box::new(error)),
        }
    }
}

/// The code of a refused text, for a field of a form.
pub(crate) const fn text_fault(fault: TextFault) -> FieldFault {
    match fault {
        TextFault::Empty => "empty",
        TextFault::TooLong => "too_long",
        TextFault::ForbiddenCharacter => "forbidden_character",
    }
}
