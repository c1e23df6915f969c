use super::history::note;
use crate::{Action, Error, OpContext, error::text_fault};
use domain::{calendar::LinkAddress, ids::ContactId, publication::ChangeKind, territory::TerritoryId, text::TextRule};
use store::announcements::{self, Contact};

const LABEL: TextRule = TextRule::line(120);
const NOTE: TextRule = TextRule::line(200);
/// The most numbers and links of a territory: beyond that nobody finds anything.
const MOST: usize = 50;

/// The numbers and links of a territory in their order, for those who publish.
pub async fn contacts_of(ctx: &OpContext, territory: &TerritoryId) -> Result<Vec<Contact>, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.read().await?;
    Ok(announcements::contacts(&mut tx, territory).await?)
}

/// Publishes a useful number or link at the end of the list; with an `id`, changes that one.
///
/// # Errors
/// `Invalid` by field, `NotFound` for one that is not there, `Conflict("too_many_entries")` beyond fifty.
pub async fn save_contact(
    ctx: &OpContext,
    territory: &TerritoryId,
    id: Option<ContactId>,
    label: &str,
    reach: &str,
    detail: &str,
) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let label = LABEL.check(label).map_err(|fault| Error::field("label", text_fault(fault)))?;
    let (phone, url) = reach_of(reach).ok_or_else(|| Error::field("reach", "not_a_contact"))?;
    let detail = match detail.trim() {
        "" => None,
        detail => Some(NOTE.check(detail).map_err(|fault| Error::field("note", text_fault(fault)))?),
    };
    let mut tx = ctx.write().await?;
    let all = announcements::contacts(&mut tx, territory).await?;
    let kind = match id {
        Some(id) if all.iter().all(|each| each.id != id) => return Err(Error::NotFound),
        Some(_) => ChangeKind::ContactChanged,
        None if all.len() >= MOST => return Err(Error::Conflict("too_many_entries")),
        None => ChangeKind::ContactAdded,
    };
    let id = id.unwrap_or_else(|| ContactId(ctx.new_id()));
    let contact = Contact { id, territory: territory.to_string(), label, phone, url, note: detail };
    announcements::put_contact(&mut tx, &contact, ctx.seconds()).await?;
    note(ctx, &mut tx, territory, kind, &contact.label, None).await?;
    Ok(tx.commit().await?)
}

/// A telephone number (digits, spaces, dots, a leading plus) or a web address.
fn reach_of(text: &str) -> Option<(Option<String>, Option<String>)> {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let phone = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | '+' | '\u{a0}' | '\u{202f}'));
    if phone && (2..=15).contains(&digits) {
        return Some((Some(text.to_owned()), None));
    }
    let address: LinkAddress = text.parse().ok()?;
    Some((None, Some(address.as_str().to_owned())))
}

/// Moves a number or link by one place, towards the top with `up`. At the end of the list nothing happens.
pub async fn move_contact(ctx: &OpContext, territory: &TerritoryId, id: ContactId, up: bool) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    let mut all = announcements::contacts(&mut tx, territory).await?;
    let place = all.iter().position(|each| each.id == id).ok_or(Error::NotFound)?;
    let other = if up { place.checked_sub(1) } else { Some(place + 1).filter(|other| *other < all.len()) };
    let Some(other) = other else { return Ok(()) };
    all.swap(place, other);
    for (contact, rank) in all.iter().zip(1..) {
        announcements::rank_contact(&mut tx, territory, contact.id, rank).await?;
    }
    let label = all.get(other).map(|contact| contact.label.clone()).unwrap_or_default();
    note(ctx, &mut tx, territory, ChangeKind::ContactMoved, &label, None).await?;
    Ok(tx.commit().await?)
}

/// Withdraws a number or link.
pub async fn remove_contact(ctx: &OpContext, territory: &TerritoryId, id: ContactId) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    let all = announcements::contacts(&mut tx, territory).await?;
    let contact = all.into_iter().find(|each| each.id == id).ok_or(Error::NotFound)?;
    announcements::remove_contact(&mut tx, territory, id).await?;
    note(ctx, &mut tx, territory, ChangeKind::ContactRemoved, &contact.label, None).await?;
    Ok(tx.commit().await?)
}
