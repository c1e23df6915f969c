/// What can go wrong in the store. The caller tells people codes; the chain of causes is for the log.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database refuses, is full, locked or out of reach. Trying again later may help.
    #[error("the database is not available")]
    Unavailable(#[source] sqlx::Error),
    /// A uniqueness rule refused the row; the name of the rule, as far as the database tells it.
    #[error("already there: {0}")]
    Duplicate(String),
    /// A row breaks a rule of `domain`: which table and which row.
    #[error("inconsistent row in {table}: {row}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// What identifies the row, and the rule it breaks.
        row: String,
    },
    /// The stored row is not at the version that the caller saw.
    #[error("changed meanwhile")]
    Stale,
    /// A migration failed, or the database was written by a newer release.
    #[error("migration")]
    Migration(#[source] Box<sqlx::migrate::MigrateError>),
    /// The database file or server is not fit for use; the sentence says why.
    #[error("{0}")]
    Unfit(String),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if let sqlx::Error::Database(inner) = &error
            && inner.is_unique_violation()
        {
            return Self::Duplicate(inner.constraint().unwrap_or(inner.message()).to_owned());
        }
        Self::Unavailable(error)
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        Self::Migration(Box::new(error))
    }
}
