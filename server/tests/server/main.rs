//! The server as a whole: settings, layers, commands, faults. One program, because linking each file apart takes longer
//! than running them.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a helper of a test may fail the test, and says what it counted"
)]

mod api;
mod commands;
mod common;
mod doors;
mod faults;
mod headers;
mod hostile;
mod layers;
mod process;
mod settings;
mod town;
mod upload;
mod wire;
