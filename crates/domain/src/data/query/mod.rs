//! The one question that can be put to a dataset. Every door (the page's address, ODSQL, CKAN, tabular, OGC) reads its own
//! spelling into a [`Query`]; [`Query::check`] holds it against the columns; the engine runs what was checked. There is no
//! other way in, and no SQL text.

mod check;
pub mod ckan;
mod door;
pub mod odsql;
pub mod ogc;
pub mod tabular;
pub mod url;

pub use check::{Checked, Measured, Op, Predicate, ResultColumn, Scope, Scopes, Slot};

use super::Kind;
use crate::territory::TerritoryId;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, str::FromStr};

/// The most rows that one answer holds; exports have no such wall.
pub const MOST_ROWS: i64 = 1_000;
/// The most conditions of a question.
pub const MOST_CONDITIONS: usize = 50;
/// The deepest that conditions may be nested.
pub const MOST_DEPTH: usize = 8;
/// The most values of one list.
pub const MOST_VALUES: usize = 1_000;
/// The most columns by which rows are grouped.
pub const MOST_GROUPS: usize = 4;
/// The most measures of a question.
pub const MOST_MEASURES: usize = 12;
/// The longest question that comes through a public door: the bytes of all its names and values.
pub const MOST_BYTES: usize = 10_000;
/// The most rows that may be left out first: far beyond any file, and far from where adding to it would overflow.
pub const MOST_OFFSET: i64 = 1_000_000_000_000;

/// The name under which an answer has the number of each row. No column can be called so.
pub const ROW_NUMBER: &str = "_id";

/// A question.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Query {
    /// The columns wished, in their order; empty for all. Without meaning where rows are grouped.
    pub select: Vec<String>,
    /// Other names for columns of the answer. Without meaning where rows are grouped: groups and measures hold theirs.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// Whether each row comes with its number in the file, from 1, first and under the name [`ROW_NUMBER`]. Without meaning
    /// where rows are grouped.
    #[serde(default)]
    pub numbered: bool,
    /// Which rows.
    pub filter: Filter,
    /// By what rows are grouped.
    pub group: Vec<Group>,
    /// What is measured of each group, or of all rows when there is no group.
    pub measures: Vec<Measure>,
    /// The order; by columns of the answer.
    pub sort: Vec<Sort>,
    /// The most rows to answer.
    pub limit: Option<i64>,
    /// How many rows to leave out first.
    pub offset: i64,
}

/// Which rows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub enum Filter {
    /// All of them.
    #[default]
    Everything,
    /// Those that fulfil all of these.
    All(Vec<Filter>),
    /// Those that fulfil one of these.
    Any(Vec<Filter>),
    /// Those that do not fulfil this.
    Not(Box<Filter>),
    /// Those whose column does this.
    Column(String, Test),
    /// Those of which some text holds these words; accents and case do not count.
    Words(String),
    /// Those within a territory, by the column of codes that the dataset has.
    Within(TerritoryId),
    /// Those whose point lies in a box of degrees (WGS 84), or whose shape has a box that meets it.
    Inside(Bounds),
    /// The one with this number in the file, from 1.
    Row(i64),
}

/// A box of degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// Least longitude.
    pub west: f64,
    /// Least latitude.
    pub south: f64,
    /// Greatest longitude.
    pub east: f64,
    /// Greatest latitude.
    pub north: f64,
}

/// What the value of a column must do. Values are text as it was asked; checking reads it as the column's kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Test {
    /// Compare with a value.
    Is(Sign, String),
    /// Be one of these.
    OneOf(Vec<String>),
    /// Hold these words; accents and case do not count.
    Holds(String),
    /// Begin with this.
    Begins(String),
    /// Be unknown.
    Empty,
}

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sign {
    /// The same.
    Equal,
    /// Another one, or unknown.
    Different,
    /// Less.
    Less,
    /// Less, or the same.
    AtMost,
    /// More.
    More,
    /// More, or the same.
    AtLeast,
}

impl Sign {
    /// All signs.
    pub const ALL: [Self; 6] = [Self::Equal, Self::Different, Self::Less, Self::AtMost, Self::More, Self::AtLeast];
}

/// By what rows are grouped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The column.
    pub column: String,
    /// For days and hours: the span that counts as one.
    pub span: Option<Span>,
    /// The name in the answer; the column's when it is not said.
    pub name: Option<String>,
}

