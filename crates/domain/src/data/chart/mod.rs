//! Charts as geometry: a table in, marks in a fixed box out. Nothing here knows a language, a colour or a pixel.
//!
//! A view writes the marks as SVG and the labels in the reader's language. Each mark keeps the number of its row, so that
//! the table beside a chart says exactly what the chart draws.

mod choice;
mod draw;
mod reading;
mod scale;
mod sheet;
#[cfg(test)]
mod tests;

pub use choice::{ChartKind, arranged, best, fits, holds_years};
pub use reading::{Reading, Said, Told, Trend};

use super::Table;
use jiff::civil::{Date, DateTime};

/// Both sides of the box in which everything is drawn; `x` goes right, `y` goes down.
pub const SIDE: f64 = 1_000.0;
/// The most categories of a chart with bars lying one under the other.
pub const MOST_BARS: usize = 20;
/// The most columns standing side by side.
pub const MOST_COLUMNS: usize = 60;
/// The most series.
pub const MOST_SERIES: usize = 6;
/// The most parts of a whole.
pub const MOST_PARTS: usize = 6;
/// The most points of a line or a cloud, all series together.
pub const MOST_POINTS: usize = 6_000;

/// A chart, drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it is.
    pub kind: ChartKind,
    /// Whether the values go up; else they go right, as those of bars that lie.
    pub upright: bool,
    /// Names of the series, in the order of their indices.
    pub series: Vec<String>,
    /// Unit of the values, or an empty text.
    pub unit: String,
    /// What stands for values, in the order of the rows.
    pub marks: Vec<Mark>,
    /// What joins the marks of lines and areas.
    pub runs: Vec<Run>,
    /// Along which the values are read: `at` goes up from the bottom of the box, or right when the bars lie.
    pub values: Axis,
    /// Along which rows follow each other: years, names, the second number of a cloud.
    pub along: Axis,
    /// What the sentence beside it says.
    pub reading: Reading,
}

/// A shape that stands for a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Index of its series.
    pub series: usize,
    /// Number of its row in the table, from 0; none when it stands for several rows.
    pub row: Option<usize>,
    /// What it is called.
    pub label: Label,
    /// Its value.
    pub value: f64,
    /// Where it is.
    pub shape: Shape,
}

/// Where a mark is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// A bar or a column. Bars that lie fill the height of their place.
    Bar {
        /// Left.
        x: f64,
        /// Top.
        y: f64,
        /// How wide.
        width: f64,
        /// How high.
        height: f64,
    },
    /// A point.
    Dot {
        /// From the left.
        x: f64,
        /// From the top.
        y: f64,
    },
    /// A part of a circle, in turns: 0.25 is a quarter.
    Part {
        /// Where it begins.
        from: f64,
        /// Where it ends.
        to: f64,
    },
    /// A number in large type.
    Words,
}

/// Points that are joined.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Index of its series.
    pub series: usize,
    /// The line, from left to right.
    pub top: Vec<(f64, f64)>,
    /// The lower side of an area, from left to right; empty for lines.
    pub bottom: Vec<(f64, f64)>,
}

/// An axis.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Axis {
    /// Heading of the column it shows; may be empty.
    pub title: String,
    /// Unit of the column it shows; may be empty.
    pub unit: String,
    /// Where it begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
    /// The places that are labelled.
    pub ticks: Vec<Tick>,
    /// Where zero is, from 0 to [`SIDE`], when it can be seen.
    pub zero: Option<f64>,
}

/// A labelled place of an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where, from 0 to [`SIDE`].
    pub at: f64,
    /// What it is called.
    pub label: Label,
}

/// What a mark or a tick is called, for the view to say in words.
#[derive(Debug, Clone, PartialEq)]
pub enum Label {
    /// A text of the data.
    Text(String),
    /// Yes.
    Yes,
    /// No.
    No,
    /// The row does not say.
    Unknown,
    /// A year.
    Year(i16),
    /// A month, by its first day.
    Month(Date),
    /// A day.
    Day(Date),
    /// A day and an hour.
    Moment(DateTime),
    /// A number.
    Number(f64),
    /// From a number to below another one.
    Between(f64, f64),
    /// So many others together.
    Others(usize),
}

impl Figure {
    /// Draws a table. `None`: there is nothing that this kind of chart could show.
    ///
    /// Rows keep their order; see [`arranged`] for the order that is best read.
    pub fn of(kind: ChartKind, table: &Table) -> Option<Self> {
        if !fits(kind, &table.columns) {
            return None;
        }
        match kind {
            ChartKind::Bar => draw::bars(table, false),
            ChartKind::Stacked => draw::bars(table, true),
            ChartKind::Line => draw::line(table, false),
            ChartKind::Area => draw::line(table, true),
            ChartKind::Scatter => draw::scatter(table),
            ChartKind::Histogram => draw::histogram(table),
            ChartKind::Donut => draw::donut(table),
            ChartKind::Gauge => draw::gauge(table),
            ChartKind::Number => draw::number(table),
        }
    }
}

/// How many, as a number to reckon with.
fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}
