//! Maps as data: which area belongs to which class. The outlines are the view's.

use super::{
    Cell, Column, Kind, Table,
    chart::{Label, Said},
};
use crate::territory::Level;
use std::collections::BTreeMap;

/// How many classes a map has.
pub const CLASSES: usize = 5;

/// A map, reckoned.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// Of which territories.
    pub level: Level,
    /// Heading of the column of numbers.
    pub title: String,
    /// Its unit; may be empty.
    pub unit: String,
    /// The areas with a number, in the order of the rows.
    pub areas: Vec<Area>,
    /// The classes that hold an area, from the least values to the greatest; they do not overlap.
    pub classes: Vec<Class>,
    /// How many rows name no territory, one that came before, or have no number.
    pub without: usize,
}

/// A territory with its number.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Its official code.
    pub code: String,
    /// Number of its row, from 0.
    pub row: usize,
    /// Its value.
    pub value: f64,
    /// Index of its class.
    pub class: usize,
}

/// A class: the least and the greatest value that really occur in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Class {
    /// The least.
    pub low: f64,
    /// The greatest.
    pub high: f64,
    /// How many areas.
    pub count: usize,
}

/// The level of a table that can be a map: it has a column of codes and one of numbers.
pub fn level(columns: &[Column]) -> Option<Level> {
    let (level, _) = codes(columns)?;
    columns.iter().any(|column| column.kind.is_quantity()).then_some(level)
}

/// The column of codes.
fn codes(columns: &[Column]) -> Option<(Level, usize)> {
    columns.iter().enumerate().find_map(|(place, column)| match column.kind {
        Kind::Departement => Some((Level::Departement, place)),
        Kind::Region => Some((Level::Region, place)),
        _ => None,
    })
}

/// A code as the official list writes it: files lose zeros and write small letters.
pub fn code(text: &str) -> String {
    let text = text.trim().to_ascii_uppercase();
    if text.len() == 1 && text.starts_with(|c: char| c.is_ascii_digit()) { format!("0{text}") } else { text }
}

impl Map {
    /// Puts the areas of a table into classes of about as many areas each (quantiles). Equal values share a class, and as many
    /// classes as there are different values are enough. `None`: nothing to be seen.
    pub fn of(table: &Table) -> Option<Self> {
        let (level, by) = codes(&table.columns)?;
        let (place, column) = table.columns.iter().enumerate().find(|(_, column)| column.kind.is_quantity())?;
        let mut found: BTreeMap<String, (usize, f64)> = BTreeMap::new();
        for (row, cells) in table.rows.iter().enumerate() {
            let code = match cells.get(by) {
                Some(Cell::Text(text)) => code(text),
                Some(Cell::Integer(number)) => code(&number.to_string()),
                _ => continue,
            };
            let value = cells.get(place).and_then(Cell::number).filter(|value| value.is_finite());
            if let Some(value) = value {
                found.entry(code).or_insert((row, value));
            }
        }
        let mut sorted: Vec<f64> = found.values().map(|(_, value)| *value).collect();
        sorted.sort_by(f64::total_cmp);
        let mut different = sorted.clone();
        different.dedup_by(|a, b| a.total_cmp(b).is_eq());
        let few = different.len() <= CLASSES;
        let rank = |value: f64| {
            let below = |all: &[f64]| all.partition_point(|other| other.total_cmp(&value).is_lt());
            if few { below(&different) } else { below(&sorted) * CLASSES / sorted.len() }
        };
        // Ranks without an area are left out.
        let mut classes: BTreeMap<usize, Class> = BTreeMap::new();
        for value in &sorted {
            let class = classes.entry(rank(*value)).or_insert(Class { low: *value, high: *value, count: 0 });
            class.high = *value;
            class.count += 1;
        }
        let class_of = |value: f64| classes.keys().position(|other| *other == rank(value)).unwrap_or(0);
        let mut areas: Vec<Area> =
            found.into_iter().map(|(code, (row, value))| Area { code, row, value, class: class_of(value) }).collect();
        areas.sort_by_key(|area| area.row);
        (!areas.is_empty()).then(|| Self {
            level,
            title: column.title.clone(),
            unit: column.unit.clone(),
            without: table.rows.len() - areas.len(),
            classes: classes.values().copied().collect(),
            areas,
        })
    }

