use super::id;
use crate::{Error, Tx, both, run};
use domain::{
    ids::{PersonId, PlaceId},
    territory::{Place, TerritoryId},
};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    territory: String,
    territory_name: String,
    name: String,
}

/// The places that the person follows, the main one first.
pub async fn places(tx: &mut Tx, person: PersonId) -> Result<Vec<Place>, Error> {
    const ALL: &str = "SELECT p.id AS id, p.territory AS territory, t.name AS territory_name, p.name AS name \
        FROM place p JOIN territory t ON t.id = p.territory WHERE p.person = $1 ORDER BY p.rank, p.id";
    let rows: Vec<Row> = both!(tx, c => sqlx::query_as(ALL).bind(person.0).fetch_all(c).await)?;
    let places = rows.into_iter().enumerate().map(|(place, row)| {
        Ok(Place {
            id: PlaceId(row.id),
            territory: id(&row.territory)?,
            territory_name: row.territory_name,
            name: row.name,
            main: place == 0,
        })
    });
    places.collect()
}

/// The territory of the main place. `None`: no place is followed.
pub async fn main_place(tx: &mut Tx, person: PersonId) -> Result<Option<TerritoryId>, Error> {
    const MAIN: &str = "SELECT territory FROM place WHERE person = $1 ORDER BY rank, id LIMIT 1";
    let found: Option<String> = both!(tx, c => sqlx::query_scalar(MAIN).bind(person.0).fetch_optional(c).await)?;
    found.as_deref().map(id).transpose()
}

/// How many places the person follows.
pub async fn place_count(tx: &mut Tx, person: PersonId) -> Result<i64, Error> {
    const COUNT: &str = "SELECT COUNT(*) FROM place WHERE person = $1";
    Ok(both!(tx, c => sqlx::query_scalar(COUNT).bind(person.0).fetch_one(c).await)?)
}

/// Follows a territory, last in rank. Following it again changes nothing.
pub async fn add_place(
    tx: &mut Tx,
    place: PlaceId,
    person: PersonId,
    territory: &TerritoryId,
    name: &str,
) -> Result<(), Error> {
    const ADD: &str = "INSERT INTO place (id, person, territory, name, rank) \
        VALUES ($1, $2, $3, $4, (SELECT COALESCE(MAX(rank), 0) + 1 FROM place WHERE person = $2)) \
        ON CONFLICT (person, territory) DO NOTHING";
    run!(tx, sqlx::query(ADD).bind(place.0).bind(person.0).bind(territory.to_string()).bind(name))?;
    Ok(())
}

/// Makes a followed territory the main place. Whether it was followed.
pub async fn set_main_place(tx: &mut Tx, person: PersonId, territory: &TerritoryId) -> Result<bool, Error> {
    const MAIN: &str = "UPDATE place SET rank = (SELECT MIN(rank) FROM place WHERE person = $1) - 1 \
        WHERE person = $1 AND territory = $2";
    let done = run!(tx, sqlx::query(MAIN).bind(person.0).bind(territory.to_string()))?;
    Ok(done > 0)
}

/// Renames a place. Whether it is the person's.
pub async fn rename_place(tx: &mut Tx, person: PersonId, place: PlaceId, name: &str) -> Result<bool, Error> {
    const RENAME: &str = "UPDATE place SET name = $3 WHERE person = $1 AND id = $2";
    let done = run!(tx, sqlx::query(RENAME).bind(person.0).bind(place.0).bind(name))?;
    Ok(done > 0)
}

/// Stops following a place. Whether it is the person's.
pub async fn remove_place(tx: &mut Tx, person: PersonId, place: PlaceId) -> Result<bool, Error> {
    const REMOVE: &str = "DELETE FROM place WHERE person = $1 AND id = $2";
    let done = run!(tx, sqlx::query(REMOVE).bind(person.0).bind(place.0))?;
    Ok(done > 0)
}
