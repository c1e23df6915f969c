//! The dashboard's page, rendered by the server: everything but the order of the cards, which the browser changes at once.

mod card;
mod head;
mod tools;
mod tray;

use super::{
    announce, cards,
    wire::{Shown, Wire},
};
use crate::{error::WireError, root::routes};
use domain::{
    board::{About, AlreadySo, CardId, Change, PageId, Refusal},
    dashboard::{Acted, DashboardView},
};
use leptos::prelude::*;

/// What stands in every form of the page: which page is shown, and whether the person is arranging.
fn hidden(page: PageId, editing: bool) -> AnyView {
    view! {
        <input type="hidden" name="page" value=page.to_string()/>
        {editing.then(|| view! { <input type="hidden" name="organiser" value="oui"/> })}
    }
    .into_any()
}

/// The address of a page of the dashboard, as it is looked at or as it is arranged.
fn address(page: PageId, editing: bool) -> String {
    let tail = if editing { "&organiser=oui" } else { "" };
    format!("{}{tail}", routes::dashboard_page(&page.to_string()))
}

/// The page as it is sent: JSON of a [`Wire`].
pub(super) fn wire(
    view: DashboardView,
    editing: bool,
    outcome: Option<Result<Change, Refusal>>,
) -> Result<String, WireError> {
    provide_context(crate::request::lang());
    let about = outcome.as_ref().and_then(|outcome| outcome.as_ref().ok()?.card().map(|at| at.card));
    let said = outcome.map(|outcome| sentence(&outcome));
    let cards = view.cards.iter().filter_map(|found| {
        let (_, card) = view.board.card(found.card)?;
        let (state, content) = cards::content(found, card.kind, view.today);
        let html = card::card(&view, card, found, editing, content).to_html();
        Some(Shown { card: found.card, state: state.to_owned(), html })
    });
    let wire = Wire {
        page: view.page,
        title: head::title(&view),
        cards: cards.collect(),
        head: head::head(&view, editing).to_html(),
        tray: tray::tray(&view, editing).to_html(),
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

/// After a plain form: the page with what happened in words, at the card. Still arranging, except after the catalogue,
/// which brings the person to the new card, or to the one that was there already.
pub(super) fn after_plain_form(acted: &Acted) {
    crate::request::flash(&sentence(&acted.outcome));
    if let Some(place) = place_of(&acted.outcome) {
        return crate::request::see_other(&place);
    }
    let card = acted.outcome.as_ref().ok().and_then(Change::card);
    let page = card.map_or(acted.view.page, |at| at.page);
    let anchor = card.map(|at| format!("#{}", anchor(at.card))).unwrap_or_default();
    crate::request::see_other(&format!("{}{anchor}", address(page, true)));
}

/// The id of a card's element, where the focus goes.
pub(super) fn anchor(card: CardId) -> String {
    format!("card-{card}")
}

/// The address of the card that came from the catalogue, is there already, or was set.
pub(super) fn place_of(outcome: &Result<Change, Refusal>) -> Option<String> {
    match outcome {
        Ok(Change::Added(at) | Change::Configured(at, _) | Change::Nothing(AlreadySo::Settings, About::Card(at)))
        | Err(Refusal::AlreadyThere(at)) => Some(format!("{}#{}", address(at.page, false), anchor(at.card))),
        Ok(_) | Err(_) => None,
    }
}
