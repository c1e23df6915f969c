//! Everything that is kept about a person, table by table.

use crate::{Error, Tx, both};
use domain::ids::PersonId;
use serde_json::{Map, Value};

/// A table that names a person: its own name, the names of its columns, the query that gives them as text.
type Table = (&'static str, &'static [&'static str], &'static str);

/// Each table that names a person. A test compares the list with the schema. Secrets (hashes, tokens, codes) are left out:
/// they say nothing to their owner and would help a thief; that they are there is said.
const TABLES: [Table; 25] = [
    (
        "person",
        &["created", "seen", "preferences", "profile"],
        "SELECT CAST(created AS TEXT), CAST(seen AS TEXT), COALESCE(preferences, ''), profile FROM person WHERE id = $1",
    ),
    (
        "account",
        &["name", "email", "created", "closing"],
        "SELECT name, COALESCE(email, ''), CAST(created AS TEXT), COALESCE(CAST(closing AS TEXT), '') FROM account WHERE person = $1",
    ),
    (
        "place",
        &["territory", "name", "rank"],
        "SELECT territory, name, CAST(rank AS TEXT), '' FROM place WHERE person = $1 ORDER BY rank, id",
    ),
    (
        "board",
        &["history", "version", "changed"],
        "SELECT history, CAST(version AS TEXT), CAST(changed AS TEXT), '' FROM board WHERE person = $1",
    ),
    (
        "waiting_board",
        &["history", "created"],
        "SELECT history, CAST(created AS TEXT), '', '' FROM waiting_board WHERE person = $1 ORDER BY created, id",
    ),
    (
        "pinned_service",
        &["service", "pinned"],
        "SELECT slug, CAST(pinned AS TEXT), '', '' FROM pinned_service WHERE person = $1 ORDER BY pinned, slug",
    ),
    (
        "pinned_data",
        &["label", "query", "mine", "created"],
        "SELECT label, query, CAST(mine AS TEXT), CAST(created AS TEXT) FROM pinned_data WHERE person = $1 ORDER BY created, id",
    ),
    (
        "shortcut",
        &["label", "url", "created"],
        "SELECT label, url, CAST(created AS TEXT), '' FROM shortcut WHERE person = $1 ORDER BY created, id",
    ),
    (
        "reminder",
        &["label", "day", "done", "created"],
        "SELECT label, due, COALESCE(CAST(done AS TEXT), ''), CAST(created AS TEXT) FROM reminder WHERE person = $1 ORDER BY due, id",
    ),
    (
        "own_date",
        &["label", "day", "until", "created"],
        "SELECT label, day, COALESCE(until, ''), CAST(created AS TEXT) FROM own_date WHERE person = $1 ORDER BY day, id",
    ),
    ("calendar_feed", &["created"], "SELECT CAST(created AS TEXT), '', '', '' FROM calendar_feed WHERE person = $1"),
    (
        "kept_form",
        &["form", "page", "content", "expires"],
        "SELECT form, page, content, CAST(expires AS TEXT) FROM kept_form WHERE person = $1 ORDER BY expires",
    ),
    (
        "session",
        &["browser", "created", "seen", "expires"],
        "SELECT browser, CAST(created AS TEXT), CAST(seen AS TEXT), CAST(expires AS TEXT) FROM session WHERE person = $1 ORDER BY created, id",
    ),
    (
        "known_browser",
        &["seen"],
        "SELECT CAST(seen AS TEXT), '', '', '' FROM known_browser WHERE person = $1 ORDER BY seen",
    ),
    (
        "recovery_code",
        &["used"],
        "SELECT COALESCE(CAST(used AS TEXT), ''), '', '', '' FROM recovery_code WHERE person = $1 ORDER BY hash",
    ),
    ("fresh_code", &["expires"], "SELECT CAST(expires AS TEXT), '', '', '' FROM fresh_code WHERE person = $1"),
    (
        "recovery_link",
        &["expires"],
        "SELECT CAST(expires AS TEXT), '', '', '' FROM recovery_link WHERE person = $1 ORDER BY expires, token_hash",
    ),
    (
        "email_change",
        &["email", "expires"],
        "SELECT email, CAST(expires AS TEXT), '', '' FROM email_change WHERE person = $1",
    ),
    (
        "outbox",
        &["email", "title", "created"],
        "SELECT recipient, subject, CAST(created AS TEXT), '' FROM outbox WHERE person = $1 ORDER BY created, id",
    ),
    (
        "grant_role",
        &["role", "territory", "granted"],
        "SELECT role, territory, CAST(granted AS TEXT), '' FROM grant_role WHERE person = $1 ORDER BY role, territory",
    ),
    (
        "event",
        &["kind", "detail", "at"],
        "SELECT kind, detail, CAST(at AS TEXT), '' FROM event WHERE person = $1 ORDER BY at, id",
    ),
    (
        // By name and not by key, here and below: what a territory says outlives its authors.
        "announcement",
        &["territory", "title", "text", "published"],
        "SELECT territory, title, text, CAST(published AS TEXT) FROM announcement WHERE author = (SELECT name FROM account WHERE person = $1) ORDER BY published, id",
    ),
    (
        "announcement_draft",
        &["territory", "title", "text", "saved"],
        "SELECT territory, title, text, CAST(saved AS TEXT) FROM announcement_draft WHERE author = (SELECT name FROM account WHERE person = $1) ORDER BY saved, id",
    ),
    (
        "help_text",
        &["territory", "section", "text", "saved"],
        "SELECT territory, section, text, CAST(saved AS TEXT) FROM help_text WHERE author = (SELECT name FROM account WHERE person = $1) ORDER BY saved, id",
    ),
    (
        "publication_change",
        &["territory", "what", "at"],
        "SELECT territory, what, CAST(at AS TEXT), '' FROM publication_change WHERE author = (SELECT name FROM account WHERE person = $1) ORDER BY at, id",
    ),
];

/// What one table holds of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// The table.
    pub table: &'static str,
    /// Its columns, in the order in which they are read.
    pub columns: &'static [&'static str],
    /// Its rows: JSON objects of texts. Times are seconds since 1970-01-01 UTC.
    pub rows: Vec<Value>,
}

/// The rows of every table that names the person.
pub async fn everything(tx: &mut Tx, person: PersonId) -> Result<Vec<Rows>, Error> {
    let mut found = Vec::new();
    for (table, columns, sql) in TABLES {
        let rows: Vec<(String, String, String, String)> =
            both!(tx, c => sqlx::query_as(sql).bind(person.0).fetch_all(c).await)?;
        let rows = rows.into_iter().map(|(a, b, c, d)| {
            let values = [a, b, c, d].map(Value::String);
            let row: Map<String, Value> = columns.iter().map(|name| (*name).to_owned()).zip(values).collect();
            Value::Object(row)
        });
        found.push(Rows { table, columns, rows: rows.collect() });
    }
    Ok(found)
}
