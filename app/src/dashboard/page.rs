use super::{
    api::{Act, board_view},
    names::card_look,
    session::Session,
    wire::{self, Wire},
};
use crate::{
    browser,
    error::WireError,
    i18n::{t, texts::board as b},
    root::{PageHead, use_announcer},
    ui::{ErrorState, Loading, ServerHtml, Title},
};
use domain::board::{CardId, CardKind, PageId};
use leptos::{
    ev::{KeyboardEvent, PointerEvent, SubmitEvent},
    prelude::*,
    server_fn::ServerFn as _,
};
use leptos_router::{LazyRoute, hooks::use_query_map, lazy_route};

/// The dashboard.
#[derive(Debug)]
pub struct DashboardPage(Resource<Result<String, WireError>>);

#[lazy_route]
impl LazyRoute for DashboardPage {
    fn data() -> Self {
        let query = use_query_map();
        let shown = Memo::new(move |_| {
            query.with(|query| {
                let organiser = query.get("organiser");
                // Arranging is about the whole board: it looks at no place alone.
                let place = query.get("lieu").filter(|_| organiser.is_none());
                (query.get("page"), organiser, place)
            })
        });
        Self(Resource::new_blocking(move || shown.get(), |(page, organiser, place)| board_view(page, organiser, place)))
    }

    fn view(this: Self) -> AnyView {
        // Made here, in the route's view: the error of a plain form is found by the action of its page.
        let act = ServerAction::<Act>::new();
        let shown = StoredValue::new(None);
        view! {
            <Transition fallback=Loading>
                {move || {
                    this.0.get().map(|result| match result.map(|text| wire::read(&text)) {
                        Ok(Some(view)) => view! { <Dashboard view=view act=act shown=shown/> }.into_any(),
                        Ok(None) => view! { <ErrorState error=WireError::code("bad_request")/> }.into_any(),
                        Err(error) => view! { <PageHead title=t(b::TITLE)/><ErrorState error=error/> }.into_any(),
                    })
                }}
            </Transition>
        }
        .into_any()
    }
}

/// Which page was shown before, and whether it was being arranged. `None`: this is the first.
type Before = StoredValue<Option<(PageId, bool)>>;

/// Says that arranging begins or ends, and takes the focus to where the person was: the whole page is another one.
fn tell_change(shown: Before, page: PageId, editing: bool) {
    let announcer = use_announcer();
    let words = t(if editing { b::ARRANGING } else { b::AT_REST });
    Effect::new(move |_| {
        let Some((old, edited)) = shown.try_update_value(|shown| shown.replace((page, editing))).flatten() else {
            return;
        };
        if edited != editing {
            announcer.say(words.to_owned());
        } else if old == page {
            return;
        }
        let goal = if edited == editing { "board-title" } else { "organiser" };
        browser::after(0, move || {
            let _found = browser::focus(goal);
        });
    });
}

/// What the server rendered, around cards whose order the browser changes at once. One handler for all forms and handles:
/// they are plain HTML.
#[component]
fn Dashboard(view: Wire, act: ServerAction<Act>, shown: Before) -> impl IntoView {
    let query = use_query_map();
    let editing = move || query.with(|query| query.get("organiser").map(|_| "yes"));
    tell_change(shown, view.page, query.with_untracked(|query| query.get("organiser").is_some()));
    // Plain text: the server reads it when the signals of the page are gone.
    let title = view.title.clone();
    let session = Session::new(view, act);
    let view = session.view();
    let head = Memo::new(move |_| view.with(|view| view.head.clone()));
    let tray = Memo::new(move |_| view.with(|view| view.tray.clone()));
    let submit = move |event: SubmitEvent| {
        if let Some(form) = browser::submitted(&event, Act::url()) {
            event.prevent_default();
            session.act.dispatch(Act {
                todo: form.get("todo"),
                text: form.get("text"),
                page: form.get("page"),
                organiser: form.get("organiser"),
                place: form.get("place"),
            });
        }
    };
    view! {
        <Title text=title/>
        <div class="contents" on:submit=submit>
            {move || view! { <ServerHtml html=head.get()/> }}
            <ol
                class="board"
                role="list"
                aria-labelledby="board-title"
                data-editing=editing
                on:keydown=move |event| by_key(session, &event)
                on:pointerdown=move |event| press(session, &event)
                on:pointermove=move |event| drag(session, &event)
                on:pointerup=move |event| release(session, &event)
                on:pointercancel=move |_| if session.is_dragging() { session.put_back() }
            >
                <For each=move || session.visible() key=|card| card.id let:card>
                    <Card session=session id=card.id kind=card.kind/>
                </For>
            </ol>
            {move || view! { <ServerHtml html=tray.get()/> }}
        </div>
    }
    .into_any()
}

#[component]
fn Card(session: Session, id: CardId, kind: CardKind) -> impl IntoView {
    let shown = Memo::new(move |_| session.shown(id));
    let state =
        move || shown.with(|shown| shown.as_ref().map_or_else(|| "loading".to_owned(), |shown| shown.state.clone()));
    view! {
        <li
            class="card"
            id=format!("card-{id}")
            tabindex="-1"
            data-card=id.to_string()
            data-kind=kind.word()
            data-look=card_look(kind)
            data-size=move || session.size(id)
            data-state=state
            data-lifted=move || session.is_lifted(id).then_some("yes")
            aria-labelledby=format!("{id}-title")
        >
            {move || match shown.get() {
                Some(shown) => view! { <ServerHtml html=shown.html/> }.into_any(),
                None => view! { <Loading/> }.into_any(),
            }}
        </li>
    }
    .into_any()
}

/// With the keyboard on a handle: Space lifts and drops, arrows carry, Escape puts back.
fn by_key(session: Session, event: &KeyboardEvent) {
    let Some(id) = browser::grip_of(event).and_then(|card| card.parse().ok()) else { return };
    let lifted = session.is_lifted(id);
    match event.key().as_str() {
        " " | "Enter" => session.toggle_lift(id),
        "ArrowUp" | "ArrowLeft" if lifted => session.carry(false),
        "ArrowDown" | "ArrowRight" if lifted => session.carry(true),
        "Escape" if lifted => session.put_back(),
        _ => return,
    }
    event.prevent_default();
}

fn press(session: Session, event: &PointerEvent) {
    if event.button() == 0
        && let Some(id) = browser::grip_of(event).and_then(|card| card.parse().ok())
    {
        browser::capture_pointer(event);
        session.drag(id);
    }
}

fn drag(session: Session, event: &PointerEvent) {
    if session.is_dragging()
        && let Some(other) = browser::card_under(event).and_then(|card| card.parse().ok())
    {
        session.carry_over(other);
    }
}

/// Released outside the board, the card goes back: a drag can be given up (WCAG 2.5.2).
fn release(session: Session, event: &PointerEvent) {
    if session.is_dragging() {
        if browser::card_under(event).is_some() { session.drop_here() } else { session.put_back() }
    }
}
