//! Open data: datasets, their columns and versions, and the one query model behind every door.
//!
//! Words of the field: a *dataset* and its *distributions* (W3C DCAT), a *table schema* (Frictionless Data).

mod cell;
pub mod chart;
mod column;
mod dataset;
pub mod french;
pub mod map;
pub mod people;
mod quality;
pub mod query;
mod question;
pub mod schema;
mod shape;

pub use cell::{Cell, Table};
pub use column::{Column, Kind, Storage, column_name};
pub use dataset::{
    Dataset, Defect, Difference, Facts, Frequency, Licence, NotAWord, Reading, Report, Source, Summary, Theme, Version,
    dataset_slug,
};
pub use quality::{Mark, Quality, quality};
pub use question::{Outcome, QuestionKind, QuestionView, RESPONSE_DAYS};
pub use shape::{bounds_of, has_place, touches};
