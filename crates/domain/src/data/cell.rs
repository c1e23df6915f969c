use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

/// One value of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Cell {
    /// Nothing is known.
    Empty,
    /// Yes or no.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number.
    Decimal(f64),
    /// A day.
    Date(Date),
    /// A day and an hour, as written: local time.
    Moment(DateTime),
    /// A text, among them every official code.
    Text(String),
}

impl Cell {
    /// Whether nothing is known.
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The number, if it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            #[expect(
                clippy::cast_precision_loss,
                clippy::as_conversions,
                reason = "for drawing; beyond 2^53 the nearest"
            )]
            Self::Integer(number) => Some(*number as f64),
            Self::Decimal(number) => Some(*number),
            _ => None,
        }
    }

    /// The value as machines exchange it: ISO 8601 days, a point in decimals; empty for nothing.
    pub fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Boolean(yes) => yes.to_string(),
            Self::Integer(number) => number.to_string(),
            Self::Decimal(number) => number.to_string(),
            Self::Date(day) => day.to_string(),
            Self::Moment(moment) => moment.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// Rows under named columns: what a query answers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The columns: those of the dataset, or the results of aggregates.
    pub columns: Vec<super::Column>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows answer in all, before paging.
    pub total: i64,
}
