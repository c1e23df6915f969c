use super::code;
use crate::{Action, Error, OpContext};
use store::{Tx, accounts};

const CODES: usize = 10;
/// How long fresh codes wait to be shown and confirmed.
const FRESH_SECONDS: i64 = 600;

/// Makes ten new codes, which count at once. They wait in plain, ten minutes at most, for the page that shows them; the former
/// ones count until the person says that the new ones are kept, so that nobody is left with codes that they never saw.
pub(super) async fn issue(ctx: &OpContext, tx: &mut Tx) -> Result<(), Error> {
    let person = ctx.person()?;
    let codes: Vec<String> = (0..CODES).map(|_| code::fresh(ctx)).collect();
    let hashes: Vec<Vec<u8>> = codes.iter().map(|code| code::hash(code)).collect();
    accounts::add_codes(tx, person, &hashes).await?;
    Ok(accounts::set_fresh_codes(tx, person, &codes.join("\n"), ctx.seconds() + FRESH_SECONDS).await?)
}

/// Makes ten new codes for the account.
pub async fn new_codes(ctx: &OpContext) -> Result<(), Error> {
    ctx.authorize(Action::Account).await?;
    let mut tx = ctx.write().await?;
    issue(ctx, &mut tx).await?;
    accounts::note(&mut tx, ctx.new_id(), ctx.person()?, ctx.seconds(), "codes_made", "").await?;
    Ok(tx.commit().await?)
}

/// The codes that were just made, until they are confirmed; empty afterwards.
pub async fn fresh_codes(ctx: &OpContext) -> Result<Vec<String>, Error> {
    ctx.authorize(Action::Account).await?;
    let mut tx = ctx.read().await?;
    let codes = accounts::fresh_codes(&mut tx, ctx.person()?, ctx.seconds()).await?.unwrap_or_default();
    Ok(codes.lines().map(str::to_owned).collect())
}

/// The person has kept the codes: they are shown no more, and the former ones no longer count. When the new ones were not
/// to be seen any more, the former ones stay.
pub async fn confirm_codes(ctx: &OpContext) -> Result<(), Error> {
    ctx.authorize(Action::Account).await?;
    let person = ctx.person()?;
    let mut tx = ctx.write().await?;
    if accounts::fresh_codes(&mut tx, person, ctx.seconds()).await?.is_none() {
        return Err(Error::Conflict("codes_ended"));
    }
    accounts::keep_codes(&mut tx, person).await?;
    accounts::forget_fresh_codes(&mut tx, Some(person), ctx.seconds()).await?;
    Ok(tx.commit().await?)
}
