//! The e-mail address of an account, after it was opened: given, proven, changed, taken away.

use super::{code, limits::Limit, manage::ask_passphrase, sign_up};
use crate::{
    Action, Error, OpContext,
    mail::{self, Words},
};
use domain::ids::PersonId;
use store::{Tx, accounts};

/// For how long an address waits for its letter and its code: as long as a letter is tried, and a day more.
const PROOF_SECONDS: i64 = 2 * 24 * 3600;

/// Sends a code to the address that the person gives. Until it comes back everything stays as it is, the former address included.
/// Several accounts may have one address, so that nothing here tells whether another one has it.
pub async fn change_email(ctx: &OpContext, address: &str, passphrase: &str, words: Words<'_>) -> Result<(), Error> {
    ctx.authorize(Action::Account).await?;
    let address = sign_up::email(address).map_err(|fault| Error::field("email", fault))?;
    let address = address.ok_or_else(|| Error::field("email", "empty"))?;
    let (account, tried) = ask_passphrase(ctx, "email_passphrase", passphrase).await?;
    let limit = Limit::of_proof(ctx, account.person, &address);
    let mut tx = ctx.write().await?;
    limit.check(ctx, &mut tx).await?;
    limit.count_in(ctx, &mut tx).await?;
    tried.clear(&mut tx).await?;
    accounts::begin_email_change(&mut tx, account.person, &address, ctx.seconds() + PROOF_SECONDS).await?;
    mail::send_code(ctx, &mut tx, account.person, &address, words).await?;
    tx.commit().await?;
    ctx.shared.letters.notify_one();
    Ok(())
}

/// The code came back: the address is the account's from now on, and the former one is told.
pub async fn confirm_email(ctx: &OpContext, typed: &str, notice: Words<'_>) -> Result<(), Error> {
    ctx.authorize(Action::Account).await?;
    let person = ctx.person()?;
    let limit = Limit::of_proving(person);
    let mut tx = ctx.write().await?;
    limit.check(ctx, &mut tx).await?;
    let Some(address) = accounts::proven_email(&mut tx, person, &code::hash(typed), ctx.seconds()).await? else {
        drop(tx);
        limit.count(ctx).await?;
        return Err(Error::field("email_code", "wrong_email_code"));
    };
    limit.clear(&mut tx).await?;
    replace(ctx, &mut tx, person, Some(&address), notice).await?;
    accounts::note(&mut tx, ctx.new_id(), person, ctx.seconds(), "email_changed", "").await?;
    tx.commit().await?;
    ctx.shared.letters.notify_one();
    Ok(())
}

/// Takes the address away, and one that was still to be proven; the former one is told. Answers how many printed codes are
/// left: they are the way back in from now on.
pub async fn remove_email(ctx: &OpContext, passphrase: &str, notice: Words<'_>) -> Result<i64, Error> {
    ctx.authorize(Action::Account).await?;
    let (account, tried) = ask_passphrase(ctx, "removal_passphrase", passphrase).await?;
    let person = account.person;
    let mut tx = ctx.write().await?;
    tried.clear(&mut tx).await?;
    replace(ctx, &mut tx, person, None, notice).await?;
    accounts::note(&mut tx, ctx.new_id(), person, ctx.seconds(), "email_removed", "").await?;
    let left = accounts::codes_left(&mut tx, person).await?;
    tx.commit().await?;
    ctx.shared.letters.notify_one();
    Ok(left)
}

/// Puts an address, or none, in the place of the former one. Links that went there are worth nothing any more.
async fn replace(
    ctx: &OpContext,
    tx: &mut Tx,
    person: PersonId,
    address: Option<&str>,
    notice: Words<'_>,
) -> Result<(), Error> {
    let former = accounts::of(tx, person).await?.ok_or(Error::NotFound)?.email;
    accounts::set_email(tx, person, address).await?;
    accounts::forget_email_change(tx, Some(person), ctx.seconds()).await?;
    accounts::forget_links(tx, person).await?;
    if let Some(former) = former.filter(|former| Some(former.as_str()) != address) {
        mail::notify(ctx, tx, person, &former, notice).await?;
    }
    Ok(())
}
