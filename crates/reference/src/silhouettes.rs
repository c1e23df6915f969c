//! Outlines of régions and départements for small drawings. Source: IGN, Admin Express 2025, Licence Ouverte 2.0, simplified by
//! `scripts/silhouettes.py`. Overseas ones are drawn at their own scale.

use domain::territory::TerritoryId;
use std::{collections::BTreeMap, sync::LazyLock};

static PATHS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("../data/silhouettes.tsv").lines().filter_map(|line| line.split_once('\t')).collect()
});

/// The data of an SVG path in a box of 100 by 100. `None`: no outline is known for that territory.
pub fn path(territory: &TerritoryId) -> Option<&'static str> {
    PATHS.get(territory.to_string().as_str()).copied()
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_departement_and_region_of_france_has_its_outline() {
        let count = |level: &str| super::PATHS.keys().filter(|key| key.starts_with(level)).count();
        assert_eq!((count("region/"), count("departement/")), (18, 101));
        assert!(super::path(&"departement/2A".parse().unwrap()).unwrap().starts_with('M'));
    }
}
