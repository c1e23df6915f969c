//! Throw-away databases for tests: SQLite in a folder and, where the test command names a server, PostgreSQL.
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a helper of a test may fail the test"
)]

use std::process::Command;
use store::{Config, Database};
use tempfile::TempDir;

/// Fresh, migrated databases of each kind, each with the folder that holds it or gave it its name. Without
/// `CIVIS_TEST_POSTGRES_URL`, SQLite alone; the skip is said.
///
/// # Panics
/// When a database cannot be made.
pub async fn databases() -> Vec<(Database, TempDir)> {
    let folder = tempfile::tempdir().unwrap();
    let sqlite = Database::open(&Config::Sqlite(folder.path().join("civis.db"))).await.unwrap();
    let mut all = vec![(sqlite, folder)];
    if let Some((address, folder)) = postgres() {
        all.push((Database::open(&Config::Postgres(address)).await.unwrap(), folder));
    } else {
        eprintln!("SKIPPED: PostgreSQL half (CIVIS_TEST_POSTGRES_URL is not set)");
    }
    all
}

/// The address of a new, empty PostgreSQL database, with the folder that gave it its name. `None` without
/// `CIVIS_TEST_POSTGRES_URL`.
///
/// # Panics
/// When the database cannot be made.
pub fn postgres() -> Option<(String, TempDir)> {
    // The test command names its throw-away server here.
    let server = std::env::var("CIVIS_TEST_POSTGRES_URL").ok()?;
    let folder = tempfile::Builder::new().prefix("t").rand_bytes(16).tempdir().unwrap();
    Some((fresh_postgres(&server, &folder), folder))
}

/// The address of a new database of that server, made with PostgreSQL's own client: only `store` speaks SQL. The name of a
/// new folder is one that no other test of this run has.
fn fresh_postgres(server: &str, folder: &TempDir) -> String {
    let name = folder.path().file_name().unwrap().to_str().unwrap();
    let name = format!("{}_{}", name.to_lowercase(), std::process::id());
    let made = Command::new("psql")
        .args([server, "-qc", &format!("CREATE DATABASE {name} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")])
        .status();
    assert!(made.unwrap().success(), "the test database could not be made");
    let (address, settings) = server.split_once('?').unwrap_or((server, ""));
    let (base, _) = address.rsplit_once('/').unwrap();
    if settings.is_empty() { format!("{base}/{name}") } else { format!("{base}/{name}?{settings}") }
}

/// An engine whose files stand beside the database of a test.
///
/// # Panics
/// When its folder cannot be made.
pub fn engine(folder: &TempDir) -> std::sync::Arc<engine::Engine> {
    std::sync::Arc::new(engine::Engine::open(&folder.path().join("datasets"), engine::Limits::default()).unwrap())
}
