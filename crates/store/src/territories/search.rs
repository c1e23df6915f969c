use super::id;
use crate::{Error, Tx, both};
use domain::territory::{Level, Matched, TerritoryHit, TerritoryId};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    name: String,
    departement: Option<String>,
    departement_name: Option<String>,
    region_name: Option<String>,
    kind: String,
    shown: String,
    population: i64,
    inhabitants: Option<i64>,
    rank: i64,
}

/// Territories of which a name, a former name or a postcode begins with one of the texts (as `domain::territory::readings`
/// gives them): whole names first, then the most populous. With a level, only territories of that level.
pub async fn search(
    tx: &mut Tx,
    readings: &[String],
    level: Option<Level>,
    most: usize,
) -> Result<Vec<TerritoryHit>, Error> {
    let mut found = Vec::new();
    for reading in readings.iter().filter(|reading| !reading.is_empty()) {
        found.extend(begin_with(tx, reading, level.map_or("", Level::word)).await?);
    }
    // A territory may be found by several of its keys, and by several readings: its best one counts.
    let order = |kind: &str| match kind {
        "name" => 0,
        "postcode" => 1,
        _ => 2,
    };
    found.sort_by(|a, b| {
        let key = |row: &Row| (row.rank, -row.population);
        key(a)
            .cmp(&key(b))
            .then_with(|| a.id.cmp(&b.id))
            .then_with(|| order(&a.kind).cmp(&order(&b.kind)))
            .then_with(|| a.shown.cmp(&b.shown))
    });
    let mut hits: Vec<TerritoryHit> = Vec::new();
    for row in found {
        let id = id(&row.id)?;
        if hits.len() < most && hits.iter().all(|hit| hit.id != id) {
            hits.push(hit(id, row)?);
        }
    }
    Ok(hits)
}

/// The rows whose key begins with a text, the best first. One territory may have many keys (Paris has twenty
/// arrondissements), so there are more than the hits that are wanted.
async fn begin_with(tx: &mut Tx, reading: &str, level: &str) -> Result<Vec<Row>, Error> {
    const SEARCH: &str = "SELECT t.id AS id, t.name AS name, t.departement AS departement, d.name AS departement_name, \
          r.name AS region_name, k.kind AS kind, k.shown AS shown, k.population AS population, t.population AS inhabitants, k.rank AS rank \
        FROM (SELECT territory, kind, shown, population, \
                CAST(CASE WHEN key <> $1 OR whole = 0 THEN 2 WHEN kind = 'name' THEN 0 ELSE 1 END AS BIGINT) AS rank \
              FROM territory_key WHERE key >= $1 AND key < $2 AND ($3 = '' OR level = $3) \
              ORDER BY rank, population DESC, territory, kind, shown LIMIT 120) k \
        JOIN territory t ON t.id = k.territory \
        LEFT JOIN territory d ON d.id = t.departement \
        LEFT JOIN territory r ON r.id = t.region \
        ORDER BY k.rank, k.population DESC, t.id, k.kind, k.shown";
    // Every key is folded text, so the largest code point ends the range of a prefix.
    let end = format!("{reading}\u{10FFFF}");
    Ok(both!(tx, c => sqlx::query_as(SEARCH).bind(reading).bind(end).bind(level).fetch_all(c).await)?)
}

fn hit(id: TerritoryId, row: Row) -> Result<TerritoryHit, Error> {
    let departement = row.departement.as_deref().map(super::id).transpose()?;
    let context = match (departement, row.departement_name) {
        (Some(departement), Some(name)) => format!("{name} ({})", departement.code()),
        _ => row.region_name.unwrap_or_default(),
    };
    Ok(TerritoryHit {
        id,
        name: row.name,
        context,
        matched: match row.kind.as_str() {
            "former" => Matched::Former(row.shown),
            "postcode" => Matched::Postcode(row.shown),
            _ => Matched::Name,
        },
        population: row.inhabitants,
    })
}
