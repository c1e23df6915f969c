//! What people do with territories: they search, look, follow; and what is refused.
#![expect(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

use domain::{
    ids::{PersonId, PlaceId, SessionId},
    territory::{Alias, Cog, Level, Matched, Territory, TerritoryId},
};
use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
};
use store::{Config, Database};
use tempfile::TempDir;
use usecases::{
    Actor, Clock, Error, OpContext, Randomness, Shared,
    ports::NoOutside,
    territories,
    territories::{Shown, follow, my_places, search, show},
};
use uuid::Uuid;

struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::from_second(1_800_000_000).unwrap()
    }
}

/// Never the same bytes twice.
struct Counting(AtomicU8);

impl Randomness for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0.fetch_add(1, Ordering::Relaxed));
    }
}

struct World {
    shared: Arc<Shared>,
    _folder: TempDir,
}

impl World {
    async fn new(cog: &Cog) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let shared = Arc::new(Shared {
            database: Database::open(&Config::Sqlite(folder.path().join("test.db"))).await.unwrap(),
            clock: Arc::new(Fixed),
            random: Arc::new(Counting(AtomicU8::new(0))),
            mailer: Arc::new(NoOutside),
            fetcher: Arc::new(NoOutside),
            engine: test_support::engine(&folder),
            public_url: "https://portail.example".to_owned(),
            session_seconds: usecases::sessions::SIGNED_IN_SECONDS,
            letters: tokio::sync::Notify::new(),
            hashing: tokio::sync::Semaphore::new(1),
        });
        let world = Self { shared, _folder: folder };
        territories::import(&world.system(), cog, "first", false, |_| {}).await.unwrap();
        world
    }

    fn system(&self) -> OpContext {
        OpContext::system(Arc::clone(&self.shared))
    }

    fn anonymous(&self) -> OpContext {
        OpContext { actor: Actor::Anonymous, ..self.system() }
    }

    async fn visitor(&self, number: u128) -> OpContext {
        let person = PersonId(Uuid::from_u128(number));
        let mut tx = self.shared.database.write().await.unwrap();
        store::persons::insert_person(&mut tx, person, 0).await.unwrap();
        tx.commit().await.unwrap();
        OpContext { actor: Actor::Visitor { person, session: SessionId(Uuid::from_u128(number)) }, ..self.system() }
    }
}

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

/// One région, two départements with a Saint-Denis each, and eleven more communes.
fn list() -> Cog {
    let region = || Some(id("region/75"));
    let mut territories = vec![territory("region/75", "Nouvelle-Aquitaine", 6_000_000)];
    for (code, name) in [("33", "Gironde"), ("40", "Landes")] {
        territories.push(Territory { region: region(), ..territory(&format!("departement/{code}"), name, 400_000) });
    }
    let mut commune = |departement: &str, number: u32, name: &str, population: i64, postcode: &str| {
        territories.push(Territory {
            departement: Some(id(&format!("departement/{departement}"))),
            region: region(),
            postcodes: vec![postcode.to_owned()],
            ..territory(&format!("commune/{departement}{number:03}"), name, population)
        });
    };
    commune("33", 281, "Mérignac", 78_090, "33700");
    commune("33", 1, "Saint-Denis-de-Pile", 5_000, "33910");
    commune("40", 1, "Saint-Denis-des-Pins", 900, "40100");
    for number in 100..111 {
        commune("40", number, &format!("Lande-{number}"), i64::from(number), "40200");
    }
    let former =
        Alias { code: "33999".to_owned(), name: "Capeyron".to_owned(), postcodes: Vec::new(), to: id("commune/33281") };
    Cog { territories, aliases: vec![former] }
}

async fn first(ctx: &OpContext, typed: &str) -> Option<String> {
    search(ctx, typed, true).await.unwrap().first().map(|hit| hit.name.clone())
}

#[tokio::test]
async fn only_the_operator_imports_and_an_unchanged_list_is_passed_over() {
    let world = World::new(&list()).await;
    let refused = territories::import(&world.visitor(1).await, &list(), "x", false, |_| {}).await;
    assert!(matches!(refused, Err(Error::Forbidden)));
    let again = territories::import(&world.system(), &list(), "first", true, |_| {}).await.unwrap();
    assert_eq!(again, None);
    let other = territories::import(&world.system(), &list(), "second", true, |_| {}).await.unwrap();
    assert_eq!(other, Some(store::territories::Imported::default()));
}

