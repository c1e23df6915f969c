use super::say;
use crate::config::Config;
use store::Database;

/// The least free space, in bytes, below which `check` warns.
const LEAST_SPACE: u64 = 500 * 1024 * 1024;
/// A clock before this (2026-01-01) is wrong: sessions and certificates would be judged by it.
const EARLIEST: i64 = 1_767_225_600;

/// Checks what the portal needs. 0: well; 1: broken; 2: a warning.
pub(super) async fn run(config: &Config) -> anyhow::Result<u8> {
    let mut worst = 0;
    let mut line = |code: u8, text: String| {
        let mark = match code {
            0 => "ok     ",
            1 => "BROKEN ",
            _ => "warning",
        };
        say(&format!("{mark} {text}"));
        worst = match (worst, code) {
            (1, _) | (_, 1) => 1,
            (a, b) => a.max(b),
        };
    };
    if let Err(error) = std::fs::create_dir_all(&config.data_dir) {
        line(1, format!("the data folder {} cannot be made: {error}", config.data_dir.display()));
        return Ok(1);
    }
    let probe = config.data_dir.join(".check");
    match std::fs::write(&probe, b"civis").and_then(|()| std::fs::remove_file(&probe)) {
        Ok(()) => line(0, format!("the data folder {} can be written", config.data_dir.display())),
        Err(error) => line(1, format!("the data folder {} cannot be written: {error}", config.data_dir.display())),
    }
    match rustix::fs::statvfs(&config.data_dir) {
        Ok(disk) => {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize);
            line(
                if free < LEAST_SPACE { 2 } else { 0 },
                format!("{} MB are free on the disk of the data folder", free / 1_000_000),
            );
        }
        Err(error) => line(2, format!("the free space of the disk is not known: {error}")),
    }
    let now = usecases::Clock::now(&usecases::SystemClock).as_second();
    line(u8::from(now < EARLIEST), format!("the clock says {}", jiff::Timestamp::from_second(now)?));
    match Database::open(&config.store()).await {
        Err(error) => line(1, format!("the database cannot be opened: {error}")),
        Ok(database) => {
            line(0, format!("{}, tables up to date", database.version().await?));
            let found = database.integrity().await?;
            if found.is_empty() {
                line(0, "the database is sound".to_owned());
            }
            for fault in found {
                line(1, format!("the database: {fault}"));
            }
            database.close().await;
        }
    }
    Ok(worst)
}
