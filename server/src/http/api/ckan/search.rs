//! `package_search`: words, and the few of Solr's conditions that clients send.

use super::{
    super::{
        catalogue::{ckan_licence, licence_words, narrow, producer_name, theme_words},
        reply::Refused,
    },
    Call, package,
};
use domain::data::{Licence, Theme, query::Fault};
use serde_json::{Map, Value, json};
use usecases::data::{self, Facets, Order, Wanted};

/// Datasets of an answer, as in CKAN.
pub(super) const MOST: i64 = 1_000;
/// Datasets when nothing is said.
const ROWS: i64 = 10;

/// A part of a search: a word, or a value of a field.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Words(String),
    Field(String, String),
}

/// The parts of `theme:x +organization:"y z" word`.
fn parts(text: &str) -> Result<Vec<Part>, Fault> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (field, value) = match rest.find([':', ' ', '"']) {
            Some(at) if rest.get(at..).is_some_and(|tail| tail.starts_with(':')) => {
                (rest.get(..at).unwrap_or_default(), rest.get(at + 1..).unwrap_or_default())
            }
            _ => ("", rest),
        };
        let (value, after) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').ok_or_else(|| Fault::new("syntax", text))?,
            None => value.split_once(' ').unwrap_or((value, "")),
        };
        rest = after.trim_start();
        let field = field.trim_start_matches(['+', '(']);
        let value = value.trim_end_matches(')');
        if field.starts_with('-') || value.starts_with('-') || matches!(value, "OR" | "NOT") {
            // To answer as if it did not stand there would be a wrong answer.
            return Err(Fault::new("does_not_fit", value));
        }
        match (field, value.trim_start_matches(['+', '('])) {
            ("", "" | "AND" | "*" | "*:*") | ("*", "*") => {}
            ("", words) => parts.push(Part::Words(words.to_owned())),
            (field, value) => parts.push(Part::Field(field.to_owned(), value.to_owned())),
        }
    }
    Ok(parts)
}

/// Whether a condition holds of every dataset here.
fn always(field: &str, value: &str) -> bool {
    matches!(
        (field, value),
        ("state", "active")
            | ("dataset_type" | "type", "dataset")
            | ("capacity", "public")
            | ("private", "false")
            | ("res_format", "CSV" | "csv" | "JSON" | "json" | "Parquet" | "PARQUET")
    )
}

/// What is looked for; `None` when nothing can answer it.
async fn wanted(call: &Call<'_>) -> Result<Option<Wanted>, Refused> {
    let mut wanted = Wanted::default();
    let mut texts = vec![call.get("q").unwrap_or_default().to_owned(), call.get("fq").unwrap_or_default().to_owned()];
    if let Some(list) = call.get("fq_list") {
        texts.extend(serde_json::from_str::<Vec<String>>(list).map_err(|_| Fault::new("syntax", list))?);
    }
    for text in texts {
        for part in parts(&text)? {
            let fits = match part {
                Part::Field(field, value) if always(&field, &value) => true,
                Part::Field(field, value) => narrow(call.ask, &mut wanted, &field, &value).await?,
                Part::Words(words) => narrow(call.ask, &mut wanted, "text", &words).await?,
            };
            if !fits {
                return Ok(None);
            }
        }
    }
    Ok(Some(wanted))
}

fn order(text: &str) -> Result<Order, Fault> {
    let first = text.split(',').next().unwrap_or_default().trim().to_ascii_lowercase();
    Ok(match first.as_str() {
        "" | "score desc" | "rank" => Order::Likeliest,
        "metadata_modified desc" | "metadata_created desc" => Order::Latest,
        "metadata_modified asc" | "metadata_created asc" | "metadata_modified" | "metadata_created" => Order::Oldest,
        "name asc" | "title asc" | "title_string asc" | "name" | "title" | "title_string" | "id asc" => Order::Address,
        _ => return Err(Fault::new("does_not_fit", text)),
    })
}

pub(super) async fn search(call: &Call<'_>) -> Result<Value, Refused> {
    let (rows, start) = (call.whole("rows", ROWS)?.min(MOST), call.whole("start", 0)?);
    let order = order(call.get("sort").unwrap_or_default())?;
    let fields = facet_fields(call)?;
    let wanted = wanted(call).await?;
    let (count, found) = match &wanted {
        Some(wanted) => data::ordered(&call.ask.ctx, wanted, order, rows, start).await?,
        None => (0, Vec::new()),
    };
    let facets = match &wanted {
        Some(wanted) if !fields.is_empty() => data::facets(&call.ask.ctx, wanted).await?,
        _ => Facets::default(),
    };
    let results: Vec<Value> = found.iter().map(|dataset| package::package(call.ask.base(), dataset)).collect();
    let (mut counts, mut shown) = (Map::new(), Map::new());
    for field in fields {
        let items = items(&field, &facets);
        let plain: Map<String, Value> = items.iter().map(|(name, _, count)| (name.clone(), json!(count))).collect();
        let items: Vec<Value> = items
            .iter()
            .map(|(name, words, count)| json!({ "name": name, "display_name": words, "count": count }))
            .collect();
        shown.insert(field.clone(), json!({ "title": field, "items": items }));
        counts.insert(field, Value::Object(plain));
    }
    Ok(json!({
        "count": count,
        "sort": call.get("sort").unwrap_or("score desc, metadata_modified desc"),
        "results": results,
        "facets": counts,
        "search_facets": shown,
    }))
}

fn facet_fields(call: &Call<'_>) -> Result<Vec<String>, Fault> {
    let Some(text) = call.get("facet.field").filter(|text| !text.is_empty()) else { return Ok(Vec::new()) };
    // Written in JSON, or as Python writes a list.
    serde_json::from_str(&text.replace('\'', "\"")).map_err(|_| Fault::new("syntax", text))
}

/// Name, words and number of the values of a facet; none for what is not counted here.
fn items(field: &str, facets: &Facets) -> Vec<(String, String, i64)> {
    match field {
        "organization" | "owner_org" => {
            facets.producers.iter().map(|(id, name, count)| (producer_name(id), name.clone(), *count)).collect()
        }
        "groups" => facets
            .themes
            .iter()
            .map(|(word, count)| (word.clone(), word.parse::<Theme>().map_or("", theme_words).to_owned(), *count))
            .collect(),
        "license_id" => facets
            .licences
            .iter()
            .filter_map(|(word, count)| {
                let licence: Licence = word.parse().ok()?;
                Some((ckan_licence(licence).to_owned(), licence_words(licence).to_owned(), *count))
            })
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_words_and_fields() {
        let field = |name: &str, value: &str| Part::Field(name.to_owned(), value.to_owned());
        let words = |text: &str| Part::Words(text.to_owned());
        assert_eq!(
            parts("école +organization:commune-33281 groups:\"vie publique\" AND cantine").unwrap(),
            [words("école"), field("organization", "commune-33281"), field("groups", "vie publique"), words("cantine")]
        );
        assert_eq!(parts("*:*").unwrap(), []);
        assert_eq!(parts(" ").unwrap(), []);
        assert_eq!(parts("\"une phrase\"").unwrap(), [words("une phrase")]);
        assert_eq!(parts("-organization:x").unwrap_err().code, "does_not_fit");
        assert_eq!(parts("a:\"b").unwrap_err().code, "syntax");
    }
}
