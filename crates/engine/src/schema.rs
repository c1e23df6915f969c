//! Declared schemas: those that the portal ships, and a file held against one while it is read, row by row.

use crate::ingest::ROWS_TOLD;
use domain::data::{
    french::ascii,
    schema::{Breach, Cause, Custom, Field, TableSchema, is_absent},
};
use regex::Regex;
use std::{
    collections::{BTreeMap, HashSet},
    hash::{BuildHasher as _, RandomState},
    sync::OnceLock,
};

/// The schemas of the common base of local data (SCDL), each with its word. Where they come from stands beside them.
const SHIPPED: [(&str, &str); 7] = [
    ("scdl-budget", include_str!("../schemas/scdl-budget.json")),
    ("scdl-catalogue", include_str!("../schemas/scdl-catalogue.json")),
    ("scdl-deliberations", include_str!("../schemas/scdl-deliberations.json")),
    ("scdl-equipements", include_str!("../schemas/scdl-equipements.json")),
    ("scdl-menus-collectifs", include_str!("../schemas/scdl-menus-collectifs.json")),
    ("scdl-prenoms", include_str!("../schemas/scdl-prenoms.json")),
    ("scdl-subventions", include_str!("../schemas/scdl-subventions.json")),
];

/// The schemas that a file can be held against, by their words.
pub fn schemas() -> &'static BTreeMap<&'static str, TableSchema> {
    static READ: OnceLock<BTreeMap<&'static str, TableSchema>> = OnceLock::new();
    READ.get_or_init(|| {
        SHIPPED.iter().filter_map(|(word, text)| Some((*word, TableSchema::parse(text).ok()?))).collect()
    })
}

/// What is noted of a cause in a column.
type Noted = (i64, Vec<i64>, String, String);

/// A column of the file that the schema knows.
struct Watched<'a> {
    field: &'a Field,
    place: usize,
    pattern: Option<Regex>,
    /// The values seen, as numbers: eight bytes each.
    seen: Option<HashSet<u64>>,
}

/// Holds a file against a schema while its rows go by.
pub(crate) struct Validator<'a> {
    schema: &'a TableSchema,
    columns: Vec<Watched<'a>>,
    /// The checks over columns that are all there.
    custom: Vec<(&'a Custom, Vec<usize>)>,
    hasher: RandomState,
    noted: BTreeMap<(Cause, String), Noted>,
}

impl<'a> Validator<'a> {
    pub(crate) fn new(schema: &'a TableSchema, headings: &[String]) -> Self {
        let mut noted = BTreeMap::new();
        let mut columns = Vec::new();
        for field in &schema.fields {
            let near = || headings.iter().position(|heading| ascii(heading) == ascii(&field.name));
            match headings.iter().position(|heading| *heading == field.name).or_else(near) {
                Some(place) => {
                    let heading = headings.get(place).cloned().unwrap_or_default();
                    if heading != field.name {
                        noted.insert((Cause::Heading, heading.clone()), (1, vec![1], heading, field.name.clone()));
                    }
                    // Table Schema judges the whole value. The engine of patterns has no look-around: such a one is left out.
                    let pattern = field.constraints.pattern.as_ref();
                    let pattern = pattern.and_then(|pattern| Regex::new(&format!("^(?:{pattern})$")).ok());
                    let seen = field.constraints.unique.then(HashSet::new);
                    columns.push(Watched { field, place, pattern, seen });
                }
                None if field.constraints.required => {
                    let title = field.title.clone();
                    noted.insert((Cause::MissingColumn, field.name.clone()), (1, vec![1], String::new(), title));
                }
                None => {}
            }
        }
        let place = |name: &str| columns.iter().find(|column| column.field.name == name).map(|column| column.place);
        let custom = schema.custom.iter();
        let custom =
            custom.filter_map(|check| Some((check, check.columns().into_iter().map(place).collect::<Option<_>>()?)));
        let custom = custom.collect();
        Self { schema, columns, custom, hasher: RandomState::new(), noted }
    }

    /// Sees one row; `number` is that of a spreadsheet.
    pub(crate) fn see(&mut self, record: &csv::StringRecord, number: i64) {
        let mut found: Vec<(Cause, String, &str, String)> = Vec::new();
        let missing = &self.schema.missing;
        for column in &mut self.columns {
            let text = record.get(column.place).unwrap_or_default();
            let name = || column.field.name.clone();
            if is_absent(text, missing) {
                if column.field.constraints.required {
                    found.push((Cause::Required, name(), "", String::new()));
                }
                continue;
            }
            if let Some(fault) = column.field.judge(text) {
                found.push((fault.cause, name(), text, fault.expected));
            } else if let Some(pattern) = column.pattern.as_ref().filter(|pattern| !pattern.is_match(text)) {
                found.push((Cause::Pattern, name(), text, pattern.as_str().to_owned()));
            }
            if let Some(seen) = &mut column.seen
                && !seen.insert(self.hasher.hash_one(text))
            {
                found.push((Cause::Unique, column.field.name.clone(), text, String::new()));
            }
        }
        for (check, places) in &self.custom {
            let values: Vec<&str> = places
                .iter()
                .map(|place| record.get(*place).filter(|text| !is_absent(text, missing)).unwrap_or_default())
                .collect();
            if let Some(fault) = check.judge(&values) {
                let sample = values.iter().copied().find(|value| !value.is_empty()).unwrap_or_default();
                found.push((fault.cause, check.columns().join(", "), sample, fault.expected));
            }
        }
        for (cause, column, sample, expected) in found {
            let noted = self.noted.entry((cause, column));
            let (count, rows, ..) =
                noted.or_insert_with(|| (0, Vec::new(), sample.chars().take(80).collect(), expected));
            *count += 1;
            if rows.len() < ROWS_TOLD {
                rows.push(number);
            }
        }
    }

    /// What was found, the causes that touch most rows first; a column that is not there before all.
    pub(crate) fn breaches(self) -> Vec<Breach> {
        let whole: BTreeMap<String, String> = self
            .schema
            .fields
            .iter()
            .filter_map(|field| Some((field.name.clone(), field.constraints.pattern.clone()?)))
            .collect();
        let told = |cause, column: &String, expected: String| match cause {
            // As the schema writes it, without what was put around it.
            Cause::Pattern => whole.get(column).cloned().unwrap_or(expected),
            _ => expected,
        };
        let mut all: Vec<Breach> = self
            .noted
            .into_iter()
            .map(|((cause, column), (count, rows, sample, expected))| {
                let expected = told(cause, &column, expected);
                Breach { cause, column, count, rows, sample, expected }
            })
            .collect();
        all.sort_by_key(|breach| (breach.cause > Cause::Heading, std::cmp::Reverse(breach.count)));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_schema_is_read_with_its_patterns() {
        assert_eq!(schemas().len(), SHIPPED.len());
        for (word, schema) in schemas() {
            assert!(!schema.title.is_empty() && schema.fields.len() > 5, "{word}");
            for field in &schema.fields {
                if let Some(pattern) = &field.constraints.pattern {
                    assert!(Regex::new(&format!("^(?:{pattern})$")).is_ok(), "{word} {}: {pattern}", field.name);
                }
            }
        }
        assert_eq!(schemas()["scdl-deliberations"].custom.len(), 11);
    }
}
