use super::{
    api::{Act, board_view},
    components::{Board, Tools},
    session::Session,
    wire::{self, Wire},
};
use crate::{
    error::WireError,
    i18n::{t, texts::board as b, tf},
    root::{PageHead, routes},
    ui::{ErrorState, Icon, Loading, Notice, Tone},
};
use leptos::prelude::*;
use leptos_router::{LazyRoute, hooks::use_query_map, lazy_route};

/// The dashboard.
#[derive(Debug)]
pub struct DashboardPage(Resource<Result<String, WireError>>);

#[lazy_route]
impl LazyRoute for DashboardPage {
    fn data() -> Self {
        let query = use_query_map();
        let page = Memo::new(move |_| query.with(|query| query.get("page")));
        Self(Resource::new_blocking(move || page.get(), board_view))
    }

    fn view(this: Self) -> AnyView {
        view! { <Dashboard view=this.0/> }.into_any()
    }
}

#[component]
fn Dashboard(view: Resource<Result<String, WireError>>) -> impl IntoView {
    let query = use_query_map();
    let editing = Memo::new(move |_| query.with(|query| query.get("organiser").is_some()));
    // Made here, in the route's view: the error of a plain form is found by the action of its page.
    let act = ServerAction::<Act>::new();
    view! {
        <Transition fallback=Loading>
            {move || {
                view.get().map(|result| match result {
                    Ok(text) => match wire::read(&text) {
                        Some(view) => view! { <Shown view=view act=act editing=editing/> }.into_any(),
                        None => view! { <ErrorState error=WireError::code("bad_request")/> }.into_any(),
                    },
                    Err(error) => view! { <PageHead title=t(b::TITLE)/><ErrorState error=error/> }.into_any(),
                })
            }}
        </Transition>
    }
    .into_any()
}

#[component]
fn Shown(view: Wire, act: ServerAction<Act>, editing: Memo<bool>) -> impl IntoView {
    let title =
        view.place.as_ref().map_or_else(|| t(b::TITLE).to_owned(), |place| tf(b::TITLE_PLACE, &[("place", place)]));
    let lede = if view.signed_in { t(b::LEDE_ACCOUNT) } else { t(b::LEDE_VISITOR) };
    let place_missing = view.place.is_none();
    let offer = view.proposal_changed;
    let page = view.page.to_string();
    let arrange = format!("{}&organiser=oui", routes::dashboard_page(&page));
    let done = routes::dashboard_page(&page);
    let session = Session::new(view, act);
    view! {
        <PageHead title=title lede=lede>
            {move || {
                if editing.get() {
                    view! { <a class="button" data-kind="primary" href=done.clone()><Icon name="check"/>{t(b::ARRANGED)}</a> }
                } else {
                    view! { <a class="button" data-kind="secondary" href=arrange.clone()><Icon name="pencil"/>{t(b::ARRANGE)}</a> }
                }
            }}
            <a class="button" data-kind="quiet" href=routes::CARDS><Icon name="plus"/>{t(b::ADD_CARD)}</a>
        </PageHead>
        {place_missing.then(|| view! { <ChoosePlace/> })}
        {offer.then(|| view! {
            <Notice tone=Tone::Info>
                <p>{t(b::OFFER)} " " <a href=format!("{}#proposition", routes::CARDS)>{t(b::OFFER_SEE)}</a></p>
            </Notice>
        })}
        <Tools session=session editing=editing/>
        <Board session=session editing=editing/>
    }
    .into_any()
}

/// Nothing knows where the person lives yet: the first step, in one field.
#[component]
fn ChoosePlace() -> impl IntoView {
    view! {
        <section class="choose-place" aria-labelledby="choose-place-title">
            <h2 id="choose-place-title">{t(b::CHOOSE_PLACE)}</h2>
            <p>{t(b::CHOOSE_PLACE_ABOUT)}</p>
            <p><a class="button" data-kind="primary" href=routes::PLACES><Icon name="map-pin"/>{t(b::CHOOSE_PLACE_DO)}</a></p>
        </section>
    }
    .into_any()
}
