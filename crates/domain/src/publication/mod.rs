//! What is published for everybody: national help numbers, announcements and how they read, the news of the feeds that
//! territories allow.

mod advice;
mod announcement;
mod help;
mod news;
mod reading;

pub use advice::{Advice, advise};
pub use announcement::{ChangeKind, Standing, Typed, standing};
pub use help::{HELP_NUMBERS, HelpNumber};
pub use news::{FEED_FAILURES, FeedView, MOST_FEEDS, MOST_NEWS, NewsEntry, feed_address};
pub use reading::{Way, way};
