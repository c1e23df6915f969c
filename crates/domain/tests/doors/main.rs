//! The same question through each door is the same question; and no door can be broken by what it is asked.
#![expect(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

mod asked;
mod broken;
mod sayable;
mod spelled;

use asked::{columns, query};
use domain::data::query::{Checked, Predicate, Query, Scopes, ckan, odsql, ogc, tabular};
use proptest::prelude::*;
use sayable::{for_ckan, for_ogc, for_tabular};
use spelled::{Pairs, ckan_pairs, odsql_pairs, ogc_pairs, tabular_pairs};

/// A question as it would run: conditions in one order, and the answer's columns without the names that a door gives.
fn run(query: &Query) -> Checked {
    let mut checked = query.check(&columns(), &Scopes::new()).unwrap();
    if let Predicate::All(parts) = &mut checked.filter {
        parts.sort_by_key(|part| format!("{part:?}"));
    }
    for result in &mut checked.result {
        result.column.name.clear();
    }
    checked
}

fn said(pairs: &Pairs) -> impl Iterator<Item = (&str, &str)> {
    pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_question_in_odsql_is_the_same_question(query in query()) {
        let pairs = odsql_pairs(&query);
        prop_assert_eq!(run(&odsql::read(said(&pairs)).unwrap()), run(&query), "{:?}", pairs);
    }

    #[test]
    fn a_question_to_the_tabular_door_is_the_same_question(query in query().prop_map(for_tabular)) {
        let pairs = tabular_pairs(&query);
        prop_assert_eq!(run(&tabular::read(said(&pairs)).unwrap()), run(&query), "{:?}", pairs);
    }

    #[test]
    fn a_question_to_ckan_is_the_same_question(query in query().prop_map(for_ckan)) {
        let pairs = ckan_pairs(&query);
        prop_assert_eq!(run(&ckan::read(said(&pairs)).unwrap()), run(&query), "{:?}", pairs);
    }

    #[test]
    fn a_question_for_features_is_the_same_question(query in query().prop_map(for_ogc)) {
        let pairs = ogc_pairs(&query);
        prop_assert_eq!(run(&ogc::read(&columns(), said(&pairs)).unwrap()), run(&query), "{:?}", pairs);
    }
}
