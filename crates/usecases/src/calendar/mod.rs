//! Reminders, own dates, shortcuts, and the calendar with its feed.

mod entries;
mod feed;

pub(crate) use entries::address_fault;
pub use entries::{
    add_own_date, add_reminder, add_shortcut, change_reminder, delete_own_date, delete_reminder, delete_shortcut,
    finish_reminder, reopen_reminder,
};
pub use feed::{feed, feed_address, renew_feed};
