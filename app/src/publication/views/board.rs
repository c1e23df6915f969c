//! The board that a territory proposes: the publisher's own one, with the cards that are held and why.

use super::{hidden, lang, path, reading::Sending, signed, title, way};
use crate::{
    dashboard::{card_about, card_name},
    error::WireError,
    fragment::{Fragment, render},
    i18n::{t, texts::publish as p, tf, use_lang},
    publication::api::{
        board::{DraftProposal, DropProposal, Propose, WithdrawProposal},
        reading::ApproveProposal,
    },
    root::{PageHead, routes},
    ui::{ErrorSummary, Form, Icon, Notice, Tone},
};
use domain::{
    board::{Card, PIN_REASON, Proposal, ProposedCard, Size},
    dashboard::PlaceName,
};
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::{
    OpContext,
    publication::{ProposalPreview, ProposalView},
};

/// With more pinned cards than that the publisher is asked to think again.
const MANY_PINS: usize = 3;

pub(super) async fn page(ctx: &OpContext, place: &PlaceName) -> Result<Fragment, WireError> {
    let view = usecases::publication::proposal_of(ctx, &place.id).await?;
    let form = crate::request::form("proposal");
    Ok(render(&title(p::BOARD, place), || {
        let arrange = format!("{}?organiser=oui", routes::DASHBOARD);
        let waiting = path(&place.id, "tableau/apercu");
        view! {
            {way(place, Vec::new(), p::BOARD.of(lang()))}
            <PageHead title=t(p::BOARD) lede=t(p::BOARD_LEDE)>
                <a class="button" href=arrange><Icon name="pencil"/>{t(p::BOARD_ARRANGE)}</a>
            </PageHead>
            {view.draft.is_some().then(|| view! {
                <Notice tone=Tone::Info>
                    <p><strong>{t(p::BOARD_DRAFT)}</strong> " " {t(p::BOARD_DRAFT_ABOUT)}</p>
                    <p><a class="button" href=waiting><Icon name="eye"/>{t(p::BOARD_SEE_DRAFT)}</a></p>
                </Notice>
            })}
            <section class="section" aria-labelledby="current">
                <h2 id="current">{t(p::BOARD_CURRENT)}</h2>
                {current(place, &view)}
            </section>
            <section class="section stack" aria-labelledby="own">
                <h2 id="own">{t(p::BOARD_OWN)}</h2>
                <p>{t(p::BOARD_OWN_ABOUT)} " " {t(p::PINS_ABOUT)}</p>
                <p class="hint" id="reason-hint">{t(p::REASON_HINT)}</p>
                {own(place, &view, &form)}
            </section>
        }
    }))
}

/// What residents get today, and the way to take it back.
fn current(place: &PlaceName, view: &ProposalView) -> AnyView {
    let Some(proposal) = &view.current else { return view! { <p>{t(p::BOARD_NONE)}</p> }.into_any() };
    let withdraw = view! {
        <details class="fold">
            <summary>{t(p::BOARD_WITHDRAW)}</summary>
            <form class="stack" method="post" action=WithdrawProposal::url()>
                {hidden(place, "")}
                <p>{t(p::BOARD_WITHDRAW_ABOUT)}</p>
                <p><button class="button" data-kind="danger">{t(p::BOARD_WITHDRAW)}</button></p>
            </form>
        </details>
    };
    view! {
        {view.last.as_ref().map(|(author, at)| view! { <p class="muted">{signed(author, *at)}</p> })}
        {pages(proposal, place)}
        {withdraw}
    }
    .into_any()
}

/// The pages of a proposal as lists.
fn pages(proposal: &Proposal, place: &PlaceName) -> AnyView {
    let lang = use_lang();
    let line = |card: &ProposedCard| {
        let pinned = card.pinned_by.is_some().then(|| pinned(&place.name, card.reason.as_deref()));
        view! { <li>{card_name(lang, card.kind)} " (" {crate::dashboard::size_name(lang, card.size)} ")" {pinned.map(|words| view! { " " <span class="why"><Icon name="pin"/>{words}</span> })}</li> }
    };
    let page = |page: &domain::board::ProposedPage| {
        view! {
            <h3>{tf(p::BOARD_PAGE, &[("page", page.name.as_str())])}</h3>
            <ol class="prose">{page.cards.iter().map(line).collect_view()}</ol>
        }
    };
    proposal.pages.iter().map(page).collect_view().into_any()
}

fn pinned(place: &str, why: Option<&str>) -> String {
    match why {
        Some(why) => tf(p::PINNED_WHY, &[("place", place), ("why", why)]),
        None => tf(p::PINNED_NO_WHY, &[("place", place)]),
    }
}

/// The publisher's board, with a box for each card to hold and a line to say why. What was chosen last is there again.
fn own(place: &PlaceName, view: &ProposalView, form: &Form) -> AnyView {
    let known = view.draft.as_ref().or(view.current.as_ref());
    let chosen = |card: &Card| known.and_then(|known| known.cards().find(|each| each.kind == card.kind));
    let pages: Vec<_> = view.own.pages.iter().filter(|page| page.visible().next().is_some()).collect();
    let mut number = 0;
    view! {
        <form class="form" method="post" action=DraftProposal::url()>
            {hidden(place, "")}
            <ErrorSummary form=form.clone() fields=&[("pins", p::BOARD_OWN), ("reasons", p::BOARD_OWN)]/>
            {pages.into_iter().map(|page| view! {
                <fieldset>
                    <legend>{tf(p::BOARD_PAGE, &[("page", page.name.as_str())])}</legend>
                    <div class="stack">
                        {page.visible().map(|card| {
                            let choice = pin_choice(card, number, chosen(card), form);
                            number += 1;
                            choice
                        }).collect_view()}
                    </div>
                </fieldset>
            }).collect_view()}
            <p><button class="button" data-kind="primary"><Icon name="eye"/>{t(p::BOARD_PREPARE)}</button></p>
        </form>
    }
    .into_any()
}

