//! What every command begins with: the settings, the folder, the database, the outside services.

use crate::{
    config::Config,
    fetch::GuardedFetcher,
    mail::{FolderMailer, SmtpMailer},
};
use anyhow::Context as _;
use std::{fs::File, sync::Arc};
use store::Database;
use tokio::sync::Semaphore;
use usecases::{Randomness, Shared, SystemClock, ports::Mailer};

/// The random generator of the operating system.
#[derive(Debug, Clone, Copy)]
struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn fill(&self, bytes: &mut [u8]) {
        // Without randomness there are no secrets: better to stop than to make guessable ones.
        if getrandom::fill(bytes).is_err() {
            std::process::abort();
        }
    }
}

/// Says, as long as the value lives, that a portal serves from this data folder. Several may; restoring must not meanwhile.
///
/// # Errors
/// When a restore is under way, or the folder cannot be written.
pub fn hold(config: &Config) -> anyhow::Result<File> {
    let file = in_use(config)?;
    file.try_lock_shared().context("a restore is under way in the data folder: wait until it ends")?;
    Ok(file)
}

/// Keeps every portal from serving from this data folder as long as the value lives.
///
/// # Errors
/// When one serves.
pub fn hold_alone(config: &Config) -> anyhow::Result<File> {
    let file = in_use(config)?;
    file.try_lock().context("a portal is serving from the data folder: stop it first")?;
    Ok(file)
}

fn in_use(config: &Config) -> anyhow::Result<File> {
    make_folder(config)?;
    let path = config.data_dir.join("in-use");
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .with_context(|| format!("{} cannot be written", path.display()))
}

fn make_folder(config: &Config) -> anyhow::Result<()> {
    std::fs::create_dir_all(&config.data_dir).with_context(|| {
        format!("the data folder {} cannot be made: choose another with CIVIS_DATA_DIR", config.data_dir.display())
    })
}

/// Opens the data folder and the database, and makes ready what operations share.
pub async fn shared(config: &Config) -> anyhow::Result<Arc<Shared>> {
    make_folder(config)?;
    let database = Database::open(&config.store()).await.context("the database cannot be opened: see `civis check`")?;
    let mailer: Arc<dyn Mailer> = match &config.smtp {
        Some(smtp) => Arc::new(SmtpMailer::new(smtp).context("the mail settings are not usable")?),
        None => Arc::new(FolderMailer::new(&config.data_dir.join("mail")).context("the mail folder cannot be made")?),
    };
    let fetcher = GuardedFetcher::new(&config.public_url).context("the fetcher of feeds cannot be made")?;
    let engine = engine::Engine::open(&config.datasets(), engine::Limits::default())
        .context("the folder of the datasets cannot be made")?;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    Ok(Arc::new(Shared {
        database,
        clock: Arc::new(SystemClock),
        random: Arc::new(SystemRandomness),
        mailer,
        fetcher: Arc::new(fetcher),
        engine: Arc::new(engine),
        public_url: config.public_url.clone(),
        session_seconds: config.session_seconds,
        letters: tokio::sync::Notify::new(),
        hashing: Semaphore::new(cores),
    }))
}
