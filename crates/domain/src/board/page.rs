//! One page of a board: a name, a picture, cards in reading order.

use super::{Card, CardId, PageId, words::words};
use crate::text::{TextFault, TextRule};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The name of a page: one line of 1 to 40 characters, no white space at its ends. Two pages may have the same name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct PageName(Box<str>);

impl PageName {
    /// What a name may hold; forms take their `maxlength` from here.
    pub const RULE: TextRule = TextRule::line(40);

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PageName {
    /// The name of the only page when nobody gave one.
    pub(super) fn portal() -> Self {
        Self("Civis Data".into())
    }
}

impl FromStr for PageName {
    type Err = TextFault;
    fn from_str(text: &str) -> Result<Self, TextFault> {
        Self::RULE.check(text).map(|name| Self(name.into()))
    }
}

impl fmt::Display for PageName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<PageName> for String {
    fn from(name: PageName) -> Self {
        name.0.into()
    }
}

impl TryFrom<String> for PageName {
    type Error = TextFault;
    fn try_from(text: String) -> Result<Self, TextFault> {
        text.parse()
    }
}

words!(
    /// The picture of a page. The word is its name in the lucide sprite.
    PageIcon {
        /// The first page.
        LayoutDashboard = "layout-dashboard",
        /// Home.
        House = "house",
        /// Oneself.
        User = "user",
        /// Family or friends.
        Users = "users",
        /// A small child.
        Baby = "baby",
        /// School and studies.
        GraduationCap = "graduation-cap",
        /// Work.
        Briefcase = "briefcase",
        /// What one holds dear.
        Heart = "heart",
        /// Health.
        Stethoscope = "stethoscope",
        /// Accessibility.
        Accessibility = "accessibility",
        /// Public transport.
        Bus = "bus",
        /// Cycling.
        Bike = "bike",
        /// Nature, waste, energy.
        Leaf = "leaf",
        /// Animals.
        PawPrint = "paw-print",
        /// Money.
        Wallet = "wallet",
        /// Public life.
        Landmark = "landmark",
        /// Reading and culture.
        BookOpen = "book-open",
        /// Anything.
        Star = "star",
    }
);

impl PageIcon {
    /// The name in the lucide sprite: its word.
    pub const fn icon(self) -> &'static str {
        self.word()
    }
}

/// One page of a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its id, unique on the board.
    pub id: PageId,
    /// Its name, as the person reads it.
    pub name: PageName,
    /// Its picture.
    pub icon: PageIcon,
    /// Its cards in reading order, the hidden ones among them.
    pub cards: Vec<Card>,
}

impl Page {
    /// The cards that are shown, in reading order.
    pub fn visible(&self) -> impl Iterator<Item = &Card> {
        self.cards.iter().filter(|card| !card.hidden)
    }

    /// Where the card stands among the shown ones, from 1, and how many there are. A hidden card counts as if it were
    /// shown at its place. `None`: it is not on this page.
    pub fn position(&self, card: CardId) -> Option<(u32, u32)> {
        let found = self.cards.iter().position(|each| each.id == card)?;
        let shown = |cards: &[Card]| cards.iter().filter(|each| !each.hidden && each.id != card).count();
        let before = shown(self.cards.get(..found)?);
        Some((super::count(before).saturating_add(1), super::count(shown(&self.cards)).saturating_add(1)))
    }
}

/// A page that was removed and can be restored for [`RemovedPage::KEPT_SECONDS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovedPage {
    /// The page with its cards, as it was.
    pub page: Page,
    /// Where it stood, from 1.
    pub position: u32,
    /// When it was removed, in seconds since 1970 (UTC).
    pub at: i64,
}

impl RemovedPage {
    /// Thirty days.
    pub const KEPT_SECONDS: i64 = 30 * 24 * 60 * 60;

    /// The last second at which it can be restored.
    pub const fn until(&self) -> i64 {
        self.at.saturating_add(Self::KEPT_SECONDS)
    }
}
