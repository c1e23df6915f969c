use crate::{
    Error,
    ports::{Fetcher, Mailer},
};
use domain::{
    ids::{PersonId, SessionId},
    territory::TerritoryId,
};
use jiff::Timestamp;
use std::{fmt, sync::Arc};
use store::Database;
use uuid::Uuid;

/// Tells the time. A parameter, so that tests can move it.
pub trait Clock: Send + Sync {
    /// Now, in whole seconds.
    fn now(&self) -> Timestamp;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
        let now = Timestamp::now();
        // Whole seconds: SQLite keeps times as text or numbers, and fractions of varying length sort wrongly.
        Timestamp::from_second(now.as_second()).unwrap_or(now)
    }
}

/// Draws random bytes fit for secrets. A parameter, so that tests can seed it.
pub trait Randomness: Send + Sync {
    /// Fills the buffer.
    fn fill(&self, bytes: &mut [u8]);
}

/// What all operations of one process share.
pub struct Shared {
    /// The data.
    pub database: Database,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Secrets and ids.
    pub random: Arc<dyn Randomness>,
    /// Mail.
    pub mailer: Arc<dyn Mailer>,
    /// Feeds from outside.
    pub fetcher: Arc<dyn Fetcher>,
    /// The files of datasets, and what answers questions about them.
    pub engine: Arc<engine::Engine>,
    /// The public address of the portal without a final slash, `https://portail.example`, for links in mail and feeds.
    pub public_url: String,
    /// Seconds without use after which a signed-in session ends.
    pub session_seconds: i64,
    /// Woken when a letter waits in the outbox.
    pub letters: tokio::sync::Notify,
    /// Bounds how many passphrases are hashed at once: each takes 19 MiB and a core.
    pub hashing: tokio::sync::Semaphore,
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("public_url", &self.public_url).finish_non_exhaustive()
    }
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Somebody of whom nothing is kept yet.
    Anonymous,
    /// Somebody whose choices are kept for this browser, without an account.
    Visitor {
        /// Whose choices.
        person: PersonId,
        /// This browser.
        session: SessionId,
    },
    /// Somebody signed in.
    Citizen {
        /// Who.
        person: PersonId,
        /// This browser.
        session: SessionId,
    },
    /// A job or a command of the operator.
    System,
}

impl Actor {
    /// The person, if there is one.
    pub const fn person(&self) -> Option<PersonId> {
        match self {
            Self::Visitor { person, .. } | Self::Citizen { person, .. } => Some(*person),
            Self::Anonymous | Self::System => None,
        }
    }

    /// This browser's session, if there is one.
    pub const fn session(&self) -> Option<SessionId> {
        match self {
            Self::Visitor { session, .. } | Self::Citizen { session, .. } => Some(*session),
            Self::Anonymous | Self::System => None,
        }
    }

    /// Whether somebody is signed in.
    pub const fn is_signed_in(&self) -> bool {
        matches!(self, Self::Citizen { .. })
    }
}

/// What an operation wants to do.
#[derive(Debug, Clone, Copy)]
pub enum Action<'a> {
    /// Read what is public. Everybody may.
    ReadPublic,
    /// Read or change what belongs to the person of this browser, with or without an account.
    Own,
    /// Read or change the account of the person who is signed in.
    Account,
    /// Publish in the name of a territory.
    Publish(&'a TerritoryId),
    /// Operate the portal: imports, grants, jobs.
    Operate,
}

/// Everything an operation needs besides its input.
#[derive(Debug, Clone)]
pub struct OpContext {
    /// Who asks.
    pub actor: Actor,
    /// Number of the request, as in the log.
    pub request: Box<str>,
    /// The network address that asks, already reduced to what limits need (behind trusted proxies only).
    pub address: Option<Box<str>>,
    /// What all operations share.
    pub shared: Arc<Shared>,
}

impl OpContext {
    /// The context of a job or command.
    pub fn system(shared: Arc<Shared>) -> Self {
        Self { actor: Actor::System, request: "system".into(), address: None, shared }
    }

    /// The time, in whole seconds.
    pub fn now(&self) -> Timestamp {
        self.shared.clock.now()
    }

    /// The time, in seconds since 1970, as it is stored.
    pub fn seconds(&self) -> i64 {
        self.now().as_second()
    }

    /// Today's date where the territory's people are: metropolitan France.
    pub fn today(&self) -> jiff::civil::Date {
        let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap_or(jiff::tz::TimeZone::UTC);
        self.now().to_zoned(zone).date()
    }

    /// The hour it will be in so many seconds, `14:32`, in metropolitan France.
    pub fn hour_in(&self, seconds: i64) -> String {
        let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap_or(jiff::tz::TimeZone::UTC);
        let then = Timestamp::from_second(self.seconds().saturating_add(seconds)).unwrap_or_default();
        then.to_zoned(zone).strftime("%H:%M").to_string()
    }

    /// A new id, sortable by time (UUID version 7).
    pub fn new_id(&self) -> Uuid {
        let mut random = [0; 10];
        self.shared.random.fill(&mut random);
        let millis = u64::try_from(self.now().as_millisecond()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    /// A secret of 256 bits as text for addresses and cookies (base64url, 43 characters).
    pub fn new_secret(&self) -> String {
        use base64::Engine as _;
        let mut bytes = [0; 32];
        self.shared.random.fill(&mut bytes);
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Whether the actor may do this. Every operation begins here.
    ///
    /// # Errors
    /// `Forbidden`. For [`Action::Publish`] the grants are read, so the database may be unavailable.
    pub async fn authorize(&self, action: Action<'_>) -> Result<(), Error> {
        let allowed = match (action, self.actor) {
            (Action::ReadPublic, _)
            | (_, Actor::System)
            | (Action::Own, Actor::Visitor { .. } | Actor::Citizen { .. })
            | (Action::Account, Actor::Citizen { .. }) => true,
            (Action::Publish(territory), Actor::Citizen { person, .. }) => {
                let mut tx = self.shared.database.read().await?;
                store::accounts::may_publish(&mut tx, person, territory).await?
            }
            (Action::Own | Action::Account | Action::Publish(_) | Action::Operate, _) => false,
        };
        if allowed { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// The person of this browser.
    ///
    /// # Errors
    /// `Forbidden` when nothing is kept for this browser.
    pub fn person(&self) -> Result<PersonId, Error> {
        self.actor.person().ok_or(Error::Forbidden)
    }

    /// A transaction for reading.
    pub async fn read(&self) -> Result<store::Tx, Error> {
        Ok(self.shared.database.read().await?)
    }

    /// A transaction for writing.
    pub async fn write(&self) -> Result<store::Tx, Error> {
        Ok(self.shared.database.write().await?)
    }
}
