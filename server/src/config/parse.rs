use super::{
    Config, DatabaseChoice, Network, Secret, Smtp, SmtpSecurity,
    error::{ConfigError, Place},
    keys::{DATA_DIR, Settings},
};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    str::FromStr,
};

const AN_ADDRESS: &str = "Write an address and a port, like 127.0.0.1:3000.";
const A_URL: &str = "Write the address people type, like https://portail.example, without a path.";
const A_MAIL_SERVER: &str =
    "Give smtp.host and smtp.from, or remove the section: letters then go to the folder `mail`.";

pub(super) fn config(settings: &Settings) -> Result<Config, ConfigError> {
    let addr = parsed(settings, "addr", AN_ADDRESS)?.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 3000)));
    let database = match text(settings, "database") {
        None => DatabaseChoice::Sqlite,
        Some(url) if url.starts_with("postgres://") || url.starts_with("postgresql://") => {
            DatabaseChoice::Postgres(Secret::new(url.to_owned()))
        }
        Some(_) => {
            let remedy = "Write postgres://user:password@host/database, or remove it to use SQLite in the data folder.";
            return Err(invalid(settings, "database", "is not a PostgreSQL address", remedy));
        }
    };
    let public_url = match text(settings, "public_url") {
        None => format!("http://{addr}"),
        Some(url) => public_url(url).ok_or_else(|| invalid(settings, "public_url", "is not a web address", A_URL))?,
    };
    let mut trusted_proxies = Vec::new();
    for part in
        text(settings, "trusted_proxies").unwrap_or_default().split(',').map(str::trim).filter(|part| !part.is_empty())
    {
        let network = Network::from_str(part).map_err(|_| {
            invalid(
                settings,
                "trusted_proxies",
                "holds something that is no address",
                "Write addresses like 127.0.0.1 or 10.0.0.0/8.",
            )
        })?;
        trusted_proxies.push(network);
    }
    Ok(Config {
        addr,
        data_dir: PathBuf::from(text(settings, "data_dir").unwrap_or(DATA_DIR)),
        database,
        public_url,
        trusted_proxies,
        metrics_addr: parsed(settings, "metrics_addr", AN_ADDRESS)?,
        site_root: text(settings, "site_root").map_or_else(beside_the_binary, PathBuf::from),
        log: log(settings)?,
        smtp: smtp(settings)?,
        posts_per_minute: parsed(settings, "limits.posts_per_minute", "Write a number like 600, or 0 for no limit.")?
            .unwrap_or(600),
        upload_mb: upload_mb(settings)?,
        session_seconds: session_seconds(settings)?,
    })
}

/// A hundred megabytes, unless the operator chose otherwise. The disk must hold several of them.
fn upload_mb(settings: &Settings) -> Result<u32, ConfigError> {
    const REMEDY: &str = "Write megabytes from 1 to 10000, like 100.";
    match parsed::<u32>(settings, "limits.upload_mb", REMEDY)? {
        None => Ok(100),
        Some(most @ 1..=10_000) => Ok(most),
        Some(_) => Err(invalid(settings, "limits.upload_mb", "is too small or too large", REMEDY)),
    }
}

/// Thirty days, unless the operator chose less: twenty minutes suit a computer that many people share.
fn session_seconds(settings: &Settings) -> Result<i64, ConfigError> {
    const REMEDY: &str = "Write minutes from 1 to 43200 (thirty days): 20 for a shared computer.";
    match parsed::<i64>(settings, "sessions.minutes", REMEDY)? {
        None => Ok(usecases::sessions::SIGNED_IN_SECONDS),
        Some(minutes @ 1..=43_200) => Ok(minutes * 60),
        Some(_) => Err(invalid(settings, "sessions.minutes", "is too small or too large", REMEDY)),
    }
}

fn log(settings: &Settings) -> Result<String, ConfigError> {
    let words = text(settings, "log").unwrap_or("info");
    match tracing_subscriber::EnvFilter::try_new(words) {
        Ok(_) => Ok(words.to_owned()),
        Err(_) => Err(invalid(settings, "log", "is not understood", "Write error, warn, info or debug.")),
    }
}

