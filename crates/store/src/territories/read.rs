use super::{Row, id};
use crate::{Error, Tx, both};
use domain::territory::{Level, Matched, Territory, TerritoryHit, TerritoryId};

/// What an address of a territory leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A current territory.
    Current(Territory),
    /// One that is closed, or a former code: where it leads now.
    Moved(TerritoryId),
}

/// The territory of that level and code. `None`: there never was one that we know of.
pub async fn find(tx: &mut Tx, wanted: &TerritoryId) -> Result<Option<Found>, Error> {
    const FIND: &str = "SELECT id, name, population, siren, epci, departement, region, postcodes, kind \
        FROM territory WHERE id = $1 AND closed = 0";
    // The list of today knows better than what was noted when a territory was closed.
    const MOVED: &str = "SELECT COALESCE((SELECT territory FROM territory_alias WHERE code = $2), \
        (SELECT successor FROM territory WHERE id = $1 AND closed = 1))";
    let row: Option<Row> = both!(tx, c => sqlx::query_as(FIND).bind(wanted.to_string()).fetch_optional(c).await)?;
    if let Some(row) = row {
        return Ok(Some(Found::Current(row.try_into()?)));
    }
    let alias = if wanted.level() == Level::Commune { wanted.code() } else { "" };
    let moved: Option<String> =
        both!(tx, c => sqlx::query_scalar(MOVED).bind(wanted.to_string()).bind(alias).fetch_one(c).await)?;
    moved.map(|to| id(&to).map(Found::Moved)).transpose()
}

/// The territory and those that it belongs to, from the région down to itself. Empty when it is not current.
pub async fn chain(tx: &mut Tx, wanted: &TerritoryId) -> Result<Vec<Territory>, Error> {
    let Some(Found::Current(territory)) = find(tx, wanted).await? else { return Ok(Vec::new()) };
    let above: Vec<TerritoryId> =
        [&territory.region, &territory.departement, &territory.epci].into_iter().flatten().cloned().collect();
    let mut chain = named(tx, &above).await?;
    chain.push(territory);
    chain.sort_by_key(|territory| territory.id.level());
    Ok(chain)
}

/// The current territories among those ids.
pub async fn named(tx: &mut Tx, wanted: &[TerritoryId]) -> Result<Vec<Territory>, Error> {
    const FIND: &str = "SELECT id, name, population, siren, epci, departement, region, postcodes, kind \
        FROM territory WHERE id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ORDER BY id";
    let mut found = Vec::new();
    for some in wanted.chunks(10) {
        let text = |place: usize| some.get(place).map(ToString::to_string);
        let rows: Vec<Row> = both!(tx, c => {
            let mut query = sqlx::query_as(FIND);
            for place in 0..10 {
                query = query.bind(text(place));
            }
            query.fetch_all(c).await
        })?;
        for row in rows {
            found.push(row.try_into()?);
        }
    }
    Ok(found)
}

/// How many communes a larger territory holds, and its most populous ones.
pub async fn children(tx: &mut Tx, of: &TerritoryId, most: i64) -> Result<(i64, Vec<TerritoryHit>), Error> {
    let (count, list) = match of.level() {
        Level::Commune => return Ok((0, Vec::new())),
        Level::Epci => (
            "SELECT COUNT(*) FROM territory WHERE epci = $1 AND level = 'commune' AND closed = 0",
            "SELECT id, name, population FROM territory WHERE epci = $1 AND level = 'commune' AND closed = 0 \
             ORDER BY population DESC NULLS LAST, id LIMIT $2",
        ),
        Level::Departement => (
            "SELECT COUNT(*) FROM territory WHERE departement = $1 AND level = 'commune' AND closed = 0",
            "SELECT id, name, population FROM territory WHERE departement = $1 AND level = 'commune' AND closed = 0 \
             ORDER BY population DESC NULLS LAST, id LIMIT $2",
        ),
        Level::Region => (
            "SELECT COUNT(*) FROM territory WHERE region = $1 AND level = 'commune' AND closed = 0",
            "SELECT id, name, population FROM territory WHERE region = $1 AND level = 'commune' AND closed = 0 \
             ORDER BY population DESC NULLS LAST, id LIMIT $2",
        ),
    };
    let total: i64 = both!(tx, c => sqlx::query_scalar(count).bind(of.to_string()).fetch_one(c).await)?;
    let rows: Vec<Child> = both!(tx, c => sqlx::query_as(list).bind(of.to_string()).bind(most).fetch_all(c).await)?;
    Ok((total, rows.into_iter().map(hit).collect::<Result<_, Error>>()?))
}

