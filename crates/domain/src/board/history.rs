//! The board with what can be taken back and done again. It is stored, so "Annuler" is still there after a reload.

use super::{Board, Change, Refusal};
use serde::{Deserialize, Serialize};

/// A board beside the present one, and the change between the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The board to go to: before the change in the past, after it in the future.
    pub board: Board,
    /// The change between that board and its neighbor, for "Annuler : carte déplacée".
    pub change: Change,
}

/// The present board, its past and its future.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// The board as it is.
    pub present: Board,
    /// What can be taken back, the latest last; at most [`History::MOST_STEPS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub past: Vec<Step>,
    /// What can be done again, the next one last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub future: Vec<Step>,
}

impl History {
    /// The most changes that can be taken back.
    pub const MOST_STEPS: usize = 50;

    /// A board without past.
    pub const fn new(present: Board) -> Self {
        Self { present, past: Vec::new(), future: Vec::new() }
    }

    /// What "Annuler" would take back. `None`: nothing.
    pub fn undoable(&self) -> Option<&Change> {
        self.past.last().map(|step| &step.change)
    }

    /// What "Rétablir" would do again. `None`: nothing.
    pub fn redoable(&self) -> Option<&Change> {
        self.future.last().map(|step| &step.change)
    }

    /// A copy of the present board to work on. Its counter starts after every id that the dropped future had given:
    /// a form sent late by another device must not meet a new card under an old name.
    pub(super) fn draft(&self) -> Board {
        let given = self.future.iter().map(|step| step.board.next).max().unwrap_or(0);
        Board { next: self.present.next.max(given), ..self.present.clone() }
    }

    /// The history once the draft has become the present.
    pub(super) fn commit(&self, board: Board, change: Change) -> Self {
        let mut past = self.past.clone();
        past.push(Step { board: self.present.clone(), change });
        let excess = past.len().saturating_sub(Self::MOST_STEPS);
        past.drain(..excess);
        Self { present: board, past, future: Vec::new() }
    }

    pub(super) fn undo(&self) -> Result<(Self, Change), Refusal> {
        let mut history = self.clone();
        let Step { board, change } = history.past.pop().ok_or(Refusal::NothingToUndo)?;
        let after = std::mem::replace(&mut history.present, board);
        history.future.push(Step { board: after, change: change.clone() });
        Ok((history, Change::Undone(Box::new(change))))
    }

    pub(super) fn redo(&self) -> Result<(Self, Change), Refusal> {
        let mut history = self.clone();
        let Step { board, change } = history.future.pop().ok_or(Refusal::NothingToRedo)?;
        let before = std::mem::replace(&mut history.present, board);
        history.past.push(Step { board: before, change: change.clone() });
        Ok((history, Change::Redone(Box::new(change))))
    }
}
