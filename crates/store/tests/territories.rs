//! The official list in the store: imported, renewed, searched, followed; on SQLite and, where there is one, on PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

use domain::{
    ids::{PersonId, PlaceId},
    territory::{Alias, Cog, Level, Matched, Territory, TerritoryId, readings},
};
use store::{
    Database, Tx, persons,
    territories::{self, Found, Imported},
};
use test_support::databases;
use uuid::Uuid;

fn id(text: &str) -> TerritoryId {
    text.parse().unwrap()
}

fn territory(text: &str, name: &str, population: i64) -> Territory {
    Territory {
        id: id(text),
        name: name.to_owned(),
        population: Some(population),
        siren: None,
        epci: None,
        departement: None,
        region: None,
        postcodes: Vec::new(),
        kind: None,
    }
}

fn commune(code: &str, name: &str, population: i64, epci: &str, postcodes: &[&str]) -> Territory {
    Territory {
        epci: Some(id(epci)),
        departement: Some(id("departement/33")),
        region: Some(id("region/75")),
        postcodes: postcodes.iter().map(|&code| code.to_owned()).collect(),
        ..territory(&format!("commune/{code}"), name, population)
    }
}

const METROPOLE: &str = "epci/243300316";
const MEDOC: &str = "epci/243301405";

fn alias(code: &str, name: &str, to: &str) -> Alias {
    Alias { code: code.to_owned(), name: name.to_owned(), postcodes: Vec::new(), to: id(&format!("commune/{to}")) }
}

fn list() -> Cog {
    let above = |level: Level| match level {
        Level::Region => territory("region/75", "Nouvelle-Aquitaine", 6_100_000),
        _ => Territory { region: Some(id("region/75")), ..territory("departement/33", "Gironde", 1_690_493) },
    };
    let epci = |code: &str, name: &str, kind: &str| Territory {
        departement: Some(id("departement/33")),
        region: Some(id("region/75")),
        kind: Some(kind.to_owned()),
        ..territory(code, name, 100_000)
    };
    Cog {
        territories: vec![
            above(Level::Region),
            above(Level::Departement),
            epci(METROPOLE, "Bordeaux Métropole", "METRO"),
            epci(MEDOC, "Communauté de communes Médoc Estuaire", "CC"),
            commune("33281", "Mérignac", 78_090, METROPOLE, &["33700"]),
            commune("33039", "Bègles", 31_831, METROPOLE, &["33130"]),
            commune("33069", "Le Bouscat", 24_000, METROPOLE, &["33110"]),
            commune("33484", "Saint-Seurin", 300, MEDOC, &["33390"]),
            commune("33449", "Saint-Médard-en-Jalles", 32_000, METROPOLE, &["33160"]),
            commune("33390", "Saint-Seurin-de-Bourg", 900, MEDOC, &["33710"]),
        ],
        aliases: vec![alias("33999", "Capeyron", "33281"), alias("33998", "", "33039")],
    }
}

/// The list of the next year: Saint-Seurin is merged into Saint-Seurin-de-Bourg, whose people are more; the communauté gives
/// way to the métropole.
fn next_list() -> Cog {
    let mut next = list();
    next.territories.retain(|territory| !matches!(territory.id.to_string().as_str(), "commune/33484" | MEDOC));
    for territory in &mut next.territories {
        if territory.name == "Saint-Seurin-de-Bourg" {
            territory.population = Some(1_200);
            territory.epci = Some(id(METROPOLE));
        }
    }
    next.aliases.push(alias("33484", "Saint-Seurin", "33390"));
    next
}

async fn import(database: &Database, cog: &Cog) -> Imported {
    let mut tx = database.write().await.unwrap();
    let done = territories::import(&mut tx, cog, |_| {}).await.unwrap();
    tx.commit().await.unwrap();
    done
}

async fn person(tx: &mut Tx, number: u128) -> PersonId {
    let person = PersonId(Uuid::from_u128(number));
    persons::insert_person(tx, person, 0).await.unwrap();
    person
}

async fn follow(tx: &mut Tx, number: u128, person: PersonId, territory: &str, name: &str) {
    territories::add_place(tx, PlaceId(Uuid::from_u128(number)), person, &id(territory), name).await.unwrap();
}

async fn names(tx: &mut Tx, typed: &str) -> Vec<String> {
    let hits = territories::search(tx, &readings(typed), None, 10).await.unwrap();
    hits.into_iter().map(|hit| hit.name).collect()
}

#[tokio::test]
async fn the_same_list_a_second_time_changes_nothing() {
    for (database, _folder) in databases().await {
        assert_eq!(import(&database, &list()).await, Imported { added: 10, ..Imported::default() });
        assert_eq!(import(&database, &list()).await, Imported::default());
    }
}

