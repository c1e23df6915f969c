//! People tell the producer what is wrong or missing, everybody reads what the producer answers. Nobody is asked who they are.

use crate::{Action, Error, OpContext, error::text_fault, publication::note};
use domain::{
    data::{Dataset, Outcome, QuestionKind, QuestionView, people::in_text},
    ids::DatasetQuestionId,
    publication::ChangeKind,
    territory::TerritoryId,
    text::{TextFault, TextRule, fold},
};
use sha2::{Digest as _, Sha256};
use store::{
    Tx, accounts,
    dataset_questions::{self as rows, Asked},
    datasets, territories,
};

const TEXT: TextRule = TextRule::lines(2_000);
const PLACE: TextRule = TextRule::line(120);
const REASON: TextRule = TextRule::line(200);
/// The most questions from one network address in [`WINDOW`] seconds.
const MOST: i64 = 5;
const WINDOW: i64 = 900;

/// What somebody typed, where it may be shown to all: no numbers or addresses of people.
fn shown(name: &'static str, rule: TextRule, text: &str) -> Result<String, Error> {
    let text = rule.check(text).map_err(|fault| Error::field(name, text_fault(fault)))?;
    if in_text(&text).is_some() {
        return Err(Error::field(name, "names_people"));
    }
    Ok(text)
}

fn maybe(name: &'static str, rule: TextRule, text: &str) -> Result<String, Error> {
    if rule.check(text) == Err(TextFault::Empty) { Ok(String::new()) } else { shown(name, rule, text) }
}

/// One more from this network address.
///
/// # Errors
/// `TooMany` beyond five in a quarter of an hour.
async fn count(ctx: &OpContext, tx: &mut Tx) -> Result<(), Error> {
    let now = ctx.seconds();
    // A command or a job has no address.
    let Some(address) = ctx.address.as_deref() else { return Ok(()) };
    let bucket = Sha256::digest(format!("question\n{address}")).to_vec();
    if let Some((since, count)) = accounts::attempts(tx, &bucket).await?
        && count >= MOST
        && now - since < WINDOW
    {
        return Err(Error::TooMany { retry_after: WINDOW - (now - since) });
    }
    Ok(accounts::count_attempt(tx, &bucket, now, now - WINDOW).await?)
}

/// Tells the producer of a dataset what is wrong or not clear in it. Everybody reads it at once; who says the same as somebody
/// before adds a voice.
///
/// # Errors
/// `Invalid` by field, `NotFound`, `TooMany`.
pub async fn ask(ctx: &OpContext, slug: &str, kind: QuestionKind, place: &str, text: &str) -> Result<Dataset, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let (place, text) = (maybe("place", PLACE, place)?, shown("text", TEXT, text)?);
    let mut tx = ctx.write().await?;
    let dataset = datasets::find(&mut tx, slug).await?.ok_or(Error::NotFound)?;
    // A request is of a territory, and not of a dataset that is there.
    let kind = if kind == QuestionKind::Missing { QuestionKind::Question } else { kind };
    count(ctx, &mut tx).await?;
    let asked = Asked {
        id: DatasetQuestionId(ctx.new_id()),
        territory: dataset.facts.producer.clone(),
        dataset: Some(dataset.id),
        kind,
        folded: fold(&format!("{place} {text}")),
        place,
        text,
    };
    rows::ask(&mut tx, &asked, ctx.seconds()).await?;
    tx.commit().await?;
    Ok(dataset)
}

/// Asks a territory for a dataset that is not there.
///
/// # Errors
/// `Invalid` by field, `NotFound`, `TooMany`.
pub async fn request(ctx: &OpContext, territory: &TerritoryId, text: &str) -> Result<(), Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let text = shown("text", TEXT, text)?;
    let mut tx = ctx.write().await?;
    let territory = match territories::find(&mut tx, territory).await?.ok_or(Error::NotFound)? {
        territories::Found::Current(territory) => territory.id,
        territories::Found::Moved(to) => to,
    };
    count(ctx, &mut tx).await?;
    let asked = Asked {
        id: DatasetQuestionId(ctx.new_id()),
        territory,
        dataset: None,
        kind: QuestionKind::Missing,
        place: String::new(),
        folded: fold(&text),
        text,
    };
    rows::ask(&mut tx, &asked, ctx.seconds()).await?;
    Ok(tx.commit().await?)
}

/// What is hidden is not told to the public, but why it is.
fn public(all: Vec<QuestionView>) -> Vec<QuestionView> {
    let mut all = all;
    for each in all.iter_mut().filter(|each| !each.hidden.is_empty()) {
        each.text.clear();
        each.place.clear();
    }
    all
}

/// What was said about a dataset, with the answers, the latest first.
pub async fn questions(ctx: &OpContext, dataset: &Dataset) -> Result<Vec<QuestionView>, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    Ok(public(rows::of_dataset(&mut tx, dataset.id).await?))
}

/// The datasets that people miss of a territory, with the answers.
pub async fn requests(ctx: &OpContext, territory: &TerritoryId) -> Result<Vec<QuestionView>, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    Ok(public(rows::requests(&mut tx, territory).await?))
}

/// All that a territory was asked, what waits first. For those who answer.
pub async fn queue(ctx: &OpContext, territory: &TerritoryId) -> Result<Vec<QuestionView>, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.read().await?;
    Ok(rows::queue(&mut tx, territory).await?)
}

/// How many questions to a territory wait for an answer.
pub async fn open_questions(ctx: &OpContext, territory: &TerritoryId) -> Result<i64, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.read().await?;
    Ok(rows::waiting(&mut tx, territory).await?)
}

/// Answers in the name of a territory, in the place of an answer before. What was hidden is shown again.
///
/// # Errors
/// `Invalid` by field, `NotFound` for another territory's.
pub async fn answer(
    ctx: &OpContext,
    territory: &TerritoryId,
    id: DatasetQuestionId,
    outcome: Outcome,
    text: &str,
) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let text = TEXT.check(text).map_err(|fault| Error::field("answer", text_fault(fault)))?;
    let mut tx = ctx.write().await?;
    let question = rows::find(&mut tx, territory, id).await?.ok_or(Error::NotFound)?;
    rows::answer(&mut tx, id, outcome, &text, ctx.seconds()).await?;
    note(ctx, &mut tx, territory, ChangeKind::DataAnswered, &about(&question), None).await?;
    Ok(tx.commit().await?)
}

/// Hides what somebody typed: it insults, or speaks of somebody. Why is said to everybody.
///
/// # Errors
/// `Invalid` without a reason, `NotFound` for another territory's.
pub async fn hide(ctx: &OpContext, territory: &TerritoryId, id: DatasetQuestionId, why: &str) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let why = REASON.check(why).map_err(|fault| Error::field("why", text_fault(fault)))?;
    let mut tx = ctx.write().await?;
    let question = rows::find(&mut tx, territory, id).await?.ok_or(Error::NotFound)?;
    rows::hide(&mut tx, id, &why).await?;
    note(ctx, &mut tx, territory, ChangeKind::DataHidden, &about(&question), None).await?;
    Ok(tx.commit().await?)
}

/// How the history names a question: what it is about, never what was typed.
fn about(question: &QuestionView) -> String {
    question.dataset.as_ref().map_or_else(|| question.kind.word().to_owned(), |(_, title)| title.clone())
}
