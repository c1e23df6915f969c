//! A dataset, or an answer of it, as a file. Rows are written as they are read: there is no wall at ten thousand, and no
//! memory that grows with them.

use super::{Portal, export::refused};
use axum::{
    Json, Router,
    body::{Body, Bytes},
    extract::{Path, RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use domain::data::{
    Cell, Column, Dataset, Kind,
    query::{Fault, Query, url},
};
use futures::stream::{self, Stream, StreamExt as _};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use usecases::{OpContext, data, data::Refusal};

pub(super) fn router(portal: &Arc<Portal>) -> Router {
    Router::new().route("/donnees/{slug}/export/{format}", get(export)).with_state(portal.clone())
}

/// Nobody in particular: what these doors give is public.
pub(super) fn anonymous(portal: &Portal) -> OpContext {
    OpContext { actor: usecases::Actor::Anonymous, ..OpContext::system(portal.shared.clone()) }
}

/// The pairs of an address, decoded.
pub(super) fn pairs(query: Option<&str>) -> app::request::Query {
    app::request::Query::parse(query.unwrap_or_default())
}

/// How a CSV is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Csv {
    /// Between values.
    pub(super) delimiter: char,
    /// Whether the mark stands before it without which spreadsheets do not read UTF-8.
    pub(super) mark: bool,
}

impl Csv {
    /// As spreadsheets read it.
    pub(super) const MARKED: Self = Self { delimiter: ',', mark: true };
    /// As programs read it (RFC 4180).
    pub(super) const PLAIN: Self = Self { delimiter: ',', mark: false };
}

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Csv(Csv),
    Json,
    Lines,
    Geojson,
}

impl Format {
    pub(super) const fn media(self) -> &'static str {
        match self {
            Self::Csv(_) => "text/csv; charset=utf-8",
            Self::Json => "application/json",
            Self::Lines => "application/x-ndjson",
            Self::Geojson => "application/geo+json",
        }
    }
}

async fn export(
    State(portal): State<Arc<Portal>>,
    Path((slug, format)): Path<(String, String)>,
    RawQuery(address): RawQuery,
    headers: HeaderMap,
) -> Response {
    let ctx = anonymous(&portal);
    let dataset = match data::find(&ctx, &slug).await {
        Ok(dataset) => dataset,
        Err(error) => return refused(&error),
    };
    let pairs = pairs(address.as_deref());
    let dataset = match pairs.get("version").and_then(|number| number.parse().ok()) {
        Some(number) => match data::version(&ctx, dataset, number).await {
            Ok(dataset) => dataset,
            Err(error) => return refused(&error),
        },
        None => dataset,
    };
    let tag = etag(&dataset, &format, address.as_deref());
    if is_known(&headers, &tag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    let format = match format.as_str() {
        "csv" => Format::Csv(Csv::MARKED),
        "json" => Format::Json,
        "ndjson" => Format::Lines,
        "geojson" => Format::Geojson,
        "svg" => return drawing(&ctx, &dataset, &pairs, &tag).await,
        "parquet" => {
            return whole(
                &portal,
                &dataset,
                &dataset.version.parquet,
                "parquet",
                "application/vnd.apache.parquet",
                &tag,
            )
            .await;
        }
        "original" => {
            let end = dataset.version.file.rsplit_once('.').map_or("bin", |(_, end)| end).to_owned();
            return whole(&portal, &dataset, &dataset.version.original, &end, "application/octet-stream", &tag).await;
        }
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let query = match url::read(pairs.pairs()) {
        // A file holds all pages.
        Ok(query) => Query { limit: None, offset: 0, ..query },
        Err(fault) => return at_fault(&fault),
    };
    let (columns, rows) = match data::stream(&ctx, &dataset, &query).await {
        Ok(answer) => answer,
        Err(refusal) => return not_answered(refusal),
    };
    let name = format!("{}.{}", dataset.slug, if format == Format::Lines { "ndjson" } else { extension(format) });
    (
        [
            (header::CONTENT_TYPE, format.media().to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
            (header::ETAG, tag),
            (header::CACHE_CONTROL, "public, no-cache".to_owned()),
            (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*".to_owned()),
        ],
        body(format, columns, rows),
    )
        .into_response()
}

const fn extension(format: Format) -> &'static str {
    match format {
        Format::Csv(_) => "csv",
        Format::Json => "json",
        Format::Lines => "ndjson",
        Format::Geojson => "geojson",
    }
}

/// What tells one answer from another: the version and what is asked of it.
pub(super) fn etag(dataset: &Dataset, door: &str, query: Option<&str>) -> String {
    let mut hash = Sha256::new();
    for part in [&dataset.version.parquet, door, query.unwrap_or_default()] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    format!("\"{:.24x}\"", hash.finalize())
}

/// Whether the reader has this very answer already.
pub(super) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    known.split(',').any(|each| each.trim().trim_start_matches("W/") == tag)
}

/// A question that makes no sense, in words for machines.
pub(super) fn at_fault(fault: &Fault) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "error_code": fault.code, "message": fault.to_string() }))).into_response()
}

