//! The help: one page with a section for each page of the portal, and the page where a territory completes it.

mod api;
#[cfg(feature = "ssr")]
pub(crate) mod edit;
#[cfg(feature = "ssr")]
pub(crate) mod views;
