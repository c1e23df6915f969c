//! The settings: a TOML file and the environment, read here and nowhere else.
//!
//! The environment wins over the file, the file over the defaults. An unknown key or `CIVIS_` variable is refused: a
//! misspelt setting that is silently ignored is worse than a portal that does not start. (The crate `config` is not
//! needed: two sources and one table of keys are less than its layers.)

mod error;
mod file;
mod keys;
mod network;
mod parse;
mod secret;

pub use error::{ConfigError, Place};
pub use network::Network;
pub use secret::Secret;

use keys::Settings;
use std::{
    collections::BTreeMap,
    ffi::OsString,
    net::SocketAddr,
    path::{Path, PathBuf},
};

/// Everything that an operator decides.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the portal listens.
    pub addr: SocketAddr,
    /// The folder of the data.
    pub data_dir: PathBuf,
    /// Which database.
    pub database: DatabaseChoice,
    /// The address people type, without a final slash; `https` decides on secure cookies and HSTS.
    pub public_url: String,
    /// The reverse proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// Where measurements are read; nowhere when absent. Never a public address.
    pub metrics_addr: Option<SocketAddr>,
    /// The folder that the build made: scripts, styles, fonts.
    pub site_root: PathBuf,
    /// What is logged, in the words of `tracing_subscriber::EnvFilter`.
    pub log: String,
    /// The mail server; without it, letters are written into the folder `mail` of the data.
    pub smtp: Option<Smtp>,
    /// How many forms one address may send in a minute; 0 for no limit.
    pub posts_per_minute: u32,
    /// How many megabytes a file of data may have that somebody sends.
    pub upload_mb: u32,
    /// Seconds without use after which a signed-in session ends.
    pub session_seconds: i64,
}

/// Where the data live.
#[derive(Debug, Clone)]
pub enum DatabaseChoice {
    /// `civis.db` in the data folder.
    Sqlite,
    /// A PostgreSQL address, which holds a password.
    Postgres(Secret),
}

/// A mail server.
#[derive(Debug, Clone)]
pub struct Smtp {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Name and password, when it asks for them.
    pub login: Option<(String, Secret)>,
    /// The sender that people see.
    pub from: String,
    /// How the line is protected.
    pub security: SmtpSecurity,
}

/// How the line to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmtpSecurity {
    /// TLS from the first byte (port 465).
    Tls,
    /// TLS after a clear greeting, required (port 587).
    StartTls,
    /// None: for a mail server on the same machine only.
    None,
}

impl Config {
    /// Reads the settings of this process.
    ///
    /// # Errors
    /// One sentence that names the key, where it stands, and the remedy.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        Self::from_sources(file, std::env::vars_os())
    }

    /// Reads the settings from a file and these variables; those that are not ours are ignored.
    ///
    /// # Errors
    /// As [`Config::load`].
    pub fn from_sources(
        file: Option<&Path>,
        variables: impl Iterator<Item = (OsString, OsString)>,
    ) -> Result<Self, ConfigError> {
        let mut environment = keys::from_environment(variables)?;
        let named = file
            .map(Path::to_path_buf)
            .or_else(|| environment.remove("config").map(|setting| PathBuf::from(setting.text)));
        let mut settings: Settings = BTreeMap::new();
        if let Some(path) = named {
            settings = file::read(&path)?;
        } else {
            let folder = environment.get("data_dir").map_or(keys::DATA_DIR, |setting| &setting.text);
            let usual = Path::new(folder).join("civis.toml");
            if usual.exists() {
                settings = file::read(&usual)?;
            }
        }
        settings.append(&mut environment);
        parse::config(&settings)
    }

    /// Whether people reach the portal over TLS.
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The SQLite file of this data folder.
    pub fn sqlite_file(&self) -> PathBuf {
        self.data_dir.join("civis.db")
    }

    /// The folder of the files of datasets.
    pub fn datasets(&self) -> PathBuf {
        self.data_dir.join("datasets")
    }

    /// What the store opens.
    pub fn store(&self) -> store::Config {
        match &self.database {
            DatabaseChoice::Sqlite => store::Config::Sqlite(self.sqlite_file()),
            DatabaseChoice::Postgres(url) => store::Config::Postgres(url.reveal().to_owned()),
        }
    }
}
