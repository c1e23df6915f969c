//! What territories publish: announcements, contacts, hue, proposed board.

use crate::{Error, Tx, both, run};
use domain::{
    ids::{AnnouncementId, ContactId},
    territory::TerritoryId,
};
use uuid::Uuid;

/// The last day of an announcement that has no end: the column takes no absence.
pub const NO_END: &str = "9999-12-31";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    territory: String,
    title: String,
    text: String,
    from_day: String,
    until_day: String,
    author: String,
    published: i64,
}

/// A published announcement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// Which one.
    pub id: AnnouncementId,
    /// Who publishes it.
    pub territory: String,
    /// Its title.
    pub title: String,
    /// Its text, Markdown.
    pub text: String,
    /// The first day, ISO 8601.
    pub from: String,
    /// The last day; [`NO_END`] if there is none.
    pub until: String,
    /// Who published it last.
    pub author: String,
    /// When, in seconds.
    pub published: i64,
}

impl From<Row> for Announcement {
    fn from(row: Row) -> Self {
        Self {
            id: AnnouncementId(row.id),
            territory: row.territory,
            title: row.title,
            text: row.text,
            from: row.from_day,
            until: row.until_day,
            author: row.author,
            published: row.published,
        }
    }
}

/// A useful number or link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Which one.
    pub id: ContactId,
    /// Who publishes it.
    pub territory: String,
    /// What it leads to.
    pub label: String,
    /// A telephone number.
    pub phone: Option<String>,
    /// An address.
    pub url: Option<String>,
    /// What else to know.
    pub note: Option<String>,
}

/// The announcements of a territory; with a day, only those that stand on that day. The latest first.
pub async fn of(tx: &mut Tx, territory: &TerritoryId, on: Option<&str>) -> Result<Vec<Announcement>, Error> {
    const ALL: &str = "SELECT id, territory, title, text, from_day, until_day, author, published FROM announcement \
        WHERE territory = $1 AND (CAST($2 AS TEXT) IS NULL OR (from_day <= $2 AND until_day >= $2)) \
        ORDER BY from_day DESC, id DESC LIMIT 200";
    let rows: Vec<Row> = both!(tx, c => sqlx::query_as(ALL).bind(territory.to_string()).bind(on).fetch_all(c).await)?;
    Ok(rows.into_iter().map(Announcement::from).collect())
}

/// One announcement of a territory.
pub async fn find(tx: &mut Tx, territory: &TerritoryId, id: AnnouncementId) -> Result<Option<Announcement>, Error> {
    const FIND: &str = "SELECT id, territory, title, text, from_day, until_day, author, published FROM announcement \
        WHERE territory = $1 AND id = $2";
    let row: Option<Row> =
        both!(tx, c => sqlx::query_as(FIND).bind(territory.to_string()).bind(id.0).fetch_optional(c).await)?;
    Ok(row.map(Announcement::from))
}

/// Publishes an announcement, in the place of what it said before. `false`: that id is another territory's.
pub async fn put(tx: &mut Tx, announcement: &Announcement) -> Result<bool, Error> {
    const PUT: &str = "INSERT INTO announcement (id, territory, title, text, from_day, until_day, created, author, published) \
        VALUES ($1, $2, $3, $4, $5, $6, $8, $7, $8) ON CONFLICT (id) DO UPDATE SET title = excluded.title, \
        text = excluded.text, from_day = excluded.from_day, until_day = excluded.until_day, author = excluded.author, \
        published = excluded.published WHERE announcement.territory = excluded.territory";
    let done = run!(
        tx,
        sqlx::query(PUT)
            .bind(announcement.id.0)
            .bind(&announcement.territory)
            .bind(&announcement.title)
            .bind(&announcement.text)
            .bind(&announcement.from)
            .bind(&announcement.until)
            .bind(&announcement.author)
            .bind(announcement.published)
    )?;
    Ok(done > 0)
}

/// Withdraws an announcement. Whether it was that territory's.
pub async fn withdraw(tx: &mut Tx, territory: &TerritoryId, id: AnnouncementId) -> Result<bool, Error> {
    const DELETE: &str = "DELETE FROM announcement WHERE territory = $1 AND id = $2";
    let done = run!(tx, sqlx::query(DELETE).bind(territory.to_string()).bind(id.0))?;
    Ok(done > 0)
}

