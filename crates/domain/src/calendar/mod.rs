//! The calendar: public holidays computed for a place, school holidays of its zone, and what a person adds.
//!
//! Public holidays follow the law, so they are computed for any year. School holidays are decided some years ahead by the
//! ministry: they are data, and where the data end, [`Known`] says so instead of showing an empty month.

mod easter;
mod entries;
mod events;
mod holidays;
mod school;

pub use easter::easter;
pub use entries::{AddressFault, LABEL, LinkAddress, MOST_ENTRIES, OwnDate, Reminder, Shortcut};
pub use events::{Agenda, Event, EventSource, EventTitle, events};
pub use holidays::{Holiday, HolidayKind, Regime, holidays};
pub use school::{Known, SOURCE as SCHOOL_SOURCE, SchoolBreak, SchoolHoliday, Zone, known, school_holidays};
