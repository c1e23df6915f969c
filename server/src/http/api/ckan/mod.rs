//! CKAN's action API 3, as its clients speak it: `GET` with an address, `POST` with JSON or a form. Only what reads; there is never a
//! `datastore_search_sql`.

mod datastore;
mod lists;
mod package;
mod search;

use super::{
    super::{Portal, download},
    Both as _,
    reply::{self, Ask, Refused},
};
use axum::{
    Router,
    body::Bytes,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::Response,
    routing::get,
};
use domain::data::{Dataset, Licence, query::Fault};
use serde_json::{Value, json};
use std::sync::Arc;

/// The version of CKAN whose answers these resemble.
const LIKE: &str = "2.11.0";
/// The names of what can be asked.
pub(super) const NAMES: [&str; 16] = [
    "status_show",
    "site_read",
    "help_show",
    "package_list",
    "package_show",
    "package_search",
    "current_package_list_with_resources",
    "organization_list",
    "organization_show",
    "group_list",
    "group_show",
    "tag_list",
    "license_list",
    "resource_show",
    "datastore_search",
    "datastore_info",
];

/// What an action answers, in a sentence.
fn about(name: &str) -> Option<&'static str> {
    Some(match name {
        "status_show" => "What runs here.",
        "site_read" => "Whether this portal can be read.",
        "help_show" => "What an action does: name.",
        "package_list" => "The names of all datasets: limit, offset.",
        "package_show" => "A dataset with its resources: id.",
        "package_search" => "Datasets: q, fq, rows, start, sort, facet.field.",
        "current_package_list_with_resources" => "Datasets, the latest first: limit, offset.",
        "organization_list" => "The territories that publish: all_fields, limit, offset.",
        "organization_show" => "A territory that publishes: id, include_datasets.",
        "group_list" => "The themes: all_fields.",
        "group_show" => "A theme: id, include_datasets.",
        "tag_list" => "The keywords: query, all_fields.",
        "license_list" => "The licences.",
        "resource_show" => "A resource: id.",
        "datastore_search" => "Rows of a resource: resource_id, filters, q, fields, sort, limit, offset, distinct.",
        "datastore_info" => "The fields of a resource and how many rows it has: id.",
        _ => return None,
    })
}

pub(super) fn router() -> Router<Arc<Portal>> {
    let door = get(asked).post(sent);
    Router::new().both("/api/action/{name}", door.clone()).both("/api/3/action/{name}", door)
}

/// Whether a request sends a question to an action that only reads: it is no form that changes anything.
pub(in super::super) fn only_reads(path: &str) -> bool {
    let name = path.strip_prefix("/api/action/").or_else(|| path.strip_prefix("/api/3/action/"));
    name.is_some_and(|name| NAMES.contains(&name.trim_end_matches('/')))
}

async fn asked(ask: Ask, Path(name): Path<String>) -> Response {
    let said = ask.pairs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    wrapped(&ask, &name, said).await
}

async fn sent(ask: Ask, Path(name): Path<String>, body: Bytes) -> Response {
    match read(&ask.headers, &body) {
        Some(said) => wrapped(&ask, &name, said).await,
        None => failed(&ask, &name, &Refused::Fault(Fault::new("syntax", "the body is no JSON object"))),
    }
}

/// What is said to an action: names and values as text, JSON where a value is no text.
type Said = Vec<(String, String)>;

fn read(headers: &HeaderMap, body: &Bytes) -> Option<Said> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let text = std::str::from_utf8(body).ok()?.trim();
    // Old clients send JSON as if it were a form.
    if kind.starts_with("application/x-www-form-urlencoded") && !text.starts_with('{') {
        let pairs = download::pairs(Some(text));
        return Some(pairs.pairs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
    }
    if text.is_empty() {
        return Some(Vec::new());
    }
    let Ok(Value::Object(members)) = serde_json::from_str(text) else { return None };
    let plain = |value: Value| match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    };
    Some(members.into_iter().filter_map(|(name, value)| Some((name, plain(value)?))).collect())
}

async fn wrapped(ask: &Ask, name: &str, said: Said) -> Response {
    let call = Call { ask, said };
    match call.answer(name).await {
        Ok(result) => ask.json(&json!({ "help": help(ask, name), "success": true, "result": result })),
        Err(refused) => failed(ask, name, &refused),
    }
}

fn help(ask: &Ask, name: &str) -> String {
    format!("{}/api/3/action/help_show?name={}", ask.base(), reply::escaped(name))
}

