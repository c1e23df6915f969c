//! The tabular API of data.gouv.fr, with what is off there: aggregation, and a thousand rows a page. The language of the questions
//! is read by `domain::data::query::tabular`.

use super::{
    super::{
        Portal,
        download::{Csv, Format, body, value},
    },
    Both as _,
    catalogue::export,
    reply::{self, Ask, JSON, Refused, escaped, moment},
};
use axum::{Router, extract::Path, response::Response, routing::get};
use domain::data::{
    Cell, Column, Dataset, Kind,
    query::{Query, ROW_NUMBER, tabular},
};
use serde_json::{Map, Value, json};
use std::sync::Arc;
use usecases::data;

pub(super) fn router() -> Router<Arc<Portal>> {
    Router::new()
        .both("/api/resources/{id}", get(async |ask: Ask, Path(id): Path<String>| own(one(&ask, &id).await)))
        .both(
            "/api/resources/{id}/profile",
            get(async |ask: Ask, Path(id): Path<String>| own(profile(&ask, &id).await)),
        )
        .both("/api/resources/{id}/data", get(async |ask: Ask, Path(id): Path<String>| own(rows(&ask, &id).await)))
        .both(
            "/api/resources/{id}/data/{format}",
            get(async |ask: Ask, Path((id, format)): Path<(String, String)>| own(whole(&ask, &id, &format).await)),
        )
}

/// A refusal in the words of this API.
fn own(answer: Result<Response, Refused>) -> Response {
    answer.unwrap_or_else(|refused| {
        let (status, code, message) = refused.told();
        let error = json!({ "code": status.as_u16(), "title": code, "detail": message });
        reply::status(status, &json!({ "errors": [error] }))
    })
}

fn address(base: &str, dataset: &Dataset) -> String {
    format!("{base}/api/resources/{}", escaped(&dataset.slug))
}

async fn one(ask: &Ask, id: &str) -> Result<Response, Refused> {
    let dataset = ask.dataset(id).await?;
    let own = address(ask.base(), &dataset);
    let link = |href: String, rel: &str| json!({ "href": href, "type": "GET", "rel": rel });
    Ok(ask.json(&json!({
        "created_at": moment(dataset.version.created),
        "url": export(ask.base(), &dataset, "original"),
        "links": [
            link(format!("{own}/profile/"), "profile"),
            link(format!("{own}/data/"), "data"),
            link(format!("{}/openapi.json", ask.base()), "swagger"),
        ],
    })))
}

/// The format of a column, in the words of csv-detective, with the type of its values in Python.
const fn formats(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Integer => ("int", "int"),
        Kind::Decimal => ("float", "float"),
        Kind::Boolean => ("booleen", "bool"),
        Kind::Date => ("date", "date"),
        Kind::Moment => ("datetime", "datetime"),
        Kind::Commune => ("code_commune_insee", "string"),
        Kind::Epci | Kind::Siren => ("siren", "string"),
        Kind::Siret => ("siret", "string"),
        Kind::Departement => ("code_departement", "string"),
        Kind::Region => ("code_region", "string"),
        Kind::Postcode => ("code_postal", "string"),
        Kind::Rna => ("code_rna", "string"),
        Kind::Uai => ("uai", "string"),
        Kind::Phone => ("tel_fr", "string"),
        Kind::Email => ("email", "string"),
        Kind::Latitude => ("latitude_wgs", "float"),
        Kind::Longitude => ("longitude_wgs", "float"),
        Kind::Point => ("latlon_wgs", "string"),
        Kind::Geometry => ("geojson", "json"),
        Kind::Url => ("url", "string"),
        Kind::Text | Kind::Iban | Kind::Nir => ("string", "string"),
    }
}

async fn profile(ask: &Ask, id: &str) -> Result<Response, Refused> {
    let dataset = ask.dataset(id).await?;
    let version = &dataset.version;
    let columns: Map<String, Value> = version
        .columns
        .iter()
        .map(|column| {
            let (format, python) = formats(column.kind);
            let told = json!({
                "format": format,
                "python_type": python,
                "score": 1.0,
                "label": column.title,
                "description": column.description,
                "nb_missing_values": column.empty,
            });
            (column.name.clone(), told)
        })
        .collect();
    let header: Vec<&str> = version.columns.iter().map(|column| column.name.as_str()).collect();
    Ok(ask.json(&json!({
        "profile": {
            "header": header,
            "columns": columns,
            "total_lines": version.rows,
            "encoding": "utf-8",
            "separator": ",",
            "header_row_idx": 0,
        },
        "dataset_id": dataset.id.to_string(),
        "indexes": null,
    })))
}

/// A row under its names; the number of the row is called `__id` in this API.
fn record(columns: &[Column], row: &[Cell]) -> Value {
    let name = |column: &Column| if column.name == ROW_NUMBER { "__id".to_owned() } else { column.name.clone() };
    Value::Object(columns.iter().zip(row).map(|(column, cell)| (name(column), value(cell))).collect::<Map<_, _>>())
}

async fn rows(ask: &Ask, id: &str) -> Result<Response, Refused> {
    let dataset = ask.dataset(id).await?;
    let tag = ask.tag(&dataset, "tabular");
    if let Some(known) = ask.known(&tag) {
        return Ok(known);
    }
    let query = tabular::read(ask.pairs())?;
    let size = query.limit.unwrap_or(tabular::PAGE_ROWS).max(1);
    let page = query.offset / size + 1;
    let query = Query { numbered: query.select.is_empty(), ..query };
    let table = data::ask(&ask.ctx, &dataset, &query).await?;
    let own = address(ask.base(), &dataset);
    let to =
        |page: i64| format!("{own}/data/?{}", ask.with(&[("page", page.to_string()), ("page_size", size.to_string())]));
    let next = (page.saturating_mul(size) < table.total).then(|| to(page + 1));
    let prev = (page > 1).then(|| to(page - 1));
    let data: Vec<Value> = table.rows.iter().map(|row| record(&table.columns, row)).collect();
    let body = json!({
        "data": data,
        "links": {
            "profile": format!("{own}/profile/"),
            "swagger": format!("{}/openapi.json", ask.base()),
            "next": next,
            "prev": prev,
        },
        "meta": { "page": page, "page_size": size, "total": table.total },
    });
    Ok(reply::answer(JSON, &tag, body.to_string().into()))
}

/// All rows that the question means, whatever page it says.
async fn whole(ask: &Ask, id: &str, format: &str) -> Result<Response, Refused> {
    let written = match format {
        "csv" => Format::Csv(Csv::PLAIN),
        "json" => Format::Json,
        _ => return Err(Refused::NotFound),
    };
    let dataset = ask.dataset(id).await?;
    let tag = ask.tag(&dataset, format);
    if let Some(known) = ask.known(&tag) {
        return Ok(known);
    }
    let query = Query { limit: None, offset: 0, ..tabular::read(ask.pairs())? };
    let (columns, rows) = data::stream(&ask.ctx, &dataset, &query).await?;
    let name = format!("{}.{format}", dataset.slug);
    Ok(reply::file(written.media(), &tag, &name, body(written, columns, rows)))
}
