//! A file comes in: the server's door hands it over with the form in which it stood.

use super::acts::{USUAL_LICENCE, chosen, fault};
use crate::{
    error::WireError,
    i18n::texts::publish_data as p,
    request::{flash, lang, leads_to, op_context, within},
    root::routes,
};
use domain::{
    data::{Facts, Source},
    territory::TerritoryId,
};
use http::request::Parts;
use std::{collections::BTreeMap, path::Path};
use usecases::{
    OpContext,
    data::{self, Received, Unfit},
};

/// A file with the form in which it stood.
#[derive(Debug, Clone, Copy)]
pub struct Sent<'a> {
    /// The file, somewhere on the disk.
    pub path: &'a Path,
    /// Its name as it came.
    pub name: &'a str,
}

/// Receives a file for a territory, or says why none came (`sent`: a code). Answers with the address to go on to.
///
/// # Errors
/// Why it was not taken, for a caller that is not a page.
pub async fn receive(
    parts: Parts,
    territory: &TerritoryId,
    fields: &BTreeMap<String, String>,
    sent: Result<Sent<'_>, &'static str>,
) -> Result<String, WireError> {
    let context = within(parts.clone(), op_context);
    let outcome = match (context, sent) {
        (Ok(ctx), Ok(sent)) => Ok(take(&ctx, territory, fields, sent).await),
        (Err(error), _) => Err(error),
        (_, Err("forbidden")) => Err(WireError::code("forbidden")),
        (_, Err(code)) => Err(fault("file", code.to_owned())),
    };
    within(parts, || {
        let outcome = match outcome {
            Ok(Taking::Done(Received::Waiting(id))) => {
                flash(p::RECEIVED.of(lang()));
                Ok(format!("{}/{id}", routes::publish_data(territory)))
            }
            Ok(Taking::Done(Received::Unfit(why))) => Err(unfit(&why)),
            Ok(Taking::Failed(error)) => Err(error.into()),
            Ok(Taking::Mistyped(error)) | Err(error) => Err(error),
        };
        let typed: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        leads_to("data-file", &typed, outcome)
    })
}

enum Taking {
    Done(Received),
    Failed(usecases::Error),
    Mistyped(WireError),
}

async fn take(ctx: &OpContext, territory: &TerritoryId, fields: &BTreeMap<String, String>, sent: Sent<'_>) -> Taking {
    let text = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
    let slug = text("slug");
    let facts = || -> Result<Facts, WireError> {
        let new = slug.is_empty();
        Ok(Facts {
            title: text("title").to_owned(),
            summary: text("summary").to_owned(),
            description: String::new(),
            producer: territory.clone(),
            licence: if new { chosen("licence", text("licence"))? } else { USUAL_LICENCE },
            frequency: if new { chosen("frequency", text("frequency"))? } else { domain::data::Frequency::Unknown },
            themes: if new { vec![chosen("theme", text("theme"))?] } else { Vec::new() },
            keywords: Vec::new(),
            source: Source::default(),
            known_defects: String::new(),
        })
    };
    match facts() {
        Err(error) => Taking::Mistyped(error),
        Ok(facts) => match data::receive(ctx, facts, slug, sent.path, sent.name).await {
            Ok(received) => Taking::Done(received),
            Err(error) => Taking::Failed(error),
        },
    }
}

/// Why a file cannot be taken, with the row or sheet that is meant.
pub(super) fn unfit(why: &Unfit) -> WireError {
    let about = why.about.replace(':', " ");
    fault("file", if about.is_empty() { why.code.to_owned() } else { format!("{}:{about}", why.code) })
}
