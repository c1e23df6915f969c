//! What every command begins with: the settings, the folder, the database, the outside services.

use crate::{
    config::Config,
    fetch::GuardedFetcher,
    mail::{FolderMailer, SmtpMailer},
};
use anyhow::Context as _;
use std::sync::Arc;
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

/// Opens the data folder and the database, and makes ready what operations share.
pub async fn shared(config: &Config) -> anyhow::Result<Arc<Shared>> {
    std::fs::create_dir_all(&config.data_dir).with_context(|| {
        format!("the data folder {} cannot be made: choose another with CIVIS_DATA_DIR", config.data_dir.display())
    })?;
    let database = Database::open(&config.store()).await.context("the database cannot be opened: see `civis check`")?;
    let mailer: Arc<dyn Mailer> = match &config.smtp {
        Some(smtp) => Arc::new(SmtpMailer::new(smtp).context("the mail settings are not usable")?),
        None => Arc::new(FolderMailer::new(&config.data_dir.join("mail")).context("the mail folder cannot be made")?),
    };
    let fetcher = GuardedFetcher::new(&config.public_url).context("the fetcher of feeds cannot be made")?;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    Ok(Arc::new(Shared {
        database,
        clock: Arc::new(SystemClock),
        random: Arc::new(SystemRandomness),
        mailer,
        fetcher: Arc::new(fetcher),
        public_url: config.public_url.clone(),
        hashing: Semaphore::new(cores),
    }))
}
