//! What is published for everybody: national help numbers, and the news of the feeds that territories allow.

mod help;
mod news;

pub use help::{HELP_NUMBERS, HelpNumber};
pub use news::{FEED_FAILURES, FeedView, MOST_FEEDS, MOST_NEWS, NewsEntry, feed_address};
