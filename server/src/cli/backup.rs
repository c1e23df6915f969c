use super::say;
use crate::config::{Config, DatabaseChoice};
use anyhow::{Context as _, bail, ensure};
use engine::Blobs;
use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::Path,
};
use store::{Database, dataset_drafts, datasets};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

/// What a backup holds: the database, and the files that it names, by their hash or by the draft that they wait for.
const DATABASE: &str = "civis.db";
const DATASETS: &str = "datasets/";
const WAITING: &str = "waiting/";

/// Copies the whole portal to one new file, consistently, while it serves, and checks the copy.
pub(super) async fn backup(config: &Config, file: &Path) -> anyhow::Result<()> {
    ensure!(!file.exists(), "{} is there already: choose another name", file.display());
    let database = Database::open(&config.store()).await.context("the database cannot be opened")?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let scratch = tempfile::Builder::new().prefix(".civis-backup-").tempdir_in(folder)?;
    let copy = scratch.path().join(DATABASE);
    database.copy_to(&copy).await.context("the copy was not made")?;
    database.close().await;
    let names = sound(&copy, file).await?;
    let unfinished = scratch.path().join("unfinished");
    // The files of datasets never change: those that the copy of the database names are those of that moment.
    pack(&copy, &Blobs::open(&config.datasets())?, &names, &unfinished)?;
    fs::rename(&unfinished, file)?;
    // The name must survive a power cut as the content does.
    File::open(folder)?.sync_all()?;
    say(&format!("Backed up to {} ({} kB), checked.", file.display(), fs::metadata(file)?.len() / 1000));
    Ok(())
}

/// Puts a backup in the place of the data. What was there is kept beside it.
pub(super) async fn restore(config: &Config, file: &Path, force: bool) -> anyhow::Result<()> {
    if matches!(config.database, DatabaseChoice::Postgres(_)) {
        bail!("a PostgreSQL database is restored with pg_restore");
    }
    let _alone = crate::start::hold_alone(config)?;
    let scratch = tempfile::Builder::new().prefix(".civis-restore-").tempdir_in(&config.data_dir)?;
    let copy = scratch.path().join(DATABASE);
    let archive = unpack_database(file, &copy).with_context(|| format!("{} cannot be read", file.display()))?;
    let names = sound(&copy, file).await?;
    let target = config.sqlite_file();
    ensure!(
        force || !target.exists(),
        "{} is there already: stop the portal and add --force; it will be kept beside",
        target.display()
    );
    // Before the database that names them. Those that are there already are the same, by their hash.
    let blobs = Blobs::open(&config.datasets())?;
    match archive {
        Some(mut archive) => {
            unpack_files(&mut archive, &names, &blobs).with_context(|| format!("{} is damaged", file.display()))?;
        }
        None => ensure!(
            names.iter().all(|name| place(&blobs, name).is_ok_and(|path| path.exists())),
            "{} was made by a release that kept no files of datasets: put them back into {} first",
            file.display(),
            config.datasets().display()
        ),
    }
    for end in ["", "-wal", "-shm"] {
        let old = target.with_file_name(format!("civis.db{end}"));
        if old.exists() {
            fs::rename(&old, target.with_file_name(format!("civis.db.before{end}")))?;
        }
    }
    File::open(&copy)?.sync_all()?;
    fs::rename(&copy, &target)?;
    File::open(&config.data_dir)?.sync_all()?;
    say(&format!("Restored {} to {}, checked.", file.display(), target.display()));
    Ok(())
}

/// Where a file of datasets stands that a backup calls so.
fn place(blobs: &Blobs, name: &str) -> anyhow::Result<std::path::PathBuf> {
    Ok(match name.strip_prefix(WAITING) {
        Some(id) => blobs.waiting(id)?,
        None => blobs.path(name.trim_start_matches(DATASETS)),
    })
}

fn pack(copy: &Path, blobs: &Blobs, names: &[String], to: &Path) -> anyhow::Result<()> {
    let mut zip = ZipWriter::new(File::create(to)?);
    let plain = SimpleFileOptions::default().large_file(true);
    // Parquet is compressed already.
    let stored = plain.compression_method(CompressionMethod::Stored);
    zip.start_file(DATABASE, plain.compression_method(CompressionMethod::Deflated))?;
    io::copy(&mut File::open(copy)?, &mut zip)?;
    for name in names {
        let mut from = File::open(place(blobs, name)?)
            .with_context(|| format!("a file of a dataset is missing, {name}: the backup was not made"))?;
        zip.start_file(name.as_str(), stored)?;
        io::copy(&mut from, &mut zip)?;
    }
    zip.finish()?.sync_all()?;
    Ok(())
}

/// Takes the database out of a backup. The rest of it, or none when the backup is of a release that had no other files.
fn unpack_database(file: &Path, to: &Path) -> anyhow::Result<Option<ZipArchive<File>>> {
    let mut head = [0; 4];
    let mut from = File::open(file)?;
    if from.read_exact(&mut head).is_err() || head != *b"PK\x03\x04" {
        fs::copy(file, to)?;
        return Ok(None);
    }
    let mut archive = ZipArchive::new(File::open(file)?)?;
    io::copy(&mut archive.by_name(DATABASE)?, &mut File::create(to)?)?;
    Ok(Some(archive))
}

/// Takes the files out that the database names; each is what its name says, or nothing is restored.
fn unpack_files(archive: &mut ZipArchive<File>, names: &[String], blobs: &Blobs) -> anyhow::Result<()> {
    for name in names {
        let mut scratch = blobs.scratch()?;
        io::copy(&mut archive.by_name(name)?, &mut scratch)?;
        if let Some(id) = name.strip_prefix(WAITING) {
            scratch.as_file().sync_all()?;
            scratch.persist(blobs.waiting(id)?)?;
        } else {
            let hash = blobs.keep(scratch)?;
            ensure!(name.ends_with(&hash), "{name} is not what its name says");
        }
    }
    Ok(())
}

/// Whether a file is a sound database of the portal, and the files that it names. `told` is what it is called in complaints.
async fn sound(database: &Path, told: &Path) -> anyhow::Result<Vec<String>> {
    // Opening could change it, and leaves files beside it.
    let scratch = tempfile::tempdir_in(database.parent().unwrap_or(Path::new(".")))?;
    let copy = scratch.path().join(DATABASE);
    fs::copy(database, &copy)?;
    let holds = store::dialect::holds_portal(&copy).await;
    ensure!(holds.is_ok_and(|holds| holds), "{} is not a backup of this portal", told.display());
    let database = Database::open(&store::Config::Sqlite(copy))
        .await
        .context("the backup cannot be opened: was it made by a newer release?")?;
    let found = database.integrity().await?;
    let mut tx = database.read().await?;
    let hashes = datasets::files(&mut tx).await?.into_iter().map(|hash| format!("{DATASETS}{hash}"));
    let waiting = dataset_drafts::ids(&mut tx).await?.into_iter().map(|id| format!("{WAITING}{id}"));
    let names = hashes.chain(waiting).collect();
    drop(tx);
    database.close().await;
    ensure!(found.is_empty(), "{} is damaged: {}", told.display(), found.join("; "));
    Ok(names)
}
