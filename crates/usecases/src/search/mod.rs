//! One search for the whole portal: places, services, the announcements of one's territories, the help.
//!
//! Each kind of thing answers on its own; the groups then stand in the order of how well their first answer fits. A text that
//! is exactly somebody's name comes before one that only holds the words. Spelling is tried when nothing at all fits.

mod answer;
mod group;

pub use answer::DataAnswer;

use crate::{
    Action, Error, OpContext, help, publication,
    services::{self, Asked},
    territories,
};
use domain::{
    help::Section,
    ids::AnnouncementId,
    preferences::Lang,
    services::{Hit, Why},
    territory::{Territory, TerritoryHit},
};
use group::{Fit, fit, fit_short, of_place, stems, why};
use std::{collections::BTreeSet, sync::OnceLock};
use store::Tx;

/// How many places, and how many announcements, are shown.
const FEW: usize = 5;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The figure that was asked for, before everything else.
    pub answer: Option<DataAnswer>,
    /// What was found, the likeliest group first. No group is empty.
    pub groups: Vec<Group>,
    /// How many things in all.
    pub total: i64,
    /// What was understood instead, when nothing was found as typed.
    pub corrected: Option<String>,
    /// The common words that were read as official ones, and these.
    pub synonym: Option<(String, String)>,
}

/// Things of one kind, the likeliest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    /// Communes and what is above them.
    Places(Vec<TerritoryHit>),
    /// The first sheets, and how many there are in all.
    Services(Vec<Hit>, i64),
    /// What the person's territories announce now.
    Announcements(Vec<AnnouncementHit>),
    /// Sections of the help.
    Help(Vec<HelpHit>),
    /// The first datasets, and how many there are in all.
    Datasets(Vec<DatasetHit>, i64),
}

/// A dataset that holds the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatasetHit {
    /// Its address under `/donnees`.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// The name of who publishes it.
    pub by: String,
    /// Whether the words stand in the title or elsewhere.
    pub why: Why,
}

/// An announcement that holds the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnouncementHit {
    /// Which one.
    pub id: AnnouncementId,
    /// Its title.
    pub title: String,
    /// The name of who publishes it.
    pub by: String,
    /// Whether the words stand in the title or in the text.
    pub why: Why,
}

/// A section of the help that holds the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpHit {
    /// Which one.
    pub section: Section,
    /// Its title.
    pub title: String,
    /// Whether the words stand in the title or in the text.
    pub why: Why,
}

/// Searches everything. Text that cannot be a question finds nothing.
pub async fn search(ctx: &OpContext, typed: &str, lang: Lang) -> Result<Found, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    let places = territories::search_in(&mut tx, typed, None).await?;
    let Some(asked) = services::read_question(typed) else { return Ok(only_places(places)) };
    let chain = match ctx.actor.person() {
        Some(person) => crate::board::chain_of_main_place(&mut tx, person).await?,
        None => Vec::new(),
    };
    let announced = announcements(ctx, &mut tx, &chain, &asked).await?;
    let helped = in_help(&mut tx, &chain, &asked, lang).await?;
    let figure = answer::answer(ctx, &mut tx, &asked).await?;
    let (datasets, dataset_count) = datasets(&mut tx, &asked).await?;
    let mut answer = services::exactly(&mut tx, &asked, 1).await?;
    let place_fits = places.first().map_or(Fit::None, |place| of_place(place, &asked.folded));
    let mut service_fits = answer.hits.first().map_or(Fit::None, |hit| fit(&hit.title, hit.why, &asked));
    if answer.hits.is_empty()
        && place_fits < Fit::Whole
        && announced.is_empty()
        && helped.is_empty()
        && datasets.is_empty()
    {
        answer = services::nearly(&mut tx, &asked, 1).await?;
        service_fits = if answer.hits.is_empty() { Fit::None } else { Fit::Nearly };
    }
    let first_announced = announced.first().map_or(Fit::None, |hit| fit_short(&hit.title, hit.why, &asked));
    let first_helped = helped.first().map_or(Fit::None, |hit| fit_short(&hit.title, hit.why, &asked));
    let first_dataset = datasets.first().map_or(Fit::None, |hit| fit(&hit.title, hit.why, &asked));
    let total = answer.total + dataset_count + count(&places) + count(&announced) + count(&helped);
    // In the order in which equals stand.
    let mut groups = vec![
        (place_fits, Group::Places(places.into_iter().take(FEW).collect())),
        (first_announced, Group::Announcements(announced)),
        (service_fits, Group::Services(answer.hits, answer.total)),
        (first_dataset, Group::Datasets(datasets, dataset_count)),
        (first_helped, Group::Help(helped)),
    ];
    groups.retain(|(fits, _)| *fits > Fit::None);
    groups.sort_by_key(|(fits, _)| std::cmp::Reverse(*fits));
    Ok(Found {
        answer: figure,
        groups: groups.into_iter().map(|(_, group)| group).collect(),
        total,
        corrected: answer.corrected,
        synonym: answer.synonym,
    })
}

