use crate::{Action, Error, OpContext};
use domain::calendar::EventTitle;
use icalendar::{Calendar, Component as _};
use jiff::{ToSpan as _, civil::Date};
use store::calendar;

/// The secret address of the person's calendar, made on the first ask.
pub async fn feed_address(ctx: &OpContext) -> Result<String, Error> {
    ctx.authorize(Action::Own).await?;
    let person = ctx.person()?;
    let mut tx = ctx.write().await?;
    let token = if let Some(token) = calendar::feed_token(&mut tx, person).await? {
        token
    } else {
        let token = ctx.new_secret();
        calendar::set_feed_token(&mut tx, person, &token, ctx.seconds()).await?;
        tx.commit().await?;
        token
    };
    Ok(address(ctx, &token))
}

pub(super) fn address(ctx: &OpContext, token: &str) -> String {
    format!("{}/calendrier/{token}.ics", ctx.shared.public_url)
}

/// Gives the calendar another address; the former one leads nowhere from now on.
pub async fn renew_feed(ctx: &OpContext) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let mut tx = ctx.write().await?;
    calendar::set_feed_token(&mut tx, ctx.person()?, &ctx.new_secret(), ctx.seconds()).await?;
    Ok(tx.commit().await?)
}

/// The calendar of a secret address as iCalendar (RFC 5545): a year back and two ahead, whole days, stable ids. Reminders
/// carry a neutral title: a calendar is often shown to others.
///
/// # Errors
/// `NotFound` for an address that is not, or no longer, somebody's.
pub async fn feed(ctx: &OpContext, token: &str, title: impl Fn(&EventTitle) -> String + Send) -> Result<String, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    let person = calendar::feed_person(&mut tx, token).await?.ok_or(Error::NotFound)?;
    let today = ctx.today();
    let (from, to) = (today.saturating_sub(1.year()), today.saturating_add(2.years()));
    let agenda = super::agenda::agenda_of(&mut tx, person, from, to).await?;
    drop(tx);
    let mut out = Calendar::new();
    for event in agenda.events {
        let mut entry = icalendar::Event::new();
        entry.uid(&format!("{}@civis-data", event.key)).summary(&title(&event.title));
        // DTEND is the first day after (RFC 5545, 3.6.1).
        entry.append_multi_property(whole_day("DTSTART", event.date));
        entry.append_multi_property(whole_day("DTEND", event.end.saturating_add(1.day())));
        entry.add_property("DTSTAMP", ctx.now().strftime("%Y%m%dT%H%M%SZ").to_string());
        out.push(entry.done());
    }
    Ok(out.done().to_string())
}

fn whole_day(name: &str, day: Date) -> icalendar::Property {
    let mut property = icalendar::Property::new(name, day.strftime("%Y%m%d").to_string());
    property.add_parameter("VALUE", "DATE");
    property
}
