use super::card::Card;
use crate::{
    dashboard::{names::card_name, session::Session},
    i18n::{t, texts::board as b, tf, use_lang},
    root::routes,
    ui::{Empty, Icon},
};
use domain::board::Action;
use leptos::prelude::*;

/// The cards of the page, in reading order: the order of the document is the order on the screen.
#[component]
pub(crate) fn Board(session: Session, editing: Memo<bool>) -> impl IntoView {
    let view = session.view();
    let empty = Memo::new(move |_| session.visible().is_empty());
    view! {
        <p class="visually-hidden" id="board-title" tabindex="-1">
            {move || view.with(|view| view.board.page(view.page).map(|page| page.name.to_string()).unwrap_or_default())}
        </p>
        {move || editing.get().then(|| view! { <p class="hint" id="grip-help">{t(b::ARRANGING)} " " {t(b::GRIP_HELP)}</p> })}
        {move || {
            empty.get().then(|| view! {
                <Empty drawing="empty-board" title=t(b::EMPTY_PAGE)>
                    <p>{t(b::EMPTY_PAGE_ABOUT)}</p>
                    <p><a class="button" data-kind="primary" href=routes::CARDS><Icon name="plus"/>{t(b::ADD_CARD)}</a></p>
                </Empty>
            })
        }}
        <ol class="board" role="list" aria-labelledby="board-title" data-editing=move || editing.get().then_some("yes")>
            <For each=move || session.visible() key=|card| card.id let:card>
                <Card session=session id=card.id kind=card.kind editing=editing/>
            </For>
        </ol>
        <Hidden session=session editing=editing/>
    }
    .into_any()
}

/// The hidden cards, while arranging: each can be shown again.
#[component]
fn Hidden(session: Session, editing: Memo<bool>) -> impl IntoView {
    let lang = use_lang();
    let view = session.view();
    let hidden = Memo::new(move |_| {
        view.with(|view| {
            let page = view.board.page(view.page);
            page.map(|page| page.cards.iter().filter(|card| card.hidden).cloned().collect::<Vec<_>>())
                .unwrap_or_default()
        })
    });
    move || {
        (editing.get() && !hidden.with(Vec::is_empty)).then(|| {
            view! {
                <section class="tray" aria-labelledby="hidden-title">
                    <h2 id="hidden-title">{t(b::HIDDEN_CARDS)}</h2>
                    <ActionForm action=session.act>
                        <input type="hidden" name="page" value=view.with_untracked(|view| view.page.to_string())/>
                        <ul>
                            {hidden
                                .get()
                                .into_iter()
                                .map(|card| {
                                    let name = card_name(lang, card.kind);
                                    view! {
                                        <li>
                                            <button class="button" data-kind="secondary" name="todo" value=Action::Show(card.id).to_string()>
                                                <Icon name="eye"/>{tf(b::SHOW_CARD, &[("card", name)])}
                                            </button>
                                        </li>
                                    }
                                })
                                .collect_view()}
                        </ul>
                    </ActionForm>
                </section>
            }
        })
    }
}
