use super::{
    CogError,
    aliases::aliases,
    rows::{COMMUNES, DEPARTEMENTS, EPCI, REGIONS, Row, load},
};
use domain::territory::{Cog, Level, Territory, TerritoryId};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// Reads the folder and checks every record: shapes of codes, names, parents that exist, no code twice.
///
/// # Errors
/// The first fault, with its file and record. A file that is not as it should be is never used in part.
pub fn read(folder: &Path) -> Result<Cog, CogError> {
    let mut list = List::default();
    for row in &load(folder, REGIONS)? {
        list.add(REGIONS, row, territory(REGIONS, Level::Region, row)?)?;
    }
    for row in &load(folder, DEPARTEMENTS)? {
        let region = list.parent(DEPARTEMENTS, Level::Region, row.region.as_deref(), row)?;
        list.add(DEPARTEMENTS, row, Territory { region, ..territory(DEPARTEMENTS, Level::Departement, row)? })?;
    }
    let rows = load(folder, COMMUNES)?;
    let (current, other): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.r#type == "commune-actuelle");
    let member_of = list.add_epcis(&load(folder, EPCI)?, &current)?;
    for row in &current {
        let departement = list.parent(COMMUNES, Level::Departement, row.departement.as_deref(), row)?;
        let region = list.parent(COMMUNES, Level::Region, row.region.as_deref(), row)?;
        let epci = member_of.get(row.code.as_str()).cloned();
        let found = territory(COMMUNES, Level::Commune, row)?;
        list.add(COMMUNES, row, Territory { departement, region, epci, ..found })?;
    }
    let aliases = aliases(&list.known, &current, &other)?;
    let mut cog = Cog { territories: list.territories, aliases };
    sum_populations(&mut cog);
    Ok(cog)
}

#[derive(Default)]
struct List {
    territories: Vec<Territory>,
    known: BTreeSet<TerritoryId>,
}

impl List {
    fn add(&mut self, file: &'static str, row: &Row, found: Territory) -> Result<(), CogError> {
        if !self.known.insert(found.id.clone()) {
            return Err(CogError::record(file, row, "its code stands twice"));
        }
        self.territories.push(found);
        Ok(())
    }

    fn parent(
        &self,
        file: &'static str,
        level: Level,
        code: Option<&str>,
        row: &Row,
    ) -> Result<Option<TerritoryId>, CogError> {
        let code = code.ok_or_else(|| CogError::record(file, row, "it does not say where it belongs"))?;
        let found = TerritoryId::new(level, code).ok().filter(|id| self.known.contains(id));
        found.map(Some).ok_or_else(|| CogError::record(file, row, "it belongs to a territory that is not there"))
    }

    /// Adds the EPCI, each with the département and région of its most populous member. Answers commune code -> EPCI.
    fn add_epcis(&mut self, epcis: &[Row], communes: &[Row]) -> Result<BTreeMap<String, TerritoryId>, CogError> {
        let by_code: BTreeMap<&str, &Row> = communes.iter().map(|row| (row.code.as_str(), row)).collect();
        let mut member_of = BTreeMap::new();
        for row in epcis {
            let fault = |why| CogError::record(EPCI, row, why);
            let found = territory(EPCI, Level::Epci, row)?;
            let mut seat: Option<&Row> = None;
            for member in &row.membres {
                let commune =
                    by_code.get(member.code.as_str()).ok_or_else(|| fault("a member is not a current commune"))?;
                if member_of.insert(member.code.clone(), found.id.clone()).is_some() {
                    return Err(fault("a member belongs to two EPCI"));
                }
                if seat.is_none_or(|before| before.population < commune.population) {
                    seat = Some(commune);
                }
            }
            let seat = seat.ok_or_else(|| fault("it has no member"))?;
            let departement = self.parent(EPCI, Level::Departement, seat.departement.as_deref(), row)?;
            let region = self.parent(EPCI, Level::Region, seat.region.as_deref(), row)?;
            if !matches!(row.r#type.as_str(), "CC" | "CA" | "CU" | "METRO" | "MET69") {
                return Err(fault("it is of an unknown kind"));
            }
            let (name, kind) = (in_full(&found.name), Some(row.r#type.clone()));
            self.add(EPCI, row, Territory { departement, region, name, kind, siren: Some(row.code.clone()), ..found })?;
        }
        Ok(member_of)
    }
}

fn territory(file: &'static str, level: Level, row: &Row) -> Result<Territory, CogError> {
    let id = TerritoryId::new(level, &row.code)
        .map_err(|_| CogError::record(file, row, "a code has not the shape of its level"))?;
    let mut postcodes = row.codes_postaux.clone();
    postcodes.sort();
    Ok(Territory {
        id,
        name: row.nom.trim().to_owned(),
        population: row.population,
        siren: row.siren.clone(),
        epci: None,
        departement: None,
        region: None,
        postcodes,
        kind: None,
    })
}

/// The list shortens the nature of an EPCI in its name; people read it in full: `Communauté de communes du Perche`.
fn in_full(name: &str) -> String {
    let natures =
        [("CC ", "Communauté de communes "), ("CA ", "Communauté d’agglomération "), ("CU ", "Communauté urbaine ")];
    let full = natures.iter().find_map(|(short, full)| name.strip_prefix(short).map(|rest| format!("{full}{rest}")));
    full.unwrap_or_else(|| name.to_owned())
}

/// Only communes have a figure that counts: above them it is the sum of theirs, so that all are of one year and can be
/// compared. (The file of the EPCI has figures of its own, of an earlier year.)
fn sum_populations(cog: &mut Cog) {
    let mut sums: BTreeMap<TerritoryId, i64> = BTreeMap::new();
    for commune in cog.territories.iter().filter(|territory| territory.id.level() == Level::Commune) {
        for above in [&commune.epci, &commune.departement, &commune.region].into_iter().flatten() {
            *sums.entry(above.clone()).or_default() += commune.population.unwrap_or(0);
        }
    }
    for territory in cog.territories.iter_mut().filter(|territory| territory.id.level() != Level::Commune) {
        territory.population = sums.get(&territory.id).copied().filter(|sum| *sum > 0);
    }
}
