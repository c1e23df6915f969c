//! Datasets: what stands on the shelves, their versions, and the stems by which they are found.

use crate::{Error, Tx, both, run};
use domain::{
    data::{Dataset, Facts, Licence, Theme, Version},
    ids::{DatasetId, PersonId, PinnedDataId},
    territory::TerritoryId,
};
use serde::{Serialize, de::DeserializeOwned};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// The most stems of a question that count.
pub const MOST_TERMS: usize = 6;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    slug: String,
    facts: String,
    created: i64,
    content: String,
    producer_name: String,
}

fn read<T: DeserializeOwned>(table: &'static str, row: &str, json: &str) -> Result<T, Error> {
    serde_json::from_str(json).map_err(|error| Error::Inconsistent { table, row: format!("{row}: {error}") })
}

fn write(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Unfit(error.to_string()))
}

impl TryFrom<Row> for Dataset {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: DatasetId(row.id),
            facts: read("dataset", &row.slug, &row.facts)?,
            version: read("dataset_version", &row.slug, &row.content)?,
            slug: row.slug,
            producer_name: row.producer_name,
            created: row.created,
        })
    }
}

/// Which datasets.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Stems that it must hold; all of them. At most [`MOST_TERMS`] count.
    pub terms: Vec<String>,
    /// The shelf.
    pub theme: Option<Theme>,
    /// The producer.
    pub producer: Option<TerritoryId>,
    /// The licence.
    pub licence: Option<Licence>,
    /// Taken in at this time or later, in seconds since 1970.
    pub since: Option<i64>,
}

/// How many datasets there are of each theme, producer (with its name) and licence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By theme.
    pub themes: Vec<(String, i64)>,
    /// By producer: id, name, count.
    pub producers: Vec<(String, String, i64)>,
    /// By licence.
    pub licences: Vec<(String, i64)>,
}

/// Writes what is said of a dataset, under its id, with the stems by which it is found. Whether that address was free.
pub async fn put(
    tx: &mut Tx,
    id: DatasetId,
    slug: &str,
    facts: &Facts,
    created: i64,
    terms: &BTreeMap<String, i64>,
) -> Result<bool, Error> {
    const PUT: &str = "INSERT INTO dataset (id, slug, producer, licence, facts, created, latest, updated) \
        VALUES ($1, $2, $3, $4, $5, $6, 0, $6) \
        ON CONFLICT (id) DO UPDATE SET producer = excluded.producer, licence = excluded.licence, facts = excluded.facts";
    const TAKEN: &str = "SELECT COUNT(*) FROM dataset WHERE slug = $1 AND id <> $2";
    const THEME: &str = "INSERT INTO dataset_theme (dataset, theme, rank) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    const TERM: &str = "INSERT INTO dataset_term (term, dataset, weight) VALUES ($1, $2, $3)";
    let taken: i64 = both!(tx, c => sqlx::query_scalar(TAKEN).bind(slug).bind(id.0).fetch_one(c).await)?;
    if taken > 0 {
        return Ok(false);
    }
    let json = write(facts)?;
    run!(
        tx,
        sqlx::query(PUT)
            .bind(id.0)
            .bind(slug)
            .bind(facts.producer.to_string())
            .bind(facts.licence.word())
            .bind(&json)
            .bind(created)
    )?;
    for sql in ["DELETE FROM dataset_theme WHERE dataset = $1", "DELETE FROM dataset_term WHERE dataset = $1"] {
        run!(tx, sqlx::query(sql).bind(id.0))?;
    }
    for (theme, rank) in facts.themes.iter().zip(0_i64..) {
        run!(tx, sqlx::query(THEME).bind(id.0).bind(theme.word()).bind(rank))?;
    }
    for (term, weight) in terms {
        run!(tx, sqlx::query(TERM).bind(term).bind(id.0).bind(*weight))?;
    }
    Ok(true)
}

/// Adds a version and makes it the latest.
pub async fn add_version(tx: &mut Tx, id: DatasetId, version: &Version) -> Result<(), Error> {
    const ADD: &str = "INSERT INTO dataset_version (dataset, number, content) VALUES ($1, $2, $3)";
    const LATEST: &str = "UPDATE dataset SET latest = $2, updated = $3 WHERE id = $1";
    let json = write(version)?;
    run!(tx, sqlx::query(ADD).bind(id.0).bind(version.number).bind(&json))?;
    run!(tx, sqlx::query(LATEST).bind(id.0).bind(version.number).bind(version.created))?;
    Ok(())
}

