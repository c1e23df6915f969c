//! The clause `where` of ODSQL, and `refine` and `exclude`.

use super::{
    super::{Bounds, Fault, Filter, MOST_DEPTH, Sign, Test, door},
    tokens::Tokens,
};
use crate::data::french;

/// The names by which a box is asked of the point of a row. A dataset has one point, in its columns of latitude and longitude;
/// the second is the name that Opendatasoft gives to the point of a dataset.
const POINTS: [&str; 2] = ["geo", "geo_point_2d"];

/// Reads a condition.
pub(super) fn read(text: &str) -> Result<Filter, Fault> {
    let mut tokens = Tokens::of(text)?;
    let filter = any(&mut tokens, 0)?;
    tokens.end()?;
    Ok(filter)
}

/// Reads `field:value` of `refine` and `exclude`; quotes around the value fall away.
pub(super) fn facet(text: &str, sign: Sign) -> Result<Filter, Fault> {
    let fault = || Fault::new("syntax", text);
    let (field, value) = text.split_once(':').filter(|(field, _)| !field.is_empty()).ok_or_else(fault)?;
    let value = if value.len() > 1 && value.starts_with('"') && value.ends_with('"') {
        let mut tokens = Tokens::of(value)?;
        let inner = tokens.text().ok_or_else(fault)?;
        tokens.end()?;
        inner
    } else {
        value.to_owned()
    };
    Ok(Filter::column(field.trim(), Test::Is(sign, value)))
}

/// One filter as it is, several under their word.
fn joined(mut parts: Vec<Filter>, join: fn(Vec<Filter>) -> Filter) -> Filter {
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            parts.extend(last);
            join(parts)
        }
    }
}

fn any(tokens: &mut Tokens, depth: usize) -> Result<Filter, Fault> {
    let mut parts = vec![all(tokens, depth)?];
    while tokens.word("or") {
        parts.push(all(tokens, depth)?);
    }
    Ok(joined(parts, Filter::Any))
}

fn all(tokens: &mut Tokens, depth: usize) -> Result<Filter, Fault> {
    let mut parts = vec![one(tokens, depth)?];
    while tokens.word("and") {
        parts.push(one(tokens, depth)?);
    }
    Ok(joined(parts, Filter::All))
}

fn one(tokens: &mut Tokens, depth: usize) -> Result<Filter, Fault> {
    // Each parenthesis and each `not` is a call of its own: the stack must not be the asker's.
    if depth > MOST_DEPTH {
        return Err(Fault::new("too_much", tokens.fault().about));
    }
    if tokens.word("not") {
        return Ok(Filter::Not(Box::new(one(tokens, depth + 1)?)));
    }
    if tokens.sign("(") {
        let inner = any(tokens, depth + 1)?;
        tokens.need(")")?;
        return Ok(inner);
    }
    if let Some(text) = tokens.text() {
        return Ok(Filter::Words(words(&text)?));
    }
    let place = tokens.fault();
    match tokens.function().as_deref() {
        Some("search") => search(tokens),
        Some("startswith") => {
            let field = tokens.field()?;
            tokens.need(",")?;
            let head = tokens.text().ok_or_else(|| tokens.fault())?;
            tokens.need(")")?;
            Ok(Filter::column(&field, Test::Begins(head)))
        }
        Some("in_bbox") => boxed(tokens),
        Some(_) => Err(place),
        None => field(tokens),
    }
}

/// What comes after the name of a field.
fn field(tokens: &mut Tokens) -> Result<Filter, Fault> {
    let name = tokens.field()?;
    let signs = [
        ("=", Sign::Equal),
        (":", Sign::Equal),
        ("!=", Sign::Different),
        ("<=", Sign::AtMost),
        (">=", Sign::AtLeast),
        ("<", Sign::Less),
        (">", Sign::More),
    ];
    if let Some((_, sign)) = signs.into_iter().find(|(text, _)| tokens.sign(text)) {
        return Ok(Filter::column(&name, Test::Is(sign, value(tokens)?)));
    }
    if tokens.word("is") {
        let not = tokens.word("not");
        let test = match () {
            () if tokens.word("null") => Test::Empty,
            () if tokens.word("true") => Test::Is(Sign::Equal, "true".to_owned()),
            () if tokens.word("false") => Test::Is(Sign::Equal, "false".to_owned()),
            () => return Err(tokens.fault()),
        };
        return Ok(negated(not, Filter::column(&name, test)));
    }
    let not = tokens.word("not");
    if tokens.word("like") {
        let text = tokens.text().ok_or_else(|| tokens.fault())?;
        return Ok(negated(not, Filter::column(&name, Test::Holds(words(&text)?))));
    }
    if tokens.word("in") {
        let filter = if tokens.sign("(") { list(tokens, &name)? } else { range(tokens, &name)? };
        return Ok(negated(not, filter));
    }
    Err(tokens.fault())
}

