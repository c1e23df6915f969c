use std::{fmt, path::PathBuf};

/// Where a setting stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a file, at a line.
    File(PathBuf, usize),
    /// In the environment, under a name.
    Environment(&'static str),
    /// Nowhere: the default.
    Default,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path, line) => write!(f, "line {line} of {}", path.display()),
            Self::Environment(name) => write!(f, "the variable {name}"),
            Self::Default => f.write_str("the default"),
        }
    }
}

/// Why the settings are refused. The text is for the operator: key, place, remedy.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the configuration file {} cannot be read: {cause}. Check the path and the rights, or remove --config and CIVIS_CONFIG.", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// The file is not TOML, or has a key that does not exist.
    #[error("the configuration file {} is not understood: {message}\nCorrect or remove that line; `civis serve --help` lists the keys.", path.display())]
    Malformed {
        /// Which file.
        path: PathBuf,
        /// What the parser says, with the line. It never quotes a value that could be a secret.
        message: String,
    },
    /// A variable that begins with `CIVIS_` and means nothing.
    #[error("the variable {name} means nothing to civis.{} Unset it, or see `civis serve --help` for the list.", near.map_or_else(String::new, |near| format!(" Did you mean {near}?")))]
    UnknownVariable {
        /// Its name.
        name: String,
        /// A known name that looks like it.
        near: Option<&'static str>,
    },
    /// A value that does not fit.
    #[error("{key} ({place}) {problem}. {remedy}")]
    Invalid {
        /// The key as in the file.
        key: &'static str,
        /// Where it stands.
        place: Place,
        /// What is wrong, as the end of a sentence.
        problem: &'static str,
        /// What to write instead.
        remedy: &'static str,
    },
}
