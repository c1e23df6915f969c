//! How pages look, and the pages that say what the portal is: accessibility, sources.

#[cfg(feature = "ssr")]
mod about;
mod api;
#[cfg(feature = "ssr")]
mod display;
#[cfg(feature = "ssr")]
mod statement;
#[cfg(feature = "ssr")]
pub(crate) mod views {
    pub(crate) use super::{about::sources, display::display, statement::accessibility};
}
