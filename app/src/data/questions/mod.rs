//! What people say to the producers of data, and what producers answer.

#[cfg(feature = "ssr")]
mod acts;
mod api;
#[cfg(feature = "ssr")]
mod forms;
#[cfg(feature = "ssr")]
pub(super) mod queue;
#[cfg(feature = "ssr")]
pub(super) mod views;

pub use api::{AnswerData, AskData, HideData, RequestData};
#[cfg(feature = "ssr")]
pub(super) use forms::request_form;
