//! What the forms of a waiting file do.

use super::{api::ColumnTyped, receive::unfit};
use crate::{
    error::WireError,
    i18n::{number, texts::publish_data as p},
    request::{flash, lang},
    root::routes,
};
use domain::{
    data::{Facts, Licence, Source, Theme},
    ids::DatasetDraftId,
    territory::TerritoryId,
};
use std::{collections::BTreeMap, str::FromStr};
use usecases::data::{self, ColumnChoice, Manner, Received};

/// What was typed of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) description: String,
    pub(super) theme: String,
    pub(super) licence: String,
    pub(super) frequency: String,
    pub(super) keywords: String,
    pub(super) source: String,
    pub(super) source_url: String,
    pub(super) known_defects: String,
    pub(super) sheet: String,
    pub(super) schema: String,
    pub(super) suppress: String,
    pub(super) despite: String,
    pub(super) accepted: String,
}

impl Typed {
    /// What comes back with a refused form.
    pub(super) fn kept(&self, columns: &[ColumnTyped]) -> Vec<(String, String)> {
        let mut all: Vec<(String, String)> = [
            ("title", &self.title),
            ("summary", &self.summary),
            ("description", &self.description),
            ("theme", &self.theme),
            ("licence", &self.licence),
            ("frequency", &self.frequency),
            ("keywords", &self.keywords),
            ("source", &self.source),
            ("source_url", &self.source_url),
            ("known_defects", &self.known_defects),
            ("sheet", &self.sheet),
            ("schema", &self.schema),
            ("suppress", &self.suppress),
            ("despite", &self.despite),
            ("accepted", &self.accepted),
        ]
        .map(|(name, text)| (name.to_owned(), text.clone()))
        .into();
        for (place, column) in columns.iter().enumerate() {
            all.push((format!("kind-{place}"), column.kind.clone()));
            all.push((format!("meaning-{place}"), column.meaning.clone()));
            all.push((format!("dropped-{place}"), column.dropped.clone()));
            all.push((format!("coarse-{place}"), column.coarse.clone()));
            all.push((format!("crossed-{place}"), column.crossed.clone()));
        }
        all
    }

    fn facts(&self, before: Facts) -> Result<Facts, WireError> {
        let themes: Vec<Theme> = self.theme.parse().into_iter().collect();
        Ok(Facts {
            title: self.title.clone(),
            summary: self.summary.clone(),
            description: self.description.clone(),
            licence: chosen("licence", &self.licence)?,
            frequency: chosen("frequency", &self.frequency)?,
            // The form shows the first shelf: the others stay as long as that one does.
            themes: if before.themes.first() == themes.first() { before.themes } else { themes },
            keywords: self
                .keywords
                .split(',')
                .map(str::trim)
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
            source: Source { words: self.source.clone(), url: self.source_url.clone() },
            known_defects: self.known_defects.clone(),
            producer: before.producer,
        })
    }
}

/// A word of a list; another one was not chosen in it.
pub(super) fn chosen<T: FromStr>(name: &str, word: &str) -> Result<T, WireError> {
    word.parse().map_err(|_| fault(name, "not_chosen".to_owned()))
}

/// One faulty field.
pub(super) fn fault(name: &str, code: String) -> WireError {
    WireError { code: "invalid".to_owned(), fields: BTreeMap::from([(name.to_owned(), code)]), incident: None }
}

/// What a form says of one licence at first.
pub(super) const USUAL_LICENCE: Licence = Licence::OpenLicence;

fn id<T: FromStr>(text: &str) -> Result<T, WireError> {
    text.parse().map_err(|_| WireError::code("not_found"))
}

pub(super) async fn save(
    territory: &str,
    which: &str,
    typed: &Typed,
    columns: &[ColumnTyped],
    publish: bool,
) -> Result<String, WireError> {
    let ctx = crate::request::op_context()?;
    let (territory, which): (TerritoryId, DatasetDraftId) = (id(territory)?, id(which)?);
    let before = data::draft(&ctx, &territory, which).await?;
    let facts = typed.facts(before.facts)?;
    let columns: Vec<ColumnChoice> = columns
        .iter()
        .map(|column| ColumnChoice {
            heading: column.heading.clone(),
            kind: column.kind.parse().ok(),
            description: column.meaning.clone(),
            dropped: column.dropped == "oui",
            coarse: column.coarse == "oui",
            crossed: column.crossed == "oui",
        })
        .collect();
    let manner = Manner { sheet: &typed.sheet, schema: &typed.schema, suppress: typed.suppress == "oui" };
    let read = data::choose(&ctx, &territory, which, facts, manner, &columns).await?;
    if let Received::Unfit(why) = read {
        return Err(unfit(&why));
    }
    if !publish {
        flash(p::SAVED.of(lang()));
        return Ok(format!("{}/{which}", routes::publish_data(&territory)));
    }
    match data::publish_draft(&ctx, &territory, which, &typed.despite, typed.accepted == "oui").await {
        Ok(done) => {
            flash(&said(&done));
            Ok(routes::dataset(&done.dataset.slug))
        }
        // It stands at its field: what is missing is the reason.
        Err(usecases::Error::Conflict("personal_data")) => Err(fault("despite", "personal_data".to_owned())),
        Err(error) => Err(error.into()),
    }
}

/// What publishing did, in a sentence.
fn said(done: &data::Outcome) -> String {
    let lang = lang();
    let version = &done.dataset.version;
    if !done.new {
        return p::PUBLISHED_SAME.of(lang).to_owned();
    }
    match version.difference {
        Some(change) => p::PUBLISHED_VERSION
            .with(lang, &[("added", &number(lang, change.added)), ("removed", &number(lang, change.removed))]),
        None => p::PUBLISHED.with(lang, &[("rows", &number(lang, version.rows))]),
    }
}

pub(super) async fn discard(territory: &str, which: &str) -> Result<String, WireError> {
    let ctx = crate::request::op_context()?;
    let territory: TerritoryId = id(territory)?;
    data::discard(&ctx, &territory, id(which)?).await?;
    flash(p::DISCARDED.of(lang()));
    Ok(routes::publish_data(&territory))
}
