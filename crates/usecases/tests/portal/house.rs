//! A portal with nobody in it: fresh databases, a clock that is moved by hand, a shelf of feeds instead of the network.

use async_trait::async_trait;
use domain::{
    ids::{AnnouncementId, PersonId, SessionId},
    publication::Typed,
    territory::{Cog, Territory, TerritoryId},
};
use jiff::Timestamp;
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering},
    },
};
use store::{Database, accounts::Account};
use usecases::{
    Actor, Clock, OpContext, Randomness, Shared,
    ports::{Fetcher, Mail, Mailer, PortError},
};
use uuid::Uuid;

/// 24 November 2026, noon in Paris.
pub(crate) const NOON: i64 = 1_795_518_000;

#[derive(Debug)]
pub(crate) struct HandClock(AtomicI64);

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

/// A counter mixed into bytes: never the same twice, the same in every run.
#[derive(Debug, Default)]
struct Counted(AtomicU64);

impl Randomness for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        let turn = self.0.fetch_add(1, Ordering::SeqCst);
        for (place, byte) in bytes.iter_mut().enumerate() {
            let mixed = (turn + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(u32::try_from(place % 64).unwrap());
            *byte = mixed.to_le_bytes()[place % 8];
        }
    }
}

/// What each address answers; one that is not there is unreachable.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    answers: Mutex<BTreeMap<String, Result<String, String>>>,
    pub(crate) asked: Mutex<Vec<String>>,
}

impl Shelf {
    pub(crate) fn put(&self, url: &str, answer: Result<&str, &str>) {
        let answer = answer.map(str::to_owned).map_err(str::to_owned);
        self.answers.lock().unwrap().insert(url.to_owned(), answer);
    }
}

#[async_trait]
impl Fetcher for Shelf {
    async fn fetch(&self, url: &str) -> Result<Vec<u8>, PortError> {
        self.asked.lock().unwrap().push(url.to_owned());
        let answer = self.answers.lock().unwrap().get(url).cloned();
        answer.unwrap_or_else(|| Err("unreachable".to_owned())).map(String::into_bytes).map_err(PortError)
    }
}

/// A mail server that keeps what it is handed, and can be down.
#[derive(Debug, Default)]
pub(crate) struct Postbox {
    pub(crate) down: AtomicBool,
    pub(crate) sent: Mutex<Vec<Mail>>,
}

#[async_trait]
impl Mailer for Postbox {
    async fn send(&self, mail: Mail) -> Result<(), PortError> {
        self.reach().await?;
        self.sent.lock().unwrap().push(mail);
        Ok(())
    }

    async fn reach(&self) -> Result<(), PortError> {
        if self.down.load(Ordering::SeqCst) { Err(PortError("connection refused".to_owned())) } else { Ok(()) }
    }
}

pub(crate) struct House {
    pub(crate) shared: Arc<Shared>,
    pub(crate) shelf: Arc<Shelf>,
    pub(crate) postbox: Arc<Postbox>,
    pub(crate) folder: tempfile::TempDir,
    clock: Arc<HandClock>,
}

impl House {
    fn new(database: Database, folder: tempfile::TempDir) -> Self {
        let clock = Arc::new(HandClock(AtomicI64::new(NOON)));
        let shelf = Arc::new(Shelf::default());
        let postbox = Arc::new(Postbox::default());
        let shared = Shared {
            database,
            clock: clock.clone(),
            random: Arc::new(Counted::default()),
            mailer: postbox.clone(),
            fetcher: shelf.clone(),
            engine: test_support::engine(&folder),
            public_url: "https://portail.example".to_owned(),
            session_seconds: usecases::sessions::SIGNED_IN_SECONDS,
            letters: tokio::sync::Notify::new(),
            hashing: tokio::sync::Semaphore::new(1),
        };
        Self { shared: Arc::new(shared), shelf, postbox, folder, clock }
    }

