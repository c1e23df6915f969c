//! Answers that a person keeps on the board.

use super::ask::{Refusal, ask_in};
use crate::{Action, Error, OpContext, board};
use domain::{
    board::CardKind,
    dashboard::{FigureAnswer, FigureLine},
    data::{
        Cell, Dataset, Table, Version,
        query::{Filter, Query, url},
    },
    ids::{PersonId, PinnedDataId},
    territory::Territory,
    text::TextRule,
};
use jiff::{Timestamp, tz::TimeZone};
use store::{
    Tx,
    datasets::{self, PinnedRow},
};

const LABEL: TextRule = TextRule::line(80);
/// How many answers one person keeps.
const MOST: usize = 20;
/// How many stand on the card; more would make the board slow and long.
const SHOWN: usize = 6;
/// How many groups of an answer a card shows.
const GROUPS: usize = 5;

/// Keeps an answer of a dataset on the person's board, and puts the card there when it is not. With `mine`, the question is
/// about the person's main place, whichever that is then.
///
/// # Errors
/// `NotFound`; `Invalid` for a label that is too long or a question that makes no sense; `Conflict("too_many_pins")`.
pub async fn pin(ctx: &OpContext, slug: &str, query: &Query, mine: bool, label: &str) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let person = ctx.person()?;
    let mut tx = ctx.write().await?;
    let dataset = datasets::find(&mut tx, slug).await?.ok_or(Error::NotFound)?;
    let label = if label.trim().is_empty() { dataset.facts.title.chars().take(80).collect() } else { label.to_owned() };
    let label = LABEL.check(&label).map_err(|fault| Error::field("label", crate::error::text_fault(fault)))?;
    let kept = datasets::pinned(&mut tx, person).await?;
    if kept.len() >= MOST {
        return Err(Error::Conflict("too_many_pins"));
    }
    let pairs = url::write(&Query { offset: 0, ..query.clone() });
    let query = serde_json::to_string(&pairs).map_err(|error| Error::Internal(Box::new(error)))?;
    let row = PinnedRow { id: ctx.new_id(), dataset: dataset.id.0, label, query, mine: i64::from(mine) };
    if kept.iter().all(|each| (each.dataset, &each.query, each.mine) != (row.dataset, &row.query, row.mine)) {
        datasets::pin(&mut tx, person, &row, ctx.seconds()).await?;
    }
    tx.commit().await?;
    board::make_room(ctx, CardKind::Figures).await
}

/// Keeps it no longer.
///
/// # Errors
/// `NotFound` for what is not the person's.
pub async fn unpin(ctx: &OpContext, id: PinnedDataId) -> Result<(), Error> {
    ctx.authorize(Action::Own).await?;
    let mut tx = ctx.write().await?;
    if !datasets::unpin(&mut tx, ctx.person()?, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// The kept answers, each asked of the latest version; one that cannot be asked any more says so and disturbs no other.
pub(crate) async fn figures(
    ctx: &OpContext,
    tx: &mut Tx,
    person: PersonId,
    place: Option<&Territory>,
) -> Result<Vec<FigureLine>, Error> {
    let mut lines = Vec::new();
    for row in datasets::pinned(tx, person).await?.into_iter().take(SHOWN) {
        let Some(dataset) = datasets::find(tx, &row.dataset.to_string()).await? else { continue };
        lines.push(figure(ctx, tx, &row, &dataset, place).await?);
    }
    Ok(lines)
}

async fn figure(
    ctx: &OpContext,
    tx: &mut Tx,
    row: &PinnedRow,
    dataset: &Dataset,
    place: Option<&Territory>,
) -> Result<FigureLine, Error> {
    let pairs: Vec<(String, String)> = serde_json::from_str(&row.query).unwrap_or_default();
    let mut query = url::read(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))).unwrap_or_default();
    let place = place.filter(|_| row.mine == 1);
    if let Some(place) = place {
        query.filter = query.filter.and(Filter::Within(place.id.clone()));
    }
    let now = answer(ctx, tx, dataset, &query).await?;
    let mut before = None;
    if dataset.version.number > 1
        && let Some(version) = datasets::version(tx, dataset.id, dataset.version.number - 1).await?
    {
        let then = answer(ctx, tx, &Dataset { version, ..dataset.clone() }, &query).await?;
        before = (then != now && then != FigureAnswer::Gone).then_some(then);
    }
    let address: Vec<String> =
        url::write(&query).into_iter().map(|(name, value)| format!("{name}={}", encoded(&value))).collect();
    Ok(FigureLine {
        id: PinnedDataId(row.id),
        label: row.label.clone(),
        place: place.map(|place| place.name.clone()),
        address: format!("/donnees/{}?{}", dataset.slug, address.join("&")),
        answer: now,
        day: day(&dataset.version),
        before,
    })
}

