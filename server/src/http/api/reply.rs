//! What the answers of all doors have in common.

use super::super::{Portal, download};
use axum::{
    body::Body,
    extract::FromRequestParts,
    http::{HeaderMap, HeaderName, StatusCode, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use domain::data::{Dataset, query::Fault};
use jiff::{Timestamp, fmt::rfc2822};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::{convert::Infallible, fmt::Write as _, sync::Arc};
use usecases::{Error, OpContext, data, data::Refusal};

pub(super) const JSON: &str = "application/json";

/// One request to a door: who asks (nobody in particular), from where, and for what.
#[derive(Debug)]
pub(super) struct Ask {
    pub(super) ctx: OpContext,
    pub(super) portal: Arc<Portal>,
    pub(super) headers: HeaderMap,
    /// The text behind the question mark.
    pub(super) query: String,
    pairs: app::request::Query,
}

impl FromRequestParts<Arc<Portal>> for Ask {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, portal: &Arc<Portal>) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default().to_owned();
        let pairs = download::pairs(Some(&query));
        let headers = parts.headers.clone();
        Ok(Self { ctx: download::anonymous(portal), portal: Arc::clone(portal), headers, query, pairs })
    }
}

impl Ask {
    /// The address of this portal, without a stroke at its end.
    pub(super) fn base(&self) -> &str {
        &self.portal.config.public_url
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.pairs.get(name)
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.pairs()
    }

    /// The question's text with other values for some names; a name with nothing is left out.
    pub(super) fn with(&self, changes: &[(&str, String)]) -> String {
        let kept = self.pairs().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
        let new = changes.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (*name, value.as_str()));
        kept.chain(new)
            .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
            .collect::<Vec<_>>()
            .join("&")
    }

    /// The dataset of an address or an id, also where a format stands behind the id: `ID-json`.
    pub(super) async fn dataset(&self, id: &str) -> Result<Dataset, Refused> {
        let id = match id.split_at_checked(36) {
            Some((head, tail)) if tail.starts_with('-') && head.parse::<uuid::Uuid>().is_ok() => head,
            _ => id,
        };
        Ok(data::find(&self.ctx, id).await?)
    }

    /// A whole number of the address between two; what is not said is `otherwise`.
    pub(super) fn whole(&self, name: &str, least: i64, most: i64, otherwise: i64) -> Result<i64, Fault> {
        let Some(text) = self.get(name) else { return Ok(otherwise) };
        let number: i64 = text.parse().map_err(|_| Fault::new("not_a_value", format!("{name}={text}")))?;
        match number {
            _ if number < least => Err(Fault::new("not_a_value", format!("{name}={text}"))),
            _ if number > most => Err(Fault::new("too_much", format!("{name}={text}"))),
            _ => Ok(number),
        }
    }

    /// The tag of an answer about a dataset, known before it is worked out: by its version and the question.
    pub(super) fn tag(&self, dataset: &Dataset, door: &str) -> String {
        download::etag(dataset, door, Some(&self.query))
    }

    /// `304` for whoever has this very answer already.
    pub(super) fn known(&self, tag: &str) -> Option<Response> {
        download::is_known(&self.headers, tag)
            .then(|| (StatusCode::NOT_MODIFIED, [(header::ETAG, tag.to_owned())]).into_response())
    }

    /// A whole answer, whose tag is its content.
    pub(super) fn whole_answer(&self, media: &str, body: impl Into<Vec<u8>>) -> Response {
        let body = body.into();
        let digest = Sha256::digest(&body);
        let tag = digest.iter().take(12).fold(String::new(), |mut tag, byte| {
            let _infallible = write!(tag, "{byte:02x}");
            tag
        });
        let tag = format!("\"{tag}\"");
        self.known(&tag).unwrap_or_else(|| answer(media, &tag, Body::from(body)))
    }

    pub(super) fn json(&self, value: &Value) -> Response {
        self.whole_answer(JSON, value.to_string())
    }
}

/// An answer under a tag.
pub(super) fn answer(media: &str, tag: &str, body: Body) -> Response {
    ([(header::CONTENT_TYPE, media.to_owned()), (header::ETAG, tag.to_owned())], body).into_response()
}

/// The same as a file to keep.
pub(super) fn file(media: &str, tag: &str, name: &str, body: Body) -> Response {
    let named = format!("attachment; filename=\"{name}\"");
    let mut response = answer(media, tag, body);
    if let Ok(named) = named.parse() {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, named);
    }
    response
}