    pub(crate) fn wait(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(crate) fn system(&self) -> OpContext {
        OpContext::system(self.shared.clone())
    }

    pub(crate) fn nobody(&self) -> OpContext {
        OpContext { actor: Actor::Anonymous, ..self.system() }
    }

    /// A new visitor, without an account.
    pub(crate) async fn visitor(&self) -> OpContext {
        let system = self.system();
        let (person, session) = (PersonId(system.new_id()), SessionId(system.new_id()));
        let mut tx = self.shared.database.write().await.unwrap();
        store::persons::insert_person(&mut tx, person, NOON).await.unwrap();
        tx.commit().await.unwrap();
        OpContext { actor: Actor::Visitor { person, session }, ..system }
    }

    /// A new visitor who lives there.
    pub(crate) async fn resident(&self, of: &str) -> OpContext {
        let ctx = self.visitor().await;
        usecases::territories::follow(&ctx, &id(of), true).await.unwrap();
        ctx
    }

    /// Somebody signed in who may publish for a territory.
    pub(crate) async fn publisher(&self, name: &str, territory: &TerritoryId) -> OpContext {
        let visitor = self.visitor().await;
        let (person, session) = (visitor.person().unwrap(), visitor.actor.session().unwrap());
        let account = Account {
            person,
            name: name.to_owned(),
            email: None,
            passphrase: "-".to_owned(),
            created: NOON,
            closing: None,
        };
        let mut tx = self.shared.database.write().await.unwrap();
        store::accounts::insert(&mut tx, &account, &domain::text::fold(name)).await.unwrap();
        store::accounts::grant(&mut tx, person, "publisher", territory, NOON).await.unwrap();
        tx.commit().await.unwrap();
        OpContext { actor: Actor::Citizen { person, session }, ..visitor }
    }
}

/// The same, with a few territories in it.
pub(crate) async fn towns() -> Vec<House> {
    let houses = houses().await;
    for house in &houses {
        usecases::territories::import(&house.system(), &town(), "first", false, |_| {}).await.unwrap();
    }
    houses
}

/// One empty portal on SQLite and, where the tests are given a server, one on PostgreSQL.
pub(crate) async fn houses() -> Vec<House> {
    test_support::databases().await.into_iter().map(|(database, folder)| House::new(database, folder)).collect()
}

pub(crate) fn id(text: &str) -> TerritoryId {
    text.parse().unwrap()
}

pub(crate) fn territory(text: &str, name: &str) -> Territory {
    Territory {
        id: id(text),
        name: name.to_owned(),
        population: None,
        siren: None,
        epci: None,
        departement: None,
        region: None,
        postcodes: Vec::new(),
        kind: None,
    }
}

/// Mérignac and Bordeaux, their métropole, the Gironde and its région.
fn town() -> Cog {
    let (region, departement, epci) = (Some(id("region/75")), Some(id("departement/33")), Some(id("epci/243300316")));
    let commune = |text: &str, name: &str| Territory {
        epci: epci.clone(),
        departement: departement.clone(),
        region: region.clone(),
        ..territory(text, name)
    };
    let territories = vec![
        territory("region/75", "Nouvelle-Aquitaine"),
        Territory { region: region.clone(), ..territory("departement/33", "Gironde") },
        Territory {
            departement: departement.clone(),
            region: region.clone(),
            ..territory("epci/243300316", "Bordeaux Métropole")
        },
        commune("commune/33281", "Mérignac"),
        commune("commune/33063", "Bordeaux"),
    ];
    Cog { territories, aliases: Vec::new() }
}

/// An id that nothing has.
pub(crate) const fn no_id() -> Uuid {
    Uuid::nil()
}

/// Writes an announcement and publishes it. Without an `until` it has no end.
pub(crate) async fn publish(ctx: &OpContext, territory: &str, title: &str, from: &str, until: &str) -> AnnouncementId {
    let announcement = AnnouncementId(ctx.new_id());
    let typed =
        Typed { title: title.to_owned(), text: "**Oui**".to_owned(), from: from.to_owned(), until: until.to_owned() };
    usecases::publication::save_draft(ctx, &id(territory), announcement, &typed, 0).await.unwrap();
    usecases::publication::publish(ctx, &id(territory), announcement).await.unwrap();
    announcement
}
