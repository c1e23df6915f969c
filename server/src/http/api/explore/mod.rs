//! Opendatasoft's Explore API 2.1: the catalogue, the records of a dataset, its facets, its exports. The language of the questions
//! is read by `domain::data::query::odsql`.

mod catalog;
mod dataset;

use super::{
    super::{
        Portal,
        download::{Csv, Format, body, value},
    },
    Both as _,
    reply::{self, Ask, JSON, Refused},
};
use axum::{
    Router,
    extract::Path,
    http::{StatusCode, header},
    response::Response,
    routing::get,
};
use domain::data::{
    Cell, Column, Dataset, Kind, french,
    query::{Fault, Group, Measure, Query, Sort, odsql},
};
use serde_json::{Map, Value, json};
use std::sync::Arc;
use usecases::data;

/// Values of one facet.
const MOST_VALUES: i64 = 100;
/// Facets that are given without being asked for.
const MOST_FACETS: usize = 4;

pub(super) fn router() -> Router<Arc<Portal>> {
    Router::new()
        .both("/api/explore/v2.1/catalog/datasets", get(catalog::datasets))
        .both("/api/explore/v2.1/catalog/facets", get(catalog::facets))
        .both("/api/explore/v2.1/catalog/exports/{format}", get(catalog::exports))
        .both(
            "/api/explore/v2.1/catalog/datasets/{id}",
            get(async |ask: Ask, Path(id): Path<String>| own(one(&ask, &id).await)),
        )
        .both(
            "/api/explore/v2.1/catalog/datasets/{id}/records",
            get(async |ask: Ask, Path(id): Path<String>| own(records(&ask, &id).await)),
        )
        .both(
            "/api/explore/v2.1/catalog/datasets/{id}/facets",
            get(async |ask: Ask, Path(id): Path<String>| own(facets(&ask, &id).await)),
        )
        .both(
            "/api/explore/v2.1/catalog/datasets/{id}/exports",
            get(async |ask: Ask, Path(id): Path<String>| own(formats(&ask, &id).await)),
        )
        .both(
            "/api/explore/v2.1/catalog/datasets/{id}/exports/{format}",
            get(async |ask: Ask, Path((id, format)): Path<(String, String)>| own(export(&ask, &id, &format).await)),
        )
}

/// A refusal in the words of this API.
fn own(answer: Result<Response, Refused>) -> Response {
    answer.unwrap_or_else(|refused| {
        let (status, code, message) = refused.told();
        let code = match status {
            StatusCode::NOT_FOUND => "NotFound",
            StatusCode::BAD_REQUEST if code == "syntax" => "ODSQLError",
            StatusCode::BAD_REQUEST => "InvalidRESTParameterError",
            _ => code,
        };
        reply::status(status, &json!({ "error_code": code, "message": message }))
    })
}

/// No rows at all is no question.
fn some_rows(query: Query) -> Result<Query, Fault> {
    if query.limit == Some(0) { Err(Fault::new("not_a_value", "limit=0")) } else { Ok(query) }
}

async fn one(ask: &Ask, id: &str) -> Result<Response, Refused> {
    let dataset = ask.dataset(id).await?;
    Ok(ask.json(&dataset::described(ask.base(), &dataset)))
}

async fn records(ask: &Ask, id: &str) -> Result<Response, Refused> {
    let dataset = ask.dataset(id).await?;
    let tag = ask.tag(&dataset, "explore");
    if let Some(known) = ask.known(&tag) {
        return Ok(known);
    }
    let query = some_rows(odsql::read(ask.pairs())?)?;
    let table = data::ask(&ask.ctx, &dataset, &query).await?;
    let results: Vec<Value> = table.rows.iter().map(|row| record(&table.columns, row)).collect();
    let next = query.offset + i64::try_from(results.len()).unwrap_or(0);
    let body = json!({ "total_count": table.total, "results": results }).to_string();
    let answer = reply::answer(JSON, &tag, body.into());
    if next >= table.total {
        return Ok(answer);
    }
    let next = ask.with(&[("offset", next.to_string())]);
    let link = format!("<{}/records?{next}>; rel=\"next\"", dataset::address(ask.base(), &dataset));
    Ok(reply::with_header(answer, header::LINK, &link))
}

/// A row in the types of this API: points and shapes are objects.
fn record(columns: &[Column], row: &[Cell]) -> Value {
    let shown = |column: &Column, cell: &Cell| match (column.kind, cell) {
        (Kind::Point, Cell::Text(text)) => match french::point(text) {
            Some((latitude, longitude)) => json!({ "lon": longitude, "lat": latitude }),
            None => value(cell),
        },
        (Kind::Geometry, Cell::Text(text)) => match serde_json::from_str::<Value>(text) {
            Ok(shape) => json!({ "type": "Feature", "geometry": shape, "properties": {} }),
            Err(_) => value(cell),
        },
        _ => value(cell),
    };
    let pairs = columns.iter().zip(row).map(|(column, cell)| (column.name.clone(), shown(column, cell)));
    Value::Object(pairs.collect::<Map<_, _>>())
}

