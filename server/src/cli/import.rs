use super::{dataset, say};
use crate::{config::Config, start};
use anyhow::Context as _;
use clap::Subcommand;
use domain::territory::TerritoryId;
use indicatif::{ProgressBar, ProgressStyle};
use reference::vdd::Read;
use sha2::{Digest as _, Sha256};
use std::path::{Path, PathBuf};
use usecases::OpContext;

#[derive(Debug, Subcommand)]
pub(super) enum Import {
    /// The official geographic code. Example: civis import territories decoupage-administratif/data
    Territories(Source),
    /// The sheets of service-public, JSON or XML. Example: civis import services vdd/
    Services(Source),
    /// A file of data, published in the name of a territory. Example: civis import dataset cantines.csv --territory commune/33281
    Dataset(Box<dataset::Parcel>),
    /// The first datasets, made of what was imported: communes, intercommunalités, school holidays, service sheets.
    Starter {
        /// In whose name: level and official code, region/75.
        #[arg(long)]
        territory: TerritoryId,
    },
}

#[derive(Debug, clap::Args)]
pub(super) struct Source {
    /// The folder with the files.
    path: PathBuf,
    /// Do nothing when these very files were imported last.
    #[arg(long)]
    if_changed: bool,
}

pub(super) async fn run(config: &Config, what: Import) -> anyhow::Result<()> {
    let shared = start::shared(config).await?;
    let ctx = OpContext::system(shared.clone());
    match what {
        Import::Territories(source) => territories(&ctx, &source).await?,
        Import::Services(source) => services(&ctx, &source).await?,
        Import::Dataset(parcel) => dataset::import(&ctx, *parcel).await?,
        Import::Starter { territory } => dataset::starter(&ctx, &territory).await?,
    }
    shared.database.close().await;
    Ok(())
}

async fn territories(ctx: &OpContext, source: &Source) -> anyhow::Result<()> {
    let files = ["regions.json", "departements.json", "epci.json", "communes.json"].map(|name| source.path.join(name));
    let digest = digest(&files)?;
    let cog = reference::cog::read(&source.path).context("nothing was imported")?;
    let bar = bar(cog.territories.len());
    let done = usecases::territories::import(ctx, &cog, &digest, source.if_changed, |at| step(&bar, at)).await;
    bar.finish_and_clear();
    match done.context("nothing was imported")? {
        None => say("Territories: these files were imported already."),
        Some(done) => say(&format!(
            "Territories: {} added, {} changed, {} closed, {} followed places redirected.",
            done.added, done.updated, done.closed, done.redirected
        )),
    }
    Ok(())
}

async fn services(ctx: &OpContext, source: &Source) -> anyhow::Result<()> {
    let files = reference::vdd::files(&source.path).context("nothing was imported")?;
    let digest = digest(&files)?;
    let mut sheets = Vec::new();
    let mut left = 0;
    for file in &files {
        match reference::vdd::read(file).context("nothing was imported")? {
            Read::Sheet(sheet) => sheets.push(*sheet),
            Read::Other => left += 1,
        }
    }
    let bar = bar(sheets.len());
    let done = usecases::services::import(ctx, &sheets, &digest, source.if_changed, |at| step(&bar, at)).await;
    bar.finish_and_clear();
    match done.context("nothing was imported")? {
        None => say("Services: these files were imported already."),
        Some(done) => say(&format!(
            "Services: {} sheets, {} themes, {} words; {left} guided searches left out.",
            done.sheets, done.themes, done.words
        )),
    }
    Ok(())
}

/// What tells these files from others: their names and contents.
fn digest(files: &[PathBuf]) -> anyhow::Result<String> {
    let mut hash = Sha256::new();
    for file in files {
        hash.update(file.file_name().map(|name| name.as_encoded_bytes().to_vec()).unwrap_or_default());
        hash.update(read(file)?);
    }
    Ok(format!("{:x}", hash.finalize()))
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))
}

pub(super) fn bar(count: usize) -> ProgressBar {
    let bar = ProgressBar::new(u64::try_from(count).unwrap_or(u64::MAX));
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len}") {
        bar.set_style(style);
    }
    bar
}

fn step(bar: &ProgressBar, at: usize) {
    bar.set_position(u64::try_from(at).unwrap_or(u64::MAX));
}
