//! OGC API - Features, Part 1 (Core), and the queryables of Part 3: each dataset with points or shapes is a collection. The id of a
//! feature is the number of its row. The language of the questions is read by `domain::data::query::ogc`.

use super::{
    super::{
        Portal,
        download::{feature, value},
    },
    Both as _,
    catalogue::{column_words, description, json_type, licence_page},
    openapi,
    reply::{self, Ask, JSON, Refused, escaped},
};
use axum::{Router, extract::Path, http::header, response::Response, routing::get};
use domain::data::{
    Cell, Column, Dataset, Kind,
    query::{Filter, How, Measure, Query, ogc},
};
use serde_json::{Map, Value, json};
use std::sync::Arc;
use usecases::data;

const GEOJSON: &str = "application/geo+json";
const SCHEMA: &str = "application/schema+json";
const OPENAPI: &str = "application/vnd.oai.openapi+json;version=3.0";
const DEGREES: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
/// Collections of a list.
const PAGE: i64 = 1_000;

pub(super) fn router() -> Router<Arc<Portal>> {
    Router::new()
        .both("/ogc", get(async |ask: Ask| landing(&ask)))
        .both("/ogc/conformance", get(async |ask: Ask| conformance(&ask)))
        .both("/ogc/api", get(async |ask: Ask| ask.whole_answer(OPENAPI, openapi::features(ask.base()).to_string())))
        .both("/ogc/collections", get(async |ask: Ask| own(collections(&ask).await)))
        .both("/ogc/collections/{id}", get(async |ask: Ask, Path(id): Path<String>| own(one(&ask, &id).await)))
        .both(
            "/ogc/collections/{id}/queryables",
            get(async |ask: Ask, Path(id): Path<String>| own(schema(&ask, &id, true).await)),
        )
        .both(
            "/ogc/collections/{id}/schema",
            get(async |ask: Ask, Path(id): Path<String>| own(schema(&ask, &id, false).await)),
        )
        .both("/ogc/collections/{id}/items", get(async |ask: Ask, Path(id): Path<String>| own(items(&ask, &id).await)))
        .both(
            "/ogc/collections/{id}/items/{fid}",
            get(async |ask: Ask, Path((id, fid)): Path<(String, String)>| own(item(&ask, &id, &fid).await)),
        )
}

/// A refusal in the words of this API (Core, 7.5.1).
fn own(answer: Result<Response, Refused>) -> Response {
    answer.unwrap_or_else(|refused| {
        let (status, code, message) = refused.told();
        let code = match status.as_u16() {
            400 => "InvalidParameterValue",
            404 => "NotFound",
            _ => code,
        };
        reply::status(status, &json!({ "code": code, "description": message }))
    })
}

fn link(href: impl Into<String>, rel: &str, kind: &str, title: &str) -> Value {
    json!({ "href": href.into(), "rel": rel, "type": kind, "title": title })
}

fn landing(ask: &Ask) -> Response {
    let base = ask.base();
    ask.json(&json!({
        "title": "Données ouvertes des territoires",
        "description": "Les jeux de données de ce portail dont les lignes ont un lieu.",
        "links": [
            link(format!("{base}/ogc/"), "self", JSON, "This page"),
            link(format!("{base}/ogc/api"), "service-desc", OPENAPI, "The API"),
            link(format!("{base}/openapi.json"), "service-doc", JSON, "All APIs of this portal"),
            link(format!("{base}/ogc/conformance"), "conformance", JSON, "Conformance classes"),
            link(format!("{base}/ogc/collections"), "data", JSON, "Collections"),
        ],
    }))
}

fn conformance(ask: &Ask) -> Response {
    let core = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf";
    let filtering = "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf";
    ask.json(&json!({ "conformsTo": [
        format!("{core}/core"),
        format!("{core}/oas30"),
        format!("{core}/geojson"),
        format!("{filtering}/queryables"),
        format!("{filtering}/queryables-query-parameters"),
    ] }))
}

fn address(base: &str, dataset: &Dataset) -> String {
    format!("{base}/ogc/collections/{}", escaped(&dataset.slug))
}

/// The dataset of a collection; one without places is none.
async fn collection(ask: &Ask, id: &str) -> Result<Dataset, Refused> {
    let dataset = ask.dataset(id).await?;
    if domain::data::has_place(&dataset.version.columns) { Ok(dataset) } else { Err(Refused::NotFound) }
}

