use crate::{Action, Error, OpContext};
use store::{accounts, persons};

/// Fourteen days in which closing can be taken back.
const RETURN_SECONDS: i64 = 14 * 24 * 3600;

/// Asks for the account to be closed: all sessions end now, everything is erased in fourteen days, signing in takes it back.
pub async fn close(ctx: &OpContext) -> Result<(), Error> {
    ctx.authorize(Action::Account).await?;
    let person = ctx.person()?;
    let mut tx = ctx.write().await?;
    accounts::set_closing(&mut tx, person, Some(ctx.seconds())).await?;
    accounts::note(&mut tx, ctx.new_id(), person, ctx.seconds(), "closing", "").await?;
    persons::end_sessions(&mut tx, person).await?;
    Ok(tx.commit().await?)
}

/// Takes closing back.
pub async fn cancel_closing(ctx: &OpContext) -> Result<(), Error> {
    ctx.authorize(Action::Account).await?;
    let mut tx = ctx.write().await?;
    accounts::set_closing(&mut tx, ctx.person()?, None).await?;
    Ok(tx.commit().await?)
}

/// Erases the accounts that were to be closed more than fourteen days ago, with everything kept of their persons. A job.
pub async fn purge_closed(ctx: &OpContext) -> Result<u64, Error> {
    ctx.authorize(Action::Operate).await?;
    let mut tx = ctx.write().await?;
    let mut gone = 0;
    for person in accounts::closed_before(&mut tx, ctx.seconds() - RETURN_SECONDS).await? {
        accounts::forget_author(&mut tx, person).await?;
        persons::delete_person(&mut tx, person).await?;
        gone += 1;
    }
    tx.commit().await?;
    if gone > 0 {
        ctx.shared.database.forget_deleted().await?;
    }
    Ok(gone)
}
