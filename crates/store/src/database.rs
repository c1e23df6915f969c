use crate::{Error, dialect};
use sqlx::{Postgres, Sqlite, SqlitePool, Transaction, postgres::PgPool};
use std::path::PathBuf;

/// Where the data live.
#[derive(Debug, Clone)]
pub enum Config {
    /// A SQLite file; it and its folder are made when missing.
    Sqlite(PathBuf),
    /// A PostgreSQL address, `postgres://user:password@host/database`.
    Postgres(String),
}

/// An open database of either kind. Cheap to clone.
#[derive(Debug, Clone)]
pub enum Database {
    /// One connection that writes and several that read: SQLite has one writer, and queueing for it here is cheaper than
    /// failing on its lock.
    Sqlite {
        /// The one connection that writes.
        writer: SqlitePool,
        /// The connections that read.
        reader: SqlitePool,
    },
    /// A pool of connections that read and write.
    Postgres(PgPool),
}

/// A transaction of either kind. Dropped without [`Tx::commit`], it changes nothing.
#[derive(Debug)]
pub enum Tx {
    /// Of SQLite.
    Sqlite(Transaction<'static, Sqlite>),
    /// Of PostgreSQL.
    Postgres(Transaction<'static, Postgres>),
}

impl Database {
    /// Opens the database, checks that it is fit for use and brings its tables up to date.
    ///
    /// # Errors
    /// `Unfit` for a SQLite library older than 3.51.3 (its write-ahead log could be corrupted), `Migration` for a
    /// database that a newer release wrote, `Unavailable` for one that cannot be reached.
    pub async fn open(config: &Config) -> Result<Self, Error> {
        let database = dialect::open(config).await?;
        database.migrate().await?;
        Ok(database)
    }

    async fn migrate(&self) -> Result<(), Error> {
        // Our own table of migrations, so that a library may keep sqlx's default name for itself.
        match self {
            Self::Sqlite { writer, .. } => {
                let mut migrator = sqlx::migrate!("migrations/sqlite");
                migrator.dangerous_set_table_name("civis_migration");
                migrator.run(writer).await?;
            }
            Self::Postgres(pool) => {
                let mut migrator = sqlx::migrate!("migrations/postgres");
                migrator.dangerous_set_table_name("civis_migration");
                migrator.run(pool).await?;
            }
        }
        Ok(())
    }

    /// A transaction for reading: a consistent view.
    pub async fn read(&self) -> Result<Tx, Error> {
        Ok(match self {
            Self::Sqlite { reader, .. } => Tx::Sqlite(reader.begin().await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// A transaction for writing. On SQLite it holds the only writer: keep it short, and never await the network in it.
    pub async fn write(&self) -> Result<Tx, Error> {
        Ok(match self {
            Self::Sqlite { writer, .. } => Tx::Sqlite(dialect::begin_immediate(writer).await?),
            Self::Postgres(pool) => Tx::Postgres(pool.begin().await?),
        })
    }

    /// Closes the connections; on SQLite the write-ahead log is folded into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { writer, reader } => {
                reader.close().await;
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    /// Makes what was written durable: when this returns, it survives a power cut.
    pub async fn commit(self) -> Result<(), Error> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
