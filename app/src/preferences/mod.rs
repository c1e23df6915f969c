//! How pages look, and the pages that say what the portal is: accessibility, sources.

mod about;
mod api;
mod display;

pub use about::{AccessibilityPage, SourcesPage};
pub use display::DisplayPage;
