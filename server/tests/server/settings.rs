//! Settings: what is accepted, and how a wrong one is told.

use civis_server::config::{Config, DatabaseChoice, SmtpSecurity};
use std::{ffi::OsString, path::Path};

fn load(file: Option<&Path>, variables: &[(&str, &str)]) -> Result<Config, String> {
    let variables = variables.iter().map(|(name, value)| (OsString::from(name), OsString::from(value)));
    Config::from_sources(file, variables).map_err(|error| error.to_string())
}

fn refused(variables: &[(&str, &str)]) -> String {
    load(None, variables).unwrap_err()
}

/// What is said of a file with this text.
fn of_file(text: &str) -> Result<Config, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("civis.toml");
    std::fs::write(&path, text).unwrap();
    load(Some(&path), &[])
}

#[test]
fn nothing_set_serves_this_machine_alone() {
    let config = load(None, &[("PATH", "/bin")]).unwrap();
    assert_eq!(config.addr.to_string(), "127.0.0.1:3000");
    assert_eq!(config.public_url, "http://127.0.0.1:3000");
    assert!(matches!(config.database, DatabaseChoice::Sqlite));
    assert!(!config.is_secure() && config.smtp.is_none() && config.metrics_addr.is_none());
}

#[test]
fn a_file_may_have_a_hundred_megabytes_or_what_the_operator_says() {
    assert_eq!(load(None, &[]).unwrap().upload_mb, 100);
    assert_eq!(load(None, &[("CIVIS_UPLOAD_MB", "5")]).unwrap().upload_mb, 5);
    assert_eq!(of_file("[limits]\nupload_mb = 7").unwrap().upload_mb, 7);
    for wrong in ["0", "-1", "beaucoup", "10001"] {
        let told = refused(&[("CIVIS_UPLOAD_MB", wrong)]);
        assert!(told.contains("limits.upload_mb") && told.contains("megabytes"), "{told}");
    }
}

#[test]
fn the_environment_wins_over_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("civis.toml");
    std::fs::write(&path, "addr = \"127.0.0.1:4000\"\nlog = \"warn\"\ntrusted_proxies = [\"10.0.0.0/8\"]\n").unwrap();
    let config = load(Some(&path), &[("CIVIS_ADDR", "127.0.0.1:5000")]).unwrap();
    assert_eq!((config.addr.port(), config.log.as_str(), config.trusted_proxies.len()), (5000, "warn", 1));
}

#[test]
fn a_file_in_the_data_folder_is_read_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("civis.toml"), "addr = \"127.0.0.1:4000\"").unwrap();
    let config = load(None, &[("CIVIS_DATA_DIR", folder.path().to_str().unwrap())]).unwrap();
    assert_eq!(config.addr.port(), 4000);
}

#[test]
fn a_misspelt_variable_is_refused_and_the_right_one_named() {
    let told = refused(&[("CIVIS_ADRR", "127.0.0.1:1")]);
    assert!(told.contains("CIVIS_ADRR") && told.contains("Did you mean CIVIS_ADDR?"), "{told}");
    assert!(
        load(None, &[("CIVIS_CACHE", "/tmp"), ("CIVIS_TEST_POSTGRES_URL", "x")]).is_ok(),
        "the scripts' own are not ours"
    );
}

#[test]
fn a_misspelt_key_is_refused_with_its_line() {
    let told = of_file("addr = \"127.0.0.1:1\"\n\nadrr = \"x\"\n").unwrap_err();
    assert!(told.contains("line 3") && told.contains("adrr"), "{told}");
    let told = of_file("[smtp]\nhots = \"x\"\n").unwrap_err();
    assert!(told.contains("line 2") && told.contains("hots"), "{told}");
}

#[test]
fn a_wrong_value_is_told_with_key_line_and_remedy() {
    let told = of_file("log = \"info\"\naddr = \"3000\"\n").unwrap_err();
    assert!(told.contains("addr") && told.contains("line 2") && told.contains("127.0.0.1:3000"), "{told}");
    for (name, value, remedy) in [
        ("CIVIS_ADDR", "localhost", "127.0.0.1:3000"),
        ("CIVIS_PUBLIC_URL", "portail.example", "https://portail.example"),
        ("CIVIS_PUBLIC_URL", "https://portail.example/chemin", "without a path"),
        ("CIVIS_DATABASE", "mysql://x", "postgres://"),
        ("CIVIS_TRUSTED_PROXIES", "10.0.0.0/99", "10.0.0.0/8"),
        ("CIVIS_METRICS_ADDR", "9000", "127.0.0.1:3000"),
        ("CIVIS_POSTS_PER_MINUTE", "-1", "600"),
        ("CIVIS_SESSION_MINUTES", "0", "43200"),
        ("CIVIS_LOG", "lots of,,=", "debug"),
        ("CIVIS_SMTP_HOST", "mail.example", "smtp.from"),
    ] {
        let told = refused(&[(name, value)]);
        assert!(told.contains(name) && told.contains(remedy), "{name}={value}: {told}");
    }
}

#[test]
fn a_secret_shows_neither_in_the_settings_nor_in_an_error() {
    let smtp =
        "[smtp]\nhost = \"mail.example\"\nfrom = \"Portail <p@mail.example>\"\nuser = \"u\"\npassword = \"hunter2\"\n";
    let config = of_file(smtp).unwrap();
    assert_eq!(config.smtp.as_ref().unwrap().security, SmtpSecurity::Tls);
    assert!(!format!("{config:?}").contains("hunter2"));
    let config = load(None, &[("CIVIS_DATABASE", "postgres://civis:hunter2@localhost/civis")]).unwrap();
    assert!(!format!("{config:?}").contains("hunter2"));
    let told = of_file("[smtp]\npassword = \"hunter2\" oops\n").unwrap_err();
    assert!(!told.contains("hunter2") && told.contains("line 2"), "{told}");
    let told = refused(&[("CIVIS_DATABASE", "hunter2")]);
    assert!(!told.contains("hunter2"), "{told}");
}

#[test]
fn a_password_can_stand_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("password");
    std::fs::write(&path, "hunter2\n").unwrap();
    let smtp = [("CIVIS_SMTP_HOST", "m"), ("CIVIS_SMTP_FROM", "p@m"), ("CIVIS_SMTP_USER", "u")];
    let with = |path: &str| load(None, &[&smtp[..], &[("CIVIS_SMTP_PASSWORD_FILE", path)]].concat());
    let (_, password) = with(path.to_str().unwrap()).unwrap().smtp.unwrap().login.unwrap();
    assert_eq!(password.reveal(), "hunter2");
    assert!(with("/none").unwrap_err().contains("smtp.password_file"));
}

#[test]
fn a_named_file_that_is_not_there_is_an_error() {
    let told = load(Some(Path::new("/none/civis.toml")), &[]).unwrap_err();
    assert!(told.contains("/none/civis.toml") && told.contains("--config"), "{told}");
}
