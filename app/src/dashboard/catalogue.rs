//! The catalogue of cards, and the board as a whole: what the place proposes, export and import.

use super::{
    announce,
    api::{Act, ImportBoard, ResetBoard},
    cards::preview,
    names::card_name,
};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{
        Text, t, texts,
        texts::{board as b, cards as c},
        tf, use_lang,
    },
    root::{Breadcrumb, PageHead, routes},
    ui::{ErrorSummary, Form, Icon, TextArea},
};
use domain::{
    board::{Action, Board, CardKind, CardTheme, PageId},
    dashboard::FoundCard,
    preferences::Lang,
    text::fold,
};
use jiff::civil::Date;
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::board::CatalogueView;

/// The words in the catalogue's address for a part of it.
const ESSENTIAL: &str = "essentielles";
const NEW: &str = "nouvelles";

/// The page of the catalogue.
/// `only` is `essentielles`, `nouvelles`, or anything else for all cards.
pub(crate) async fn fragment(wanted: &str, only: &str) -> Result<Fragment, WireError> {
    let ctx = crate::request::op_context()?;
    let (lang, today) = (crate::request::lang(), ctx.today());
    let kinds: Vec<CardKind> =
        CardKind::ALL.iter().copied().filter(|kind| fits(lang, *kind, wanted, only, today)).collect();
    let view = usecases::board::catalogue(&ctx, &kinds).await?;
    let form = crate::request::form("import");
    Ok(render(c::CATALOGUE.of(lang), || {
        view! {
            <Breadcrumb steps=vec![(t(texts::frame::DASHBOARD).to_owned(), routes::DASHBOARD.to_owned())] here=t(c::CATALOGUE)/>
            <PageHead title=t(c::CATALOGUE) lede=t(c::CATALOGUE_LEDE)/>
            <form class="search" method="get" action=routes::CARDS role="search">
                <label for="card-q">{t(c::CATALOGUE_SEARCH)}</label>
                <div class="search-row">
                    <input id="card-q" name="q" type="search" maxlength="60" value=wanted.to_owned()/>
                    <button type="submit" class="button" data-kind="primary">{t(texts::frame::SEARCH)}</button>
                </div>
            </form>
            {filters(only)}
            {shelves(&view, today)}
            {whole(&view.proposal, form)}
        }
    }))
}

/// Puts the exported text in the board's place.
pub(super) async fn import(text: &str) -> Result<String, WireError> {
    // First, whether the session still lasts: a text that came too late is not judged, it is kept.
    crate::request::op_context()?;
    let board = domain::board::import(text).map_err(|fault| WireError {
        code: "bad_import".to_owned(),
        fields: std::collections::BTreeMap::from([("line".to_owned(), fault.line.to_string())]),
        incident: None,
    })?;
    let ctx = crate::request::keeping_context().await?;
    told(&usecases::board::import(&ctx, &board).await?);
    Ok(routes::DASHBOARD.to_owned())
}

/// Puts the place's proposal in the board's place.
pub(super) async fn reset() -> Result<String, WireError> {
    let ctx = crate::request::keeping_context().await?;
    told(&usecases::board::reset(&ctx).await?);
    Ok(routes::DASHBOARD.to_owned())
}

pub(super) fn told(outcome: &Result<domain::board::Change, domain::board::Refusal>) {
    let lang = crate::request::lang();
    crate::request::flash(&match outcome {
        Ok(change) => announce::change(lang, change),
        Err(refusal) => announce::refusal(lang, refusal),
    });
}

/// All cards, the essential ones, the new ones: links.
fn filters(only: &str) -> AnyView {
    let links = [("", c::ONLY_ALL), (ESSENTIAL, c::ONLY_ESSENTIAL), (NEW, c::ONLY_NEW)];
    let here = if [ESSENTIAL, NEW].contains(&only) { only } else { "" };
    let link = |(word, words): (&'static str, Text)| {
        let path = if word.is_empty() { routes::CARDS.to_owned() } else { format!("{}?montrer={word}", routes::CARDS) };
        view! { <li><a class="chip" href=path aria-current=(word == here).then_some("true")>{t(words)}</a></li> }
    };
    view! { <nav class="filters" aria-label=t(c::CATALOGUE)><ul>{links.map(link).into_iter().collect_view()}</ul></nav> }
        .into_any()
}

/// Whether a kind is in the part of the catalogue that is looked at, and matches what is searched for.
fn fits(lang: Lang, kind: CardKind, wanted: &str, only: &str, today: Date) -> bool {
    let words = [card_name(lang, kind), announce::card_about(kind).of(lang), announce::card_reads(kind).of(lang)];
    (match only {
        ESSENTIAL => kind.essential(),
        NEW => kind.is_new(today),
        _ => true,
    }) && fold(&words.join(" ")).contains(&fold(wanted))
}