/// Erases a version; the latest of those that stay is the latest then, and without any the dataset goes. How many stay.
pub async fn erase_version(tx: &mut Tx, id: DatasetId, number: i64) -> Result<i64, Error> {
    const ERASE: &str = "DELETE FROM dataset_version WHERE dataset = $1 AND number = $2";
    const LEFT: &str = "SELECT COUNT(*) FROM dataset_version WHERE dataset = $1";
    const LATEST: &str =
        "UPDATE dataset SET latest = (SELECT MAX(number) FROM dataset_version WHERE dataset = $1) WHERE id = $1";
    run!(tx, sqlx::query(ERASE).bind(id.0).bind(number))?;
    let left: i64 = both!(tx, c => sqlx::query_scalar(LEFT).bind(id.0).fetch_one(c).await)?;
    let rest = if left > 0 { LATEST } else { "DELETE FROM dataset WHERE id = $1" };
    run!(tx, sqlx::query(rest).bind(id.0))?;
    Ok(left)
}

/// What is read of a dataset.
macro_rules! select {
    () => {
        "SELECT d.id AS id, d.slug AS slug, d.facts AS facts, d.created AS created, v.content AS content, \
        COALESCE(t.name, d.producer) AS producer_name FROM dataset d \
        JOIN dataset_version v ON v.dataset = d.id AND v.number = d.latest LEFT JOIN territory t ON t.id = d.producer"
    };
}

/// The dataset of an address, or of an id written as text.
pub async fn find(tx: &mut Tx, slug_or_id: &str) -> Result<Option<Dataset>, Error> {
    const FIND: &str = concat!(select!(), " WHERE d.slug = $1 OR d.id = $2");
    // PostgreSQL has no such text, and no dataset has such an address.
    if slug_or_id.contains('\0') {
        return Ok(None);
    }
    let id: Uuid = slug_or_id.parse().unwrap_or_default();
    let row: Option<Row> = both!(tx, c => sqlx::query_as(FIND).bind(slug_or_id).bind(id).fetch_optional(c).await)?;
    row.map(Dataset::try_from).transpose()
}

/// The versions of a dataset, the latest first.
pub async fn versions(tx: &mut Tx, id: DatasetId) -> Result<Vec<Version>, Error> {
    const ALL: &str = "SELECT content FROM dataset_version WHERE dataset = $1 ORDER BY number DESC LIMIT 500";
    let rows: Vec<String> = both!(tx, c => sqlx::query_scalar(ALL).bind(id.0).fetch_all(c).await)?;
    rows.iter().map(|json| read("dataset_version", &id.to_string(), json)).collect()
}

/// One version of a dataset.
pub async fn version(tx: &mut Tx, id: DatasetId, number: i64) -> Result<Option<Version>, Error> {
    const FIND: &str = "SELECT content FROM dataset_version WHERE dataset = $1 AND number = $2";
    let json: Option<String> =
        both!(tx, c => sqlx::query_scalar(FIND).bind(id.0).bind(number).fetch_optional(c).await)?;
    json.map(|json| read("dataset_version", &id.to_string(), &json)).transpose()
}

/// The conditions of a list; `$1` to `$11` are those of [`Wanted`].
macro_rules! conditions {
    () => {
        " (CAST($1 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM dataset_theme h WHERE h.dataset = d.id AND h.theme = $1)) \
        AND (CAST($2 AS TEXT) IS NULL OR d.producer = $2) AND (CAST($3 AS TEXT) IS NULL OR d.licence = $3) \
        AND (CAST($4 AS BIGINT) IS NULL OR d.updated >= $4) \
        AND (CAST($11 AS BIGINT) = 0 OR d.id IN (SELECT dataset FROM dataset_term WHERE term IN ($5, $6, $7, $8, $9, $10) \
            GROUP BY dataset HAVING COUNT(*) >= $11))"
    };
}

macro_rules! wanted {
    ($query:expr, $wanted:expr) => {{
        let wanted: &Wanted = $wanted;
        let term = |place: usize| wanted.terms.get(place).cloned().unwrap_or_default();
        $query
            .bind(wanted.theme.map(Theme::word))
            .bind(wanted.producer.as_ref().map(ToString::to_string))
            .bind(wanted.licence.map(Licence::word))
            .bind(wanted.since)
            .bind(term(0))
            .bind(term(1))
            .bind(term(2))
            .bind(term(3))
            .bind(term(4))
            .bind(term(5))
            .bind(i64::try_from(wanted.terms.len().min(MOST_TERMS)).unwrap_or(0))
    }};
}

/// Datasets, the likeliest and then the latest first, with how many there are in all.
pub async fn list(tx: &mut Tx, wanted: &Wanted, most: i64, skip: i64) -> Result<(i64, Vec<Dataset>), Error> {
    const COUNT: &str = concat!("SELECT COUNT(*) FROM dataset d WHERE", conditions!());
    const ROWS: &str = concat!(
        select!(),
        " WHERE",
        conditions!(),
        " ORDER BY (SELECT COALESCE(SUM(m.weight), 0) FROM dataset_term m WHERE m.dataset = d.id \
        AND m.term IN ($5, $6, $7, $8, $9, $10)) DESC, d.updated DESC, d.id LIMIT $12 OFFSET $13"
    );
    let total: i64 = both!(tx, c => wanted!(sqlx::query_scalar(COUNT), wanted).fetch_one(c).await)?;
    let rows: Vec<Row> =
        both!(tx, c => wanted!(sqlx::query_as(ROWS), wanted).bind(most).bind(skip).fetch_all(c).await)?;
    Ok((total, rows.into_iter().map(Dataset::try_from).collect::<Result<_, _>>()?))
}

