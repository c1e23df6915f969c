//! The dashboard: loading what a person arranged, arranging it, gathering what its cards show.

mod act;
mod cards;
mod load;
mod replace;
mod show;

pub use act::act;
pub(crate) use load::chain_of_main_place;
pub use load::{Loaded, load};
pub use replace::{export, import, propose, reset};
pub use show::show;
