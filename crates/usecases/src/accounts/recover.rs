use super::{Browser, Entered, browser::enter, code, limits, limits::Limit, passphrase, sign_up::passphrase_fault};
use crate::{Action, Error, OpContext, mail, mail::Words, sessions};
use domain::{
    account::{AccountName, check_passphrase},
    ids::PersonId,
};
use store::{Tx, accounts};

/// Sets a new passphrase with one of the ten printed codes. All sessions end; this browser is signed in.
pub async fn recover_by_code(
    ctx: &OpContext,
    name: &str,
    code: &str,
    secret: &str,
    browser: Browser<'_>,
) -> Result<Entered, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let wrong = || Error::field("code", "wrong_code");
    let name: AccountName = name.parse().map_err(|_| wrong())?;
    check_passphrase(secret, &name).map_err(|fault| Error::field("passphrase", passphrase_fault(fault)))?;
    let limit = Limit::of_code(ctx, name.key());
    let mut tx = ctx.read().await?;
    limit.check(ctx, &mut tx).await?;
    let account = accounts::by_name(&mut tx, name.key()).await?;
    drop(tx);
    // The same work whether the name is known or not.
    let hashed = passphrase::hash(ctx, secret).await?;
    let person = account.map_or(PersonId(uuid::Uuid::nil()), |account| account.person);
    let mut tx = ctx.write().await?;
    if !accounts::use_code(&mut tx, person, &code::hash(code), ctx.seconds()).await? {
        drop(tx);
        limit.count(ctx).await?;
        return Err(wrong());
    }
    let entered = set(ctx, &mut tx, person, &hashed, browser).await?;
    tx.commit().await?;
    Ok(entered)
}

/// Asks for a letter with a link to whoever has that address. Nothing here depends on whether anybody has it: that is looked
/// up when the letter is handed over, so neither the answer nor its time tells.
pub async fn send_link(ctx: &OpContext, address: &str, words: Words<'_>) -> Result<(), Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let address = super::sign_up::email(address).map_err(|fault| Error::field("email", fault))?;
    let address = address.ok_or_else(|| Error::field("email", "empty"))?;
    let limit = Limit::of_letter(ctx, &address);
    let mut tx = ctx.write().await?;
    limit.check(ctx, &mut tx).await?;
    limit.count_in(ctx, &mut tx).await?;
    if limits::letter_is_due(ctx, &mut tx, &address).await? {
        mail::ask(ctx, &mut tx, &address, words).await?;
    }
    tx.commit().await?;
    ctx.shared.letters.notify_one();
    Ok(())
}

/// Sets a new passphrase with the link that came by mail.
pub async fn recover_by_link(
    ctx: &OpContext,
    token: &str,
    secret: &str,
    browser: Browser<'_>,
) -> Result<Entered, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let ended = || Error::field("passphrase", "link_ended");
    let token = sessions::hash(token);
    let mut tx = ctx.read().await?;
    let person = accounts::link(&mut tx, &token, ctx.seconds()).await?.ok_or_else(ended)?;
    let account = accounts::of(&mut tx, person).await?.ok_or_else(ended)?;
    drop(tx);
    let name: AccountName = account.name.parse().map_err(|_| ended())?;
    // Refused before the link is used up.
    check_passphrase(secret, &name).map_err(|fault| Error::field("passphrase", passphrase_fault(fault)))?;
    let hashed = passphrase::hash(ctx, secret).await?;
    let mut tx = ctx.write().await?;
    // Used up here and not before: of two that come at once, one finds it gone.
    let person = accounts::use_link(&mut tx, &token, ctx.seconds()).await?.ok_or_else(ended)?;
    let entered = set(ctx, &mut tx, person, &hashed, browser).await?;
    tx.commit().await?;
    Ok(entered)
}

/// Sets the passphrase and starts afresh: no session, no link, no known browser and no address to be proven from before counts
/// any more.
async fn set(
    ctx: &OpContext,
    tx: &mut Tx,
    person: PersonId,
    hashed: &str,
    browser: Browser<'_>,
) -> Result<Entered, Error> {
    let reopened = accounts::of(tx, person).await?.is_some_and(|account| account.closing.is_some());
    accounts::set_passphrase(tx, person, hashed).await?;
    accounts::set_closing(tx, person, None).await?;
    store::persons::end_sessions(tx, person).await?;
    accounts::forget_browsers(tx, person).await?;
    accounts::forget_email_change(tx, Some(person), ctx.seconds()).await?;
    accounts::note(tx, ctx.new_id(), person, ctx.seconds(), "recovered", "").await?;
    enter(ctx, tx, person, browser, reopened).await
}
