//! Open data: files come in as they are, become Parquet once, and answer questions.
//!
//! **Architecture invariant:** the only crate that names arrow, parquet and datafusion. A question arrives as a checked
//! [`domain::data::query::Checked`]; there is no SQL text anywhere.

mod blobs;
mod error;
pub mod ingest;
mod query;
mod schema;

pub use blobs::Blobs;
pub use error::Error;
pub use query::{Engine, Limits, Rows};
pub use schema::schemas;