/// The communes of a larger territory in alphabetical order, a page of them; with how many there are in all.
pub async fn communes(tx: &mut Tx, of: &TerritoryId, skip: i64, most: i64) -> Result<(i64, Vec<TerritoryHit>), Error> {
    const EPCI: &str = "SELECT id, name, population FROM territory WHERE epci = $1 AND level = 'commune' AND closed = 0 \
        ORDER BY sort_key, id LIMIT $2 OFFSET $3";
    const DEPARTEMENT: &str = "SELECT id, name, population FROM territory WHERE departement = $1 AND level = 'commune' AND closed = 0 \
        ORDER BY sort_key, id LIMIT $2 OFFSET $3";
    const REGION: &str = "SELECT id, name, population FROM territory WHERE region = $1 AND level = 'commune' AND closed = 0 \
        ORDER BY sort_key, id LIMIT $2 OFFSET $3";
    let list = match of.level() {
        Level::Commune => return Ok((0, Vec::new())),
        Level::Epci => EPCI,
        Level::Departement => DEPARTEMENT,
        Level::Region => REGION,
    };
    let (total, _) = children(tx, of, 0).await?;
    let rows: Vec<Child> =
        both!(tx, c => sqlx::query_as(list).bind(of.to_string()).bind(most).bind(skip).fetch_all(c).await)?;
    Ok((total, rows.into_iter().map(hit).collect::<Result<_, Error>>()?))
}

#[derive(sqlx::FromRow)]
struct Child {
    id: String,
    name: String,
    population: Option<i64>,
}

fn hit(row: Child) -> Result<TerritoryHit, Error> {
    let Child { id: code, name, population } = row;
    Ok(TerritoryHit { id: id(&code)?, name, context: String::new(), matched: Matched::Name, population })
}

/// The ids of the current territories after one of them, in order, for lists that page through all.
pub async fn ids(tx: &mut Tx, after: &str, most: i64) -> Result<Vec<String>, Error> {
    const IDS: &str = "SELECT id FROM territory WHERE id > $1 AND closed = 0 ORDER BY id LIMIT $2";
    Ok(both!(tx, c => sqlx::query_scalar(IDS).bind(after).bind(most).fetch_all(c).await)?)
}

/// Every code by which a territory is meant: of the current ones (id and itself), and former codes of communes with today's.
pub async fn codes(tx: &mut Tx) -> Result<Vec<(String, String)>, Error> {
    const ALL: &str = "SELECT id, id FROM territory WHERE closed = 0 UNION ALL \
        SELECT 'commune/' || code, territory FROM territory_alias WHERE code <> ''";
    Ok(both!(tx, c => sqlx::query_as(ALL).fetch_all(c).await)?)
}

/// The ids of the current territories that lie within one, itself among them.
pub async fn within(tx: &mut Tx, of: &TerritoryId) -> Result<Vec<String>, Error> {
    const ALL: &str =
        "SELECT id FROM territory WHERE closed = 0 AND (id = $1 OR epci = $1 OR departement = $1 OR region = $1)";
    Ok(both!(tx, c => sqlx::query_scalar(ALL).bind(of.to_string()).fetch_all(c).await)?)
}

/// The current territories of a level, by id.
pub async fn all(tx: &mut Tx, level: Level) -> Result<Vec<Territory>, Error> {
    const ALL: &str = "SELECT id, name, population, siren, epci, departement, region, postcodes, kind \
        FROM territory WHERE level = $1 AND closed = 0 ORDER BY id";
    let rows: Vec<Row> = both!(tx, c => sqlx::query_as(ALL).bind(level.word()).fetch_all(c).await)?;
    rows.into_iter().map(Territory::try_from).collect()
}
