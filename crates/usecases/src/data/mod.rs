//! Open data: publishing datasets, finding them, asking them.

mod ask;
mod catalogue;
mod drafts;
mod erase;
mod list;
mod look;
mod pins;
mod publish;
mod questions;
mod starter;

pub(crate) use ask::ask_in;
pub use ask::{Refusal, ask, changes, names, stream};
pub use catalogue::{keywords, ordered, placed, producers};
pub use drafts::{
    ColumnChoice, DraftView, Manner, WAITING_MOST, choose, discard, discard_old, draft, drafts, may_send,
    publish_draft, receive,
};
pub use erase::erase;
pub use list::{PAGE, Wanted, facets, find, list, slugs, summary, version, versions};
pub use look::{Received, Unfit, examine};
pub(crate) use pins::figures;
pub use pins::{pin, unpin};
pub use publish::{Outcome, Parcel, publish};
pub use questions::{answer, ask as ask_producer, hide, open_questions, questions, queue, request, requests};
pub use starter::{STARTERS, Starter, starter};

pub use engine::{ingest::Choices, schemas};
pub use store::datasets::{Facets, Order};

use crate::Error;

/// The code of what a question or file is refused for, as a field of the form on which it stood.
fn refused(error: engine::Error) -> Error {
    match error {
        engine::Error::Refused { code, .. } => Error::field("file", code),
        engine::Error::Slow => Error::Conflict("too_slow"),
        engine::Error::Large => Error::Conflict("too_large_answer"),
        engine::Error::Io(_) => Error::Unavailable(Box::new(error)),
        engine::Error::Engine(_) => Error::Internal(Box::new(error)),
    }
}
