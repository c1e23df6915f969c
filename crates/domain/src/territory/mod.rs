//! Territories: région, département, EPCI, commune, named by their official codes.
//!
//! A code alone names nothing: `75` is a région *and* a département. Everything here therefore speaks of a
//! [`TerritoryId`], a level with a code, written `commune/33039`.
//!
//! Source: INSEE, *Code officiel géographique* (COG); SIREN for the EPCI.

mod code;
pub mod competence;
mod search;

pub use code::{Level, NotATerritory, TerritoryId};
pub use search::{Key, Matched, TerritoryHit, keys, loose_readings, readings, sort_key};
use serde::{Deserialize, Serialize};

/// A territory as the official list describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Territory {
    /// Level and official code.
    pub id: TerritoryId,
    /// Official name with its article: `Le Bouscat`, `L'Haÿ-les-Roses`.
    pub name: String,
    /// Number of inhabitants (municipal population), where the list gives it.
    pub population: Option<i64>,
    /// SIREN, nine digits, where known.
    pub siren: Option<String>,
    /// The EPCI of a commune.
    pub epci: Option<TerritoryId>,
    /// The département of a commune (an EPCI may cross départements: then the one of its seat or of most of its communes).
    pub departement: Option<TerritoryId>,
    /// The région of a commune, an EPCI or a département.
    pub region: Option<TerritoryId>,
    /// Postcodes of a commune, ascending; empty for the other levels.
    pub postcodes: Vec<String>,
    /// Nature of an EPCI (`CC`, `CA`, `CU`, `METRO`, `MET69`), as the official list writes it.
    pub kind: Option<String>,
}

/// The official code as it is imported: current territories, and the names and codes that lead to them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cog {
    /// Every current territory, larger levels first.
    pub territories: Vec<Territory>,
    /// Former, delegated or associated communes and municipal arrondissements: code, name, and today's commune.
    pub aliases: Vec<Alias>,
}

/// A code or name that leads to a current commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// Its official code; the address of that code redirects, unless a current commune has the same. No two are the same.
    pub code: String,
    /// Its name; empty for a bare former code.
    pub name: String,
    /// Its postcodes, where it has some of its own.
    pub postcodes: Vec<String>,
    /// Today's commune.
    pub to: TerritoryId,
}

/// What the page of a territory shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TerritoryView {
    /// The territory.
    pub territory: Territory,
    /// What it belongs to, from the smallest to the largest.
    pub chain: Vec<Territory>,
    /// How many communes it holds; 0 for a commune.
    pub communes: i64,
    /// Its most populous communes; empty for a commune.
    pub largest: Vec<TerritoryHit>,
    /// The outline of the territory or of its département: data of an SVG path in a box of 100 by 100.
    pub outline: Option<String>,
    /// Whether the person follows it.
    pub followed: bool,
    /// Whether it is the person's main place.
    pub main: bool,
    /// Whether the person may publish for it.
    pub publishes: bool,
}

/// A place that a person follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its id.
    pub id: crate::ids::PlaceId,
    /// The territory.
    pub territory: TerritoryId,
    /// The territory's name.
    pub territory_name: String,
    /// The name that the person gave it.
    pub name: String,
    /// Whether it is the main one.
    pub main: bool,
}

/// The most places that a person follows.
pub const MOST_PLACES: i64 = 10;
