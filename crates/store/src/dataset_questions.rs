//! What people say to the producers of data.

use crate::{Error, Tx, both, run};
use domain::{
    data::{Outcome, QuestionKind, QuestionView},
    ids::{DatasetId, DatasetQuestionId},
    territory::TerritoryId,
};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    kind: String,
    slug: String,
    title: String,
    place: String,
    body: String,
    voices: i64,
    asked: i64,
    outcome: String,
    answer: String,
    answered: i64,
    hidden: String,
}

impl TryFrom<Row> for QuestionView {
    type Error = Error;
    fn try_from(row: Row) -> Result<Self, Error> {
        let broken = |what: &str| Error::Inconsistent { table: "dataset_question", row: format!("{}: {what}", row.id) };
        let kind: QuestionKind = row.kind.parse().map_err(|_| broken("kind"))?;
        let answer = match row.outcome.as_str() {
            "" => None,
            word => {
                let outcome: Outcome = word.parse().map_err(|_| broken("outcome"))?;
                Some((outcome, row.answer, row.answered))
            }
        };
        Ok(Self {
            id: DatasetQuestionId(row.id),
            kind,
            dataset: Some((row.slug, row.title)).filter(|(slug, _)| !slug.is_empty()),
            place: row.place,
            text: row.body,
            voices: row.voices,
            asked: row.asked,
            answer,
            hidden: row.hidden,
        })
    }
}

/// What is new of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Which one.
    pub id: DatasetQuestionId,
    /// Who is asked.
    pub territory: TerritoryId,
    /// About which dataset.
    pub dataset: Option<DatasetId>,
    /// What it is.
    pub kind: QuestionKind,
    /// The row or column that is meant.
    pub place: String,
    /// What was typed.
    pub text: String,
    /// The same folded.
    pub folded: String,
}

macro_rules! columns {
    () => {
        "SELECT q.id, q.kind, COALESCE(d.slug, '') AS slug, COALESCE(d.facts, '') AS title, q.place, q.body, q.voices, q.asked, \
        q.outcome, q.answer, q.answered, q.hidden FROM dataset_question q LEFT JOIN dataset d ON d.id = q.dataset "
    };
}

/// The title stands in the facts, as JSON.
fn view(mut row: Row) -> Result<QuestionView, Error> {
    if !row.title.is_empty() {
        let facts: serde_json::Value = serde_json::from_str(&row.title).unwrap_or_default();
        let title = facts.get("title").and_then(serde_json::Value::as_str).unwrap_or(&row.slug);
        title.clone_into(&mut row.title);
    }
    row.try_into()
}

fn views(rows: Vec<Row>) -> Result<Vec<QuestionView>, Error> {
    rows.into_iter().map(view).collect()
}

/// Writes a question. One of the same words about the same thing that waits for an answer gets a voice more instead.
pub async fn ask(tx: &mut Tx, asked: &Asked, now: i64) -> Result<(), Error> {
    const AGAIN: &str = "UPDATE dataset_question SET voices = voices + 1 WHERE territory = $1 AND answered = 0 AND hidden = '' \
        AND kind = $2 AND folded = $3 AND (dataset = $4 OR (dataset IS NULL AND $5 = 1))";
    const NEW: &str = "INSERT INTO dataset_question (id, territory, dataset, kind, place, body, folded, voices, asked, outcome, \
        answer, answered, hidden) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, '', '', 0, '')";
    let dataset = asked.dataset.map(|id| id.0);
    let territory = asked.territory.to_string();
    let again = run!(
        tx,
        sqlx::query(AGAIN)
            .bind(&territory)
            .bind(asked.kind.word())
            .bind(&asked.folded)
            .bind(dataset)
            .bind(i64::from(dataset.is_none()))
    )?;
    if again > 0 {
        return Ok(());
    }
    run!(
        tx,
        sqlx::query(NEW)
            .bind(asked.id.0)
            .bind(&territory)
            .bind(dataset)
            .bind(asked.kind.word())
            .bind(&asked.place)
            .bind(&asked.text)
            .bind(&asked.folded)
            .bind(now)
    )?;
    Ok(())
}

/// What was said about a dataset, the latest first.
pub async fn of_dataset(tx: &mut Tx, dataset: DatasetId) -> Result<Vec<QuestionView>, Error> {
    const ALL: &str = concat!(columns!(), "WHERE q.dataset = $1 ORDER BY q.asked DESC, q.id LIMIT 200");
    views(both!(tx, c => sqlx::query_as(ALL).bind(dataset.0).fetch_all(c).await)?)
}

/// The datasets that people miss of a territory, the latest request first.
pub async fn requests(tx: &mut Tx, territory: &TerritoryId) -> Result<Vec<QuestionView>, Error> {
    const ALL: &str =
        concat!(columns!(), "WHERE q.territory = $1 AND q.kind = 'demande' ORDER BY q.asked DESC, q.id LIMIT 200");
    views(both!(tx, c => sqlx::query_as(ALL).bind(territory.to_string()).fetch_all(c).await)?)
}

/// All that a territory was asked: what waits first, the oldest before; then what was answered, the latest before.
pub async fn queue(tx: &mut Tx, territory: &TerritoryId) -> Result<Vec<QuestionView>, Error> {
    const ALL: &str = concat!(
        columns!(),
        "WHERE q.territory = $1 ORDER BY CASE WHEN q.answered = 0 AND q.hidden = '' THEN 0 ELSE 1 END, \
        CASE WHEN q.answered = 0 THEN q.asked ELSE -q.answered END, q.id LIMIT 200"
    );
    views(both!(tx, c => sqlx::query_as(ALL).bind(territory.to_string()).fetch_all(c).await)?)
}

/// One of those that a territory was asked.
pub async fn find(tx: &mut Tx, territory: &TerritoryId, id: DatasetQuestionId) -> Result<Option<QuestionView>, Error> {
    const FIND: &str = concat!(columns!(), "WHERE q.territory = $1 AND q.id = $2");
    let row: Option<Row> =
        both!(tx, c => sqlx::query_as(FIND).bind(territory.to_string()).bind(id.0).fetch_optional(c).await)?;
    row.map(view).transpose()
}

/// How many of those that a territory was asked wait.
pub async fn waiting(tx: &mut Tx, territory: &TerritoryId) -> Result<i64, Error> {
    const COUNT: &str = "SELECT COUNT(*) FROM dataset_question WHERE territory = $1 AND answered = 0 AND hidden = ''";
    Ok(both!(tx, c => sqlx::query_scalar(COUNT).bind(territory.to_string()).fetch_one(c).await)?)
}

/// Writes what the producer answers, in the place of an answer before.
pub async fn answer(tx: &mut Tx, id: DatasetQuestionId, outcome: Outcome, text: &str, now: i64) -> Result<(), Error> {
    const ANSWER: &str =
        "UPDATE dataset_question SET outcome = $2, answer = $3, answered = $4, hidden = '' WHERE id = $1";
    run!(tx, sqlx::query(ANSWER).bind(id.0).bind(outcome.word()).bind(text).bind(now))?;
    Ok(())
}

/// Hides what was typed and says why.
pub async fn hide(tx: &mut Tx, id: DatasetQuestionId, why: &str) -> Result<(), Error> {
    const HIDE: &str = "UPDATE dataset_question SET hidden = $2 WHERE id = $1";
    run!(tx, sqlx::query(HIDE).bind(id.0).bind(why))?;
    Ok(())
}
