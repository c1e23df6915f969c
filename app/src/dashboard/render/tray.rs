use super::hidden;
use crate::{
    dashboard::{api::Act, names::card_name},
    i18n::{t, texts::board as b, tf, use_lang},
    ui::Icon,
};
use domain::{board::Action, dashboard::DashboardView};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// The hidden cards of the page, while arranging: each can be shown again.
pub(super) fn tray(view: &DashboardView, editing: bool) -> AnyView {
    let lang = use_lang();
    let cards: Vec<_> = view
        .board
        .page(view.page)
        .into_iter()
        .flat_map(|page| &page.cards)
        .filter(|card| card.hidden)
        .map(|card| {
            view! {
                <li>
                    <button class="button" data-kind="secondary" name="todo" value=Action::Show(card.id).to_string()>
                        <Icon name="eye"/>{tf(b::SHOW_CARD, &[("card", card_name(lang, card.kind))])}
                    </button>
                </li>
            }
        })
        .collect();
    (editing && !cards.is_empty())
        .then(|| {
            view! {
                <section class="tray" aria-labelledby="hidden-title">
                    <h2 id="hidden-title">{t(b::HIDDEN_CARDS)}</h2>
                    <form method="post" action=Act::url()>{hidden(view.page, editing)} <ul>{cards}</ul></form>
                </section>
            }
        })
        .into_any()
}
