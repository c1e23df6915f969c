use super::{
    analyse::{distance, official, slips, stem, words},
    rank::score,
};
use crate::{Action, Error, OpContext};
use domain::{
    services::{Answer, Hit, Why},
    text::{TextRule, fold},
};
use store::{
    Tx,
    services::{self, Scored},
};

const TYPED: TextRule = TextRule::line(200);
/// How many hits a page shows.
const PAGE: i64 = 20;
/// The last page that can be asked for: whoever looks further needs other words.
pub const LAST_PAGE: i64 = 50;
/// How many of the heaviest are ranked by their titles; whole pages.
const RANKED: i64 = 5 * PAGE;
/// The most words of a question that count.
const MOST_WORDS: usize = 8;

/// A question as it is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    /// What was typed, folded.
    pub(crate) folded: String,
    /// The words that say something, folded: those typed, or the official ones that they stand for.
    pub(crate) words: Vec<String>,
    /// The common words that were read as official ones, and these.
    pub(crate) synonym: Option<(String, String)>,
}

/// Reads what was typed. `None`: it cannot be a question.
pub(crate) fn read(typed: &str) -> Option<Asked> {
    let typed = TYPED.check(typed).ok()?;
    let folded = fold(&typed);
    let (text, synonym) = match official(&typed) {
        Some((text, common, official)) => (text, Some((common, official))),
        None => (typed, None),
    };
    let mut words = words(&text);
    words.truncate(MOST_WORDS);
    (!words.is_empty()).then_some(Asked { folded, words, synonym })
}

impl Asked {
    /// The stems of the words, each once.
    pub(crate) fn terms(&self) -> Vec<String> {
        terms(&self.words)
    }
}

fn terms(words: &[String]) -> Vec<String> {
    let mut terms: Vec<String> = words.iter().map(|word| stem(word)).collect();
    terms.sort();
    terms.dedup();
    terms
}

/// Searches the sheets: all words first; when that finds nothing, near spellings; when that finds nothing either, some of the
/// words. Text that cannot be a question finds nothing.
pub async fn search(ctx: &OpContext, typed: &str, page: i64) -> Result<Answer, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let Some(asked) = read(typed) else { return Ok(Answer::default()) };
    let mut tx = ctx.read().await?;
    let answer = exactly(&mut tx, &asked, page).await?;
    if answer.hits.is_empty() { nearly(&mut tx, &asked, page).await } else { Ok(answer) }
}

/// The sheets that hold all the words.
pub(crate) async fn exactly(tx: &mut Tx, asked: &Asked, page: i64) -> Result<Answer, Error> {
    let found = find(tx, &asked.terms(), false, page).await?;
    Ok(answer(asked, found, None))
}

/// For when nothing holds all the words: near spellings, then some of the words.
pub(crate) async fn nearly(tx: &mut Tx, asked: &Asked, page: i64) -> Result<Answer, Error> {
    let spelt = spell(tx, &asked.words).await?;
    if spelt != asked.words {
        let found = find(tx, &terms(&spelt), false, page).await?;
        if !found.is_empty() {
            return Ok(answer(asked, found, Some(spelt.join(" "))));
        }
    }
    if asked.words.len() < 2 {
        return Ok(answer(asked, Vec::new(), None));
    }
    let found = find(tx, &terms(&spelt), true, page).await?;
    let corrected = (spelt != asked.words && !found.is_empty()).then(|| spelt.join(" "));
    Ok(answer(asked, found, corrected))
}

/// A page of the sheets that hold the words. The heaviest hundred are put in order by their titles; those after them stand as
/// the index has them.
async fn find(tx: &mut Tx, terms: &[String], any: bool, page: i64) -> Result<Vec<Scored>, Error> {
    let skip = page.clamp(1, LAST_PAGE).saturating_sub(1).saturating_mul(PAGE);
    if skip >= RANKED {
        return Ok(services::search(tx, terms, any, PAGE, skip).await?);
    }
    let mut found = services::search(tx, terms, any, RANKED, 0).await?;
    found.sort_by_cached_key(|hit| std::cmp::Reverse(score(&hit.title, &hit.kind, terms, hit.score)));
    let (skip, page) = (usize::try_from(skip).unwrap_or(0), usize::try_from(PAGE).unwrap_or(0));
    Ok(found.into_iter().skip(skip).take(page).collect())
}

fn answer(asked: &Asked, found: Vec<Scored>, corrected: Option<String>) -> Answer {
    Answer {
        total: found.first().map_or(0, |hit| hit.total),
        hits: found.into_iter().map(hit).collect(),
        corrected,
        synonym: asked.synonym.clone(),
    }
}

fn hit(found: Scored) -> Hit {
    let why = match found.fields {
        1 => Why::Title,
        2 => Why::Summary,
        4 => Why::Heading,
        _ => Why::Text,
    };
    Hit { slug: found.slug, title: found.title, summary: found.summary, kind: found.kind, why }
}

/// Each word that the sheets do not know, replaced by the nearest one that they do, the commonest of these.
async fn spell(tx: &mut Tx, asked: &[String]) -> Result<Vec<String>, Error> {
    let mut out = Vec::new();
    for word in asked {
        let length = i64::try_from(word.chars().count()).unwrap_or(0);
        let first: String = word.chars().take(1).collect();
        if length < 4 || services::knows_word(tx, word).await? {
            out.push(word.clone());
            continue;
        }
        let known = services::words_like(tx, &first, length - 2, length + 2).await?;
        let near = known.into_iter().filter_map(|(each, _, count)| {
            let slips_made = distance(word, &each);
            (slips_made <= slips(word)).then_some((slips_made, std::cmp::Reverse(count), each))
        });
        out.push(near.min().map_or_else(|| word.clone(), |(_, _, each)| each));
    }
    Ok(out)
}
