//! The catalogue as the Explore API lists it.

use super::{
    super::{
        super::download::{harmless_text, streamed},
        catalogue::{self, licence_words, narrow, theme_words},
        reply::{self, Ask, JSON, Refused},
    },
    dataset::described,
    facet_name, own,
};
use axum::{body::Bytes, extract::Path, http::header, response::Response};
use domain::data::{
    Dataset, Licence, Theme,
    query::{Fault, Filter, Query, Sign, Test, odsql},
};
use futures::stream;
use serde_json::{Value, json};
use usecases::{
    OpContext,
    data::{self, Order, Wanted},
};

/// Datasets of an answer.
const MOST: i64 = 100;
/// Datasets that an export reads at once.
const BLOCK: i64 = 200;

/// Which datasets, in which order; `None` when nothing can answer.
struct Looked {
    wanted: Option<Wanted>,
    order: Order,
    limit: i64,
    offset: i64,
}

async fn looked(ask: &Ask, query: Query) -> Result<Looked, Refused> {
    if let Some(name) = query.group.first().map(|group| &group.column) {
        return Err(Fault::new("does_not_fit", name).into());
    }
    let order = match query.sort.first() {
        None => Order::Likeliest,
        Some(sort) => match (sort.column.trim_start_matches("default."), sort.down) {
            ("modified" | "data_processed" | "metadata_processed", true) => Order::Latest,
            ("modified" | "data_processed" | "metadata_processed", false) => Order::Oldest,
            ("title" | "dataset_id", false) => Order::Address,
            (other, _) => return Err(Fault::new("does_not_fit", other).into()),
        },
    };
    let mut wanted = Some(Wanted::default());
    for filter in parts(query.filter) {
        wanted = match wanted {
            Some(wanted) => add(ask, wanted, filter).await?,
            None => None,
        };
    }
    let limit = query.limit.unwrap_or(MOST);
    if limit > MOST {
        return Err(Fault::new("too_much", format!("limit={limit}")).into());
    }
    if limit == 0 {
        return Err(Fault::new("not_a_value", "limit=0").into());
    }
    Ok(Looked { wanted, order, limit, offset: query.offset })
}

fn parts(filter: Filter) -> Vec<Filter> {
    match filter {
        Filter::Everything => Vec::new(),
        Filter::All(inner) => inner.into_iter().flat_map(parts).collect(),
        one => vec![one],
    }
}

/// One condition more; the catalogue knows words, and equal values of a few fields.
async fn add(ask: &Ask, mut wanted: Wanted, filter: Filter) -> Result<Option<Wanted>, Refused> {
    let (name, value) = match filter {
        Filter::Words(words) => ("text".to_owned(), words),
        Filter::Column(name, Test::Is(Sign::Equal, value) | Test::Holds(value)) => (name, value),
        Filter::Column(name, Test::Is(Sign::AtLeast, value)) if name.ends_with("modified") => (name, value),
        Filter::Column(name, _) => return Err(Fault::new("does_not_fit", name).into()),
        _ => return Err(Fault::new("does_not_fit", "where").into()),
    };
    let name = match name.trim_start_matches("default.") {
        "dataset_id" => "name",
        "search" => "text",
        name => name,
    };
    Ok(narrow(ask, &mut wanted, name, &value).await?.then_some(wanted))
}

async fn page(ctx: &OpContext, looked: &Looked, most: i64, skip: i64) -> Result<(i64, Vec<Dataset>), Refused> {
    match &looked.wanted {
        Some(wanted) => Ok(data::ordered(ctx, wanted, looked.order, most, skip).await?),
        None => Ok((0, Vec::new())),
    }
}

pub(super) async fn datasets(ask: Ask) -> Response {
    own(listed(&ask).await)
}

async fn listed(ask: &Ask) -> Result<Response, Refused> {
    let looked = looked(ask, odsql::read(ask.pairs())?).await?;
    let (total, found) = page(&ask.ctx, &looked, looked.limit, looked.offset).await?;
    let results: Vec<Value> = found.iter().map(|dataset| described(ask.base(), dataset)).collect();
    let next = looked.offset + i64::try_from(results.len()).unwrap_or(0);
    let answer = ask.json(&json!({ "total_count": total, "results": results }));
    if next >= total || results.is_empty() {
        return Ok(answer);
    }
    let next = ask.with(&[("offset", next.to_string())]);
    let link = format!("<{}/api/explore/v2.1/catalog/datasets?{next}>; rel=\"next\"", ask.base());
    Ok(reply::with_header(answer, header::LINK, &link))
}

pub(super) async fn facets(ask: Ask) -> Response {
    own(divided(&ask).await)
}

