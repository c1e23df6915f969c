//! The stored dashboards: JSON under a version number.

use crate::{Error, Tx, both, run};
use domain::ids::PersonId;
use uuid::Uuid;

/// The version and JSON of a person's dashboard. `None`: nothing is stored yet.
pub async fn load(tx: &mut Tx, person: PersonId) -> Result<Option<(i64, String)>, Error> {
    const FIND: &str = "SELECT version, history FROM board WHERE person = $1";
    Ok(both!(tx, c => sqlx::query_as(FIND).bind(person.0).fetch_optional(c).await)?)
}

/// Serialises those who change the same dashboard until the end of the transaction.
pub async fn lock(tx: &mut Tx, person: PersonId) -> Result<(), Error> {
    let (_, low) = person.0.as_u64_pair();
    tx.lock(i64::from_ne_bytes(low.to_ne_bytes())).await
}

/// Stores a dashboard if it is still at the version that the caller saw (0: not stored yet).
///
/// # Errors
/// `Stale` when somebody stored another one meanwhile.
pub async fn save(tx: &mut Tx, person: PersonId, seen: i64, json: &str, now: i64) -> Result<i64, Error> {
    const INSERT: &str =
        "INSERT INTO board (person, version, history, changed) VALUES ($1, 1, $2, $3) ON CONFLICT (person) DO NOTHING";
    const UPDATE: &str =
        "UPDATE board SET version = version + 1, history = $2, changed = $3 WHERE person = $1 AND version = $4";
    let done = if seen == 0 {
        run!(tx, sqlx::query(INSERT).bind(person.0).bind(json).bind(now))?
    } else {
        run!(tx, sqlx::query(UPDATE).bind(person.0).bind(json).bind(now).bind(seen))?
    };
    if done == 1 { Ok(seen + 1) } else { Err(Error::Stale) }
}

/// Keeps the board that a browser had arranged without an account until its owner chooses.
pub async fn insert_waiting(tx: &mut Tx, id: Uuid, person: PersonId, json: &str, now: i64) -> Result<(), Error> {
    const INSERT: &str = "INSERT INTO waiting_board (id, person, history, created) VALUES ($1, $2, $3, $4)";
    run!(tx, sqlx::query(INSERT).bind(id).bind(person.0).bind(json).bind(now))?;
    Ok(())
}

/// The board of a person that has waited longest for their choice: its id and JSON.
pub async fn waiting(tx: &mut Tx, person: PersonId) -> Result<Option<(Uuid, String)>, Error> {
    const FIND: &str = "SELECT id, history FROM waiting_board WHERE person = $1 ORDER BY created, id LIMIT 1";
    Ok(both!(tx, c => sqlx::query_as(FIND).bind(person.0).fetch_optional(c).await)?)
}

/// Deletes a waiting board, once it was chosen what becomes of it. Whether it was there and that person's.
pub async fn delete_waiting(tx: &mut Tx, person: PersonId, id: Uuid) -> Result<bool, Error> {
    const DELETE: &str = "DELETE FROM waiting_board WHERE person = $1 AND id = $2";
    Ok(run!(tx, sqlx::query(DELETE).bind(person.0).bind(id))? > 0)
}
