use crate::{Action, Error, FieldFault, OpContext, error::text_fault};
use domain::{
    calendar::{AddressFault, LABEL, LinkAddress, MOST_ENTRIES, OwnDate, Reminder, Shortcut},
    ids::{OwnDateId, ReminderId, ShortcutId},
};
use jiff::civil::Date;
use store::calendar;

fn label(field: &'static str, text: &str) -> Result<String, Error> {
    LABEL.check(text).map_err(|fault| Error::field(field, text_fault(fault)))
}

/// A day as a form sends it, within a century of today: a slip of the keyboard must not hide an entry for ever.
fn day(ctx: &OpContext, field: &'static str, text: &str) -> Result<Date, Error> {
    let day: Date = text.trim().parse().map_err(|_| Error::field(field, "not_a_date"))?;
    let years = i32::from(day.year()) - i32::from(ctx.today().year());
    if (-100..=100).contains(&years) { Ok(day) } else { Err(Error::field(field, "not_a_date")) }
}

fn room(count: usize) -> Result<(), Error> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    if count < MOST_ENTRIES { Ok(()) } else { Err(Error::Conflict("too_many_entries")) }
}

/// Writes a reminder.
pub async fn add_reminder(ctx: &OpContext, text: &str, due: &str) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let person = ctx.person()?;
    let reminder =
        Reminder { id: ReminderId(ctx.new_id()), label: label("label", text)?, due: day(ctx, "due", due)?, done: None };
    let mut tx = ctx.write().await?;
    room(calendar::reminders(&mut tx, person).await?.len())?;
    calendar::add_reminder(&mut tx, person, &reminder, ctx.seconds()).await?;
    Ok(tx.commit().await?)
}

/// Gives a reminder other words and another day.
pub async fn change_reminder(ctx: &OpContext, id: ReminderId, text: &str, due: &str) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let (label, due) = (label("label", text)?, day(ctx, "due", due)?);
    let mut tx = ctx.write().await?;
    if !calendar::change_reminder(&mut tx, ctx.person()?, id, &label, due).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Opens a reminder again that was done by mistake.
pub async fn reopen_reminder(ctx: &OpContext, id: ReminderId) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let mut tx = ctx.write().await?;
    if !calendar::reopen_reminder(&mut tx, ctx.person()?, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Marks a reminder as done.
pub async fn finish_reminder(ctx: &OpContext, id: ReminderId) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let mut tx = ctx.write().await?;
    if !calendar::finish_reminder(&mut tx, ctx.person()?, id, ctx.seconds()).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Deletes a reminder.
pub async fn delete_reminder(ctx: &OpContext, id: ReminderId) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let mut tx = ctx.write().await?;
    if !calendar::delete_reminder(&mut tx, ctx.person()?, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// What a form says of a date: without a last day it is one day.
fn own_date(ctx: &OpContext, id: OwnDateId, text: &str, from: &str, until: &str) -> Result<OwnDate, Error> {
    let (label, first) = (label("event", text)?, day(ctx, "day", from)?);
    let until = if until.trim().is_empty() { first } else { day(ctx, "until", until)? };
    if until < first {
        return Err(Error::field("until", "before_start"));
    }
    Ok(OwnDate { id, label, day: first, until })
}

/// Adds a date to the calendar, or several days when `until` is given.
///
/// # Errors
/// `Invalid` on `event`, `day` or `until`; `Conflict("too_many_entries")` past two hundred.
pub async fn add_own_date(ctx: &OpContext, text: &str, from: &str, until: &str) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let person = ctx.person()?;
    let date = own_date(ctx, OwnDateId(ctx.new_id()), text, from, until)?;
    let mut tx = ctx.write().await?;
    room(calendar::own_dates(&mut tx, person).await?.len())?;
    calendar::add_own_date(&mut tx, person, &date, ctx.seconds()).await?;
    Ok(tx.commit().await?)
}

/// Gives a date other words and other days.
///
/// # Errors
/// As [`add_own_date`]; `NotFound` for a date that is not the person's.
pub async fn change_own_date(ctx: &OpContext, id: OwnDateId, text: &str, from: &str, until: &str) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let date = own_date(ctx, id, text, from, until)?;
    let mut tx = ctx.write().await?;
    if !calendar::change_own_date(&mut tx, ctx.person()?, &date).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Deletes a date of the person's own.
pub async fn delete_own_date(ctx: &OpContext, id: OwnDateId) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let mut tx = ctx.write().await?;
    if !calendar::delete_own_date(&mut tx, ctx.person()?, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

fn link(id: ShortcutId, text: &str, url: &str) -> Result<Shortcut, Error> {
    let address: LinkAddress = url.parse().map_err(|fault| Error::field("url", address_fault(fault)))?;
    Ok(Shortcut { id, label: label("shortcut", text)?, address })
}

/// Makes a shortcut to a web address or to a page of this portal.
pub async fn add_shortcut(ctx: &OpContext, text: &str, url: &str) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let person = ctx.person()?;
    let shortcut = link(ShortcutId(ctx.new_id()), text, url)?;
    let mut tx = ctx.write().await?;
    room(calendar::shortcuts(&mut tx, person).await?.len())?;
    calendar::add_shortcut(&mut tx, person, &shortcut, ctx.seconds()).await?;
    Ok(tx.commit().await?)
}

/// Gives a shortcut other words and another address.
pub async fn change_shortcut(ctx: &OpContext, id: ShortcutId, text: &str, url: &str) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let shortcut = link(id, text, url)?;
    let mut tx = ctx.write().await?;
    if !calendar::change_shortcut(&mut tx, ctx.person()?, &shortcut).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// The shortcut of that id, for the form that changes it.
///
/// # Errors
/// `NotFound` when it is not the person's.
pub async fn shortcut(ctx: &OpContext, id: ShortcutId) -> Result<Shortcut, Error> {
    ctx.authorize(Action::Own).await?;
    let mut tx = ctx.read().await?;
    let all = calendar::shortcuts(&mut tx, ctx.person()?).await?;
    all.into_iter().find(|shortcut| shortcut.id == id).ok_or(Error::NotFound)
}

/// Deletes a shortcut.
pub async fn delete_shortcut(ctx: &OpContext, id: ShortcutId) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let mut tx = ctx.write().await?;
    if !calendar::delete_shortcut(&mut tx, ctx.person()?, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// The code of a refused address, for a field of a form.
pub(crate) const fn address_fault(fault: AddressFault) -> FieldFault {
    match fault {
        AddressFault::Empty => "empty",
        AddressFault::TooLong => "too_long",
        AddressFault::NotAnAddress => "not_an_address",
    }
}
