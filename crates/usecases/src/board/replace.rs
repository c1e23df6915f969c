use super::{act::change, load};
use crate::{Action, Error, OpContext};
use domain::board::{Board, Change, Refusal, Replacement, replace};

/// The board as text that people can read, keep and bring elsewhere; `notes` stand at its top as comments.
pub async fn export(ctx: &OpContext, notes: &str) -> Result<String, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    Ok(load(ctx, &mut tx).await?.history.present.export(notes))
}

/// Replaces the board by one that was exported. Undo brings the former one back.
///
/// # Errors
/// `Invalid` with field `text` and the code of the fault when the text cannot be read; the page shows the line.
pub async fn import(ctx: &OpContext, board: &Board) -> Result<Result<Change, Refusal>, Error> {
    ctx.authorize(Action::Own).await?;
    change(ctx, |history, _| replace(history, board, Replacement::Import)).await
}

/// Back to what the place proposes. Undo brings the former board back.
pub async fn reset(ctx: &OpContext) -> Result<Result<Change, Refusal>, Error> {
    ctx.authorize(Action::Own).await?;
    let mut tx = ctx.read().await?;
    let proposal = load(ctx, &mut tx).await?.proposal;
    drop(tx);
    change(ctx, |history, _| replace(history, &proposal, Replacement::Proposal)).await
}
