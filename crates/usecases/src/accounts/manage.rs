use super::{limits::Limit, passphrase, sign_up::passphrase_fault};
use crate::{Action, Error, OpContext};
use domain::{
    account::{AccountName, check_passphrase},
    ids::SessionId,
};
use store::{accounts, accounts::Account, persons, persons::Session};

/// What the page of an account shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountView {
    /// Its name.
    pub name: String,
    /// Its e-mail address.
    pub email: Option<String>,
    /// An address that is still to be proven.
    pub email_to_prove: Option<String>,
    /// How many recovery codes are left.
    pub codes_left: i64,
    /// The sessions, the latest used first; the one of this browser is marked.
    pub sessions: Vec<(Session, bool)>,
    /// What happened lately: when, in seconds, and the code of what.
    pub events: Vec<(i64, String)>,
    /// When closing was asked for.
    pub closing: Option<i64>,
}

/// The account of the person who is signed in.
pub async fn show(ctx: &OpContext) -> Result<AccountView, Error> {
    ctx.authorize(Action::Account).await?;
    let person = ctx.person()?;
    let mut tx = ctx.read().await?;
    let account = accounts::of(&mut tx, person).await?.ok_or(Error::NotFound)?;
    let sessions = persons::sessions(&mut tx, person, ctx.seconds()).await?;
    Ok(AccountView {
        name: account.name,
        email: account.email,
        email_to_prove: accounts::email_change(&mut tx, person, ctx.seconds()).await?,
        codes_left: accounts::codes_left(&mut tx, person).await?,
        sessions: sessions
            .into_iter()
            .map(|session| {
                let own = Some(session.id) == ctx.actor.session();
                (session, own)
            })
            .collect(),
        events: accounts::events(&mut tx, person, 10).await?,
        closing: account.closing,
    })
}

/// Ends this browser's session.
pub async fn sign_out(ctx: &OpContext) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let Some(session) = ctx.actor.session() else { return Ok(()) };
    let mut tx = ctx.write().await?;
    persons::end_session(&mut tx, ctx.person()?, session).await?;
    Ok(tx.commit().await?)
}

/// Ends one session of the account; effective at its next request.
pub async fn close_session(ctx: &OpContext, session: SessionId) -> Result<(), Error> {
    ctx.authorize(Action::Account).await?;
    let mut tx = ctx.write().await?;
    if !persons::end_session(&mut tx, ctx.person()?, session).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Ends all sessions but this one.
pub async fn close_other_sessions(ctx: &OpContext) -> Result<(), Error> {
    ctx.authorize(Action::Account).await?;
    let session = ctx.actor.session().ok_or(Error::Forbidden)?;
    let mut tx = ctx.write().await?;
    persons::end_other_sessions(&mut tx, ctx.person()?, session).await?;
    Ok(tx.commit().await?)
}

/// Asks the person who is signed in for the passphrase: a browser left open must not be enough for what follows. Answers the
/// account, and the limit to clear once that is done. `field`: where in the form it was typed.
pub(super) async fn ask_passphrase(
    ctx: &OpContext,
    field: &'static str,
    present: &str,
) -> Result<(Account, Limit), Error> {
    let person = ctx.person()?;
    let mut tx = ctx.read().await?;
    let account = accounts::of(&mut tx, person).await?.ok_or(Error::NotFound)?;
    // Whoever is here is signed in: their failures count by person, so that a stranger's are none of theirs.
    let tried = Limit::of_person(person);
    tried.check(ctx, &mut tx).await?;
    drop(tx);
    if present.chars().count() > 256 || !passphrase::verify(ctx, present, Some(account.passphrase.clone())).await? {
        tried.count(ctx).await?;
        return Err(Error::field(field, "wrong_passphrase"));
    }
    Ok((account, tried))
}

/// Changes the passphrase; the present one is asked for, and all other sessions end.
pub async fn change_passphrase(ctx: &OpContext, present: &str, next: &str) -> Result<(), Error> {
    ctx.authorize(Action::Account).await?;
    let (account, tried) = ask_passphrase(ctx, "present", present).await?;
    let person = account.person;
    let name: AccountName = account.name.parse().map_err(|_| Error::NotFound)?;
    check_passphrase(next, &name).map_err(|fault| Error::field("passphrase", passphrase_fault(fault)))?;
    let hashed = passphrase::hash(ctx, next).await?;
    let session = ctx.actor.session().ok_or(Error::Forbidden)?;
    let mut tx = ctx.write().await?;
    accounts::set_passphrase(&mut tx, person, &hashed).await?;
    persons::end_other_sessions(&mut tx, person, session).await?;
    accounts::forget_browsers(&mut tx, person).await?;
    tried.clear(&mut tx).await?;
    accounts::note(&mut tx, ctx.new_id(), person, ctx.seconds(), "passphrase_changed", "").await?;
    Ok(tx.commit().await?)
}