#[tokio::test]
async fn a_name_beside_a_postcode_or_departement_is_understood() {
    let world = World::new(&list()).await;
    let ctx = world.anonymous();
    assert_eq!(first(&ctx, "33700 merignac").await.as_deref(), Some("Mérignac"));
    assert_eq!(first(&ctx, "saint denis").await.as_deref(), Some("Saint-Denis-de-Pile"));
    assert_eq!(first(&ctx, "Saint-Denis (40)").await.as_deref(), Some("Saint-Denis-des-Pins"));
    assert_eq!(first(&ctx, "st denis des pins").await.as_deref(), Some("Saint-Denis-des-Pins"));
    assert_eq!(first(&ctx, "saint denis les pins").await.as_deref(), Some("Saint-Denis-des-Pins"));
    assert_eq!(first(&ctx, "33700 bordeaux").await, None);
}

#[tokio::test]
async fn text_that_cannot_be_a_name_leads_to_nothing() {
    let world = World::new(&list()).await;
    let ctx = world.anonymous();
    let long = "a".repeat(10_000_000);
    for typed in [
        "",
        "   ",
        "\0",
        "mer\0ign",
        "\u{202E}ngirem",
        "--",
        "'; DROP TABLE territory",
        "%",
        "🏝",
        "ميرينياك",
        "1 2 3",
        long.as_str(),
    ] {
        assert_eq!(first(&ctx, typed).await, None);
    }
}

#[tokio::test]
async fn somebody_of_whom_nothing_is_kept_follows_nothing() {
    let world = World::new(&list()).await;
    let ctx = world.anonymous();
    assert!(matches!(follow(&ctx, &id("commune/33281"), true).await, Err(Error::Forbidden)));
    assert!(my_places(&ctx).await.unwrap().is_empty());
}

