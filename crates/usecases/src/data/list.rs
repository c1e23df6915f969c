use crate::{Action, Error, OpContext, services::read_question};
use domain::{
    data::{Dataset, Licence, Summary, Theme, Version, quality},
    territory::TerritoryId,
};
use store::datasets::{self, Facets};

/// How many datasets a page of a shelf holds.
pub const PAGE: i64 = 20;

/// Which datasets are looked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// What was typed.
    pub words: String,
    /// The shelf.
    pub theme: Option<Theme>,
    /// The producer.
    pub producer: Option<TerritoryId>,
    /// The licence.
    pub licence: Option<Licence>,
    /// Taken in at this time or later, in seconds since 1970.
    pub since: Option<i64>,
}

/// What is looked for, as the store asks it; `None` for text that cannot be a question.
pub(super) fn asked(wanted: &Wanted) -> Option<datasets::Wanted> {
    let terms = match wanted.words.trim() {
        "" => Vec::new(),
        words => {
            let mut terms = read_question(words)?.terms();
            terms.truncate(datasets::MOST_TERMS);
            terms
        }
    };
    let Wanted { theme, producer, licence, since, .. } = wanted.clone();
    Some(datasets::Wanted { terms, theme, producer, licence, since })
}

/// Datasets, the likeliest and then the latest first, with how many there are in all.
pub async fn list(ctx: &OpContext, wanted: &Wanted, most: i64, skip: i64) -> Result<(i64, Vec<Dataset>), Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let Some(asked) = asked(wanted) else { return Ok((0, Vec::new())) };
    let mut tx = ctx.read().await?;
    Ok(datasets::list(&mut tx, &asked, most, skip).await?)
}

/// How the datasets of a list divide by shelf, producer and licence.
pub async fn facets(ctx: &OpContext, wanted: &Wanted) -> Result<Facets, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let Some(asked) = asked(wanted) else { return Ok(Facets::default()) };
    let mut tx = ctx.read().await?;
    Ok(datasets::facets(&mut tx, &asked).await?)
}

/// The dataset of an address or id.
///
/// # Errors
/// `NotFound`.
pub async fn find(ctx: &OpContext, slug_or_id: &str) -> Result<Dataset, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    datasets::find(&mut tx, slug_or_id).await?.ok_or(Error::NotFound)
}

/// The versions of a dataset, the latest first.
pub async fn versions(ctx: &OpContext, dataset: &Dataset) -> Result<Vec<Version>, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    Ok(datasets::versions(&mut tx, dataset.id).await?)
}

/// The dataset as it was at one version.
///
/// # Errors
/// `NotFound` for a version that there never was.
pub async fn version(ctx: &OpContext, dataset: Dataset, number: i64) -> Result<Dataset, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    if number == dataset.version.number {
        return Ok(dataset);
    }
    let mut tx = ctx.read().await?;
    let version = datasets::version(&mut tx, dataset.id, number).await?.ok_or(Error::NotFound)?;
    Ok(Dataset { version, ..dataset })
}

/// The addresses of the datasets after one, in order, with when they were updated: for the map of the site.
pub async fn slugs(ctx: &OpContext, after: &str, most: i64) -> Result<Vec<(String, i64)>, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    Ok(datasets::slugs(&mut tx, after, most).await?)
}

/// A dataset as it stands on a shelf.
pub fn summary(dataset: &Dataset, now: i64) -> Summary {
    Summary {
        slug: dataset.slug.clone(),
        title: dataset.facts.title.clone(),
        summary: dataset.facts.summary.clone(),
        producer: dataset.producer_name.clone(),
        theme: dataset.facts.themes.first().copied(),
        updated: dataset.version.created,
        rows: dataset.version.rows,
        quality: quality(dataset, now).0,
    }
}
