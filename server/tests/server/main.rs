//! The server as a whole: settings, layers, commands, faults. One program, because linking each file apart takes longer
//! than running them.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of a test may fail the test")]

mod commands;
mod common;
mod faults;
mod layers;
mod process;
mod settings;
