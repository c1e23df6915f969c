//! The keys under which territories are found: written anew when something of the list changed.

use super::import::ROWS;
use crate::{Error, Tx, both, run};
use domain::territory::{Cog, Level, Territory, TerritoryId, keys};
use std::collections::BTreeMap;

/// What tells two keys apart: the key, its territory, its kind and what is shown of it.
type Identity = (String, String, &'static str, String);

struct Value {
    whole: bool,
    level: &'static str,
    population: i64,
}

pub(super) async fn rewrite(tx: &mut Tx, cog: &Cog, progress: &mut (impl FnMut(usize) + Send)) -> Result<(), Error> {
    // Sorted, so that both databases append to their index instead of jumping in it.
    let all: Vec<(Identity, Value)> = gather(cog).into_iter().collect();
    run!(tx, sqlx::query("DELETE FROM territory_key"))?;
    let mut written = 0;
    for some in all.chunks(ROWS) {
        write(tx, some).await?;
        written += some.len();
        progress(cog.territories.len().saturating_mul(written) / all.len().max(1));
    }
    Ok(())
}

fn gather(cog: &Cog) -> BTreeMap<Identity, Value> {
    let mut all = BTreeMap::new();
    let populations: BTreeMap<&TerritoryId, i64> =
        cog.territories.iter().map(|territory| (&territory.id, territory.population.unwrap_or(0))).collect();
    for territory in &cog.territories {
        let Territory { id, name, postcodes, .. } = territory;
        add(&mut all, id, "name", name, postcodes, territory.population.unwrap_or(0));
    }
    for alias in &cog.aliases {
        let population = populations.get(&alias.to).copied().unwrap_or(0);
        add(&mut all, &alias.to, "former", &alias.name, &alias.postcodes, population);
    }
    all
}

fn add(
    all: &mut BTreeMap<Identity, Value>,
    to: &TerritoryId,
    kind: &'static str,
    name: &str,
    postcodes: &[String],
    population: i64,
) {
    let level = Level::word(to.level());
    for key in keys(name) {
        all.insert((key.text, to.to_string(), kind, name.to_owned()), Value { whole: key.whole, level, population });
    }
    for code in postcodes {
        all.insert((code.clone(), to.to_string(), "postcode", code.clone()), Value { whole: true, level, population });
    }
}

async fn write(tx: &mut Tx, some: &[(Identity, Value)]) -> Result<(), Error> {
    both!(tx, c => {
        let mut query =
            sqlx::QueryBuilder::new("INSERT INTO territory_key (key, territory, kind, shown, whole, level, population) ");
        query.push_values(some, |mut row, ((key, territory, kind, shown), value)| {
            row.push_bind(key)
                .push_bind(territory)
                .push_bind(*kind)
                .push_bind(shown)
                .push_bind(i64::from(value.whole))
                .push_bind(value.level)
                .push_bind(value.population);
        });
        query.build().persistent(false).execute(c).await.map(drop)
    })?;
    Ok(())
}
