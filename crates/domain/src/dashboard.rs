//! What the dashboard shows: the arranged board, and for each visible card what it found.

use crate::{
    board::{Board, CardId, CardKind, Change, PageId},
    calendar::{Event, Reminder, Shortcut, Zone},
    ids::{AnnouncementId, PinnedDataId},
    services::LifeTheme,
    territory::{Place, TerritoryId},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One page of a dashboard, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DashboardView {
    /// The whole arrangement: the browser needs it to arrange before the server answers.
    pub board: Board,
    /// Its version; 0 while nothing is stored.
    pub version: i64,
    /// The page that is shown.
    pub page: PageId,
    /// What each visible card of the page found, in the order of the page.
    pub cards: Vec<FoundCard>,
    /// What "undo" would take back.
    pub undoable: Option<Change>,
    /// What "redo" would do again.
    pub redoable: Option<Change>,
    /// The place that the cards speak of.
    pub place: Option<PlaceName>,
    /// The names of the territories around the place, for cards that one of them pins.
    pub names: Vec<PlaceName>,
    /// Why a territory holds a card of the page, in its own words.
    pub reasons: Vec<(CardId, String)>,
    /// Whether somebody is signed in.
    pub signed_in: bool,
    /// Whether the place proposes another board than the one that this one began as.
    pub proposal_changed: bool,
    /// Removed pages that can be restored, with the day until when.
    pub restorable: Vec<(PageId, String, Date)>,
    /// Today, where the territory's people are.
    pub today: Date,
    /// The places that the person follows, the main one first.
    pub places: Vec<Place>,
    /// The followed place of which all cards that can speak of one speak, when the person looks at it alone.
    pub filter: Option<TerritoryId>,
}

/// What one card found, of what it speaks and why it is here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundCard {
    /// Which card.
    pub card: CardId,
    /// What it found.
    pub state: CardState,
    /// The place that it speaks of, when that is not the main one.
    pub elsewhere: Option<PlaceName>,
    /// Why it is here; never empty.
    pub why: Vec<Reason>,
    /// How fresh it is, for what comes from outside or carries a date.
    pub updated: Option<Updated>,
}

/// Why a card is here. Nothing is inferred from behaviour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// A territory holds it there.
    Pinned(PlaceName),
    /// The person follows the place, and it is the main one.
    Follows(PlaceName),
    /// The person chose that followed place, on the card or above the board.
    ChosenPlace(PlaceName),
    /// The person's life themes.
    LifeThemes(Vec<LifeTheme>),
    /// The themes chosen on this card; none: the rule is switched off.
    ChosenThemes(Vec<LifeTheme>),
    /// The zone chosen on this card.
    ChosenZone(Zone),
    /// The person arranged the board and kept it.
    Kept,
    /// The portal or the place proposes it to everybody.
    Proposed,
}

/// How fresh what a card shows is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Updated {
    /// Read from outside at that second since 1970 (UTC).
    At(i64),
    /// The day of the newest of what it shows.
    On(Date),
    /// Known until that day and not beyond.
    Until(Date),
}

/// A territory by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceName {
    /// Which territory.
    pub id: TerritoryId,
    /// Its official name.
    pub name: String,
}

/// What a card found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardState {
    /// Something to show.
    Ready(CardContent),
    /// Something to show that is not fresh, and for how many hours.
    Stale(CardContent, i64),
    /// Nothing yet: the card says what it is for, and the first step.
    Empty,
    /// It needs a place, and none is chosen.
    NeedsPlace,
    /// It failed or took too long; the others are not affected.
    Unavailable,
}

/// What a card shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardContent {
    /// The place.
    MyPlace(PlaceCard),
    /// Services, each with the life theme for which it is here.
    ServicesForMe(Vec<ServiceLine>),
    /// Services that the person pinned.
    PinnedServices(Vec<ServiceLine>),
    /// Coming dates.
    Calendar(Vec<Event>),
    /// Reminders that are not done.
    Reminders(Vec<Reminder>),
    /// What the territories announce, the latest first.
    Announcements(Vec<AnnouncementLine>),
    /// Inhabitants, from the commune to the région.
    Population(Vec<PopulationLine>),
    /// National help numbers; they stand in [`crate::publication`].
    HelpNumbers,
    /// Links of the person.
    Shortcuts(Vec<Shortcut>),
    /// What is left to set up.
    FirstSteps(Vec<(Step, bool)>),
    /// Articles of the territories' feeds.
    News(Vec<NewsLine>),
    /// Places that the person follows.
    MyPlaces(Vec<FollowedPlace>),
    /// Useful numbers and links of the territories.
    Contacts(Vec<ContactLine>),
    /// Figures that the person keeps.
    Figures(Vec<FigureLine>),
}