fn negated(not: bool, filter: Filter) -> Filter {
    if not { Filter::Not(Box::new(filter)) } else { filter }
}

/// The values after `in (`.
fn list(tokens: &mut Tokens, name: &str) -> Result<Filter, Fault> {
    let mut values = vec![value(tokens)?];
    while tokens.sign(",") {
        values.push(value(tokens)?);
    }
    tokens.need(")")?;
    Ok(Filter::column(name, Test::OneOf(values)))
}

/// The range after `in`: `[a..b]`; a bracket turned away leaves its end out: `]a..b[`. The two points may be written `TO`.
fn range(tokens: &mut Tokens, name: &str) -> Result<Filter, Fault> {
    let from = match () {
        () if tokens.sign("[") => Sign::AtLeast,
        () if tokens.sign("]") => Sign::More,
        () => return Err(tokens.fault()),
    };
    let least = value(tokens)?;
    if !tokens.word("to") {
        tokens.need("..")?;
    }
    let greatest = value(tokens)?;
    let to = match () {
        () if tokens.sign("]") => Sign::AtMost,
        () if tokens.sign("[") => Sign::Less,
        () => return Err(tokens.fault()),
    };
    let end = |sign, value| Filter::column(name, Test::Is(sign, value));
    Ok(Filter::All(vec![end(from, least), end(to, greatest)]))
}

/// A value: a text, a number, a day, true or false. A bare word is none: fields are not compared with each other.
fn value(tokens: &mut Tokens) -> Result<String, Fault> {
    if let Some(value) = tokens.text().or_else(|| tokens.number()) {
        return Ok(value);
    }
    if let Some(word) = ["true", "false"].into_iter().find(|word| tokens.word(word)) {
        return Ok(word.to_owned());
    }
    if tokens.word("date") {
        let day = tokens.text().ok_or_else(|| tokens.fault())?;
        let is_time = french::date(&day).is_some() || french::moment(&day).is_some();
        return if is_time { Ok(day) } else { Err(Fault::new("not_a_value", day)) };
    }
    Err(tokens.fault())
}

/// The words of a search. Stars at their ends fall away, as words are found within words anyway; one in the middle would be
/// looked for as such, and nobody would know why nothing is found.
fn words(text: &str) -> Result<String, Fault> {
    let words = text.trim_matches('*');
    match words {
        _ if words.trim().is_empty() => Err(Fault::new("not_a_value", text)),
        _ if words.contains('*') => Err(Fault::new("syntax", text)),
        _ => Ok(words.to_owned()),
    }
}

/// `search("x")`, `search(*, "x")`, `search(field, other, "x")`.
fn search(tokens: &mut Tokens) -> Result<Filter, Fault> {
    let mut fields = Vec::new();
    let text = loop {
        if let Some(text) = tokens.text() {
            break words(&text)?;
        }
        if !(fields.is_empty() && tokens.sign("*")) {
            fields.push(tokens.field()?);
        }
        tokens.need(",")?;
    };
    tokens.need(")")?;
    if fields.is_empty() {
        return Ok(Filter::Words(text));
    }
    let parts = fields.iter().map(|field| Filter::column(field, Test::Holds(text.clone()))).collect();
    Ok(joined(parts, Filter::Any))
}

/// `in_bbox(geo, south, west, north, east)`: the corners are written latitude first.
fn boxed(tokens: &mut Tokens) -> Result<Filter, Fault> {
    let name = tokens.field()?;
    if !POINTS.contains(&name.as_str()) {
        return Err(Fault::new("unknown_column", name));
    }
    let mut degree = || {
        tokens.need(",")?;
        let text = tokens.number().ok_or_else(|| tokens.fault())?;
        door::number(&text)
    };
    let (south, west, north, east) = (degree()?, degree()?, degree()?, degree()?);
    tokens.need(")")?;
    door::inside(Bounds { west, south, east, north })
}
