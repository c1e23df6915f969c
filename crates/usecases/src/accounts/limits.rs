//! Limits on tries that a stranger cannot use to lock somebody out: failures are counted by account *and* address, and by
//! address over all accounts. An account alone is never closed to its owner.

use crate::{Error, OpContext};
use sha2::{Digest as _, Sha256};
use store::Tx;

/// Fifteen minutes.
const WINDOW: i64 = 900;
const BY_ACCOUNT: i64 = 5;
const BY_ADDRESS: i64 = 30;

/// The buckets that a try counts in, with their limits: hashes, so that the table names nobody.
fn buckets(ctx: &OpContext, key: &str) -> [(Vec<u8>, i64); 2] {
    let address = ctx.address.as_deref().unwrap_or("unknown");
    let hash = |text: String| Sha256::digest(text.as_bytes()).to_vec();
    [(hash(format!("account\n{key}\n{address}")), BY_ACCOUNT), (hash(format!("address\n{address}")), BY_ADDRESS)]
}

/// Whether another try is allowed.
///
/// # Errors
/// `TooMany` with the seconds to wait.
pub(super) async fn check(ctx: &OpContext, tx: &mut Tx, key: &str) -> Result<(), Error> {
    let now = ctx.seconds();
    for (bucket, most) in buckets(ctx, key) {
        if let Some((since, count)) = store::accounts::attempts(tx, &bucket).await?
            && count >= most
            && now - since < WINDOW
        {
            return Err(Error::TooMany { retry_after: WINDOW - (now - since) });
        }
    }
    Ok(())
}

/// Counts a failure, in a transaction of its own: it must stay when the caller's is given up.
pub(super) async fn count(ctx: &OpContext, key: &str) -> Result<(), Error> {
    let now = ctx.seconds();
    let mut tx = ctx.write().await?;
    for (bucket, _) in buckets(ctx, key) {
        store::accounts::count_attempt(&mut tx, &bucket, now, now - WINDOW).await?;
    }
    Ok(tx.commit().await?)
}

/// Forgets the failures of this account from this address, after a success.
pub(super) async fn clear(ctx: &OpContext, tx: &mut Tx, key: &str) -> Result<(), Error> {
    let [(bucket, _), _] = buckets(ctx, key);
    Ok(store::accounts::clear_attempts(tx, &bucket).await?)
}