fn described(base: &str, dataset: &Dataset) -> Value {
    let own = address(base, dataset);
    let mut links = vec![
        link(own.clone(), "self", JSON, "This collection"),
        link(format!("{own}/items"), "items", GEOJSON, "The features"),
        link(
            format!("{own}/queryables"),
            "http://www.opengis.net/def/rel/ogc/1.0/queryables",
            SCHEMA,
            "What can be asked",
        ),
        link(format!("{own}/schema"), "describedby", SCHEMA, "The properties"),
        link(format!("{base}/donnees/{}", escaped(&dataset.slug)), "alternate", "text/html", "The page for people"),
    ];
    let licence = licence_page(dataset.facts.licence);
    if !licence.is_empty() {
        links.push(link(licence.to_owned(), "license", "text/html", "The licence"));
    }
    json!({
        "id": dataset.slug,
        "title": dataset.facts.title,
        "description": description(dataset),
        "itemType": "feature",
        "crs": [DEGREES],
        "links": links,
    })
}

async fn collections(ask: &Ask) -> Result<Response, Refused> {
    let (limit, offset) = (ask.whole("limit", 1, PAGE, PAGE)?, ask.whole("offset", 0, 1_000_000, 0)?);
    let (total, found) = data::placed(&ask.ctx, limit, offset).await?;
    let listed: Vec<Value> = found
        .iter()
        .filter(|dataset| domain::data::has_place(&dataset.version.columns))
        .map(|dataset| described(ask.base(), dataset))
        .collect();
    let own = format!("{}/ogc/collections", ask.base());
    let mut links = vec![link(own.clone(), "self", JSON, "The collections")];
    if offset + limit < total {
        links.push(link(format!("{own}?limit={limit}&offset={}", offset + limit), "next", JSON, "More collections"));
    }
    Ok(ask.json(&json!({ "links": links, "collections": listed })))
}

async fn one(ask: &Ask, id: &str) -> Result<Response, Refused> {
    let dataset = collection(ask, id).await?;
    let mut told = described(ask.base(), &dataset);
    told["extent"] = extent(ask, &dataset).await?;
    Ok(ask.json(&told))
}

/// Where and when the rows lie, by the least and greatest values of their columns.
async fn extent(ask: &Ask, dataset: &Dataset) -> Result<Value, Refused> {
    let columns = &dataset.version.columns;
    let of = |kind: Kind| columns.iter().find(|column| column.kind == kind);
    let time = columns.iter().find(|column| column.kind.is_time());
    let degrees = of(Kind::Longitude).zip(of(Kind::Latitude));
    let mut measures = Vec::new();
    if let Some((longitude, latitude)) = degrees {
        for how in [How::Least, How::Greatest] {
            measures.extend([Measure::of(how, &longitude.name), Measure::of(how, &latitude.name)]);
        }
    }
    if let Some(time) = time {
        measures.extend([Measure::of(How::Least, &time.name), Measure::of(How::Greatest, &time.name)]);
    }
    let mut extent = Map::new();
    if measures.is_empty() {
        return Ok(Value::Object(extent));
    }
    let table = data::ask(&ask.ctx, dataset, &Query { measures, ..Query::default() }).await?;
    let row = table.rows.first().map(Vec::as_slice).unwrap_or_default();
    let (place, when) = row.split_at_checked(if degrees.is_some() { 4 } else { 0 }).unwrap_or((&[], &[]));
    let corners: Option<Vec<f64>> = place.iter().map(Cell::number).collect();
    if let Some(corners) = corners.filter(|corners| corners.len() == 4) {
        extent.insert("spatial".to_owned(), json!({ "bbox": [corners], "crs": DEGREES }));
    }
    if let [from, to] = when {
        let interval = [moment(from), moment(to)];
        let trs = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian";
        extent.insert("temporal".to_owned(), json!({ "interval": [interval], "trs": trs }));
    }
    Ok(Value::Object(extent))
}

/// RFC 3339; hours are taken as they are written.
fn moment(cell: &Cell) -> Value {
    match cell {
        Cell::Date(day) => json!(format!("{day}T00:00:00Z")),
        Cell::Moment(moment) => json!(format!("{moment}Z")),
        _ => Value::Null,
    }
}