/// The columns that divide a dataset: territories, and yes or no.
fn dividing(dataset: &Dataset) -> Vec<String> {
    let divides = |column: &&Column| column.kind.is_territory() || column.kind == Kind::Boolean;
    dataset.version.columns.iter().filter(divides).take(MOST_FACETS).map(|column| column.name.clone()).collect()
}

/// The column of `facet=name` or `facet=facet(name="name", …)`.
fn facet_name(text: &str) -> &str {
    match text.split_once("name=") {
        Some((_, rest)) => rest.trim_start_matches(['"', '\'']).split(['"', '\'', ',', ')']).next().unwrap_or_default(),
        None => text,
    }
}

async fn facets(ask: &Ask, id: &str) -> Result<Response, Refused> {
    let dataset = ask.dataset(id).await?;
    let tag = ask.tag(&dataset, "facets");
    if let Some(known) = ask.known(&tag) {
        return Ok(known);
    }
    let asked: Vec<String> =
        ask.pairs().filter(|(name, _)| *name == "facet").map(|(_, text)| facet_name(text).to_owned()).collect();
    if asked.len() > domain::data::query::MOST_GROUPS {
        return Err(Fault::new("too_much", "facet").into());
    }
    let conditions = odsql::read(ask.pairs().filter(|(name, _)| !matches!(*name, "facet" | "sort" | "limit")))?;
    let mut facets = Vec::new();
    for column in if asked.is_empty() { dividing(&dataset) } else { asked } {
        let query = Query {
            filter: conditions.filter.clone(),
            group: vec![Group::by(&column)],
            measures: vec![Measure::count()],
            sort: vec![Sort { column: Measure::count().result(), down: true }],
            limit: Some(MOST_VALUES),
            ..Query::default()
        };
        let table = data::ask(&ask.ctx, &dataset, &query).await?;
        let values: Vec<Value> = table.rows.iter().filter_map(|row| counted(row)).collect();
        facets.push(json!({ "name": column, "facets": values }));
    }
    Ok(reply::answer(JSON, &tag, json!({ "links": [], "facets": facets }).to_string().into()))
}

/// A value and how many rows have it; what is unknown is no value.
fn counted(row: &[Cell]) -> Option<Value> {
    let [known, count] = row else { return None };
    let name = known.plain();
    (!known.is_empty()).then(|| json!({ "name": name, "value": name, "count": value(count), "state": "displayed" }))
}

async fn formats(ask: &Ask, id: &str) -> Result<Response, Refused> {
    let dataset = ask.dataset(id).await?;
    let address = dataset::address(ask.base(), &dataset);
    let mut words = vec!["csv", "json", "jsonl"];
    if domain::data::has_place(&dataset.version.columns) {
        words.push("geojson");
    }
    let links: Vec<Value> =
        words.iter().map(|word| json!({ "rel": word, "href": format!("{address}/exports/{word}") })).collect();
    Ok(ask.json(&json!({ "links": links })))
}

async fn export(ask: &Ask, id: &str, format: &str) -> Result<Response, Refused> {
    let dataset = ask.dataset(id).await?;
    let written = match format {
        "csv" => Format::Csv(csv(ask)?),
        "json" => Format::Json,
        "jsonl" => Format::Lines,
        "geojson" if domain::data::has_place(&dataset.version.columns) => Format::Geojson,
        "geojson" => return Err(Fault::new("no_point", format).into()),
        _ => return Err(Refused::NotFound),
    };
    let tag = ask.tag(&dataset, format);
    if let Some(known) = ask.known(&tag) {
        return Ok(known);
    }
    let query = some_rows(odsql::read_export(ask.pairs())?)?;
    let (mut columns, rows) = data::stream(&ask.ctx, &dataset, &query).await?;
    if matches!(written, Format::Csv(_)) && ask.get("use_labels") == Some("true") {
        for column in &mut columns {
            if !column.title.is_empty() {
                column.name.clone_from(&column.title);
            }
        }
    }
    let name = format!("{}.{format}", dataset.slug);
    Ok(reply::file(written.media(), &tag, &name, body(written, columns, rows)))
}

/// This API puts semicolons between values where nothing else is said.
fn csv(ask: &Ask) -> Result<Csv, Fault> {
    let delimiter = match ask.get("delimiter") {
        None | Some(";") => ';',
        Some(",") => ',',
        Some("\t" | "\\t") => '\t',
        Some("|") => '|',
        Some(other) => return Err(Fault::new("not_a_value", format!("delimiter={other}"))),
    };
    Ok(Csv { delimiter, mark: ask.get("with_bom") != Some("false") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_facet_is_a_name_or_says_its_name() {
        assert_eq!(facet_name("code_region"), "code_region");
        assert_eq!(facet_name("facet(name=\"code_region\", disjunctive=true)"), "code_region");
        assert_eq!(facet_name("facet(name=code_region)"), "code_region");
    }

    #[test]
    fn a_point_is_an_object() {
        let columns = [Column::new("lieu", "Lieu", Kind::Point)];
        assert_eq!(
            record(&columns, &[Cell::Text("44.83,-0.57".to_owned())]),
            json!({ "lieu": { "lon": -0.57, "lat": 44.83 } })
        );
    }
}
