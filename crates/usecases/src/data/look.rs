//! Looking into a file before it is published.

use super::{Choices, publish::codes, refused};
use crate::{Action, Error, OpContext};
use domain::{
    data::{
        Report, Version,
        people::Protection,
        query::{Query, Scopes},
    },
    ids::DatasetDraftId,
};
use std::path::Path;

/// How many first rows are shown.
const FIRST: i64 = 10;

/// Why a file cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfit {
    /// The code of the sentence.
    pub code: &'static str,
    /// Row, sheet or text that is meant.
    pub about: String,
}

/// What became of a file that was sent, or that was read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// It waits under this id.
    Waiting(DatasetDraftId),
    /// It cannot be read: nothing was kept or changed.
    Unfit(Unfit),
}

/// Looks into a file: how it is read, what it holds, whether it speaks of people. Nothing is kept or published.
///
/// # Errors
/// `Invalid` with what is wrong with the file.
pub async fn examine(ctx: &OpContext, path: &Path, choices: &Choices) -> Result<Report, Error> {
    ctx.authorize(Action::Own).await?;
    look(ctx, path, choices).await?.map_err(|unfit| Error::field("file", unfit.code))
}

pub(super) async fn look(ctx: &OpContext, path: &Path, choices: &Choices) -> Result<Result<Report, Unfit>, Error> {
    let mut tx = ctx.read().await?;
    let codes = codes(&mut tx).await?;
    drop(tx);
    let (path, choices) = (path.to_owned(), choices.clone());
    let handle = tokio::runtime::Handle::current();
    let work = move || -> Result<Report, engine::Error> {
        let folder = tempfile::tempdir()?;
        let engine = engine::Engine::open(folder.path(), engine::Limits::default())?;
        let taken = engine::ingest::take(engine.blobs(), &path, &choices, &codes, |_| {})?;
        let version = Version {
            number: 1,
            created: 0,
            rows: taken.rows,
            bytes: taken.bytes,
            original: taken.original.clone(),
            file: String::new(),
            parquet: taken.parquet.clone(),
            columns: taken.columns.clone(),
            defects: Vec::new(),
            difference: None,
            despite: String::new(),
            schema: String::new(),
            protection: Protection::default(),
        };
        let first = Query { limit: Some(FIRST), ..Query::default() };
        let first = match first.check(&version.columns, &Scopes::new()) {
            Ok(first) => handle.block_on(engine.answer(&version, &first))?.rows,
            Err(_) => Vec::new(),
        };
        Ok(Report {
            reading: taken.reading,
            rows: taken.rows,
            columns: taken.columns,
            defects: taken.defects,
            people: taken.people,
            rare: taken.rare,
            breaches: taken.breaches,
            first,
        })
    };
    match tokio::task::spawn_blocking(work).await.map_err(|error| Error::Internal(Box::new(error)))? {
        Ok(report) => Ok(Ok(report)),
        Err(engine::Error::Refused { code, about }) => Ok(Err(Unfit { code, about })),
        Err(error) => Err(refused(error)),
    }
}
