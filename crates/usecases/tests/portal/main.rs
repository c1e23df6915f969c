//! Operations on a whole portal, on every database that the tests are given.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a helper of a test may fail the test")]

mod calendar;
mod house;
mod publication;
mod publishing;
