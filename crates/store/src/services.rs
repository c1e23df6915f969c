//! Service sheets and the index by which they are found (docs/adr/0005).

use crate::{Error, Tx, both, run};
use domain::{
    ids::PersonId,
    services::{LifeTheme, Sheet, slug},
};
use std::collections::BTreeMap;

/// The terms of a sheet: for each stem its weight and the fields it stands in (1 title, 2 summary, 4 heading, 8 text).
pub type Terms = BTreeMap<String, (i64, i64)>;

/// Empties the catalogue, before all of it is written again in the same transaction.
pub async fn clear(tx: &mut Tx) -> Result<(), Error> {
    for sql in
        ["DELETE FROM service", "DELETE FROM service_theme", "DELETE FROM service_term", "DELETE FROM service_word"]
    {
        run!(tx, sqlx::query(sql))?;
    }
    Ok(())
}

/// Writes a sheet with its terms.
pub async fn insert(tx: &mut Tx, sheet: &Sheet, terms: &Terms) -> Result<(), Error> {
    const INSERT: &str = "INSERT INTO service (id, slug, kind, title, summary, theme, updated, sheet) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    const TERM: &str = "INSERT INTO service_term (term, service, weight, fields) VALUES ($1, $2, $3, $4)";
    let json = serde_json::to_string(sheet).map_err(|error| Error::Unfit(error.to_string()))?;
    run!(
        tx,
        sqlx::query(INSERT)
            .bind(&sheet.id)
            .bind(slug(&sheet.title, &sheet.id))
            .bind(sheet.kind.word())
            .bind(&sheet.title)
            .bind(&sheet.summary)
            .bind(sheet.theme.as_ref().map(|theme| theme.id.clone()))
            .bind(sheet.updated.to_string())
            .bind(&json)
    )?;
    for (term, (weight, fields)) in terms {
        run!(tx, sqlx::query(TERM).bind(term).bind(&sheet.id).bind(*weight).bind(*fields))?;
    }
    Ok(())
}

/// Writes the themes in their order.
pub async fn insert_themes(tx: &mut Tx, themes: &[(String, String)]) -> Result<(), Error> {
    const INSERT: &str = "INSERT INTO service_theme (id, title, rank) VALUES ($1, $2, $3)";
    for ((id, title), rank) in themes.iter().zip(0_i64..) {
        run!(tx, sqlx::query(INSERT).bind(id).bind(title).bind(rank))?;
    }
    Ok(())
}

/// Writes the words that were read, for spelling.
pub async fn insert_words(tx: &mut Tx, words: &BTreeMap<String, (String, i64)>) -> Result<(), Error> {
    const INSERT: &str = "INSERT INTO service_word (word, term, count) VALUES ($1, $2, $3)";
    for (word, (term, count)) in words {
        run!(tx, sqlx::query(INSERT).bind(word).bind(term).bind(*count))?;
    }
    Ok(())
}

/// The stored sheet of an official id.
pub async fn find(tx: &mut Tx, id: &str) -> Result<Option<(String, Sheet)>, Error> {
    const FIND: &str = "SELECT slug, sheet FROM service WHERE id = $1";
    let row: Option<(String, String)> = both!(tx, c => sqlx::query_as(FIND).bind(id).fetch_optional(c).await)?;
    row.map(|(slug, json)| {
        let sheet = serde_json::from_str(&json)
            .map_err(|error| Error::Inconsistent { table: "service", row: format!("{id}: {error}") })?;
        Ok((slug, sheet))
    })
    .transpose()
}

/// A found sheet with what its place depends on.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Scored {
    /// Its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its summary.
    pub summary: String,
    /// What it is.
    pub kind: String,
    /// Where every term stands: 1 in the title, 2 in title or summary, 4 in these or a heading, 8 anywhere.
    pub fields: i64,
    /// The weights of the terms together.
    pub score: i64,
    /// How many sheets answer in all.
    pub total: i64,
}

