use crate::{Action, Error, OpContext};
use domain::{
    account::AccountName,
    calendar::Reminder,
    ids::{PersonId, PlaceId, ReminderId},
};
use store::{Tx, accounts::Account, calendar, territories};

/// How many residents one transaction makes.
const AT_ONCE: u32 = 500;

/// Adds invented residents until there are that many, for measuring a portal that is as full as a real one: each has an
/// account with the passphrase of the model, and its places, board and reminders. Answers how many were added.
///
/// # Errors
/// `NotFound` without an account of the model's name.
pub async fn crowd(ctx: &OpContext, model: &str, count: u32) -> Result<u32, Error> {
    ctx.authorize(Action::Operate).await?;
    let key = model.parse::<AccountName>().map_err(|_| Error::NotFound)?;
    let mut tx = ctx.read().await?;
    let model = store::accounts::by_name(&mut tx, key.key()).await?.ok_or(Error::NotFound)?;
    drop(tx);
    let mut added = 0;
    for first in (1..=count).step_by(usize::try_from(AT_ONCE).unwrap_or(usize::MAX)) {
        let mut tx = ctx.write().await?;
        for number in first..first.saturating_add(AT_ONCE).min(count.saturating_add(1)) {
            added += u32::from(copy(ctx, &mut tx, &model, number).await?);
        }
        tx.commit().await?;
    }
    Ok(added)
}

/// `false`: the resident of that number is there already.
async fn copy(ctx: &OpContext, tx: &mut Tx, model: &Account, number: u32) -> Result<bool, Error> {
    let name = format!("Résident inventé {number}");
    let key = name.parse::<AccountName>().map_err(|_| Error::field("name", "invalid"))?;
    if store::accounts::by_name(tx, key.key()).await?.is_some() {
        return Ok(false);
    }
    let (person, now) = (PersonId(ctx.new_id()), ctx.seconds());
    store::persons::insert_person(tx, person, now).await?;
    let account = Account { person, name, email: None, created: now, closing: None, ..model.clone() };
    store::accounts::insert(tx, &account, key.key()).await?;
    for place in territories::places(tx, model.person).await? {
        territories::add_place(tx, PlaceId(ctx.new_id()), person, &place.territory, &place.name).await?;
    }
    if let Some((_, board)) = store::boards::load(tx, model.person).await? {
        store::boards::save(tx, person, 0, &board, now).await?;
    }
    for reminder in calendar::reminders(tx, model.person).await? {
        let reminder = Reminder { id: ReminderId(ctx.new_id()), ..reminder };
        calendar::add_reminder(tx, person, &reminder, now).await?;
    }
    Ok(true)
}
