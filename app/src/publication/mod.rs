//! The page where a territory speaks: announcements, contacts, hue, pinned cards.

mod api;
#[cfg(feature = "ssr")]
mod views;

pub use api::PublishPage;
