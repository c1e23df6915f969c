//! Where the points and shapes of a file lie.

use super::{Column, Kind, french, query::Bounds};
use serde_json::Value;

/// The deepest that coordinates are nested: four lists of a multipolygon (RFC 7946, 3.1).
const DEEPEST: usize = 5;

/// Whether rows have a place: in two columns of degrees, or in one of points or shapes.
pub fn has_place(columns: &[Column]) -> bool {
    let has = |kind| columns.iter().any(|column| column.kind == kind);
    (has(Kind::Latitude) && has(Kind::Longitude)) || has(Kind::Point) || has(Kind::Geometry)
}

/// The box around a point (`latitude,longitude`) or a `GeoJSON` geometry, as a cell holds it.
pub fn bounds_of(text: &str) -> Option<Bounds> {
    if let Some((latitude, longitude)) = french::point(text) {
        return Some(Bounds { west: longitude, south: latitude, east: longitude, north: latitude });
    }
    let shape: Value = serde_json::from_str(text).ok()?;
    let mut bounds = None;
    match shape.get("geometries").and_then(Value::as_array) {
        Some(parts) => {
            parts.iter().filter_map(|part| part.get("coordinates")).for_each(|part| walk(part, &mut bounds, 0));
        }
        None => walk(shape.get("coordinates")?, &mut bounds, 0),
    }
    bounds
}

fn walk(part: &Value, bounds: &mut Option<Bounds>, depth: usize) {
    let Some(list) = part.as_array().filter(|_| depth < DEEPEST) else { return };
    match (list.first().and_then(Value::as_f64), list.get(1).and_then(Value::as_f64)) {
        (Some(x), Some(y)) => {
            let known = bounds.get_or_insert(Bounds { west: x, south: y, east: x, north: y });
            known.west = known.west.min(x);
            known.east = known.east.max(x);
            known.south = known.south.min(y);
            known.north = known.north.max(y);
        }
        _ => list.iter().for_each(|inner| walk(inner, bounds, depth + 1)),
    }
}

/// Whether the box around what a cell holds and another box have a point in common.
pub fn touches(text: &str, other: &Bounds) -> bool {
    bounds_of(text).is_some_and(|own| {
        own.west <= other.east && own.east >= other.west && own.south <= other.north && own.north >= other.south
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_and_a_shape_have_a_box() {
        let at = |west, south, east, north| Some(Bounds { west, south, east, north });
        assert_eq!(bounds_of("44.83, -0.57"), at(-0.57, 44.83, -0.57, 44.83));
        let shape = r#"{"type":"Polygon","coordinates":[[[0,1],[2,1],[2,3.5],[0,1]]]}"#;
        assert_eq!(bounds_of(shape), at(0.0, 1.0, 2.0, 3.5));
        let several = r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[5,6]}]}"#;
        assert_eq!(bounds_of(several), at(5.0, 6.0, 5.0, 6.0));
        assert_eq!(bounds_of("{}"), None);
        assert_eq!(bounds_of(&format!("{{\"coordinates\":{}1{}}}", "[".repeat(60), "]".repeat(60))), None);
    }

    #[test]
    fn a_box_touches_what_it_meets() {
        let bounds = Bounds { west: -1.0, south: 44.0, east: 0.0, north: 45.0 };
        assert!(touches("44.83,-0.57", &bounds) && !touches("48.85,2.35", &bounds) && !touches("", &bounds));
        assert!(touches(r#"{"type":"LineString","coordinates":[[-5,40],[5,50]]}"#, &bounds));
    }

    #[test]
    fn rows_have_a_place_by_their_columns() {
        let of = |kinds: &[Kind]| -> Vec<Column> { kinds.iter().map(|kind| Column::new("a", "a", *kind)).collect() };
        assert!(has_place(&of(&[Kind::Latitude, Kind::Longitude])) && has_place(&of(&[Kind::Geometry])));
        assert!(!has_place(&of(&[Kind::Latitude])) && !has_place(&of(&[Kind::Text])));
    }
}
