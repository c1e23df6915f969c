//! The door that speaks CKAN's `datastore_search`: `filters`, `q`, `fields`, `sort`, `limit`, `offset`, `distinct`. There is no
//! `datastore_search_sql`.
//!
//! A body of JSON is read through the same door: each of its members is a pair, with the value's JSON where it is no text.

use super::{Fault, Filter, Group, Query, Sign, Sort, Test, door};
use serde_json::{Map, Value};

/// Rows of an answer when nothing is said.
pub const ROWS: i64 = 100;
/// The most rows of an answer. CKAN answers so many to whoever asks for more, and clients count on it.
pub const MOST_ROWS: i64 = 32_000;

/// The number of the row, which CKAN adds to each table.
const ROW_NUMBER: &str = "_id";

/// What changes nothing in the question: which resource is asked is the caller's, the rest is the form of the answer.
const ASIDE: [&str; 6] =
    ["resource_id", "id", "language", "include_total", "records_format", "total_estimation_threshold"];

/// Reads a question from the pairs of an address or of a body.
///
/// # Errors
/// What is not of this language, or is too much.
pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Query, Fault> {
    let mut query = Query::default();
    let (mut filters, mut words, mut fields, mut sort) = (None, None, None, None);
    let (mut limit, mut offset, mut distinct, mut plain) = (None, None, None, None);
    for (name, value) in door::bounded(pairs)? {
        match name {
            "filters" => door::once(&mut filters, name, value)?,
            "q" => door::once(&mut words, name, value)?,
            "fields" => door::once(&mut fields, name, list(value)?)?,
            "sort" => door::once(&mut sort, name, list(value)?)?,
            "limit" => door::once(&mut limit, name, door::whole(value)?.min(MOST_ROWS))?,
            "offset" => door::once(&mut offset, name, door::offset(value)?)?,
            "distinct" => door::once(&mut distinct, name, boolean(value)?)?,
            "plain" => door::once(&mut plain, name, boolean(value)?)?,
            _ if ASIDE.contains(&name) => {}
            _ => return Err(Fault::new("syntax", name)),
        }
    }
    if plain == Some(false) {
        // Otherwise `q` would be PostgreSQL's language of searches, of which each sign means something.
        return Err(Fault::new("syntax", "plain=false"));
    }
    if let Some(text) = filters.filter(|text| !text.trim().is_empty()) {
        for (name, value) in object(text)? {
            query.filter = query.filter.and(condition(&name, &value)?);
        }
    }
    if let Some(text) = words.filter(|text| !text.trim().is_empty()) {
        query.filter = query.filter.and(search(text)?);
    }
    query.sort =
        sort.unwrap_or_default().iter().filter_map(|text| order(text).transpose()).collect::<Result<_, _>>()?;
    let fields = fields.unwrap_or_default();
    if distinct == Some(true) {
        if fields.is_empty() {
            return Err(Fault::new("does_not_fit", "distinct"));
        }
        query.group = fields.iter().map(|field| Group::by(field)).collect();
    } else {
        query.select = fields;
    }
    query.limit = Some(limit.unwrap_or(ROWS));
    query.offset = offset.unwrap_or(0);
    Ok(query)
}

/// Yes or no, in the words that CKAN takes.
fn boolean(text: &str) -> Result<bool, Fault> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "t" | "y" | "1" => Ok(true),
        "false" | "no" | "f" | "n" | "0" => Ok(false),
        _ => Err(Fault::new("not_a_value", text)),
    }
}

/// A JSON object.
fn object(text: &str) -> Result<Map<String, Value>, Fault> {
    serde_json::from_str(text).map_err(|_| Fault::new("syntax", text))
}

/// Names with commas between them, or a JSON list of them.
fn list(text: &str) -> Result<Vec<String>, Fault> {
    let names: Vec<String> = if text.trim_start().starts_with('[') {
        serde_json::from_str(text).map_err(|_| Fault::new("syntax", text))?
    } else if text.trim().is_empty() {
        Vec::new()
    } else {
        text.split(',').map(str::to_owned).collect()
    };
    names.into_iter().map(|name| unquoted(&name).ok_or_else(|| Fault::new("syntax", text))).collect()
}

/// A name without the spaces and double quotes around it; an empty one is none.
fn unquoted(name: &str) -> Option<String> {
    let name = name.trim();
    let inner = name.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(name);
    (!inner.is_empty()).then(|| inner.to_owned())
}

