//! Keeping an answer on the board.

use super::api::PinData;
use crate::{
    error::WireError,
    i18n::{t, texts::data as d, tf},
    request::{Query as Address, flash, keeping_context},
    root::routes,
    ui::Icon,
};
use domain::data::{Dataset, query::url};
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::data;

pub(super) async fn pin(slug: &str, question: &str, mine: bool, label: &str) -> Result<String, WireError> {
    let ctx = keeping_context().await?;
    let address = Address::parse(question);
    let query = url::read(address.pairs()).map_err(|_| WireError::code("bad_request"))?;
    data::pin(&ctx, slug, &query, mine, label).await?;
    flash(d::PINNED.of(crate::request::lang()));
    Ok(if question.is_empty() { routes::dataset(slug) } else { format!("{}?{question}", routes::dataset(slug)) })
}

pub(super) async fn unpin(id: &str) -> Result<String, WireError> {
    let ctx = keeping_context().await?;
    data::unpin(&ctx, id.parse().map_err(|_| WireError::code("not_found"))?).await?;
    flash(d::UNPINNED.of(crate::request::lang()));
    Ok(crate::request::back_to(&[routes::DASHBOARD]))
}

/// The form below an answer.
pub(super) fn form(dataset: &Dataset, question: &str, mine: Option<&str>) -> AnyView {
    let label: String = dataset.facts.title.chars().take(80).collect();
    let mark = if question.is_empty() { "" } else { "?" };
    let feed = format!("/dataset/{}/question.atom{mark}{question}", dataset.slug);
    view! {
        <details class="fold no-print"><summary>{t(d::PIN)}</summary>
            <form class="form" method="post" action=PinData::url()>
                <input type="hidden" name="slug" value=dataset.slug.clone()/>
                <input type="hidden" name="question" value=question.to_owned()/>
                <div class="field"><label for="pin-label">{t(d::PIN_LABEL)}</label>
                    <input id="pin-label" name="label" maxlength="80" value=label/></div>
                {mine.map(|place| view! {
                    <div class="check"><input type="checkbox" id="pin-mine" name="mine" value="oui" checked/><label for="pin-mine">{tf(d::PIN_MINE, &[("place", place)])}</label></div>
                })}
                <p class="why"><Icon name="info"/>{t(d::PIN_NEXT)}</p>
                <p><button class="button"><Icon name="pin"/>{t(d::PIN)}</button></p>
            </form>
            <p><a href=feed>{t(d::PIN_FEED)}</a></p>
        </details>
    }
    .into_any()
}
