//! A territory speaks: the board that it proposes, announcements, contacts, hue. The cascade goes from the région to the
//! commune; each thing says who published it.

mod markdown;
mod news;
mod parse;
mod publish;
mod read;

pub(crate) use markdown::to_html_below;
pub use news::{News, add_feed, feeds_of, news_for, refresh_due, remove_feed};
pub use publish::{add_announcement, add_contact, remove_contact, set_hue, set_pinned, withdraw_announcement};
pub(crate) use publish::{author, note};
pub use read::{PublicationView, announcements_for, contacts_for, proposals_for, show};