#[tokio::test]
async fn the_first_place_is_the_main_one_until_another_is_chosen() {
    let world = World::new(&list()).await;
    let ctx = world.visitor(1).await;
    follow(&ctx, &id("commune/33281"), false).await.unwrap();
    follow(&ctx, &id("commune/40100"), false).await.unwrap();
    assert_eq!(my_places(&ctx).await.unwrap()[0].territory_name, "Mérignac");
    follow(&ctx, &id("commune/40101"), true).await.unwrap();
    assert_eq!(my_places(&ctx).await.unwrap()[0].territory_name, "Lande-101");
    territories::make_main(&ctx, &id("commune/40100")).await.unwrap();
    let places = my_places(&ctx).await.unwrap();
    assert_eq!((places[0].territory_name.as_str(), places[0].main, places.len()), ("Lande-100", true, 3));
    assert!(matches!(territories::make_main(&ctx, &id("commune/40102")).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn an_eleventh_place_is_refused_and_a_known_one_is_not() {
    let world = World::new(&list()).await;
    let ctx = world.visitor(1).await;
    for number in 100..110 {
        follow(&ctx, &id(&format!("commune/40{number}")), false).await.unwrap();
    }
    assert_eq!(follow(&ctx, &id("commune/40110"), false).await.unwrap_err().code(), "too_many_places");
    follow(&ctx, &id("commune/40105"), true).await.unwrap();
    assert_eq!(my_places(&ctx).await.unwrap()[0].territory_name, "Lande-105");
}

#[tokio::test]
async fn a_former_code_follows_todays_commune_and_an_unknown_one_nothing() {
    let world = World::new(&list()).await;
    let ctx = world.visitor(1).await;
    follow(&ctx, &id("commune/33999"), false).await.unwrap();
    assert_eq!(my_places(&ctx).await.unwrap()[0].territory, id("commune/33281"));
    assert!(matches!(follow(&ctx, &id("commune/99999"), false).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_stranger_cannot_touch_my_places() {
    let world = World::new(&list()).await;
    let (me, stranger) = (world.visitor(1).await, world.visitor(2).await);
    follow(&me, &id("commune/33281"), false).await.unwrap();
    let place: PlaceId = my_places(&me).await.unwrap()[0].id;
    assert!(matches!(territories::rename(&stranger, place, "À moi").await, Err(Error::NotFound)));
    assert!(matches!(territories::unfollow(&stranger, place).await, Err(Error::NotFound)));
    assert!(matches!(territories::rename(&me, place, " \0 ").await, Err(Error::Invalid(_))));
    territories::rename(&me, place, " Maison ").await.unwrap();
    assert_eq!(my_places(&me).await.unwrap()[0].name, "Maison");
    territories::unfollow(&me, place).await.unwrap();
    assert!(my_places(&me).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_page_tells_its_chain_its_outline_and_whether_it_is_followed() {
    let world = World::new(&list()).await;
    let ctx = world.visitor(1).await;
    follow(&ctx, &id("commune/33281"), false).await.unwrap();
    let Shown::Page(page) = show(&ctx, &id("commune/33281")).await.unwrap() else { panic!("it is current") };
    let chain: Vec<&str> = page.chain.iter().map(|above| above.name.as_str()).collect();
    assert_eq!(chain, ["Gironde", "Nouvelle-Aquitaine"]);
    assert!(page.followed && page.main && !page.publishes && page.outline.is_some());
    let Shown::Page(page) = show(&world.anonymous(), &id("departement/40")).await.unwrap() else {
        panic!("it is current")
    };
    assert_eq!((page.communes, page.largest.len(), page.followed), (12, 8, false));
    assert_eq!(show(&ctx, &id("commune/33999")).await.unwrap(), Shown::Moved(id("commune/33281")));
    assert!(matches!(show(&ctx, &id("commune/99999")).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_page_of_communes_past_the_last_is_not_found() {
    let world = World::new(&list()).await;
    let ctx = world.anonymous();
    let (total, page) = territories::communes(&ctx, &id("departement/40"), 0).await.unwrap();
    assert_eq!((total, page.len()), (12, 12));
    for page in [1, -1, i64::MAX] {
        assert!(matches!(territories::communes(&ctx, &id("departement/40"), page).await, Err(Error::NotFound)));
    }
}

/// The package of 2026, where the environment says that reference data are.
#[expect(clippy::disallowed_methods, reason = "a test finds its data by the environment")]
fn package() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var("CIVIS_TEST_REFERENCE").ok()?).join("decoupage-administratif-6.0.0/data");
    folder.is_dir().then_some(folder)
}

#[tokio::test]
async fn the_real_communes_are_found_as_people_type_them() {
    let Some(folder) = package() else {
        eprintln!("SKIPPED: the official geographic code is not there (CIVIS_TEST_REFERENCE)");
        return;
    };
    let cog = reference::cog::read(&folder).unwrap();
    let world = World::new(&cog).await;
    let ctx = world.anonymous();
    for (typed, name, context) in [
        ("merign", "Mérignac", "Gironde (33)"),
        ("33700", "Mérignac", "Gironde (33)"),
        ("saint etienne", "Saint-Étienne", "Loire (42)"),
        ("ste foy la grande", "Sainte-Foy-la-Grande", "Gironde (33)"),
        // A whole name before the beginning of a longer one, also without its article.
        ("st", "Le Saint", "Morbihan (56)"),
        ("stra", "Strasbourg", "Bas-Rhin (67)"),
        ("l'hay", "L'Haÿ-les-Roses", "Val-de-Marne (94)"),
        ("la ro", "La Rochelle", "Charente-Maritime (17)"),
        ("rochelle", "La Rochelle", "Charente-Maritime (17)"),
        ("villeneuve dascq", "Villeneuve-d'Ascq", "Nord (59)"),
        ("etienne du rouvray", "Saint-Étienne-du-Rouvray", "Seine-Maritime (76)"),
        ("rouvray", "Rouvray", "Côte-d'Or (21)"),
        ("y", "Y", "Somme (80)"),
        ("saint-denis 974", "Saint-Denis", "La Réunion (974)"),
        ("saint-denis 93", "Saint-Denis", "Seine-Saint-Denis (93)"),
        ("paris 13", "Paris", "Paris (75)"),
        ("75116", "Paris", "Paris (75)"),
        ("arbignieu", "Arboys en Bugey", "Ain (01)"),
        ("ajaccio 2a", "Ajaccio", "Corse-du-Sud (2A)"),
    ] {
        let hits = search(&ctx, typed, true).await.unwrap();
        let found = hits.first().map(|hit| (hit.name.as_str(), hit.context.as_str()));
        assert_eq!(found, Some((name, context)), "{typed}");
    }
    let hits = search(&ctx, "arbignieu", true).await.unwrap();
    assert_eq!(hits[0].matched, Matched::Former("Arbignieu".to_owned()));
    let all = search(&ctx, "gironde", false).await.unwrap();
    assert_eq!(all[0].id.level(), Level::Departement);
    let again = territories::import(&world.system(), &cog, "second", false, |_| {}).await.unwrap();
    assert_eq!(again, Some(store::territories::Imported::default()));
}