/// An answer of JSON with a status of its own.
pub(super) fn status(status: StatusCode, value: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, JSON)], value.to_string()).into_response()
}

/// Adds a line to the head.
pub(super) fn with_header(mut response: Response, name: HeaderName, value: &str) -> Response {
    if let Ok(value) = value.parse() {
        response.headers_mut().append(name, value);
    }
    response
}

/// Why a door does not answer, before it is said in the door's own words.
#[derive(Debug)]
pub(super) enum Refused {
    /// There is no such dataset, row or door.
    NotFound,
    /// The question makes no sense.
    Fault(Fault),
    /// It was not done.
    Error(Error),
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::NotFound,
            other => Self::Error(other),
        }
    }
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Fault(fault) => Self::Fault(fault),
            Refusal::Error(error) => error.into(),
        }
    }
}

impl Refused {
    /// Status, code and sentence; what is wrong with ourselves is in the log alone.
    pub(super) fn told(&self) -> (StatusCode, &str, String) {
        match self {
            Self::NotFound => {
                (StatusCode::NOT_FOUND, "not_found", "There is no such dataset, row or address.".to_owned())
            }
            Self::Fault(fault) => (StatusCode::BAD_REQUEST, fault.code, sentence(fault)),
            Self::Error(error) => {
                let status = match error {
                    Error::Conflict(_) | Error::Invalid(_) => StatusCode::BAD_REQUEST,
                    Error::Forbidden => StatusCode::FORBIDDEN,
                    Error::NotFound => StatusCode::NOT_FOUND,
                    Error::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
                    Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
                    Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
                };
                if status.is_server_error() {
                    tracing::error!("{error:?}");
                }
                (status, error.code(), format!("The question was not answered: {}.", error.code()))
            }
        }
    }
}

/// A fault in words for developers.
fn sentence(fault: &Fault) -> String {
    let about = &fault.about;
    match fault.code {
        "unknown_column" => format!("There is no column or parameter \"{about}\" here."),
        "not_a_value" => format!("\"{about}\" is not a value that fits here."),
        "does_not_fit" => format!("This cannot be asked of \"{about}\"."),
        "too_much" => format!("More is asked than one question may hold: \"{about}\"."),
        "no_territory" => format!("The dataset has no column for the territory \"{about}\"."),
        "no_point" => "The dataset has no points or shapes.".to_owned(),
        "twice" => format!("\"{about}\" is said twice."),
        _ => format!("This cannot be read: \"{about}\"."),
    }
}

/// A moment as machines write it, in universal time.
pub(super) fn moment(seconds: i64) -> String {
    Timestamp::from_second(seconds).unwrap_or_default().to_string()
}

/// The same as HTTP writes it (RFC 9110, 5.6.7).
pub(super) fn http_date(seconds: i64) -> String {
    Timestamp::from_second(seconds).unwrap_or_default().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// Reads what [`http_date`] writes.
pub(super) fn from_http_date(text: &str) -> Option<i64> {
    rfc2822::DateTimeParser::new().parse_timestamp(text).ok().map(Timestamp::as_second)
}

/// A moment of the address: a day, or RFC 3339.
pub(super) fn from_moment(text: &str) -> Result<i64, Fault> {
    let day = || Some(text.parse::<jiff::civil::Date>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp());
    let moment = text.replace(' ', "+").parse::<Timestamp>().ok().or_else(day);
    moment.map(Timestamp::as_second).ok_or_else(|| Fault::new("not_a_value", text))
}

/// A text as a part of an address: only what never has a meaning there stays as it is (RFC 3986, 2.3).
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            let _infallible = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_they_are_written() {
        assert_eq!(http_date(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(from_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(from_http_date("yesterday"), None);
        assert_eq!(from_moment("1994-11-06"), Ok(784_080_000));
        assert_eq!(from_moment("1994-11-06T08:49:37Z"), Ok(784_111_777));
        assert_eq!(from_moment("1994-11-06T09:49:37 01:00"), Ok(784_111_777));
        assert!(from_moment("soon").is_err());
    }

    #[test]
    fn a_part_of_an_address_has_no_sign_with_a_meaning() {
        assert_eq!(escaped("a-b/c d?é"), "a-b%2Fc%20d%3F%C3%A9");
    }
}