impl Group {
    /// By the values of a column.
    pub fn by(column: &str) -> Self {
        Self { column: column.to_owned(), span: None, name: None }
    }
}

/// A span of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Span {
    /// A year.
    Year,
    /// Three months.
    Quarter,
    /// A month.
    Month,
    /// A week, from Monday.
    Week,
    /// A day.
    Day,
}

impl Span {
    /// All spans, the longest first.
    pub const ALL: [Self; 5] = [Self::Year, Self::Quarter, Self::Month, Self::Week, Self::Day];

    /// The word in addresses.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Year => "an",
            Self::Quarter => "trimestre",
            Self::Month => "mois",
            Self::Week => "semaine",
            Self::Day => "jour",
        }
    }
}

/// What is measured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// How.
    pub how: How,
    /// Of which column; none for counting rows.
    pub column: Option<String>,
    /// The name in the answer; made of both when it is not said: `somme_montant`.
    pub name: Option<String>,
}

impl Measure {
    /// The number of rows.
    pub const fn count() -> Self {
        Self { how: How::Count, column: None, name: None }
    }

    /// A measure of a column.
    pub fn of(how: How, column: &str) -> Self {
        Self { how, column: Some(column.to_owned()), name: None }
    }

    /// The name in the answer.
    pub fn result(&self) -> String {
        match (&self.name, &self.column) {
            (Some(name), _) => name.clone(),
            (None, Some(column)) => format!("{}_{column}", self.how.word()),
            (None, None) => self.how.word().to_owned(),
        }
    }
}

/// How something is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum How {
    /// Number of rows, or of known values of a column.
    Count,
    /// Number of different values.
    Distinct,
    /// Sum.
    Sum,
    /// Mean.
    Mean,
    /// Least value.
    Least,
    /// Greatest value.
    Greatest,
    /// Median.
    Median,
}

impl How {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Count, Self::Distinct, Self::Sum, Self::Mean, Self::Median, Self::Least, Self::Greatest];

    /// The word in addresses and in the translations.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Count => "nombre",
            Self::Distinct => "distincts",
            Self::Sum => "somme",
            Self::Mean => "moyenne",
            Self::Median => "mediane",
            Self::Least => "minimum",
            Self::Greatest => "maximum",
        }
    }

    /// Whether a column of this kind can be measured so.
    pub const fn fits(self, kind: Kind) -> bool {
        match self {
            Self::Count | Self::Distinct => true,
            Self::Sum | Self::Mean | Self::Median => kind.is_number(),
            Self::Least | Self::Greatest => kind.is_number() || kind.is_time(),
        }
    }
}

macro_rules! by_word {
    ($($name:ident),*) => { $(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }

        impl FromStr for $name {
            type Err = super::NotAWord;
            fn from_str(text: &str) -> Result<Self, super::NotAWord> {
                Self::ALL.into_iter().find(|each| each.word() == text).ok_or(super::NotAWord)
            }
        }
    )* };
}
by_word!(Span, How);

/// In which order rows come. Rows with the same value keep the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    /// A column of the answer.
    pub column: String,
    /// Whether the greatest comes first. Unknown values come last either way.
    pub down: bool,
}

/// Why a question is refused: a code for the sentence, and what it is about as it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {about}")]
pub struct Fault {
    /// `unknown_column`, `not_a_value`, `does_not_fit`, `too_much`, `no_territory`, `no_point`, `syntax`, `twice`.
    pub code: &'static str,
    /// The column, value or place in the text that is meant.
    pub about: String,
}

impl Fault {
    /// A fault about something.
    pub fn new(code: &'static str, about: impl Into<String>) -> Self {
        // What comes back must not be longer than what one can read.
        Self { code, about: about.into().chars().take(120).collect() }
    }
}

impl Filter {
    /// A test of one column.
    pub fn column(column: &str, test: Test) -> Self {
        Self::Column(column.to_owned(), test)
    }

    /// Both: rows must fulfil this too.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Everything, other) => other,
            (this, Self::Everything) => this,
            (Self::All(mut parts), Self::All(others)) => {
                parts.extend(others);
                Self::All(parts)
            }
            (Self::All(mut parts), other) => {
                parts.push(other);
                Self::All(parts)
            }
            (this, Self::All(mut others)) => {
                others.insert(0, this);
                Self::All(others)
            }
            (this, other) => Self::All(vec![this, other]),
        }
    }
}
