//! What territories write for the help: of each section one draft, one published text, and the former versions.

use crate::{Error, Tx, both, run};
use domain::{
    help::{Mode, Section},
    territory::TerritoryId,
};
use uuid::Uuid;

/// One version of a territory's text for a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpText {
    /// Which section.
    pub section: Section,
    /// How it stands beside the portal's own text.
    pub mode: Mode,
    /// Markdown.
    pub text: String,
    /// The account's name of who wrote it.
    pub author: String,
    /// When it was saved, in seconds since 1970.
    pub saved: i64,
    /// When it was published, if it ever was.
    pub published: Option<i64>,
    /// `draft`, `published`, `former`.
    pub state: String,
    /// When a second reader was asked for, since it was changed last.
    pub asked: Option<i64>,
}

type Row = (String, String, String, String, i64, Option<i64>, String, Option<i64>);

fn text(row: Row) -> Result<HelpText, Error> {
    let (section, mode, text, author, saved, published, state, asked) = row;
    let unknown = |word: &str| Error::Inconsistent { table: "help_text", row: word.to_owned() };
    Ok(HelpText {
        section: Section::from_anchor(&section).ok_or_else(|| unknown(&section))?,
        mode: Mode::from_word(&mode).ok_or_else(|| unknown(&mode))?,
        text,
        author,
        saved,
        published,
        state,
        asked,
    })
}

/// The published texts of a territory.
pub async fn published(tx: &mut Tx, territory: &TerritoryId) -> Result<Vec<HelpText>, Error> {
    const ALL: &str = "SELECT section, mode, text, author, saved, published, state, asked FROM help_text \
        WHERE territory = $1 AND state = 'published' ORDER BY section";
    let rows: Vec<Row> = both!(tx, c => sqlx::query_as(ALL).bind(territory.to_string()).fetch_all(c).await)?;
    rows.into_iter().map(text).collect()
}

/// The versions of a section, the latest first, fifty at most.
pub async fn versions(tx: &mut Tx, territory: &TerritoryId, section: Section) -> Result<Vec<HelpText>, Error> {
    const ALL: &str = "SELECT section, mode, text, author, saved, published, state, asked FROM help_text \
        WHERE territory = $1 AND section = $2 ORDER BY saved DESC, id DESC LIMIT 50";
    let rows: Vec<Row> =
        both!(tx, c => sqlx::query_as(ALL).bind(territory.to_string()).bind(section.anchor()).fetch_all(c).await)?;
    rows.into_iter().map(text).collect()
}

/// Puts a draft in the place of the present one, if there is one.
pub async fn save_draft(tx: &mut Tx, id: Uuid, territory: &TerritoryId, draft: &HelpText) -> Result<(), Error> {
    const CLEAR: &str = "DELETE FROM help_text WHERE territory = $1 AND section = $2 AND state = 'draft'";
    const ADD: &str = "INSERT INTO help_text (id, territory, section, mode, text, author, saved, state) VALUES ($1, $2, $3, $4, $5, $6, $7, 'draft')";
    let (territory, section) = (territory.to_string(), draft.section.anchor());
    run!(tx, sqlx::query(CLEAR).bind(&territory).bind(section))?;
    run!(
        tx,
        sqlx::query(ADD)
            .bind(id)
            .bind(&territory)
            .bind(section)
            .bind(draft.mode.word())
            .bind(&draft.text)
            .bind(&draft.author)
            .bind(draft.saved)
    )?;
    Ok(())
}

/// Asks a second reader for the draft of a section.
pub async fn ask(tx: &mut Tx, territory: &TerritoryId, section: Section, now: i64) -> Result<(), Error> {
    const ASK: &str = "UPDATE help_text SET asked = $3 WHERE territory = $1 AND section = $2 AND state = 'draft'";
    run!(tx, sqlx::query(ASK).bind(territory.to_string()).bind(section.anchor()).bind(now))?;
    Ok(())
}

/// Publishes the draft of a section; what was published before becomes a former version. Whether there was a draft.
pub async fn publish(tx: &mut Tx, territory: &TerritoryId, section: Section, now: i64) -> Result<bool, Error> {
    const PUBLISH: &str = "UPDATE help_text SET state = 'published', published = $3 WHERE territory = $1 AND section = $2 AND state = 'draft'";
    const DRAFTS: &str = "SELECT COUNT(*) FROM help_text WHERE territory = $1 AND section = $2 AND state = 'draft'";
    let drafts: i64 = both!(tx, c => sqlx::query_scalar(DRAFTS).bind(territory.to_string()).bind(section.anchor()).fetch_one(c).await)?;
    if drafts == 0 {
        return Ok(false);
    }
    withdraw(tx, territory, section).await?;
    run!(tx, sqlx::query(PUBLISH).bind(territory.to_string()).bind(section.anchor()).bind(now))?;
    Ok(true)
}

/// Makes the published text of a section a former version. Whether there was one.
pub async fn withdraw(tx: &mut Tx, territory: &TerritoryId, section: Section) -> Result<bool, Error> {
    const WITHDRAW: &str =
        "UPDATE help_text SET state = 'former' WHERE territory = $1 AND section = $2 AND state = 'published'";
    Ok(run!(tx, sqlx::query(WITHDRAW).bind(territory.to_string()).bind(section.anchor()))? > 0)
}
