//! Everything that is kept about a person, table by table.

use crate::{Error, Tx, both};
use domain::ids::PersonId;
use serde_json::{Value, json};

/// Each table that names a person, and the query that gives its rows as text columns. A test compares the list with the
/// schema. Secrets (hashes, tokens) are left out: they say nothing to their owner and would help a thief.
const TABLES: [(&str, &str); 14] = [
    (
        "account",
        "SELECT name AS a, COALESCE(email, '') AS b, CAST(created AS TEXT) AS c FROM account WHERE person = $1",
    ),
    (
        "board",
        "SELECT history AS a, CAST(version AS TEXT) AS b, CAST(changed AS TEXT) AS c FROM board WHERE person = $1",
    ),
    ("calendar_feed", "SELECT token AS a, '' AS b, CAST(created AS TEXT) AS c FROM calendar_feed WHERE person = $1"),
    ("event", "SELECT kind AS a, detail AS b, CAST(at AS TEXT) AS c FROM event WHERE person = $1 ORDER BY at, id"),
    ("fresh_code", "SELECT 'codes' AS a, '' AS b, CAST(expires AS TEXT) AS c FROM fresh_code WHERE person = $1"),
    (
        "grant_role",
        "SELECT role AS a, territory AS b, CAST(granted AS TEXT) AS c FROM grant_role WHERE person = $1 ORDER BY role, territory",
    ),
    (
        "own_date",
        "SELECT label AS a, day || COALESCE('/' || until, '') AS b, CAST(created AS TEXT) AS c FROM own_date WHERE person = $1 ORDER BY day, id",
    ),
    (
        "pinned_service",
        "SELECT slug AS a, '' AS b, CAST(pinned AS TEXT) AS c FROM pinned_service WHERE person = $1 ORDER BY pinned, slug",
    ),
    (
        "place",
        "SELECT territory AS a, name AS b, CAST(rank AS TEXT) AS c FROM place WHERE person = $1 ORDER BY rank, id",
    ),
    (
        "recovery_code",
        "SELECT 'code' AS a, CASE WHEN used IS NULL THEN 'unused' ELSE 'used' END AS b, COALESCE(CAST(used AS TEXT), '') AS c FROM recovery_code WHERE person = $1 ORDER BY hash",
    ),
    (
        "recovery_link",
        "SELECT 'link' AS a, '' AS b, CAST(expires AS TEXT) AS c FROM recovery_link WHERE person = $1 ORDER BY expires, token_hash",
    ),
    (
        "reminder",
        "SELECT label AS a, due AS b, CAST(created AS TEXT) AS c FROM reminder WHERE person = $1 ORDER BY due, id",
    ),
    (
        "shortcut",
        "SELECT label AS a, url AS b, CAST(created AS TEXT) AS c FROM shortcut WHERE person = $1 ORDER BY created, id",
    ),
    (
        "session",
        "SELECT browser AS a, CAST(created AS TEXT) AS b, CAST(seen AS TEXT) AS c FROM session WHERE person = $1 ORDER BY created, id",
    ),
];

/// The names of the columns of each table, in the order of its query.
fn columns(table: &str) -> [&'static str; 3] {
    match table {
        "account" => ["name", "email", "created"],
        "board" => ["history", "version", "changed"],
        "calendar_feed" => ["token", "", "created"],
        "event" => ["kind", "detail", "at"],
        "grant_role" => ["role", "territory", "granted"],
        "own_date" => ["label", "day", "created"],
        "pinned_service" => ["service", "", "pinned"],
        "place" => ["territory", "name", "rank"],
        "recovery_code" => ["what", "state", "used"],
        "reminder" => ["label", "due", "created"],
        "session" => ["browser", "created", "seen"],
        "shortcut" => ["label", "url", "created"],
        _ => ["what", "", "expires"],
    }
}

/// The rows of every table that names the person. Times are seconds since 1970-01-01 UTC.
pub async fn everything(tx: &mut Tx, person: PersonId) -> Result<Vec<(&'static str, Value)>, Error> {
    let mut found = Vec::new();
    for (table, sql) in TABLES {
        let rows: Vec<(String, String, String)> =
            both!(tx, c => sqlx::query_as(sql).bind(person.0).fetch_all(c).await)?;
        let names = columns(table);
        let rows = rows.into_iter().map(|(a, b, c)| {
            let mut row = serde_json::Map::new();
            for (name, value) in names.into_iter().zip([a, b, c]).filter(|(name, _)| !name.is_empty()) {
                row.insert(name.to_owned(), Value::String(value));
            }
            Value::Object(row)
        });
        found.push((table, Value::Array(rows.collect())));
    }
    let (preferences, profile) = crate::persons::choices(tx, person).await?;
    found.push(("person", json!([{ "preferences": preferences, "profile": profile }])));
    Ok(found)
}
