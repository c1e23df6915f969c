//! The official geographic code, from the JSON files of `@etalab/decoupage-administratif` (INSEE, Licence Ouverte).

mod read;

pub use read::{CogError, read};
