//! Operations on a whole portal, on every database that the tests are given.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a helper of a test may fail the test")]

mod accounts;
mod board;
mod boards_at_sign_in;
mod calendar;
mod closing;
mod data;
mod data_files;
mod data_questions;
mod devices;
mod email;
mod help;
mod house;
mod letters;
mod publication;
mod publishing;
mod reading;
mod search;
mod sessions;
