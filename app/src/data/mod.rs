//! Open data: the shelves, a dataset's page, its questions; publishing it.

mod api;
#[cfg(feature = "ssr")]
mod cell;
#[cfg(feature = "ssr")]
mod chart;
#[cfg(feature = "ssr")]
mod figure;
#[cfg(feature = "ssr")]
mod label;
#[cfg(feature = "ssr")]
mod pins;
mod publishing;
#[cfg(feature = "ssr")]
mod question;
mod questions;
#[cfg(feature = "ssr")]
mod shelves;
#[cfg(feature = "ssr")]
mod table;
#[cfg(feature = "ssr")]
mod views;

pub use api::{PinData, UnpinData};
#[cfg(feature = "ssr")]
pub(crate) use cell::{group_name, plain_value};
#[cfg(feature = "ssr")]
pub use figure::{drawing, whole};
#[cfg(feature = "ssr")]
pub(crate) use publishing::publishing;
pub use publishing::{DiscardData, SaveData};
#[cfg(feature = "ssr")]
pub use publishing::{Sent, receive, report};
#[cfg(feature = "ssr")]
pub(crate) use question::measure_words;
#[cfg(feature = "ssr")]
pub(crate) use questions::views::{questions, requests};
pub use questions::{AnswerData, AskData, HideData, RequestData};
#[cfg(feature = "ssr")]
pub(crate) use shelves::shelves;
#[cfg(feature = "ssr")]
pub(crate) use views::dataset;
