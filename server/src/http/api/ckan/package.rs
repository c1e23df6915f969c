//! Datasets, resources, organisations, groups and licences as CKAN describes them.

use super::super::{
    catalogue::{
        ckan_licence, column_words, description, export, formats, licence_page, licence_words, original, page,
        producer_name, theme_words,
    },
    reply::escaped,
};
use domain::data::{Dataset, Kind, Licence, Theme};
use serde_json::{Value, json};

/// A moment as CKAN writes it: universal time without saying so.
fn moment(seconds: i64) -> String {
    super::reply::moment(seconds).trim_end_matches('Z').to_owned()
}

pub(super) fn licence(licence: Licence) -> Value {
    json!({
        "id": ckan_licence(licence),
        "title": licence_words(licence),
        "url": licence_page(licence),
        "status": "active",
        "is_okd_compliant": licence.is_open(),
        "is_osi_compliant": false,
        "is_generic": licence == Licence::Other,
        "od_conformance": if licence.is_open() { "approved" } else { "not reviewed" },
        "osd_conformance": "not reviewed",
        "domain_data": true,
        "domain_content": true,
        "domain_software": false,
        "family": "",
        "maintainer": "",
    })
}

pub(super) fn organization(id: &str, name: &str, count: Option<i64>) -> Value {
    let own = producer_name(id);
    json!({
        "id": own,
        "name": own,
        "title": name,
        "display_name": name,
        "description": "",
        "type": "organization",
        "is_organization": true,
        "state": "active",
        "approval_status": "approved",
        "image_url": "",
        "image_display_url": "",
        "num_followers": 0,
        "package_count": count,
        "extras": [{ "key": "territory", "value": id }],
    })
}

pub(super) fn group(theme: Theme, count: Option<i64>) -> Value {
    json!({
        "id": theme.word(),
        "name": theme.word(),
        "title": theme_words(theme),
        "display_name": theme_words(theme),
        "description": "",
        "type": "group",
        "is_organization": false,
        "state": "active",
        "approval_status": "approved",
        "image_url": "",
        "image_display_url": "",
        "num_followers": 0,
        "package_count": count,
        "extras": [{ "key": "theme", "value": theme.uri() }],
    })
}

pub(super) fn tag(name: &str) -> Value {
    json!({ "id": name, "name": name, "display_name": name, "state": "active", "vocabulary_id": null })
}

/// The type of a field in CKAN's table store.
pub(super) const fn field_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Integer => "int",
        Kind::Decimal | Kind::Latitude | Kind::Longitude => "numeric",
        Kind::Boolean => "bool",
        Kind::Date => "date",
        Kind::Moment => "timestamp",
        Kind::Geometry => "json",
        _ => "text",
    }
}

pub(super) fn fields(dataset: &Dataset) -> Vec<Value> {
    let field = |column: &domain::data::Column| {
        json!({
            "id": column.name,
            "type": field_type(column.kind),
            "info": { "label": column.title, "notes": column_words(column), "type_override": "" },
        })
    };
    dataset.version.columns.iter().map(field).collect()
}

/// The resources of a dataset: the table first, whose id is the dataset's, then its other forms, then the file as it came.
pub(super) fn resources(base: &str, dataset: &Dataset) -> Vec<Value> {
    let version = &dataset.version;
    let resource = |place: usize, id: String, name: &str, format: &str, media: &str, url: String, table: bool| {
        json!({
            "id": id,
            "package_id": dataset.id.to_string(),
            "name": name,
            "description": dataset.facts.summary,
            "format": format,
            "mimetype": media,
            "url": url,
            "url_type": null,
            "resource_type": null,
            "state": "active",
            "position": place,
            "created": moment(dataset.created),
            "last_modified": moment(version.created),
            "metadata_modified": moment(version.created),
            "datastore_active": table,
            "hash": "",
            "size": null,
        })
    };
    let id = dataset.id.to_string();
    let mut all: Vec<Value> = Vec::new();
    for (place, (word, name, media, _)) in formats(dataset).into_iter().enumerate() {
        let own = if word == "csv" { id.clone() } else { format!("{id}-{word}") };
        all.push(resource(place, own, name, name, media, export(base, dataset, word), word == "csv"));
    }
    let (end, media, _) = original(dataset);
    let url = export(base, dataset, "original");
    let mut file = resource(all.len(), format!("{id}-original"), &version.file, &end.to_uppercase(), media, url, false);
    file["size"] = json!(version.bytes);
    file["hash"] = json!(version.original);
    all.push(file);
    all
}

/// A dataset with everything that clients look for.
pub(super) fn package(base: &str, dataset: &Dataset) -> Value {
    let (facts, version) = (&dataset.facts, &dataset.version);
    let producer = facts.producer.to_string();
    let resources = resources(base, dataset);
    let extra = |key: &str, value: &str| json!({ "key": key, "value": value });
    json!({
        "id": dataset.id.to_string(),
        "name": dataset.slug,
        "title": facts.title,
        "notes": description(dataset),
        "type": "dataset",
        "state": "active",
        "private": false,
        "isopen": facts.licence.is_open(),
        "url": page(base, dataset),
        "version": version.number.to_string(),
        "author": dataset.producer_name,
        "author_email": "",
        "maintainer": dataset.producer_name,
        "maintainer_email": "",
        "creator_user_id": null,
        "license_id": ckan_licence(facts.licence),
        "license_title": licence_words(facts.licence),
        "license_url": licence_page(facts.licence),
        "metadata_created": moment(dataset.created),
        "metadata_modified": moment(version.created),
        "owner_org": producer_name(&producer),
        "organization": organization(&producer, &dataset.producer_name, None),
        "groups": facts.themes.iter().map(|theme| group(*theme, None)).collect::<Vec<_>>(),
        "tags": facts.keywords.iter().map(|word| tag(word)).collect::<Vec<_>>(),
        "num_tags": facts.keywords.len(),
        "num_resources": resources.len(),
        "resources": resources,
        "extras": [
            extra("frequency", facts.frequency.uri()),
            extra("license_uri", facts.licence.uri()),
            extra("source", &facts.source.words),
            extra("source_url", &facts.source.url),
            extra("territory", &producer),
            extra("uri", &format!("{base}/dataset/{}", escaped(&dataset.slug))),
            extra("language", "http://publications.europa.eu/resource/authority/language/FRA"),
        ],
        "relationships_as_subject": [],
        "relationships_as_object": [],
    })
}