fn text<'a>(settings: &'a Settings, key: &str) -> Option<&'a str> {
    settings.get(key).map(|setting| setting.text.as_str())
}

fn parsed<T: FromStr>(settings: &Settings, key: &'static str, remedy: &'static str) -> Result<Option<T>, ConfigError> {
    text(settings, key)
        .map(|text| text.parse().map_err(|_| invalid(settings, key, "is not understood", remedy)))
        .transpose()
}

fn invalid(settings: &Settings, key: &'static str, problem: &'static str, remedy: &'static str) -> ConfigError {
    let place = settings.get(key).map_or(Place::Default, |setting| setting.place.clone());
    ConfigError::Invalid { key, place, problem, remedy }
}

fn public_url(url: &str) -> Option<String> {
    let url = url.strip_suffix('/').unwrap_or(url);
    let parsed: http::Uri = url.parse().ok()?;
    let plain = matches!(parsed.scheme_str(), Some("http" | "https"))
        && parsed.host().is_some_and(|host| !host.is_empty())
        && parsed.path().trim_matches('/').is_empty()
        && parsed.query().is_none()
        && !url.contains('@');
    plain.then(|| url.to_owned())
}

/// cargo-leptos builds `target/release/civis` and `target/site`.
fn beside_the_binary() -> PathBuf {
    let binary = std::env::current_exe().unwrap_or_default();
    binary.parent().and_then(Path::parent).map_or_else(|| PathBuf::from("site"), |folder| folder.join("site"))
}

fn smtp(settings: &Settings) -> Result<Option<Smtp>, ConfigError> {
    let Some(some_key) = settings.keys().find(|key| key.starts_with("smtp.")).copied() else { return Ok(None) };
    let (Some(host), Some(from)) = (text(settings, "smtp.host"), text(settings, "smtp.from")) else {
        return Err(invalid(settings, some_key, "is given, but not both smtp.host and smtp.from", A_MAIL_SERVER));
    };
    if !from.contains('@') {
        return Err(invalid(
            settings,
            "smtp.from",
            "is not a mail address",
            "Write it like Portail <portail@commune.example>.",
        ));
    }
    let security = match text(settings, "smtp.security") {
        None | Some("tls") => SmtpSecurity::Tls,
        Some("starttls") => SmtpSecurity::StartTls,
        Some("none") => SmtpSecurity::None,
        Some(_) => return Err(invalid(settings, "smtp.security", "is not understood", "Write tls, starttls or none.")),
    };
    let usual = match security {
        SmtpSecurity::Tls => 465,
        SmtpSecurity::StartTls => 587,
        SmtpSecurity::None => 25,
    };
    let login = match (text(settings, "smtp.user"), password(settings)?) {
        (Some(user), Some(password)) => Some((user.to_owned(), password)),
        (None, None) => None,
        (Some(_), None) => {
            return Err(invalid(
                settings,
                "smtp.user",
                "has no password",
                "Add smtp.password_file, or remove the user.",
            ));
        }
        (None, Some(_)) => {
            return Err(invalid(
                settings,
                some_key,
                "has a password and no user",
                "Add smtp.user, or remove the password.",
            ));
        }
    };
    let port = parsed(settings, "smtp.port", "Write a port between 1 and 65535.")?.unwrap_or(usual);
    Ok(Some(Smtp { host: host.to_owned(), port, login, from: from.to_owned(), security }))
}

/// The password itself, or what its file holds: a file can be kept from other users, an environment hardly.
fn password(settings: &Settings) -> Result<Option<Secret>, ConfigError> {
    if let Some(password) = text(settings, "smtp.password") {
        return Ok(Some(Secret::new(password.to_owned())));
    }
    let Some(path) = text(settings, "smtp.password_file") else { return Ok(None) };
    let held = std::fs::read_to_string(path).map_err(|_| {
        invalid(settings, "smtp.password_file", "names a file that cannot be read", "Check the path and the rights.")
    })?;
    Ok(Some(Secret::new(held.trim_end_matches(['\r', '\n']).to_owned())))
}
