//! The pages where a territory speaks: announcements, the proposed board, useful numbers, feeds, hue, and their history.

mod api;
#[cfg(feature = "ssr")]
pub(crate) mod views;
