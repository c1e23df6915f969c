//! Server only: which page stands at which address.

use super::routes;
use crate::{
    dashboard::catalogue, error::WireError, fragment::Fragment, identity::views as identity,
    preferences::views as preferences, publication::views as publication, request::Query, services::views as services,
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
        routes::CARDS => return catalogue::fragment(text("q")).await,
        routes::PLACES => return territories::places(text("q")).await,
        routes::SERVICES => {
            let page = text("page").parse().unwrap_or(1);
            return services::search(text("q"), text("theme"), page).await;
        }
        routes::SIGN_IN => return Ok(identity::sign_in_page()),
        routes::SIGN_UP => return Ok(identity::sign_up_page()),
        routes::RECOVER => return Ok(identity::recover_page(text("lien"))),
        routes::ACCOUNT => return identity::account_page().await,
        routes::CODES => return identity::codes_page().await,
        routes::DISPLAY => return Ok(preferences::display()),
        routes::ACCESSIBILITY => return Ok(preferences::accessibility()),
        routes::SOURCES => return Ok(preferences::sources()),
        _ => {}
    }
    match path.split('/').skip(1).collect::<Vec<_>>().as_slice() {
        ["territoires", level, code] => territories::territory(level, code).await,
        ["territoires", level, code, "publier", steps @ ..] => publication::page(level, code, steps).await,
        ["services", slug] => services::sheet(slug).await,
        _ => Err(WireError::code("not_found")),
    }
}
