//! Declared schemas: what a file of a kind must hold (Table Schema 1.0, Frictionless Data), with the checks that
//! schema.data.gouv.fr adds to it. Judged value by value and row by row; patterns and repetitions are the engine's, which has
//! regular expressions and sees the whole file.

mod row;
mod value;

pub use row::{Custom, Order};
pub use value::is_absent;

use super::Defect;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// A schema.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct TableSchema {
    /// Its name among others: `subventions`.
    #[serde(default)]
    pub name: String,
    /// Its title.
    #[serde(default)]
    pub title: String,
    /// What it is for.
    #[serde(default)]
    pub description: String,
    /// Its version: `2.1.1`.
    #[serde(default)]
    pub version: String,
    /// Where it is told of.
    #[serde(default)]
    pub homepage: String,
    /// Where it stands.
    #[serde(default)]
    pub path: String,
    /// The columns.
    pub fields: Vec<Field>,
    /// What several columns must be together, and official numbers.
    #[serde(default, rename = "custom_checks", deserialize_with = "row::known")]
    pub custom: Vec<Custom>,
    /// The texts that say that nothing is known.
    #[serde(default = "nothing", rename = "missingValues")]
    pub missing: Vec<String>,
}

fn nothing() -> Vec<String> {
    vec![String::new()]
}

impl TableSchema {
    /// Reads one.
    ///
    /// # Errors
    /// The text is not a Table Schema.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

/// A column of a schema.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Field {
    /// The heading that it must have.
    #[serde(default)]
    pub name: String,
    /// In words.
    #[serde(default)]
    pub title: String,
    /// What it means.
    #[serde(default)]
    pub description: String,
    /// What its values are.
    #[serde(default, rename = "type")]
    pub kind: FieldType,
    /// How they are written.
    #[serde(default)]
    pub format: String,
    /// What else must hold.
    #[serde(default)]
    pub constraints: Constraints,
    /// The texts that say yes.
    #[serde(default = "yes")]
    pub true_values: Vec<String>,
    /// The texts that say no.
    #[serde(default = "no")]
    pub false_values: Vec<String>,
    /// What the values of a list are.
    #[serde(default)]
    pub array_item: Option<Box<Self>>,
}

fn yes() -> Vec<String> {
    ["true", "True", "TRUE", "1"].map(str::to_owned).into()
}

fn no() -> Vec<String> {
    ["false", "False", "FALSE", "0"].map(str::to_owned).into()
}

/// What the values of a column are (Table Schema 1.0, field types).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldType {
    /// Texts.
    #[default]
    String,
    /// Numbers, with a point before decimals.
    Number,
    /// Whole numbers.
    Integer,
    /// Yes or no.
    Boolean,
    /// Days.
    Date,
    /// Hours.
    Time,
    /// Days with an hour.
    DateTime,
    /// Years.
    Year,
    /// Months of a year.
    YearMonth,
    /// Lists, as JSON.
    Array,
    /// Points.
    GeoPoint,
    /// Anything else: not judged.
    #[serde(other)]
    Any,
}

impl FieldType {
    /// The word in the translations.
    pub const fn word(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "datetime",
            Self::Year => "year",
            Self::YearMonth => "yearmonth",
            Self::Array => "array",
            Self::GeoPoint => "geopoint",
            Self::Any => "any",
        }
    }
}

/// What must hold of each value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Constraints {
    /// It must be there.
    pub required: bool,
    /// No other row may have the same.
    pub unique: bool,
    /// A regular expression that the whole value must match.
    pub pattern: Option<String>,
    /// It must be one of these.
    #[serde(rename = "enum", deserialize_with = "texts")]
    pub among: Vec<String>,
    /// The least.
    #[serde(deserialize_with = "one")]
    pub minimum: Option<String>,
    /// The most.
    #[serde(deserialize_with = "one")]
    pub maximum: Option<String>,
    /// The fewest characters.
    pub min_length: Option<usize>,
    /// The most characters.
    pub max_length: Option<usize>,
}

/// Schemas write bounds and choices as texts or as numbers.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn texts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    Ok(Vec::<Value>::deserialize(from)?.iter().map(plain).collect())
}

fn one<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<Value>::deserialize(from)?.as_ref().map(plain))
}

/// Why a file does not keep to its schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A column that must be there is not.
    MissingColumn,
    /// A column has nearly the name that it must have.
    Heading,
    /// A value that must be there is not.
    Required,
    /// A value that may stand once stands again.
    Unique,
    /// A value is not what the column holds.
    Type,
    /// A value is not written as it must be.
    Pattern,
    /// A value is none of those allowed.
    Enum,
    /// A value is less than it may be.
    Minimum,
    /// A value is more than it may be.
    Maximum,
    /// A text is too short.
    MinLength,
    /// A text is too long.
    MaxLength,
    /// Not a SIRET.
    Siret,
    /// Not a SIREN.
    Siren,
    /// Not two years, the first before the second.
    YearInterval,
    /// Columns of which all must be filled or none.
    Cohesive,
    /// Two columns are not in order.
    Compare,
    /// Columns do not add up to another.
    Sum,
    /// Not a matter of the nomenclature of acts.
    Act,
    /// None of several columns is filled.
    OneOf,
}

impl Cause {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::MissingColumn,
        Self::Heading,
        Self::Required,
        Self::Unique,
        Self::Type,
        Self::Pattern,
        Self::Enum,
        Self::Minimum,
        Self::Maximum,
        Self::MinLength,
        Self::MaxLength,
        Self::Siret,
        Self::Siren,
        Self::YearInterval,
        Self::Cohesive,
        Self::Compare,
        Self::Sum,
        Self::Act,
        Self::OneOf,
    ];

    /// The word in the translations.
    pub const fn word(self) -> &'static str {
        match self {
            Self::MissingColumn => "missing_column",
            Self::Heading => "heading",
            Self::Required => "required",
            Self::Unique => "unique",
            Self::Type => "type",
            Self::Pattern => "pattern",
            Self::Enum => "enum",
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::MinLength => "min_length",
            Self::MaxLength => "max_length",
            Self::Siret => "siret",
            Self::Siren => "siren",
            Self::YearInterval => "year_interval",
            Self::Cohesive => "cohesive",
            Self::Compare => "compare",
            Self::Sum => "sum",
            Self::Act => "act",
            Self::OneOf => "one_of",
        }
    }
}

/// Where a file does not keep to its schema, grouped by cause and column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breach {
    /// Why.
    pub cause: Cause,
    /// The column, or the columns together.
    pub column: String,
    /// How many rows.
    pub count: i64,
    /// Numbers of the first rows, as a spreadsheet counts them.
    pub rows: Vec<i64>,
    /// One value as it is written.
    pub sample: String,
    /// What the schema asks: a type's word, a bound, the choices, a pattern, an example.
    pub expected: String,
}

impl Breach {
    /// The same as it stands on the label of a published dataset.
    pub fn defect(&self) -> Defect {
        Defect {
            code: format!("schema_{}", self.cause.word()),
            column: self.column.clone(),
            count: self.count,
            rows: self.rows.clone(),
            sample: self.sample.clone(),
        }
    }
}

/// What is wrong with one value or row: why, and what is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Why.
    pub cause: Cause,
    /// What the schema asks.
    pub expected: String,
}

impl Fault {
    fn new(cause: Cause, expected: impl Into<String>) -> Self {
        Self { cause, expected: expected.into() }
    }
}
