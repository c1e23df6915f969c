//! The dashboard: loading what a person arranged, arranging it, gathering what its cards show.

mod act;
mod apart;
mod cards;
mod catalogue;
mod configure;
mod load;
mod replace;
mod scope;
mod show;

pub use act::act;
pub(crate) use act::make_room;
pub use catalogue::{CatalogueView, catalogue};
pub use configure::{CardView, card, configure};
pub use load::{Loaded, load};
pub(crate) use load::{chain_of_main_place, first_page_name};
pub use replace::{export, import, reset};
pub use show::show;
