//! Services: browsing, searching, reading a sheet.

mod api;
#[cfg(feature = "ssr")]
mod blocks;
#[cfg(feature = "ssr")]
pub(crate) mod views;

pub use api::{ChooseThemes, Pin, Unpin};