/// The contacts of a territory.
pub async fn contacts(tx: &mut Tx, territory: &TerritoryId) -> Result<Vec<Contact>, Error> {
    const ALL: &str =
        "SELECT id, territory, label, phone, url, note FROM contact WHERE territory = $1 ORDER BY rank, created, id";
    type Row = (Uuid, String, String, Option<String>, Option<String>, Option<String>);
    let rows: Vec<Row> = both!(tx, c => sqlx::query_as(ALL).bind(territory.to_string()).fetch_all(c).await)?;
    Ok(rows
        .into_iter()
        .map(|(id, territory, label, phone, url, note)| Contact {
            id: ContactId(id),
            territory,
            label,
            phone,
            url,
            note,
        })
        .collect())
}

/// Keeps a contact, new ones at the end of the list. `false`: that id is another territory's.
pub async fn put_contact(tx: &mut Tx, contact: &Contact, now: i64) -> Result<bool, Error> {
    const PUT: &str = "INSERT INTO contact (id, territory, label, phone, url, note, created, rank) VALUES ($1, $2, $3, $4, $5, $6, $7, \
        (SELECT COALESCE(MAX(rank), 0) + 1 FROM contact WHERE territory = $2)) ON CONFLICT (id) DO UPDATE SET \
        label = excluded.label, phone = excluded.phone, url = excluded.url, note = excluded.note \
        WHERE contact.territory = excluded.territory";
    let done = run!(
        tx,
        sqlx::query(PUT)
            .bind(contact.id.0)
            .bind(&contact.territory)
            .bind(&contact.label)
            .bind(&contact.phone)
            .bind(&contact.url)
            .bind(&contact.note)
            .bind(now)
    )?;
    Ok(done > 0)
}

/// Puts a contact at a place in the list, from 1.
pub async fn rank_contact(tx: &mut Tx, territory: &TerritoryId, id: ContactId, rank: i64) -> Result<(), Error> {
    const RANK: &str = "UPDATE contact SET rank = $3 WHERE territory = $1 AND id = $2";
    run!(tx, sqlx::query(RANK).bind(territory.to_string()).bind(id.0).bind(rank))?;
    Ok(())
}

/// Withdraws a contact. Whether it was that territory's.
pub async fn remove_contact(tx: &mut Tx, territory: &TerritoryId, id: ContactId) -> Result<bool, Error> {
    const DELETE: &str = "DELETE FROM contact WHERE territory = $1 AND id = $2";
    let done = run!(tx, sqlx::query(DELETE).bind(territory.to_string()).bind(id.0))?;
    Ok(done > 0)
}

/// The hue and the proposed board (JSON) of a territory.
pub async fn publication(tx: &mut Tx, territory: &TerritoryId) -> Result<(Option<i64>, Option<String>), Error> {
    const FIND: &str = "SELECT hue, proposal FROM publication WHERE territory = $1";
    let row: Option<(Option<i64>, Option<String>)> =
        both!(tx, c => sqlx::query_as(FIND).bind(territory.to_string()).fetch_optional(c).await)?;
    Ok(row.unwrap_or_default())
}

/// Sets the hue of a territory.
pub async fn set_hue(tx: &mut Tx, territory: &TerritoryId, hue: Option<i64>) -> Result<(), Error> {
    const SET: &str = "INSERT INTO publication (territory, hue) VALUES ($1, $2) ON CONFLICT (territory) DO UPDATE SET hue = excluded.hue";
    run!(tx, sqlx::query(SET).bind(territory.to_string()).bind(hue))?;
    Ok(())
}

/// Whether a territory wants a second reader.
pub async fn wants_reader(tx: &mut Tx, territory: &TerritoryId) -> Result<bool, Error> {
    const FIND: &str = "SELECT second_reader FROM publication WHERE territory = $1";
    let wanted: Option<i64> =
        both!(tx, c => sqlx::query_scalar(FIND).bind(territory.to_string()).fetch_optional(c).await)?;
    Ok(wanted == Some(1))
}

/// Says whether a territory wants a second reader.
pub async fn set_wants_reader(tx: &mut Tx, territory: &TerritoryId, wanted: bool) -> Result<(), Error> {
    const SET: &str = "INSERT INTO publication (territory, second_reader) VALUES ($1, $2) \
        ON CONFLICT (territory) DO UPDATE SET second_reader = excluded.second_reader";
    run!(tx, sqlx::query(SET).bind(territory.to_string()).bind(i64::from(wanted)))?;
    Ok(())
}

