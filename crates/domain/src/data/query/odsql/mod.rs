//! The door that speaks Opendatasoft's Explore API v2.1: `select`, `where`, `group_by`, `order_by`, `limit`, `offset`, `refine`
//! and `exclude`.
//!
//! `where` knows comparisons (`=`, `:`, `!=`, `<`, `<=`, `>`, `>=`), `like`, `in (…)`, `in [a..b]`, `is null`, `is true`, words
//! between quotes, `search(…)`, `startswith(…)`, `in_bbox(…)`, and `and`, `or`, `not` with parentheses. Fields stand bare or
//! between backquotes, values between quotes; a day is `date'2020-01-01'`.

mod answer;
mod condition;
#[cfg(test)]
mod tests;
mod tokens;

use super::{Fault, Filter, MOST_ROWS, Query, Sign, door};

/// Rows of an answer when nothing is said.
pub const ROWS: i64 = 10;

/// What changes nothing in the question: language and links. Hours stay as they are written, whatever the zone.
const ASIDE: [&str; 4] = ["lang", "timezone", "include_links", "include_app_metas"];

/// What only the form of an export looks at.
const ASIDE_OF_EXPORTS: [&str; 5] = ["use_labels", "delimiter", "list_separator", "quote_all", "with_bom"];

/// Reads the question of `…/records`: ten rows when nothing is said, [`MOST_ROWS`] at most.
///
/// # Errors
/// What is not of this language, or is too long, too deep or too much.
pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Query, Fault> {
    let limit = |said: Option<&str>| said.map_or(Ok(ROWS), |text| door::up_to(text, MOST_ROWS)).map(Some);
    question(pairs, &[], limit)
}

/// Reads the question of `…/exports/…`: all rows when nothing is said, or `limit=-1`.
///
/// # Errors
/// What is not of this language, or is too long, too deep or too much.
pub fn read_export<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Query, Fault> {
    question(pairs, &ASIDE_OF_EXPORTS, |said| said.filter(|text| *text != "-1").map(door::whole).transpose())
}

fn question<'a>(
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    aside: &[&str],
    most: impl Fn(Option<&str>) -> Result<Option<i64>, Fault>,
) -> Result<Query, Fault> {
    let mut query = Query::default();
    let (mut select, mut condition, mut group, mut order) = (None, None, None, None);
    let (mut limit, mut offset, mut facets) = (None, None, Vec::new());
    for (name, value) in door::bounded(pairs)? {
        match name {
            "select" => door::once(&mut select, name, value)?,
            "where" => door::once(&mut condition, name, value)?,
            "group_by" => door::once(&mut group, name, value)?,
            "order_by" => door::once(&mut order, name, value)?,
            "limit" => door::once(&mut limit, name, value)?,
            "offset" => door::once(&mut offset, name, value)?,
            "refine" => facets.push(condition::facet(value, Sign::Equal)?),
            "exclude" => facets.push(condition::facet(value, Sign::Different)?),
            _ if ASIDE.contains(&name) || aside.contains(&name) => {}
            _ => return Err(Fault::new("syntax", name)),
        }
    }
    if let Some(text) = condition.filter(|text| !text.trim().is_empty()) {
        query.filter = condition::read(text)?;
    }
    query.filter = facets.into_iter().fold(query.filter, Filter::and);
    answer::read(&mut query, select.unwrap_or(""), group.unwrap_or(""), order.unwrap_or(""))?;
    query.limit = most(limit)?;
    query.offset = offset.map_or(Ok(0), door::offset)?;
    Ok(query)
}
