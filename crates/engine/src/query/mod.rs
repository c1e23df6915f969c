//! Running questions.

mod cache;
mod cells;
mod difference;
mod functions;
mod plan;

use crate::{Blobs, Error};
use datafusion::{
    datasource::{
        TableProvider,
        file_format::parquet::ParquetFormat,
        listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl},
    },
    execution::{memory_pool::FairSpillPool, runtime_env::RuntimeEnvBuilder},
    physical_plan::SendableRecordBatchStream,
    prelude::{DataFrame, SessionConfig, SessionContext},
};
use domain::data::{
    Cell, Column, Difference, Table, Version,
    query::{Checked, Predicate},
};
use futures::StreamExt as _;
use std::{
    collections::HashMap,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::{runtime::Runtime, sync::Semaphore, task::JoinHandle};

/// What one question may use.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long it may take.
    pub time: Duration,
    /// Memory for all questions together, in bytes.
    pub memory: usize,
    /// Questions that run at once; others wait.
    pub at_once: usize,
    /// The most groups of an answer.
    pub groups: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(10), memory: 256 << 20, at_once: 4, groups: 200_000 }
    }
}

/// The most open tables; the least used are forgotten.
const MOST_OPEN: usize = 256;

/// Answers questions over Parquet files, on threads of its own: pages are served while it works.
pub struct Engine {
    blobs: Blobs,
    context: SessionContext,
    tables: Mutex<HashMap<String, Arc<dyn TableProvider>>>,
    answers: cache::Cache,
    permits: Arc<Semaphore>,
    limits: Limits,
    // Dropped without waiting, also from within another runtime.
    runtime: Option<Runtime>,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").field("blobs", &self.blobs).field("limits", &self.limits).finish_non_exhaustive()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// A task that ends when nobody waits for its answer any more.
struct Ends<T>(JoinHandle<T>);

impl<T> Drop for Ends<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Engine {
    /// An engine over the files of a folder.
    ///
    /// # Errors
    /// The folder cannot be made, or no thread can be started.
    pub fn open(folder: &Path, limits: Limits) -> Result<Self, Error> {
        let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get).clamp(2, 8);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(threads)
            .thread_name("engine")
            .enable_time()
            .enable_io()
            .build()?;
        let config = SessionConfig::new()
            .with_target_partitions(threads)
            .with_information_schema(false)
            .set_bool("datafusion.execution.parquet.pushdown_filters", true)
            .set_bool("datafusion.execution.parquet.reorder_filters", true)
            .set_bool("datafusion.execution.collect_statistics", true);
        let environment =
            RuntimeEnvBuilder::new().with_memory_pool(Arc::new(FairSpillPool::new(limits.memory))).build_arc()?;
        let context = SessionContext::new_with_config_rt(config, environment);
        Ok(Self {
            blobs: Blobs::open(folder)?,
            context,
            tables: Mutex::default(),
            answers: cache::Cache::default(),
            permits: Arc::new(Semaphore::new(limits.at_once)),
            limits,
            runtime: Some(runtime),
        })
    }

    /// The files.
    pub const fn blobs(&self) -> &Blobs {
        &self.blobs
    }

    async fn frame(&self, parquet: &str) -> Result<DataFrame, Error> {
        let open = self.tables.lock().unwrap_or_else(PoisonError::into_inner).get(parquet).cloned();
        if let Some(table) = open {
            return Ok(self.context.read_table(table)?);
        }
        let path = self.blobs.path(parquet);
        let url = ListingTableUrl::parse(path.to_string_lossy())?;
        let options = ListingOptions::new(Arc::new(ParquetFormat::default())).with_file_extension("");
        let config = ListingTableConfig::new(url).with_listing_options(options);
        let config = config.infer_schema(&self.context.state()).await?;
        let table: Arc<dyn TableProvider> = Arc::new(ListingTable::try_new(config)?);
        {
            let mut tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
            if tables.len() >= MOST_OPEN {
                tables.clear();
            }
            tables.insert(parquet.to_owned(), Arc::clone(&table));
        }
        Ok(self.context.read_table(table)?)
    }

    /// Runs work on the engine's own threads, within its limits; it ends when the caller goes away.
    async fn run<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> Result<T, Error> {
        let permits = Arc::clone(&self.permits);
        let time = self.limits.time;
        let Some(runtime) = &self.runtime else { return Err(Error::Slow) };
        let task = async move {
            let bounded = async {
                let _permit = permits.acquire_owned().await.map_err(|_| Error::Slow)?;
                work.await
            };
            tokio::time::timeout(time, bounded).await.map_err(|_| Error::Slow)?
        };
        let mut task = Ends(runtime.spawn(task));
        (&mut task.0).await.map_err(|error| Error::Io(std::io::Error::other(error)))?
    }