/// How the datasets of a list divide.
pub async fn facets(tx: &mut Tx, wanted: &Wanted) -> Result<Facets, Error> {
    const THEMES: &str = concat!(
        "SELECT h.theme, COUNT(*) FROM dataset d JOIN dataset_theme h ON h.dataset = d.id WHERE",
        conditions!(),
        " GROUP BY h.theme ORDER BY 2 DESC, 1"
    );
    const PRODUCERS: &str = concat!(
        "SELECT d.producer, COALESCE(MIN(t.name), d.producer), COUNT(*) FROM dataset d \
        LEFT JOIN territory t ON t.id = d.producer WHERE",
        conditions!(),
        " GROUP BY d.producer ORDER BY 3 DESC, 2 LIMIT 200"
    );
    const LICENCES: &str = concat!(
        "SELECT d.licence, COUNT(*) FROM dataset d WHERE",
        conditions!(),
        " GROUP BY d.licence ORDER BY 2 DESC, 1"
    );
    Ok(Facets {
        themes: both!(tx, c => wanted!(sqlx::query_as(THEMES), wanted).fetch_all(c).await)?,
        producers: both!(tx, c => wanted!(sqlx::query_as(PRODUCERS), wanted).fetch_all(c).await)?,
        licences: both!(tx, c => wanted!(sqlx::query_as(LICENCES), wanted).fetch_all(c).await)?,
    })
}

/// The addresses of the datasets after one, in order, with when they were updated: for the map of the site.
pub async fn slugs(tx: &mut Tx, after: &str, most: i64) -> Result<Vec<(String, i64)>, Error> {
    const ALL: &str = "SELECT slug, updated FROM dataset WHERE slug > $1 AND latest > 0 ORDER BY slug LIMIT $2";
    Ok(both!(tx, c => sqlx::query_as(ALL).bind(after).bind(most).fetch_all(c).await)?)
}

/// Whether a version keeps a file of that hash.
pub async fn uses(tx: &mut Tx, hash: &str) -> Result<bool, Error> {
    const COUNT: &str = "SELECT COUNT(*) FROM dataset_version WHERE content LIKE $1";
    let count: i64 = both!(tx, c => sqlx::query_scalar(COUNT).bind(format!("%\"{hash}\"%")).fetch_one(c).await)?;
    Ok(count > 0)
}

/// The hashes of the files of every version.
pub async fn files(tx: &mut Tx) -> Result<BTreeSet<String>, Error> {
    const ALL: &str = "SELECT content FROM dataset_version";
    let rows: Vec<String> = both!(tx, c => sqlx::query_scalar(ALL).fetch_all(c).await)?;
    let mut hashes = BTreeSet::new();
    for json in rows {
        let version: Version = read("dataset_version", "", &json)?;
        hashes.extend([version.original, version.parquet]);
    }
    Ok(hashes)
}

/// A kept question.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct PinnedRow {
    /// Which one.
    pub id: Uuid,
    /// Of which dataset.
    pub dataset: Uuid,
    /// What it is called.
    pub label: String,
    /// The question, as the address of the dataset's page writes it.
    pub query: String,
    /// 1: about the person's main place.
    pub mine: i64,
}

/// The questions that a person keeps, the latest first.
pub async fn pinned(tx: &mut Tx, person: PersonId) -> Result<Vec<PinnedRow>, Error> {
    const ALL: &str = "SELECT id, dataset, label, query, mine FROM pinned_data WHERE person = $1 ORDER BY created DESC, id DESC LIMIT 50";
    Ok(both!(tx, c => sqlx::query_as(ALL).bind(person.0).fetch_all(c).await)?)
}

/// Keeps a question.
pub async fn pin(tx: &mut Tx, person: PersonId, row: &PinnedRow, now: i64) -> Result<(), Error> {
    const PIN: &str = "INSERT INTO pinned_data (id, person, dataset, label, query, mine, created) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    run!(
        tx,
        sqlx::query(PIN)
            .bind(row.id)
            .bind(person.0)
            .bind(row.dataset)
            .bind(&row.label)
            .bind(&row.query)
            .bind(row.mine)
            .bind(now)
    )?;
    Ok(())
}

/// Keeps it no longer. Whether it was that person's.
pub async fn unpin(tx: &mut Tx, person: PersonId, id: PinnedDataId) -> Result<bool, Error> {
    const DELETE: &str = "DELETE FROM pinned_data WHERE person = $1 AND id = $2";
    Ok(run!(tx, sqlx::query(DELETE).bind(person.0).bind(id.0))? > 0)
}

mod catalogue;
pub use catalogue::{Order, keywords, ordered, placed, producers};
