use super::{address, tools};
use crate::{
    dashboard::cards::filter,
    i18n::{t, texts::board as b, tf},
    root::{PageHead, routes},
    ui::{Empty, Icon, Notice, Tone},
};
use domain::dashboard::DashboardView;
use leptos::prelude::*;

/// The title of the page.
pub(super) fn title(view: &DashboardView) -> String {
    view.place
        .as_ref()
        .map_or_else(|| t(b::TITLE).to_owned(), |place| tf(b::TITLE_PLACE, &[("place", place.name.as_str())]))
}

/// Everything above the cards.
pub(super) fn head(view: &DashboardView, editing: bool) -> AnyView {
    let lede = if view.signed_in { t(b::LEDE_ACCOUNT) } else { t(b::LEDE_VISITOR) };
    let (here, page) = (view.page, view.board.page(view.page));
    let empty = page.is_none_or(|page| page.visible().next().is_none());
    view! {
        <PageHead title=title(view) lede=lede>
            {if editing {
                view! { <a class="button" data-kind="primary" id="organiser" href=address(here, false)><Icon name="check"/>{t(b::ARRANGED)}</a> }
            } else {
                view! { <a class="button" data-kind="secondary" id="organiser" href=address(here, true)><Icon name="pencil"/>{t(b::ARRANGE)}</a> }
            }}
            <a class="button" data-kind="quiet" href=routes::CARDS><Icon name="plus"/>{t(b::ADD_CARD)}</a>
        </PageHead>
        {view.place.is_none().then(choose_place)}
        {view.proposal_changed.then(|| view! {
            <Notice tone=Tone::Info>
                <p>{t(b::OFFER)} " " <a href=format!("{}#proposition", routes::CARDS)>{t(b::OFFER_SEE)}</a></p>
            </Notice>
        })}
        {(!editing).then(|| filter(view))}
        {tools::tools(view, editing)}
        <p class="visually-hidden" id="board-title" tabindex="-1">{page.map(|page| page.name.to_string())}</p>
        {editing.then(|| view! { <p class="hint" id="grip-help">{t(b::ARRANGING)} " " {t(b::GRIP_HELP)}</p> })}
        {empty.then(|| view! {
            <Empty drawing="empty-board" title=t(b::EMPTY_PAGE)>
                <p>{t(b::EMPTY_PAGE_ABOUT)}</p>
                <p><a class="button" data-kind="primary" href=routes::CARDS><Icon name="plus"/>{t(b::ADD_CARD)}</a></p>
            </Empty>
        })}
    }
    .into_any()
}

/// Nothing knows where the person lives yet: the first step, in one field.
fn choose_place() -> AnyView {
    view! {
        <section class="choose-place" aria-labelledby="choose-place-title">
            <h2 id="choose-place-title">{t(b::CHOOSE_PLACE)}</h2>
            <p>{t(b::CHOOSE_PLACE_ABOUT)}</p>
            <p><a class="button" data-kind="primary" href=routes::PLACES><Icon name="map-pin"/>{t(b::CHOOSE_PLACE_DO)}</a></p>
        </section>
    }
    .into_any()
}
