//! What the dashboard's page is sent: one JSON text, read in one place, with what the cards show rendered already.

use domain::{
    board::{Board, CardId, PageId},
    territory::TerritoryId,
};
use serde::{Deserialize, Serialize};

/// One page of a dashboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wire {
    /// The whole arrangement.
    pub board: Board,
    /// The page that is shown.
    pub page: PageId,
    /// The visible cards of the page: state (`ready`, `stale`, `empty`, `error`) and content.
    pub cards: Vec<Shown>,
    /// What "undo" would take back, in words.
    pub undo: Option<String>,
    /// What "redo" would do again, in words.
    pub redo: Option<String>,
    /// Name of the place that the cards speak of.
    pub place: Option<String>,
    /// Names of the territories around it.
    pub names: Vec<(TerritoryId, String)>,
    /// Whether somebody is signed in.
    pub signed_in: bool,
    /// Whether the place proposes another board.
    pub proposal_changed: bool,
    /// Removed pages that can be restored: id, name, until when in words.
    pub restorable: Vec<(PageId, String, String)>,
    /// What the last action did, in words.
    pub said: Option<String>,
    /// The card that it concerned.
    pub about: Option<CardId>,
}

/// What a card shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Which card.
    pub card: CardId,
    /// The state that it is in.
    pub state: String,
    /// Its content, rendered.
    pub html: String,
}

/// Reads what was sent. `None` only if server and browser are of different releases: the page then loads anew.
pub fn read(text: &str) -> Option<Wire> {
    serde_json::from_str(text).ok()
}
