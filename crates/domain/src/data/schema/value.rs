//! One value against its column.

use super::{Cause, Constraints, Fault, Field, FieldType};
use crate::data::french;
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
};
use std::cmp::Ordering;

/// The most choices that are told.
const CHOICES_TOLD: usize = 12;

/// Whether the value says that nothing is known.
pub fn is_absent(text: &str, missing: &[String]) -> bool {
    text.trim().is_empty() || missing.iter().any(|word| word == text)
}

/// A number as Table Schema writes it: digits, one point, an exponent.
pub(super) fn number(text: &str) -> Option<f64> {
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
    let digit = text.contains(|c: char| c.is_ascii_digit());
    (digit && text.chars().all(plain)).then(|| text.parse().ok()).flatten()
}

fn digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl Field {
    /// What is wrong with a value that is there, if anything.
    pub fn judge(&self, text: &str) -> Option<Fault> {
        if !self.fits(text) {
            let expected = match self.kind {
                FieldType::String => self.format.as_str(),
                kind => kind.word(),
            };
            return Some(Fault::new(Cause::Type, expected));
        }
        if let Some(item) = self.array_item.as_ref().filter(|_| self.kind == FieldType::Array) {
            return items(text)?.iter().find_map(|text| item.judge(text));
        }
        self.constraints.judge(text, self.kind)
    }

    /// Whether the value is what the column holds.
    fn fits(&self, text: &str) -> bool {
        match self.kind {
            FieldType::String => match self.format.as_str() {
                "email" => french::is_email(text),
                "uri" => text.contains("://") && !text.contains(char::is_whitespace),
                "uuid" => uuid::Uuid::try_parse(text).is_ok(),
                _ => true,
            },
            FieldType::Number => number(text).is_some(),
            FieldType::Integer => text.parse::<i64>().is_ok(),
            FieldType::Boolean => self.true_values.iter().chain(&self.false_values).any(|word| word == text),
            FieldType::Date => day(text, &self.format).is_some(),
            FieldType::Time => text.len() == 8 && text.parse::<Time>().is_ok(),
            FieldType::DateTime => moment(text),
            FieldType::Year => digits(text, 4),
            FieldType::YearMonth => text
                .split_once('-')
                .is_some_and(|(year, month)| digits(year, 4) && digits(month, 2) && ("01"..="12").contains(&month)),
            FieldType::Array => items(text).is_some(),
            FieldType::GeoPoint => {
                let bare = text.trim_start_matches('[').trim_end_matches(']');
                bare.split_once(',').is_some_and(|(a, b)| number(a.trim()).is_some() && number(b.trim()).is_some())
            }
            FieldType::Any => true,
        }
    }
}

impl Constraints {
    fn judge(&self, text: &str, kind: FieldType) -> Option<Fault> {
        let long = text.chars().count();
        let beyond = |bound: &Option<String>, wrong: Ordering| {
            bound.as_ref().filter(|bound| order(text, bound, kind) == Some(wrong)).cloned()
        };
        if !self.among.is_empty() && !self.among.iter().any(|choice| choice == text) {
            let mut told = self.among.iter().take(CHOICES_TOLD).cloned().collect::<Vec<_>>().join(" | ");
            if self.among.len() > CHOICES_TOLD {
                told.push_str(" | …");
            }
            return Some(Fault::new(Cause::Enum, told));
        }
        if let Some(bound) = beyond(&self.minimum, Ordering::Less) {
            return Some(Fault::new(Cause::Minimum, bound));
        }
        if let Some(bound) = beyond(&self.maximum, Ordering::Greater) {
            return Some(Fault::new(Cause::Maximum, bound));
        }
        if let Some(least) = self.min_length.filter(|least| long < *least) {
            return Some(Fault::new(Cause::MinLength, least.to_string()));
        }
        let most = self.max_length.filter(|most| long > *most)?;
        Some(Fault::new(Cause::MaxLength, most.to_string()))
    }
}

/// How two values of a type stand to each other.
pub(super) fn order(a: &str, b: &str, kind: FieldType) -> Option<Ordering> {
    match kind {
        FieldType::Number | FieldType::Integer | FieldType::Year => number(a)?.partial_cmp(&number(b)?),
        _ => Some(a.cmp(b)),
    }
}

