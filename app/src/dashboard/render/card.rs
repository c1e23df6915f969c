use super::hidden;
use crate::{
    dashboard::{api::Act, cards::foot, names::card_name},
    i18n::{Text, t, texts, texts::board as b, tf, use_lang},
    root::routes,
    ui::Icon,
};
use domain::{
    board::{Action, Card},
    dashboard::{DashboardView, FoundCard},
};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// What stands in a card: while arranging its tools, then its heading, what it shows, and why it is here.
pub(super) fn card(view: &DashboardView, card: &Card, found: &FoundCard, editing: bool, content: AnyView) -> AnyView {
    let name = card_name(use_lang(), card.kind);
    let pinned = card.pinned.as_ref().map(|pinned| {
        let known = view.names.iter().find(|place| place.id == pinned.by);
        let place = known.map_or_else(|| pinned.by.to_string(), |place| place.name.clone());
        tf(b::PINNED_BY, &[("place", &place)])
    });
    let why = view.reasons.iter().find(|(held, _)| *held == card.id).map(|(_, why)| why.clone());
    view! {
        {editing.then(|| tools(view, card, name))}
        <header class="card-head">
            <Icon name=card.kind.icon()/>
            <h2 id=format!("{}-title", card.id) tabindex="-1">{name}</h2>
            {found.elsewhere.as_ref().map(|place| view! { <span class="badge" data-tone="info">{place.name.clone()}</span> })}
            {pinned.map(|words| view! { <span class="pinned"><Icon name="pin"/>{words}</span> })}
        </header>
        <div class="card-body">
            {why.map(|why| view! { <p class="why"><Icon name="pin"/>{why}</p> })}
            {content}
        </div>
        {foot(found, card.kind, view.page)}
    }
    .into_any()
}

/// What can be done with a card: the same actions by buttons, by keyboard, by pointer and by plain form. The handle could
/// do nothing without script: the style shows it once the page is alive.
fn tools(view: &DashboardView, card: &Card, name: &str) -> AnyView {
    let id = card.id;
    let tool = |word: &str, action: Action, icon: &'static str, label: Text| {
        let label = tf(label, &[("card", name)]);
        view! {
            <button class="icon-button" id=format!("{id}-{word}") name="todo" value=action.to_string() aria-label=label.clone() title=label>
                <Icon name=icon/>
            </button>
        }
    };
    view! {
        <div class="card-tools" role="group" aria-label=tf(b::CARD_TOOLS, &[("card", name)])>
            <button
                type="button"
                class="icon-button grip"
                id=format!("{id}-grip")
                aria-label=tf(b::GRIP, &[("card", name)])
                aria-describedby="grip-help"
                aria-pressed="false"
            >
                <Icon name="grip-vertical"/>
            </button>
            <form method="post" action=Act::url()>
                {hidden(view.page, true)}
                <div class="card-tools-row">
                    {tool("up", Action::Up(id), "arrow-up", b::UP_CARD)}
                    {tool("down", Action::Down(id), "arrow-down", b::DOWN_CARD)}
                    {tool("narrower", Action::Narrower(id), "minimize-2", b::NARROWER_CARD)}
                    {tool("wider", Action::Wider(id), "maximize-2", b::WIDER_CARD)}
                    {(!card.kind.settings().is_empty()).then(|| {
                        let words = tf(texts::cards::SETTINGS, &[("card", name)]);
                        view! { <a class="icon-button" id=format!("{id}-settings") href=routes::card(&id.to_string()) aria-label=words.clone() title=words><Icon name="settings-2"/></a> }
                    })}
                    {card.pinned.is_none().then(|| view! {
                        {tool("hide", Action::Hide(id), "eye-off", b::HIDE_CARD)}
                        {tool("remove", Action::Remove(id), "trash-2", b::REMOVE_CARD)}
                    })}
                </div>
            </form>
            {move_to(view, card)}
        </div>
    }
    .into_any()
}

/// "Move to…": any position of this page, any other page.
fn move_to(view: &DashboardView, card: &Card) -> AnyView {
    let id = card.id;
    let (here, total) = view.board.card_at(id).map_or((0, 0), |at| (at.position, at.total));
    let positions = (1..=total).map(|n| {
        let todo = Action::Move { card: id, to: n }.to_string();
        let words = tf(b::MOVE_TO_POSITION, &[("n", &n.to_string())]);
        view! { <option value=todo selected=n == here>{words}</option> }
    });
    let pages = view.board.pages.iter().filter(|page| page.id != view.page).map(|page| {
        let todo = Action::MoveToPage { card: id, page: page.id }.to_string();
        let words = tf(b::MOVE_TO_PAGE, &[("page", page.name.as_str())]);
        view! { <option value=todo selected=false>{words}</option> }
    });
    view! {
        <form method="post" action=Act::url()>
            {hidden(view.page, true)}
            <div class="move-to">
                <label class="visually-hidden" for=format!("{id}-to")>{t(b::MOVE_TO)}</label>
                <select id=format!("{id}-to") name="todo">{positions.chain(pages).collect_view()}</select>
                <button class="button" data-kind="quiet" id=format!("{id}-go")>{t(b::GO)}</button>
            </div>
        </form>
    }
    .into_any()
}
