//! JSON: an array of objects, one object a line, or a `GeoJSON` collection of features. Objects become rows, one at a time.

use super::{Place, TableFile};
use crate::{Blobs, Error};
use domain::data::Reading;
use serde_json::{Map, Value};
use std::{
    fs::File,
    io::{BufReader, BufWriter},
    path::Path,
};

/// The most headings that the objects of a file may have together.
const MOST_HEADINGS: usize = super::MOST_COLUMNS;
/// Headings of what a feature has beside its properties.
const GEOMETRY: &str = "geometry";
const LATITUDE: &str = "latitude";
const LONGITUDE: &str = "longitude";

/// The file as a table, or nothing when it is no JSON of one of these shapes.
pub(super) fn to_text(blobs: &Blobs, path: &Path) -> Result<Option<TableFile>, Error> {
    let mut headings: Vec<String> = Vec::new();
    let mut format = "json";
    let found = each(path, &mut |row, features| {
        if features {
            format = "geojson";
        }
        for (heading, _) in cells(row, features) {
            if !headings.contains(&heading) {
                headings.push(heading);
            }
        }
        if headings.len() > MOST_HEADINGS { Err(Error::refused("too_many_columns", headings.len())) } else { Ok(()) }
    })?;
    if !found || headings.is_empty() {
        return Ok(None);
    }
    let scratch = blobs.scratch()?;
    let mut out = csv::Writer::from_writer(BufWriter::new(scratch.as_file()));
    out.write_record(&headings)?;
    each(path, &mut |row, features| {
        let cells = cells(row, features);
        let value =
            |heading: &String| cells.iter().find(|(name, _)| name == heading).map_or("", |(_, text)| text.as_str());
        // One empty value alone would be an empty line, which a reader leaves out.
        Ok(out.write_record(headings.iter().map(value))?)
    })?;
    out.flush()?;
    drop(out);
    let reading = Reading { format: format.to_owned(), encoding: "UTF-8".to_owned(), ..Reading::default() };
    Ok(Some(TableFile { place: Place::Scratch(scratch), delimiter: b',', skip: 0, reading }))
}

/// What a row holds, flat, in its order.
fn cells(mut row: Map<String, Value>, features: bool) -> Vec<(String, String)> {
    let mut cells = Vec::new();
    let mut geometry = None;
    if features {
        geometry = row.remove(GEOMETRY).filter(|geometry| !geometry.is_null());
        let id = row.remove("id");
        row = match row.remove("properties") {
            Some(Value::Object(properties)) => properties,
            _ => Map::new(),
        };
        if let Some(id) = id.filter(|_| !row.contains_key("id")) {
            cells.push(("id".to_owned(), plain(&id)));
        }
    }
    cells.extend(row.iter().map(|(heading, value)| (heading.clone(), plain(value))));
    if let Some(geometry) = geometry {
        let point = (geometry.get("type").and_then(Value::as_str) == Some("Point"))
            .then(|| geometry.get("coordinates").and_then(Value::as_array))
            .flatten();
        match point.map(Vec::as_slice) {
            Some([longitude, latitude, ..]) => {
                cells.push((LATITUDE.to_owned(), plain(latitude)));
                cells.push((LONGITUDE.to_owned(), plain(longitude)));
            }
            _ => cells.push((GEOMETRY.to_owned(), geometry.to_string())),
        }
    }
    cells
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

type Row<'a> = &'a mut dyn FnMut(Map<String, Value>, bool) -> Result<(), Error>;

/// Calls `row` for each object; false when the file has another shape.
fn each(path: &Path, row: Row<'_>) -> Result<bool, Error> {
    let mut stream = serde_json::Deserializer::from_reader(BufReader::with_capacity(1 << 18, File::open(path)?));
    let mut visit = Visit { row, error: None, rows: 0 };
    let mut first = true;
    loop {
        // The reader stands before a value, or at the end.
        match serde::de::DeserializeSeed::deserialize(&mut visit, &mut stream) {
            Ok(()) => first = false,
            Err(error) => {
                if let Some(error) = visit.error {
                    return Err(error);
                }
                if error.is_eof() && !first && stream.end().is_ok() {
                    return Ok(visit.rows > 0);
                }
                if first || visit.rows == 0 {
                    return Ok(false);
                }
                return Err(Error::refused("broken", error.line()));
            }
        }
    }
}

/// Reads one value of the outermost level: an array of objects, a collection of features, or one object of a line.
struct Visit<'a> {
    row: Row<'a>,
    error: Option<Error>,
    rows: usize,
}

impl Visit<'_> {
    fn give<E: serde::de::Error>(&mut self, value: Value, features: bool) -> Result<(), E> {
        let Value::Object(row) = value else { return Err(E::custom("not an object")) };
        self.rows += 1;
        (self.row)(row, features).map_err(|error| {
            self.error = Some(error);
            E::custom("refused")
        })
    }
}

impl<'de> serde::de::DeserializeSeed<'de> for &mut Visit<'_> {
    type Value = ();
    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> serde::de::Visitor<'de> for &mut Visit<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("objects")
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element::<Value>()? {
            self.give(item, false)?;
        }
        Ok(())
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut own = Map::new();
        let mut collection = false;
        while let Some(key) = map.next_key::<String>()? {
            if key == "features" && !own.contains_key("properties") {
                collection = true;
                map.next_value_seed(Features(self))?;
            } else {
                own.insert(key, map.next_value()?);
            }
        }
        if collection {
            return Ok(());
        }
        let feature = own.get("type").and_then(Value::as_str) == Some("Feature");
        self.give(Value::Object(own), feature)
    }
}

struct Features<'a, 'b>(&'a mut Visit<'b>);

impl<'de> serde::de::DeserializeSeed<'de> for Features<'_, '_> {
    type Value = ();
    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> serde::de::Visitor<'de> for Features<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("features")
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element::<Value>()? {
            self.0.give(item, true)?;
        }
        Ok(())
    }
}