fn day(text: &str, format: &str) -> Option<Date> {
    match format {
        "" | "default" | "any" | "%Y-%m-%d" => (text.len() == 10).then(|| text.parse().ok()).flatten(),
        format => Date::strptime(format, text).ok(),
    }
}

fn moment(text: &str) -> bool {
    text.len() >= 19 && (text.parse::<Timestamp>().is_ok() || text.parse::<DateTime>().is_ok())
}

fn items(text: &str) -> Option<Vec<String>> {
    serde_json::from_str::<Vec<serde_json::Value>>(text).ok().map(|all| all.iter().map(super::plain).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(json: &str) -> Field {
        serde_json::from_str(json).unwrap()
    }

    fn cause(json: &str, text: &str) -> Option<Cause> {
        field(json).judge(text).map(|fault| fault.cause)
    }

    #[test]
    fn types_are_those_of_the_standard_and_not_those_of_a_spreadsheet() {
        let wrong = Some(Cause::Type);
        for (kind, good, bad) in [
            ("number", &["1.5", "-12", "1e3"][..], &["1,5", "1 234", "", "inf", "12 €"][..]),
            ("integer", &["12", "+3", "-5"], &["1.0", "12 ", "douze"]),
            ("date", &["2024-02-29"], &["29/02/2024", "2023-02-29", "2024-2-9"]),
            ("datetime", &["2020-05-11T14:08:32Z", "2020-05-11T14:08:32"], &["2020-05-11", "11/05/2020 14:08"]),
            ("year", &["2024"], &["24", "2024.0"]),
            ("yearmonth", &["2024-12"], &["2024-13", "12-2024"]),
            ("time", &["14:08:32"], &["14h08"]),
            ("boolean", &["true", "0"], &["oui"]),
            ("array", &["[\"a\"]", "[]"], &["a, b"]),
            ("geopoint", &["-0.57, 44.8", "[1,2]"], &["ici"]),
            ("object", &["tout"], &[]),
        ] {
            let json = format!("{{\"name\":\"a\",\"type\":\"{kind}\"}}");
            for text in good {
                assert_eq!(cause(&json, text), None, "{kind} {text}");
            }
            for text in bad {
                assert_eq!(cause(&json, text), wrong, "{kind} {text}");
            }
        }
        assert_eq!(cause(r#"{"type":"string","format":"uri"}"#, "www.exemple.fr"), wrong);
        assert_eq!(cause(r#"{"type":"boolean","trueValues":["oui"],"falseValues":["non"]}"#, "oui"), None);
        assert_eq!(cause(r#"{"type":"date","format":"%d/%m/%Y"}"#, "29/02/2024"), None);
    }

    #[test]
    fn constraints_are_told_apart() {
        assert_eq!(cause(r#"{"constraints":{"enum":["M","F"]}}"#, "X"), Some(Cause::Enum));
        assert_eq!(cause(r#"{"type":"integer","constraints":{"enum":[1,2]}}"#, "2"), None);
        assert_eq!(cause(r#"{"type":"integer","constraints":{"minimum":1}}"#, "0"), Some(Cause::Minimum));
        assert_eq!(cause(r#"{"type":"number","constraints":{"maximum":1}}"#, "1.5"), Some(Cause::Maximum));
        assert_eq!(
            cause(r#"{"type":"date","constraints":{"minimum":"2020-01-01"}}"#, "2019-12-31"),
            Some(Cause::Minimum)
        );
        assert_eq!(cause(r#"{"constraints":{"minLength":3}}"#, "ab"), Some(Cause::MinLength));
        assert_eq!(cause(r#"{"constraints":{"maxLength":3}}"#, "été!"), Some(Cause::MaxLength));
        let list = r#"{"type":"array","arrayItem":{"type":"string","constraints":{"enum":["lait"]}}}"#;
        assert_eq!((cause(list, "[\"lait\"]"), cause(list, "[\"soja\"]")), (None, Some(Cause::Enum)));
    }
}
