//! The board while somebody arranges it in the browser: the page applies an action at once with the same reducer as the
//! server, and the server's answer has the last word.

use super::{
    api::Act,
    names::card_name,
    wire::{self, Shown, Wire},
};
use crate::{
    browser,
    error::WireError,
    i18n::{Text, texts, use_lang},
    root::{Announcer, use_announcer},
};
use domain::{
    board::{Action, Board, Card, CardId, History, reduce},
    preferences::Lang,
};
use leptos::prelude::*;

/// A card held up by the keyboard or the pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Lift {
    card: CardId,
    before: Board,
    position: u32,
    /// By the pointer: released, the card is dropped.
    dragged: bool,
}

/// The board of this page.
#[derive(Clone, Copy)]
pub(super) struct Session {
    view: RwSignal<Wire>,
    lift: RwSignal<Option<Lift>>,
    before: StoredValue<Option<Board>>,
    pub(super) act: ServerAction<Act>,
    announcer: Announcer,
    lang: Lang,
}

/// The id of a card's handle.
fn grip(card: CardId) -> String {
    format!("{card}-grip")
}

impl Session {
    /// Starts with what the server found.
    pub(super) fn new(view: Wire, act: ServerAction<Act>) -> Self {
        let session = Self {
            view: RwSignal::new(view),
            lift: RwSignal::new(None),
            before: StoredValue::new(None),
            act,
            announcer: use_announcer(),
            lang: use_lang(),
        };
        // A fresh component may find the answer of an action that an earlier one sent: only what comes after counts.
        Effect::new(move |first: Option<()>| {
            let input = act.input().get();
            if let (Some(()), Some(input)) = (first, input) {
                session.apply(&input);
            }
        });
        Effect::new(move |first: Option<()>| {
            let value = act.value().get();
            if let (Some(()), Some(value)) = (first, value) {
                session.settle(value);
            }
        });
        session
    }

    /// What is shown.
    pub(super) fn view(self) -> RwSignal<Wire> {
        self.view
    }

    /// The visible cards of the page, in their order.
    pub(super) fn visible(self) -> Vec<Card> {
        self.view
            .with(|view| view.board.page(view.page).map(|page| page.visible().cloned().collect()).unwrap_or_default())
    }

    /// What a card found; `None` while it is on its way.
    pub(super) fn shown(self, card: CardId) -> Option<Shown> {
        self.view.with(|view| view.cards.iter().find(|shown| shown.card == card).cloned())
    }

