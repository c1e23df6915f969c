use super::analyse::{near, official, stem, words};
use crate::{Action, Error, OpContext};
use domain::{
    services::{Answer, Hit, Why},
    text::TextRule,
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

/// Searches the sheets: all words first; when that finds nothing, near spellings; when that finds nothing either, some of the
/// words. Text that cannot be a question finds nothing.
pub async fn search(ctx: &OpContext, typed: &str, page: i64) -> Result<Answer, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let Ok(typed) = TYPED.check(typed) else { return Ok(Answer::default()) };
    let skip = page.clamp(1, LAST_PAGE).saturating_sub(1).saturating_mul(PAGE);
    let mut tx = ctx.read().await?;
    let read = official(&typed);
    let (text, synonym) = match read {
        Some((text, common, official)) => (text, Some((common, official))),
        None => (typed, None),
    };
    let mut asked = words(&text);
    asked.truncate(8);
    if asked.is_empty() {
        return Ok(Answer::default());
    }
    let terms = |words: &[String]| words.iter().map(|word| stem(word)).collect::<Vec<_>>();
    let mut found = services::search(&mut tx, &distinct(terms(&asked)), false, PAGE, skip).await?;
    let mut corrected = None;
    if found.is_empty() {
        let spelt = spell(&mut tx, &asked).await?;
        if spelt != asked {
            found = services::search(&mut tx, &distinct(terms(&spelt)), false, PAGE, skip).await?;
            corrected = (!found.is_empty()).then(|| spelt.join(" "));
        }
    }
    if found.is_empty() && asked.len() > 1 {
        found = services::search(&mut tx, &distinct(terms(&asked)), true, PAGE, skip).await?;
    }
    Ok(Answer {
        total: found.first().map_or(0, |hit| hit.total),
        hits: found.into_iter().map(hit).collect(),
        corrected,
        synonym,
    })
}

fn distinct(mut terms: Vec<String>) -> Vec<String> {
    terms.sort();
    terms.dedup();
    terms
}

fn hit(found: Scored) -> Hit {
    let why = match found.fields {
        fields if fields & 1 != 0 => Why::Title,
        fields if fields & 2 != 0 => Why::Summary,
        fields if fields & 4 != 0 => Why::Heading,
        _ => Why::Text,
    };
    Hit { slug: found.slug, title: found.title, summary: found.summary, kind: found.kind, why }
}

/// Each word that the sheets do not know, replaced by the commonest near one that they do.
async fn spell(tx: &mut Tx, asked: &[String]) -> Result<Vec<String>, Error> {
    let mut out = Vec::new();
    for word in asked {
        let length = i64::try_from(word.chars().count()).unwrap_or(0);
        let first: String = word.chars().take(1).collect();
        if length < 4 {
            out.push(word.clone());
            continue;
        }
        let known = services::words_like(tx, &first, length - 2, length + 2).await?;
        let exact = known.iter().any(|(each, _, _)| each == word);
        let best = known.into_iter().filter(|(each, _, _)| near(word, each)).max_by_key(|(_, _, count)| *count);
        out.push(if exact { word.clone() } else { best.map_or_else(|| word.clone(), |(each, _, _)| each) });
    }
    Ok(out)
}
