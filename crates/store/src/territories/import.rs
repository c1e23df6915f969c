use super::{Row, close, keys};
use crate::{Error, Tx, both, run};
use domain::territory::{Alias, Cog, Territory, TerritoryId, sort_key};
use std::collections::BTreeMap;

/// What an import changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Imported {
    /// New territories.
    pub added: u64,
    /// Territories of which something changed.
    pub updated: u64,
    /// Territories that the list no longer holds.
    pub closed: u64,
    /// Followed places that were redirected to the successor of a closed territory.
    pub redirected: u64,
}

/// How many rows one statement writes: SQLite takes 32,766 parameters, PostgreSQL 65,535.
pub(super) const ROWS: usize = 1_000;

/// Brings the stored territories to the state of the list, in the caller's transaction: adds, updates, closes what is gone,
/// redirects those who follow a closed territory to its successor. The same list a second time writes nothing.
/// `progress` hears how many of `cog.territories` are settled.
pub async fn import(tx: &mut Tx, cog: &Cog, mut progress: impl FnMut(usize) + Send) -> Result<Imported, Error> {
    let before = stored(tx).await?;
    let known_aliases = stored_aliases(tx).await?;
    let mut done = Imported::default();
    let mut changed = Vec::new();
    for territory in &cog.territories {
        match before.get(&territory.id) {
            Some(known) if known == territory => continue,
            Some(_) => done.updated += 1,
            None => done.added += 1,
        }
        changed.push(territory);
    }
    for some in changed.chunks(ROWS) {
        write(tx, some).await?;
    }
    let aliases: BTreeMap<&str, &Alias> = cog.aliases.iter().map(|alias| (alias.code.as_str(), alias)).collect();
    let same_aliases = known_aliases.len() == aliases.len()
        && known_aliases.iter().all(|known| aliases.get(known.code.as_str()).is_some_and(|alias| *alias == known));
    if !same_aliases {
        run!(tx, sqlx::query("DELETE FROM territory_alias"))?;
        for some in aliases.values().collect::<Vec<_>>().chunks(ROWS) {
            write_aliases(tx, some).await?;
        }
    }
    close::missing(tx, cog, &before, &mut done).await?;
    if done != Imported::default() || !same_aliases {
        keys::rewrite(tx, cog, &mut progress).await?;
    }
    progress(cog.territories.len());
    Ok(done)
}

/// The stored current territories.
async fn stored(tx: &mut Tx) -> Result<BTreeMap<TerritoryId, Territory>, Error> {
    const ALL: &str = "SELECT id, name, population, siren, epci, departement, region, postcodes, kind \
        FROM territory WHERE closed = 0 ORDER BY id";
    let rows: Vec<Row> = both!(tx, c => sqlx::query_as(ALL).fetch_all(c).await)?;
    let all = rows.into_iter().map(|row| {
        let territory = Territory::try_from(row)?;
        Ok((territory.id.clone(), territory))
    });
    all.collect()
}

async fn stored_aliases(tx: &mut Tx) -> Result<Vec<Alias>, Error> {
    #[derive(sqlx::FromRow)]
    struct AliasRow {
        code: String,
        name: String,
        postcodes: String,
        territory: String,
    }
    const ALL: &str = "SELECT code, name, postcodes, territory FROM territory_alias ORDER BY code";
    let rows: Vec<AliasRow> = both!(tx, c => sqlx::query_as(ALL).fetch_all(c).await)?;
    let all = rows.into_iter().map(|row| {
        let postcodes = row.postcodes.split_whitespace().map(str::to_owned).collect();
        Ok(Alias { code: row.code, name: row.name, postcodes, to: super::id(&row.territory)? })
    });
    all.collect()
}

async fn write(tx: &mut Tx, territories: &[&Territory]) -> Result<(), Error> {
    const INSERT: &str = "INSERT INTO territory \
        (id, level, name, sort_key, population, siren, epci, departement, region, postcodes, kind) ";
    // A commune that was merged may come back: then it is open again.
    const UPDATE: &str = " ON CONFLICT (id) DO UPDATE SET name = excluded.name, sort_key = excluded.sort_key, \
        population = excluded.population, siren = excluded.siren, epci = excluded.epci, \
        departement = excluded.departement, region = excluded.region, postcodes = excluded.postcodes, \
        kind = excluded.kind, closed = 0, successor = NULL";
    let above = |id: &Option<TerritoryId>| id.as_ref().map(ToString::to_string);
    both!(tx, c => {
        let mut query = sqlx::QueryBuilder::new(INSERT);
        query.push_values(territories, |mut row, territory| {
            row.push_bind(territory.id.to_string())
                .push_bind(territory.id.level().word())
                .push_bind(&territory.name)
                .push_bind(sort_key(&territory.name))
                .push_bind(territory.population)
                .push_bind(&territory.siren)
                .push_bind(above(&territory.epci))
                .push_bind(above(&territory.departement))
                .push_bind(above(&territory.region))
                .push_bind(territory.postcodes.join(" "))
                .push_bind(&territory.kind);
        });
        query.push(UPDATE);
        query.build().persistent(false).execute(c).await.map(drop)
    })?;
    Ok(())
}

async fn write_aliases(tx: &mut Tx, aliases: &[&&Alias]) -> Result<(), Error> {
    both!(tx, c => {
        let mut query = sqlx::QueryBuilder::new("INSERT INTO territory_alias (code, name, postcodes, territory) ");
        query.push_values(aliases, |mut row, alias| {
            row.push_bind(&alias.code).push_bind(&alias.name).push_bind(alias.postcodes.join(" ")).push_bind(alias.to.to_string());
        });
        query.build().persistent(false).execute(c).await.map(drop)
    })?;
    Ok(())
}

/// The digest of what was imported last. `None`: nothing yet.
pub async fn imported_digest(tx: &mut Tx, kind: &str) -> Result<Option<String>, Error> {
    const FIND: &str = "SELECT digest FROM reference_import WHERE kind = $1";
    Ok(both!(tx, c => sqlx::query_scalar(FIND).bind(kind).fetch_optional(c).await)?)
}

/// When that kind was imported last, in seconds since 1970. `None`: never.
pub async fn imported_at(tx: &mut Tx, kind: &str) -> Result<Option<i64>, Error> {
    const FIND: &str = "SELECT imported FROM reference_import WHERE kind = $1";
    Ok(both!(tx, c => sqlx::query_scalar(FIND).bind(kind).fetch_optional(c).await)?)
}

/// Notes what was imported.
pub async fn note_import(tx: &mut Tx, kind: &str, digest: &str, now: i64) -> Result<(), Error> {
    const NOTE: &str = "INSERT INTO reference_import (kind, digest, imported) VALUES ($1, $2, $3) \
        ON CONFLICT (kind) DO UPDATE SET digest = excluded.digest, imported = excluded.imported";
    run!(tx, sqlx::query(NOTE).bind(kind).bind(digest).bind(now))?;
    Ok(())
}