/// A value of JSON as text. Numbers are written out, without an exponent.
fn plain_value(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Number(number) => {
            let whole = number.as_i64().map(|number| number.to_string());
            whole.or_else(|| number.as_f64().map(|number| number.to_string()))
        }
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A member of `filters`: a value, a list of values, or `null` for what is unknown.
fn condition(name: &str, value: &Value) -> Result<Filter, Fault> {
    let fault = || Fault::new("not_a_value", format!("{name}: {value}"));
    let Value::Array(values) = value else {
        return Ok(Filter::column(
            name,
            match value {
                Value::Null => Test::Empty,
                _ => Test::Is(Sign::Equal, plain_value(value).ok_or_else(fault)?),
            },
        ));
    };
    let known: Vec<&Value> = values.iter().filter(|value| !value.is_null()).collect();
    let texts = known.iter().map(|value| plain_value(value)).collect::<Option<_>>().ok_or_else(fault)?;
    let one_of = Filter::column(name, Test::OneOf(texts));
    let with_unknown = known.len() < values.len();
    Ok(if with_unknown { Filter::Any(vec![one_of, Filter::column(name, Test::Empty)]) } else { one_of })
}

/// `q`: words, or a JSON object of words by column.
fn search(text: &str) -> Result<Filter, Fault> {
    if !text.trim_start().starts_with('{') {
        return Ok(Filter::Words(text.trim().to_owned()));
    }
    let mut filter = Filter::Everything;
    for (name, words) in object(text)? {
        let words = words.as_str().ok_or_else(|| Fault::new("not_a_value", format!("{name}: {words}")))?;
        filter = filter.and(Filter::column(&name, Test::Holds(words.to_owned())));
    }
    Ok(filter)
}

/// A part of `sort`: `"name"`, `name desc`, `name asc nulls last`. By the number of the row is the order of the file.
fn order(text: &str) -> Result<Option<Sort>, Fault> {
    let fault = || Fault::new("syntax", text);
    let mut words = text.split_whitespace();
    let column = words.next().and_then(unquoted).ok_or_else(fault)?;
    let rest: Vec<String> = words.map(str::to_ascii_lowercase).collect();
    let down = match rest.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        // Unknown values come last either way.
        [] | ["asc"] | ["nulls", "last"] | ["asc", "nulls", "last"] => false,
        ["desc"] | ["desc", "nulls", "last"] => true,
        _ => return Err(fault()),
    };
    Ok((column != ROW_NUMBER || down).then_some(Sort { column, down }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_values_lists_and_what_is_unknown() {
        let query = read([
            ("resource_id", "x"),
            ("filters", r#"{"a":"01004","b":[1,2.5,true],"c":null,"d":["x",null],"e":1e21}"#),
        ])
        .unwrap();
        let one_of = |name, values: &[&str]| {
            Filter::column(name, Test::OneOf(values.iter().map(|value| (*value).to_owned()).collect()))
        };
        let is = |name, value: &str| Filter::column(name, Test::Is(Sign::Equal, value.to_owned()));
        assert_eq!(
            query.filter,
            Filter::All(vec![
                is("a", "01004"),
                one_of("b", &["1", "2.5", "true"]),
                Filter::column("c", Test::Empty),
                Filter::Any(vec![one_of("d", &["x"]), Filter::column("d", Test::Empty)]),
                is("e", "1000000000000000000000"),
            ])
        );
    }

    #[test]
    fn words_are_for_all_columns_or_for_some() {
        assert_eq!(read([("q", " école ")]).unwrap().filter, Filter::Words("école".to_owned()));
        let filter = Filter::column("nom", Test::Holds("école".to_owned()));
        assert_eq!(read([("q", r#"{"nom":"école"}"#)]).unwrap().filter, filter);
        assert_eq!(read([("q", " "), ("filters", "")]).unwrap().filter, Filter::Everything);
    }

    #[test]
    fn an_order_is_by_columns_or_that_of_the_file() {
        let sort = |text| read([("sort", text)]).map(|query| query.sort);
        let by = |column: &str, down| Sort { column: column.to_owned(), down };
        assert_eq!(sort("a desc, \"b\" ASC nulls last,c").unwrap(), [by("a", true), by("b", false), by("c", false)]);
        assert_eq!(sort(r#"["a desc","b"]"#).unwrap(), [by("a", true), by("b", false)]);
        assert_eq!(sort("_id").unwrap(), []);
        assert_eq!(sort("_id desc").unwrap(), [by("_id", true)]);
        for wrong in ["a up", "a desc nulls first", "a,,b", "a b desc"] {
            assert_eq!(sort(wrong).unwrap_err().code, "syntax", "{wrong}");
        }
    }

    #[test]
    fn different_rows_are_groups_of_the_fields() {
        let query = read([("fields", "a, b"), ("distinct", "True")]).unwrap();
        assert_eq!(query.group, [Group::by("a"), Group::by("b")]);
        assert_eq!(read([("fields", r#"["a","b"]"#)]).unwrap().select, ["a", "b"]);
        assert_eq!(read([("distinct", "true")]), Err(Fault::new("does_not_fit", "distinct")));
    }

    #[test]
    fn more_rows_than_ckan_answers_are_those_it_answers() {
        assert_eq!(read([]).unwrap().limit, Some(100));
        assert_eq!(read([("limit", "0")]).unwrap().limit, Some(0));
        assert_eq!(read([("limit", "100000")]).unwrap().limit, Some(32_000));
        assert_eq!(read([("limit", "-1")]), Err(Fault::new("not_a_value", "-1")));
    }

    #[test]
    fn what_is_not_of_this_language_is_refused() {
        for (name, value, code) in [
            ("sql", "SELECT 1", "syntax"),
            ("plain", "false", "syntax"),
            ("plain", "maybe", "not_a_value"),
            ("filters", "[]", "syntax"),
            ("filters", "{\"a\":", "syntax"),
            ("filters", r#"{"a":{"gt":1}}"#, "not_a_value"),
            ("filters", r#"{"a":[[1]]}"#, "not_a_value"),
            ("q", r#"{"a":1}"#, "not_a_value"),
            ("q", "{a", "syntax"),
            ("fields", "[1]", "syntax"),
        ] {
            assert_eq!(read([(name, value)]).unwrap_err().code, code, "{name}={value}");
        }
        let deep = format!("{{\"a\":{}", "[".repeat(9_000));
        assert_eq!(read([("filters", deep.as_str())]).unwrap_err().code, "syntax");
        assert_eq!(read([("q", "a"), ("q", "b")]), Err(Fault::new("twice", "q")));
    }
}
