use super::{limits, passphrase};
use crate::{Action, Error, OpContext, sessions};
use domain::{
    account::AccountName,
    board::{Board, History, Replacement, SignInChoice, replace},
};
use store::{Tx, accounts};

/// What signing in gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The token of the new session.
    pub token: String,
    /// Whether the account was to be closed: signing in took that back.
    pub reopened: bool,
}

/// Signs in by name (or e-mail address) and passphrase. A wrong name and a wrong passphrase give the same answer after the
/// same work. What this browser kept without an account joins the account: places, pins, reminders, and the board as
/// further pages when both were arranged, so that nothing is lost and nothing overwritten.
pub async fn sign_in(ctx: &OpContext, name: &str, secret: &str, browser: &str) -> Result<SignedIn, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let wrong = || Error::field("passphrase", "wrong_credentials");
    let key = name.parse::<AccountName>().map(|name| name.key().to_owned()).map_err(|_| wrong())?;
    let mut tx = ctx.read().await?;
    limits::check(ctx, &mut tx, &key).await?;
    let account = match accounts::by_name(&mut tx, &key).await? {
        Some(account) => Some(account),
        None if key.contains('@') => accounts::by_email(&mut tx, &key).await?,
        None => None,
    };
    drop(tx);
    let stored = account.as_ref().map(|account| account.passphrase.clone());
    let good = secret.chars().count() <= 256 && passphrase::verify(ctx, secret, stored).await?;
    let Some(account) = account.filter(|_| good) else {
        limits::count(ctx, &key).await?;
        return Err(wrong());
    };
    let mut tx = ctx.write().await?;
    limits::clear(ctx, &mut tx, &key).await?;
    let reopened = account.closing.is_some();
    if reopened {
        accounts::set_closing(&mut tx, account.person, None).await?;
    }
    let token = enter(ctx, &mut tx, account.person, browser).await?;
    accounts::note(&mut tx, ctx.new_id(), account.person, ctx.seconds(), "signed_in", "").await?;
    tx.commit().await?;
    Ok(SignedIn { token, reopened })
}

/// Begins a signed-in session in this browser, and lets what it kept without an account join the account.
pub(super) async fn enter(
    ctx: &OpContext,
    tx: &mut Tx,
    person: domain::ids::PersonId,
    browser: &str,
) -> Result<String, Error> {
    if let crate::Actor::Visitor { person: visitor, .. } = ctx.actor {
        join_boards(ctx, tx, visitor, person).await?;
        accounts::merge_into(tx, visitor, person).await?;
    }
    let (_, token) = sessions::begin(ctx, tx, person, browser, Some(ctx.seconds())).await?;
    Ok(token)
}

async fn join_boards(
    ctx: &OpContext,
    tx: &mut Tx,
    visitor: domain::ids::PersonId,
    person: domain::ids::PersonId,
) -> Result<(), Error> {
    let read = |json: &str| History::from_json(json).map_err(|error| Error::Internal(Box::new(error)));
    let Some((_, theirs)) = store::boards::load(tx, visitor).await? else { return Ok(()) };
    let theirs = read(&theirs)?;
    let (version, history) = match store::boards::load(tx, person).await? {
        None => (0, theirs),
        Some((version, own)) => {
            let own = read(&own)?;
            if theirs.present.is_untouched() {
                return Ok(());
            }
            let choice = if own.present.is_untouched() { SignInChoice::Take } else { SignInChoice::Both };
            // A refusal (no room for more pages) keeps the account's board: the visitor's is then only in its export.
            let Ok(merged) = Board::merge_anonymous(&own.present, &theirs.present, choice) else { return Ok(()) };
            match replace(&own, &merged.board, Replacement::SignIn) {
                Ok((history, _)) => (version, history),
                Err(_) => return Ok(()),
            }
        }
    };
    let json = history.to_json().map_err(|error| Error::Internal(Box::new(error)))?;
    store::boards::save(tx, person, version, &json, ctx.seconds()).await?;
    Ok(())
}
