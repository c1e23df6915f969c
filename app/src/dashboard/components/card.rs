use crate::{
    dashboard::{names::card_name, session::Session},
    i18n::{t, texts::board as b, tf, use_lang},
    ui::{Icon, Loading, ServerHtml},
};
use domain::board::{Action, CardId, CardKind};
use leptos::{
    ev::{KeyboardEvent, PointerEvent},
    prelude::*,
};

/// One card: its heading, what it shows, and while arranging its tools.
#[component]
pub(super) fn Card(session: Session, id: CardId, kind: CardKind, editing: Memo<bool>) -> impl IntoView {
    let name = card_name(use_lang(), kind);
    let card = Memo::new(move |_| session.card(id));
    let size = move || card.with(|card| card.as_ref().map_or("s", |card| card.size.word()));
    let lifted = move || session.is_lifted(id).then_some("yes");
    let pinned = move || {
        let by =
            card.with(|card| card.as_ref().and_then(|card| card.pinned.as_ref().map(|pinned| pinned.by.clone())))?;
        let place = session.view().with(|view| {
            view.names.iter().find(|(id, _)| *id == by).map_or_else(|| by.to_string(), |(_, name)| name.clone())
        });
        Some(tf(b::PINNED_BY, &[("place", &place)]))
    };
    let look = match kind {
        CardKind::MyPlace => "water",
        CardKind::Reminders => "ochre",
        CardKind::HelpNumbers | CardKind::FirstSteps => "pine",
        _ => "paper",
    };
    let shown = Memo::new(move |_| session.shown(id));
    let state =
        move || shown.with(|shown| shown.as_ref().map_or_else(|| "loading".to_owned(), |shown| shown.state.clone()));
    let content = move || match shown.get() {
        Some(shown) => view! { <ServerHtml html=shown.html/> }.into_any(),
        None => view! { <Loading/> }.into_any(),
    };
    view! {
        <li
            class="card"
            id=id.to_string()
            data-card=id.to_string()
            data-kind=kind.word()
            data-look=look
            data-size=size
            data-state=state
            data-lifted=lifted
            aria-labelledby=format!("{id}-title")
        >
            <Show when=move || editing.get()>
                <CardTools session=session id=id name=name/>
            </Show>
            <header class="card-head">
                <Icon name=kind.icon()/>
                <h2 id=format!("{id}-title") tabindex="-1">{name}</h2>
                {move || pinned().map(|words| view! { <span class="pinned"><Icon name="pin"/>{words}</span> })}
            </header>
            <div class="card-body">{content}</div>
        </li>
    }
    .into_any()
}

/// What can be done with a card: the same actions by buttons, by keyboard, by pointer and by plain form.
#[component]
fn CardTools(session: Session, id: CardId, name: &'static str) -> impl IntoView {
    let view = session.view();
    let pinned = move || session.card(id).is_some_and(|card| card.pinned.is_some());
    let tool = move |word: &'static str, action: Action, icon: &'static str, label: crate::i18n::Text| {
        view! {
            <button class="icon-button" id=format!("{id}-{word}") name="todo" value=action.to_string() aria-label=tf(label, &[("card", name)]) title=tf(label, &[("card", name)])>
                <Icon name=icon/>
            </button>
        }
    };
    view! {
        <div class="card-tools" role="group" aria-label=tf(b::CARD_TOOLS, &[("card", name)])>
            <Grip session=session id=id name=name/>
            <ActionForm action=session.act>
                <input type="hidden" name="page" value=view.with_untracked(|view| view.page.to_string())/>
                <div class="card-tools-row">
                    {tool("up", Action::Up(id), "arrow-up", b::UP_CARD)}
                    {tool("down", Action::Down(id), "arrow-down", b::DOWN_CARD)}
                    {tool("narrower", Action::Narrower(id), "minimize-2", b::NARROWER_CARD)}
                    {tool("wider", Action::Wider(id), "maximize-2", b::WIDER_CARD)}
                    {move || (!pinned()).then(|| view! {
                        {tool("hide", Action::Hide(id), "eye-off", b::HIDE_CARD)}
                        {tool("remove", Action::Remove(id), "trash-2", b::REMOVE_CARD)}
                    })}
                </div>
            </ActionForm>
            <MoveTo session=session id=id/>
        </div>
    }
    .into_any()
}

