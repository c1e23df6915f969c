//! Files come in: one form of several parts, streamed to the disk. The other doors read a form into memory, within a quarter of
//! a megabyte; this one reads a file of any size that the operator allows, and keeps nothing of one that is cut or too large.

use super::{Portal, limits, wire};
use app::{data::Sent, error::WireError};
use axum::{
    Extension, Json, Router,
    body::Body,
    extract::{DefaultBodyLimit, FromRequest as _, Multipart, Path, Request, State, multipart::Field},
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use domain::territory::{Level, TerritoryId};
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tempfile::NamedTempFile;
use tokio::{io::AsyncWriteExt as _, time::timeout};
use usecases::{Error, OpContext, data};

/// A line that sends nothing for so long is taken for cut.
const SILENCE: Duration = Duration::from_secs(30);
/// The most bytes of a field that is no file, and the most such fields.
const FIELD: usize = 16 * 1024;
const FIELDS: usize = 16;
/// A file that is too large is read to its end up to so many times the limit: browsers show the answer only when they could
/// send all of it.
const DRAINED: u64 = 3;

pub(super) fn router(portal: &Arc<Portal>) -> Router {
    Router::new()
        .route("/territoires/{level}/{code}/publier/donnees/envoi", post(upload))
        .route("/territoires/{level}/{code}/publier/donnees/{draft}/rapport.csv", get(report))
        .layer(DefaultBodyLimit::disable())
        .with_state(portal.clone())
}

/// What came: the fields, and the file or why there is none.
#[derive(Default)]
struct Envelope {
    fields: BTreeMap<String, String>,
    file: Option<(NamedTempFile, String)>,
}

async fn upload(
    State(portal): State<Arc<Portal>>,
    Path((level, code)): Path<(String, String)>,
    Extension(ctx): Extension<OpContext>,
    request: Request,
) -> Response {
    let territory = level.parse::<Level>().ok().and_then(|level| TerritoryId::new(level, &code).ok());
    let Some(territory) = territory else { return StatusCode::NOT_FOUND.into_response() };
    let (parts, body) = request.into_parts();
    let mut envelope = Envelope::default();
    // Asked before a byte is read: nobody fills the disk who may not.
    let sent = match data::may_send(&ctx, &territory).await {
        Ok(()) => match Multipart::from_request(Request::from_parts(parts.clone(), body), &()).await {
            Ok(form) => read(&portal, form, &mut envelope).await,
            Err(_) => return StatusCode::BAD_REQUEST.into_response(),
        },
        Err(error) => {
            limits::drain(body).await;
            Err(code_of(&error))
        }
    };
    let file = envelope.file.as_ref();
    let sent = sent.and_then(|()| {
        let (file, name) = file.ok_or("file_missing")?;
        Ok(Sent { path: file.path(), name })
    });
    let answer = app::data::receive(parts, &territory, &envelope.fields, sent).await;
    match answer {
        Ok(path) => (StatusCode::SEE_OTHER, [(header::LOCATION, path)]).into_response(),
        Err(error) => told(&error),
    }
}

const fn code_of(error: &Error) -> &'static str {
    match error {
        // That there is no such territory is nobody's business who may not publish for it.
        Error::Forbidden | Error::NotFound => "forbidden",
        Error::Conflict(code) => code,
        _ => "unavailable",
    }
}

/// An error for a caller that is no page.
fn told(error: &WireError) -> Response {
    (wire::status(&error.code), Json(error)).into_response()
}

/// Reads the parts in the order in which they come; the file goes to the disk as it comes.
async fn read(portal: &Portal, mut form: Multipart, into: &mut Envelope) -> Result<(), &'static str> {
    let limit = u64::from(portal.config.upload_mb) * 1_000_000;
    let mut outcome = Ok(());
    while let Some(field) = next(&mut form).await? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "file" {
            let given = field.file_name().unwrap_or_default().to_owned();
            let scratch = portal.shared.engine.blobs().scratch().map_err(|error| unavailable(&error))?;
            match store(field, &scratch, limit).await {
                // A browser sends an empty part where no file was chosen.
                Ok(0) if given.is_empty() => {}
                Ok(_) => into.file = Some((scratch, given)),
                // What was typed may follow the file, and is to come back.
                Err("too_large") => outcome = Err("too_large"),
                Err(code) => return Err(code),
            }
        } else if into.fields.len() < FIELDS {
            let text = text(field).await?;
            into.fields.insert(name, text);
        }
    }
    outcome
}

async fn next(form: &mut Multipart) -> Result<Option<Field<'_>>, &'static str> {
    timeout(SILENCE, form.next_field()).await.map_err(|_| "upload_cut")?.map_err(|_| "upload_cut")
}

async fn text(mut field: Field<'_>) -> Result<String, &'static str> {
    let mut bytes = Vec::new();
    while let Some(block) = chunk(&mut field).await? {
        if bytes.len() + block.len() > FIELD {
            return Err("too_long");
        }
        bytes.extend_from_slice(&block);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

async fn chunk(field: &mut Field<'_>) -> Result<Option<axum::body::Bytes>, &'static str> {
    timeout(SILENCE, field.chunk()).await.map_err(|_| "upload_cut")?.map_err(|_| "upload_cut")
}

/// Writes a file as it comes. How many bytes it has.
async fn store(mut field: Field<'_>, scratch: &NamedTempFile, limit: u64) -> Result<u64, &'static str> {
    let mut out = tokio::fs::File::from_std(scratch.reopen().map_err(|error| unavailable(&error))?);
    let mut bytes: u64 = 0;
    while let Some(block) = chunk(&mut field).await? {
        bytes += u64::try_from(block.len()).unwrap_or(u64::MAX);
        if bytes > limit * DRAINED {
            return Err("upload_cut");
        }
        if bytes <= limit {
            out.write_all(&block).await.map_err(|error| unavailable(&error))?;
        }
    }
    out.flush().await.map_err(|error| unavailable(&error))?;
    if bytes > limit { Err("too_large") } else { Ok(bytes) }
}

fn unavailable(error: &dyn std::error::Error) -> &'static str {
    tracing::error!("a file that was sent could not be written: {error}");
    "disk_full"
}

/// What reading a waiting file found, for a spreadsheet.
async fn report(Path((level, code, draft)): Path<(String, String, String)>, request: Request) -> Response {
    let (parts, _): (Parts, Body) = request.into_parts();
    match app::data::report(parts, &level, &code, &draft).await {
        Ok(text) => (
            [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"rapport.csv\""),
                (header::CACHE_CONTROL, "no-store"),
            ],
            text,
        )
            .into_response(),
        Err(error) => wire::status(&error.code).into_response(),
    }
}