/// The shelves with the cards that match.
fn shelves(view: &CatalogueView, today: Date) -> AnyView {
    let shelves: Vec<_> = CardTheme::ALL
        .iter()
        .filter_map(|theme| {
            let here = view.previews.iter().filter(|(kind, _)| kind.theme() == *theme);
            let cards: Vec<_> = here.map(|(kind, found)| entry(view, *kind, found, today)).collect();
            let name = match theme {
                CardTheme::Mine => c::THEME_MINE,
                CardTheme::Services => c::THEME_SERVICES,
                CardTheme::Time => c::THEME_TIME,
                CardTheme::Territory => c::THEME_TERRITORY,
                CardTheme::Help => c::THEME_HELP,
            };
            (!cards.is_empty()).then(|| {
                view! {
                    <section class="section" aria-labelledby=format!("shelf-{theme}")>
                        <h2 id=format!("shelf-{theme}")>{t(name)}</h2>
                        <ul class="catalogue" role="list">{cards}</ul>
                    </section>
                }
            })
        })
        .collect();
    let none = shelves.is_empty();
    view! { {shelves} {none.then(|| view! { <p role="status">{t(c::CATALOGUE_NONE)}</p> })} }.into_any()
}

fn entry(view: &CatalogueView, kind: CardKind, found: &FoundCard, today: Date) -> AnyView {
    let name = card_name(use_lang(), kind);
    let there = view.board.card_of(kind);
    let add = Action::Add { kind, page: view.page };
    view! {
        <li class="catalogue-item">
            <div class="catalogue-icon"><Icon name=kind.icon()/></div>
            <div>
                <h3>
                    {name}
                    {kind.essential().then(|| view! { " " <span class="badge" data-tone="good">{t(c::ESSENTIAL)}</span> })}
                    {kind.is_new(today).then(|| view! { " " <span class="badge" data-tone="info">{t(c::NEW)}</span> })}
                </h3>
                <p>{t(announce::card_about(kind))}</p>
                <p class="muted">{t(c::READS)} " " {t(announce::card_reads(kind))}</p>
            </div>
            {preview(found.clone(), kind)}
            {match there {
                Some((page, card)) if card.hidden => {
                    act(page.id, &Action::Show(card.id), "eye", tf(c::SHOW_HIDDEN, &[("card", name)]))
                }
                // A page of its own, so that the browser itself goes to the card and gives it the focus.
                Some((page, card)) => {
                    let path = format!("{}#{}", routes::dashboard_page(&page.id.to_string()), super::render::anchor(card.id));
                    view! { <a class="button" data-kind="quiet" href=path rel="external"><Icon name="check"/>{t(c::ALREADY_ON)} <span class="visually-hidden">" : " {name}</span></a> }.into_any()
                }
                None => act(view.page, &add, "plus", tf(c::ADD_CARD, &[("card", name)])),
            }}
        </li>
    }
    .into_any()
}

/// A form of one button that does one thing to the board.
fn act(page: PageId, action: &Action, icon: &'static str, words: String) -> AnyView {
    view! {
        <form method="post" action=Act::url()>
            <input type="hidden" name="page" value=page.to_string()/>
            <button class="button" data-kind="secondary" name="todo" value=action.to_string()><Icon name=icon/>{words}</button>
        </form>
    }
    .into_any()
}

/// The board as a whole: what the place proposes with its preview, export, import.
fn whole(proposal: &Board, form: Form) -> AnyView {
    let lang = use_lang();
    let line = form.error.as_ref().and_then(|error| error.fields.get("line").cloned());
    let names: Vec<_> = proposal
        .cards()
        .map(|(_, card)| view! { <li><Icon name=card.kind.icon()/>{card_name(lang, card.kind)}</li> })
        .collect();
    view! {
        <section class="section" id="proposition" aria-labelledby="reset-title">
            <h2 id="reset-title">{t(b::RESET)}</h2>
            <p>{t(b::RESET_ABOUT)}</p>
            <ol class="proposal">{names}</ol>
            <form method="post" action=ResetBoard::url()><button type="submit" class="button">{t(b::RESET_DO)}</button></form>
        </section>
        <section class="section" aria-labelledby="text-title">
            <h2 id="text-title">{t(b::EXPORT)}</h2>
            <p><a class="button" href="/tableau-de-bord/export.txt" rel="external" download><Icon name="download"/>{t(b::EXPORT)}</a></p>
            <form class="form" method="post" action=ImportBoard::url()>
                <ErrorSummary form=form.clone() fields=&[("text", b::IMPORT_LABEL)]/>
                {line.map(|line| view! { <p class="field-error">{tf(b::IMPORT_LINE, &[("line", &line)])}</p> })}
                <TextArea form=form name="text" label=t(b::IMPORT_LABEL) hint=t(b::IMPORT_HINT) most=20000/>
                <p><button type="submit" class="button">{t(b::IMPORT)}</button></p>
            </form>
        </section>
    }
    .into_any()
}
