//! The list of announcements, each with where it stands, in words.

use super::{empty, hidden, lang, path, signed, title, way};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{Text, date, t, texts::publish as p, tf, use_lang},
    publication::api::announcements::WithdrawAnnouncement,
    root::PageHead,
    ui::{ErrorSummary, Icon},
};
use domain::{dashboard::PlaceName, publication::Standing};
use jiff::civil::Date;
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::{OpContext, publication::Item};

pub(super) async fn page(ctx: &OpContext, place: &PlaceName) -> Result<Fragment, WireError> {
    let items = usecases::publication::items(ctx, &place.id).await?;
    let refused = crate::request::form("withdraw");
    Ok(render(&title(p::ANNOUNCEMENTS, place), || {
        let write = path(&place.id, "annonces/nouvelle");
        view! {
            {way(place, Vec::new(), p::ANNOUNCEMENTS.of(lang()))}
            <PageHead title=t(p::ANNOUNCEMENTS) lede=t(p::ANNOUNCEMENTS_ABOUT)>
                <a class="button" data-kind="primary" href=write><Icon name="plus"/>{t(p::NEW_ANNOUNCEMENT)}</a>
            </PageHead>
            <ErrorSummary form=refused fields=&[]/>
            {if items.is_empty() { empty(p::ANNOUNCEMENTS_NONE, p::ANNOUNCEMENTS_NONE_ABOUT) } else { list(place, &items) }}
        }
    }))
}

fn list(place: &PlaceName, items: &[Item]) -> AnyView {
    view! {
        <ul class="results" role="list">
            {items.iter().map(|item| entry(place, item)).collect_view()}
        </ul>
    }
    .into_any()
}

fn entry(place: &PlaceName, item: &Item) -> AnyView {
    let name = name(item);
    let what = [("what", name.as_str())];
    let which = item.id.to_string();
    let days = days(item);
    let published = matches!(item.standing, Standing::Online | Standing::Scheduled | Standing::Over);
    view! {
        <li class="result">
            <h2><a href=path(&place.id, &format!("annonces/{which}/apercu"))>{name.clone()}</a> " " {badges(item)}</h2>
            <p class="muted">{days.map(|days| format!("{days} · "))} {signed(&item.last.0, item.last.1)}</p>
            <div class="button-row">
                <a class="button" data-kind="quiet" href=path(&place.id, &format!("annonces/{which}")) aria-label=tf(p::CHANGE_WHAT, &what)><Icon name="pencil"/>{t(p::CHANGE_IT)}</a>
                <a class="button" data-kind="quiet" href=path(&place.id, &format!("annonces/{which}/apercu")) aria-label=tf(p::PREVIEW_WHAT, &what)><Icon name="eye"/>{t(p::PREVIEW)}</a>
                {published.then(|| view! {
                    <form method="post" action=WithdrawAnnouncement::url()>
                        {hidden(place, &which)}
                        <button class="button" data-kind="quiet" aria-label=tf(p::WITHDRAW_WHAT, &what)><Icon name="eye-off"/>{t(p::WITHDRAW_IT)}</button>
                    </form>
                })}
            </div>
        </li>
    }
    .into_any()
}

/// The title, or a word for none.
pub(super) fn name(item: &Item) -> String {
    let title = item.typed.title.trim();
    if title.is_empty() { t(p::UNTITLED).to_owned() } else { title.to_owned() }
}

/// Where it stands, in words.
pub(super) fn badges(item: &Item) -> AnyView {
    let (tone, words) = standing(item.standing);
    view! {
        <span class="badge" data-tone=tone>{t(words)}</span>
        {item.waits.then(|| view! { " " <span class="badge" data-tone="warn">{t(p::WAITS_READER)}</span> })}
        {item.pending.then(|| view! { " " <span class="badge" data-tone="warn">{t(p::PENDING)}</span> })}
    }
    .into_any()
}

const fn standing(standing: Standing) -> (&'static str, Text) {
    match standing {
        Standing::Draft => ("info", p::DRAFT),
        Standing::Scheduled => ("info", p::SCHEDULED),
        Standing::Online => ("good", p::ONLINE),
        Standing::Over => ("warn", p::OVER),
        Standing::Withdrawn => ("warn", p::WITHDRAWN),
    }
}

/// From when to when, if what was typed are days.
fn days(item: &Item) -> Option<String> {
    let from = item.typed.from.trim().parse().ok()?;
    let until = item.typed.until.trim();
    Some(span(from, if until.is_empty() { None } else { Some(until.parse().ok()?) }))
}

/// From when to when, in words.
pub(super) fn span(from: Date, until: Option<Date>) -> String {
    let lang = use_lang();
    match until {
        Some(until) => tf(p::SPAN, &[("from", &date(lang, from)), ("until", &date(lang, until))]),
        None => tf(p::SPAN_OPEN, &[("from", &date(lang, from))]),
    }
}
