//! Operations on a whole portal, on every database that the tests are given.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a helper of a test may fail the test")]

mod accounts;
mod boards_at_sign_in;
mod board;
mod calendar;
<<<<<<< HEAD
mod closing;
=======
mod help;
>>>>>>> f4952ba (app, usecases: help on every page, one search, accessibility statement)
mod house;
mod letters;
mod publication;
<<<<<<< HEAD
mod sessions;
=======
mod search;
>>>>>>> f4952ba (app, usecases: help on every page, one search, accessibility statement)