/// The sheets that hold all the terms (or, with `any`, some), the heaviest first. At most eight terms count.
pub async fn search(tx: &mut Tx, terms: &[String], any: bool, most: i64, skip: i64) -> Result<Vec<Scored>, Error> {
    const SEARCH: &str = "SELECT s.slug AS slug, s.title AS title, s.summary AS summary, s.kind AS kind, m.fields AS fields, m.score AS score, m.total AS total \
        FROM (SELECT service, CAST(SUM(weight) AS BIGINT) AS score, COUNT(*) AS terms, \
                CAST(CASE WHEN MIN(fields & 1) > 0 THEN 1 WHEN MIN(fields & 3) > 0 THEN 2 WHEN MIN(fields & 7) > 0 THEN 4 ELSE 8 END AS BIGINT) AS fields, \
                CAST(COUNT(*) OVER () AS BIGINT) AS total \
              FROM service_term WHERE term IN ($1, $2, $3, $4, $5, $6, $7, $8) GROUP BY service HAVING COUNT(*) >= $9) m \
        JOIN service s ON s.id = m.service \
        ORDER BY m.terms DESC, m.score DESC, LENGTH(s.title), s.id LIMIT $10 OFFSET $11";
    let count = i64::try_from(terms.len().min(8)).unwrap_or(8);
    let term = |place: usize| terms.get(place).cloned().unwrap_or_default();
    Ok(both!(tx, c => {
        let mut query = sqlx::query_as(SEARCH);
        for place in 0..8 {
            query = query.bind(term(place));
        }
        query.bind(if any { 1 } else { count }).bind(most).bind(skip).fetch_all(c).await
    })?)
}

/// Whether the vocabulary holds a word.
pub async fn knows_word(tx: &mut Tx, word: &str) -> Result<bool, Error> {
    const COUNT: &str = "SELECT COUNT(*) FROM service_word WHERE word = $1";
    let count: i64 = both!(tx, c => sqlx::query_scalar(COUNT).bind(word).fetch_one(c).await)?;
    Ok(count > 0)
}

/// The words of the vocabulary that begin with a letter and have about a length, for spelling: word, stem, count.
pub async fn words_like(
    tx: &mut Tx,
    first: &str,
    shortest: i64,
    longest: i64,
) -> Result<Vec<(String, String, i64)>, Error> {
    const WORDS: &str = "SELECT word, term, count FROM service_word WHERE word >= $1 AND word < $2 AND LENGTH(word) BETWEEN $3 AND $4 ORDER BY word";
    let end = format!("{first}\u{10FFFF}");
    Ok(both!(tx, c => sqlx::query_as(WORDS).bind(first).bind(end).bind(shortest).bind(longest).fetch_all(c).await)?)
}

/// The themes in their order: id, title, how many sheets.
pub async fn themes(tx: &mut Tx) -> Result<Vec<(String, String, i64)>, Error> {
    const ALL: &str = "SELECT t.id, t.title, (SELECT COUNT(*) FROM service s WHERE s.theme = t.id) FROM service_theme t ORDER BY t.rank, t.id";
    Ok(both!(tx, c => sqlx::query_as(ALL).fetch_all(c).await)?)
}

/// The sheets of a theme and kind: slug and title, by title.
pub async fn of_theme(tx: &mut Tx, theme: &str, kind: &str) -> Result<Vec<(String, String)>, Error> {
    const ALL: &str = "SELECT slug, title FROM service WHERE theme = $1 AND kind = $2 ORDER BY title, id";
    Ok(both!(tx, c => sqlx::query_as(ALL).bind(theme).bind(kind).fetch_all(c).await)?)
}

/// The sheets of a kind: slug and title, by title.
pub async fn of_kind(tx: &mut Tx, kind: &str) -> Result<Vec<(String, String)>, Error> {
    const ALL: &str = "SELECT slug, title FROM service WHERE kind = $1 ORDER BY title, id";
    Ok(both!(tx, c => sqlx::query_as(ALL).bind(kind).fetch_all(c).await)?)
}

