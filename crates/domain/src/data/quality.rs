use super::{Dataset, Frequency};
use serde::{Deserialize, Serialize};

/// One reason of a quality label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Its word in the translations: `freshness`, `completeness`, `licence`, `description`, `columns`, `format`.
    pub reason: &'static str,
    /// Points that it gives.
    pub points: i64,
    /// The most that it can give.
    pub most: i64,
}

/// The quality label: points of a hundred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Quality(pub i64);

/// The quality of a dataset at a time, with its reasons: each is something that the producer can mend. Completeness counts
/// cells, columns count those that are explained.
pub fn quality(dataset: &Dataset, now: i64) -> (Quality, Vec<Mark>) {
    let version = &dataset.version;
    let facts = &dataset.facts;
    let age_days = (now - version.created).max(0) / 86_400;
    let freshness = match facts.frequency.days() {
        Some(days) if age_days <= days => 25,
        Some(days) if age_days <= days.saturating_mul(2) => 12,
        Some(_) => 0,
        None if facts.frequency == Frequency::Unknown => 5,
        None => 20,
    };
    let columns = i64::try_from(version.columns.len()).unwrap_or(i64::MAX).max(1);
    let cells = columns.saturating_mul(version.rows).max(1);
    let empty: i64 = version.columns.iter().map(|column| column.empty).sum();
    let wrong: i64 = version.defects.iter().map(|defect| defect.count).sum();
    let completeness = 20 * (cells - empty - wrong).clamp(0, cells) / cells;
    let explained =
        i64::try_from(version.columns.iter().filter(|column| !column.description.is_empty()).count()).unwrap_or(0);
    let described = match facts.description.chars().count() + facts.summary.chars().count() {
        0..40 => 0,
        40..160 => 8,
        _ => 15,
    };
    let marks = vec![
        Mark { reason: "freshness", points: freshness, most: 25 },
        Mark { reason: "completeness", points: completeness, most: 20 },
        Mark { reason: "licence", points: if facts.licence.is_open() { 15 } else { 0 }, most: 15 },
        Mark { reason: "description", points: described, most: 15 },
        Mark { reason: "columns", points: 15 * explained / columns, most: 15 },
        // Whatever came in is served as CSV, JSON and Parquet.
        Mark { reason: "format", points: 10, most: 10 },
    ];
    (Quality(marks.iter().map(|mark| mark.points).sum()), marks)
}
