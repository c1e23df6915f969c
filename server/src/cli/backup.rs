use super::say;
use crate::config::{Config, DatabaseChoice};
use anyhow::{Context as _, bail, ensure};
use std::path::Path;
use store::Database;

/// Copies the whole portal to one new file, consistently, while it serves, and checks the copy.
pub(super) async fn backup(config: &Config, file: &Path) -> anyhow::Result<()> {
    ensure!(!file.exists(), "{} is there already: choose another name", file.display());
    let database = Database::open(&config.store()).await.context("the database cannot be opened")?;
    let unfinished = file.with_extension("unfinished");
    let _left_over = std::fs::remove_file(&unfinished);
    database.copy_to(&unfinished).await.context("the copy was not made")?;
    database.close().await;
    sound(&unfinished).await?;
    std::fs::File::open(&unfinished)?.sync_all()?;
    std::fs::rename(&unfinished, file)?;
    // The name must survive a power cut as the content does.
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::File::open(folder)?.sync_all()?;
    say(&format!("Backed up to {} ({} kB), checked.", file.display(), std::fs::metadata(file)?.len() / 1000));
    Ok(())
}

/// Puts a backup in the place of the data. What was there is kept beside it.
pub(super) async fn restore(config: &Config, file: &Path, force: bool) -> anyhow::Result<()> {
    if matches!(config.database, DatabaseChoice::Postgres(_)) {
        bail!("a PostgreSQL database is restored with pg_restore");
    }
    let _alone = crate::start::hold_alone(config)?;
    sound(file).await?;
    let target = config.sqlite_file();
    if target.exists() {
        ensure!(
            force,
            "{} is there already: stop the portal and add --force; it will be kept beside",
            target.display()
        );
        for end in ["", "-wal", "-shm"] {
            let old = target.with_file_name(format!("civis.db{end}"));
            if old.exists() {
                std::fs::rename(&old, target.with_file_name(format!("civis.db.before{end}")))?;
            }
        }
    }
    let unfinished = target.with_extension("unfinished");
    std::fs::copy(file, &unfinished)?;
    std::fs::File::open(&unfinished)?.sync_all()?;
    std::fs::rename(&unfinished, &target)?;
    std::fs::File::open(&config.data_dir)?.sync_all()?;
    say(&format!("Restored {} to {}, checked.", file.display(), target.display()));
    Ok(())
}

/// Whether a file is a sound database of the portal. It is copied first: opening could change it.
async fn sound(file: &Path) -> anyhow::Result<()> {
    let scratch = file.with_extension("checking");
    std::fs::copy(file, &scratch).with_context(|| format!("{} cannot be read", file.display()))?;
    let found = async {
        let holds = store::dialect::holds_portal(&scratch).await;
        ensure!(holds.is_ok_and(|holds| holds), "{} is not a backup of this portal", file.display());
        let database = Database::open(&store::Config::Sqlite(scratch.clone()))
            .await
            .context("the backup cannot be opened: was it made by a newer release?")?;
        let found = database.integrity().await?;
        database.close().await;
        anyhow::Ok(found)
    }
    .await;
    for end in ["", "-wal", "-shm"] {
        let _gone = std::fs::remove_file(format!("{}{end}", scratch.display()));
    }
    let found = found?;
    ensure!(found.is_empty(), "{} is damaged: {}", file.display(), found.join("; "));
    Ok(())
}
