use super::{
    error::{ConfigError, Place},
    keys::{Setting, Settings},
};
use serde::Deserialize;
use std::path::Path;
use toml::Spanned;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct File {
    addr: Option<Spanned<String>>,
    data_dir: Option<Spanned<String>>,
    database: Option<Spanned<String>>,
    public_url: Option<Spanned<String>>,
    trusted_proxies: Option<Spanned<Vec<String>>>,
    metrics_addr: Option<Spanned<String>>,
    site_root: Option<Spanned<String>>,
    log: Option<Spanned<String>>,
    #[serde(default)]
    smtp: Smtp,
    #[serde(default)]
    limits: Limits,
    #[serde(default)]
    sessions: Sessions,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Smtp {
    host: Option<Spanned<String>>,
    port: Option<Spanned<u16>>,
    user: Option<Spanned<String>>,
    password: Option<Spanned<String>>,
    password_file: Option<Spanned<String>>,
    from: Option<Spanned<String>>,
    security: Option<Spanned<String>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Limits {
    posts_per_minute: Option<Spanned<u32>>,
    upload_mb: Option<Spanned<u32>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Sessions {
    minutes: Option<Spanned<u32>>,
}

/// The settings of a file, each with its line.
pub(super) fn read(path: &Path) -> Result<Settings, ConfigError> {
    let text =
        std::fs::read_to_string(path).map_err(|cause| ConfigError::Unreadable { path: path.to_path_buf(), cause })?;
    let line = |offset: usize| text.get(..offset).map_or(1, |before| before.matches('\n').count() + 1);
    let file: File = toml::from_str(&text).map_err(|error| ConfigError::Malformed {
        path: path.to_path_buf(),
        // Not the error's own display: it quotes the line, and a line may hold a password.
        message: format!("line {}: {}", error.span().map_or(1, |span| line(span.start)), error.message()),
    })?;
    let mut settings = Settings::new();
    let mut keep = |key: &'static str, value: Option<(usize, String)>| {
        if let Some((offset, text)) = value {
            settings.insert(key, Setting { text, place: Place::File(path.to_path_buf(), line(offset)) });
        }
    };
    keep("addr", one(file.addr));
    keep("data_dir", one(file.data_dir));
    keep("database", one(file.database));
    keep("public_url", one(file.public_url));
    keep("trusted_proxies", file.trusted_proxies.map(|list| (list.span().start, list.into_inner().join(","))));
    keep("metrics_addr", one(file.metrics_addr));
    keep("site_root", one(file.site_root));
    keep("log", one(file.log));
    keep("smtp.host", one(file.smtp.host));
    keep("smtp.port", one(file.smtp.port));
    keep("smtp.user", one(file.smtp.user));
    keep("smtp.password", one(file.smtp.password));
    keep("smtp.password_file", one(file.smtp.password_file));
    keep("smtp.from", one(file.smtp.from));
    keep("smtp.security", one(file.smtp.security));
    keep("limits.posts_per_minute", one(file.limits.posts_per_minute));
    keep("limits.upload_mb", one(file.limits.upload_mb));
    keep("sessions.minutes", one(file.sessions.minutes));
    Ok(settings)
}

fn one<T: ToString>(value: Option<Spanned<T>>) -> Option<(usize, String)> {
    value.map(|value| (value.span().start, value.into_inner().to_string()))
}
