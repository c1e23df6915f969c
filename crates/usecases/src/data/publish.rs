use super::{Choices, refused};
use crate::{
    Action, Error, OpContext,
    error::text_fault,
    publication::note,
    services::{stem, words},
};
use domain::{
    data::{
        Column, Dataset, Difference, Facts, Kind, Version, dataset_slug,
        people::{Protection, Rare, Trace, Traces},
    },
    ids::DatasetId,
    publication::ChangeKind,
    territory::{Level, TerritoryId},
    text::TextRule,
};
use engine::ingest::{Codes, Taken};
use std::{collections::BTreeMap, path::PathBuf, sync::Arc};
use store::{
    Tx, datasets,
    territories::{self, Found},
};

const TITLE: TextRule = TextRule::line(150);
const SUMMARY: TextRule = TextRule::line(300);
const DESCRIPTION: TextRule = TextRule::lines(10_000);
const KEYWORD: TextRule = TextRule::line(60);
const MOST_KEYWORDS: usize = 20;
/// The most addresses that are tried for one title.
const MOST_SLUGS: u32 = 100;

/// A file with what its producer says of it.
#[derive(Debug, Clone)]
pub struct Parcel {
    /// The file.
    pub path: PathBuf,
    /// Its name as it came.
    pub name: String,
    /// What is said of it.
    pub facts: Facts,
    /// The address under which it stands already: then this is its next version. Otherwise its title makes one.
    pub slug: Option<String>,
    /// What is not to be guessed.
    pub choices: Choices,
    /// Why it may be published although it speaks of people; empty when nobody said.
    pub despite: String,
}

/// What became of a parcel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The dataset as it stands now.
    pub dataset: Dataset,
    /// How the file was read.
    pub reading: domain::data::Reading,
    /// Whether this is a new version: not when the very same file was taken in last.
    pub new: bool,
}

/// Publishes a file as a dataset, or as the next version of one: all of it or nothing.
///
/// # Errors
/// `Invalid` with what is wrong with the file (field `file`) or with what is said of it; `NotFound` for an unknown producer or
/// address; `Conflict("somebody_elses")` for an address of another producer; `Conflict("changed_meanwhile")` when another version came first.
pub async fn publish(
    ctx: &OpContext,
    parcel: Parcel,
    progress: impl FnMut(i64) + Send + 'static,
) -> Result<Outcome, Error> {
    ctx.authorize(Action::Publish(&parcel.facts.producer)).await?;
    let mut facts = checked(parcel.facts)?;
    let mut tx = ctx.read().await?;
    facts.producer = producer(&mut tx, &facts.producer).await?;
    let known = match &parcel.slug {
        Some(slug) => datasets::find(&mut tx, slug).await?,
        None => None,
    };
    if known.as_ref().is_some_and(|known| known.facts.producer != facts.producer) {
        return Err(Error::Conflict("somebody_elses"));
    }
    let codes = codes(&mut tx).await?;
    drop(tx);
    let shared = Arc::clone(&ctx.shared);
    let before = known.as_ref().map(|known| known.version.clone());
    let (path, choices) = (parcel.path, parcel.choices);
    let (schema, protection) = (choices.schema.clone().unwrap_or_default(), choices.protection.clone());
    let work = move || -> Result<(Taken, Option<Difference>), engine::Error> {
        let taken = engine::ingest::take(shared.engine.blobs(), &path, &choices, &codes, progress)?;
        let difference = match before {
            Some(before) => shared.engine.difference(&before, &version(&taken, 0, 0, "", None))?,
            None => None,
        };
        Ok((taken, difference))
    };
    let (taken, difference) =
        tokio::task::spawn_blocking(work).await.map_err(|error| Error::Internal(Box::new(error)))?.map_err(refused)?;
    let despite = match people(&taken, &parcel.despite) {
        Ok(despite) => despite,
        Err(error) => {
            forget(ctx, [&taken.original, &taken.parquet]).await?;
            return Err(error);
        }
    };
    let mut tx = ctx.write().await?;
    if let Some(known) = &known {
        // A colleague published the next version while this one was read: what it changes was told against another.
        let now = datasets::find(&mut tx, &known.slug).await?.map(|now| now.version.number);
        if now != Some(known.version.number) {
            drop(tx);
            forget(ctx, [&taken.original, &taken.parquet]).await?;
            return Err(Error::Conflict("changed_meanwhile"));
        }
    }
    let number = known.as_ref().map_or(1, |known| known.version.number + 1);
    let same = known
        .as_ref()
        .is_some_and(|known| known.version.original == taken.original && known.version.parquet == taken.parquet);
    let id = known.as_ref().map_or_else(|| DatasetId(ctx.new_id()), |known| known.id);
    let created = known.as_ref().map_or_else(|| ctx.seconds(), |known| known.created);
    let terms = terms(&facts, &taken.columns);
    let base = known.map_or_else(|| parcel.slug.unwrap_or_else(|| dataset_slug(&facts.title)), |known| known.slug);
    let slug = put(&mut tx, id, &base, &facts, created, &terms).await?;
    if !same {
        let version = version(&taken, number, ctx.seconds(), &parcel.name, difference);
        datasets::add_version(&mut tx, id, &Version { despite, schema, protection, ..version }).await?;
        let kind = if number == 1 { ChangeKind::DataPublished } else { ChangeKind::DataRenewed };
        note(ctx, &mut tx, &facts.producer, kind, &facts.title, None).await?;
    }
    let dataset = datasets::find(&mut tx, &slug).await?.ok_or(Error::NotFound)?;
    tx.commit().await?;
    Ok(Outcome { dataset, reading: taken.reading, new: !same })
}

