//! What people see: pages, components, server functions. Built twice from the same source, with `ssr` for the server and
//! with `hydrate` for the browser.

#![expect(
    unreachable_pub,
    reason = "server functions and lazy routes make public items of what a private module holds"
)]
#![expect(clippy::used_underscore_binding, reason = "the macro of lazy routes names what a view does not need")]
#![expect(clippy::needless_pass_by_value, reason = "props of a component are values")]

pub mod browser;
pub mod error;
pub mod fragment;
pub mod i18n;
#[cfg(feature = "ssr")]
pub mod request;
pub mod root;
pub mod ui;

pub mod calendar;
pub mod dashboard;
pub mod data;
pub mod help;
pub mod identity;
pub mod preferences;
pub mod publication;
pub mod search;
pub mod services;
pub mod territories;

pub use root::{App, shell};