pub(super) fn not_answered(refusal: Refusal) -> Response {
    match refusal {
        Refusal::Fault(fault) => at_fault(&fault),
        Refusal::Error(error) => refused(&error),
    }
}

/// The chart of an answer, as a picture that other pages and papers take.
async fn drawing(ctx: &OpContext, dataset: &Dataset, pairs: &app::request::Query, tag: &str) -> Response {
    let query = match url::read(pairs.pairs()) {
        Ok(query) => app::data::whole(&query),
        Err(fault) => return at_fault(&fault),
    };
    let table = match data::ask(ctx, dataset, &query).await {
        Ok(table) => table,
        Err(refusal) => return not_answered(refusal),
    };
    let names = match data::names(ctx, &table).await {
        Ok(names) => names,
        Err(error) => return refused(&error),
    };
    match app::data::drawing(dataset, &query, &table, &names, pairs.get("vue").unwrap_or_default()) {
        Some(svg) => (
            [
                (header::CONTENT_TYPE, "image/svg+xml".to_owned()),
                (header::ETAG, tag.to_owned()),
                (header::CACHE_CONTROL, "public, no-cache".to_owned()),
                (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*".to_owned()),
            ],
            svg,
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A body that comes block by block. The layer that compresses asks once more behind the end, which not every stream bears.
pub(super) fn streamed<E: Into<axum::BoxError> + 'static>(
    blocks: impl Stream<Item = Result<Bytes, E>> + Send + 'static,
) -> Body {
    Body::from_stream(blocks.fuse())
}

/// A kept file as it is.
async fn whole(portal: &Portal, dataset: &Dataset, hash: &str, end: &str, media: &str, tag: &str) -> Response {
    let path = portal.shared.engine.blobs().path(hash);
    let Ok(file) = tokio::fs::File::open(&path).await else { return StatusCode::NOT_FOUND.into_response() };
    let length = file.metadata().await.map(|file| file.len()).unwrap_or_default();
    let end: String = end.chars().filter(char::is_ascii_alphanumeric).take(10).collect();
    let stream = stream::unfold(file, |mut file| async move {
        use tokio::io::AsyncReadExt as _;
        let mut block = vec![0; 1 << 16];
        match file.read(&mut block).await {
            Ok(0) => None,
            Ok(read) => {
                block.truncate(read);
                Some((Ok(Bytes::from(block)), file))
            }
            Err(error) => Some((Err(error), file)),
        }
    });
    (
        [
            (header::CONTENT_TYPE, media.to_owned()),
            (header::CONTENT_LENGTH, length.to_string()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}.{end}\"", dataset.slug)),
            (header::ETAG, tag.to_owned()),
            (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*".to_owned()),
        ],
        streamed(stream),
    )
        .into_response()
}

/// The rows as they come, written in a format.
pub(super) fn body(format: Format, columns: Vec<Column>, rows: engine::Rows) -> Body {
    enum Step {
        Head,
        Rows,
        Done,
    }
    let begin = (rows, columns, Step::Head, true);
    let stream = stream::unfold(begin, move |(mut rows, columns, step, mut first)| async move {
        let mut out = String::new();
        match step {
            Step::Head => {
                match format {
                    Format::Csv(csv) => head(&mut out, csv, &columns),
                    Format::Json => out.push('['),
                    Format::Lines => {}
                    Format::Geojson => out.push_str("{\"type\":\"FeatureCollection\",\"features\":["),
                }
                Some((Ok(Bytes::from(out)), (rows, columns, Step::Rows, true)))
            }
            Step::Rows => match rows.next().await {
                Ok(Some(batch)) => {
                    for row in &batch {
                        write(format, &mut out, &columns, row, first);
                        first = false;
                    }
                    Some((Ok(Bytes::from(out)), (rows, columns, Step::Rows, first)))
                }
                Ok(None) => {
                    match format {
                        Format::Csv(_) | Format::Lines => {}
                        Format::Json => out.push_str("]\n"),
                        Format::Geojson => out.push_str("]}\n"),
                    }
                    Some((Ok(Bytes::from(out)), (rows, columns, Step::Done, first)))
                }
                // The connection is cut: a file that ends early must not look whole.
                Err(error) => Some((Err(error), (rows, columns, Step::Done, first))),
            },
            Step::Done => None,
        }
    });
    streamed(stream)
}

fn head(out: &mut String, csv: Csv, columns: &[Column]) {
    if csv.mark {
        out.push('\u{feff}');
    }
    line(out, csv, columns.iter().map(|column| quoted(&column.name)));
}

fn line(out: &mut String, csv: Csv, cells: impl Iterator<Item = String>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.push(csv.delimiter);
        }
        out.push_str(&cell);
    }
    out.push_str("\r\n");
}