#[tokio::test]
async fn progress_ends_at_the_number_of_territories() {
    for (database, _folder) in databases().await {
        let mut tx = database.write().await.unwrap();
        let mut heard = Vec::new();
        territories::import(&mut tx, &list(), |settled| heard.push(settled)).await.unwrap();
        assert!(heard.is_sorted());
        assert_eq!(heard.last(), Some(&10));
    }
}

#[tokio::test]
async fn an_import_that_is_not_committed_leaves_everything_as_it_was() {
    for (database, _folder) in databases().await {
        import(&database, &list()).await;
        let mut tx = database.write().await.unwrap();
        territories::import(&mut tx, &next_list(), |_| {}).await.unwrap();
        drop(tx);
        let mut tx = database.read().await.unwrap();
        assert!(matches!(territories::find(&mut tx, &id("commune/33484")).await.unwrap(), Some(Found::Current(_))));
        assert_eq!(names(&mut tx, "saint seurin").await, ["Saint-Seurin", "Saint-Seurin-de-Bourg"]);
    }
}

#[tokio::test]
async fn a_newer_list_updates_closes_and_redirects_followers() {
    for (database, _folder) in databases().await {
        import(&database, &list()).await;
        let mut tx = database.write().await.unwrap();
        let (one, both) = (person(&mut tx, 1).await, person(&mut tx, 2).await);
        follow(&mut tx, 11, one, "commune/33484", "Chez mes parents").await;
        follow(&mut tx, 21, both, "commune/33484", "Maison").await;
        follow(&mut tx, 22, both, "commune/33281", "Travail").await;
        follow(&mut tx, 23, both, "commune/33390", "Voisins").await;
        tx.commit().await.unwrap();

        let done = import(&database, &next_list()).await;
        assert_eq!(done, Imported { added: 0, updated: 1, closed: 2, redirected: 2 });

        let mut tx = database.read().await.unwrap();
        let places = territories::places(&mut tx, one).await.unwrap();
        assert_eq!(
            (places[0].territory.to_string().as_str(), places[0].name.as_str()),
            ("commune/33390", "Chez mes parents")
        );
        let places = territories::places(&mut tx, both).await.unwrap();
        let followed: Vec<String> = places.iter().map(|place| place.territory.to_string()).collect();
        assert_eq!(followed, ["commune/33390", "commune/33281"], "the successor of the main place is the main place");
        let moved = territories::find(&mut tx, &id("commune/33484")).await.unwrap();
        assert_eq!(moved, Some(Found::Moved(id("commune/33390"))));
        let moved = territories::find(&mut tx, &id(MEDOC)).await.unwrap();
        assert_eq!(moved, Some(Found::Moved(id(METROPOLE))), "an EPCI leads where its people are now");
        let hits = territories::search(&mut tx, &readings("saint seurin"), None, 10).await.unwrap();
        assert_eq!(hits[0].matched, Matched::Former("Saint-Seurin".to_owned()));
        assert_eq!(hits.len(), 1);
    }
}

#[tokio::test]
async fn a_merged_commune_that_comes_back_is_open_again() {
    for (database, _folder) in databases().await {
        import(&database, &list()).await;
        import(&database, &next_list()).await;
        assert_eq!(import(&database, &list()).await.added, 2);
        let mut tx = database.read().await.unwrap();
        assert!(matches!(territories::find(&mut tx, &id("commune/33484")).await.unwrap(), Some(Found::Current(_))));
    }
}

