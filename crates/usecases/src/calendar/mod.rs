//! Reminders, own dates, shortcuts, and the calendar with its feed.

mod agenda;
mod entries;
mod feed;

pub(crate) use agenda::Scope;
pub use agenda::{AgendaView, agenda};
pub(crate) use entries::address_fault;
pub use entries::{
    add_own_date, add_reminder, add_shortcut, change_own_date, change_reminder, change_shortcut, delete_own_date,
    delete_reminder, delete_shortcut, finish_reminder, reopen_reminder, shortcut,
};
pub use feed::{feed, feed_address, renew_feed};
