//! Open data: datasets, their columns and versions, and the one query model behind every door.
//!
//! Words of the field: a *dataset* and its *distributions* (W3C DCAT), a *table schema* (Frictionless Data).

mod cell;
mod column;
mod dataset;
pub mod french;
mod quality;
pub mod query;

pub use cell::{Cell, Table};
pub use column::{Column, Kind, Storage, column_name};
pub use dataset::{
    Dataset, Defect, Difference, Facts, Frequency, Licence, NotAWord, Source, Summary, Theme, Version, dataset_slug,
};
pub use quality::{Mark, Quality, quality};
