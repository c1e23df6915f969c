//! What describes all doors: `/openapi.json` (`OpenAPI` 3.1), made of one table of routes. A test holds the table against the routes that
//! there are: a door that is not described fails.

mod routes;

use super::{
    super::Portal,
    reply::{Ask, JSON},
};
use axum::{Router, routing::get};
use routes::{Kind, Param, ROUTES, Route};
use serde_json::{Map, Value, json};
use std::sync::Arc;

pub(super) fn router() -> Router<Arc<Portal>> {
    Router::new().route("/openapi.json", get(async |ask: Ask| ask.json(&document(ask.base(), "3.1.0", |_| true))))
}

/// The doors of OGC API - Features alone, in the version of `OpenAPI` that their standard names.
pub(super) fn features(base: &str) -> Value {
    document(base, "3.0.3", |route| route.path.starts_with("/ogc"))
}

fn document(base: &str, version: &str, wanted: impl Fn(&Route) -> bool) -> Value {
    let paths: Map<String, Value> =
        ROUTES.iter().filter(|route| wanted(route)).map(|route| (route.path.to_owned(), described(route))).collect();
    json!({
        "openapi": version,
        "info": {
            "title": "Civis Data",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Open data of territories through the doors that clients know: Explore 2.1, CKAN, the tabular API of \
                data.gouv.fr, OGC API - Features, DCAT-AP 3.0, Data Package, Atom. Everything here can be read by anybody.",
            "license": { "name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0" },
        },
        "servers": [{ "url": base }],
        "paths": paths,
        "components": { "schemas": schemas() },
    })
}

/// What answers look like, in outline.
fn schemas() -> Value {
    let object =
        |needed: &[&str], properties: Value| json!({ "type": "object", "required": needed, "properties": properties });
    let whole = || json!({ "type": "integer", "minimum": 0 });
    let list = || json!({ "type": "array", "items": { "type": "object" } });
    json!({
        "Anything": {},
        "Object": { "type": "object" },
        "List": list(),
        "Results": object(&["total_count", "results"], json!({ "total_count": whole(), "results": list() })),
        "Facets": object(&["facets"], json!({ "facets": list() })),
        "Rows": object(&["data", "links", "meta"], json!({
            "data": list(),
            "links": { "type": "object" },
            "meta": object(&["page", "page_size", "total"], json!({ "page": whole(), "page_size": whole(), "total": whole() })),
        })),
        "Action": object(&["success", "result"], json!({ "success": { "type": "boolean" }, "result": {} })),
        "Collections": object(&["links", "collections"], json!({ "links": list(), "collections": list() })),
        "Features": object(&["type", "features", "numberMatched", "numberReturned", "links"], json!({
            "type": { "type": "string", "enum": ["FeatureCollection"] },
            "features": list(),
            "numberMatched": whole(),
            "numberReturned": whole(),
            "links": list(),
        })),
        "Feature": object(&["type", "id", "properties"], json!({
            "type": { "type": "string", "enum": ["Feature"] },
            "id": whole(),
            "properties": { "type": "object" },
        })),
    })
}

fn described(route: &Route) -> Value {
    let mut item = json!({ "get": operation(route, "get") });
    if route.posts {
        let mut post = operation(route, "post");
        post["requestBody"] = json!({ "content": { JSON: { "schema": { "type": "object" } } } });
        item["post"] = post;
    }
    item
}

fn operation(route: &Route, method: &str) -> Value {
    let in_path = route.path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let mut parameters: Vec<Value> = in_path.map(|name| in_path_parameter(route, name)).collect();
    if method == "get" {
        parameters.extend(route.query.iter().flat_map(|some| some.iter()).map(in_query_parameter));
    }
    let mut responses = Map::new();
    let schema = json!({ "$ref": format!("#/components/schemas/{}", route.schema) });
    let content: Map<String, Value> =
        route.media.iter().map(|media| ((*media).to_owned(), json!({ "schema": schema }))).collect();
    if !content.is_empty() {
        responses.insert("200".to_owned(), json!({ "description": "The answer.", "content": content }));
        responses.insert("304".to_owned(), json!({ "description": "The answer is the one whose ETag was sent." }));
    }
    if route.sees {
        responses.insert("303".to_owned(), json!({ "description": "A page for people stands elsewhere." }));
    }
    let refusal = json!({ JSON: { "schema": { "type": "object" } }, "text/html": { "schema": { "type": "string" } } });
    responses
        .insert("4XX".to_owned(), json!({ "description": "Refused, in the words of this door.", "content": refusal }));
    json!({
        "operationId": name_of(method, route.path),
        "summary": route.summary,
        "tags": [route.door],
        "parameters": parameters,
        "responses": responses,
    })
}

fn name_of(method: &str, path: &str) -> String {
    let word = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    format!("{method}{}", path.chars().map(word).collect::<String>())
}

fn in_path_parameter(route: &Route, name: &str) -> Value {
    let mut schema = json!({ "type": "string", "minLength": 1 });
    if let Some((_, values)) = route.values.iter().find(|(known, _)| *known == name) {
        schema["enum"] = json!(values);
    }
    let mut parameter = json!({ "name": name, "in": "path", "required": true, "schema": schema });
    let example = match name {
        "id" | "slug" => "communes-de-france",
        "code" => "33281",
        "fid" => "1",
        _ => return parameter,
    };
    parameter["example"] = json!(example);
    parameter
}

fn in_query_parameter(param: &Param) -> Value {
    let schema = match param.kind {
        Kind::Text => json!({ "type": "string" }),
        Kind::Moment => json!({ "type": "string", "format": "date" }),
        Kind::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
    };
    json!({ "name": param.name, "in": "query", "required": false, "description": param.about, "schema": schema })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_door_is_described_once_under_a_name_of_its_own() {
        let all = document("https://portail.example", "3.1.0", |_| true);
        let paths = all["paths"].as_object().unwrap();
        assert_eq!(paths.len(), ROUTES.len());
        let mut names: Vec<&str> = paths.values().filter_map(|item| item["get"]["operationId"].as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ROUTES.len());
        for route in ROUTES {
            assert!(all["components"]["schemas"].get(route.schema).is_some(), "{}: {}", route.path, route.schema);
        }
    }
}
