//! What people add of their own: reminders, dates, shortcuts, and the secret address of their calendar.

use crate::{Error, Tx, both, run};
use domain::{
    calendar::{OwnDate, Reminder, Shortcut},
    ids::{OwnDateId, PersonId, ReminderId, ShortcutId},
};
use jiff::civil::Date;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    label: String,
    value: String,
    done: Option<i64>,
}

fn wrong(table: &'static str, row: &Row) -> Error {
    Error::Inconsistent { table, row: format!("{}: {}", row.id, row.value) }
}

/// The reminders of a person by due date, done ones last.
pub async fn reminders(tx: &mut Tx, person: PersonId) -> Result<Vec<Reminder>, Error> {
    const ALL: &str = "SELECT id, label, due AS value, done FROM reminder WHERE person = $1 \
        ORDER BY CASE WHEN done IS NULL THEN 0 ELSE 1 END, due, id";
    let rows: Vec<Row> = both!(tx, c => sqlx::query_as(ALL).bind(person.0).fetch_all(c).await)?;
    let reminders = rows.into_iter().map(|row| {
        let due = row.value.parse().map_err(|_| wrong("reminder", &row))?;
        Ok(Reminder { id: ReminderId(row.id), label: row.label, due, done: row.done })
    });
    reminders.collect()
}

/// A new reminder.
pub async fn add_reminder(tx: &mut Tx, person: PersonId, reminder: &Reminder, now: i64) -> Result<(), Error> {
    const ADD: &str = "INSERT INTO reminder (id, person, label, due, created) VALUES ($1, $2, $3, $4, $5)";
    run!(
        tx,
        sqlx::query(ADD)
            .bind(reminder.id.0)
            .bind(person.0)
            .bind(&reminder.label)
            .bind(reminder.due.to_string())
            .bind(now)
    )?;
    Ok(())
}

/// Gives a reminder other words and another day. Whether it is the person's.
pub async fn change_reminder(
    tx: &mut Tx,
    person: PersonId,
    id: ReminderId,
    label: &str,
    due: Date,
) -> Result<bool, Error> {
    const CHANGE: &str = "UPDATE reminder SET label = $3, due = $4 WHERE person = $1 AND id = $2";
    let done = run!(tx, sqlx::query(CHANGE).bind(person.0).bind(id.0).bind(label).bind(due.to_string()))?;
    Ok(done > 0)
}

/// Opens a reminder that was done. Whether it is the person's.
pub async fn reopen_reminder(tx: &mut Tx, person: PersonId, id: ReminderId) -> Result<bool, Error> {
    const OPEN: &str = "UPDATE reminder SET done = NULL WHERE person = $1 AND id = $2";
    let done = run!(tx, sqlx::query(OPEN).bind(person.0).bind(id.0))?;
    Ok(done > 0)
}

/// Marks a reminder as done. Whether it is the person's.
pub async fn finish_reminder(tx: &mut Tx, person: PersonId, id: ReminderId, now: i64) -> Result<bool, Error> {
    const DONE: &str = "UPDATE reminder SET done = $3 WHERE person = $1 AND id = $2";
    let done = run!(tx, sqlx::query(DONE).bind(person.0).bind(id.0).bind(now))?;
    Ok(done > 0)
}

/// Deletes a reminder. Whether it was the person's.
pub async fn delete_reminder(tx: &mut Tx, person: PersonId, id: ReminderId) -> Result<bool, Error> {
    const DELETE: &str = "DELETE FROM reminder WHERE person = $1 AND id = $2";
    let done = run!(tx, sqlx::query(DELETE).bind(person.0).bind(id.0))?;
    Ok(done > 0)
}

#[derive(sqlx::FromRow)]
struct DateRow {
    id: Uuid,
    label: String,
    day: String,
    until: Option<String>,
}

/// The dates that a person added, in order.
pub async fn own_dates(tx: &mut Tx, person: PersonId) -> Result<Vec<OwnDate>, Error> {
    const ALL: &str = "SELECT id, label, day, until FROM own_date WHERE person = $1 ORDER BY day, id";
    let rows: Vec<DateRow> = both!(tx, c => sqlx::query_as(ALL).bind(person.0).fetch_all(c).await)?;
    let dates = rows.into_iter().map(|row| {
        let read = |text: &str| -> Result<Date, Error> {
            text.parse().map_err(|_| Error::Inconsistent { table: "own_date", row: format!("{}: {text}", row.id) })
        };
        let day = read(&row.day)?;
        let until = row.until.as_deref().map_or(Ok(day), read)?;
        Ok(OwnDate { id: OwnDateId(row.id), label: row.label, day, until })
    });
    dates.collect()
}

/// The last day as it is stored: only when it is another than the first.
fn until(date: &OwnDate) -> Option<String> {
    (date.until != date.day).then(|| date.until.to_string())
}

