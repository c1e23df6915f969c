//! What several doors say of a dataset and its producer, and how they look for datasets.

use super::reply::{Ask, Refused, escaped};
use app::i18n::texts::data as words;
use domain::{
    data::{Column, Dataset, Kind, Licence, Theme, query::Fault},
    preferences::Lang,
    territory::TerritoryId,
};
use usecases::data::{self, Wanted};

/// The theme in words.
pub(super) fn theme_words(theme: Theme) -> &'static str {
    words::by_key(&format!("theme_{}", theme.word().replace('-', "_"))).map_or(theme.word(), |text| text.of(Lang::Fr))
}

/// The licence in words.
pub(super) fn licence_words(licence: Licence) -> &'static str {
    let key = format!("licence_{}", licence.word().replace('-', "_"));
    words::by_key(&key).map_or(licence.word(), |text| text.of(Lang::Fr))
}

/// Where the text of a licence stands; empty where none is known.
pub(super) const fn licence_page(licence: Licence) -> &'static str {
    match licence {
        Licence::OpenLicence => "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
        Licence::Odbl => "https://opendatacommons.org/licenses/odbl/1-0/",
        Licence::Zero => "https://creativecommons.org/publicdomain/zero/1.0/",
        Licence::Attribution => "https://creativecommons.org/licenses/by/4.0/",
        Licence::ShareAlike => "https://creativecommons.org/licenses/by-sa/4.0/",
        Licence::Other => "",
    }
}

/// What the producer says, the sentence first.
pub(super) fn description(dataset: &Dataset) -> String {
    let facts = &dataset.facts;
    let mut text = facts.summary.clone();
    for more in [&facts.description, &facts.known_defects] {
        if !more.is_empty() {
            text.push_str("\n\n");
            text.push_str(more);
        }
    }
    text
}

/// A column in words, where its producer says nothing.
pub(super) fn column_words(column: &Column) -> String {
    if column.unit.is_empty() {
        column.description.clone()
    } else {
        format!("{} ({})", column.description, column.unit)
    }
}

/// The page of a dataset for people.
pub(super) fn page(base: &str, dataset: &Dataset) -> String {
    format!("{base}/donnees/{}", escaped(&dataset.slug))
}

/// The whole content in a format.
pub(super) fn export(base: &str, dataset: &Dataset, format: &str) -> String {
    format!("{base}/donnees/{}/export/{format}", escaped(&dataset.slug))
}

/// The formats in which the whole content can be taken: word, name, media type, file type of the EU's authority table.
pub(super) fn formats(dataset: &Dataset) -> Vec<(&'static str, &'static str, &'static str, &'static str)> {
    let mut formats = vec![
        ("csv", "CSV", "text/csv", "CSV"),
        ("json", "JSON", "application/json", "JSON"),
        ("parquet", "Parquet", "application/vnd.apache.parquet", "PARQUET"),
    ];
    if domain::data::has_place(&dataset.version.columns) {
        formats.insert(2, ("geojson", "GeoJSON", "application/geo+json", "GEOJSON"));
    }
    formats
}

/// The end of the name of the file as it came, its media type and its file type.
pub(super) fn original(dataset: &Dataset) -> (String, &'static str, &'static str) {
    let end = dataset.version.file.rsplit_once('.').map_or("bin", |(_, end)| end).to_ascii_lowercase();
    let (media, kind) = match end.as_str() {
        "csv" => ("text/csv", "CSV"),
        "tsv" => ("text/tab-separated-values", "TSV"),
        "json" => ("application/json", "JSON"),
        "geojson" => ("application/geo+json", "GEOJSON"),
        "xlsx" => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
        "xls" => ("application/vnd.ms-excel", "XLS"),
        "ods" => ("application/vnd.oasis.opendocument.spreadsheet", "ODS"),
        "parquet" => ("application/vnd.apache.parquet", "PARQUET"),
        "zip" => ("application/zip", "ZIP"),
        "gz" => ("application/gzip", "GZIP"),
        _ => ("application/octet-stream", "BIN"),
    };
    (end, media, kind)
}

/// A producer in an address of these doors: `commune-33281`.
pub(super) fn producer_name(id: &str) -> String {
    id.replace('/', "-")
}

/// The producer of such a name, of its id, or of its own name.
pub(super) async fn producer(ask: &Ask, text: &str) -> Result<TerritoryId, Refused> {
    let id = text.replacen('-', "/", 1);
    if let Ok(id) = id.parse() {
        return Ok(id);
    }
    let known = data::producers(&ask.ctx).await?.into_iter().find(|(_, name, _)| name == text);
    known.and_then(|(id, ..)| id.parse().ok()).ok_or(Refused::NotFound)
}

/// A theme by its word, its words or its address.
pub(super) fn theme(text: &str) -> Option<Theme> {
    let all = Theme::ALL.iter().copied();
    all.into_iter().find(|theme| theme.word() == text || theme_words(*theme) == text || theme.uri() == text)
}

/// A licence by its word, its words, its SPDX name, its CKAN name or its address.
pub(super) fn licence(text: &str) -> Option<Licence> {
    let is = |licence: &Licence| {
        [licence.word(), licence_words(*licence), licence.uri(), licence_page(*licence), ckan_licence(*licence)]
            .contains(&text)
            || (!text.is_empty() && licence.spdx() == text)
    };
    Licence::ALL.iter().copied().find(is)
}

/// The name of a licence in CKAN and its clients.
pub(super) const fn ckan_licence(licence: Licence) -> &'static str {
    match licence {
        Licence::OpenLicence => "etalab-2.0",
        Licence::Odbl => "odc-odbl",
        Licence::Zero => "cc-zero",
        Licence::Attribution => "cc-by",
        Licence::ShareAlike => "cc-by-sa",
        Licence::Other => "notspecified",
    }
}

/// One more condition on the datasets that are looked for. Whether anything can answer it at all.
pub(super) async fn narrow(ask: &Ask, wanted: &mut Wanted, name: &str, value: &str) -> Result<bool, Refused> {
    match name {
        "publisher" | "organization" | "owner_org" => match producer(ask, value).await {
            Ok(id) => wanted.producer = Some(id),
            Err(Refused::NotFound) => return Ok(false),
            Err(refused) => return Err(refused),
        },
        "theme" | "groups" => match theme(value) {
            Some(theme) => wanted.theme = Some(theme),
            None => return Ok(false),
        },
        "license" | "license_id" => match licence(value) {
            Some(licence) => wanted.licence = Some(licence),
            None => return Ok(false),
        },
        // Words are found by their stems wherever a dataset says them, its keywords among them.
        "keyword" | "tags" | "title" | "notes" | "description" | "name" | "text" => {
            wanted.words = format!("{} {value}", wanted.words);
        }
        "modified" | "metadata_modified" => wanted.since = Some(super::reply::from_moment(value)?),
        _ => return Err(Fault::new("unknown_column", name).into()),
    }
    Ok(true)
}

/// The type of a column in a JSON Schema, with its format.
pub(super) const fn json_type(kind: Kind) -> (&'static str, Option<&'static str>) {
    match kind {
        Kind::Integer => ("integer", None),
        Kind::Decimal | Kind::Latitude | Kind::Longitude => ("number", None),
        Kind::Boolean => ("boolean", None),
        Kind::Date => ("string", Some("date")),
        Kind::Moment => ("string", Some("date-time")),
        Kind::Email => ("string", Some("email")),
        Kind::Url => ("string", Some("uri")),
        _ => ("string", None),
    }
}