    /// The areas from the greatest to the least; equal ones by their codes.
    pub fn ranked(&self) -> Vec<&Area> {
        let mut areas: Vec<&Area> = self.areas.iter().collect();
        areas.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.code.cmp(&b.code)));
        areas
    }

    /// The area with that code.
    pub fn area(&self, code: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.code == code)
    }

    /// The greatest and the least value, each with the code of its area.
    pub fn extremes(&self) -> Option<(Said, Said)> {
        let ranked = self.ranked();
        let said = |area: &&Area| Said { label: Label::Text(area.code.clone()), value: area.value };
        Some((ranked.first().map(said)?, ranked.last().map(said)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(rows: Vec<(&str, Cell)>) -> Table {
        let columns =
            vec![Column::new("dep", "Département", Kind::Departement), Column::new("taux", "Taux", Kind::Decimal)];
        let rows: Vec<_> = rows.into_iter().map(|(code, value)| vec![Cell::Text(code.to_owned()), value]).collect();
        Table { columns, total: i64::try_from(rows.len()).unwrap(), rows }
    }

    #[test]
    fn a_zero_is_a_value_and_an_empty_cell_is_none() {
        let map =
            Map::of(&table(vec![("01", Cell::Integer(0)), ("02", Cell::Empty), ("2a", Cell::Integer(3))])).unwrap();
        assert_eq!(map.areas.iter().map(|area| area.code.as_str()).collect::<Vec<_>>(), ["01", "2A"]);
        assert_eq!((map.without, map.classes.len()), (1, 2));
        assert_eq!(map.area("01").map(|area| area.value), Some(0.0));
        assert!(map.area("02").is_none());
    }

    #[test]
    fn lost_zeros_come_back_and_a_code_counts_once() {
        let map = Map::of(&table(vec![("1", Cell::Integer(5)), ("01", Cell::Integer(9))])).unwrap();
        assert_eq!((map.areas.len(), map.without), (1, 1));
        assert_eq!(code(" 974 "), "974");
    }

    #[test]
    fn few_values_have_a_class_each() {
        let map = Map::of(&table(vec![("01", Cell::Integer(1)), ("02", Cell::Integer(1)), ("03", Cell::Integer(2))]))
            .unwrap();
        assert_eq!(map.classes, [Class { low: 1.0, high: 1.0, count: 2 }, Class { low: 2.0, high: 2.0, count: 1 }]);
    }

    #[test]
    fn a_table_without_codes_or_numbers_is_no_map() {
        assert_eq!(level(&table(vec![]).columns), Some(Level::Departement));
        assert_eq!(level(&[Column::new("dep", "Département", Kind::Departement)]), None);
        assert_eq!(level(&[Column::new("nom", "Nom", Kind::Text), Column::new("n", "N", Kind::Integer)]), None);
        assert!(Map::of(&table(vec![])).is_none());
        assert!(Map::of(&table(vec![("01", Cell::Decimal(f64::NAN))])).is_none());
    }

    proptest! {
        #[test]
        fn classes_hold_their_values_and_do_not_overlap(values in prop::collection::vec(prop_oneof![-5_i32..5, any::<i32>()], 1..101)) {
            let codes: Vec<String> = (0..values.len()).map(|n| format!("{n:03}")).collect();
            let rows = codes.iter().zip(&values).map(|(code, value)| (code.as_str(), Cell::Decimal(f64::from(*value))));
            let map = Map::of(&table(rows.collect())).unwrap();
            prop_assert_eq!(map.areas.len(), values.len());
            prop_assert!(map.classes.len() <= CLASSES);
            prop_assert_eq!(map.classes.iter().map(|class| class.count).sum::<usize>(), values.len());
            prop_assert!(map.classes.windows(2).all(|pair| pair[0].high < pair[1].low));
            for area in &map.areas {
                let class = map.classes[area.class];
                prop_assert!((class.low..=class.high).contains(&area.value));
            }
            prop_assert!(map.ranked().is_sorted_by(|a, b| a.value >= b.value));
        }
    }
}
