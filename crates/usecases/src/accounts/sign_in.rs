use super::{Browser, Entered, browser::enter, limits::Limit, passphrase};
use crate::{Action, Error, OpContext};
use domain::account::AccountName;
use store::{Tx, accounts, accounts::Account};

/// Signs in by name (or e-mail address) and passphrase. A wrong name and a wrong passphrase give the same answer after the
/// same work. What this browser kept without an account joins the account: places, pins, reminders, and the board, about
/// which its owner is asked when both were arranged.
pub async fn sign_in(ctx: &OpContext, name: &str, secret: &str, browser: Browser<'_>) -> Result<Entered, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let wrong = || Error::field("passphrase", "wrong_credentials");
    let key = name.parse::<AccountName>().map(|name| name.key().to_owned()).map_err(|_| wrong())?;
    let mut tx = ctx.read().await?;
    let account = find(&mut tx, &key).await?;
    let known = browser.is_known(&mut tx, account.as_ref().map(|account| account.person)).await?;
    let limit = Limit::of_passphrase(ctx, &key, browser, known);
    limit.check(ctx, &mut tx).await?;
    drop(tx);
    let stored = account.as_ref().map(|account| account.passphrase.clone());
    let good = secret.chars().count() <= 256 && passphrase::verify(ctx, secret, stored).await?;
    let Some(account) = account.filter(|_| good) else {
        limit.count(ctx).await?;
        return Err(wrong());
    };
    let mut tx = ctx.write().await?;
    limit.clear(&mut tx).await?;
    let reopened = account.closing.is_some();
    if reopened {
        accounts::set_closing(&mut tx, account.person, None).await?;
    }
    let entered = enter(ctx, &mut tx, account.person, browser, reopened).await?;
    accounts::note(&mut tx, ctx.new_id(), account.person, ctx.seconds(), "signed_in", "").await?;
    tx.commit().await?;
    Ok(entered)
}

/// The account by its name, else the oldest with that e-mail address.
async fn find(tx: &mut Tx, key: &str) -> Result<Option<Account>, Error> {
    if let Some(account) = accounts::by_name(tx, key).await? {
        return Ok(Some(account));
    }
    let found = if key.contains('@') { accounts::by_email(tx, key).await? } else { Vec::new() };
    Ok(found.into_iter().next())
}
