//! What was typed into forms that could not be accepted, for a short time.

use crate::{Error, Tx, both, run};
use domain::ids::PersonId;
use uuid::Uuid;

/// A form as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptForm {
    /// Whose; `None` for somebody of whom nothing else is kept.
    pub person: Option<PersonId>,
    /// The form's name.
    pub form: String,
    /// The page on which it stood.
    pub page: String,
    /// What was typed; the pages' own JSON.
    pub content: String,
    /// When it is forgotten, in seconds.
    pub expires: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    person: Option<Uuid>,
    form: String,
    page: String,
    content: String,
    expires: i64,
}

/// Keeps a form under the hash of its key.
pub async fn insert(tx: &mut Tx, key_hash: &[u8], kept: &KeptForm) -> Result<(), Error> {
    const INSERT: &str =
        "INSERT INTO kept_form (key_hash, person, form, page, content, expires) VALUES ($1, $2, $3, $4, $5, $6)";
    run!(
        tx,
        sqlx::query(INSERT)
            .bind(key_hash)
            .bind(kept.person.map(|person| person.0))
            .bind(&kept.form)
            .bind(&kept.page)
            .bind(&kept.content)
            .bind(kept.expires)
    )?;
    Ok(())
}

/// The form of a key, if it is still kept.
pub async fn find(tx: &mut Tx, key_hash: &[u8], now: i64) -> Result<Option<KeptForm>, Error> {
    const FIND: &str =
        "SELECT person, form, page, content, expires FROM kept_form WHERE key_hash = $1 AND expires > $2";
    let row: Option<Row> = both!(tx, c => sqlx::query_as(FIND).bind(key_hash).bind(now).fetch_optional(c).await)?;
    Ok(row.map(|row| KeptForm {
        person: row.person.map(PersonId),
        form: row.form,
        page: row.page,
        content: row.content,
        expires: row.expires,
    }))
}

/// Forgets the form of a key.
pub async fn delete(tx: &mut Tx, key_hash: &[u8]) -> Result<(), Error> {
    const DELETE: &str = "DELETE FROM kept_form WHERE key_hash = $1";
    run!(tx, sqlx::query(DELETE).bind(key_hash))?;
    Ok(())
}

/// How many forms are kept.
pub async fn count(tx: &mut Tx) -> Result<i64, Error> {
    const COUNT: &str = "SELECT COUNT(*) FROM kept_form";
    Ok(both!(tx, c => sqlx::query_scalar(COUNT).fetch_one(c).await)?)
}

/// Forgets those whose time has come.
pub async fn purge(tx: &mut Tx, now: i64) -> Result<u64, Error> {
    const PURGE: &str = "DELETE FROM kept_form WHERE expires <= $1";
    Ok(run!(tx, sqlx::query(PURGE).bind(now))?)
}
