use crate::{Action, Error, OpContext};
use domain::{ids::AnnouncementId, publication::ChangeKind, territory::TerritoryId};
use store::{
    Tx,
    announcements::{self, Change},
};

const MOST: i64 = 100;

/// The name of the account that acts, as it signs what it does for a territory.
pub(crate) async fn author(ctx: &OpContext, tx: &mut Tx) -> Result<String, Error> {
    Ok(match ctx.actor.person() {
        Some(person) => store::accounts::of(tx, person).await?.map(|account| account.name).unwrap_or_default(),
        None => "civis".to_owned(),
    })
}

/// Every change is noted with its author, in the same transaction.
pub(crate) async fn note(
    ctx: &OpContext,
    tx: &mut Tx,
    territory: &TerritoryId,
    kind: ChangeKind,
    what: &str,
    subject: Option<AnnouncementId>,
) -> Result<(), Error> {
    let author = author(ctx, tx).await?;
    let change = Change { author, at: ctx.seconds(), what: what.to_owned(), kind: kind.word().to_owned() };
    Ok(announcements::note(tx, ctx.new_id(), territory, &change, subject).await?)
}

/// Who changed what in the name of a territory, the latest first.
pub async fn history(ctx: &OpContext, territory: &TerritoryId) -> Result<Vec<Change>, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.read().await?;
    Ok(announcements::changes(&mut tx, territory, MOST).await?)
}