#[tokio::test]
async fn a_commune_is_found_whatever_the_accents_hyphens_and_articles() {
    for (database, _folder) in databases().await {
        import(&database, &list()).await;
        let mut tx = database.read().await.unwrap();
        for (typed, first) in [
            ("merign", "Mérignac"),
            ("MÉRIGNAC", "Mérignac"),
            ("33700", "Mérignac"),
            ("capeyron", "Mérignac"),
            ("bouscat", "Le Bouscat"),
            ("le bous", "Le Bouscat"),
            ("st medard", "Saint-Médard-en-Jalles"),
            ("jalles", "Saint-Médard-en-Jalles"),
            ("saint seurin", "Saint-Seurin"),
            ("gironde", "Gironde"),
        ] {
            assert_eq!(names(&mut tx, typed).await.first().map(String::as_str), Some(first), "{typed}");
        }
        assert_eq!(names(&mut tx, "st").await.first().map(String::as_str), Some("Saint-Médard-en-Jalles"));
        assert!(names(&mut tx, "nulle part").await.is_empty());
        assert!(territories::search(&mut tx, &[String::new()], None, 10).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_hit_says_where_it_is_and_what_matched() {
    for (database, _folder) in databases().await {
        import(&database, &list()).await;
        let mut tx = database.read().await.unwrap();
        let hits = territories::search(&mut tx, &readings("33700"), Some(Level::Commune), 10).await.unwrap();
        assert_eq!(
            (hits[0].context.as_str(), &hits[0].matched),
            ("Gironde (33)", &Matched::Postcode("33700".to_owned()))
        );
        let hits = territories::search(&mut tx, &readings("capey"), None, 10).await.unwrap();
        assert_eq!(hits[0].matched, Matched::Former("Capeyron".to_owned()));
        let hits = territories::search(&mut tx, &readings("bordeaux"), Some(Level::Commune), 10).await.unwrap();
        assert!(hits.is_empty(), "only the métropole begins so, and communes were asked for");
    }
}

#[tokio::test]
async fn a_chain_goes_from_the_region_to_the_commune() {
    for (database, _folder) in databases().await {
        import(&database, &list()).await;
        let mut tx = database.read().await.unwrap();
        let chain = territories::chain(&mut tx, &id("commune/33281")).await.unwrap();
        let names: Vec<&str> = chain.iter().map(|territory| territory.name.as_str()).collect();
        assert_eq!(names, ["Nouvelle-Aquitaine", "Gironde", "Bordeaux Métropole", "Mérignac"]);
        assert_eq!(chain.last(), list().territories.iter().find(|territory| territory.name == "Mérignac"));
        assert_eq!(
            territories::find(&mut tx, &id("commune/33998")).await.unwrap(),
            Some(Found::Moved(id("commune/33039")))
        );
        assert_eq!(territories::find(&mut tx, &id("commune/99999")).await.unwrap(), None);
        assert_eq!(territories::find(&mut tx, &id("departement/99")).await.unwrap(), None);
    }
}

#[tokio::test]
async fn communes_are_listed_as_in_an_atlas_and_ids_page_through_all() {
    for (database, _folder) in databases().await {
        import(&database, &list()).await;
        let mut tx = database.read().await.unwrap();
        let (total, page) = territories::communes(&mut tx, &id(METROPOLE), 0, 3).await.unwrap();
        let names: Vec<&str> = page.iter().map(|hit| hit.name.as_str()).collect();
        assert_eq!((total, names), (4, vec!["Bègles", "Le Bouscat", "Mérignac"]));
        let (_, page) = territories::communes(&mut tx, &id(METROPOLE), 3, 3).await.unwrap();
        assert_eq!(page.len(), 1);
        let (_, largest) = territories::children(&mut tx, &id("departement/33"), 1).await.unwrap();
        assert_eq!(largest[0].name, "Mérignac");
        let (mut all, mut after) = (0, String::new());
        while let Some(last) = territories::ids(&mut tx, &after, 3).await.unwrap().pop() {
            all += 1;
            after = last;
        }
        assert_eq!(all, 4, "ten ids in pages of three");
    }
}

#[tokio::test]
async fn places_keep_their_order_and_belong_to_one_person() {
    for (database, _folder) in databases().await {
        import(&database, &list()).await;
        let mut tx = database.write().await.unwrap();
        let (me, stranger) = (person(&mut tx, 1).await, person(&mut tx, 2).await);
        for (number, territory) in [(11, "commune/33281"), (12, "commune/33039"), (13, "commune/33039")] {
            follow(&mut tx, number, me, territory, "Ici").await;
        }
        assert_eq!(territories::place_count(&mut tx, me).await.unwrap(), 2, "a second time adds nothing");
        assert!(territories::set_main_place(&mut tx, me, &id("commune/33039")).await.unwrap());
        assert_eq!(territories::main_place(&mut tx, me).await.unwrap(), Some(id("commune/33039")));
        let place = PlaceId(Uuid::from_u128(11));
        assert!(!territories::rename_place(&mut tx, stranger, place, "À moi").await.unwrap());
        assert!(!territories::remove_place(&mut tx, stranger, place).await.unwrap());
        assert!(territories::rename_place(&mut tx, me, place, "Maison").await.unwrap());
        let places = territories::places(&mut tx, me).await.unwrap();
        assert_eq!((places[1].name.as_str(), places[1].main, places[0].main), ("Maison", false, true));
        assert!(territories::remove_place(&mut tx, me, place).await.unwrap());
        assert_eq!(territories::place_count(&mut tx, me).await.unwrap(), 1);
    }
}

#[tokio::test]
async fn what_was_imported_last_is_remembered() {
    for (database, _folder) in databases().await {
        let mut tx = database.write().await.unwrap();
        assert_eq!(territories::imported_digest(&mut tx, "territories").await.unwrap(), None);
        territories::note_import(&mut tx, "territories", "a", 1).await.unwrap();
        territories::note_import(&mut tx, "territories", "b", 2).await.unwrap();
        assert_eq!(territories::imported_digest(&mut tx, "territories").await.unwrap().as_deref(), Some("b"));
    }
}
