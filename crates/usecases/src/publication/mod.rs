//! A territory speaks: the board that it proposes, announcements, contacts, hue. The cascade goes from the région to the
//! commune; each thing says who published it.

mod announcements;
mod contacts;
mod history;
mod hue;
mod items;
mod markdown;
mod news;
mod parse;
mod proposal;
mod read;
mod reading;

pub use announcements::{DRAFT_TEXT, Saved, approve, discard, publish, save_draft, withdraw};
pub use contacts::{contacts_of, move_contact, remove_contact, save_contact};
pub use history::history;
pub(crate) use history::{author, note};
pub use hue::{hue_of, set_hue};
pub use items::{Item, Preview, edit, items, preview};
pub use markdown::to_html;
pub(crate) use markdown::to_html_below;
pub use news::{News, add_feed, feeds_of, news_for, read_feed, refresh_due, remove_feed};
pub use proposal::{
    ProposalPreview, ProposalView, approve_proposal, draft_proposal, drop_proposal, preview_proposal, proposal_of,
    propose, withdraw_proposal,
};
pub use read::{
    DataCounts, Overview, Published, announcements_for, contacts_for, my_territories, overview, place, proposals_for,
    published,
};
pub use reading::{Reading, Sent, reading_of, want_reader};
pub(crate) use reading::{Written, approving, is_public_next, way_of};
pub use store::announcements::{Change, Contact};
