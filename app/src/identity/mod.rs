//! Accounts: opening one, signing in and out, finding a way back in, looking after it.

mod api;
#[cfg(feature = "ssr")]
pub(crate) mod views;
