//! Territories: the official list, how it is searched, which places people follow.

mod close;
mod import;
mod keys;
mod places;
mod read;
mod search;

pub use import::{Imported, import, imported_at, imported_digest, note_import};
pub use places::{add_place, main_place, place_count, places, remove_place, rename_place, set_main_place};
pub use read::{Found, all, chain, children, codes, communes, find, ids, named, within};
pub use search::search;

use crate::Error;
use domain::territory::{Territory, TerritoryId};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    population: Option<i64>,
    siren: Option<String>,
    epci: Option<String>,
    departement: Option<String>,
    region: Option<String>,
    postcodes: String,
    kind: Option<String>,
}

fn id(text: &str) -> Result<TerritoryId, Error> {
    text.parse().map_err(|_| Error::Inconsistent { table: "territory", row: format!("{text}: not a level and code") })
}

impl TryFrom<Row> for Territory {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        let above = |text: Option<String>| text.as_deref().map(id).transpose();
        Ok(Self {
            id: id(&row.id)?,
            name: row.name,
            population: row.population,
            siren: row.siren,
            epci: above(row.epci)?,
            departement: above(row.departement)?,
            region: above(row.region)?,
            postcodes: row.postcodes.split_whitespace().map(str::to_owned).collect(),
            kind: row.kind,
        })
    }
}