/// A refusal in CKAN's words; clients turn `__type` into an exception of their own.
fn failed(ask: &Ask, name: &str, refused: &Refused) -> Response {
    let (status, code, message) = refused.told();
    let error = match (status, refused) {
        (StatusCode::NOT_FOUND, _) => {
            json!({ "__type": "Not Found Error", "message": format!("Not found: {message}") })
        }
        (StatusCode::FORBIDDEN, _) => json!({ "__type": "Authorization Error", "message": message }),
        (_, Refused::Fault(fault)) if fault.code == "unknown_action" => {
            json!({ "__type": "Bad Request", "message": format!("Action name not known: {}", fault.about) })
        }
        (StatusCode::BAD_REQUEST, _) => json!({ "__type": "Validation Error", "message": message, code: [message] }),
        _ => json!({ "__type": "Server Error", "message": message }),
    };
    reply::status(status, &json!({ "help": help(ask, name), "success": false, "error": error }))
}

/// One call of an action.
struct Call<'a> {
    ask: &'a Ask,
    said: Said,
}

impl Call<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.said.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn needed(&self, name: &'static str) -> Result<&str, Fault> {
        self.get(name)
            .filter(|text| !text.is_empty())
            .ok_or_else(|| Fault::new("not_a_value", format!("{name}: missing")))
    }

    fn whole(&self, name: &str, otherwise: i64) -> Result<i64, Fault> {
        let Some(text) = self.get(name).filter(|text| !text.is_empty()) else { return Ok(otherwise) };
        let number: Option<i64> =
            text.parse().ok().filter(|number| (0..=domain::data::query::MOST_OFFSET).contains(number));
        number.ok_or_else(|| Fault::new("not_a_value", format!("{name}: {text}")))
    }

    fn yes(&self, name: &str) -> bool {
        matches!(self.get(name).map(str::to_ascii_lowercase).as_deref(), Some("true" | "1" | "yes" | "on" | "t" | "y"))
    }

    async fn answer(&self, name: &str) -> Result<Value, Refused> {
        match name {
            "status_show" => Ok(self.status()),
            "site_read" => Ok(json!(true)),
            "help_show" => self.help(),
            "package_list" => self.package_list().await,
            "package_show" => Ok(package::package(self.ask.base(), &self.dataset("id").await?)),
            "package_search" => search::search(self).await,
            "current_package_list_with_resources" => self.current().await,
            "organization_list" => self.organizations().await,
            "organization_show" => self.organization().await,
            "group_list" => self.groups().await,
            "group_show" => self.group().await,
            "tag_list" => self.tags().await,
            "license_list" => Ok(Licence::ALL.iter().map(|licence| package::licence(*licence)).collect()),
            "resource_show" => self.resource().await,
            "datastore_search" => datastore::search(self).await,
            "datastore_info" => datastore::info(self).await,
            other => Err(Fault::new("unknown_action", other).into()),
        }
    }

    async fn dataset(&self, name: &'static str) -> Result<Dataset, Refused> {
        self.ask.dataset(self.needed(name)?).await
    }

    fn status(&self) -> Value {
        json!({
            "site_title": "Civis Data",
            "site_description": "",
            "site_url": self.ask.base(),
            "ckan_version": LIKE,
            "locale_default": "fr",
            "error_emails_to": null,
            "extensions": ["datastore"],
        })
    }

    fn help(&self) -> Result<Value, Refused> {
        let name = self.needed("name")?;
        Ok(json!(about(name).ok_or(Refused::NotFound)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(kind: &str, body: &str) -> Option<Said> {
        let headers = [(header::CONTENT_TYPE, kind.parse().unwrap())].into_iter().collect();
        read(&headers, &Bytes::from(body.to_owned()))
    }

    #[test]
    fn a_body_is_json_or_a_form() {
        let pairs = |pairs: &[(&str, &str)]| {
            Some(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Said>())
        };
        assert_eq!(said("application/json", r#"{"id":"a","limit":5,"q":null}"#), pairs(&[("id", "a"), ("limit", "5")]));
        assert_eq!(said("application/json", ""), pairs(&[]));
        assert_eq!(said("application/x-www-form-urlencoded", "id=a+b"), pairs(&[("id", "a b")]));
        assert_eq!(said("application/json", "[1]"), None);
    }

    #[test]
    fn each_action_is_explained() {
        assert!(NAMES.iter().all(|name| about(name).is_some()));
    }

    #[test]
    fn there_is_no_sql_and_nothing_that_writes() {
        assert!(only_reads("/api/3/action/package_show") && only_reads("/api/action/datastore_search/"));
        for name in ["datastore_search_sql", "package_create", "user_list"] {
            assert!(!only_reads(&format!("/api/action/{name}")), "{name}");
        }
        assert!(!only_reads("/api/board/act"));
    }
}
