//! The addresses of the portal, in one place: typed in the code, stable for people.

use domain::{help::Section, territory::TerritoryId};

/// Home.
pub const HOME: &str = "/";
/// The dashboard.
pub const DASHBOARD: &str = "/tableau-de-bord";
/// The catalogue of cards.
pub const CARDS: &str = "/tableau-de-bord/cartes";
/// The year ahead of the person.
pub const AGENDA: &str = "/agenda";
/// Choosing and naming places.
pub const PLACES: &str = "/territoires";
/// The services.
pub const SERVICES: &str = "/services";
/// The shelves of data.
pub const DATA: &str = "/donnees";
/// Signing in.
pub const SIGN_IN: &str = "/connexion";
/// Choosing between the account's board and the one of this browser.
pub const CHOOSE_BOARD: &str = "/connexion/tableaux";
/// Opening an account.
pub const SIGN_UP: &str = "/inscription";
/// A way back in.
pub const RECOVER: &str = "/recuperation";
/// The account.
pub const ACCOUNT: &str = "/compte";
/// The recovery codes.
pub const CODES: &str = "/compte/codes";
/// How pages look.
pub const DISPLAY: &str = "/affichage";
/// The accessibility statement.
pub const ACCESSIBILITY: &str = "/accessibilite";
/// Where the content comes from, and what is done with personal data.
pub const SOURCES: &str = "/sources";

/// The help.
pub const HELP: &str = "/aide";
/// The search through the whole portal.
pub const SEARCH: &str = "/recherche";

/// A section of the help.
pub fn help(section: Section) -> String {
    format!("{HELP}#{section}")
}

/// The page where a territory completes a section of the help.
pub fn edit_help(id: &TerritoryId, section: Section) -> String {
    format!("{PLACES}/{id}/aide?section={section}")
}

/// A territory's page.
pub fn territory(id: &TerritoryId) -> String {
    format!("{PLACES}/{id}")
}

/// The pages where a territory publishes.
pub fn publish(id: &TerritoryId) -> String {
    format!("{PLACES}/{id}/publier")
}

/// A service's sheet.
pub fn service(slug: &str) -> String {
    format!("{SERVICES}/{slug}")
}

/// A dataset.
pub fn dataset(slug: &str) -> String {
    format!("{DATA}/{slug}")
}

/// What people asked about a dataset.
pub fn questions(slug: &str) -> String {
    format!("{DATA}/{slug}/questions")
}

/// The datasets that people miss of a territory.
pub fn requests(id: &TerritoryId) -> String {
    format!("{PLACES}/{id}/demandes")
}

/// The pages where a territory publishes data.
pub fn publish_data(id: &TerritoryId) -> String {
    format!("{PLACES}/{id}/publier/donnees")
}

/// A dataset, or an answer of it, as a file.
pub fn export(slug: &str, format: &str) -> String {
    format!("{DATA}/{slug}/export/{format}")
}

/// One of the person's own dates.
pub fn own_date(id: &str) -> String {
    format!("{AGENDA}/dates/{id}")
}

/// One of the person's reminders.
pub fn reminder(id: &str) -> String {
    format!("{AGENDA}/rappels/{id}")
}

/// The settings of one card.
pub fn card(id: &str) -> String {
    format!("{CARDS}/{id}")
}

/// One of the person's shortcuts.
pub fn shortcut(id: &str) -> String {
    format!("{DASHBOARD}/raccourcis/{id}")
}

/// One page of the dashboard.
pub fn dashboard_page(page: &str) -> String {
    format!("{DASHBOARD}?page={page}")
}

/// Whether an address stands in a place of the portal: home is only itself.
pub fn is_inside(address: &str, place: &str) -> bool {
    if place == HOME {
        return address == place;
    }
    address.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