    /// How wide the card is now.
    pub(super) fn size(self, card: CardId) -> &'static str {
        self.view.with(|view| view.board.card(card).map_or("s", |(_, card)| card.size.word()))
    }

    /// Whether the card is held up.
    pub(super) fn is_lifted(self, card: CardId) -> bool {
        self.lift.with(|lift| lift.as_ref().is_some_and(|lift| lift.card == card))
    }

    /// Whether a card follows the pointer.
    pub(super) fn is_dragging(self) -> bool {
        self.lift.with_untracked(|lift| lift.as_ref().is_some_and(|lift| lift.dragged))
    }

    fn apply(self, input: &Act) {
        let line = if input.text.is_empty() { input.todo.clone() } else { format!("{} {}", input.todo, input.text) };
        let Ok(action) = line.parse::<Action>() else { return };
        // What was undone is known to the server alone.
        if matches!(action, Action::Undo | Action::Redo) {
            return;
        }
        let focused = browser::focused_id();
        let board = self.view.with_untracked(|view| view.board.clone());
        if let Ok((next, _)) = reduce(&History::new(board.clone()), &action, 0) {
            self.before.set_value(Some(board));
            self.view.update(|view| view.board = next.present);
            Self::keep_focus(focused, None);
        }
    }

    fn settle(self, value: Result<String, WireError>) {
        let focused = browser::focused_id();
        match value.and_then(|text| wire::read(&text).ok_or_else(|| WireError::code("bad_request"))) {
            Ok(view) => {
                self.before.set_value(None);
                let (said, card) = (view.said.clone(), view.about);
                self.view.set(view);
                self.announcer.say(said.unwrap_or_default());
                Self::keep_focus(focused, card);
            }
            Err(error) => {
                if let Some(board) = self.before.try_update_value(Option::take).flatten() {
                    self.view.update(|view| view.board = board);
                }
                let text = texts::errors::by_key(&error.code).unwrap_or(texts::errors::INTERNAL);
                self.announcer.say(text.of(self.lang).to_owned());
                Self::keep_focus(focused, None);
            }
        }
    }

    /// Moving an element in the page takes the focus off what it holds: it goes back to where it was, else to the card,
    /// else to the board.
    fn keep_focus(focused: Option<String>, card: Option<CardId>) {
        browser::after(0, move || {
            let kept = focused.is_some_and(|id| browser::focus(&id));
            if !kept && browser::focused_id().is_none() {
                let _found =
                    card.is_some_and(|card| browser::focus(&format!("{card}-title"))) || browser::focus("board-title");
            }
        });
    }

    /// Lifts the card, or drops it where it is.
    pub(super) fn toggle_lift(self, card: CardId) {
        if self.is_lifted(card) {
            self.drop_here();
        } else {
            self.lift(card, false);
        }
    }

    /// Lifts the card with the pointer.
    pub(super) fn drag(self, card: CardId) {
        self.lift(card, true);
    }

    fn lift(self, card: CardId, dragged: bool) {
        self.put_back();
        let Some(at) = self.view.with_untracked(|view| view.board.card_at(card)) else { return };
        let before = self.view.with_untracked(|view| view.board.clone());
        self.lift.set(Some(Lift { card, before, position: at.position, dragged }));
        browser::press(&grip(card), true);
        self.tell(texts::board::LIFTED, card);
    }

    /// Carries the lifted card to a position, counted from 1.
    pub(super) fn carry_to(self, position: u32) {
        let Some(Lift { card, before, position: old, dragged }) = self.lift.get_untracked() else { return };
        if position == old || position == 0 {
            return;
        }
        let action = Action::Move { card, to: position };
        if let Ok((next, _)) = reduce(&History::new(before.clone()), &action, 0) {
            let Some(at) = next.present.card_at(card) else { return };
            self.view.update(|view| view.board = next.present);
            self.lift.set(Some(Lift { card, before, position: at.position, dragged }));
            self.tell(texts::board::LIFTED_AT, card);
            Self::keep_focus(Some(grip(card)), None);
        }
    }

    /// Carries the lifted card one step.
    pub(super) fn carry(self, later: bool) {
        if let Some(lift) = self.lift.get_untracked() {
            self.carry_to(if later { lift.position.saturating_add(1) } else { lift.position.saturating_sub(1) });
        }
    }

    /// Carries the lifted card to where another one stands.
    pub(super) fn carry_over(self, other: CardId) {
        let lifted = self.lift.with_untracked(|lift| lift.as_ref().map(|lift| lift.card));
        if lifted.is_some_and(|card| card != other)
            && let Some(at) = self.view.with_untracked(|view| view.board.card_at(other))
        {
            self.carry_to(at.position);
        }
    }

    /// Drops the lifted card where it is: one action, the same as by buttons or by a plain form.
    pub(super) fn drop_here(self) {
        let Some(Lift { card, before, position, .. }) = self.lift.get_untracked() else { return };
        self.lift.set(None);
        browser::press(&grip(card), false);
        let page = self.view.with_untracked(|view| view.page.to_string());
        let moved = before.card_at(card).is_some_and(|at| at.position != position);
        if moved {
            self.view.update(|view| view.board = before);
            self.act.dispatch(Act {
                todo: Action::Move { card, to: position }.to_string(),
                text: String::new(),
                page,
                organiser: "oui".to_owned(),
                place: String::new(),
            });
        } else {
            self.tell(texts::board::PUT_BACK, card);
        }
    }

    /// Puts the lifted card back.
    pub(super) fn put_back(self) {
        let Some(Lift { card, before, .. }) = self.lift.get_untracked() else { return };
        self.lift.set(None);
        browser::press(&grip(card), false);
        self.view.update(|view| view.board = before);
        self.tell(texts::board::PUT_BACK, card);
        Self::keep_focus(Some(grip(card)), None);
    }

    fn tell(self, text: Text, card: CardId) {
        if let Some(at) = self.view.with_untracked(|view| view.board.card_at(card)) {
            self.announcer.say(text.with(
                self.lang,
                &[
                    ("card", card_name(self.lang, at.kind)),
                    ("position", &at.position.to_string()),
                    ("total", &at.total.to_string()),
                ],
            ));
        }
    }
}
