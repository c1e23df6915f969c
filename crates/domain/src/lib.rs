//! The words and rules of Civis Data: types, state machines, reducers.
//!
//! **Architecture invariant:** this crate is pure. It does no I/O, reads no clock and draws no randomness; time, ids and
//! random bytes come in as parameters. It builds for `wasm32-unknown-unknown`, so the browser and the server apply the
//! very same rules.

pub mod account;
pub mod board;
pub mod calendar;
pub mod dashboard;
pub mod data;
pub mod help;
pub mod ids;
pub mod preferences;
pub mod publication;
pub mod services;
pub mod territory;
pub mod text;
