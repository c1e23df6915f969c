use super::{codes, limits, passphrase, sign_in::enter, sign_up::passphrase_fault};
use crate::{Action, Error, OpContext, ports::Mail, sessions};
use domain::{
    account::{AccountName, check_passphrase},
    ids::PersonId,
};
use store::{Tx, accounts};

/// A link by mail counts for an hour.
const LINK_SECONDS: i64 = 3600;

/// Sets a new passphrase with one of the ten printed codes. All sessions end; this browser is signed in.
pub async fn recover_by_code(
    ctx: &OpContext,
    name: &str,
    code: &str,
    secret: &str,
    browser: &str,
) -> Result<String, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let wrong = || Error::field("code", "wrong_code");
    let name: AccountName = name.parse().map_err(|_| wrong())?;
    check_passphrase(secret, &name).map_err(|fault| Error::field("passphrase", passphrase_fault(fault)))?;
    let mut tx = ctx.read().await?;
    limits::check(ctx, &mut tx, name.key()).await?;
    let account = accounts::by_name(&mut tx, name.key()).await?;
    drop(tx);
    // The same work whether the name is known or not.
    let hashed = passphrase::hash(ctx, secret).await?;
    let mut tx = ctx.write().await?;
    let used = match &account {
        Some(account) => accounts::use_code(&mut tx, account.person, &codes::hash(code), ctx.seconds()).await?,
        None => false,
    };
    let Some(account) = account.filter(|_| used) else {
        drop(tx);
        limits::count(ctx, name.key()).await?;
        return Err(wrong());
    };
    let token = set(ctx, &mut tx, account.person, &hashed, browser).await?;
    tx.commit().await?;
    Ok(token)
}

/// Sends a link by mail to the owner of an address. The answer is the same whether anybody has it.
pub async fn send_link(ctx: &OpContext, address: &str, subject: &str, text: &str) -> Result<(), Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let address = address.trim().to_lowercase();
    let mut tx = ctx.write().await?;
    limits::check(ctx, &mut tx, &address).await?;
    let account = if address.contains('@') { accounts::by_email(&mut tx, &address).await? } else { None };
    let token = ctx.new_secret();
    if let Some(account) = &account {
        accounts::insert_link(&mut tx, &sessions::hash(&token), account.person, ctx.seconds() + LINK_SECONDS).await?;
    }
    tx.commit().await?;
    limits::count(ctx, &address).await?;
    if account.is_some() {
        let link = format!("{}/recuperation?lien={token}", ctx.shared.public_url);
        let mail = Mail { to: address, subject: subject.to_owned(), text: format!("{text}\n\n{link}\n") };
        let shared = ctx.shared.clone();
        // Sent apart: the time of the answer must not tell whether there was a letter.
        tokio::spawn(async move {
            if let Err(error) = shared.mailer.send(mail).await {
                tracing::error!("a recovery letter was not sent: {error}");
            }
        });
    }
    Ok(())
}

/// Sets a new passphrase with the link that came by mail.
pub async fn recover_by_link(ctx: &OpContext, token: &str, secret: &str, browser: &str) -> Result<String, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let ended = || Error::field("passphrase", "link_ended");
    let mut tx = ctx.write().await?;
    let person = accounts::use_link(&mut tx, &sessions::hash(token), ctx.seconds()).await?.ok_or_else(ended)?;
    let account = accounts::of(&mut tx, person).await?.ok_or_else(ended)?;
    let name: AccountName = account.name.parse().map_err(|_| ended())?;
    // Refused before the link is used up: dropping the transaction keeps it.
    check_passphrase(secret, &name).map_err(|fault| Error::field("passphrase", passphrase_fault(fault)))?;
    let hashed = passphrase::hash(ctx, secret).await?;
    let token = set(ctx, &mut tx, person, &hashed, browser).await?;
    tx.commit().await?;
    Ok(token)
}

async fn set(ctx: &OpContext, tx: &mut Tx, person: PersonId, hashed: &str, browser: &str) -> Result<String, Error> {
    accounts::set_passphrase(tx, person, hashed).await?;
    accounts::set_closing(tx, person, None).await?;
    for session in store::persons::sessions(tx, person, ctx.seconds()).await? {
        store::persons::end_session(tx, person, session.id).await?;
    }
    accounts::note(tx, ctx.new_id(), person, ctx.seconds(), "recovered", "").await?;
    enter(ctx, tx, person, browser).await
}
