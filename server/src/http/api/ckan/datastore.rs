//! `datastore_search` and `datastore_info`: the rows of a resource. The language of the questions is read by
//! `domain::data::query::ckan`.

use super::{
    super::{
        super::download::{object, value},
        reply::Refused,
    },
    Call, package,
};
use domain::data::query::{Fault, Query, ROW_NUMBER, ckan};
use serde_json::{Value, json};
use usecases::data;

pub(super) async fn search(call: &Call<'_>) -> Result<Value, Refused> {
    let dataset = match call.get("resource_id") {
        Some(id) => call.ask.dataset(id).await?,
        None => call.dataset("id").await?,
    };
    let mut query = ckan::read(call.said.iter().map(|(name, value)| (name.as_str(), value.as_str())))?;
    let numbered = query.select.is_empty() || query.select.iter().any(|name| name == ROW_NUMBER);
    query.select.retain(|name| name != ROW_NUMBER);
    let query = Query { numbered, ..query };
    let table = data::ask(&call.ask.ctx, &dataset, &query).await?;
    let records = match call.get("records_format").unwrap_or("objects") {
        "objects" => table.rows.iter().map(|row| object(&table.columns, row)).collect::<Value>(),
        "lists" => table.rows.iter().map(|row| row.iter().map(value).collect::<Value>()).collect(),
        other => return Err(Fault::new("does_not_fit", format!("records_format: {other}")).into()),
    };
    let described = package::fields(&dataset);
    let fields: Vec<Value> = table
        .columns
        .iter()
        .map(|column| {
            let known = described.iter().find(|field| field["id"] == column.name.as_str()).cloned();
            known.unwrap_or_else(|| json!({ "id": column.name, "type": package::field_type(column.kind) }))
        })
        .collect();
    let (limit, offset) = (query.limit.unwrap_or(ckan::ROWS), query.offset);
    let base = call.ask.base();
    let link = |offset: i64| {
        let kept = call.said.iter().filter(|(name, _)| name != "offset");
        let pairs: Vec<String> = kept
            .map(|(name, value)| format!("{}={}", super::reply::escaped(name), super::reply::escaped(value)))
            .collect();
        format!("{}/api/3/action/datastore_search?{}&offset={offset}", base, pairs.join("&"))
    };
    Ok(json!({
        "resource_id": dataset.id.to_string(),
        "fields": fields,
        "records": records,
        "records_format": call.get("records_format").unwrap_or("objects"),
        "include_total": true,
        "total": table.total,
        "total_was_estimated": false,
        "limit": limit,
        "offset": offset,
        "_links": { "start": link(0), "next": link(offset.saturating_add(limit)) },
    }))
}

pub(super) async fn info(call: &Call<'_>) -> Result<Value, Refused> {
    let dataset = match call.get("resource_id") {
        Some(id) => call.ask.dataset(id).await?,
        None => call.dataset("id").await?,
    };
    Ok(json!({
        "meta": {
            "id": dataset.id.to_string(),
            "count": dataset.version.rows,
            "table_type": "BASE TABLE",
            "size": null,
            "db_size": null,
            "idx_size": null,
            "aliases": [dataset.slug],
        },
        "fields": package::fields(&dataset),
    }))
}
