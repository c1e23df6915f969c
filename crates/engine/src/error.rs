/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file cannot be taken: a code for the sentence, and what it is about.
    #[error("{code}: {about}")]
    Refused {
        /// `unknown_format`, `no_rows`, `too_many_columns`, `long_row`, `broken`, `too_large`, `encrypted`, `no_sheet`.
        code: &'static str,
        /// Row, sheet or text that is meant.
        about: String,
    },
    /// A question took longer than it may.
    #[error("too slow")]
    Slow,
    /// A question needs more memory than it may use, or answers with too many groups.
    #[error("too large")]
    Large,
    /// A file cannot be read or written.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The query engine failed.
    #[error(transparent)]
    Engine(Box<datafusion::error::DataFusionError>),
}

impl Error {
    pub(crate) fn refused(code: &'static str, about: impl std::fmt::Display) -> Self {
        Self::Refused { code, about: about.to_string().chars().take(120).collect() }
    }
}

impl From<datafusion::error::DataFusionError> for Error {
    fn from(error: datafusion::error::DataFusionError) -> Self {
        use datafusion::error::DataFusionError as E;
        match error.find_root() {
            E::ResourcesExhausted(_) => Self::Large,
            _ => Self::Engine(Box::new(error)),
        }
    }
}

impl From<datafusion::arrow::error::ArrowError> for Error {
    fn from(error: datafusion::arrow::error::ArrowError) -> Self {
        Self::from(datafusion::error::DataFusionError::from(error))
    }
}

impl From<datafusion::parquet::errors::ParquetError> for Error {
    fn from(error: datafusion::parquet::errors::ParquetError) -> Self {
        Self::from(datafusion::error::DataFusionError::from(error))
    }
}

impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Self {
        let row = error.position().map_or(0, csv::Position::record);
        match error.into_kind() {
            csv::ErrorKind::Io(error) => Self::Io(error),
            _ => Self::refused("broken", row + 1),
        }
    }
}
