use super::{Browser, Entered, codes, limits::Limit, passphrase};
use crate::{Action, Actor, Error, Fields, OpContext, error::text_fault, sessions};
use domain::account::{AccountName, NameFault, PassphraseFault, check_passphrase};
use store::accounts::Account;

pub(super) const fn passphrase_fault(fault: PassphraseFault) -> &'static str {
    match fault {
        PassphraseFault::TooShort => "passphrase_too_short",
        PassphraseFault::TooLong => "too_long",
        PassphraseFault::TooCommon => "passphrase_too_common",
    }
}

/// An address that could receive mail; that it does is proven by delivery alone.
pub(super) fn email(text: &str) -> Result<Option<String>, &'static str> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Ok(None);
    }
    let good = text.len() <= 254
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';'))
        && text
            .split_once('@')
            .is_some_and(|(user, host)| !user.is_empty() && host.contains('.') && !host.contains('@'));
    if good { Ok(Some(text)) } else { Err("not_an_email") }
}

/// Opens an account for the person of this browser: everything that was kept without an account stays theirs. Ten recovery
/// codes wait to be shown. The browser's former session ends. That a name is taken is told (docs/adr/0019): how often one
/// address may find that out is limited.
pub async fn sign_up(
    ctx: &OpContext,
    name: &str,
    secret: &str,
    mail: &str,
    browser: Browser<'_>,
) -> Result<Entered, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    if ctx.actor.is_signed_in() {
        return Err(Error::Conflict("signed_in_already"));
    }
    let mut faults = Fields::new();
    let parsed = name.parse::<AccountName>().map_err(|fault| match fault {
        NameFault::Text(fault) => text_fault(fault),
        NameFault::TooShort => "name_too_short",
    });
    let mail = email(mail).map_err(|fault| faults.insert("email", fault)).unwrap_or_default();
    let name = match parsed {
        Ok(name) => {
            if let Err(fault) = check_passphrase(secret, &name) {
                faults.insert("passphrase", passphrase_fault(fault));
            }
            name
        }
        Err(fault) => {
            faults.insert("name", fault);
            return Err(Error::Invalid(faults));
        }
    };
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    let limit = Limit::of_opening(ctx);
    let mut tx = ctx.read().await?;
    limit.check(ctx, &mut tx).await?;
    drop(tx);
    let hashed = passphrase::hash(ctx, secret).await?;
    let (ctx, _) = sessions::ensure_visitor(ctx, browser.agent).await?;
    let person = ctx.person()?;
    let mut tx = ctx.write().await?;
    let now = ctx.seconds();
    let account = Account {
        person,
        name: name.as_str().to_owned(),
        email: mail,
        passphrase: hashed,
        created: now,
        closing: None,
    };
    match store::accounts::insert(&mut tx, &account, name.key()).await {
        Err(store::Error::Duplicate(_)) => {
            drop(tx);
            limit.count(&ctx).await?;
            return Err(Error::field("name", "name_taken"));
        }
        other => other?,
    }
    if let Some(session) = ctx.actor.session() {
        store::persons::end_session(&mut tx, person, session).await?;
    }
    let (session, token) = sessions::begin(&ctx, &mut tx, person, browser.agent, Some(now)).await?;
    let known = ctx.new_secret();
    store::accounts::know(&mut tx, &sessions::hash(&known), person, now).await?;
    store::accounts::note(&mut tx, ctx.new_id(), person, now, "signed_up", "").await?;
    let ctx = OpContext { actor: Actor::Citizen { person, session }, ..ctx };
    codes::issue(&ctx, &mut tx).await?;
    tx.commit().await?;
    Ok(Entered { token, known, reopened: false, board_waits: false })
}
