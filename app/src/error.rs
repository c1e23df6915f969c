//! What an error looks like on the wire: codes only. Without JavaScript it travels in an address, so it holds nothing
//! personal and no text of ours; the page has a sentence for each code.

use leptos::{
    prelude::*,
    server_fn::{codec::JsonEncoding, error::ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// The error of a server function.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub struct WireError {
    /// What happened, as a key of the `errors` sentences.
    pub code: String,
    /// What is wrong with which field, as keys of the `errors` sentences.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
    /// The number under which the incident stands in the log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)
    }
}

impl WireError {
    /// An error that has only its code.
    pub fn code(code: &str) -> Self {
        Self { code: code.to_owned(), fields: BTreeMap::new(), incident: None }
    }

    /// Whether signing in, or choosing a place, may help.
    pub fn is_forbidden(&self) -> bool {
        self.code == "forbidden"
    }
}

impl FromServerFnError for WireError {
    type Encoder = JsonEncoding;
    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        // What the library says of a bad request or a cut line is for the log, not for the page.
        Self::code(match error {
            ServerFnErrorErr::Request(_) => "offline",
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                "bad_request"
            }
            _ => "internal",
        })
    }
}

#[cfg(feature = "ssr")]
impl From<usecases::Error> for WireError {
    fn from(error: usecases::Error) -> Self {
        use std::{error::Error as _, fmt::Write as _};
        let code = error.code().to_owned();
        let mut incident = None;
        let fields = match error {
            usecases::Error::Invalid(fields) => {
                fields.into_iter().map(|(field, fault)| (field.to_owned(), fault.to_owned())).collect()
            }
            usecases::Error::Unavailable(_) | usecases::Error::Internal(_) => {
                let number = crate::request::incident();
                let mut chain = String::new();
                let mut cause = error.source();
                while let Some(inner) = cause {
                    let _infallible = write!(chain, ": {inner}");
                    cause = inner.source();
                }
                tracing::error!(incident = %number, "{error}{chain}");
                incident = Some(number);
                BTreeMap::new()
            }
            _ => BTreeMap::new(),
        };
        Self { code, fields, incident }
    }
}
