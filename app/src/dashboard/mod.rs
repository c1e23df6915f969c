//! The dashboard: a page that a person arranges, the same by pointer, by buttons, by keyboard and by plain forms.
//!
//! What the cards show is rendered by the server; arranging them is what the browser does.

#[cfg(feature = "ssr")]
pub mod announce;
mod api;
#[cfg(feature = "ssr")]
mod cards;
#[cfg(feature = "ssr")]
pub(crate) mod catalogue;
mod names;
mod page;
#[cfg(feature = "ssr")]
mod render;
mod session;
#[cfg(feature = "ssr")]
pub(crate) mod settings;
#[cfg(feature = "ssr")]
pub(crate) mod shortcuts;
mod wire;

#[cfg(feature = "ssr")]
pub use announce::{card_about, size_name};
#[cfg(feature = "ssr")]
pub use cards::announcements;
#[cfg(feature = "ssr")]
pub use names::card_name;
pub use page::DashboardPage;
