//! The catalogue as machines read it: in a stable order, by producer, by what can be drawn on a map.

use super::{MOST_TERMS, Row, Wanted};
use crate::{Error, Tx, both};
use domain::data::{Dataset, Facts, Licence, Theme};
use std::collections::BTreeMap;

/// In which order datasets come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The likeliest, then the latest.
    #[default]
    Likeliest,
    /// The latest update first.
    Latest,
    /// The oldest update first.
    Oldest,
    /// By address: what was read of a page stays there while another is updated.
    Address,
}

/// Datasets in an order, with how many there are in all.
pub async fn ordered(
    tx: &mut Tx,
    wanted: &Wanted,
    order: Order,
    most: i64,
    skip: i64,
) -> Result<(i64, Vec<Dataset>), Error> {
    const COUNT: &str = concat!("SELECT COUNT(*) FROM dataset d WHERE d.latest > 0 AND", conditions!());
    const LATEST: &str =
        concat!(select!(), " WHERE", conditions!(), " ORDER BY d.updated DESC, d.id LIMIT $12 OFFSET $13");
    const OLDEST: &str = concat!(select!(), " WHERE", conditions!(), " ORDER BY d.updated, d.id LIMIT $12 OFFSET $13");
    const ADDRESS: &str = concat!(select!(), " WHERE", conditions!(), " ORDER BY d.slug LIMIT $12 OFFSET $13");
    let rows = match order {
        Order::Likeliest => return super::list(tx, wanted, most, skip).await,
        Order::Latest => LATEST,
        Order::Oldest => OLDEST,
        Order::Address => ADDRESS,
    };
    let total: i64 = both!(tx, c => wanted!(sqlx::query_scalar(COUNT), wanted).fetch_one(c).await)?;
    let rows: Vec<Row> =
        both!(tx, c => wanted!(sqlx::query_as(rows), wanted).bind(most).bind(skip).fetch_all(c).await)?;
    Ok((total, rows.into_iter().map(Dataset::try_from).collect::<Result<_, _>>()?))
}

/// Who publishes: id, name, number of datasets; in the order of the ids.
pub async fn producers(tx: &mut Tx) -> Result<Vec<(String, String, i64)>, Error> {
    const ALL: &str = "SELECT d.producer, COALESCE(MIN(t.name), d.producer), COUNT(*) FROM dataset d \
        LEFT JOIN territory t ON t.id = d.producer WHERE d.latest > 0 GROUP BY d.producer ORDER BY d.producer";
    Ok(both!(tx, c => sqlx::query_as(ALL).fetch_all(c).await)?)
}

/// Datasets whose rows have a place on the map, by address, with how many there are in all.
pub async fn placed(tx: &mut Tx, most: i64, skip: i64) -> Result<(i64, Vec<Dataset>), Error> {
    // The kinds as they are written in the JSON of a version. One column of degrees alone is no place: those few are left out
    // by whoever asks.
    macro_rules! placed {
        () => {
            " (v.content LIKE '%\"kind\":\"latitude\"%' OR v.content LIKE '%\"kind\":\"point\"%' \
            OR v.content LIKE '%\"kind\":\"geometry\"%')"
        };
    }
    const COUNT: &str = concat!(
        "SELECT COUNT(*) FROM dataset d JOIN dataset_version v ON v.dataset = d.id AND v.number = d.latest WHERE",
        placed!()
    );
    const ROWS: &str = concat!(select!(), " WHERE", placed!(), " ORDER BY d.slug LIMIT $1 OFFSET $2");
    let total: i64 = both!(tx, c => sqlx::query_scalar(COUNT).fetch_one(c).await)?;
    let rows: Vec<Row> = both!(tx, c => sqlx::query_as(ROWS).bind(most).bind(skip).fetch_all(c).await)?;
    Ok((total, rows.into_iter().map(Dataset::try_from).collect::<Result<_, _>>()?))
}

/// The keywords that producers gave, with how many datasets have them.
pub async fn keywords(tx: &mut Tx) -> Result<BTreeMap<String, i64>, Error> {
    const ALL: &str = "SELECT slug, facts FROM dataset WHERE latest > 0";
    let rows: Vec<(String, String)> = both!(tx, c => sqlx::query_as(ALL).fetch_all(c).await)?;
    let mut counts = BTreeMap::new();
    for (slug, json) in rows {
        let facts: Facts = super::read("dataset", &slug, &json)?;
        for word in facts.keywords {
            *counts.entry(word).or_insert(0) += 1;
        }
    }
    Ok(counts)
}
