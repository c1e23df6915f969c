//! Server only: which page stands at which address.

use super::routes;
use crate::{
    calendar::{entry, views as calendar},
    dashboard::{catalogue, settings, shortcuts},
    data,
    error::WireError,
    fragment::Fragment,
    help,
    identity::{boards, views as identity},
    preferences::views as preferences,
    publication::views as publication,
    request::Query,
    search::views as search,
    services::views as services,
    territories::views as territories,
};

/// Renders the page at an address.
///
/// # Errors
/// `not_found` for an address without a page; otherwise what the page's operation answers.
pub(crate) async fn render(address: &str) -> Result<Fragment, WireError> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let query = Query::parse(query);
    let text = |name| query.get(name).unwrap_or_default();
    match path.trim_end_matches('/') {
        routes::CARDS => return catalogue::fragment(text("q"), text("montrer")).await,
        routes::AGENDA => return calendar::agenda(query.get("adresse").is_some()).await,
        routes::PLACES => return territories::places(text("q")).await,
        routes::SERVICES => {
            let page = text("page").parse().unwrap_or(1).clamp(1, usecases::services::LAST_PAGE);
            return services::search(text("q"), text("theme"), page).await;
        }
        routes::DATA => return data::shelves(&query).await,
        routes::HELP => return help::views::page().await,
        routes::SEARCH => return search::page(text("q")).await,
        routes::SIGN_IN => return Ok(identity::sign_in_page()),
        routes::SIGN_UP => return Ok(identity::sign_up_page()),
        routes::CHOOSE_BOARD => return boards::page().await,
        routes::RECOVER => return identity::recover_page(text("lien")).await,
        routes::ACCOUNT => return identity::account_page().await,
        routes::CODES => return identity::codes_page().await,
        routes::DISPLAY => return Ok(preferences::display()),
        routes::ACCESSIBILITY => return Ok(preferences::accessibility()),
        routes::SOURCES => return Ok(preferences::sources()),
        _ => {}
    }
    match path.split('/').skip(1).collect::<Vec<_>>().as_slice() {
        ["tableau-de-bord", "cartes", card] => settings::page(card).await,
        ["tableau-de-bord", "raccourcis", id] => shortcuts::page(id).await,
        ["agenda", kind, id] => entry::page(kind, id).await,
        ["territoires", level, code] => territories::territory(level, code).await,
        ["territoires", level, code, "publier", "donnees", steps @ ..] => {
            data::publishing(level, code, steps, &query).await
        }
        ["territoires", level, code, "publier", steps @ ..] => publication::page(level, code, steps).await,
        ["territoires", level, code, "aide"] => help::edit::page(level, code, query.get("section")).await,
        ["territoires", level, code, "demandes"] => data::requests(level, code).await,
        ["donnees", slug] => data::dataset(slug, &query).await,
        ["donnees", slug, "questions"] => data::questions(slug).await,
        ["services", slug] => services::sheet(slug).await,
        _ => Err(WireError::code("not_found")),
    }
}