async fn divided(ask: &Ask) -> Result<Response, Refused> {
    let query = odsql::read(ask.pairs().filter(|(name, _)| !matches!(*name, "facet" | "sort" | "limit")))?;
    let looked = looked(ask, query).await?;
    let facets = match &looked.wanted {
        Some(wanted) => data::facets(&ask.ctx, wanted).await?,
        None => data::Facets::default(),
    };
    let value = |name: &str, count: i64| json!({ "name": name, "value": name, "count": count, "state": "displayed" });
    let themes = facets.themes.iter().map(|(word, count)| {
        value(&word.parse::<Theme>().map_or_else(|_| word.clone(), |theme| theme_words(theme).to_owned()), *count)
    });
    let licences = facets.licences.iter().map(|(word, count)| {
        value(
            &word.parse::<Licence>().map_or_else(|_| word.clone(), |licence| licence_words(licence).to_owned()),
            *count,
        )
    });
    let publishers = facets.producers.iter().map(|(_, name, count)| value(name, *count));
    let all = [
        json!({ "name": "publisher", "facets": publishers.collect::<Vec<_>>() }),
        json!({ "name": "theme", "facets": themes.collect::<Vec<_>>() }),
        json!({ "name": "license", "facets": licences.collect::<Vec<_>>() }),
    ];
    let wanted: Vec<&str> =
        ask.pairs().filter(|(name, _)| *name == "facet").map(|(_, text)| facet_name(text)).collect();
    let shown: Vec<&Value> = all
        .iter()
        .filter(|facet| wanted.is_empty() || facet["name"].as_str().is_some_and(|name| wanted.contains(&name)))
        .collect();
    Ok(ask.json(&json!({ "links": [], "facets": shown })))
}

pub(super) async fn exports(ask: Ask, Path(format): Path<String>) -> Response {
    own(exported(ask, &format).await)
}

/// All datasets, however many: they are read block by block while they are sent.
async fn exported(ask: Ask, format: &str) -> Result<Response, Refused> {
    let is_csv = match format {
        "csv" => true,
        "json" => false,
        _ => return Err(Refused::NotFound),
    };
    let query = odsql::read_export(ask.pairs())?;
    let (most, skip) = (query.limit.unwrap_or(i64::MAX), query.offset);
    if most == 0 {
        return Err(Fault::new("not_a_value", "limit=0").into());
    }
    let order = if query.sort.is_empty() { Some(Order::Address) } else { None };
    let mut looked = looked(&ask, Query { limit: Some(1), ..query }).await?;
    looked.order = order.unwrap_or(looked.order);
    let base = ask.base().to_owned();
    let start = (ask.ctx, looked, skip, most, Some(if is_csv { CSV_HEAD } else { "[" }));
    let blocks = stream::unfold(start, move |(ctx, looked, skip, left, opening)| {
        let base = base.clone();
        async move {
            let begun = opening.is_none();
            let mut out = opening.unwrap_or_default().to_owned();
            if left < 0 {
                return None;
            }
            let found = match page(&ctx, &looked, left.min(BLOCK), skip).await {
                Ok((_, found)) => found,
                // The connection is cut: what ends early must not look whole.
                Err(refused) => {
                    let error = std::io::Error::other(refused.told().2);
                    return Some((Err(error), (ctx, looked, skip, -1, None)));
                }
            };
            for (place, dataset) in found.iter().enumerate() {
                if is_csv {
                    out.push_str(&csv_line(&base, dataset));
                } else {
                    out.push_str(if begun || place > 0 { ",\n" } else { "" });
                    out.push_str(&described(&base, dataset).to_string());
                }
            }
            let read = i64::try_from(found.len()).unwrap_or(0);
            let done = read < left.min(BLOCK) || read == left;
            if done && !is_csv {
                out.push_str("]\n");
            }
            let left = if done { -1 } else { left - read };
            Some((Ok::<_, std::io::Error>(Bytes::from(out)), (ctx, looked, skip + read, left, None)))
        }
    });
    let media = if is_csv { "text/csv; charset=utf-8" } else { JSON };
    let mut answer = Response::new(streamed(blocks));
    answer.headers_mut().insert(header::CONTENT_TYPE, axum::http::HeaderValue::from_static(media));
    Ok(answer)
}

const CSV_HEAD: &str =
    "\u{feff}dataset_id;title;description;publisher;license;theme;keyword;modified;records_count;url\r\n";

fn csv_line(base: &str, dataset: &Dataset) -> String {
    let facts = &dataset.facts;
    let themes: Vec<&str> = facts.themes.iter().map(|theme| theme_words(*theme)).collect();
    let cells = [
        dataset.slug.clone(),
        facts.title.clone(),
        catalogue::description(dataset),
        dataset.producer_name.clone(),
        licence_words(facts.licence).to_owned(),
        themes.join(","),
        facts.keywords.join(","),
        reply::moment(dataset.version.created),
        dataset.version.rows.to_string(),
        catalogue::page(base, dataset),
    ];
    let quoted: Vec<String> =
        cells.iter().map(|cell| format!("\"{}\"", harmless_text(cell).replace('"', "\"\""))).collect();
    format!("{}\r\n", quoted.join(";"))
}