fn pin_choice(card: &Card, number: u32, chosen: Option<&ProposedCard>, form: &Form) -> AnyView {
    let lang = use_lang();
    let (box_id, reason_id) = (format!("pin-{}", card.kind), format!("reason-{}", card.kind));
    let name = [("card", card_name(lang, card.kind))];
    let refused = form.error.is_some();
    let held =
        if refused { form.typed.contains_key(&box_id) } else { chosen.is_some_and(|card| card.pinned_by.is_some()) };
    let why = form.value(&reason_id, chosen.and_then(|card| card.reason.as_deref()).unwrap_or_default());
    let most = PIN_REASON.most.to_string();
    view! {
        <div class="check-more"><div class="check">
            <input type="checkbox" id=box_id.clone() name=format!("pins[{number}]") value=card.kind.word() checked=held/>
            <label for=box_id>{tf(p::PIN_CARD, &name)} " " <small class="muted">{crate::dashboard::size_name(lang, card.size)}</small></label>
        </div>
        <div class="field">
            <label for=reason_id.clone()>{tf(p::REASON_OF, &name)}</label>
            <input id=reason_id name=format!("reasons[{}]", card.kind) maxlength=most value=why aria-describedby="reason-hint"/>
        </div></div>
    }
    .into_any()
}

/// The board of a resident who changed nothing, and the button that publishes it.
pub(super) async fn preview(ctx: &OpContext, place: &PlaceName) -> Result<Fragment, WireError> {
    let view = usecases::publication::preview_proposal(ctx, &place.id).await?;
    let refused = crate::request::form("propose");
    Ok(render(&title(p::BOARD_PREVIEW, place), || {
        let back = path(&place.id, "tableau");
        view! {
            {way(place, vec![(t(p::BOARD).to_owned(), path(&place.id, "tableau"))], p::BOARD_PREVIEW.of(lang()))}
            <PageHead title=t(p::BOARD_PREVIEW) lede=tf(p::BOARD_PREVIEW_LEDE, &[("place", &place.name)])>
                <a class="button" href=back><Icon name="pencil"/>{t(p::CHANGE_IT)}</a>
            </PageHead>
            <ErrorSummary form=refused fields=&[]/>
            {shown(&view)}
            <section class="section reading stack" aria-labelledby="next">
                <h2 id="next">{t(p::WHAT_NEXT)}</h2>
                {ready(place, &view)}
                <form method="post" action=DropProposal::url()>
                    {hidden(place, "")}
                    <button class="button" data-kind="quiet"><Icon name="x"/>{t(p::BOARD_DROP)}</button>
                </form>
            </section>
        }
    }))
}

fn ready(place: &PlaceName, view: &ProposalPreview) -> AnyView {
    let lang = use_lang();
    let names: Vec<&str> = view.unexplained.iter().map(|kind| card_name(lang, *kind)).collect();
    if !names.is_empty() {
        let words = tf(p::REASON_MISSING, &[("cards", &names.join(", "))]);
        return view! { <Notice tone=Tone::Warn><p>{words}</p></Notice> }.into_any();
    }
    let held =
        view.board.cards().filter(|(_, card)| card.pinned.as_ref().is_some_and(|pin| pin.by == place.id)).count();
    let sending = Sending {
        way: view.way,
        publish: Propose::url(),
        approve: ApproveProposal::url(),
        fields: hidden(place, ""),
        last: (&view.last.0, view.last.1),
        next: view! { <p>{t(p::BOARD_NEXT)}</p> }.into_any(),
        words: p::BOARD_PROPOSE,
    };
    view! {
        {(held > MANY_PINS).then(|| view! { <Notice tone=Tone::Warn><p>{tf(p::MANY_PINS, &[("n", &held.to_string())])}</p></Notice> })}
        {sending.form()}
    }
    .into_any()
}

fn shown(view: &ProposalPreview) -> AnyView {
    let page = |page: &domain::board::Page| {
        let id = format!("page-{}", page.id);
        view! {
            <section class="section" aria-labelledby=id.clone()>
                <h2 id=id.clone()>{tf(p::BOARD_PAGE, &[("page", page.name.as_str())])}</h2>
                <ol class="board">{page.cards.iter().map(|card| preview_card(view, card)).collect_view()}</ol>
            </section>
        }
    };
    view.board.pages.iter().map(page).collect_view().into_any()
}

fn preview_card(view: &ProposalPreview, card: &Card) -> AnyView {
    let lang = use_lang();
    let held = card.pinned.as_ref().map(|pin| {
        let name = view
            .chain
            .iter()
            .find(|each| each.id == pin.by)
            .map_or_else(|| pin.by.to_string(), |each| each.name.clone());
        let why = view.levels.iter().find(|level| level.territory == pin.by).and_then(|level| level.reason(card.kind));
        pinned(&name, why)
    });
    let id = format!("card-{}", card.id);
    view! {
        <li class="card" data-kind=card.kind.word() data-look="paper" data-size=Size::word(card.size) data-state="ready" aria-labelledby=id.clone()>
            <header class="card-head"><Icon name=card.kind.icon()/><h3 id=id.clone()>{card_name(lang, card.kind)}</h3></header>
            <div class="card-body">
                {held.map(|words| view! { <p class="why"><Icon name="pin"/>{words}</p> })}
                <p class="muted">{t(card_about(card.kind))}</p>
            </div>
        </li>
    }
    .into_any()
}
