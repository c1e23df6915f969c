//! Home, the choice of a place, the page of a territory.

mod api;
mod home;
mod search_box;
#[cfg(feature = "ssr")]
mod views;

pub use api::{Follow, MakeMain, PlacesPage, RenamePlace, TerritoryRoute, Unfollow};
pub use home::HomePage;
