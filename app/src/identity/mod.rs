//! Accounts: opening one, signing in and out, finding a way back in, looking after it.

mod api;
#[cfg(feature = "ssr")]
pub(crate) mod boards;
#[cfg(feature = "ssr")]
mod email;
#[cfg(feature = "ssr")]
mod index;
#[cfg(feature = "ssr")]
pub(crate) mod views;

pub use api::{SignOut, StaySignedIn, stay_signed_in};
#[cfg(feature = "ssr")]
pub use index::IndexWords;
