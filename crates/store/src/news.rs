//! The feeds that territories allow, each with its last good copy.

use crate::{Error, Tx, both, run};
use domain::{ids::FeedId, territory::TerritoryId};
use uuid::Uuid;

/// A feed and what was read of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Which one.
    pub id: FeedId,
    /// Its address.
    pub url: String,
    /// Its own title; `None` until it was read.
    pub title: Option<String>,
    /// The articles of the last good copy, JSON.
    pub entries: String,
    /// When the last good copy was read, in seconds; `None` until there is one.
    pub fetched: Option<i64>,
    /// The last failure since then: when, and its code.
    pub failed: Option<(i64, String)>,
    /// When it is to be read next, in seconds.
    pub due: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    url: String,
    title: Option<String>,
    entries: String,
    fetched: Option<i64>,
    failed: Option<i64>,
    failure: Option<String>,
    due: i64,
}

impl From<Row> for Feed {
    fn from(row: Row) -> Self {
        Self {
            id: FeedId(row.id),
            url: row.url,
            title: row.title,
            entries: row.entries,
            fetched: row.fetched,
            failed: row.failed.zip(row.failure),
            due: row.due,
        }
    }
}

/// The feeds of a territory, the oldest first.
pub async fn of(tx: &mut Tx, territory: &TerritoryId) -> Result<Vec<Feed>, Error> {
    const ALL: &str = "SELECT id, url, title, entries, fetched, failed, failure, due FROM feed \
        WHERE territory = $1 ORDER BY created, id";
    let rows: Vec<Row> = both!(tx, c => sqlx::query_as(ALL).bind(territory.to_string()).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Feed::from).collect())
}

/// Allows a feed; it is due at once.
///
/// # Errors
/// `Duplicate` when the territory allows that address already.
pub async fn add(tx: &mut Tx, id: FeedId, territory: &TerritoryId, url: &str, now: i64) -> Result<(), Error> {
    const ADD: &str = "INSERT INTO feed (id, territory, url, due, created) VALUES ($1, $2, $3, $4, $4)";
    run!(tx, sqlx::query(ADD).bind(id.0).bind(territory.to_string()).bind(url).bind(now))?;
    Ok(())
}

/// Forgets a feed and its articles. Its address, if it was that territory's.
pub async fn remove(tx: &mut Tx, territory: &TerritoryId, id: FeedId) -> Result<Option<String>, Error> {
    const DELETE: &str = "DELETE FROM feed WHERE territory = $1 AND id = $2 RETURNING url";
    Ok(both!(tx, c => sqlx::query_scalar(DELETE).bind(territory.to_string()).bind(id.0).fetch_optional(c).await)?)
}

/// The feeds that are to be read, the most overdue first.
pub async fn due(tx: &mut Tx, now: i64, most: i64) -> Result<Vec<Feed>, Error> {
    const DUE: &str = "SELECT id, url, title, entries, fetched, failed, failure, due FROM feed \
        WHERE due <= $1 ORDER BY due, id LIMIT $2";
    let rows: Vec<Row> = both!(tx, c => sqlx::query_as(DUE).bind(now).bind(most).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Feed::from).collect())
}

/// Takes a due feed for this node by moving its next time. `false`: another node was faster.
pub async fn claim(tx: &mut Tx, feed: &Feed, next: i64) -> Result<bool, Error> {
    const CLAIM: &str = "UPDATE feed SET due = $3 WHERE id = $1 AND due = $2";
    let done = run!(tx, sqlx::query(CLAIM).bind(feed.id.0).bind(feed.due).bind(next))?;
    Ok(done == 1)
}

/// Keeps a good copy; former failures are forgotten. A feed that was removed meanwhile stays removed.
pub async fn keep(tx: &mut Tx, id: FeedId, title: Option<&str>, entries: &str, now: i64) -> Result<(), Error> {
    const KEEP: &str = "UPDATE feed SET title = COALESCE($2, title), entries = $3, fetched = $4, failed = NULL, \
        failure = NULL WHERE id = $1";
    run!(tx, sqlx::query(KEEP).bind(id.0).bind(title).bind(entries).bind(now))?;
    Ok(())
}

/// Notes a failure; the last good copy stays.
pub async fn fail(tx: &mut Tx, id: FeedId, code: &str, now: i64) -> Result<(), Error> {
    const FAIL: &str = "UPDATE feed SET failed = $3, failure = $2 WHERE id = $1";
    run!(tx, sqlx::query(FAIL).bind(id.0).bind(code).bind(now))?;
    Ok(())
}
