//! The command line of `civis`.
//!
//! Exit codes: 0 done; 1 not done, the sentence says why; 2 the command line or the settings are wrong (`check`: a warning).

mod admin;
mod backup;
mod check;
mod dataset;
mod demo;
mod import;
mod serve;

use crate::config::Config;
use clap::{Parser, Subcommand};
use std::{path::PathBuf, pin::Pin};

const SETTINGS: &str = "\
Settings, as variable / key of the file:
  CIVIS_ADDR                 addr                     where to listen, 127.0.0.1:3000
  CIVIS_DATA_DIR             data_dir                 folder of the data, ./data
  CIVIS_DATABASE             database                 postgres://user:password@host/name; without it SQLite in the data folder
  CIVIS_PUBLIC_URL           public_url               the address people type; https:// makes cookies secure
  CIVIS_TRUSTED_PROXIES      trusted_proxies          reverse proxies, like 127.0.0.1,10.0.0.0/8
  CIVIS_METRICS_ADDR         metrics_addr             private address for Prometheus (/metrics); none
  CIVIS_SITE_ROOT            site_root                folder of scripts, styles and fonts; ../site beside the binary
  CIVIS_LOG                  log                      error, warn, info, debug or finer (civis_server=debug)
  CIVIS_POSTS_PER_MINUTE     limits.posts_per_minute  forms per minute and address, 600; 0 for no limit
  CIVIS_UPLOAD_MB            limits.upload_mb         megabytes of a file of data that a publisher sends, 100
  CIVIS_SESSION_MINUTES      sessions.minutes         minutes without use that end a signed-in session, 43200
  CIVIS_SMTP_HOST            smtp.host                mail server; without it letters go to the folder mail
  CIVIS_SMTP_PORT            smtp.port                465, 587 or 25 after smtp.security
  CIVIS_SMTP_SECURITY        smtp.security            tls, starttls or none
  CIVIS_SMTP_USER            smtp.user
  CIVIS_SMTP_PASSWORD        smtp.password
  CIVIS_SMTP_PASSWORD_FILE   smtp.password_file       a file that holds the password
  CIVIS_SMTP_FROM            smtp.from                the sender, Portail <portail@commune.example>

The environment wins over the file. Unknown keys and CIVIS_ variables are refused.

Examples:
  civis serve
  CIVIS_ADDR=0.0.0.0:8080 CIVIS_PUBLIC_URL=https://portail.example civis serve
  civis --config /etc/civis.toml serve

Addresses for machines: /live and /ready (200 or 503), /metrics on the private address.";

/// The citizen portal that a territory runs for the people who live there.
#[derive(Debug, Parser)]
#[command(
    name = "civis",
    version,
    about,
    after_help = "Settings: variables (CIVIS_ADDR, CIVIS_DATA_DIR, ..) or a TOML file; `civis serve --help` lists them.\n\
        Exit codes: 0 done; 1 not done, the sentence says why; 2 wrong command line or settings (check: a warning)."
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
    #[command(after_help = SETTINGS)]
    Serve,
    /// Import reference data. A broken file changes nothing.
    #[command(subcommand)]
    Import(import::Import),
    /// Check the database, the folder, the disk and the clock. 0: well; 1: broken; 2: a warning.
    Check,
    /// Copy the whole portal to one new file, consistently, also while it serves. Example: civis backup portal.zip
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
    /// Say who may publish for which territory; erase what should not have been published.
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Add invented, clearly labelled people and announcements, for trying things out. Doing it again changes nothing.
    Demo {
        /// As many invented residents more, alike, for measuring a full portal.
        #[arg(long, default_value_t = 0)]
        residents: u32,
    },
}

impl Cli {
    /// Does what was asked, and says with which code to end. Boxed, so that everything below is compiled in this library
    /// and not once more in the program.
    pub fn run(self) -> Pin<Box<dyn Future<Output = anyhow::Result<u8>>>> {
        Box::pin(self.execute())
    }

    async fn execute(self) -> anyhow::Result<u8> {
        let config = match Config::load(self.config.as_deref()) {
            Ok(config) => config,
            Err(error) => {
                complain(&error.to_string());
                return Ok(2);
            }
        };
        match self.command {
            Command::Serve => serve::run(config).await.map(|()| 0),
            Command::Import(what) => import::run(&config, what).await.map(|()| 0),
            Command::Check => check::run(&config).await,
            Command::Backup { file } => backup::backup(&config, &file).await.map(|()| 0),
            Command::Restore { file, force } => backup::restore(&config, &file, force).await.map(|()| 0),
            Command::Demo { residents } => demo::run(&config, residents).await.map(|()| 0),
            Command::Admin(what) => admin::run(&config, what).await.map(|()| 0),
        }
    }
}

/// A line for what went wrong: to standard error, so that the output of a command can be piped.
pub fn complain(line: &str) {
    #[expect(clippy::print_stderr, reason = "why a command was not done goes to standard error")]
    {
        eprintln!("civis: {line}");
    }
}

/// A line for the person at the terminal.
fn say(line: &str) {
    #[expect(clippy::print_stdout, reason = "what a command answers goes to standard output")]
    {
        println!("{line}");
    }
}
