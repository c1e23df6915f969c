//! What becomes of a territory that the official list no longer holds, and of those who follow it.

use super::import::Imported;
use crate::{Error, Tx, run};
use domain::territory::{Cog, Level, Territory, TerritoryId};
use std::collections::{BTreeMap, BTreeSet};

/// Closes what is missing from the list and redirects those who follow it. Every followed place keeps the name that its
/// person gave it, and its rank.
pub(super) async fn missing(
    tx: &mut Tx,
    cog: &Cog,
    before: &BTreeMap<TerritoryId, Territory>,
    done: &mut Imported,
) -> Result<(), Error> {
    const CLOSE: &str = "UPDATE territory SET closed = 1, successor = $2 WHERE id = $1";
    let now: BTreeSet<&TerritoryId> = cog.territories.iter().map(|territory| &territory.id).collect();
    for id in before.keys().filter(|id| !now.contains(id)) {
        let successor = successor(id, cog, before).map(ToString::to_string);
        run!(tx, sqlx::query(CLOSE).bind(id.to_string()).bind(&successor))?;
        done.closed += 1;
        if let Some(to) = successor {
            done.redirected += redirect(tx, &id.to_string(), &to).await?;
        }
    }
    if done.closed > 0 {
        shorten_ways(tx).await?;
    }
    Ok(())
}

/// A commune leads to the one that the list names for its code; a larger territory to the one in which most of its former
/// inhabitants live now.
fn successor<'a>(
    gone: &TerritoryId,
    cog: &'a Cog,
    before: &BTreeMap<TerritoryId, Territory>,
) -> Option<&'a TerritoryId> {
    if gone.level() == Level::Commune {
        return cog.aliases.iter().find(|alias| alias.code == gone.code()).map(|alias| &alias.to);
    }
    let above = |territory: &Territory| match gone.level() {
        Level::Epci => territory.epci.clone(),
        Level::Departement => territory.departement.clone(),
        Level::Region | Level::Commune => territory.region.clone(),
    };
    let mut inhabitants: BTreeMap<TerritoryId, i64> = BTreeMap::new();
    for commune in cog.territories.iter().filter(|territory| territory.id.level() == Level::Commune) {
        let was_inside = before.get(&commune.id).and_then(above).is_some_and(|parent| parent == *gone);
        if let Some(parent) = above(commune).filter(|_| was_inside) {
            *inhabitants.entry(parent).or_default() += commune.population.unwrap_or(0);
        }
    }
    let (most, _) = inhabitants.into_iter().max_by_key(|(_, count)| *count)?;
    cog.territories.iter().map(|territory| &territory.id).find(|id| **id == most)
}

/// Moves the followers of one territory to another. How many places were touched.
async fn redirect(tx: &mut Tx, from: &str, to: &str) -> Result<u64, Error> {
    // Whoever follows both keeps one place, at the better of the two ranks: a main place stays the main one.
    const RANK: &str = "UPDATE place SET rank = (SELECT MIN(both_places.rank) FROM place both_places \
          WHERE both_places.person = place.person AND both_places.territory IN ($1, $2)) \
        WHERE territory = $2 AND person IN (SELECT person FROM place WHERE territory = $1)";
    const DROP: &str =
        "DELETE FROM place WHERE territory = $1 AND person IN (SELECT person FROM place WHERE territory = $2)";
    const REDIRECT: &str = "UPDATE place SET territory = $2 WHERE territory = $1";
    run!(tx, sqlx::query(RANK).bind(from).bind(to))?;
    let dropped = run!(tx, sqlx::query(DROP).bind(from).bind(to))?;
    Ok(dropped + run!(tx, sqlx::query(REDIRECT).bind(from).bind(to))?)
}

/// Whoever was closed earlier and led to what is closed now leads on at once.
async fn shorten_ways(tx: &mut Tx) -> Result<(), Error> {
    const SHORTEN: &str = "UPDATE territory SET successor = \
          (SELECT next.successor FROM territory next WHERE next.id = territory.successor) \
        WHERE closed = 1 AND successor IN (SELECT id FROM territory WHERE closed = 1 AND successor IS NOT NULL)";
    run!(tx, sqlx::query(SHORTEN))?;
    Ok(())
}
