//! An announcement as residents will see it, what the checker says, and the button that publishes.

use super::{
    announcements::{badges, name, span},
    hidden,
    history::changes,
    lang, path,
    reading::Sending,
    title, way,
};
use crate::{
    dashboard::announcements,
    error::WireError,
    fragment::{Fragment, render},
    i18n::{Text, date, t, texts, texts::publish as p, tf, use_lang},
    publication::api::{announcements::PublishAnnouncement, reading::ApproveAnnouncement},
    root::PageHead,
    ui::{ErrorSummary, Icon, Notice, Tone},
};
use domain::{dashboard::PlaceName, ids::AnnouncementId, publication::Advice};
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::{Fields, OpContext, publication::Preview};

const FIELDS: &[(&str, Text)] =
    &[("title", p::ANNOUNCE_TITLE), ("text", p::ANNOUNCE_TEXT), ("from", p::FROM), ("until", p::UNTIL)];

pub(super) async fn page(ctx: &OpContext, place: &PlaceName, id: AnnouncementId) -> Result<Fragment, WireError> {
    let view = usecases::publication::preview(ctx, &place.id, id).await?;
    let refused = crate::request::form("publish");
    let today = ctx.today();
    Ok(render(&title(p::PREVIEW, place), || {
        let name = name(&view.item);
        let steps = vec![
            (t(p::ANNOUNCEMENTS).to_owned(), path(&place.id, "annonces")),
            (name.clone(), path(&place.id, &format!("annonces/{id}"))),
        ];
        let edit = path(&place.id, &format!("annonces/{id}"));
        view! {
            {way(place, steps, p::PREVIEW.of(lang()))}
            <PageHead title=tf(p::PREVIEW_WHAT, &[("what", &name)]) lede=tf(p::PREVIEW_LEDE, &[("place", &place.name)])>
                <a class="button" href=edit><Icon name="pencil"/>{t(p::CHANGE_IT)}</a>
            </PageHead>
            <ErrorSummary form=refused fields=FIELDS/>
            <div class="stack">
                <p>{badges(&view.item)} " " <span class="muted">{view.faults.is_empty().then(|| span(view.span.0, view.span.1))}</span></p>
                {card(&view)}
            </div>
            <section class="section reading stack" aria-labelledby="check">
                {if view.faults.is_empty() { ready(place, &view, today) } else { broken(place, id, &view.faults) }}
            </section>
            {(!view.changes.is_empty()).then(|| view! {
                <section class="section" aria-labelledby="past">
                    <h2 id="past">{t(p::ITS_HISTORY)}</h2>
                    {changes(&view.changes)}
                </section>
            })}
        }
    }))
}

/// The very markup of the dashboard's card.
fn card(view: &Preview) -> AnyView {
    let card = crate::dashboard::card_name(use_lang(), domain::board::CardKind::Announcements);
    view! {
        <ol class="board">
            <li class="card" data-kind="announcements" data-look="paper" data-size="m" data-state="ready" aria-labelledby="preview-card">
                <header class="card-head"><Icon name="megaphone"/><h2 id="preview-card">{card}</h2></header>
                <div class="card-body">{announcements(vec![view.line.clone()])}</div>
            </li>
        </ol>
    }
    .into_any()
}

/// What keeps it from being published, and the way to mend it.
fn broken(place: &PlaceName, id: AnnouncementId, faults: &Fields) -> AnyView {
    let lang = use_lang();
    let lines = FIELDS.iter().filter_map(|(field, label)| {
        let words = texts::errors::by_key(faults.get(field)?).unwrap_or(texts::errors::INVALID);
        Some(view! { <li>{label.of(lang)} " : " {t(words)}</li> })
    });
    view! {
        <h2 id="check">{t(p::TO_CORRECT)}</h2>
        <ul class="prose">{lines.collect_view()}</ul>
        <p><a class="button" data-kind="primary" href=path(&place.id, &format!("annonces/{id}/corriger"))><Icon name="pencil"/>{t(p::CORRECT)}</a></p>
    }
    .into_any()
}

/// What could be better, what happens next, and the button.
fn ready(place: &PlaceName, view: &Preview, today: jiff::civil::Date) -> AnyView {
    let later = view.span.0 > today;
    let next =
        if later { tf(p::NEXT_LATER, &[("date", &date(use_lang(), view.span.0))]) } else { t(p::NEXT_NOW).to_owned() };
    let words = if view.item.pending { p::PUBLISH_CHANGES } else { p::PUBLISH_IT };
    view! {
        {advised(&view.advice)}
        {view.way.map(|way| {
            let sending = Sending {
                way,
                publish: PublishAnnouncement::url(),
                approve: ApproveAnnouncement::url(),
                fields: hidden(place, &view.item.id.to_string()),
                last: (&view.item.last.0, view.item.saved),
                next: view! { <p>{next}</p> }.into_any(),
                words,
            };
            view! { <h2>{t(p::WHAT_NEXT)}</h2> {sending.form()} }
        })}
    }
    .into_any()
}

fn advised(advice: &[Advice]) -> AnyView {
    if advice.is_empty() {
        return view! { <h2 id="check">{t(p::ADVICE)}</h2><Notice tone=Tone::Good><p>{t(p::ADVICE_NONE)}</p></Notice> }
            .into_any();
    }
    let lines = advice.iter().map(|each| view! { <li>{sentence(each)}</li> }).collect_view();
    view! {
        <h2 id="check">{t(p::ADVICE)}</h2>
        <Notice tone=Tone::Warn>
            <p>{t(p::ADVICE_LEDE)}</p>
            <ul class="prose">{lines}</ul>
        </Notice>
    }
    .into_any()
}

fn sentence(advice: &Advice) -> String {
    match advice {
        Advice::LongTitle(n) => tf(p::ADVICE_LONG_TITLE, &[("n", &n.to_string())]),
        Advice::Capitals => t(p::ADVICE_CAPITALS).to_owned(),
        Advice::VagueLink(what) => tf(p::ADVICE_VAGUE_LINK, &[("what", what)]),
        Advice::BareAddress(what) => tf(p::ADVICE_BARE_ADDRESS, &[("what", what)]),
        Advice::LongSentence(n, what) => tf(p::ADVICE_LONG_SENTENCE, &[("n", &n.to_string()), ("what", what)]),
        Advice::NoEnd => t(p::ADVICE_NO_END).to_owned(),
        Advice::AlreadyOver => t(p::ADVICE_ALREADY_OVER).to_owned(),
    }
}
