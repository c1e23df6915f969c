//! Services: browsing, searching, reading a sheet.

mod api;
#[cfg(feature = "ssr")]
mod blocks;
#[cfg(feature = "ssr")]
mod views;

pub use api::{ChooseThemes, Pin, SearchPageRoute, SheetPage, Unpin};