    /// Answers a question.
    ///
    /// # Errors
    /// `Slow` or `Large` when it needs more than it may use; `Engine` when the file cannot be read.
    pub async fn ask(&self, version: &Version, question: &Checked) -> Result<Arc<Table>, Error> {
        let key = cache::key(&version.parquet, question);
        if let Some(known) = self.answers.get(&key) {
            return Ok(known);
        }
        let table = Arc::new(self.answer(version, question).await?);
        self.answers.put(key, &table);
        Ok(table)
    }

    /// The same, always worked out anew.
    ///
    /// # Errors
    /// As [`Engine::ask`].
    pub async fn answer(&self, version: &Version, question: &Checked) -> Result<Table, Error> {
        let frame = self.frame(&version.parquet).await?;
        let columns: Vec<Column> = question.result.iter().map(|each| each.column.clone()).collect();
        let kinds: Vec<domain::data::Kind> = columns.iter().map(|column| column.kind).collect();
        let (question, width, all, most) = (question.clone(), version.columns.len(), version.rows, self.limits.groups);
        let (rows, total) = self
            .run(async move {
                if question.grouped {
                    return grouped(frame, &question, &kinds, width, most).await;
                }
                let filtered = plan::filtered(frame, &question.filter, width)?;
                let counted = filtered.clone();
                let count =
                    async { if question.filter == Predicate::Always { Ok(all) } else { plan::rows_of(counted).await } };
                let page = async {
                    let frame = plan::rows(filtered, &question)?;
                    cells::rows(&frame.collect().await?, &kinds)
                };
                let (total, rows) = futures::try_join!(count, page)?;
                Ok((rows, total))
            })
            .await?;
        Ok(Table { columns, rows, total })
    }

    /// Answers a question row by row, however many there are, in bounded memory. Paging of the question holds; the order of
    /// the file is kept where none is asked for.
    ///
    /// # Errors
    /// `Engine` when the file cannot be read.
    pub async fn stream(&self, version: &Version, question: &Checked) -> Result<Rows, Error> {
        let frame = self.frame(&version.parquet).await?;
        let (question, width) = (question.clone(), version.columns.len());
        let kinds: Vec<domain::data::Kind> = question.result.iter().map(|each| each.column.kind).collect();
        let stream = self
            .run(async move {
                let filtered = plan::filtered(frame, &question.filter, width)?;
                let frame = if question.grouped {
                    plan::grouped(filtered, &question)?
                } else {
                    plan::rows(filtered, &question)?
                };
                Ok(frame.execute_stream().await?)
            })
            .await?;
        Ok(Rows { stream, kinds })
    }

    /// How two versions differ. `None` when they have not the same columns.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn difference(&self, old: &Version, new: &Version) -> Result<Option<Difference>, Error> {
        let shape = |version: &Version| -> Vec<(String, domain::data::Kind)> {
            version.columns.iter().map(|column| (column.name.clone(), column.kind)).collect()
        };
        if shape(old) != shape(new) {
            return Ok(None);
        }
        let hashes = |version: &Version| difference::hashes(&self.blobs.path(&version.parquet));
        Ok(Some(difference::between(hashes(old)?, hashes(new)?)))
    }
}

async fn grouped(
    frame: DataFrame,
    question: &Checked,
    kinds: &[domain::data::Kind],
    width: usize,
    most: usize,
) -> Result<(Vec<Vec<Cell>>, i64), Error> {
    let filtered = plan::filtered(frame, &question.filter, width)?;
    // All groups are counted anyway; the page is cut from them afterwards.
    let whole = Checked { limit: None, offset: 0, ..question.clone() };
    let batches = plan::grouped(filtered, &whole)?.limit(0, Some(most + 1))?.collect().await?;
    let total: usize = batches.iter().map(datafusion::arrow::array::RecordBatch::num_rows).sum();
    if total > most {
        return Err(Error::Large);
    }
    let skip = usize::try_from(question.offset).unwrap_or(usize::MAX);
    let take = question.limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(0));
    let rows = cells::rows(&cells::page(&batches, skip, take), kinds)?;
    Ok((rows, i64::try_from(total).unwrap_or(i64::MAX)))
}

/// Rows that come as they are read.
pub struct Rows {
    stream: SendableRecordBatchStream,
    kinds: Vec<domain::data::Kind>,
}

impl std::fmt::Debug for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rows").field("kinds", &self.kinds).finish_non_exhaustive()
    }
}

impl Rows {
    /// The next rows, some thousands at a time; nothing at the end.
    ///
    /// # Errors
    /// The file cannot be read.
    pub async fn next(&mut self) -> Result<Option<Vec<Vec<Cell>>>, Error> {
        match self.stream.next().await {
            Some(batch) => Ok(Some(cells::rows(&[batch?], &self.kinds)?)),
            None => Ok(None),
        }
    }
}
