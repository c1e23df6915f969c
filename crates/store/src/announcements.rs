//! What territories publish: announcements, contacts, hue, proposed board.

use crate::{Error, Tx, both, run};
use domain::{
    ids::{AnnouncementId, ContactId},
    territory::TerritoryId,
};
use uuid::Uuid;

/// An announcement as it was typed.
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
    /// The last day.
    pub until: String,
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
    const ALL: &str = "SELECT id, territory, title, text, from_day, until_day FROM announcement \
        WHERE territory = $1 AND (CAST($2 AS TEXT) IS NULL OR (from_day <= $2 AND until_day >= $2)) ORDER BY from_day DESC, id DESC LIMIT 50";
    type Row = (Uuid, String, String, String, String, String);
    let rows: Vec<Row> = both!(tx, c => sqlx::query_as(ALL).bind(territory.to_string()).bind(on).fetch_all(c).await)?;
    Ok(rows
        .into_iter()
        .map(|(id, territory, title, text, from, until)| Announcement {
            id: AnnouncementId(id),
            territory,
            title,
            text,
            from,
            until,
        })
        .collect())
}

/// A new announcement.
pub async fn add(tx: &mut Tx, announcement: &Announcement, now: i64) -> Result<(), Error> {
    const ADD: &str = "INSERT INTO announcement (id, territory, title, text, from_day, until_day, created) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    run!(
        tx,
        sqlx::query(ADD)
            .bind(announcement.id.0)
            .bind(&announcement.territory)
            .bind(&announcement.title)
            .bind(&announcement.text)
            .bind(&announcement.from)
            .bind(&announcement.until)
            .bind(now)
    )?;
    Ok(())
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
        "SELECT id, territory, label, phone, url, note FROM contact WHERE territory = $1 ORDER BY created, id";
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

/// A new contact.
pub async fn add_contact(tx: &mut Tx, contact: &Contact, now: i64) -> Result<(), Error> {
    const ADD: &str =
        "INSERT INTO contact (id, territory, label, phone, url, note, created) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    run!(
        tx,
        sqlx::query(ADD)
            .bind(contact.id.0)
            .bind(&contact.territory)
            .bind(&contact.label)
            .bind(&contact.phone)
            .bind(&contact.url)
            .bind(&contact.note)
            .bind(now)
    )?;
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

/// Sets the board that a territory proposes.
pub async fn set_proposal(tx: &mut Tx, territory: &TerritoryId, json: Option<&str>) -> Result<(), Error> {
    const SET: &str = "INSERT INTO publication (territory, proposal) VALUES ($1, $2) ON CONFLICT (territory) DO UPDATE SET proposal = excluded.proposal";
    run!(tx, sqlx::query(SET).bind(territory.to_string()).bind(json))?;
    Ok(())
}

/// Notes who changed what.
pub async fn note(
    tx: &mut Tx,
    id: Uuid,
    territory: &TerritoryId,
    author: &str,
    now: i64,
    what: &str,
) -> Result<(), Error> {
    const NOTE: &str = "INSERT INTO publication_change (id, territory, author, at, what) VALUES ($1, $2, $3, $4, $5)";
    run!(tx, sqlx::query(NOTE).bind(id).bind(territory.to_string()).bind(author).bind(now).bind(what))?;
    Ok(())
}

/// The latest changes of a territory's publication: who, when, what.
pub async fn changes(tx: &mut Tx, territory: &TerritoryId) -> Result<Vec<(String, i64, String)>, Error> {
    const ALL: &str =
        "SELECT author, at, what FROM publication_change WHERE territory = $1 ORDER BY at DESC, id DESC LIMIT 50";
    Ok(both!(tx, c => sqlx::query_as(ALL).bind(territory.to_string()).fetch_all(c).await)?)
}
