//! The person's own time: the year ahead, own dates, reminders, the secret address of the calendar.

mod api;
#[cfg(feature = "ssr")]
pub(crate) mod entry;
#[cfg(feature = "ssr")]
mod events;
#[cfg(feature = "ssr")]
mod forms;
#[cfg(feature = "ssr")]
mod names;
#[cfg(feature = "ssr")]
pub(crate) mod views;

#[cfg(feature = "ssr")]
pub use events::{date_badge, event_title};
#[cfg(feature = "ssr")]
pub use forms::{add_reminder_form, finish_button};
#[cfg(feature = "ssr")]
pub use names::zone_name;