/// The handle: a pointer drags it; with the keyboard Space lifts and drops, arrows carry, Escape puts back. Without
/// JavaScript it could do nothing, so it appears when the page is alive.
#[component]
fn Grip(session: Session, id: CardId, name: &'static str) -> impl IntoView {
    let alive = RwSignal::new(false);
    Effect::new(move |_| alive.set(true));
    let by_key = move |event: KeyboardEvent| {
        let lifted = session.is_lifted(id);
        match event.key().as_str() {
            " " | "Enter" => session.toggle_lift(id),
            "ArrowUp" | "ArrowLeft" if lifted => session.carry(false),
            "ArrowDown" | "ArrowRight" if lifted => session.carry(true),
            "Escape" if lifted => session.put_back(),
            _ => return,
        }
        event.prevent_default();
    };
    let dragging = RwSignal::new(false);
    let down = move |event: PointerEvent| {
        if event.button() == 0 {
            crate::browser::capture_pointer(&event);
            dragging.set(true);
            session.lift(id);
        }
    };
    let carry = move |event: PointerEvent| {
        if dragging.get_untracked()
            && let Some(other) = crate::browser::card_under(&event).and_then(|card| card.parse().ok())
        {
            session.carry_over(other);
        }
    };
    // Released outside the board, the card goes back: a drag can be given up (WCAG 2.5.2).
    let up = move |event: PointerEvent| {
        if dragging.get_untracked() {
            dragging.set(false);
            if crate::browser::card_under(&event).is_some() { session.drop_here() } else { session.put_back() }
        }
    };
    let cancel = move |_: PointerEvent| {
        if dragging.get_untracked() {
            dragging.set(false);
            session.put_back();
        }
    };
    view! {
        <button
            type="button"
            class="icon-button grip"
            id=format!("{id}-grip")
            hidden=move || !alive.get()
            aria-label=tf(b::GRIP, &[("card", name)])
            aria-describedby="grip-help"
            aria-pressed=move || session.is_lifted(id).to_string()
            on:keydown=by_key
            on:pointerdown=down
            on:pointermove=carry
            on:pointerup=up
            on:pointercancel=cancel
        >
            <Icon name="grip-vertical"/>
        </button>
    }
    .into_any()
}

/// "Move to…": any position of this page, any other page.
#[component]
fn MoveTo(session: Session, id: CardId) -> impl IntoView {
    let view = session.view();
    let choices = move || {
        view.with(|view| {
            let total = view.board.card_at(id).map_or(0, |at| at.total);
            let positions = (1..=total).map(|n| {
                (Action::Move { card: id, to: n }.to_string(), tf(b::MOVE_TO_POSITION, &[("n", &n.to_string())]))
            });
            let pages = view.board.pages.iter().filter(|page| page.id != view.page).map(|page| {
                (
                    Action::MoveToPage { card: id, page: page.id }.to_string(),
                    tf(b::MOVE_TO_PAGE, &[("page", page.name.as_str())]),
                )
            });
            positions.chain(pages).collect::<Vec<_>>()
        })
    };
    view! {
        <ActionForm action=session.act>
            <input type="hidden" name="page" value=view.with_untracked(|view| view.page.to_string())/>
            <div class="move-to">
                <label class="visually-hidden" for=format!("{id}-to")>{t(b::MOVE_TO)}</label>
                <select id=format!("{id}-to") name="todo">
                    {move || choices().into_iter().map(|(todo, words)| view! { <option value=todo>{words}</option> }).collect_view()}
                </select>
                <button type="submit" class="button" data-kind="quiet" id=format!("{id}-go")>{t(b::GO)}</button>
            </div>
        </ActionForm>
    }
    .into_any()
}
