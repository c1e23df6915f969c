use super::rows::Row;

/// What is wrong with the files: which file, which record. Nothing of them is used then.
#[derive(Debug, thiserror::Error)]
pub enum CogError {
    /// A file is missing or cannot be read.
    #[error("{file}: {source}")]
    File {
        /// Its name.
        file: &'static str,
        /// Why.
        source: std::io::Error,
    },
    /// Not JSON of the expected shape; line and column are in the cause.
    #[error("{file}: {source}")]
    Shape {
        /// Its name.
        file: &'static str,
        /// Why.
        source: serde_json::Error,
    },
    /// A record breaks a rule.
    #[error("{file}, record {record}: {why}")]
    Record {
        /// Its file.
        file: &'static str,
        /// Its code and name.
        record: String,
        /// The rule.
        why: &'static str,
    },
    /// A file holds no record: importing it would close everything.
    #[error("{file}: it is empty")]
    Empty {
        /// Its name.
        file: &'static str,
    },
}

impl CogError {
    pub(super) fn record(file: &'static str, row: &Row, why: &'static str) -> Self {
        Self::Record { file, record: format!("{} {}", row.code, row.nom), why }
    }
}