/// A new date.
pub async fn add_own_date(tx: &mut Tx, person: PersonId, date: &OwnDate, now: i64) -> Result<(), Error> {
    const ADD: &str = "INSERT INTO own_date (id, person, label, day, until, created) VALUES ($1, $2, $3, $4, $5, $6)";
    run!(
        tx,
        sqlx::query(ADD)
            .bind(date.id.0)
            .bind(person.0)
            .bind(&date.label)
            .bind(date.day.to_string())
            .bind(until(date))
            .bind(now)
    )?;
    Ok(())
}

/// Gives a date other words and other days. Whether it is the person's.
pub async fn change_own_date(tx: &mut Tx, person: PersonId, date: &OwnDate) -> Result<bool, Error> {
    const CHANGE: &str = "UPDATE own_date SET label = $3, day = $4, until = $5 WHERE person = $1 AND id = $2";
    let done = run!(
        tx,
        sqlx::query(CHANGE)
            .bind(person.0)
            .bind(date.id.0)
            .bind(&date.label)
            .bind(date.day.to_string())
            .bind(until(date))
    )?;
    Ok(done > 0)
}

/// Deletes a date. Whether it was the person's.
pub async fn delete_own_date(tx: &mut Tx, person: PersonId, id: OwnDateId) -> Result<bool, Error> {
    const DELETE: &str = "DELETE FROM own_date WHERE person = $1 AND id = $2";
    let done = run!(tx, sqlx::query(DELETE).bind(person.0).bind(id.0))?;
    Ok(done > 0)
}

/// The shortcuts of a person, the oldest first.
pub async fn shortcuts(tx: &mut Tx, person: PersonId) -> Result<Vec<Shortcut>, Error> {
    const ALL: &str = "SELECT id, label, url AS value, CAST(NULL AS BIGINT) AS done FROM shortcut WHERE person = $1 ORDER BY created, id";
    let rows: Vec<Row> = both!(tx, c => sqlx::query_as(ALL).bind(person.0).fetch_all(c).await)?;
    let shortcuts = rows.into_iter().map(|row| {
        let address = row.value.parse().map_err(|_| wrong("shortcut", &row))?;
        Ok(Shortcut { id: ShortcutId(row.id), label: row.label, address })
    });
    shortcuts.collect()
}

/// A new shortcut.
pub async fn add_shortcut(tx: &mut Tx, person: PersonId, shortcut: &Shortcut, now: i64) -> Result<(), Error> {
    const ADD: &str = "INSERT INTO shortcut (id, person, label, url, created) VALUES ($1, $2, $3, $4, $5)";
    run!(
        tx,
        sqlx::query(ADD)
            .bind(shortcut.id.0)
            .bind(person.0)
            .bind(&shortcut.label)
            .bind(shortcut.address.as_str())
            .bind(now)
    )?;
    Ok(())
}

/// Gives a shortcut other words and another address. Whether it is the person's.
pub async fn change_shortcut(tx: &mut Tx, person: PersonId, shortcut: &Shortcut) -> Result<bool, Error> {
    const CHANGE: &str = "UPDATE shortcut SET label = $3, url = $4 WHERE person = $1 AND id = $2";
    let done = run!(
        tx,
        sqlx::query(CHANGE).bind(person.0).bind(shortcut.id.0).bind(&shortcut.label).bind(shortcut.address.as_str())
    )?;
    Ok(done > 0)
}

/// Deletes a shortcut. Whether it was the person's.
pub async fn delete_shortcut(tx: &mut Tx, person: PersonId, id: ShortcutId) -> Result<bool, Error> {
    const DELETE: &str = "DELETE FROM shortcut WHERE person = $1 AND id = $2";
    let done = run!(tx, sqlx::query(DELETE).bind(person.0).bind(id.0))?;
    Ok(done > 0)
}

/// The secret address of a person's calendar, if there is one.
pub async fn feed_token(tx: &mut Tx, person: PersonId) -> Result<Option<String>, Error> {
    const FIND: &str = "SELECT token FROM calendar_feed WHERE person = $1";
    Ok(both!(tx, c => sqlx::query_scalar(FIND).bind(person.0).fetch_optional(c).await)?)
}

/// Gives a person's calendar a new secret address; the former one leads nowhere.
pub async fn set_feed_token(tx: &mut Tx, person: PersonId, token: &str, now: i64) -> Result<(), Error> {
    const SET: &str = "INSERT INTO calendar_feed (person, token, created) VALUES ($1, $2, $3) \
        ON CONFLICT (person) DO UPDATE SET token = excluded.token, created = excluded.created";
    run!(tx, sqlx::query(SET).bind(person.0).bind(token).bind(now))?;
    Ok(())
}

/// Whose calendar a secret address is.
pub async fn feed_person(tx: &mut Tx, token: &str) -> Result<Option<PersonId>, Error> {
    const FIND: &str = "SELECT person FROM calendar_feed WHERE token = $1";
    let found: Option<Uuid> = both!(tx, c => sqlx::query_scalar(FIND).bind(token).fetch_optional(c).await)?;
    Ok(found.map(PersonId))
}