/// A place on its card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceCard {
    /// The territory.
    pub id: TerritoryId,
    /// Its name.
    pub name: String,
    /// Its inhabitants.
    pub population: Option<i64>,
    /// Its postcodes.
    pub postcodes: Vec<String>,
    /// The territories that it belongs to, from the smallest to the largest.
    pub chain: Vec<PlaceName>,
    /// The outline of its département as the data of an SVG path in a box of 100 by 100.
    pub outline: Option<String>,
}

/// A service in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceLine {
    /// Its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The word of the life theme for which it is listed.
    pub theme: Option<String>,
}

/// An announcement on a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnnouncementLine {
    /// Which one.
    pub id: AnnouncementId,
    /// Its title.
    pub title: String,
    /// Its text as safe HTML, made by the server from Markdown.
    pub html: String,
    /// Since when it stands.
    pub from: Date,
    /// Who published it.
    pub by: PlaceName,
}

/// The inhabitants of one territory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PopulationLine {
    /// Which territory.
    pub place: PlaceName,
    /// How many live there.
    pub population: i64,
}

/// An article of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsLine {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: String,
    /// Its day, if the feed tells it.
    pub day: Option<Date>,
    /// The feed.
    pub source: String,
}

/// A followed place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowedPlace {
    /// The name that the person gave it.
    pub label: String,
    /// The territory.
    pub place: PlaceName,
}

/// An answer of a dataset that the person keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureLine {
    /// Which one.
    pub id: PinnedDataId,
    /// What the person, or the dataset, calls it.
    pub label: String,
    /// The place that it speaks of, when it follows the person's.
    pub place: Option<String>,
    /// Where it is asked: path and query of the dataset's page.
    pub address: String,
    /// The answer.
    pub answer: FigureAnswer,
    /// The day of the version that answers.
    pub day: Date,
    /// What the version before answered, when that was something else.
    pub before: Option<FigureAnswer>,
}

/// The answer of a kept question, short enough for a card. Values are as machines exchange them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureAnswer {
    /// One value with its unit.
    Value(String, String),
    /// The first groups, each with its measure; the unit; how many groups there are.
    Groups(Vec<(String, String)>, String, i64),
    /// So many rows.
    Rows(i64),
    /// It cannot be asked any more.
    Gone,
}

/// A useful number or link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactLine {
    /// Whom or what it leads to.
    pub label: String,
    /// A telephone number to dial, if it is one.
    pub phone: Option<String>,
    /// An address to open, if it is one.
    pub url: Option<String>,
    /// What else to know.
    pub note: Option<String>,
    /// Who published it.
    pub by: PlaceName,
}

crate::board::words::words!(
    /// A first step on the portal.
    Step {
        /// Choose the place where one lives.
        ChoosePlace = "choose-place",
        /// Choose life themes.
        ChooseThemes = "choose-themes",
        /// Pin a service.
        PinService = "pin-service",
        /// Arrange the board.
        Arrange = "arrange",
        /// Write a reminder.
        Remind = "remind",
        /// Open an account, to find everything elsewhere.
        OpenAccount = "open-account",
    }
);

impl CardContent {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::ServicesForMe(lines) | Self::PinnedServices(lines) => lines.is_empty(),
            Self::Calendar(events) => events.is_empty(),
            Self::Reminders(reminders) => reminders.is_empty(),
            Self::Announcements(lines) => lines.is_empty(),
            Self::Population(lines) => lines.is_empty(),
            Self::Shortcuts(lines) => lines.is_empty(),
            Self::News(lines) => lines.is_empty(),
            Self::MyPlaces(places) => places.is_empty(),
            Self::Contacts(lines) => lines.is_empty(),
            Self::Figures(lines) => lines.is_empty(),
            Self::MyPlace(_) | Self::HelpNumbers | Self::FirstSteps(_) => false,
        }
    }
}

/// What an action did, for the page that sent it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acted {
    /// What happened, for the announcement; or why nothing did.
    pub outcome: Result<Change, crate::board::Refusal>,
    /// The page as it is now.
    pub view: DashboardView,
}

/// Which place a card of that kind cannot do without.
pub const fn needs_place(kind: CardKind) -> bool {
    matches!(
        kind,
        CardKind::MyPlace | CardKind::Announcements | CardKind::Population | CardKind::News | CardKind::Contacts
    )
}
