//! The help: a section for each page, written with the portal, which a territory may complete or replace for its residents.

mod read;
mod text;
mod write;

pub(crate) use read::local;
pub use read::{HelpPage, LocalHelp, SectionView, show, title};
pub(crate) use text::built_in;
pub use write::{HelpEdit, approve, edit, publish, save_draft, withdraw};