/// The properties of the features, or those that can be asked for.
async fn schema(ask: &Ask, id: &str, queryables: bool) -> Result<Response, Refused> {
    let dataset = collection(ask, id).await?;
    let property = |column: &Column| {
        let (kind, format) = json_type(column.kind);
        let mut property = json!({ "title": column.title, "type": kind });
        if let Some(format) = format {
            property["format"] = json!(format);
        }
        let words = column_words(column);
        if !words.is_empty() {
            property["description"] = json!(words);
        }
        (column.name.clone(), property)
    };
    let columns = dataset.version.columns.iter().filter(|column| column.kind != Kind::Geometry);
    let mut properties: Map<String, Value> = columns.map(property).collect();
    if !queryables {
        properties.insert("geometry".to_owned(), json!({ "format": "geometry-any", "x-ogc-role": "primary-geometry" }));
    }
    let own = format!("{}/{}", address(ask.base(), &dataset), if queryables { "queryables" } else { "schema" });
    let told = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": own,
        "type": "object",
        "title": dataset.facts.title,
        "properties": properties,
        "additionalProperties": false,
    });
    Ok(ask.whole_answer(SCHEMA, told.to_string()))
}

/// A row with its number first, as a feature.
fn numbered(columns: &[Column], row: &[Cell]) -> Value {
    let (Some((_, columns)), Some((number, row))) = (columns.split_first(), row.split_first()) else {
        return Value::Null;
    };
    let mut told = feature(columns, row);
    told["id"] = value(number);
    told
}

async fn items(ask: &Ask, id: &str) -> Result<Response, Refused> {
    let dataset = collection(ask, id).await?;
    let tag = ask.tag(&dataset, "ogc");
    if let Some(known) = ask.known(&tag) {
        return Ok(known);
    }
    let query = Query { numbered: true, ..ogc::read(&dataset.version.columns, ask.pairs())? };
    let table = data::ask(&ask.ctx, &dataset, &query).await?;
    let features: Vec<Value> = table.rows.iter().map(|row| numbered(&table.columns, row)).collect();
    let (limit, offset) = (query.limit.unwrap_or(ogc::ROWS), query.offset);
    let own = format!("{}/items", address(ask.base(), &dataset));
    let to = |offset: i64| {
        let offset = if offset > 0 { offset.to_string() } else { String::new() };
        format!("{own}?{}", ask.with(&[("limit", limit.to_string()), ("offset", offset)]))
    };
    let mut links = vec![
        link(to(offset), "self", GEOJSON, "These features"),
        link(address(ask.base(), &dataset), "collection", JSON, "The collection"),
    ];
    let next = offset.saturating_add(limit);
    let more = next < table.total;
    if more {
        links.push(link(to(next), "next", GEOJSON, "The next features"));
    }
    if offset > 0 {
        links.push(link(to((offset - limit).max(0)), "prev", GEOJSON, "The features before"));
    }
    let body = json!({
        "type": "FeatureCollection",
        "features": features,
        "numberMatched": table.total,
        "numberReturned": features.len(),
        "links": links,
    });
    let answer = reply::answer(GEOJSON, &tag, body.to_string().into());
    Ok(if more { reply::with_header(answer, header::LINK, &format!("<{}>; rel=\"next\"", to(next))) } else { answer })
}

async fn item(ask: &Ask, id: &str, fid: &str) -> Result<Response, Refused> {
    let dataset = collection(ask, id).await?;
    let number: i64 = fid.parse().ok().filter(|number| *number > 0).ok_or(Refused::NotFound)?;
    let query = Query { numbered: true, filter: Filter::Row(number), limit: Some(1), ..Query::default() };
    let table = data::ask(&ask.ctx, &dataset, &query).await?;
    let mut told = table.rows.first().map(|row| numbered(&table.columns, row)).ok_or(Refused::NotFound)?;
    let own = address(ask.base(), &dataset);
    told["links"] = json!([
        link(format!("{own}/items/{number}"), "self", GEOJSON, "This feature"),
        link(own, "collection", JSON, "The collection"),
    ]);
    Ok(ask.whole_answer(GEOJSON, told.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::data::query::ROW_NUMBER;

    #[test]
    fn the_number_of_a_row_is_the_id_of_its_feature() {
        let columns = [Column::new(ROW_NUMBER, "", Kind::Integer), Column::new("lieu", "Lieu", Kind::Point)];
        let told = numbered(&columns, &[Cell::Integer(7), Cell::Text("44.83,-0.57".to_owned())]);
        assert_eq!((&told["id"], &told["geometry"]["coordinates"]), (&json!(7), &json!([-0.57, 44.83])));
    }
}
