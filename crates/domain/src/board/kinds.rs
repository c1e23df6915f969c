//! What a card can be, and how the catalogue presents it.

use super::{Size, words::words};
use jiff::civil::{Date, date};

words!(
    /// What a card shows. A board holds at most one card of each kind.
    CardKind {
        /// The place where the person lives: who governs it, its four levels.
        MyPlace = "my-place",
        /// The services that fit the person's situation, each with its reason.
        ServicesForMe = "services-for-me",
        /// The services that the person keeps at hand.
        PinnedServices = "pinned-services",
        /// Coming dates: school holidays, waste, public holidays, own dates.
        Calendar = "calendar",
        /// What the person asked to be reminded of.
        Reminders = "reminders",
        /// What the territories announce.
        Announcements = "announcements",
        /// How many people live here, and how that changes.
        Population = "population",
        /// Emergency and help numbers.
        HelpNumbers = "help-numbers",
        /// Links that the person made.
        Shortcuts = "shortcuts",
        /// What is left to set up.
        FirstSteps = "first-steps",
        /// Articles from the feeds that the territories allow.
        News = "news",
        /// The places that the person follows.
        MyPlaces = "my-places",
        /// Useful numbers and links that the territories publish.
        Contacts = "contacts",
        /// Figures that the person keeps from datasets.
        Figures = "figures",
    }
);

words!(
    /// A shelf of the catalogue of cards.
    CardTheme {
        /// What is the person's own.
        Mine = "mine",
        /// What the person can obtain or ask for.
        Services = "services",
        /// What comes when.
        Time = "time",
        /// What the territories say about themselves.
        Territory = "territory",
        /// Whom to call, where to begin.
        Help = "help",
    }
);

words!(
    /// One thing that can be chosen on a card. The catalogue of fields of "Régler cette carte".
    Setting {
        /// For which followed place.
        Place = "place",
        /// Which life themes.
        Themes = "themes",
        /// Which zone of school holidays.
        Zone = "zone",
    }
);

impl CardTheme {
    /// The name of its picture in the lucide sprite.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Mine => "user",
            Self::Services => "hand-helping",
            Self::Time => "clock",
            Self::Territory => "landmark",
            Self::Help => "life-buoy",
        }
    }

    /// The kinds on this shelf, in catalogue order.
    pub fn kinds(self) -> impl Iterator<Item = CardKind> {
        CardKind::ALL.iter().copied().filter(move |kind| kind.theme() == self)
    }
}

impl CardKind {
    /// The name of its picture in the lucide sprite. Each kind has its own, so that a picture never stands for two cards.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::MyPlace => "map-pin-house",
            Self::ServicesForMe => "heart-handshake",
            Self::PinnedServices => "bookmark",
            Self::Calendar => "calendar-days",
            Self::Reminders => "bell",
            Self::Announcements => "megaphone",
            Self::Population => "users",
            Self::HelpNumbers => "phone-call",
            Self::Shortcuts => "link",
            Self::FirstSteps => "list-checks",
            Self::News => "newspaper",
            Self::MyPlaces => "map-pinned",
            Self::Contacts => "book-user",
            Self::Figures => "chart-column",
        }
    }

    /// The size that a new card of this kind has.
    pub const fn default_size(self) -> Size {
        match self {
            Self::MyPlace | Self::ServicesForMe | Self::Announcements | Self::News => Size::M,
            Self::PinnedServices
            | Self::Calendar
            | Self::Reminders
            | Self::Population
            | Self::HelpNumbers
            | Self::Shortcuts
            | Self::FirstSteps
            | Self::MyPlaces
            | Self::Contacts
            | Self::Figures => Size::S,
        }
    }

    /// Its shelf in the catalogue.
    pub const fn theme(self) -> CardTheme {
        match self {
            Self::PinnedServices | Self::Shortcuts | Self::MyPlaces | Self::Figures => CardTheme::Mine,
            Self::ServicesForMe => CardTheme::Services,
            Self::Calendar | Self::Reminders => CardTheme::Time,
            Self::MyPlace | Self::Announcements | Self::Population | Self::News => CardTheme::Territory,
            Self::HelpNumbers | Self::FirstSteps | Self::Contacts => CardTheme::Help,
        }
    }

    /// Whether the catalogue lists it under "essential": of use to nearly everybody, without anything to set up.
    pub const fn essential(self) -> bool {
        matches!(
            self,
            Self::MyPlace
                | Self::ServicesForMe
                | Self::Calendar
                | Self::Announcements
                | Self::HelpNumbers
                | Self::Contacts
        )
    }

    /// Since when the portal has it. `None`: from the beginning.
    const fn since(self) -> Option<Date> {
        match self {
            Self::News => Some(date(2026, 11, 25)),
            Self::Figures => Some(date(2026, 11, 26)),
            _ => None,
        }
    }

    /// Whether the catalogue calls it new on that day: for ninety days.
    pub fn is_new(self, today: Date) -> bool {
        self.since().is_some_and(|since| (0..=90).contains(&(today - since).get_days()))
    }

    /// What can be chosen on it. Settings of another sort are refused, so that none stays without effect.
    pub const fn settings(self) -> &'static [Setting] {
        match self {
            // The sheets are those of the whole country: a place would change nothing.
            Self::ServicesForMe => &[Setting::Themes],
            Self::Calendar => &[Setting::Place, Setting::Zone],
            Self::MyPlace | Self::Announcements | Self::Population | Self::News | Self::Contacts => &[Setting::Place],
            Self::PinnedServices
            | Self::Reminders
            | Self::HelpNumbers
            | Self::Shortcuts
            | Self::FirstSteps
            | Self::MyPlaces
            | Self::Figures => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_kind_has_its_own_word_and_picture() {
        let words: BTreeSet<_> = CardKind::ALL.iter().map(|kind| kind.word()).collect();
        let icons: BTreeSet<_> = CardKind::ALL.iter().map(|kind| kind.icon()).collect();
        assert_eq!((words.len(), icons.len()), (CardKind::ALL.len(), CardKind::ALL.len()));
    }

    #[test]
    fn a_word_and_its_stored_form_are_the_same() {
        for kind in CardKind::ALL {
            assert_eq!(CardKind::from_word(kind.word()), Some(*kind));
            assert_eq!(serde_json::to_string(kind).unwrap(), format!("\"{kind}\""));
        }
        assert_eq!(CardKind::from_word("MY-PLACE"), None);
    }

    #[test]
    fn a_card_is_new_for_ninety_days() {
        let on = |day| CardKind::News.is_new(day);
        let days = [date(2026, 11, 24), date(2026, 11, 25), date(2027, 2, 23), date(2027, 2, 24)];
        assert_eq!(days.map(on), [false, true, true, false]);
        assert!(!CardKind::Calendar.is_new(date(2026, 11, 25)));
    }

    #[test]
    fn each_shelf_of_the_catalogue_holds_a_card() {
        assert_eq!(CardTheme::ALL.iter().map(|theme| theme.kinds().count()).sum::<usize>(), CardKind::ALL.len());
        assert!(CardTheme::ALL.iter().all(|theme| theme.kinds().count() > 0));
    }
}
