use crate::{Action, Error, OpContext};
use domain::{account::AccountName, territory::TerritoryId};
use store::{Tx, accounts, accounts::Account, territories::Found};

async fn account(tx: &mut Tx, name: &str) -> Result<Account, Error> {
    let name: AccountName = name.parse().map_err(|_| Error::NotFound)?;
    accounts::by_name(tx, name.key()).await?.ok_or(Error::NotFound)
}

/// Lets an account publish for a territory, that very one. For the operator.
///
/// # Errors
/// `NotFound` when there is no such account, `field("territory")` when there is no such territory.
pub async fn grant(ctx: &OpContext, name: &str, territory: &TerritoryId) -> Result<(), Error> {
    ctx.authorize(Action::Operate).await?;
    let mut tx = ctx.write().await?;
    let account = account(&mut tx, name).await?;
    let Some(Found::Current(_)) = store::territories::find(&mut tx, territory).await? else {
        return Err(Error::field("territory", "not_found"));
    };
    accounts::grant(&mut tx, account.person, "publisher", territory, ctx.seconds()).await?;
    accounts::note(&mut tx, ctx.new_id(), account.person, ctx.seconds(), "granted", &territory.to_string()).await?;
    Ok(tx.commit().await?)
}

/// Takes that back. For the operator.
pub async fn revoke(ctx: &OpContext, name: &str, territory: &TerritoryId) -> Result<(), Error> {
    ctx.authorize(Action::Operate).await?;
    let mut tx = ctx.write().await?;
    let account = account(&mut tx, name).await?;
    if !accounts::revoke(&mut tx, account.person, "publisher", territory).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}