fn write(format: Format, out: &mut String, columns: &[Column], row: &[Cell], first: bool) {
    match format {
        Format::Csv(csv) => line(out, csv, row.iter().map(|cell| quoted(&harmless(cell)))),
        Format::Json | Format::Geojson => {
            if !first {
                out.push_str(",\n");
            }
            let value = if format == Format::Json { object(columns, row) } else { feature(columns, row) };
            out.push_str(&value.to_string());
        }
        Format::Lines => {
            out.push_str(&object(columns, row).to_string());
            out.push('\n');
        }
    }
}

/// A text that a spreadsheet would run as a formula is made a text (OWASP, *CSV injection*).
fn harmless(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => harmless_text(text),
        other => other.plain(),
    }
}

pub(super) fn harmless_text(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn quoted(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r', ';', '\t', '|']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// A row as an object.
pub(super) fn object(columns: &[Column], row: &[Cell]) -> Value {
    let pairs = columns.iter().zip(row).map(|(column, cell)| (column.name.clone(), value(cell)));
    Value::Object(pairs.collect::<Map<_, _>>())
}

/// A value as JSON.
pub(super) fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Boolean(yes) => json!(yes),
        Cell::Integer(number) => json!(number),
        Cell::Decimal(number) => json!(number),
        other => Value::String(other.plain()),
    }
}

/// A row as a feature: its geometry from a column of shapes, of points, or of two degrees (RFC 7946).
pub(super) fn feature(columns: &[Column], row: &[Cell]) -> Value {
    let at = |kind: Kind| columns.iter().position(|column| column.kind == kind).and_then(|place| row.get(place));
    let shape = match (at(Kind::Geometry), at(Kind::Point), at(Kind::Latitude), at(Kind::Longitude)) {
        (Some(Cell::Text(text)), ..) => serde_json::from_str(text).unwrap_or(Value::Null),
        (_, _, Some(Cell::Decimal(latitude)), Some(Cell::Decimal(longitude))) => point(*latitude, *longitude),
        (_, Some(Cell::Text(text)), ..) => {
            domain::data::french::point(text).map_or(Value::Null, |(latitude, longitude)| point(latitude, longitude))
        }
        _ => Value::Null,
    };
    let is_shape = |kind: Kind| matches!(kind, Kind::Geometry);
    let properties: Map<String, Value> = columns
        .iter()
        .zip(row)
        .filter(|(column, _)| !is_shape(column.kind))
        .map(|(column, cell)| (column.name.clone(), value(cell)))
        .collect();
    json!({ "type": "Feature", "geometry": shape, "properties": properties })
}

fn point(latitude: f64, longitude: f64) -> Value {
    json!({ "type": "Point", "coordinates": [longitude, latitude] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_texts_and_numbers_stay_numbers() {
        let cell = |text: &str| Cell::Text(text.to_owned());
        assert_eq!(harmless(&cell("=1+1")), "'=1+1");
        assert_eq!(harmless(&Cell::Integer(-5)), "-5");
        assert_eq!(quoted("a \"b\", c"), "\"a \"\"b\"\", c\"");
    }

    #[test]
    fn a_feature_has_its_place_longitude_first() {
        let columns = [Column::new("nom", "nom", Kind::Text), Column::new("geo", "geo", Kind::Point)];
        let row = [Cell::Text("Mairie".to_owned()), Cell::Text("44.83, -0.57".to_owned())];
        assert_eq!(feature(&columns, &row)["geometry"]["coordinates"], json!([-0.57, 44.83]));
    }
}
