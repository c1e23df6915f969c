//! Signing in where a board was arranged without an account. When the account has one too, its owner is asked; until then
//! the browser's board waits, and nothing is lost.

use crate::{Action, Error, OpContext};
use domain::{
    board::{Board, Change, History, Refusal, Replacement, SignInChoice, replace},
    ids::PersonId,
};
use store::{Tx, boards};
use uuid::Uuid;

/// The two boards among which to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardsView {
    /// Which waiting board this is about: a form that was shown before another choice must not decide about this one.
    pub id: Uuid,
    /// The account's.
    pub account: Board,
    /// The one that was arranged in this browser.
    pub browser: Board,
}

fn read(json: &str) -> Result<History, Error> {
    History::from_json(json).map_err(|error| Error::Internal(Box::new(error)))
}

fn write(history: &History) -> Result<String, Error> {
    history.to_json().map_err(|error| Error::Internal(Box::new(error)))
}

/// Lets the visitor's board join the account. Where only one of the two was arranged, it is that one; where both were and
/// differ, the visitor's waits for a choice.
pub(super) async fn join(ctx: &OpContext, tx: &mut Tx, visitor: PersonId, person: PersonId) -> Result<(), Error> {
    let Some((_, theirs)) = boards::load(tx, visitor).await? else { return Ok(()) };
    let theirs = read(&theirs)?;
    boards::lock(tx, person).await?;
    let Some((version, own)) = boards::load(tx, person).await? else {
        boards::save(tx, person, 0, &write(&theirs)?, ctx.seconds()).await?;
        return Ok(());
    };
    let own = read(&own)?;
    if theirs.present.is_untouched() || theirs.present.digest() == own.present.digest() {
        return Ok(());
    }
    if own.present.is_untouched()
        && let Ok((history, _)) = decide(&own, &theirs.present, SignInChoice::Take)
    {
        boards::save(tx, person, version, &write(&history)?, ctx.seconds()).await?;
        return Ok(());
    }
    Ok(boards::insert_waiting(tx, ctx.new_id(), person, &write(&theirs)?, ctx.seconds()).await?)
}

/// The boards among which the person has to choose. `None`: there is nothing to choose.
pub async fn waiting_boards(ctx: &OpContext) -> Result<Option<BoardsView>, Error> {
    ctx.authorize(Action::Account).await?;
    let mut tx = ctx.read().await?;
    let Some((id, theirs)) = boards::waiting(&mut tx, ctx.person()?).await? else { return Ok(None) };
    let account = crate::board::load(ctx, &mut tx).await?.history.present;
    Ok(Some(BoardsView { id, account, browser: read(&theirs)?.present }))
}

/// Does what the person chose, in one transaction. Undo brings the former board back: after [`SignInChoice::Keep`], the
/// browser's.
///
/// # Errors
/// `Conflict("changed_meanwhile")` when that board no longer waits. A refusal (no room for more) leaves it waiting.
pub async fn choose_board(ctx: &OpContext, id: Uuid, choice: SignInChoice) -> Result<Result<Change, Refusal>, Error> {
    ctx.authorize(Action::Account).await?;
    let person = ctx.person()?;
    let mut tx = ctx.write().await?;
    boards::lock(&mut tx, person).await?;
    let found = boards::waiting(&mut tx, person).await?.filter(|(waiting, _)| *waiting == id);
    let Some((_, theirs)) = found else { return Err(Error::Conflict("changed_meanwhile")) };
    let loaded = crate::board::load(ctx, &mut tx).await?;
    let (history, change) = match decide(&loaded.history, &read(&theirs)?.present, choice) {
        Ok(done) => done,
        Err(refusal) => return Ok(Err(refusal)),
    };
    boards::save(&mut tx, person, loaded.version, &write(&history)?, ctx.seconds()).await?;
    boards::delete_waiting(&mut tx, person, id).await?;
    tx.commit().await?;
    Ok(Ok(change))
}

fn decide(own: &History, theirs: &Board, choice: SignInChoice) -> Result<(History, Change), Refusal> {
    if choice == SignInChoice::Keep {
        // Taken and put back: so the browser's board is one "undo" away, and not lost.
        let (taken, _) = decide(own, theirs, SignInChoice::Take)?;
        return replace(&taken, &own.present, Replacement::SignIn);
    }
    let merged = Board::merge_anonymous(&own.present, theirs, choice)?;
    replace(own, &merged.board, Replacement::SignIn)
}
