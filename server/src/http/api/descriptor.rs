//! What describes a dataset to tools for tables: a Data Package with a Table Schema (Frictionless Data, 1.0).

use super::{
    super::Portal,
    atom,
    catalogue::{column_words, description, licence_page, licence_words, page},
    dcat::own,
    reply::{Ask, Refused, escaped, http_date, moment, with_header},
};
use axum::{Router, extract::Path, http::header, response::Response, routing::get};
use domain::data::{Dataset, Kind};
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn router() -> Router<Arc<Portal>> {
    Router::new()
        .route(
            "/dataset/{slug}/datapackage.json",
            get(async |ask: Ask, Path(slug): Path<String>| own(package(&ask, &slug).await)),
        )
        .merge(atom::router())
}

async fn package(ask: &Ask, slug: &str) -> Result<Response, Refused> {
    let dataset = ask.dataset(slug).await?;
    let answer = ask.json(&described(ask.base(), &dataset));
    Ok(with_header(answer, header::LAST_MODIFIED, &http_date(dataset.version.created)))
}

/// A name as the specification allows it: small letters, digits, and `-`, `.`, `_`.
fn name(slug: &str) -> String {
    let fits =
        |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') { c.to_ascii_lowercase() } else { '-' };
    slug.chars().map(fits).collect()
}

fn described(base: &str, dataset: &Dataset) -> Value {
    let (facts, version) = (&dataset.facts, &dataset.version);
    let slug = escaped(&dataset.slug);
    // The table as programs read it: with commas, without the mark for spreadsheets.
    let table = format!("{base}/api/resources/{slug}/data/csv/");
    let mut sources = Vec::new();
    if !facts.source.words.is_empty() {
        let path = Some(&facts.source.url).filter(|url| !url.is_empty());
        sources.push(match path {
            Some(path) => json!({ "title": facts.source.words, "path": path }),
            None => json!({ "title": facts.source.words }),
        });
    }
    let mut licence = json!({ "title": licence_words(facts.licence) });
    let spdx = facts.licence.spdx();
    licence["name"] = json!(if spdx.is_empty() { "other" } else { spdx });
    if !licence_page(facts.licence).is_empty() {
        licence["path"] = json!(licence_page(facts.licence));
    }
    json!({
        "profile": "tabular-data-package",
        "name": name(&dataset.slug),
        "id": dataset.id.to_string(),
        "title": facts.title,
        "description": description(dataset),
        "homepage": page(base, dataset),
        "version": version.number.to_string(),
        "created": moment(version.created),
        "keywords": facts.keywords,
        "licenses": [licence],
        "contributors": [{ "title": dataset.producer_name, "role": "publisher" }],
        "sources": sources,
        "resources": [{
            "profile": "tabular-data-resource",
            "name": name(&dataset.slug),
            "title": facts.title,
            "path": table,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": { "delimiter": ",", "doubleQuote": true, "lineTerminator": "\r\n", "header": true },
            "schema": { "fields": dataset.version.columns.iter().map(field).collect::<Vec<_>>(), "missingValues": [""] },
        }],
    })
}

fn field(column: &domain::data::Column) -> Value {
    let mut field = json!({ "name": column.name, "type": column.kind.table_schema(), "title": column.title });
    let words = column_words(column);
    if !words.is_empty() {
        field["description"] = json!(words);
    }
    match column.kind {
        Kind::Email => field["format"] = json!("email"),
        Kind::Url => field["format"] = json!("uri"),
        _ => {}
    }
    field
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::data::Column;

    #[test]
    fn codes_are_strings_in_a_table_schema() {
        let field = field(&Column::new("code_commune", "Code commune", Kind::Commune));
        assert_eq!(field, json!({ "name": "code_commune", "type": "string", "title": "Code commune" }));
        assert_eq!(name("Été 2026"), "-t--2026");
    }
}
