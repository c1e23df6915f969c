//! The records as they stand in the files, and the rules that one record alone can break.

use super::CogError;
use domain::text::TextRule;
use serde::Deserialize;
use std::{fs, path::Path};

pub(super) const REGIONS: &str = "regions.json";
pub(super) const DEPARTEMENTS: &str = "departements.json";
pub(super) const EPCI: &str = "epci.json";
pub(super) const COMMUNES: &str = "communes.json";

/// The longest name today has 59 characters.
const NAME: TextRule = TextRule::line(200);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Row {
    pub(super) code: String,
    pub(super) nom: String,
    #[serde(default)]
    pub(super) r#type: String,
    pub(super) departement: Option<String>,
    pub(super) region: Option<String>,
    pub(super) commune: Option<String>,
    pub(super) chef_lieu: Option<String>,
    pub(super) siren: Option<String>,
    pub(super) population: Option<i64>,
    #[serde(default)]
    pub(super) codes_postaux: Vec<String>,
    #[serde(default)]
    pub(super) anciens_codes: Vec<String>,
    #[serde(default)]
    pub(super) membres: Vec<Member>,
}

#[derive(Deserialize)]
pub(super) struct Member {
    pub(super) code: String,
}

/// Reads a file and checks each record by itself.
pub(super) fn load(folder: &Path, file: &'static str) -> Result<Vec<Row>, CogError> {
    let text = fs::read(folder.join(file)).map_err(|source| CogError::File { file, source })?;
    let rows: Vec<Row> = serde_json::from_slice(&text).map_err(|source| CogError::Shape { file, source })?;
    if rows.is_empty() {
        return Err(CogError::Empty { file });
    }
    for row in &rows {
        check(row).map_err(|why| CogError::record(file, row, why))?;
    }
    Ok(rows)
}

fn check(row: &Row) -> Result<(), &'static str> {
    let digits = |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if NAME.check(&row.nom).is_err() {
        return Err("it has no usable name");
    }
    if row.population.is_some_and(|count| count < 0) {
        return Err("its population is negative");
    }
    if row.siren.as_deref().is_some_and(|siren| !digits(siren, 9)) {
        return Err("its SIREN has not nine digits");
    }
    if row.codes_postaux.iter().any(|code| !digits(code, 5)) {
        return Err("a postcode has not five digits");
    }
    Ok(())
}
