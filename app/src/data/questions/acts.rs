//! What the forms of questions do: each answers with the address to go on to, after a word on what happened.

use crate::{
    error::WireError,
    i18n::{Text, texts::questions as q},
    request::{flash, lang},
    root::routes,
};
use domain::{data::QuestionKind, territory::TerritoryId};
use std::{collections::BTreeMap, str::FromStr};
use usecases::data;

type Next = Result<String, WireError>;

fn id<T: FromStr>(text: &str) -> Result<T, WireError> {
    text.parse().map_err(|_| WireError::code("not_found"))
}

fn done(said: Text, path: String) -> String {
    flash(said.of(lang()));
    path
}

pub(super) async fn ask(slug: &str, kind: &str, place: &str, text: &str) -> Next {
    let ctx = crate::request::op_context()?;
    let kind = kind.parse().unwrap_or(QuestionKind::Question);
    let dataset = data::ask_producer(&ctx, slug, kind, place, text).await?;
    Ok(done(q::SENT, routes::questions(&dataset.slug)))
}

pub(super) async fn request(territory: &str, text: &str) -> Next {
    let ctx = crate::request::op_context()?;
    let territory: TerritoryId = id(territory)?;
    data::request(&ctx, &territory, text).await?;
    Ok(done(q::SENT, routes::requests(&territory)))
}

fn queue(territory: &TerritoryId) -> String {
    format!("{}/questions", routes::publish_data(territory))
}

pub(super) async fn answer(territory: &str, which: &str, outcome: &str, text: &str) -> Next {
    let ctx = crate::request::op_context()?;
    let territory: TerritoryId = id(territory)?;
    let which = id(which)?;
    // Who may not answer learns nothing of the form.
    let _waiting = data::open_questions(&ctx, &territory).await?;
    let outcome = outcome.parse().map_err(|_| WireError {
        code: "invalid".to_owned(),
        fields: BTreeMap::from([("outcome".to_owned(), "not_chosen".to_owned())]),
        incident: None,
    })?;
    data::answer(&ctx, &territory, which, outcome, text).await?;
    Ok(done(q::ANSWERED, queue(&territory)))
}

pub(super) async fn hide(territory: &str, which: &str, why: &str) -> Next {
    let ctx = crate::request::op_context()?;
    let territory: TerritoryId = id(territory)?;
    data::hide(&ctx, &territory, id(which)?, why).await?;
    Ok(done(q::HIDDEN_NOW, queue(&territory)))
}
