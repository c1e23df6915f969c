//! A person's calendar by its secret address.

use super::{Portal, export::refused};
use app::calendar::event_title;
use axum::{
    Router,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use domain::{calendar::EventTitle, preferences::Lang};
use std::sync::Arc;
use usecases::OpContext;

pub(super) fn router(portal: &Arc<Portal>) -> Router {
    Router::new().route("/calendrier/{file}", get(calendar)).with_state(portal.clone())
}

async fn calendar(State(portal): State<Arc<Portal>>, Path(file): Path<String>) -> Response {
    let Some(token) = file.strip_suffix(".ics") else { return StatusCode::NOT_FOUND.into_response() };
    // The address is the authority: no session is asked for, and nobody is the actor.
    let ctx = OpContext { actor: usecases::Actor::Anonymous, ..OpContext::system(portal.shared.clone()) };
    // A calendar is often shown to others: a reminder's own words stay on the portal.
    let title = |title: &EventTitle| match title {
        EventTitle::Reminder { .. } => app::i18n::texts::cards::NEUTRAL_REMINDER.of(Lang::Fr).to_owned(),
        other => event_title(Lang::Fr, other),
    };
    match usecases::calendar::feed(&ctx, token, title).await {
        Ok(text) => (
            [(header::CONTENT_TYPE, "text/calendar; charset=utf-8"), (header::CACHE_CONTROL, "private, max-age=3600")],
            text,
        )
            .into_response(),
        Err(error) => refused(&error),
    }
}
