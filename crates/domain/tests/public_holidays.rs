//! The computed public holidays against the list that the State publishes (data.gouv.fr, "Jours fériés en France").

use domain::calendar::{Regime, holidays};
use std::{collections::BTreeSet, path::Path};

/// Beside the checkout where the project keeps real data for its tests; a clone alone does not have it.
const PUBLISHED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/jours-feries/metropole.csv");

#[test]
fn computed_holidays_equal_the_published_list() {
    let Ok(text) = std::fs::read_to_string(Path::new(PUBLISHED)) else {
        eprintln!("SKIPPED: the published list of public holidays is not on this machine");
        return;
    };
    let published: BTreeSet<&str> = text.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    let years: BTreeSet<i16> = published.iter().filter_map(|day| day.get(..4)?.parse().ok()).collect();
    assert!(years.len() > 20, "{years:?}");
    let computed: BTreeSet<String> =
        years.iter().flat_map(|year| holidays(*year, Regime::Common)).map(|holiday| holiday.date.to_string()).collect();
    assert_eq!(computed.iter().map(String::as_str).collect::<BTreeSet<_>>(), published);
}
