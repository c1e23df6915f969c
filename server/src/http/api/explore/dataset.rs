//! A dataset as the Explore API describes it.

use super::super::{
    catalogue::{column_words, description, licence_page, licence_words, page, theme_words},
    reply::{escaped, moment},
};
use domain::data::{Dataset, Kind};
use serde_json::{Value, json};

/// The address of a dataset in this API.
pub(super) fn address(base: &str, dataset: &Dataset) -> String {
    format!("{base}/api/explore/v2.1/catalog/datasets/{}", escaped(&dataset.slug))
}

const fn field_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Integer => "int",
        Kind::Decimal | Kind::Latitude | Kind::Longitude => "double",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        Kind::Moment => "datetime",
        Kind::Point => "geo_point_2d",
        Kind::Geometry => "geo_shape",
        _ => "text",
    }
}

/// The dataset with its fields and metadata.
pub(super) fn described(base: &str, dataset: &Dataset) -> Value {
    let (facts, version) = (&dataset.facts, &dataset.version);
    let fields: Vec<Value> = version
        .columns
        .iter()
        .map(|column| {
            json!({
                "name": column.name,
                "label": column.title,
                "type": field_type(column.kind),
                "description": column_words(column),
                "annotations": if column.kind.is_territory() { json!({ "facet": [] }) } else { json!({}) },
            })
        })
        .collect();
    let mut features = vec!["analyze"];
    if domain::data::has_place(&version.columns) {
        features.push("geo");
    }
    let themes: Vec<&str> = facts.themes.iter().map(|theme| theme_words(*theme)).collect();
    let theme_uris: Vec<&str> = facts.themes.iter().map(|theme| theme.uri()).collect();
    json!({
        "dataset_id": dataset.slug,
        "dataset_uid": dataset.id.to_string(),
        "has_records": true,
        "data_visible": true,
        "features": features,
        "attachments": [],
        "alternative_exports": [],
        "fields": fields,
        "metas": {
            "default": {
                "title": facts.title,
                "description": description(dataset),
                "publisher": dataset.producer_name,
                "license": licence_words(facts.licence),
                "license_url": licence_page(facts.licence),
                "language": "fr",
                "modified": moment(version.created),
                "data_processed": moment(version.created),
                "metadata_processed": moment(version.created),
                "records_count": version.rows,
                "theme": themes,
                "keyword": facts.keywords,
                "references": if facts.source.url.is_empty() { page(base, dataset) } else { facts.source.url.clone() },
                "attributions": if facts.source.words.is_empty() { json!(null) } else { json!([facts.source.words]) },
            },
            "dcat": {
                "created": moment(dataset.created),
                "issued": moment(dataset.created),
                "creator": dataset.producer_name,
                "accrualperiodicity": facts.frequency.uri(),
                "theme": theme_uris,
                "license": facts.licence.uri(),
                "spatial": facts.producer.to_string(),
            },
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_texts() {
        assert_eq!((field_type(Kind::Commune), field_type(Kind::Siret)), ("text", "text"));
        assert_eq!(field_type(Kind::Latitude), "double");
    }
}
