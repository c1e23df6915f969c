use domain::territory::{Alias, Cog, Level, Territory, TerritoryId};
use serde::{Deserialize, de::DeserializeOwned};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// What is wrong with the files: which file, which record. Nothing of them is used then.
#[derive(Debug, thiserror::Error)]
pub enum CogError {
    /// A file is missing or cannot be read.
    #[error("{file}: {source}")]
    File {
        /// Its name.
        file: &'static str,
        /// Why.
        source: std::io::Error,
    },
    /// Not JSON of the expected shape; line and column are in the cause.
    #[error("{file}: {source}")]
    Shape {
        /// Its name.
        file: &'static str,
        /// Why.
        source: serde_json::Error,
    },
    /// A record breaks a rule.
    #[error("{file}, record {record}: {why}")]
    Record {
        /// Its file.
        file: &'static str,
        /// Its code and name.
        record: String,
        /// The rule.
        why: &'static str,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    code: String,
    nom: String,
    #[serde(default)]
    r#type: String,
    departement: Option<String>,
    region: Option<String>,
    commune: Option<String>,
    chef_lieu: Option<String>,
    siren: Option<String>,
    population: Option<i64>,
    population_municipale: Option<i64>,
    #[serde(default)]
    codes_postaux: Vec<String>,
    #[serde(default)]
    anciens_codes: Vec<String>,
    #[serde(default)]
    membres: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    code: String,
}

const REGIONS: &str = "regions.json";
const DEPARTEMENTS: &str = "departements.json";
const EPCI: &str = "epci.json";
const COMMUNES: &str = "communes.json";

fn load<T: DeserializeOwned>(folder: &Path, file: &'static str) -> Result<T, CogError> {
    let text = fs::read(folder.join(file)).map_err(|source| CogError::File { file, source })?;
    serde_json::from_slice(&text).map_err(|source| CogError::Shape { file, source })
}

fn id(file: &'static str, level: Level, code: &str, record: &Row) -> Result<TerritoryId, CogError> {
    TerritoryId::new(level, code).map_err(|_| fault(file, record, "a code has not the shape of its level"))
}

fn fault(file: &'static str, record: &Row, why: &'static str) -> CogError {
    CogError::Record { file, record: format!("{} {}", record.code, record.nom), why }
}

fn territory(id: TerritoryId, row: &Row) -> Territory {
    Territory {
        id,
        name: row.nom.clone(),
        population: row.population.or(row.population_municipale),
        siren: row.siren.clone(),
        epci: None,
        departement: None,
        region: None,
        postcodes: row.codes_postaux.clone(),
        kind: None,
    }
}

/// Reads the folder and checks every record: shapes of codes, names, parents that exist, no code twice.
pub fn read(folder: &Path) -> Result<Cog, CogError> {
    let mut cog = Cog::default();
    let mut known = BTreeSet::new();
    let regions: Vec<Row> = load(folder, REGIONS)?;
    for row in &regions {
        let found = territory(id(REGIONS, Level::Region, &row.code, row)?, row);
        add(&mut cog, &mut known, REGIONS, row, found)?;
    }
    let departements: Vec<Row> = load(folder, DEPARTEMENTS)?;
    for row in &departements {
        let region = parent(&known, DEPARTEMENTS, Level::Region, row.region.as_deref(), row)?;
        let found = territory(id(DEPARTEMENTS, Level::Departement, &row.code, row)?, row);
        add(&mut cog, &mut known, DEPARTEMENTS, row, Territory { region, ..found })?;
    }
    let rows: Vec<Row> = load(folder, COMMUNES)?;
    let (current, other): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.r#type == "commune-actuelle");
    let epcis: Vec<Row> = load(folder, EPCI)?;
    let member_of = epcis_of(&mut cog, &mut known, &epcis, &current)?;
    for row in &current {
        let departement = parent(&known, COMMUNES, Level::Departement, row.departement.as_deref(), row)?;
        let region = parent(&known, COMMUNES, Level::Region, row.region.as_deref(), row)?;
        let found = territory(id(COMMUNES, Level::Commune, &row.code, row)?, row);
        let epci = member_of.get(row.code.as_str()).cloned();
        add(&mut cog, &mut known, COMMUNES, row, Territory { departement, region, epci, ..found })?;
    }
    aliases(&mut cog, &known, &current, &other)?;
    sum_populations(&mut cog);
    Ok(cog)
}

fn add(
    cog: &mut Cog,
    known: &mut BTreeSet<TerritoryId>,
    file: &'static str,
    row: &Row,
    found: Territory,
) -> Result<(), CogError> {
    if row.nom.trim().is_empty() || row.nom.contains('\0') {
        return Err(fault(file, row, "it has no usable name"));
    }
    if !known.insert(found.id.clone()) {
        return Err(fault(file, row, "its code stands twice"));
    }
    cog.territories.push(found);
    Ok(())
}

fn parent(
    known: &BTreeSet<TerritoryId>,
    file: &'static str,
    level: Level,
    code: Option<&str>,
    row: &Row,
) -> Result<Option<TerritoryId>, CogError> {
    let Some(code) = code else { return Ok(None) };
    let found = id(file, level, code, row)?;
    if known.contains(&found) {
        Ok(Some(found))
    } else {
        Err(fault(file, row, "it belongs to a territory that is not there"))
    }
}

/// Adds the EPCI, each with the département and région of its most populous member. Answers commune code -> EPCI.
fn epcis_of(
    cog: &mut Cog,
    known: &mut BTreeSet<TerritoryId>,
    epcis: &[Row],
    communes: &[Row],
) -> Result<BTreeMap<String, TerritoryId>, CogError> {
    let by_code: BTreeMap<&str, &Row> = communes.iter().map(|row| (row.code.as_str(), row)).collect();
    let mut member_of = BTreeMap::new();
    for row in epcis {
        let own = id(EPCI, Level::Epci, &row.code, row)?;
        let mut largest: Option<&Row> = None;
        for member in &row.membres {
            let commune = by_code
                .get(member.code.as_str())
                .ok_or_else(|| fault(EPCI, row, "a member is not a current commune"))?;
            if member_of.insert(member.code.clone(), own.clone()).is_some() {
                return Err(fault(EPCI, row, "a member belongs to two EPCI"));
            }
            if largest.is_none_or(|before| before.population < commune.population) {
                largest = Some(commune);
            }
        }
        let seat = largest.ok_or_else(|| fault(EPCI, row, "it has no member"))?;
        let departement = parent(known, EPCI, Level::Departement, seat.departement.as_deref(), row)?;
        let region = parent(known, EPCI, Level::Region, seat.region.as_deref(), row)?;
        let found = territory(own, row);
        let siren = Some(row.code.clone());
        add(cog, known, EPCI, row, Territory { departement, region, siren, kind: Some(row.r#type.clone()), ..found })?;
    }
    Ok(member_of)
}

/// The codes and names that lead to a current commune.
fn aliases(cog: &mut Cog, known: &BTreeSet<TerritoryId>, current: &[Row], other: &[Row]) -> Result<(), CogError> {
    for row in current {
        let to = id(COMMUNES, Level::Commune, &row.code, row)?;
        for code in row.anciens_codes.iter().filter(|code| **code != row.code) {
            cog.aliases.push(Alias { code: code.clone(), name: String::new(), postcodes: Vec::new(), to: to.clone() });
        }
    }
    for row in other {
        let today = row.commune.as_deref().or(row.chef_lieu.as_deref());
        let today = today.ok_or_else(|| fault(COMMUNES, row, "it does not say which commune it is now"))?;
        let to = id(COMMUNES, Level::Commune, today, row)?;
        if !known.contains(&to) {
            return Err(fault(COMMUNES, row, "it leads to a commune that is not there"));
        }
        cog.aliases.push(Alias {
            code: row.code.clone(),
            name: row.nom.clone(),
            postcodes: row.codes_postaux.clone(),
            to,
        });
    }
    Ok(())
}

/// Départements and régions have no figure of their own in the list: theirs is the sum of their communes'.
fn sum_populations(cog: &mut Cog) {
    let mut sums: BTreeMap<TerritoryId, i64> = BTreeMap::new();
    for commune in cog.territories.iter().filter(|territory| territory.id.level() == Level::Commune) {
        for above in [&commune.departement, &commune.region].into_iter().flatten() {
            *sums.entry(above.clone()).or_default() += commune.population.unwrap_or(0);
        }
    }
    for territory in &mut cog.territories {
        if territory.population.is_none() && territory.id.level() != Level::Commune {
            territory.population = sums.get(&territory.id).copied().filter(|sum| *sum > 0);
        }
    }
}