/// A value of an address.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

fn day(version: &Version) -> jiff::civil::Date {
    let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    Timestamp::from_second(version.created).unwrap_or_default().to_zoned(zone).date()
}

async fn answer(ctx: &OpContext, tx: &mut Tx, dataset: &Dataset, query: &Query) -> Result<FigureAnswer, Error> {
    match ask_in(ctx, tx, dataset, query).await {
        Ok(table) => Ok(short(&table, query)),
        Err(Refusal::Fault(_)) => Ok(FigureAnswer::Gone),
        Err(Refusal::Error(error)) => Err(error),
    }
}

/// An answer, short enough for a card.
fn short(table: &Table, query: &Query) -> FigureAnswer {
    if query.measures.is_empty() {
        // One row with one number among its columns is that number.
        let quantities: Vec<usize> = table
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.kind.is_quantity())
            .map(|(place, _)| place)
            .collect();
        return match (table.rows.as_slice(), quantities.as_slice()) {
            ([row], [place]) => {
                value(row.get(*place), table.columns.get(*place).map_or("", |column| column.unit.as_str()))
            }
            _ => FigureAnswer::Rows(table.total),
        };
    }
    let unit = table.columns.get(query.group.len()).map_or("", |column| column.unit.as_str());
    if query.group.is_empty() {
        return value(table.rows.first().and_then(|row| row.first()), unit);
    }
    let groups = table.rows.iter().take(GROUPS).map(|row| {
        let plain = |place: usize| row.get(place).map(Cell::plain).unwrap_or_default();
        (plain(0), plain(query.group.len()))
    });
    FigureAnswer::Groups(groups.collect(), unit.to_owned(), table.total)
}

fn value(cell: Option<&Cell>, unit: &str) -> FigureAnswer {
    FigureAnswer::Value(cell.map(Cell::plain).unwrap_or_default(), unit.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::data::{
        Column, Kind,
        query::{Group, How, Measure},
    };

    fn table(rows: Vec<Vec<Cell>>) -> Table {
        let columns =
            vec![Column::new("commune", "Commune", Kind::Text), Column::new("population", "Population", Kind::Integer)];
        let total = i64::try_from(rows.len()).unwrap();
        Table { columns, rows, total }
    }

    #[test]
    fn one_row_with_one_number_is_that_number() {
        let one = table(vec![vec![Cell::Text("Mérignac".to_owned()), Cell::Integer(77_541)]]);
        assert_eq!(short(&one, &Query::default()), FigureAnswer::Value("77541".to_owned(), String::new()));
        let two = table(vec![vec![Cell::Empty, Cell::Empty], vec![Cell::Empty, Cell::Empty]]);
        assert_eq!(short(&two, &Query::default()), FigureAnswer::Rows(2));
    }

    #[test]
    fn groups_are_the_first_ones_and_how_many() {
        let rows = (0..9).map(|number| vec![Cell::Text(format!("v{number}")), Cell::Integer(number)]).collect();
        let query = Query {
            group: vec![Group::by("commune")],
            measures: vec![Measure::of(How::Sum, "population")],
            ..Query::default()
        };
        let FigureAnswer::Groups(groups, _, all) = short(&table(rows), &query) else { panic!("groups") };
        assert_eq!((groups.len(), all), (5, 9));
    }
}
