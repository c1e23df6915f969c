//! Erasing what should never have been published, personal data for example.

use super::publish::{forget, terms};
use crate::{Action, Error, OpContext, publication::note};
use domain::publication::ChangeKind;
use store::datasets;

/// Erases one version of a dataset with its files, but for those that another version has too. When it was the latest, the one
/// before is; when it was the only one, the dataset goes, with the questions about it and what people kept of it. What the
/// history of its producer says of it stays, and says that it was erased.
///
/// # Errors
/// `NotFound` for an unknown address or version.
pub async fn erase(ctx: &OpContext, slug: &str, number: i64) -> Result<(), Error> {
    ctx.authorize(Action::Operate).await?;
    let mut tx = ctx.write().await?;
    let dataset = datasets::find(&mut tx, slug).await?.ok_or(Error::NotFound)?;
    let version = datasets::version(&mut tx, dataset.id, number).await?.ok_or(Error::NotFound)?;
    let left = datasets::erase_version(&mut tx, dataset.id, number).await?;
    if left > 0 {
        // It must not be found any more by a heading that is gone.
        let latest = datasets::find(&mut tx, slug).await?.ok_or(Error::NotFound)?;
        let stems = terms(&latest.facts, &latest.version.columns);
        datasets::put(&mut tx, latest.id, slug, &latest.facts, latest.created, &stems).await?;
    }
    let (producer, title) = (&dataset.facts.producer, &dataset.facts.title);
    note(ctx, &mut tx, producer, ChangeKind::DataErased, title, None).await?;
    tx.commit().await?;
    forget(ctx, [&version.original, &version.parquet]).await
}
