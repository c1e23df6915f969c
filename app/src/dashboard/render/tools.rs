use super::{address, hidden};
use crate::{
    dashboard::{announce, api::Act},
    i18n::{date, t, texts, texts::board as b, tf, use_lang},
    ui::Icon,
};
use domain::{
    board::{Action, Change, PageIcon, PageName},
    dashboard::DashboardView,
};
use leptos::{prelude::*, server_fn::ServerFn as _};

/// Above the cards: the pages as links, undo and redo, and while arranging the page's own settings.
pub(super) fn tools(view: &DashboardView, editing: bool) -> AnyView {
    let only = view.filter.as_ref().map(|place| format!("&lieu={place}")).unwrap_or_default();
    let tabs = view.board.pages.iter().map(|page| {
        view! {
            <li>
                <a href=format!("{}{only}", address(page.id, editing)) aria-current=(page.id == view.page).then_some("page")>
                    <Icon name=page.icon.icon()/><span>{page.name.to_string()}</span>
                </a>
            </li>
        }
    });
    let several = editing || view.board.pages.len() > 1;
    view! {
        <div class="board-bar">
            {several.then(|| view! { <nav class="tabs" aria-label=t(b::PAGES)><ul>{tabs.collect_view()}</ul></nav> })}
            <div class="board-tools">{steps(view, editing)}</div>
        </div>
        {editing.then(|| settings(view))}
    }
    .into_any()
}

/// Undo and redo, named by what they would take back. Also outside arranging: a card that was removed by mistake must
/// come back from wherever the person is.
fn steps(view: &DashboardView, editing: bool) -> AnyView {
    let step = |word: &'static str, icon: &'static str, name, what: &Change, title| {
        let what = announce::change(use_lang(), what);
        view! {
            <button class="button" data-kind="quiet" id=word name="todo" value=word title=tf(title, &[("what", &what)])>
                <Icon name=icon/>{t(name)}<span class="visually-hidden">"\u{A0}: " {what.clone()}</span>
            </button>
        }
    };
    let undo = view.undoable.as_ref().map(|what| step("undo", "undo-2", b::UNDO, what, b::UNDO_WHAT));
    let redo = view.redoable.as_ref().map(|what| step("redo", "redo-2", b::REDO, what, b::REDO_WHAT));
    (undo.is_some() || redo.is_some())
        .then(|| {
            let only = view.filter.as_ref().map(|place| view! { <input type="hidden" name="place" value=place.to_string()/> });
            view! { <form method="post" action=Act::url() class="button-row">{hidden(view.page, editing)} {only} {undo} {redo}</form> }
        })
        .into_any()
}

/// The page's own settings: name, place among the pages, removal, new pages, removed ones.
fn settings(view: &DashboardView) -> AnyView {
    let page = view.page;
    let name = view.board.page(page).map(|page| page.name.to_string()).unwrap_or_default();
    let (place, total) = view.board.page_at(page).map_or((1, 1), |at| (at.position, at.total));
    let most = PageName::RULE.most.to_string();
    let other_most = most.clone();
    let to = |word: &'static str, icon: &'static str, to: u32, words| {
        view! {
            <button class="button" data-kind="quiet" id=word name="todo" value=Action::MovePage { page, to }.to_string()>
                <Icon name=icon/>{t(words)}
            </button>
        }
    };
    view! {
        <details class="fold">
            <summary>{t(b::MORE)}</summary>
            <div class="stack">
                <form method="post" action=Act::url()>
                    <fieldset>
                        <legend>{t(b::PAGE_SETTINGS)}</legend>
                        {hidden(page, true)}
                        <label for="page-name">{t(b::PAGE_NAME)}</label>
                        <input id="page-name" name="text" required maxlength=most value=name.clone()/>
                        <button class="button" data-kind="secondary" name="todo" value=format!("rename {page}")>{t(b::RENAME)}</button>
                    </fieldset>
                </form>
                <form method="post" action=Act::url()>
                    {hidden(page, true)}
                    <div class="button-row">
                        {(place > 1).then(|| to("page-left", "arrow-left", place.saturating_sub(1), b::PAGE_LEFT))}
                        {(place < total).then(|| to("page-right", "arrow-right", place.saturating_add(1), b::PAGE_RIGHT))}
                        {(total > 1).then(|| view! {
                            <button class="button" data-kind="danger" id="page-remove" name="todo" value=Action::RemovePage(page).to_string()>
                                <Icon name="trash-2"/>{tf(b::REMOVE_PAGE, &[("page", &name)])}
                            </button>
                        })}
                    </div>
                </form>
                <form method="post" action=Act::url()>
                    <fieldset>
                        <legend>{t(b::NEW_PAGE)}</legend>
                        {hidden(page, true)}
                        <label for="new-page-name">{t(b::PAGE_NAME)}</label>
                        <input id="new-page-name" name="text" required maxlength=other_most/>
                        <label for="new-page-icon">{t(b::PAGE_ICON)}</label>
                        <select id="new-page-icon" name="todo">
                            {PageIcon::ALL
                                .iter()
                                .map(|icon| view! { <option value=format!("add-page {icon}")>{icon_name(*icon)}</option> })
                                .collect_view()}
                        </select>
                        <button class="button" data-kind="secondary">{t(b::CREATE)}</button>
                    </fieldset>
                </form>
                {removed(view)}
            </div>
        </details>
    }
    .into_any()
}

/// The pages that were removed less than thirty days ago.
fn removed(view: &DashboardView) -> AnyView {
    let lang = use_lang();
    let pages = view.restorable.iter().map(|(page, name, until)| {
        view! {
            <li>
                <button class="button" data-kind="quiet" name="todo" value=Action::RestorePage(*page).to_string()>
                    <Icon name="undo-2"/>{tf(b::RESTORE, &[("page", name)])}
                </button>
                " " {tf(b::UNTIL, &[("date", &date(lang, *until))])}
            </li>
        }
    });
    (!view.restorable.is_empty())
        .then(|| {
            view! {
                <form method="post" action=Act::url()>
                    <fieldset>
                        <legend>{t(b::REMOVED_PAGES)}</legend>
                        {hidden(view.page, true)}
                        <ul>{pages.collect_view()}</ul>
                    </fieldset>
                </form>
            }
        })
        .into_any()
}

/// Name of a page's picture.
fn icon_name(icon: PageIcon) -> &'static str {
    texts::icons::by_key(&icon.word().replace('-', "_")).map_or("", t)
}
