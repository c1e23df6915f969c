//! The codes and names that lead to a current commune.

use super::{
    CogError,
    rows::{COMMUNES, Row},
};
use domain::territory::{Alias, Level, TerritoryId};
use std::collections::{BTreeMap, BTreeSet};

/// Former codes of current communes, delegated and associated communes, municipal arrondissements; one for each code. What
/// a record of its own says of a code stands before what a list of former codes says.
pub(super) fn aliases(known: &BTreeSet<TerritoryId>, current: &[Row], other: &[Row]) -> Result<Vec<Alias>, CogError> {
    let mut found: BTreeMap<String, Alias> = BTreeMap::new();
    for row in other {
        let alias = alias(known, row)?;
        if found.insert(row.code.clone(), alias).is_some() {
            return Err(CogError::record(COMMUNES, row, "its code stands twice"));
        }
    }
    let mut former = BTreeSet::new();
    for row in current {
        let to = commune(row, &row.code)?;
        for code in row.anciens_codes.iter().filter(|code| **code != row.code) {
            if known.contains(&commune(row, code)?) {
                return Err(CogError::record(COMMUNES, row, "a former code is that of a current commune"));
            }
            if !former.insert(code) {
                return Err(CogError::record(COMMUNES, row, "a former code leads to two communes"));
            }
            let bare = || Alias { code: code.clone(), name: String::new(), postcodes: Vec::new(), to: to.clone() };
            found.entry(code.clone()).or_insert_with(bare);
        }
    }
    Ok(found.into_values().collect())
}

fn alias(known: &BTreeSet<TerritoryId>, row: &Row) -> Result<Alias, CogError> {
    let fault = |why| CogError::record(COMMUNES, row, why);
    let today = match row.r#type.as_str() {
        "arrondissement-municipal" => &row.commune,
        "commune-deleguee" | "commune-associee" => &row.chef_lieu,
        _ => return Err(fault("it is of an unknown kind")),
    };
    commune(row, &row.code)?;
    let to = commune(row, today.as_deref().ok_or_else(|| fault("it does not say which commune it is in"))?)?;
    if !known.contains(&to) {
        return Err(fault("it leads to a commune that is not there"));
    }
    let mut postcodes = row.codes_postaux.clone();
    postcodes.sort();
    Ok(Alias { code: row.code.clone(), name: row.nom.trim().to_owned(), postcodes, to })
}

fn commune(row: &Row, code: &str) -> Result<TerritoryId, CogError> {
    TerritoryId::new(Level::Commune, code)
        .map_err(|_| CogError::record(COMMUNES, row, "a code has not the shape of its level"))
}
