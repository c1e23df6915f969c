use crate::{
    dashboard::{names::icon_name, session::Session},
    i18n::{t, texts::board as b, tf},
    root::routes,
    ui::Icon,
};
use domain::board::{Action, PageIcon, PageName};
use leptos::prelude::*;

/// Above the cards: the pages as links, and while arranging undo, redo and the pages' own settings.
#[component]
pub(crate) fn Tools(session: Session, editing: Memo<bool>) -> impl IntoView {
    let view = session.view();
    let tabs = move || {
        view.with(|view| {
            let here = view.page;
            let tail = if editing.get() { "&organiser=oui" } else { "" };
            view.board
                .pages
                .iter()
                .map(|page| {
                    let path = format!("{}{tail}", routes::dashboard_page(&page.id.to_string()));
                    view! {
                        <li>
                            <a href=path aria-current=(page.id == here).then_some("page")>
                                <Icon name=page.icon.icon()/><span>{page.name.to_string()}</span>
                            </a>
                        </li>
                    }
                })
                .collect_view()
        })
    };
    let several = move || editing.get() || view.with(|view| view.board.pages.len() > 1);
    view! {
        <div class="board-bar">
            {move || several().then(|| view! { <nav class="tabs" aria-label=t(b::PAGES)><ul>{tabs()}</ul></nav> })}
            <div class="board-tools"><Steps session=session/></div>
        </div>
        <Show when=move || editing.get()><PageSettings session=session/></Show>
    }
    .into_any()
}

/// Undo and redo, named by what they would take back. Also outside arranging: a card that was removed by mistake must
/// come back from wherever the person is.
#[component]
fn Steps(session: Session) -> impl IntoView {
    let view = session.view();
    let undo = move || view.with(|view| view.undo.clone());
    let redo = move || view.with(|view| view.redo.clone());
    view! {
        {move || {
            (undo().is_some() || redo().is_some()).then(|| view! {
                <ActionForm action=session.act attr:class="button-row">
                    <input type="hidden" name="page" value=view.with_untracked(|view| view.page.to_string())/>
                    {undo().map(|what| view! {
                        <button class="button" data-kind="quiet" id="undo" name="todo" value="undo" title=tf(b::UNDO_WHAT, &[("what", &what)])>
                            <Icon name="undo-2"/>{t(b::UNDO)}<span class="visually-hidden">" : " {what.clone()}</span>
                        </button>
                    })}
                    {redo().map(|what| view! {
                        <button class="button" data-kind="quiet" id="redo" name="todo" value="redo" title=tf(b::REDO_WHAT, &[("what", &what)])>
                            <Icon name="redo-2"/>{t(b::REDO)}<span class="visually-hidden">" : " {what.clone()}</span>
                        </button>
                    })}
                </ActionForm>
            })
        }}
    }
    .into_any()
}

/// The page's own settings: name, place among the pages, removal, new pages, removed ones.
#[component]
fn PageSettings(session: Session) -> impl IntoView {
    let view = session.view();
    let page = move || view.with(|view| view.page);
    let name =
        move || view.with(|view| view.board.page(view.page).map(|page| page.name.to_string()).unwrap_or_default());
    let place = move || view.with(|view| view.board.page_at(view.page).map_or((1, 1), |at| (at.position, at.total)));
    let most = usize::try_from(PageName::RULE.most).unwrap_or(40).to_string();
    let most_again = most.clone();
    view! {
        <details class="fold">
            <summary>{t(b::MORE)}</summary>
            <div class="stack">
                <ActionForm action=session.act>
                    <fieldset>
                        <legend>{t(b::PAGE_SETTINGS)}</legend>
                        <input type="hidden" name="page" value=move || page().to_string()/>
                        <label for="page-name">{t(b::PAGE_NAME)}</label>
                        <input id="page-name" name="text" required maxlength=most value=name/>
                        <button class="button" data-kind="secondary" name="todo" value=move || format!("rename {}", page())>{t(b::RENAME)}</button>
                    </fieldset>
                </ActionForm>
                <ActionForm action=session.act>
                    <input type="hidden" name="page" value=move || page().to_string()/>
                    <div class="button-row">
                        {move || (place().0 > 1).then(|| view! {
                            <button class="button" data-kind="quiet" id="page-left" name="todo" value=Action::MovePage { page: page(), to: place().0 - 1 }.to_string()>
                                <Icon name="arrow-left"/>{t(b::PAGE_LEFT)}
                            </button>
                        })}
                        {move || (place().0 < place().1).then(|| view! {
                            <button class="button" data-kind="quiet" id="page-right" name="todo" value=Action::MovePage { page: page(), to: place().0 + 1 }.to_string()>
                                <Icon name="arrow-right"/>{t(b::PAGE_RIGHT)}
                            </button>
                        })}
                        {move || (place().1 > 1).then(|| view! {
                            <button class="button" data-kind="danger" id="page-remove" name="todo" value=Action::RemovePage(page()).to_string()>
                                <Icon name="trash-2"/>{tf(b::REMOVE_PAGE, &[("page", &name())])}
                            </button>
                        })}
                    </div>
                </ActionForm>
                <ActionForm action=session.act>
                    <fieldset>
                        <legend>{t(b::NEW_PAGE)}</legend>
                        <input type="hidden" name="page" value=move || page().to_string()/>
                        <label for="new-page-name">{t(b::PAGE_NAME)}</label>
                        <input id="new-page-name" name="text" required maxlength=most_again/>
                        <label for="new-page-icon">{t(b::PAGE_ICON)}</label>
                        <select id="new-page-icon" name="todo">
                            {PageIcon::ALL
                                .iter()
                                .map(|icon| view! { <option value=format!("add-page {icon}")>{icon_name(*icon)}</option> })
                                .collect_view()}
                        </select>
                        <button type="submit" class="button" data-kind="secondary">{t(b::CREATE)}</button>
                    </fieldset>
                </ActionForm>
                <Removed session=session/>
            </div>
        </details>
    }
    .into_any()
}

/// The pages that were removed less than thirty days ago.
#[component]
fn Removed(session: Session) -> impl IntoView {
    let view = session.view();
    let removed = move || view.with(|view| view.restorable.clone());
    move || {
        (!removed().is_empty()).then(|| view! {
            <ActionForm action=session.act>
                <fieldset>
                    <legend>{t(b::REMOVED_PAGES)}</legend>
                    <input type="hidden" name="page" value=view.with_untracked(|view| view.page.to_string())/>
                    <ul>
                        {removed()
                            .into_iter()
                            .map(|(page, name, until)| view! {
                                <li>
                                    <button class="button" data-kind="quiet" name="todo" value=Action::RestorePage(page).to_string()>
                                        <Icon name="undo-2"/>{tf(b::RESTORE, &[("page", &name)])}
                                    </button>
                                    " " {tf(b::UNTIL, &[("date", &until)])}
                                </li>
                            })
                            .collect_view()}
                    </ul>
                </fieldset>
            </ActionForm>
        })
    }
}