/// Folders of a life theme, some of them: slug and title.
pub async fn of_life_theme(tx: &mut Tx, theme: LifeTheme, most: i64) -> Result<Vec<(String, String)>, Error> {
    const ALL: &str = "SELECT slug, title FROM service WHERE theme = $1 AND kind = 'folder' ORDER BY LENGTH(summary) DESC, id LIMIT $2";
    let official = theme.official().first().copied().unwrap_or_default();
    Ok(both!(tx, c => sqlx::query_as(ALL).bind(official).bind(most).fetch_all(c).await)?)
}

/// The slugs of the sheets after one, in order.
pub async fn slugs(tx: &mut Tx, after: &str, most: i64) -> Result<Vec<(String, String)>, Error> {
    const ALL: &str = "SELECT id, slug FROM service WHERE id > $1 ORDER BY id LIMIT $2";
    Ok(both!(tx, c => sqlx::query_as(ALL).bind(after).bind(most).fetch_all(c).await)?)
}

/// When the newest sheet was changed: the date of the catalogue.
pub async fn newest(tx: &mut Tx) -> Result<Option<String>, Error> {
    const NEWEST: &str = "SELECT MAX(updated) FROM service";
    Ok(both!(tx, c => sqlx::query_scalar(NEWEST).fetch_one(c).await)?)
}

/// The services that a person pinned, the latest first: slug and title.
pub async fn pinned(tx: &mut Tx, person: PersonId) -> Result<Vec<(String, String)>, Error> {
    const ALL: &str = "SELECT s.slug, s.title FROM pinned_service p JOIN service s ON s.id = p.slug WHERE p.person = $1 ORDER BY p.pinned DESC, s.id";
    Ok(both!(tx, c => sqlx::query_as(ALL).bind(person.0).fetch_all(c).await)?)
}

/// Whether a person pinned a service.
pub async fn is_pinned(tx: &mut Tx, person: PersonId, id: &str) -> Result<bool, Error> {
    const COUNT: &str = "SELECT COUNT(*) FROM pinned_service WHERE person = $1 AND slug = $2";
    let count: i64 = both!(tx, c => sqlx::query_scalar(COUNT).bind(person.0).bind(id).fetch_one(c).await)?;
    Ok(count > 0)
}

/// Pins a service by its official id. Pinning it again changes nothing.
pub async fn pin(tx: &mut Tx, person: PersonId, id: &str, now: i64) -> Result<(), Error> {
    const PIN: &str =
        "INSERT INTO pinned_service (person, slug, pinned) VALUES ($1, $2, $3) ON CONFLICT (person, slug) DO NOTHING";
    run!(tx, sqlx::query(PIN).bind(person.0).bind(id).bind(now))?;
    Ok(())
}

/// Unpins a service.
pub async fn unpin(tx: &mut Tx, person: PersonId, id: &str) -> Result<(), Error> {
    const UNPIN: &str = "DELETE FROM pinned_service WHERE person = $1 AND slug = $2";
    run!(tx, sqlx::query(UNPIN).bind(person.0).bind(id))?;
    Ok(())
}

/// One sheet in a list of all.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Line {
    /// The official id.
    pub id: String,
    /// Its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// What it is.
    pub kind: String,
    /// Title of its theme, or an empty text.
    pub theme: String,
    /// When its content was last changed, ISO 8601.
    pub updated: String,
}

/// The whole catalogue, by id.
pub async fn catalogue(tx: &mut Tx) -> Result<Vec<Line>, Error> {
    const ALL: &str = "SELECT s.id AS id, s.slug AS slug, s.title AS title, s.kind AS kind, COALESCE(t.title, '') AS theme, \
        s.updated AS updated FROM service s LEFT JOIN service_theme t ON t.id = s.theme ORDER BY s.id";
    Ok(both!(tx, c => sqlx::query_as(ALL).fetch_all(c).await)?)
}
