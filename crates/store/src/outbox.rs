//! Letters that somebody asked for, until they are handed over.

use crate::{Error, Tx, both, run};
use domain::ids::PersonId;
use uuid::Uuid;

/// A letter that waits.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Letter {
    /// Which one.
    pub id: Uuid,
    /// The address, folded to small letters.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// The text, to which links and codes are added when it is handed over.
    pub text: String,
    /// The word of what is done then.
    pub kind: String,
    /// About whose account; `None` while nobody knows whether there is one.
    pub person: Option<Uuid>,
    /// When it was asked for, in seconds.
    pub created: i64,
    /// When it is tried next.
    pub due: i64,
    /// How often it could not be handed over.
    pub tries: i64,
}

/// A new letter.
pub async fn insert(tx: &mut Tx, letter: &Letter) -> Result<(), Error> {
    const INSERT: &str = "INSERT INTO outbox (id, recipient, subject, text, kind, person, created, due, tries) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    run!(
        tx,
        sqlx::query(INSERT)
            .bind(letter.id)
            .bind(&letter.recipient)
            .bind(&letter.subject)
            .bind(&letter.text)
            .bind(&letter.kind)
            .bind(letter.person)
            .bind(letter.created)
            .bind(letter.due)
            .bind(letter.tries)
    )?;
    Ok(())
}

/// The letter that has been due longest.
pub async fn due(tx: &mut Tx, now: i64) -> Result<Option<Letter>, Error> {
    const FIND: &str = "SELECT id, recipient, subject, text, kind, person, created, due, tries FROM outbox \
        WHERE due <= $1 ORDER BY due, id LIMIT 1";
    Ok(both!(tx, c => sqlx::query_as(FIND).bind(now).fetch_optional(c).await)?)
}

/// Puts a letter off, so that nobody else tries it meanwhile. `false`: somebody else has just done so.
pub async fn take(tx: &mut Tx, letter: &Letter, until: i64) -> Result<bool, Error> {
    const TAKE: &str = "UPDATE outbox SET due = $3 WHERE id = $1 AND due = $2";
    Ok(run!(tx, sqlx::query(TAKE).bind(letter.id).bind(letter.due).bind(until))? > 0)
}

/// Notes that a letter could not be handed over, and when it is tried next.
pub async fn failed(tx: &mut Tx, id: Uuid, due: i64) -> Result<(), Error> {
    const FAILED: &str = "UPDATE outbox SET due = $2, tries = tries + 1 WHERE id = $1";
    run!(tx, sqlx::query(FAILED).bind(id).bind(due))?;
    Ok(())
}

/// Deletes a letter: handed over, or given up.
pub async fn delete(tx: &mut Tx, id: Uuid) -> Result<(), Error> {
    const DELETE: &str = "DELETE FROM outbox WHERE id = $1";
    run!(tx, sqlx::query(DELETE).bind(id))?;
    Ok(())
}

/// Deletes the letters of one kind that wait for a person: a newer one takes their place.
pub async fn forget(tx: &mut Tx, person: PersonId, kind: &str) -> Result<(), Error> {
    const FORGET: &str = "DELETE FROM outbox WHERE person = $1 AND kind = $2";
    run!(tx, sqlx::query(FORGET).bind(person.0).bind(kind))?;
    Ok(())
}

/// How many letters could not be handed over so far.
pub async fn delayed(tx: &mut Tx) -> Result<i64, Error> {
    const COUNT: &str = "SELECT COUNT(*) FROM outbox WHERE tries > 0";
    Ok(both!(tx, c => sqlx::query_scalar(COUNT).fetch_one(c).await)?)
}
