//! What the forms of those who publish do: each answers with the address to go on to, after a word on what happened.

use super::{lang, path};
use crate::{
    error::WireError,
    i18n::{Text, texts::publish as p},
    request::flash,
};
use domain::{
    publication::{Standing, Typed},
    territory::TerritoryId,
};
use std::{collections::BTreeMap, str::FromStr};
use usecases::{
    OpContext,
    publication::{self as cases, Sent},
};

type Next = Result<String, WireError>;

fn of(territory: &str) -> Result<(OpContext, TerritoryId), WireError> {
    Ok((crate::request::op_context()?, id(territory)?))
}

/// Reads an id; one that is none leads nowhere.
fn id<T: FromStr>(text: &str) -> Result<T, WireError> {
    text.parse().map_err(|_| WireError::code("not_found"))
}

fn done(said: Text, territory: &TerritoryId, part: &str) -> String {
    flash(said.of(lang()));
    path(territory, part)
}

pub(in crate::publication) async fn save_draft(
    territory: &str,
    which: &str,
    typed: &Typed,
    seen: i64,
    preview: bool,
) -> Next {
    let (ctx, territory) = of(territory)?;
    let saved = cases::save_draft(&ctx, &territory, id(which)?, typed, seen).await?;
    let part = format!("annonces/{}{}", saved.id, if preview { "/apercu" } else { "" });
    Ok(match (saved.apart, preview) {
        (true, _) => done(p::SAVED_APART, &territory, &part),
        (false, true) => path(&territory, &part),
        (false, false) => done(p::SAVED, &territory, &part),
    })
}

const fn published(standing: Standing) -> Text {
    match standing {
        Standing::Scheduled => p::PUBLISHED_LATER,
        Standing::Over => p::PUBLISHED_OVER,
        Standing::Online | Standing::Draft | Standing::Withdrawn => p::PUBLISHED_NOW,
    }
}

pub(in crate::publication) async fn publish(territory: &str, which: &str) -> Next {
    let (ctx, territory) = of(territory)?;
    let said = match cases::publish(&ctx, &territory, id(which)?).await? {
        Sent::Public(standing) => published(standing),
        Sent::ToReader => p::READER_ASKED,
    };
    Ok(done(said, &territory, "annonces"))
}

pub(in crate::publication) async fn approve(territory: &str, which: &str, seen: i64) -> Next {
    let (ctx, territory) = of(territory)?;
    let said = published(cases::approve(&ctx, &territory, id(which)?, seen).await?);
    Ok(done(said, &territory, "annonces"))
}

pub(in crate::publication) async fn approve_proposal(territory: &str, seen: i64) -> Next {
    let (ctx, territory) = of(territory)?;
    cases::approve_proposal(&ctx, &territory, seen).await?;
    Ok(done(p::BOARD_PROPOSED, &territory, "tableau"))
}

pub(in crate::publication) async fn want_reader(territory: &str, wanted: bool) -> Next {
    let (ctx, territory) = of(territory)?;
    cases::want_reader(&ctx, &territory, wanted).await?;
    Ok(done(if wanted { p::READING_WANTED } else { p::READING_UNWANTED }, &territory, "relecture"))
}

pub(in crate::publication) async fn withdraw(territory: &str, which: &str) -> Next {
    let (ctx, territory) = of(territory)?;
    cases::withdraw(&ctx, &territory, id(which)?).await?;
    Ok(done(p::WITHDRAWN_NOW, &territory, "annonces"))
}

pub(in crate::publication) async fn discard(territory: &str, which: &str) -> Next {
    let (ctx, territory) = of(territory)?;
    cases::discard(&ctx, &territory, id(which)?).await?;
    Ok(done(p::DISCARDED, &territory, "annonces"))
}

pub(in crate::publication) async fn save_contact(
    territory: &str,
    which: &str,
    label: &str,
    reach: &str,
    note: &str,
) -> Next {
    let (ctx, territory) = of(territory)?;
    let which = if which.is_empty() { None } else { Some(id(which)?) };
    cases::save_contact(&ctx, &territory, which, label, reach, note).await?;
    Ok(done(p::CONTACT_SAVED, &territory, "numeros"))
}

pub(in crate::publication) async fn move_contact(territory: &str, which: &str, way: &str) -> Next {
    let (ctx, territory) = of(territory)?;
    cases::move_contact(&ctx, &territory, id(which)?, way == "up").await?;
    Ok(done(p::CONTACT_MOVED, &territory, "numeros"))
}

pub(in crate::publication) async fn remove_contact(territory: &str, which: &str) -> Next {
    let (ctx, territory) = of(territory)?;
    cases::remove_contact(&ctx, &territory, id(which)?).await?;
    Ok(done(p::CONTACT_REMOVED, &territory, "numeros"))
}

pub(in crate::publication) async fn add_feed(territory: &str, url: &str) -> Next {
    let (ctx, territory) = of(territory)?;
    cases::add_feed(&ctx, &territory, url).await?;
    Ok(done(p::FEED_ADDED, &territory, "actualites"))
}

pub(in crate::publication) async fn read_feed(territory: &str, which: &str) -> Next {
    let (ctx, territory) = of(territory)?;
    let read = cases::read_feed(&ctx, &territory, id(which)?).await?;
    Ok(done(if read { p::FEED_READ_DONE } else { p::FEED_READ_FAILED }, &territory, "actualites"))
}

pub(in crate::publication) async fn remove_feed(territory: &str, which: &str) -> Next {
    let (ctx, territory) = of(territory)?;
    cases::remove_feed(&ctx, &territory, id(which)?).await?;
    Ok(done(p::FEED_REMOVED, &territory, "actualites"))
}

pub(in crate::publication) async fn draft_proposal(
    territory: &str,
    pins: &[String],
    reasons: &BTreeMap<String, String>,
) -> Next {
    let (ctx, territory) = of(territory)?;
    cases::draft_proposal(&ctx, &territory, pins, reasons).await?;
    Ok(path(&territory, "tableau/apercu"))
}

pub(in crate::publication) async fn propose(territory: &str) -> Next {
    let (ctx, territory) = of(territory)?;
    let said = match cases::propose(&ctx, &territory).await? {
        Sent::Public(()) => p::BOARD_PROPOSED,
        Sent::ToReader => p::READER_ASKED,
    };
    Ok(done(said, &territory, "tableau"))
}

pub(in crate::publication) async fn drop_proposal(territory: &str) -> Next {
    let (ctx, territory) = of(territory)?;
    cases::drop_proposal(&ctx, &territory).await?;
    Ok(done(p::BOARD_DROPPED, &territory, "tableau"))
}

pub(in crate::publication) async fn withdraw_proposal(territory: &str) -> Next {
    let (ctx, territory) = of(territory)?;
    cases::withdraw_proposal(&ctx, &territory).await?;
    Ok(done(p::BOARD_WITHDRAWN, &territory, "tableau"))
}

pub(in crate::publication) async fn set_hue(territory: &str, hue: &str) -> Next {
    let (ctx, territory) = of(territory)?;
    cases::set_hue(&ctx, &territory, hue).await?;
    Ok(done(p::HUE_SAVED, &territory, "apparence"))
}
