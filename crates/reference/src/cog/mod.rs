//! The official geographic code, from the JSON files of `@etalab/decoupage-administratif` (INSEE, La Poste and DGCL, Licence
//! Ouverte): `regions.json`, `departements.json`, `communes.json`, `epci.json`.

mod aliases;
mod error;
mod read;
mod rows;

pub use error::CogError;
pub use read::read;
