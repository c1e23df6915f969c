//! The doors of the calendar: thin, each onto one use case.

use crate::error::WireError;
use leptos::prelude::*;

/// Writes a reminder.
#[server(endpoint = "reminders/add")]
pub async fn add_reminder(
    /// What to be reminded of.
    #[server(default)]
    label: String,
    /// The date, `2026-11-24`.
    #[server(default)]
    due: String,
) -> Result<(), WireError> {
    let outcome = super::forms::add_reminder(&label, &due).await;
    crate::request::answer("reminder", &[("label", &label), ("due", &due)], outcome)
}

/// Gives a reminder other words and another day.
#[server(endpoint = "reminders/change")]
pub async fn change_reminder(
    /// Its id.
    #[server(default)]
    id: String,
    /// What to be reminded of.
    #[server(default)]
    label: String,
    /// The date, `2026-11-24`.
    #[server(default)]
    due: String,
) -> Result<(), WireError> {
    let outcome = super::forms::change_reminder(&id, &label, &due).await;
    crate::request::answer("reminder-change", &[("label", &label), ("due", &due)], outcome)
}

/// Marks a reminder as done.
#[server(endpoint = "reminders/done")]
pub async fn finish_reminder(
    /// Its id.
    #[server(default)]
    id: String,
) -> Result<(), WireError> {
    let outcome = super::forms::finish_reminder(&id).await;
    crate::request::answer("reminder-done", &[], outcome)
}

/// Opens a reminder again that was done.
#[server(endpoint = "reminders/reopen")]
pub async fn reopen_reminder(
    /// Its id.
    #[server(default)]
    id: String,
) -> Result<(), WireError> {
    let outcome = super::forms::reopen_reminder(&id).await;
    crate::request::answer("reminder-done", &[], outcome)
}

/// Deletes a reminder.
#[server(endpoint = "reminders/delete")]
pub async fn delete_reminder(
    /// Its id.
    #[server(default)]
    id: String,
) -> Result<(), WireError> {
    let outcome = super::forms::delete_reminder(&id).await;
    crate::request::answer("reminder-delete", &[], outcome)
}

/// Adds a date to the calendar.
#[server(endpoint = "dates/add")]
pub async fn add_date(
    /// What it is.
    #[server(default)]
    event: String,
    /// The first day, `2026-11-24`.
    #[server(default)]
    day: String,
    /// The last day; empty for one day.
    #[server(default)]
    until: String,
) -> Result<(), WireError> {
    let outcome = super::forms::add_date(&event, &day, &until).await;
    crate::request::answer("date", &[("event", &event), ("day", &day), ("until", &until)], outcome)
}

/// Gives a date other words and other days.
#[server(endpoint = "dates/change")]
pub async fn change_date(
    /// Its id.
    #[server(default)]
    id: String,
    /// What it is.
    #[server(default)]
    event: String,
    /// The first day, `2026-11-24`.
    #[server(default)]
    day: String,
    /// The last day; empty for one day.
    #[server(default)]
    until: String,
) -> Result<(), WireError> {
    let outcome = super::forms::change_date(&id, &event, &day, &until).await;
    crate::request::answer("date-change", &[("event", &event), ("day", &day), ("until", &until)], outcome)
}

/// Deletes a date.
#[server(endpoint = "dates/delete")]
pub async fn delete_date(
    /// Its id.
    #[server(default)]
    id: String,
) -> Result<(), WireError> {
    let outcome = super::forms::delete_date(&id).await;
    crate::request::answer("date-delete", &[], outcome)
}

/// Shows the secret address of the calendar, and makes it on the first ask.
#[server(endpoint = "calendar/address")]
pub async fn show_address() -> Result<(), WireError> {
    let outcome = super::forms::show_address().await;
    crate::request::answer("address", &[], outcome)
}

/// Gives the calendar another secret address.
#[server(endpoint = "calendar/renew")]
pub async fn renew_address() -> Result<(), WireError> {
    let outcome = super::forms::renew_address().await;
    crate::request::answer("address", &[], outcome)
}
