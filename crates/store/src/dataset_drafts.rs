//! Files on their way to publication.

use crate::{Error, Tx, both, run};
use domain::{ids::DatasetDraftId, territory::TerritoryId};
use uuid::Uuid;

/// A file on its way. Facts, choices and report are JSON.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Draft {
    /// Which one.
    pub id: Uuid,
    /// Who publishes it.
    pub territory: String,
    /// The dataset of which it is the next version; empty for a new one.
    pub slug: String,
    /// Name of the file as it came.
    pub file: String,
    /// What is said of it.
    pub facts: String,
    /// What was chosen.
    pub choices: String,
    /// What reading it found.
    pub report: String,
    /// When it was saved last, in seconds.
    pub saved: i64,
}

/// The files of a territory that wait, the latest first.
pub async fn of(tx: &mut Tx, territory: &TerritoryId) -> Result<Vec<Draft>, Error> {
    const ALL: &str = "SELECT id, territory, slug, file, facts, choices, report, saved FROM dataset_draft \
        WHERE territory = $1 ORDER BY saved DESC, id LIMIT 100";
    Ok(both!(tx, c => sqlx::query_as(ALL).bind(territory.to_string()).fetch_all(c).await)?)
}

/// One of them.
pub async fn find(tx: &mut Tx, territory: &TerritoryId, id: DatasetDraftId) -> Result<Option<Draft>, Error> {
    const FIND: &str = "SELECT id, territory, slug, file, facts, choices, report, saved FROM dataset_draft \
        WHERE territory = $1 AND id = $2";
    Ok(both!(tx, c => sqlx::query_as(FIND).bind(territory.to_string()).bind(id.0).fetch_optional(c).await)?)
}

/// Writes one, in the place of what it said before.
pub async fn put(tx: &mut Tx, draft: &Draft) -> Result<(), Error> {
    const PUT: &str = "INSERT INTO dataset_draft (id, territory, slug, file, facts, choices, report, saved) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET facts = excluded.facts, \
        choices = excluded.choices, report = excluded.report, saved = excluded.saved";
    run!(
        tx,
        sqlx::query(PUT)
            .bind(draft.id)
            .bind(&draft.territory)
            .bind(&draft.slug)
            .bind(&draft.file)
            .bind(&draft.facts)
            .bind(&draft.choices)
            .bind(&draft.report)
            .bind(draft.saved)
    )?;
    Ok(())
}

/// Removes one. Whether it was that territory's.
pub async fn delete(tx: &mut Tx, territory: &TerritoryId, id: DatasetDraftId) -> Result<bool, Error> {
    const DELETE: &str = "DELETE FROM dataset_draft WHERE territory = $1 AND id = $2";
    Ok(run!(tx, sqlx::query(DELETE).bind(territory.to_string()).bind(id.0))? > 0)
}

/// The ids of all.
pub async fn ids(tx: &mut Tx) -> Result<Vec<Uuid>, Error> {
    Ok(both!(tx, c => sqlx::query_scalar("SELECT id FROM dataset_draft ORDER BY id").fetch_all(c).await)?)
}

/// The ids of those that nobody touched since then: their files go.
pub async fn untouched_since(tx: &mut Tx, moment: i64) -> Result<Vec<(Uuid, String)>, Error> {
    const OLD: &str = "SELECT id, territory FROM dataset_draft WHERE saved < $1 LIMIT 100";
    Ok(both!(tx, c => sqlx::query_as(OLD).bind(moment).fetch_all(c).await)?)
}
