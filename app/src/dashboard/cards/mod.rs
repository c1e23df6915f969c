//! What the cards show, rendered by the server.

mod content;
mod lists;
mod population;

pub use lists::event_title;

use super::{
    announce,
    wire::{Shown, Wire},
};
use crate::{error::WireError, i18n::date, root::routes};
use domain::{
    board::{Change, Refusal},
    dashboard::{Acted, DashboardView},
};
use leptos::prelude::*;

/// The page as it is sent: JSON of a [`Wire`].
pub(super) fn wire(view: DashboardView, outcome: Option<Result<Change, Refusal>>) -> Result<String, WireError> {
    let lang = crate::request::lang();
    provide_context(lang);
    let about = outcome.as_ref().and_then(|outcome| outcome.as_ref().ok()?.card().map(|at| at.card));
    let said = outcome.map(|outcome| sentence(&outcome));
    let cards = view
        .cards
        .into_iter()
        .filter_map(|(id, found)| {
            let (_, card) = view.board.card(id)?;
            let (state, content) = content::content(card.kind, found, view.today);
            Some(Shown { card: id, state: state.to_owned(), html: content.to_html() })
        })
        .collect();
    let wire = Wire {
        page: view.page,
        cards,
        undo: view.undoable.map(|change| announce::change(lang, &change)),
        redo: view.redoable.map(|change| announce::change(lang, &change)),
        place: view.place.map(|place| place.name),
        names: view.names.into_iter().map(|place| (place.id, place.name)).collect(),
        signed_in: view.signed_in,
        proposal_changed: view.proposal_changed,
        restorable: view.restorable.into_iter().map(|(page, name, until)| (page, name, date(lang, until))).collect(),
        said,
        about,
        board: view.board,
    };
    serde_json::to_string(&wire).map_err(|_| WireError::code("internal"))
}

fn sentence(outcome: &Result<Change, Refusal>) -> String {
    let lang = crate::request::lang();
    match outcome {
        Ok(change) => announce::change(lang, change),
        Err(refusal) => announce::refusal(lang, refusal),
    }
}

/// After a plain form: the same page, still arranging, at the card, with what happened in words.
pub(super) fn after_plain_form(acted: &Acted) {
    crate::request::flash(&sentence(&acted.outcome));
    let card = acted.outcome.as_ref().ok().and_then(Change::card);
    let page = card.map_or(acted.view.page, |at| at.page);
    let anchor = card.map(|at| format!("#{}", at.card)).unwrap_or_default();
    crate::request::see_other(&format!("{}&organiser=oui{anchor}", routes::dashboard_page(&page.to_string())));
}
