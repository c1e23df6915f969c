//! One search for the whole portal.

#[cfg(feature = "ssr")]
pub(crate) mod views;
