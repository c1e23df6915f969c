//! The command line of `civis`.
//!
//! Exit codes: 0 done; 1 not done, the sentence says why; 2 the command line or the settings are wrong (`check`: a warning).

mod admin;
mod backup;
mod check;
mod import;
mod serve;

use crate::config::Config;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// The citizen portal that a territory runs for the people who live there.
#[derive(Debug, Parser)]
#[command(
    name = "civis",
    version,
    about,
    after_help = "Settings: environment (CIVIS_ADDR, CIVIS_DATA_DIR, ..) or a TOML file; see docs/operating.md."
)]
pub struct Cli {
    /// File of settings (TOML); without it CIVIS_CONFIG, or civis.toml in the data folder.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the portal until told to stop (SIGTERM, Ctrl-C).
    Serve,
    /// Import reference data. A broken file changes nothing.
    #[command(subcommand)]
    Import(import::Import),
    /// Check the database, the folder, the disk and the clock. 0: well; 1: broken; 2: a warning.
    Check,
    /// Copy the whole portal to one new file, consistently, also while it serves. Example: civis backup portal.db
    Backup {
        /// The file to make; it must not exist.
        file: PathBuf,
    },
    /// Put a backup in the place of the data; the portal must not be serving.
    Restore {
        /// The file made by `civis backup`.
        file: PathBuf,
        /// Replace data that are there already; they are kept beside, as civis.db.before.
        #[arg(long)]
        force: bool,
    },
    /// Say who may publish for which territory.
    #[command(subcommand)]
    Admin(admin::Admin),
}

impl Cli {
    /// Does what was asked, and says with which code to end.
    pub async fn run(self) -> anyhow::Result<u8> {
        let config = match Config::load(self.config.as_deref()) {
            Ok(config) => config,
            Err(error) => {
                say(&format!("civis: {error}"));
                return Ok(2);
            }
        };
        match self.command {
            Command::Serve => serve::run(config).await.map(|()| 0),
            Command::Import(what) => import::run(&config, what).await.map(|()| 0),
            Command::Check => check::run(&config).await,
            Command::Backup { file } => backup::backup(&config, &file).await.map(|()| 0),
            Command::Restore { file, force } => backup::restore(&config, &file, force).await.map(|()| 0),
            Command::Admin(what) => admin::run(&config, what).await.map(|()| 0),
        }
    }
}

/// A line for the person at the terminal.
fn say(line: &str) {
    #[expect(clippy::print_stdout, reason = "what a command answers goes to standard output")]
    {
        println!("{line}");
    }
}
