//! Announcements on their way: what was typed and is not published, or was taken back.

use crate::{Error, Tx, both, run};
use domain::{ids::AnnouncementId, publication::Typed, territory::TerritoryId};
use uuid::Uuid;

/// A draft as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which announcement it is, or becomes.
    pub id: AnnouncementId,
    /// What was typed.
    pub typed: Typed,
    /// Who typed it last.
    pub author: String,
    /// When, in seconds.
    pub saved: i64,
    /// When the published announcement was taken back, in seconds; `None` if that did not happen.
    pub withdrawn: Option<i64>,
    /// When a second reader was asked for, since it was changed last.
    pub asked: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    title: String,
    text: String,
    from_day: String,
    until_day: String,
    author: String,
    saved: i64,
    withdrawn: Option<i64>,
    asked: Option<i64>,
}

impl From<Row> for Draft {
    fn from(row: Row) -> Self {
        Self {
            id: AnnouncementId(row.id),
            typed: Typed { title: row.title, text: row.text, from: row.from_day, until: row.until_day },
            author: row.author,
            saved: row.saved,
            withdrawn: row.withdrawn,
            asked: row.asked,
        }
    }
}

/// The drafts of a territory, the latest first.
pub async fn of(tx: &mut Tx, territory: &TerritoryId) -> Result<Vec<Draft>, Error> {
    const ALL: &str = "SELECT id, title, text, from_day, until_day, author, saved, withdrawn, asked FROM announcement_draft \
        WHERE territory = $1 ORDER BY saved DESC, id DESC";
    let rows: Vec<Row> = both!(tx, c => sqlx::query_as(ALL).bind(territory.to_string()).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Draft::from).collect())
}

/// One draft of a territory.
pub async fn find(tx: &mut Tx, territory: &TerritoryId, id: AnnouncementId) -> Result<Option<Draft>, Error> {
    const FIND: &str = "SELECT id, title, text, from_day, until_day, author, saved, withdrawn, asked FROM announcement_draft \
        WHERE territory = $1 AND id = $2";
    let row: Option<Row> =
        both!(tx, c => sqlx::query_as(FIND).bind(territory.to_string()).bind(id.0).fetch_optional(c).await)?;
    Ok(row.map(Draft::from))
}

/// Keeps a draft, in the place of the former one. `false`: that id is another territory's.
pub async fn keep(tx: &mut Tx, territory: &TerritoryId, draft: &Draft) -> Result<bool, Error> {
    const KEEP: &str = "INSERT INTO announcement_draft (id, territory, title, text, from_day, until_day, author, saved, withdrawn, asked) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO UPDATE SET title = excluded.title, \
        text = excluded.text, from_day = excluded.from_day, until_day = excluded.until_day, author = excluded.author, \
        saved = excluded.saved, withdrawn = excluded.withdrawn, asked = excluded.asked WHERE announcement_draft.territory = excluded.territory";
    let done = run!(
        tx,
        sqlx::query(KEEP)
            .bind(draft.id.0)
            .bind(territory.to_string())
            .bind(&draft.typed.title)
            .bind(&draft.typed.text)
            .bind(&draft.typed.from)
            .bind(&draft.typed.until)
            .bind(&draft.author)
            .bind(draft.saved)
            .bind(draft.withdrawn)
            .bind(draft.asked)
    )?;
    Ok(done > 0)
}

/// Deletes a draft. Whether it was that territory's.
pub async fn discard(tx: &mut Tx, territory: &TerritoryId, id: AnnouncementId) -> Result<bool, Error> {
    const DELETE: &str = "DELETE FROM announcement_draft WHERE territory = $1 AND id = $2";
    let done = run!(tx, sqlx::query(DELETE).bind(territory.to_string()).bind(id.0))?;
    Ok(done > 0)
}
