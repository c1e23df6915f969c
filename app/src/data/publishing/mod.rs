//! From a file on a desk to a published dataset, for somebody without training.

#[cfg(feature = "ssr")]
mod acts;
mod api;
#[cfg(feature = "ssr")]
mod columns;
#[cfg(feature = "ssr")]
mod draft;
#[cfg(feature = "ssr")]
mod facts;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod receive;
#[cfg(feature = "ssr")]
mod report;
#[cfg(feature = "ssr")]
mod schema;
#[cfg(feature = "ssr")]
mod table;

#[cfg(feature = "ssr")]
pub(crate) use pages::publishing;
#[cfg(feature = "ssr")]
pub use pages::report;
#[cfg(feature = "ssr")]
pub use receive::{Sent, receive};

pub use api::{DiscardData, SaveData};
