//! The checks that schema.data.gouv.fr adds to Table Schema (`custom_checks`): official numbers, and columns that must agree.
//! Source: the documentation of Validata's checks. A check of another name is left out: it is not a fault of the file.

use super::{Cause, Fault, value::number};
use crate::{
    data::french::{is_siren, is_siret},
    text::fold,
};
use serde::{Deserialize, Deserializer};
use std::cmp::Ordering;

/// The matters of the nomenclature of acts (ACTES, Ministry of the Interior), folded.
const MATTERS: [&str; 9] = [
    "commande publique",
    "urbanisme",
    "domaine et patrimoine",
    "fonction publique",
    "institutions et vie politique",
    "libertes publiques et pouvoirs de police",
    "finances locales",
    "domaines de competences par themes",
    "autres domaines de competences",
];

/// How two columns must stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `==`
    Equal,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}

impl Order {
    /// As it is written.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Equal => "=",
            Self::AtLeast => ">=",
            Self::More => ">",
        }
    }

    const fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Equal => order.is_eq(),
            Self::AtLeast => order.is_ge(),
            Self::More => order.is_gt(),
        }
    }
}

/// One of the checks, by the headings of its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Custom {
    /// The column holds SIRET numbers.
    Siret(String),
    /// The column holds SIREN numbers.
    Siren(String),
    /// The column holds `2017/2018`; one year alone too, where that is allowed.
    YearInterval(String, bool),
    /// All of these are filled, or none.
    Cohesive(Vec<String>),
    /// Two columns in order.
    Compare(String, Order, String),
    /// The first is the sum of the others.
    Sum(String, Vec<String>),
    /// The column holds `Matter/sub-matter` of the nomenclature of acts.
    Act(String),
    /// At least one of these is filled.
    OneOf(Vec<String>),
}

#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    name: String,
    #[serde(default)]
    params: Params,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Params {
    column: String,
    column1: String,
    column2: String,
    columns: Vec<String>,
    othercolumns: Vec<String>,
    op: String,
    #[serde(rename = "allow-year-only")]
    year_only: String,
}

pub(super) fn known<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Custom>, D::Error> {
    Ok(Vec::<Written>::deserialize(from)?.into_iter().filter_map(custom).collect())
}

fn custom(Written { name, params }: Written) -> Option<Custom> {
    Some(match name.trim_end_matches("-value") {
        "french-siret" | "siret" => Custom::Siret(params.column),
        "french-siren" | "siren" => Custom::Siren(params.column),
        "year-interval" => Custom::YearInterval(params.column, matches!(params.year_only.as_str(), "yes" | "true")),
        "cohesive-columns" => Custom::Cohesive(std::iter::once(params.column).chain(params.othercolumns).collect()),
        "compare-columns" => {
            let order = match params.op.as_str() {
                "<" => Order::Less,
                "<=" => Order::AtMost,
                "==" | "=" => Order::Equal,
                ">=" => Order::AtLeast,
                ">" => Order::More,
                _ => return None,
            };
            Custom::Compare(params.column, order, params.column2)
        }
        "sum-columns" => Custom::Sum(params.column, params.columns),
        "nomenclature-actes" | "nomenclature-acte" => Custom::Act(params.column),
        "one-of-required" => Custom::OneOf(vec![params.column1, params.column2]),
        _ => return None,
    })
}

impl Custom {
    /// The headings of its columns.
    pub fn columns(&self) -> Vec<&str> {
        match self {
            Self::Siret(column) | Self::Siren(column) | Self::YearInterval(column, _) | Self::Act(column) => {
                vec![column]
            }
            Self::Cohesive(columns) | Self::OneOf(columns) => columns.iter().map(String::as_str).collect(),
            Self::Compare(left, _, right) => vec![left, right],
            Self::Sum(total, parts) => std::iter::once(total).chain(parts).map(String::as_str).collect(),
        }
    }

    /// What is wrong with one row: the values of [`Custom::columns`], empty where nothing is known.
    pub fn judge(&self, values: &[&str]) -> Option<Fault> {
        let first = values.first().copied().unwrap_or_default();
        let filled = values.iter().filter(|value| !value.is_empty()).count();
        let told = || self.columns().join(", ");
        let fault = |wrong: bool, cause, expected: String| wrong.then(|| Fault::new(cause, expected));
        match self {
            Self::Cohesive(_) => fault(filled > 0 && filled < values.len(), Cause::Cohesive, told()),
            Self::OneOf(_) => fault(filled == 0, Cause::OneOf, told()),
            // What is not there is judged by others.
            _ if filled < values.len() => None,
            Self::Siret(_) => fault(!is_siret(first), Cause::Siret, String::new()),
            Self::Siren(_) => fault(!is_siren(first), Cause::Siren, String::new()),
            Self::YearInterval(_, alone) => {
                fault(!is_interval(first, *alone), Cause::YearInterval, "2017/2018".to_owned())
            }
            Self::Act(_) => fault(!is_act(first), Cause::Act, "Finances locales/Subventions".to_owned()),
            Self::Compare(left, order, right) => {
                let second = values.get(1).copied().unwrap_or_default();
                let there = match (number(first), number(second)) {
                    (Some(a), Some(b)) => a.partial_cmp(&b),
                    _ => Some(first.cmp(second)),
                };
                let wrong = there.is_some_and(|there| !order.holds(there));
                fault(wrong, Cause::Compare, format!("{left} {} {right}", order.sign()))
            }
            Self::Sum(total, parts) => {
                let numbers: Option<Vec<f64>> = values.iter().map(|value| number(value)).collect();
                let (whole, rest) = numbers.as_deref()?.split_first()?;
                let wrong = (rest.iter().sum::<f64>() - whole).abs() > 0.005;
                fault(wrong, Cause::Sum, format!("{total} = {}", parts.join(" + ")))
            }
        }
    }
}

