use super::{list::versions, refused};
use crate::{Action, Error, OpContext};
use domain::{
    data::{
        Cell, Column, Dataset, Kind, Table, Version,
        query::{Checked, Fault, Filter, Query, Scope, Scopes},
    },
    territory::{Level, TerritoryId},
};
use engine::Rows;
use std::{collections::BTreeMap, sync::Arc};
use store::{Tx, territories};

/// A question that was refused, or failed.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// It makes no sense for this dataset.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// It was not done.
    #[error(transparent)]
    Error(#[from] Error),
}

/// Asks a dataset.
///
/// # Errors
/// A fault of the question, or `Conflict("too_slow")`, `Conflict("too_large_answer")`.
pub async fn ask(ctx: &OpContext, dataset: &Dataset, query: &Query) -> Result<Arc<Table>, Refusal> {
    ctx.authorize(Action::ReadPublic).await?;
    let checked = check(ctx, dataset, query).await?;
    Ok(ctx.shared.engine.ask(&dataset.version, &checked).await.map_err(refused)?)
}

/// Asks a dataset and answers row by row, however many there are; with the columns of the answer.
///
/// # Errors
/// As [`ask`].
pub async fn stream(ctx: &OpContext, dataset: &Dataset, query: &Query) -> Result<(Vec<Column>, Rows), Refusal> {
    ctx.authorize(Action::ReadPublic).await?;
    let checked = check(ctx, dataset, query).await?;
    let columns = checked.result.iter().map(|each| each.column.clone()).collect();
    Ok((columns, ctx.shared.engine.stream(&dataset.version, &checked).await.map_err(refused)?))
}

async fn check(ctx: &OpContext, dataset: &Dataset, query: &Query) -> Result<Checked, Refusal> {
    let mut named = Vec::new();
    territories_of(&query.filter, &mut named);
    let scopes = if named.is_empty() { Scopes::new() } else { scopes(&mut ctx.read().await?, named).await? };
    Ok(query.check(&dataset.version.columns, &scopes)?)
}

/// The most versions whose answers are compared.
const MOST_COMPARED: usize = 12;

/// The versions at which the answer to a question changed, the latest first, each with its answer. Of a dataset with many
/// versions the last twelve are looked at; one that cannot answer, because a column was missing then, is left out.
///
/// # Errors
/// As [`ask`], for the dataset as it is now.
pub async fn changes(ctx: &OpContext, dataset: &Dataset, query: &Query) -> Result<Vec<(Version, Arc<Table>)>, Refusal> {
    let now = ask(ctx, dataset, query).await?;
    let mut found: Vec<(Version, Arc<Table>)> = vec![(dataset.version.clone(), now)];
    for version in versions(ctx, dataset).await?.into_iter().skip(1).take(MOST_COMPARED) {
        let before = Dataset { version, ..dataset.clone() };
        let Ok(answer) = ask(ctx, &before, query).await else { continue };
        // The same answer already stood then: it changed no later than at that version.
        if found.last().is_some_and(|(_, later)| later.rows == answer.rows && later.total == answer.total) {
            found.pop();
        }
        found.push((before.version, answer));
    }
    Ok(found)
}

/// Asks within a transaction that is open already.
pub(crate) async fn ask_in(
    ctx: &OpContext,
    tx: &mut Tx,
    dataset: &Dataset,
    query: &Query,
) -> Result<Arc<Table>, Refusal> {
    let mut named = Vec::new();
    territories_of(&query.filter, &mut named);
    let checked = query.check(&dataset.version.columns, &scopes(tx, named).await?)?;
    Ok(ctx.shared.engine.ask(&dataset.version, &checked).await.map_err(refused)?)
}

async fn scopes(tx: &mut Tx, named: Vec<TerritoryId>) -> Result<Scopes, Error> {
    let mut scopes = Scopes::new();
    for territory in named {
        let scope = scope(tx, &territory).await?;
        scopes.insert(territory, scope);
    }
    Ok(scopes)
}

fn territories_of(filter: &Filter, named: &mut Vec<TerritoryId>) {
    match filter {
        Filter::All(parts) | Filter::Any(parts) => parts.iter().for_each(|part| territories_of(part, named)),
        Filter::Not(inner) => territories_of(inner, named),
        Filter::Within(territory) => named.push(territory.clone()),
        _ => {}
    }
}

fn kind_of(level: Level) -> Kind {
    match level {
        Level::Commune => Kind::Commune,
        Level::Epci => Kind::Epci,
        Level::Departement => Kind::Departement,
        Level::Region => Kind::Region,
    }
}

/// The codes of what lies within a territory.
async fn scope(tx: &mut Tx, territory: &TerritoryId) -> Result<Scope, Error> {
    let mut scope = Scope::default();
    for id in territories::within(tx, territory).await? {
        let Ok(id) = id.parse::<TerritoryId>() else { continue };
        scope.0.entry(kind_of(id.level())).or_default().push(id.code().to_owned());
    }
    Ok(scope)
}

/// The names of the territories that a table names by their codes: kind and code to name.
pub async fn names(ctx: &OpContext, table: &Table) -> Result<BTreeMap<(Kind, String), String>, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut ids = Vec::new();
    for (place, column) in table.columns.iter().enumerate() {
        let level = match column.kind {
            Kind::Commune => Level::Commune,
            Kind::Epci => Level::Epci,
            Kind::Departement => Level::Departement,
            Kind::Region => Level::Region,
            _ => continue,
        };
        let codes = table.rows.iter().filter_map(|row| row.get(place));
        ids.extend(codes.filter_map(|cell| match cell {
            Cell::Text(code) => TerritoryId::new(level, code).ok(),
            _ => None,
        }));
    }
    ids.sort();
    ids.dedup();
    // A page shows fifty rows; whoever asks for more reads codes.
    ids.truncate(400);
    let mut tx = ctx.read().await?;
    let found = territories::named(&mut tx, &ids).await?;
    Ok(found.into_iter().map(|each| ((kind_of(each.id.level()), each.id.code().to_owned()), each.name)).collect())
}
