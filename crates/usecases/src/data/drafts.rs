//! From a file on a secretary's desk to a published dataset: it is received and read, she sees what it holds, corrects, and
//! publishes. Until then nobody else sees anything of it.

use super::{
    Choices, Outcome, Parcel,
    look::{Received, look},
    publish::{checked, publish},
    refused,
};
use crate::{Action, Error, OpContext};
use domain::{
    data::{Facts, Kind, Report, people::Protection},
    ids::DatasetDraftId,
    territory::TerritoryId,
};
use serde::{Serialize, de::DeserializeOwned};
use std::path::Path;
use store::{
    dataset_drafts::{self, Draft},
    datasets,
};

/// The most files of a territory that wait at once: beyond that the disk fills with what nobody looks at.
pub const WAITING_MOST: usize = 50;
/// A file that nobody touched for so many seconds goes: ninety days.
const PATIENCE: i64 = 90 * 86_400;

/// A file on its way to publication.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftView {
    /// Which one.
    pub id: DatasetDraftId,
    /// The dataset of which it is the next version; empty for a new one.
    pub slug: String,
    /// Name of the file.
    pub file: String,
    /// What is said of it.
    pub facts: Facts,
    /// What was chosen.
    pub choices: Choices,
    /// What reading it found.
    pub report: Report,
    /// When it was saved last, in seconds since 1970.
    pub saved: i64,
}

fn json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Internal(Box::new(error)))
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| Error::Internal(Box::new(error)))
}

fn view(draft: &Draft) -> Result<DraftView, Error> {
    Ok(DraftView {
        id: DatasetDraftId(draft.id),
        slug: draft.slug.clone(),
        file: draft.file.clone(),
        facts: read(&draft.facts)?,
        choices: read(&draft.choices)?,
        report: read(&draft.report)?,
        saved: draft.saved,
    })
}

/// Whether the caller may send a file in the name of a territory: asked before a byte of it is read.
///
/// # Errors
/// `Conflict("too_many_waiting")` when fifty files wait already.
pub async fn may_send(ctx: &OpContext, territory: &TerritoryId) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.read().await?;
    if dataset_drafts::of(&mut tx, territory).await?.len() >= WAITING_MOST {
        return Err(Error::Conflict("too_many_waiting"));
    }
    Ok(())
}

/// Receives a file: it is read, and waits. With `slug` it is to be the next version of that dataset, whose facts it keeps.
///
/// # Errors
/// `Invalid` with what is wrong with what is said of it: then nothing is kept.
pub async fn receive(ctx: &OpContext, facts: Facts, slug: &str, path: &Path, file: &str) -> Result<Received, Error> {
    ctx.authorize(Action::Publish(&facts.producer)).await?;
    let territory = facts.producer.clone();
    let (mut columns, mut schema, mut protection) = (Vec::new(), None, Protection::default());
    let facts = if slug.is_empty() {
        checked(facts)?
    } else {
        let mut tx = ctx.read().await?;
        let known = datasets::find(&mut tx, slug).await?.ok_or(Error::NotFound)?;
        if known.facts.producer != territory {
            return Err(Error::NotFound);
        }
        columns = known.version.columns;
        protection = known.version.protection;
        schema = Some(known.version.schema).filter(|word| !word.is_empty());
        known.facts
    };
    // What the columns mean, the schema, and what protects people need not be said again.
    let described = columns.into_iter().filter(|column| !column.description.is_empty());
    let descriptions = described.map(|column| (column.title, column.description)).collect();
    let choices = Choices { descriptions, schema, protection, ..Choices::default() };
    let report = match look(ctx, path, &choices).await? {
        Ok(report) => report,
        Err(unfit) => return Ok(Received::Unfit(unfit)),
    };
    let id = DatasetDraftId(ctx.new_id());
    let waiting = ctx.shared.engine.blobs().waiting(&id.to_string()).map_err(refused)?;
    // Copied, synced, then named by a row: a row never names a file that is not there.
    let copied = std::fs::copy(path, &waiting).and_then(|_| std::fs::File::open(&waiting)?.sync_all());
    copied.map_err(|error| Error::Unavailable(Box::new(error)))?;
    let draft = Draft {
        id: id.0,
        territory: territory.to_string(),
        slug: slug.to_owned(),
        file: file.chars().filter(|c| !c.is_control()).take(120).collect(),
        facts: json(&facts)?,
        choices: json(&choices)?,
        report: json(&report)?,
        saved: ctx.seconds(),
    };
    match keep(ctx, &draft).await {
        Ok(()) => Ok(Received::Waiting(id)),
        Err(error) => {
            // Nothing names the file: it must not stay.
            let _gone = std::fs::remove_file(waiting);
            Err(error)
        }
    }
}

async fn keep(ctx: &OpContext, draft: &Draft) -> Result<(), Error> {
    let mut tx = ctx.write().await?;
    dataset_drafts::put(&mut tx, draft).await?;
    Ok(tx.commit().await?)
}

/// The files of a territory that wait.
pub async fn drafts(ctx: &OpContext, territory: &TerritoryId) -> Result<Vec<DraftView>, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.read().await?;
    dataset_drafts::of(&mut tx, territory).await?.iter().map(view).collect()
}

/// One of them.
///
/// # Errors
/// `NotFound` for another territory's.
pub async fn draft(ctx: &OpContext, territory: &TerritoryId, id: DatasetDraftId) -> Result<DraftView, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.read().await?;
    view(&dataset_drafts::find(&mut tx, territory, id).await?.ok_or(Error::NotFound)?)
}

