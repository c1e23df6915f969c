use super::error::{ConfigError, Place};
use std::{collections::BTreeMap, ffi::OsString};

/// A setting as text, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    pub(super) text: String,
    pub(super) place: Place,
}

/// Key as in the file -> setting.
pub(super) type Settings = BTreeMap<&'static str, Setting>;

/// The folder of the data when none is named.
pub(super) const DATA_DIR: &str = "./data";

/// Every key and its variable.
pub(super) const KEYS: [(&str, &str); 19] = [
    ("config", "CIVIS_CONFIG"),
    ("addr", "CIVIS_ADDR"),
    ("data_dir", "CIVIS_DATA_DIR"),
    ("database", "CIVIS_DATABASE"),
    ("public_url", "CIVIS_PUBLIC_URL"),
    ("trusted_proxies", "CIVIS_TRUSTED_PROXIES"),
    ("metrics_addr", "CIVIS_METRICS_ADDR"),
    ("site_root", "CIVIS_SITE_ROOT"),
    ("log", "CIVIS_LOG"),
    ("smtp.host", "CIVIS_SMTP_HOST"),
    ("smtp.port", "CIVIS_SMTP_PORT"),
    ("smtp.user", "CIVIS_SMTP_USER"),
    ("smtp.password", "CIVIS_SMTP_PASSWORD"),
    ("smtp.password_file", "CIVIS_SMTP_PASSWORD_FILE"),
    ("smtp.from", "CIVIS_SMTP_FROM"),
    ("smtp.security", "CIVIS_SMTP_SECURITY"),
    ("limits.posts_per_minute", "CIVIS_POSTS_PER_MINUTE"),
    ("limits.upload_mb", "CIVIS_UPLOAD_MB"),
    ("sessions.minutes", "CIVIS_SESSION_MINUTES"),
];

/// Variables of the build and test scripts, which the portal meets but does not read.
fn is_of_the_scripts(name: &str) -> bool {
    name == "CIVIS_CACHE" || name.starts_with("CIVIS_TEST_")
}

/// Our variables among these. An empty one counts as unset, as in most service managers.
pub(super) fn from_environment(variables: impl Iterator<Item = (OsString, OsString)>) -> Result<Settings, ConfigError> {
    let mut settings = Settings::new();
    for (name, value) in variables {
        let Some(name) = name.to_str().filter(|name| name.starts_with("CIVIS_") && !is_of_the_scripts(name)) else {
            continue;
        };
        let Some((key, variable)) = KEYS.into_iter().find(|(_, variable)| *variable == name) else {
            return Err(ConfigError::UnknownVariable { name: name.to_owned(), near: nearest(name) });
        };
        let place = Place::Environment(variable);
        let Some(text) = value.to_str() else {
            return Err(ConfigError::Invalid { key, place, problem: "is not text", remedy: "Write it in UTF-8." });
        };
        if !text.is_empty() {
            settings.insert(key, Setting { text: text.to_owned(), place });
        }
    }
    Ok(settings)
}

/// The known variable that shares most of its beginning or end with this one.
fn nearest(name: &str) -> Option<&'static str> {
    let alike = |known: &str| {
        let start = known.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
        let end = known.chars().rev().zip(name.chars().rev()).take_while(|(a, b)| a == b).count();
        start + end
    };
    KEYS.into_iter()
        .map(|(_, variable)| (alike(variable), variable))
        .max()
        // `CIVIS_` alone is shared by all.
        .filter(|(score, _)| *score >= "CIVIS_".len() + 3)
        .map(|(_, variable)| variable)
}
