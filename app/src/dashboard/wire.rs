//! What the dashboard's page is sent: one JSON text, read in one place, with what the cards show rendered already.

use domain::board::{Board, CardId, PageId};
use serde::{Deserialize, Serialize};

/// One page of a dashboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wire {
    /// The whole arrangement.
    pub board: Board,
    /// The page that is shown.
    pub page: PageId,
    /// The title of the document.
    pub title: String,
    /// Everything above the cards, rendered.
    pub head: String,
    /// The hidden cards below them, rendered.
    pub tray: String,
    /// The visible cards of the page: state (`ready`, `stale`, `empty`, `error`) and content.
    pub cards: Vec<Shown>,
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
    /// What stands in it, rendered.
    pub html: String,
}

/// Reads what was sent. `None` only if server and browser are of different releases: the page then loads anew.
pub fn read(text: &str) -> Option<Wire> {
    serde_json::from_str(text).ok()
}