/// A postcode, or a name of small words only, is no question about anything else.
fn only_places(places: Vec<TerritoryHit>) -> Found {
    let total = count(&places);
    let groups =
        if places.is_empty() { Vec::new() } else { vec![Group::Places(places.into_iter().take(FEW).collect())] };
    Found { groups, total, ..Found::default() }
}

fn count_of(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

fn count<T>(list: &[T]) -> i64 {
    i64::try_from(list.len()).unwrap_or(i64::MAX)
}

async fn announcements(
    ctx: &OpContext,
    tx: &mut Tx,
    chain: &[Territory],
    asked: &Asked,
) -> Result<Vec<AnnouncementHit>, Error> {
    let lines = publication::announcements_for(tx, chain, ctx.today()).await?;
    let hits = lines.into_iter().filter_map(|line| {
        let why = why(&stems(&line.title), &stems(&line.html), asked)?;
        Some(AnnouncementHit { id: line.id, title: line.title, by: line.by.name, why })
    });
    let mut hits: Vec<AnnouncementHit> = hits.collect();
    hits.sort_by_key(|hit| hit.why != Why::Title);
    hits.truncate(FEW);
    Ok(hits)
}

/// The datasets that hold all the words.
async fn datasets(tx: &mut Tx, asked: &Asked) -> Result<(Vec<DatasetHit>, i64), Error> {
    let mut terms = asked.terms();
    terms.truncate(store::datasets::MOST_TERMS);
    let wanted = store::datasets::Wanted { terms, ..store::datasets::Wanted::default() };
    let (total, found) = store::datasets::list(tx, &wanted, count_of(FEW), 0).await?;
    let hits = found.into_iter().map(|dataset| {
        let why = why(&stems(&dataset.facts.title), &BTreeSet::new(), asked).unwrap_or(Why::Summary);
        DatasetHit {
            slug: dataset.slug,
            title: dataset.facts.title,
            summary: dataset.facts.summary,
            by: dataset.producer_name,
            why,
        }
    });
    Ok((hits.collect(), total))
}

/// The stems of a section: of its title, of its text.
type Indexed = (Section, BTreeSet<String>, BTreeSet<String>);

/// The stems of the portal's own help: it does not change while the portal runs.
fn index(lang: Lang) -> &'static [Indexed] {
    static FRENCH: OnceLock<Vec<Indexed>> = OnceLock::new();
    static ENGLISH: OnceLock<Vec<Indexed>> = OnceLock::new();
    let place = if lang == Lang::En { &ENGLISH } else { &FRENCH };
    place.get_or_init(|| {
        let read = |section| {
            let own = help::built_in(lang, section);
            (section, stems(own.title), stems(own.text))
        };
        Section::ALL.into_iter().map(read).collect()
    })
}

/// The sections of the help, with what the person's territories wrote in them.
async fn in_help(tx: &mut Tx, chain: &[Territory], asked: &Asked, lang: Lang) -> Result<Vec<HelpHit>, Error> {
    let local = help::local(tx, chain).await?;
    let hits = index(lang).iter().filter_map(|(section, title, text)| {
        let mut texts = local.iter().filter(|(of, _)| of == section).map(|(_, local)| stems(&local.text));
        let why = why(title, text, asked).or_else(|| texts.find_map(|text| why(title, &text, asked)))?;
        Some(HelpHit { section: *section, title: help::title(lang, *section).to_owned(), why })
    });
    let mut hits: Vec<HelpHit> = hits.collect();
    hits.sort_by_key(|hit| hit.why != Why::Title);
    hits.truncate(FEW);
    Ok(hits)
}
