//! What people can do: one folder per domain, one file per operation. Each authorises, audits, acts, in this order.
//!
//! **Architecture invariant:** a use case does not know which door was used (page, server function, public API, command
//! line). It takes an [`OpContext`] first, and asks it for authority, time and randomness.

mod context;
mod error;
pub mod ports;

pub mod accessibility;
pub mod accounts;
pub mod board;
pub mod calendar;
pub mod data;
pub mod forms;
pub mod frame;
pub mod help;
pub mod mail;
pub mod preferences;
pub mod publication;
pub mod search;
pub mod services;
pub mod sessions;
pub mod territories;

pub use context::{Action, Actor, Clock, OpContext, Randomness, Shared, SystemClock};
pub use error::{Error, FieldFault, Fields};
