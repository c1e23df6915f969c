use super::say;
use anyhow::{anyhow, bail};
use domain::{
    data::{
        Dataset, Facts, Frequency, Licence, Source, Theme,
        people::{Protection, Rare},
    },
    territory::TerritoryId,
};
use indicatif::{ProgressBar, ProgressStyle};
use std::path::PathBuf;
use usecases::{
    Error, OpContext,
    data::{self, Choices, Outcome, STARTERS},
};

#[derive(Debug, clap::Args)]
pub(super) struct Parcel {
    /// The file: csv, tsv, xlsx, xls, ods, json, geojson or parquet; also gzipped.
    path: PathBuf,
    /// Who answers for it: level and official code, commune/33281.
    #[arg(long)]
    territory: TerritoryId,
    /// Its title; without it the name of the file.
    #[arg(long)]
    title: Option<String>,
    /// What it is, in one sentence.
    #[arg(long)]
    summary: Option<String>,
    /// More about it, in Markdown.
    #[arg(long, default_value = "")]
    description: String,
    /// Its shelves: population, education, transports, environnement, sante, vie-publique, territoires, economie, alimentation,
    /// energie, securite, sciences.
    #[arg(long = "theme")]
    themes: Vec<Theme>,
    /// lov2, odbl, cc0, cc-by, cc-by-sa or autre.
    #[arg(long, default_value = "lov2")]
    licence: Licence,
    /// continue, jour, semaine, mois, trimestre, an, irregulier, jamais or inconnue.
    #[arg(long, default_value = "inconnue")]
    frequency: Frequency,
    /// A word by which it is looked for; as often as needed.
    #[arg(long = "keyword")]
    keywords: Vec<String>,
    /// Where its content comes from, in words.
    #[arg(long, default_value = "")]
    source: String,
    /// Why it may be published although it speaks of people; what it holds is listed when this is missing.
    #[arg(long, default_value = "")]
    despite: String,
    /// Heading of a column that is left out; as often as needed.
    #[arg(long = "drop")]
    dropped: Vec<String>,
    /// Heading of a column whose values become less precise: a day its year, a commune its département, a number a range.
    #[arg(long = "coarse")]
    coarse: Vec<String>,
    /// Heading of a column that could point at somebody together with others: rows that fewer than five share are found.
    #[arg(long = "cross")]
    crossed: Vec<String>,
    /// Take out the rows that fewer than five share.
    #[arg(long, requires = "crossed")]
    suppress: bool,
    /// The sheet of a workbook.
    #[arg(long)]
    sheet: Option<String>,
    /// The address of a dataset under /donnees, of which this is the next version.
    #[arg(long)]
    slug: Option<String>,
}

/// Publishes a file.
pub(super) async fn import(ctx: &OpContext, parcel: Parcel) -> anyhow::Result<()> {
    let name = parcel.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let known: Option<Dataset> = match &parcel.slug {
        Some(slug) => data::find(ctx, slug).await.ok(),
        None => None,
    };
    // The next version keeps what was said, but for what is said anew.
    let before = known.as_ref().map(|known| known.version.protection.clone()).unwrap_or_default();
    let facts = match known.map(|known| known.facts) {
        Some(facts) => facts,
        None => Facts {
            title: parcel
                .title
                .clone()
                .unwrap_or_else(|| name.split('.').next().unwrap_or_default().replace(['_', '-'], " ")),
            summary: parcel.summary.clone().unwrap_or_else(|| format!("Données du fichier {name}.")),
            description: parcel.description,
            producer: parcel.territory,
            licence: parcel.licence,
            frequency: parcel.frequency,
            themes: if parcel.themes.is_empty() { vec![Theme::Government] } else { parcel.themes },
            keywords: parcel.keywords,
            source: Source { words: parcel.source, url: String::new() },
            known_defects: String::new(),
        },
    };
    if !parcel.path.is_file() {
        bail!("{} is no file", parcel.path.display());
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} rows read") {
        bar.set_style(style);
    }
    let told = bar.clone();
    let progress = move |rows: i64| told.set_position(u64::try_from(rows).unwrap_or(0));
    let choices = Choices {
        sheet: parcel.sheet,
        // What kept people from being recognised keeps them again.
        protection: Protection {
            dropped: before.dropped.into_iter().chain(parcel.dropped).collect(),
            coarse: before.coarse.into_iter().chain(parcel.coarse).collect(),
            crossed: before.crossed.into_iter().chain(parcel.crossed).collect(),
            suppress: before.suppress || parcel.suppress,
        },
        ..Choices::default()
    };
    let (path, looked) = (parcel.path.clone(), choices.clone());
    let sent = data::Parcel { path: parcel.path, name, facts, slug: parcel.slug, choices, despite: parcel.despite };
    let done = data::publish(ctx, sent, progress).await;
    bar.finish_and_clear();
    if let Err(Error::Conflict("personal_data")) = &done {
        let report = data::examine(ctx, &path, &looked).await?;
        if let Some(rare) = report.rare.filter(Rare::stands) {
            say(&format!("  {} together: {} rows that fewer than five share", rare.columns.join(", "), rare.count));
        }
        for found in report.people {
            let rows: Vec<String> = found.rows.iter().take(5).map(ToString::to_string).collect();
            say(&format!("  {} in {:?}: {} rows ({})", found.trace.word(), found.column, found.count, rows.join(", ")));
        }
        bail!(
            "nothing was published: this file speaks of people. Leave columns out with --drop, make them vaguer with --coarse, take rare rows out with --suppress, or say with --despite why it may"
        );
    }
    tell(&done.map_err(|error| explain(&error))?);
    Ok(())
}

/// Publishes the first datasets. What they are made of may not be there yet: then there is nothing to publish, and that is said.
pub(super) async fn starter(ctx: &OpContext, territory: &TerritoryId) -> anyhow::Result<()> {
    for which in STARTERS {
        match data::starter(ctx, which, territory).await {
            Err(Error::Invalid(fields)) if fields.get("file") == Some(&"no_rows") => {
                say(&format!("{which:?}: nothing was imported yet of which this dataset is made."));
            }
            done => tell(&done.map_err(|error| explain(&error))?),
        }
    }
    Ok(())
}

fn tell(done: &Outcome) {
    let Dataset { slug, version, .. } = &done.dataset;
    if !done.new {
        say(&format!("/donnees/{slug}: this very file was taken in last (version {}).", version.number));
        return;
    }
    say(&format!(
        "/donnees/{slug}: version {}, {} rows, {} columns.",
        version.number,
        version.rows,
        version.columns.len()
    ));
    for defect in version.defects.iter().take(10) {
        let rows: Vec<String> = defect.rows.iter().take(5).map(ToString::to_string).collect();
        say(&format!(
            "  {} {:?}: {} (rows {}), for example {:?}",
            defect.code,
            defect.column,
            defect.count,
            rows.join(", "),
            defect.sample
        ));
    }
}

/// What is wrong, with the code that the documentation explains.
fn explain(error: &Error) -> anyhow::Error {
    match error {
        Error::Invalid(fields) => {
            let faults: Vec<String> = fields.iter().map(|(field, code)| format!("{field}: {code}")).collect();
            anyhow!("nothing was published: {}", faults.join(", "))
        }
        Error::NotFound => anyhow!("nothing was published: no such territory or dataset; import the territories first"),
        other => anyhow!("nothing was published: {other}"),
    }
}
