//! What really differs between SQLite and PostgreSQL: opening, locking, checking, copying.

use crate::{Config, Database, Error, Tx};
use sqlx::{
    ConnectOptions as _, Connection as _, Sqlite, SqlitePool, Transaction,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, time::Duration};

/// The first SQLite without the WAL-reset defect, by which a power cut could corrupt the database
/// (affected: 3.7.0 to 3.51.2).
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);
const READERS: u32 = 8;
const POSTGRES_CONNECTIONS: u32 = 16;
const PATIENCE: Duration = Duration::from_secs(5);

pub(crate) async fn open(config: &Config) -> Result<Database, Error> {
    match config {
        Config::Sqlite(path) => open_sqlite(path).await,
        Config::Postgres(url) => {
            let pool = PgPoolOptions::new()
                .max_connections(POSTGRES_CONNECTIONS)
                .acquire_timeout(PATIENCE)
                .connect(url)
                .await?;
            Ok(Database::Postgres(pool))
        }
    }
}

async fn open_sqlite(path: &Path) -> Result<Database, Error> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // FULL: an answered write survives a power cut. NORMAL lost acknowledged commits in trials.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        // What is deleted is overwritten: an account that was closed leaves no byte in the file.
        .pragma("secure_delete", "on")
        .pragma("mmap_size", "0")
        .pragma("cache_size", "-8000")
        .pragma("temp_store", "memory");
    let writer =
        SqlitePoolOptions::new().max_connections(1).acquire_timeout(PATIENCE).connect_with(options.clone()).await?;
    let version: String = sqlx::query_scalar("SELECT sqlite_version()").fetch_one(&writer).await?;
    if parse_version(&version).is_none_or(|found| found < OLDEST_SQLITE) {
        return Err(Error::Unfit(format!("SQLite {version} is older than 3.51.3")));
    }
    let reader = SqlitePoolOptions::new()
        .max_connections(READERS)
        .acquire_timeout(PATIENCE)
        .connect_with(options.read_only(false).pragma("query_only", "on"))
        .await?;
    Ok(Database::Sqlite { writer, reader })
}

/// Whether a SQLite file holds a portal. Nothing is written to it; an empty file, which SQLite takes for a new database, holds
/// none.
///
/// # Errors
/// `Unavailable` for what is no SQLite file.
pub async fn holds_portal(path: &Path) -> Result<bool, Error> {
    const TABLES: &str = "SELECT count(*) FROM sqlite_master WHERE name = 'civis_migration'";
    let mut file = SqliteConnectOptions::new().filename(path).read_only(true).immutable(true).connect().await?;
    let tables: i64 = sqlx::query_scalar(TABLES).fetch_one(&mut file).await?;
    file.close().await?;
    Ok(tables == 1)
}

fn parse_version(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.split('.').map(str::parse::<u32>);
    Some((parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?))
}

/// The write lock is taken at once: a transaction that begins by reading and then writes could otherwise fail half-way.
pub(crate) async fn begin_immediate(pool: &SqlitePool) -> Result<Transaction<'static, Sqlite>, Error> {
    Ok(pool.begin_with("BEGIN IMMEDIATE").await?)
}

impl Database {
    /// The kind and version of the database, for people who operate it.
    pub async fn version(&self) -> Result<String, Error> {
        Ok(match self {
            Self::Sqlite { reader, .. } => {
                let version: String = sqlx::query_scalar("SELECT sqlite_version()").fetch_one(reader).await?;
                format!("SQLite {version}")
            }
            Self::Postgres(pool) => {
                let version: String = sqlx::query_scalar("SHOW server_version").fetch_one(pool).await?;
                format!("PostgreSQL {version}")
            }
        })
    }

    /// Asks the database to check itself. The list holds what it found wrong; empty when all is well.
    pub async fn integrity(&self) -> Result<Vec<String>, Error> {
        match self {
            Self::Sqlite { reader, .. } => {
                let mut found: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check").fetch_all(reader).await?;
                found.retain(|line| line != "ok");
                let orphans = sqlx::query("PRAGMA foreign_key_check").fetch_all(reader).await?.len();
                if orphans > 0 {
                    found.push(format!("{orphans} rows point at nothing"));
                }
                Ok(found)
            }
            // PostgreSQL keeps its own checksums and constraints; that it answers is what can be asked here.
            Self::Postgres(pool) => {
                let _one: i32 = sqlx::query_scalar("SELECT 1").fetch_one(pool).await?;
                Ok(Vec::new())
            }
        }
    }

    /// Folds the write-ahead log of SQLite into the file, so that it holds nothing of what was deleted. PostgreSQL
    /// overwrites deleted rows by its own vacuum.
    pub async fn forget_deleted(&self) -> Result<(), Error> {
        if let Self::Sqlite { writer, .. } = self {
            sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(writer).await?;
        }
        Ok(())
    }

    /// Copies the whole database to a new SQLite file, consistently, while others write.
    ///
    /// # Errors
    /// `Unfit` on PostgreSQL (its own `pg_dump` does it better), `Unavailable` when the file cannot be written.
    pub async fn copy_to(&self, path: &Path) -> Result<(), Error> {
        match self {
            Self::Sqlite { writer, .. } => {
                let target = path.to_str().ok_or_else(|| Error::Unfit("the path is not text".to_owned()))?;
                sqlx::query("VACUUM INTO $1").bind(target).execute(writer).await?;
                Ok(())
            }
            Self::Postgres(_) => Err(Error::Unfit("use pg_dump for a PostgreSQL database".to_owned())),
        }
    }
}

impl Tx {
    /// Serialises those who hold the same key until the end of the transaction. SQLite has one writer: nothing to do.
    pub async fn lock(&mut self, key: i64) -> Result<(), Error> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(tx) => {
                sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(key).execute(&mut **tx).await?;
                Ok(())
            }
        }
    }
}
