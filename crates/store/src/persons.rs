//! Persons and their sessions.

use crate::{Error, Tx, both, run};
use domain::ids::{PersonId, SessionId};
use uuid::Uuid;

/// A session as it is resumed from its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Which one.
    pub id: SessionId,
    /// Whose.
    pub person: PersonId,
    /// When it was last used, in seconds.
    pub seen: i64,
    /// When it ends, in seconds.
    pub expires: i64,
    /// When this browser signed in; `None` for a visitor.
    pub signed_in: Option<i64>,
    /// When it began.
    pub created: i64,
    /// The browser's own name, shortened.
    pub browser: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    person: Uuid,
    seen: i64,
    expires: i64,
    signed_in: Option<i64>,
    created: i64,
    browser: String,
}

impl From<Row> for Session {
    fn from(row: Row) -> Self {
        Self {
            id: SessionId(row.id),
            person: PersonId(row.person),
            seen: row.seen,
            expires: row.expires,
            signed_in: row.signed_in,
            created: row.created,
            browser: row.browser,
        }
    }
}

/// A new person.
pub async fn insert_person(tx: &mut Tx, person: PersonId, now: i64) -> Result<(), Error> {
    const INSERT: &str = "INSERT INTO person (id, created, seen) VALUES ($1, $2, $2)";
    run!(tx, sqlx::query(INSERT).bind(person.0).bind(now))?;
    Ok(())
}

/// A new session under the hash of its token.
pub async fn insert_session(tx: &mut Tx, session: &Session, token_hash: &[u8]) -> Result<(), Error> {
    const INSERT: &str = "INSERT INTO session (id, token_hash, person, created, seen, expires, signed_in, browser) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    run!(
        tx,
        sqlx::query(INSERT)
            .bind(session.id.0)
            .bind(token_hash)
            .bind(session.person.0)
            .bind(session.created)
            .bind(session.seen)
            .bind(session.expires)
            .bind(session.signed_in)
            .bind(&session.browser)
    )?;
    Ok(())
}

/// The session of a token's hash, if it has not ended.
pub async fn session(tx: &mut Tx, token_hash: &[u8], now: i64) -> Result<Option<Session>, Error> {
    const FIND: &str = "SELECT id, person, seen, expires, signed_in, created, browser FROM session \
        WHERE token_hash = $1 AND expires > $2";
    let row: Option<Row> = both!(tx, c => sqlx::query_as(FIND).bind(token_hash).bind(now).fetch_optional(c).await)?;
    Ok(row.map(Session::from))
}

/// Whose signed-in session a token's hash was, if it has ended.
pub async fn ended_session(tx: &mut Tx, token_hash: &[u8], now: i64) -> Result<Option<PersonId>, Error> {
    const FIND: &str = "SELECT person FROM session WHERE token_hash = $1 AND expires <= $2 AND signed_in IS NOT NULL";
    let found: Option<Uuid> =
        both!(tx, c => sqlx::query_scalar(FIND).bind(token_hash).bind(now).fetch_optional(c).await)?;
    Ok(found.map(PersonId))
}

/// Notes that a session is used.
pub async fn touch(tx: &mut Tx, session: SessionId, person: PersonId, now: i64, expires: i64) -> Result<(), Error> {
    const SESSION: &str = "UPDATE session SET seen = $2, expires = $3 WHERE id = $1";
    const PERSON: &str = "UPDATE person SET seen = $2 WHERE id = $1";
    run!(tx, sqlx::query(SESSION).bind(session.0).bind(now).bind(expires))?;
    run!(tx, sqlx::query(PERSON).bind(person.0).bind(now))?;
    Ok(())
}

/// The sessions of a person that have not ended, the latest used first.
pub async fn sessions(tx: &mut Tx, person: PersonId, now: i64) -> Result<Vec<Session>, Error> {
    const ALL: &str = "SELECT id, person, seen, expires, signed_in, created, browser FROM session \
        WHERE person = $1 AND expires > $2 ORDER BY seen DESC, id";
    let rows: Vec<Row> = both!(tx, c => sqlx::query_as(ALL).bind(person.0).bind(now).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Session::from).collect())
}

/// Ends one session of a person. Whether it was that person's.
pub async fn end_session(tx: &mut Tx, person: PersonId, session: SessionId) -> Result<bool, Error> {
    const END: &str = "DELETE FROM session WHERE person = $1 AND id = $2";
    let done = run!(tx, sqlx::query(END).bind(person.0).bind(session.0))?;
    Ok(done > 0)
}

/// Ends all sessions of a person, and forgets those that had ended.
pub async fn end_sessions(tx: &mut Tx, person: PersonId) -> Result<(), Error> {
    const END: &str = "DELETE FROM session WHERE person = $1";
    run!(tx, sqlx::query(END).bind(person.0))?;
    Ok(())
}

/// Ends all sessions of a person but one.
pub async fn end_other_sessions(tx: &mut Tx, person: PersonId, kept: SessionId) -> Result<u64, Error> {
    const END: &str = "DELETE FROM session WHERE person = $1 AND id <> $2";
    Ok(run!(tx, sqlx::query(END).bind(person.0).bind(kept.0))?)
}

/// Deletes sessions that ended before a moment, and persons without an account who have not been seen since another.
pub async fn purge(tx: &mut Tx, ended_before: i64, unseen_since: i64) -> Result<u64, Error> {
    const SESSIONS: &str = "DELETE FROM session WHERE expires <= $1";
    const PERSONS: &str = "DELETE FROM person WHERE seen < $1 AND id NOT IN (SELECT person FROM account)";
    run!(tx, sqlx::query(SESSIONS).bind(ended_before))?;
    Ok(run!(tx, sqlx::query(PERSONS).bind(unseen_since))?)
}

/// Deletes a person with everything that is kept of them.
pub async fn delete_person(tx: &mut Tx, person: PersonId) -> Result<(), Error> {
    const DELETE: &str = "DELETE FROM person WHERE id = $1";
    run!(tx, sqlx::query(DELETE).bind(person.0))?;
    Ok(())
}

/// What a person chose: display preferences (the text of their cookie) and profile (JSON).
pub async fn choices(tx: &mut Tx, person: PersonId) -> Result<(Option<String>, String), Error> {
    const FIND: &str = "SELECT preferences, profile FROM person WHERE id = $1";
    let row: Option<(Option<String>, String)> =
        both!(tx, c => sqlx::query_as(FIND).bind(person.0).fetch_optional(c).await)?;
    Ok(row.unwrap_or_else(|| (None, "{}".to_owned())))
}

/// Keeps the display preferences of a person.
pub async fn set_preferences(tx: &mut Tx, person: PersonId, preferences: &str) -> Result<(), Error> {
    const SET: &str = "UPDATE person SET preferences = $2 WHERE id = $1";
    run!(tx, sqlx::query(SET).bind(person.0).bind(preferences))?;
    Ok(())
}

/// Keeps the profile of a person.
pub async fn set_profile(tx: &mut Tx, person: PersonId, profile: &str) -> Result<(), Error> {
    const SET: &str = "UPDATE person SET profile = $2 WHERE id = $1";
    run!(tx, sqlx::query(SET).bind(person.0).bind(profile))?;
    Ok(())
}
