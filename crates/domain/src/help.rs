//! The sections of the help, one for each page of the portal.

use std::fmt;

/// A section of the help page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Beginning: choosing a place, home.
    Home,
    /// Reading the dashboard.
    Dashboard,
    /// Arranging it.
    Arranging,
    /// Dates, reminders, the calendar's address.
    Agenda,
    /// Finding a service, and anything else.
    Services,
    /// Reading a sheet.
    Sheet,
    /// Reading, asking and keeping open data.
    Data,
    /// Places and territories.
    Places,
    /// The account.
    Account,
    /// How pages look.
    Display,
    /// Publishing for a territory.
    Publishing,
}

impl Section {
    /// Every section, in the order of the page.
    pub const ALL: [Self; 11] = [
        Self::Home,
        Self::Dashboard,
        Self::Arranging,
        Self::Agenda,
        Self::Services,
        Self::Sheet,
        Self::Data,
        Self::Places,
        Self::Account,
        Self::Display,
        Self::Publishing,
    ];

    /// Its anchor in the page `/aide`, which is also its word in the database. Stable: it is printed and linked.
    pub const fn anchor(self) -> &'static str {
        match self {
            Self::Home => "accueil",
            Self::Dashboard => "tableau-de-bord",
            Self::Arranging => "organiser",
            Self::Agenda => "agenda",
            Self::Services => "demarches",
            Self::Sheet => "fiche",
            Self::Data => "donnees",
            Self::Places => "lieux",
            Self::Account => "compte",
            Self::Display => "affichage",
            Self::Publishing => "publier",
        }
    }

    /// The section of that anchor.
    pub fn from_anchor(anchor: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.anchor() == anchor)
    }

    /// The section that explains the page at an address: its path, and its query without the question mark.
    pub fn of_page(path: &str, query: &str) -> Self {
        let mut steps = path.split('/').skip(1);
        let (first, last) = (steps.next().unwrap_or_default(), steps.last().unwrap_or_default());
        match (first, last) {
            ("tableau-de-bord", "agenda") | ("agenda" | "calendrier", _) => Self::Agenda,
            ("tableau-de-bord", "") if !query.contains("organiser") => Self::Dashboard,
            ("tableau-de-bord", _) => Self::Arranging,
            ("services", "") | ("recherche", _) => Self::Services,
            ("services", _) => Self::Sheet,
            ("donnees", _) => Self::Data,
            ("territoires", "aide") => Self::Publishing,
            ("territoires", _) if path.split('/').any(|step| step == "publier") => Self::Publishing,
            ("territoires", _) => Self::Places,
            ("connexion" | "inscription" | "recuperation" | "compte", _) => Self::Account,
            ("affichage" | "accessibilite", _) => Self::Display,
            _ => Self::Home,
        }
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.anchor())
    }
}

/// How a territory's own text stands beside the portal's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Before it.
    #[default]
    Complete,
    /// In its place; the portal's stays one press away.
    Replace,
}

impl Mode {
    /// Both, in the order of the form.
    pub const ALL: [Self; 2] = [Self::Complete, Self::Replace];

    /// The word in forms and in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Replace => "replace",
        }
    }

    /// The mode of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_its_section() {
        for (path, query, section) in [
            ("/", "", Section::Home),
            ("/nulle-part", "", Section::Home),
            ("/tableau-de-bord", "page=p2", Section::Dashboard),
            ("/tableau-de-bord", "organiser=oui", Section::Arranging),
            ("/tableau-de-bord/cartes", "", Section::Arranging),
            ("/tableau-de-bord/agenda", "", Section::Agenda),
            ("/agenda", "", Section::Agenda),
            ("/services", "q=passeport", Section::Services),
            ("/recherche", "q=passeport", Section::Services),
            ("/services/passeport-f14929", "", Section::Sheet),
            ("/donnees", "", Section::Data),
            ("/donnees/menus", "vue=carte", Section::Data),
            ("/territoires", "", Section::Places),
            ("/territoires/commune/33281", "", Section::Places),
            ("/territoires/commune/33281/publier", "", Section::Publishing),
            ("/territoires/commune/33281/publier/donnees", "", Section::Publishing),
            ("/territoires/commune/33281/aide", "", Section::Publishing),
            ("/compte/codes", "", Section::Account),
            ("/inscription", "", Section::Account),
            ("/affichage", "", Section::Display),
        ] {
            assert_eq!(Section::of_page(path, query), section, "{path}");
        }
    }

    #[test]
    fn an_anchor_leads_back_to_its_section() {
        for section in Section::ALL {
            assert_eq!(Section::from_anchor(section.anchor()), Some(section));
        }
        assert_eq!(Section::from_anchor("ailleurs"), None);
        for mode in Mode::ALL {
            assert_eq!(Mode::from_word(mode.word()), Some(mode));
        }
    }
}
