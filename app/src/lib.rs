//! What people see: pages, components, server functions. Built twice from the same source, with `ssr` for the server and
//! with `hydrate` for the browser.

pub mod browser;
pub mod error;
pub mod fragment;
pub mod i18n;
#[cfg(feature = "ssr")]
pub mod request;
pub mod root;
pub mod ui;

pub mod dashboard;
pub mod identity;
pub mod preferences;
pub mod publication;
pub mod services;
pub mod territories;

pub use root::{App, shell};