/// The board that a territory proposes, for those who publish.
#[derive(Debug, Clone, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Proposed {
    /// What residents get, JSON.
    pub proposal: Option<String>,
    /// What is about to be proposed, JSON.
    pub proposal_draft: Option<String>,
    /// Who wrote that.
    pub proposal_draft_author: Option<String>,
    /// When, in seconds.
    pub proposal_draft_saved: Option<i64>,
    /// When a second reader was asked for, since it was changed last.
    pub proposal_asked: Option<i64>,
    /// Who proposed it last.
    pub proposal_author: Option<String>,
    /// When, in seconds.
    pub proposed: Option<i64>,
}

/// The proposed board of a territory, and the one on its way.
pub async fn proposed(tx: &mut Tx, territory: &TerritoryId) -> Result<Proposed, Error> {
    const FIND: &str = "SELECT proposal, proposal_draft, proposal_draft_author, proposal_draft_saved, proposal_asked, \
        proposal_author, proposed FROM publication WHERE territory = $1";
    let row: Option<Proposed> =
        both!(tx, c => sqlx::query_as(FIND).bind(territory.to_string()).fetch_optional(c).await)?;
    Ok(row.unwrap_or_default())
}

/// Keeps the proposed board of a territory, and the one on its way.
pub async fn set_proposed(tx: &mut Tx, territory: &TerritoryId, proposed: &Proposed) -> Result<(), Error> {
    const SET: &str = "INSERT INTO publication (territory, proposal, proposal_draft, proposal_draft_author, \
        proposal_draft_saved, proposal_asked, proposal_author, proposed) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (territory) DO UPDATE SET proposal = excluded.proposal, \
        proposal_draft = excluded.proposal_draft, proposal_draft_author = excluded.proposal_draft_author, \
        proposal_draft_saved = excluded.proposal_draft_saved, proposal_asked = excluded.proposal_asked, \
        proposal_author = excluded.proposal_author, proposed = excluded.proposed";
    run!(
        tx,
        sqlx::query(SET)
            .bind(territory.to_string())
            .bind(&proposed.proposal)
            .bind(&proposed.proposal_draft)
            .bind(&proposed.proposal_draft_author)
            .bind(proposed.proposal_draft_saved)
            .bind(proposed.proposal_asked)
            .bind(&proposed.proposal_author)
            .bind(proposed.proposed)
    )?;
    Ok(())
}

/// One change of what a territory publishes.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Change {
    /// Who.
    pub author: String,
    /// When, in seconds.
    pub at: i64,
    /// What it was about: a title, an address.
    pub what: String,
    /// The word of its kind; empty for changes of the first releases.
    pub kind: String,
}

/// Notes who changed what; `subject` is the announcement that it concerns.
pub async fn note(
    tx: &mut Tx,
    id: Uuid,
    territory: &TerritoryId,
    change: &Change,
    subject: Option<AnnouncementId>,
) -> Result<(), Error> {
    const NOTE: &str = "INSERT INTO publication_change (id, territory, author, at, what, kind, subject) \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    run!(
        tx,
        sqlx::query(NOTE)
            .bind(id)
            .bind(territory.to_string())
            .bind(&change.author)
            .bind(change.at)
            .bind(&change.what)
            .bind(&change.kind)
            .bind(subject.map(|subject| subject.0))
    )?;
    Ok(())
}

/// The latest changes of a territory's publication, the latest first.
pub async fn changes(tx: &mut Tx, territory: &TerritoryId, most: i64) -> Result<Vec<Change>, Error> {
    const ALL: &str = "SELECT author, at, what, kind FROM publication_change WHERE territory = $1 \
        ORDER BY at DESC, id DESC LIMIT $2";
    Ok(both!(tx, c => sqlx::query_as(ALL).bind(territory.to_string()).bind(most).fetch_all(c).await)?)
}

/// The changes of one announcement, the latest first.
pub async fn changes_of(tx: &mut Tx, territory: &TerritoryId, subject: AnnouncementId) -> Result<Vec<Change>, Error> {
    const ALL: &str = "SELECT author, at, what, kind FROM publication_change WHERE territory = $1 AND subject = $2 \
        ORDER BY at DESC, id DESC LIMIT 50";
    Ok(both!(tx, c => sqlx::query_as(ALL).bind(territory.to_string()).bind(subject.0).fetch_all(c).await)?)
}
