//! Which page stands at which address below `publier/donnees`.

use super::{draft, list, table};
use crate::{
    error::WireError,
    fragment::Fragment,
    publication::views as publication,
    request::{Query, lang, op_context, within},
};
use domain::{
    ids::DatasetDraftId,
    territory::{Level, TerritoryId},
};
use http::request::Parts;
use leptos::prelude::provide_context;

/// The pages where a territory publishes data; `steps` is what follows the first one.
pub(crate) async fn publishing(
    level: &str,
    code: &str,
    steps: &[&str],
    address: &Query,
) -> Result<Fragment, WireError> {
    let (ctx, place) = publication::place(level, code).await?;
    match steps {
        [] => list::page(&ctx, &place, address).await,
        ["questions"] => crate::data::questions::queue::page(&ctx, &place).await,
        [which] => draft::page(&ctx, &place, which.parse().map_err(|_| WireError::code("not_found"))?).await,
        _ => Err(WireError::code("not_found")),
    }
}

/// What reading a waiting file found, as a file for spreadsheets: for a door that no page answers.
///
/// # Errors
/// `forbidden`, or `not_found` for a file that does not wait.
pub async fn report(parts: Parts, level: &str, code: &str, which: &str) -> Result<String, WireError> {
    let not_found = || WireError::code("not_found");
    let ctx = within(parts.clone(), op_context)?;
    let level: Level = level.parse().map_err(|_| not_found())?;
    let territory = TerritoryId::new(level, code).map_err(|_| not_found())?;
    let found = match which.parse::<DatasetDraftId>() {
        Ok(which) => usecases::data::draft(&ctx, &territory, which).await,
        // Who may not look does not learn that there is nothing.
        Err(_) => usecases::data::may_send(&ctx, &territory).await.and(Err(usecases::Error::NotFound)),
    };
    within(parts, || {
        provide_context(lang());
        Ok(table::csv(&found?.report))
    })
}