fn is_interval(text: &str, alone: bool) -> bool {
    let year = |text: &str| if text.len() == 4 { text.parse::<u16>().ok() } else { None };
    match text.split_once('/') {
        Some((from, until)) => matches!((year(from), year(until)), (Some(from), Some(until)) if from < until),
        None => alone && year(text).is_some(),
    }
}

/// `Matter/sub-matter`, without spaces around the stroke.
fn is_act(text: &str) -> bool {
    let Some((matter, rest)) = text.split_once('/') else { return false };
    let close = !matter.ends_with(' ') && !rest.starts_with(' ');
    close && MATTERS.contains(&fold(matter).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cause(custom: &Custom, values: &[&str]) -> Option<Cause> {
        custom.judge(values).map(|fault| fault.cause)
    }

    fn name(text: &str) -> String {
        text.to_owned()
    }

    #[test]
    fn official_numbers_years_and_matters_are_judged() {
        assert_eq!(cause(&Custom::Siret(name("a")), &["24330031600011"]), None);
        assert_eq!(cause(&Custom::Siret(name("a")), &["24330031600012"]), Some(Cause::Siret));
        assert_eq!(cause(&Custom::Siret(name("a")), &[""]), None);
        let years = Custom::YearInterval(name("a"), true);
        for (text, fault) in [
            ("2017/2018", None),
            ("2018", None),
            ("2018/2017", Some(Cause::YearInterval)),
            ("17/18", Some(Cause::YearInterval)),
        ] {
            assert_eq!(cause(&years, &[text]), fault, "{text}");
        }
        let act = Custom::Act(name("a"));
        for (text, fault) in [
            ("Finances locales/Subventions", None),
            ("LIBERTÉS PUBLIQUES et pouvoirs de police/Police municipale", None),
            ("Finances locales", Some(Cause::Act)),
            ("Finances locales / Subventions", Some(Cause::Act)),
            ("Cuisine/Menus", Some(Cause::Act)),
        ] {
            assert_eq!(cause(&act, &[text]), fault, "{text}");
        }
    }

    #[test]
    fn columns_must_agree() {
        let both = Custom::Cohesive(vec![name("a"), name("b")]);
        assert_eq!((cause(&both, &["1", "2"]), cause(&both, &["", ""])), (None, None));
        assert_eq!(cause(&both, &["1", ""]), Some(Cause::Cohesive));
        let later = Custom::Compare(name("a"), Order::AtLeast, name("b"));
        assert_eq!(cause(&later, &["10", "9"]), None, "as numbers, not as texts");
        assert_eq!(cause(&later, &["2017-01-01", "2017-02-03"]), Some(Cause::Compare));
        let sum = Custom::Sum(name("t"), vec![name("a"), name("b")]);
        assert_eq!((cause(&sum, &["3", "1", "2"]), cause(&sum, &["3", "1", ""])), (None, None));
        assert_eq!(cause(&sum, &["4", "1", "2"]), Some(Cause::Sum));
        assert_eq!(cause(&Custom::OneOf(vec![name("a"), name("b")]), &["", ""]), Some(Cause::OneOf));
    }

    #[test]
    fn checks_are_read_as_schemas_write_them() {
        let json = r#"{"fields":[],"custom_checks":[
            {"name":"french-siret-value","params":{"column":"S"}},
            {"name":"compare-columns-value","params":{"column":"A","op":">=","column2":"B"}},
            {"name":"sum-columns-value","params":{"column":"T","columns":["A","B"]}},
            {"name":"year-interval-value","params":{"column":"Y","allow-year-only":"yes"}},
            {"name":"opening-hours-value","params":{"column":"H"}}]}"#;
        let schema = super::super::TableSchema::parse(json).unwrap();
        assert_eq!(
            schema.custom,
            [
                Custom::Siret(name("S")),
                Custom::Compare(name("A"), Order::AtLeast, name("B")),
                Custom::Sum(name("T"), vec![name("A"), name("B")]),
                Custom::YearInterval(name("Y"), true),
            ]
        );
    }
}
