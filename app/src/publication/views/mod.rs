//! The pages of those who publish, rendered by the server.

pub(super) mod acts;
mod announcements;
mod board;
mod contacts;
mod editor;
mod feeds;
mod history;
mod hub;
mod hue;
mod preview;
pub(crate) mod reading;

use crate::{
    error::WireError,
    fragment::Fragment,
    i18n::{Text, date, t, texts::publish as p, tf, use_lang},
    request::lang,
    root::{Breadcrumb, routes},
    ui::Icon,
};
use domain::{
    dashboard::PlaceName,
    preferences::Lang,
    territory::{Level, TerritoryId},
};
use leptos::prelude::*;
use usecases::OpContext;

/// The territory of an address, for its publishers.
pub(crate) async fn place(level: &str, code: &str) -> Result<(OpContext, PlaceName), WireError> {
    let not_found = || WireError::code("not_found");
    let level: Level = level.parse().map_err(|_| not_found())?;
    let id = TerritoryId::new(level, code).map_err(|_| not_found())?;
    let ctx = crate::request::op_context()?;
    let place = usecases::publication::place(&ctx, &id).await?;
    Ok((ctx, place))
}

/// The page at that address; `steps` is what follows the first page: `annonces`, `tableau`, `apercu`.
pub(crate) async fn page(level: &str, code: &str, steps: &[&str]) -> Result<Fragment, WireError> {
    let not_found = || WireError::code("not_found");
    let (ctx, place) = place(level, code).await?;
    match steps {
        [] => hub::page(&ctx, &place).await,
        ["annonces"] => announcements::page(&ctx, &place).await,
        ["annonces", "nouvelle"] => Ok(editor::fresh(&ctx, &place)),
        ["annonces", which] => editor::page(&ctx, &place, which.parse().map_err(|_| not_found())?, false).await,
        ["annonces", which, "corriger"] => {
            editor::page(&ctx, &place, which.parse().map_err(|_| not_found())?, true).await
        }
        ["annonces", which, "apercu"] => preview::page(&ctx, &place, which.parse().map_err(|_| not_found())?).await,
        ["tableau"] => board::page(&ctx, &place).await,
        ["tableau", "apercu"] => board::preview(&ctx, &place).await,
        ["numeros"] => contacts::page(&ctx, &place, None).await,
        ["numeros", which] => contacts::page(&ctx, &place, Some(which.parse().map_err(|_| not_found())?)).await,
        ["actualites"] => feeds::page(&ctx, &place).await,
        ["apparence"] => hue::page(&ctx, &place).await,
        ["relecture"] => reading::page(&ctx, &place).await,
        ["historique"] => history::page(&ctx, &place).await,
        _ => Err(not_found()),
    }
}

/// The address of a page of those who publish.
pub(crate) fn path(territory: &TerritoryId, part: &str) -> String {
    format!("{}/{part}", routes::publish(territory))
}

/// The title of a page, in the browser's tab.
pub(crate) fn title(words: Text, place: &PlaceName) -> String {
    format!("{} - {}", words.of(lang()), place.name)
}

/// The way from the territory to a page of those who publish; `between` are the steps after the first page.
pub(crate) fn way(place: &PlaceName, between: Vec<(String, String)>, here: &str) -> AnyView {
    let mut steps = vec![
        (place.name.clone(), routes::territory(&place.id)),
        (t(p::PUBLISH).to_owned(), routes::publish(&place.id)),
    ];
    steps.extend(between);
    view! { <Breadcrumb steps=steps here=here.to_owned()/> }.into_any()
}

/// A moment as people write it, where the territory's people are.
pub(crate) fn moment(lang: Lang, seconds: i64) -> String {
    let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap_or(jiff::tz::TimeZone::UTC);
    jiff::Timestamp::from_second(seconds).map_or_else(
        |_| String::new(),
        |at| {
            let at = at.to_zoned(zone);
            let (hour, minute) = (at.hour().to_string(), format!("{:02}", at.minute()));
            p::AT.with(lang, &[("day", &date(lang, at.date())), ("hour", &hour), ("minute", &minute)])
        },
    )
}

/// Who and when, in one line.
fn signed(author: &str, at: i64) -> String {
    tf(p::BY_AT, &[("author", author), ("moment", &moment(use_lang(), at))])
}

/// The territory of a form, and the thing that it is about.
pub(crate) fn hidden(place: &PlaceName, which: &str) -> AnyView {
    view! {
        <input type="hidden" name="territory" value=place.id.to_string()/>
        {(!which.is_empty()).then(|| view! { <input type="hidden" name="id" value=which.to_owned()/> })}
    }
    .into_any()
}

/// A form of one button that shows only its icon.
fn icon_form(url: &'static str, place: &PlaceName, which: &str, icon: &'static str, words: String) -> AnyView {
    view! {
        <form method="post" action=url>
            {hidden(place, which)}
            <button class="icon-button" aria-label=words.clone() title=words><Icon name=icon/></button>
        </form>
    }
    .into_any()
}

/// Nothing yet: what it is for, and the first step.
fn empty(title: Text, about: Text) -> AnyView {
    view! {
        <div class="empty">
            <p class="empty-title">{t(title)}</p>
            <div class="empty-body"><p>{t(about)}</p></div>
        </div>
    }
    .into_any()
}