/// What was decided about a file as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Manner<'a> {
    /// The sheet it is read from; as guessed when it is empty.
    pub sheet: &'a str,
    /// The schema it is held against; none when it is empty.
    pub schema: &'a str,
    /// Whether rows that too few share are taken out.
    pub suppress: bool,
}

/// What was decided about one column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnChoice {
    /// Its heading.
    pub heading: String,
    /// Its kind; as guessed when it is not said.
    pub kind: Option<Kind>,
    /// What it means.
    pub description: String,
    /// Whether it is left out.
    pub dropped: bool,
    /// Whether its values become less precise.
    pub coarse: bool,
    /// Whether it is looked at together with others, for rows that too few share.
    pub crossed: bool,
}

/// Changes what is said of a waiting file and of its columns, and reads it again: from that sheet, where one is named,
/// against that schema. Of another sheet no column was chosen yet.
///
/// # Errors
/// `Invalid` for what is said of it. A file of which nothing is left, or a sheet that cannot be read, is `Unfit`.
pub async fn choose(
    ctx: &OpContext,
    territory: &TerritoryId,
    id: DatasetDraftId,
    facts: Facts,
    manner: Manner<'_>,
    columns: &[ColumnChoice],
) -> Result<Received, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let facts = checked(Facts { producer: territory.clone(), ..facts })?;
    let mut tx = ctx.read().await?;
    let draft = dataset_drafts::find(&mut tx, territory, id).await?.ok_or(Error::NotFound)?;
    drop(tx);
    let Manner { sheet, schema, suppress } = manner;
    let before: Choices = read(&draft.choices)?;
    let known: Report = read(&draft.report)?;
    let other = !sheet.is_empty() && known.reading.sheet.as_deref() != Some(sheet);
    let schema = Some(schema).filter(|word| engine::schemas().contains_key(word)).map(str::to_owned);
    let sheet = if sheet.is_empty() { before.sheet } else { Some(sheet.to_owned()) };
    let mut choices = Choices { sheet, schema, ..Choices::default() };
    choices.protection.suppress = suppress;
    for column in columns.iter().filter(|_| !other) {
        if column.dropped {
            choices.protection.dropped.insert(column.heading.clone());
        }
        if column.crossed {
            choices.protection.crossed.insert(column.heading.clone());
        }
        if column.coarse {
            // What it was chosen to hold it holds no more.
            choices.protection.coarse.insert(column.heading.clone());
        } else if let Some(kind) = column.kind {
            choices.kinds.insert(column.heading.clone(), kind);
        }
        let words = column.description.trim();
        if !words.is_empty() {
            choices.descriptions.insert(column.heading.clone(), words.chars().take(300).collect());
        }
    }
    let path = ctx.shared.engine.blobs().waiting(&id.to_string()).map_err(refused)?;
    let report = match look(ctx, &path, &choices).await? {
        Ok(report) => report,
        Err(unfit) => return Ok(Received::Unfit(unfit)),
    };
    let changed =
        Draft { facts: json(&facts)?, choices: json(&choices)?, report: json(&report)?, saved: ctx.seconds(), ..draft };
    keep(ctx, &changed).await?;
    Ok(Received::Waiting(id))
}

/// Publishes a waiting file. It waits no longer. `accepted`: that it breaks its schema is known and wanted.
///
/// # Errors
/// As [`publish`], or `Invalid` where it breaks its schema and nobody accepted that; then it still waits.
pub async fn publish_draft(
    ctx: &OpContext,
    territory: &TerritoryId,
    id: DatasetDraftId,
    despite: &str,
    accepted: bool,
) -> Result<Outcome, Error> {
    let waiting = draft(ctx, territory, id).await?;
    if !waiting.report.breaches.is_empty() && !accepted {
        return Err(Error::field("accepted", "schema_broken"));
    }
    let path = ctx.shared.engine.blobs().waiting(&id.to_string()).map_err(refused)?;
    let parcel = Parcel {
        path: path.clone(),
        name: waiting.file,
        facts: waiting.facts,
        slug: Some(waiting.slug).filter(|slug| !slug.is_empty()),
        choices: waiting.choices,
        despite: despite.to_owned(),
    };
    let done = publish(ctx, parcel, |_| {}).await?;
    discard(ctx, territory, id).await?;
    Ok(done)
}

/// Throws a waiting file away.
///
/// # Errors
/// `NotFound` for another territory's.
pub async fn discard(ctx: &OpContext, territory: &TerritoryId, id: DatasetDraftId) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    if !dataset_drafts::delete(&mut tx, territory, id).await? {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    // The row is gone first: a file without a row is swept, a row without a file would be a fault.
    let path = ctx.shared.engine.blobs().waiting(&id.to_string()).map_err(refused)?;
    let _gone = std::fs::remove_file(path);
    Ok(())
}

/// Throws away the files that nobody touched for ninety days: how many. For the job.
pub async fn discard_old(ctx: &OpContext) -> Result<u64, Error> {
    ctx.authorize(Action::Operate).await?;
    let mut tx = ctx.read().await?;
    let old = dataset_drafts::untouched_since(&mut tx, ctx.seconds() - PATIENCE).await?;
    drop(tx);
    let mut gone = 0;
    for (id, territory) in old {
        if let Ok(territory) = territory.parse::<TerritoryId>() {
            discard(ctx, &territory, DatasetDraftId(id)).await?;
            gone += 1;
        }
    }
    Ok(gone)
}
