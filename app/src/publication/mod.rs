//! The page where a territory speaks: announcements, contacts, hue, pinned cards.

mod api;
#[cfg(feature = "ssr")]
pub(crate) mod views;
