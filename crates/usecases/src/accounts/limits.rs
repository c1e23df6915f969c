//! Limits on tries that a stranger cannot use to lock somebody out (docs/adr/0019).
//!
//! In a browser in which somebody signed in before, their failures count apart: nobody else's count with them. From other
//! browsers they count by account and address, by address over all accounts, and, for passphrases, by account over all
//! addresses. The printed codes and letters have counts of their own, so that a flood of wrong passphrases closes neither.

use super::Browser;
use crate::{Error, OpContext};
use domain::ids::PersonId;
use sha2::{Digest as _, Sha256};
use store::{Tx, accounts};

/// Fifteen minutes.
const WINDOW: i64 = 900;
const IN_KNOWN_BROWSER: i64 = 10;
const BY_ACCOUNT_AND_ADDRESS: i64 = 5;
const BY_ADDRESS: i64 = 30;
/// Over all addresses: far more than a person tries, far fewer than guessing needs.
const BY_ACCOUNT: i64 = 200;

/// What a try counts in, with the most failures: hashes, so that the table names nobody. The first is the narrowest.
pub(super) struct Limit(Vec<(Vec<u8>, i64)>);

fn bucket(parts: &[&str]) -> Vec<u8> {
    Sha256::digest(parts.join("\n")).to_vec()
}

impl Limit {
    /// For a passphrase. `known`: the person of the account signed in in this browser before.
    pub(super) fn of_passphrase(ctx: &OpContext, key: &str, browser: Browser<'_>, known: bool) -> Self {
        match browser.known {
            Some(token) if known => Self(vec![(bucket(&["browser", key, token]), IN_KNOWN_BROWSER)]),
            _ => {
                let mut limit = Self::of_secret(ctx, "account", key);
                limit.0.push((bucket(&["everywhere", key]), BY_ACCOUNT));
                limit
            }
        }
    }

    /// For a printed code, which nobody can guess: the limit only spares the machine.
    pub(super) fn of_code(ctx: &OpContext, key: &str) -> Self {
        Self::of_secret(ctx, "code", key)
    }

    /// For asking for a letter.
    pub(super) fn of_letter(ctx: &OpContext, email: &str) -> Self {
        Self::of_secret(ctx, "letter", email)
    }

    /// For asking for a letter with the code that proves an address. Apart from the letters that bring a link: whoever gives
    /// somebody else's address must not keep its owner out.
    pub(super) fn of_proof(ctx: &OpContext, person: PersonId, email: &str) -> Self {
        let mut limit = Self::of_secret(ctx, "proof", email);
        limit.0.push((bucket(&["proof", "person", &person.0.to_string()]), IN_KNOWN_BROWSER));
        limit.0.push((bucket(&["proof", "everywhere", email]), BY_ADDRESS));
        limit
    }

    /// For the code that proves an address.
    pub(super) fn of_proving(person: PersonId) -> Self {
        Self(vec![(bucket(&["proving", &person.0.to_string()]), IN_KNOWN_BROWSER)])
    }

    /// For opening accounts, by which names that are taken can be found out.
    pub(super) fn of_opening(ctx: &OpContext) -> Self {
        Self(vec![(bucket(&["opening", address(ctx)]), BY_ADDRESS)])
    }

    /// For somebody who is signed in.
    pub(super) fn of_person(person: PersonId) -> Self {
        Self(vec![(bucket(&["person", &person.0.to_string()]), IN_KNOWN_BROWSER)])
    }

    fn of_secret(ctx: &OpContext, kind: &str, key: &str) -> Self {
        let address = address(ctx);
        Self(vec![
            (bucket(&[kind, key, address]), BY_ACCOUNT_AND_ADDRESS),
            (bucket(&[kind, "address", address]), BY_ADDRESS),
        ])
    }

    /// Whether another try is allowed.
    ///
    /// # Errors
    /// `TooMany` with the seconds to wait.
    pub(super) async fn check(&self, ctx: &OpContext, tx: &mut Tx) -> Result<(), Error> {
        let now = ctx.seconds();
        for (bucket, most) in &self.0 {
            if let Some((since, count)) = accounts::attempts(tx, bucket).await?
                && count >= *most
                && now - since < WINDOW
            {
                return Err(Error::TooMany { retry_after: WINDOW - (now - since) });
            }
        }
        Ok(())
    }

    /// Counts a failure, in a transaction of its own: it must stay when the caller's is given up.
    pub(super) async fn count(&self, ctx: &OpContext) -> Result<(), Error> {
        let mut tx = ctx.write().await?;
        self.count_in(ctx, &mut tx).await?;
        Ok(tx.commit().await?)
    }

    /// Counts a try in the caller's transaction.
    pub(super) async fn count_in(&self, ctx: &OpContext, tx: &mut Tx) -> Result<(), Error> {
        let now = ctx.seconds();
        for (bucket, _) in &self.0 {
            accounts::count_attempt(tx, bucket, now, now - WINDOW).await?;
        }
        Ok(())
    }

    /// Forgets the failures of this account from here, after a success.
    pub(super) async fn clear(&self, tx: &mut Tx) -> Result<(), Error> {
        for (bucket, _) in self.0.iter().take(1) {
            accounts::clear_attempts(tx, bucket).await?;
        }
        Ok(())
    }
}

/// Whether no letter went to that address in the last ten minutes; if so, this one counts. Whoever asks too often does not
/// keep the owner out: the letter that was sent before is in the owner's box, not in theirs.
pub(super) async fn letter_is_due(ctx: &OpContext, tx: &mut Tx, email: &str) -> Result<bool, Error> {
    const APART: i64 = 600;
    let now = ctx.seconds();
    let bucket = bucket(&["sent", email]);
    let lately = accounts::attempts(tx, &bucket).await?.is_some_and(|(since, _)| now - since < APART);
    if !lately {
        accounts::count_attempt(tx, &bucket, now, now - APART + 1).await?;
    }
    Ok(!lately)
}

fn address(ctx: &OpContext) -> &str {
    ctx.address.as_deref().unwrap_or("unknown")
}