/// Writes the dataset under the first free address of that name.
async fn put(
    tx: &mut Tx,
    id: DatasetId,
    base: &str,
    facts: &Facts,
    created: i64,
    terms: &BTreeMap<String, i64>,
) -> Result<String, Error> {
    for number in 1..=MOST_SLUGS {
        let slug = if number == 1 { base.to_owned() } else { format!("{base}-{number}") };
        if datasets::put(tx, id, &slug, facts, created, terms).await? {
            return Ok(slug);
        }
    }
    Err(Error::Conflict("already_there"))
}

fn version(taken: &Taken, number: i64, created: i64, name: &str, difference: Option<Difference>) -> Version {
    // What breaks the schema is a defect like others: it stands on the label.
    let broken = taken.breaches.iter().map(domain::data::schema::Breach::defect);
    Version {
        number,
        created,
        rows: taken.rows,
        bytes: taken.bytes,
        original: taken.original.clone(),
        file: name.to_owned(),
        parquet: taken.parquet.clone(),
        columns: taken.columns.clone(),
        defects: taken.defects.iter().cloned().chain(broken).collect(),
        difference,
        despite: String::new(),
        schema: String::new(),
        protection: Protection::default(),
    }
}

/// Removes files, unless a version has the very same.
pub(super) async fn forget(ctx: &OpContext, hashes: [&String; 2]) -> Result<(), Error> {
    let mut tx = ctx.read().await?;
    for hash in hashes {
        if !datasets::uses(&mut tx, hash).await? {
            ctx.shared.engine.blobs().forget(hash).map_err(refused)?;
        }
    }
    Ok(())
}

/// What speaks of people is published only for a reason, which stays beside it; social security numbers never are.
fn people(taken: &Taken, despite: &str) -> Result<String, Error> {
    let is_nir = |found: &Traces| found.trace == Trace::Nir;
    if taken.columns.iter().any(|column| column.kind == Kind::Nir) || taken.people.iter().any(is_nir) {
        return Err(Error::field("file", "holds_nir"));
    }
    if taken.people.is_empty() && !taken.rare.as_ref().is_some_and(Rare::stands) {
        return Ok(String::new());
    }
    match DESCRIPTION.check(despite) {
        Ok(reason) => Ok(reason),
        Err(domain::text::TextFault::Empty) => Err(Error::Conflict("personal_data")),
        Err(fault) => Err(Error::field("despite", text_fault(fault))),
    }
}

pub(super) fn checked(facts: Facts) -> Result<Facts, Error> {
    let mut faults = crate::Fields::new();
    let mut text = |name, rule: TextRule, text: &str, needed: bool| match rule.check(text) {
        Ok(text) => text,
        Err(domain::text::TextFault::Empty) if !needed => String::new(),
        Err(fault) => {
            faults.insert(name, text_fault(fault));
            String::new()
        }
    };
    let title = text("title", TITLE, &facts.title, true);
    let summary = text("summary", SUMMARY, &facts.summary, true);
    let description = text("description", DESCRIPTION, &facts.description, false);
    let known_defects = text("known_defects", DESCRIPTION, &facts.known_defects, false);
    let words = text("source", SUMMARY, &facts.source.words, false);
    let url = text("source_url", TextRule::line(500), &facts.source.url, false);
    let keywords: Vec<String> =
        facts.keywords.iter().filter_map(|word| KEYWORD.check(word).ok()).take(MOST_KEYWORDS).collect();
    if !url.is_empty() && !domain::data::french::is_url(&url) {
        faults.insert("source_url", "not_an_address");
    }
    if !faults.is_empty() {
        return Err(Error::Invalid(faults));
    }
    Ok(Facts {
        title,
        summary,
        description,
        known_defects,
        keywords,
        source: domain::data::Source { words, url },
        ..facts
    })
}

async fn producer(tx: &mut Tx, id: &TerritoryId) -> Result<TerritoryId, Error> {
    match territories::find(tx, id).await?.ok_or(Error::NotFound)? {
        Found::Current(territory) => Ok(territory.id),
        Found::Moved(to) => Ok(to),
    }
}

/// The official codes that columns are held against.
pub(super) async fn codes(tx: &mut Tx) -> Result<Codes, Error> {
    let mut codes = Codes::default();
    for (id, today) in territories::codes(tx).await? {
        let (Ok(id), Ok(today)) = (id.parse::<TerritoryId>(), today.parse::<TerritoryId>()) else { continue };
        match id.level() {
            Level::Commune => {
                // A current commune comes first, and its code is its own.
                codes.communes.entry(id.code().to_owned()).or_insert_with(|| today.code().to_owned());
            }
            Level::Epci => _ = codes.epci.insert(id.code().to_owned()),
            Level::Departement => _ = codes.departements.insert(id.code().to_owned()),
            Level::Region => _ = codes.regions.insert(id.code().to_owned()),
        }
    }
    Ok(codes)
}

/// The stems by which a dataset is found, each with the weight of where it stands.
pub(super) fn terms(facts: &Facts, columns: &[Column]) -> BTreeMap<String, i64> {
    let mut terms = BTreeMap::new();
    let headings = columns.iter().map(|column| format!("{} {}", column.title, column.description));
    let fields = [(&facts.title, 8), (&facts.summary, 4), (&facts.description, 1), (&facts.source.words, 1)];
    let texts = fields.into_iter().map(|(text, weight)| (text.clone(), weight));
    for (text, weight) in
        texts.chain(facts.keywords.iter().map(|word| (word.clone(), 6))).chain(headings.map(|text| (text, 2)))
    {
        for word in words(&text) {
            let known = terms.entry(stem(&word)).or_insert(0);
            *known = weight.max(*known);
        }
    }
    terms
}
