//! The only place that names `sqlx`: SQLite and PostgreSQL, one text of SQL for both.
//!
//! Every function takes a [`Tx`] and is written once; [`both!`] expands its body for each database. What really differs
//! between the two stands in [`dialect`].
//!
//! **Architecture invariant:** rows are private structs; what leaves this crate is a `domain` type or a plain record of
//! this crate, never a `sqlx` type.

mod database;
pub mod dialect;
mod error;

pub mod accounts;
pub mod announcements;
pub mod boards;
pub mod calendar;
pub mod dataset_drafts;
pub mod dataset_questions;
pub mod datasets;
pub mod drafts;
pub mod export;
pub mod forms;
pub mod help;
pub mod news;
pub mod outbox;
pub mod persons;
pub mod services;
pub mod territories;

pub use database::{Config, Database, Tx};
pub use error::Error;

/// Runs one body against whichever database the transaction is of: `both!(tx, c => query(SQL).execute(c).await)`.
macro_rules! both {
    ($tx:expr, $conn:ident => $body:expr) => {
        match $tx {
            $crate::Tx::Sqlite(inner) => {
                let $conn = &mut **inner;
                $body
            }
            $crate::Tx::Postgres(inner) => {
                let $conn = &mut **inner;
                $body
            }
        }
    };
}
pub(crate) use both;

/// Runs a statement that answers nothing: how many rows it touched.
macro_rules! run {
    ($tx:expr, $query:expr) => {
        $crate::both!($tx, conn => $query.execute(conn).await.map(|done| done.rows_affected()))
    };
}
pub(crate) use run;
