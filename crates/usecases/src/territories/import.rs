use crate::{Action, Error, OpContext};
use domain::territory::Cog;
use store::territories::{self, Imported};

/// Brings the territories to the state of the list, in one transaction. With a digest that was imported last, and only
/// then, nothing is done: `None`.
pub async fn import(
    ctx: &OpContext,
    cog: &Cog,
    digest: &str,
    if_changed: bool,
    progress: impl FnMut(usize) + Send,
) -> Result<Option<Imported>, Error> {
    ctx.authorize(Action::Operate).await?;
    let mut tx = ctx.write().await?;
    if if_changed && territories::imported_digest(&mut tx, "territories").await?.as_deref() == Some(digest) {
        return Ok(None);
    }
    let done = territories::import(&mut tx, cog, progress).await?;
    territories::note_import(&mut tx, "territories", digest, ctx.seconds()).await?;
    tx.commit().await?;
    Ok(Some(done))
}
