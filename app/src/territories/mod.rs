//! Home, the choice of a place, the page of a territory.

mod api;
#[cfg(feature = "ssr")]
mod competences;
mod home;
#[cfg(feature = "ssr")]
mod published;
mod search_box;
#[cfg(feature = "ssr")]
pub(crate) mod views;

pub use api::{Follow, MakeMain, RenamePlace, Unfollow};
pub use home::HomePage;
