//! The parts of the dashboard that live in the browser.

mod board;
mod card;
mod tools;

pub(super) use board::Board;
pub(super) use tools::Tools;
