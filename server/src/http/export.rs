//! What people take away: the board as text, everything kept about them as one zip.

use super::Portal;
use axum::{
    Extension, Router,
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use std::sync::Arc;
use usecases::{Error, OpContext};

pub(super) fn router(_portal: &Arc<Portal>) -> Router {
    Router::new().route("/tableau-de-bord/export.txt", get(board)).route("/compte/mes-donnees.zip", get(everything))
}

async fn board(Extension(ctx): Extension<OpContext>) -> Response {
    const NOTES: &str =
        "Tableau de bord de Civis Data. Une ligne par page et par carte ; à importer depuis « Ajouter une carte ».";
    match usecases::board::export(&ctx, NOTES).await {
        Ok(text) => file("text/plain; charset=utf-8", "tableau-de-bord.txt", text.into_bytes()),
        Err(error) => refused(&error),
    }
}

async fn everything(Extension(ctx): Extension<OpContext>, headers: HeaderMap) -> Response {
    match usecases::accounts::export(&ctx, &app::identity::IndexWords::of(&headers)).await {
        Ok(zip) => file("application/zip", "mes-donnees.zip", zip),
        Err(error) => refused(&error),
    }
}

fn file(kind: &'static str, name: &'static str, bytes: Vec<u8>) -> Response {
    let named = format!("attachment; filename=\"{name}\"");
    let head: [(HeaderName, String); 3] = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, named),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (head, bytes).into_response()
}

/// A plain status; the layer that explains puts the sentence.
pub(super) fn refused(error: &Error) -> Response {
    let status = match error {
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Forbidden => StatusCode::FORBIDDEN,
        Error::Invalid(_) | Error::Conflict(_) => StatusCode::BAD_REQUEST,
        Error::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    };
    if status.is_server_error() {
        tracing::error!("{error:?}");
    }
    status.into_response()
}
