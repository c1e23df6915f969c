//! Territories: importing the official list, searching it, showing one, following some.

mod follow;
mod import;
mod search;
mod show;

pub use follow::{follow, make_main, my_places, rename, unfollow};
pub use import::import;
pub use search::search;
pub(crate) use search::search_in;
pub use show::{COMMUNES_OF_A_PAGE, Shown, communes, ids, show};
