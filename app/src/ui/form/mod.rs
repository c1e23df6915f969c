//! Forms are plain posts. A refused one comes back with what was typed and what is wrong, as codes; the summary links to
//! the fields.

use crate::{
    error::WireError,
    i18n::{Text, t, texts, tf, use_lang},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A form as it stands on the page: empty, or refused with what was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Why it was refused.
    pub error: Option<WireError>,
    /// What was typed, by field; never a secret.
    pub typed: BTreeMap<String, String>,
}

impl Form {
    /// The sentence about a faulty field. `long_row:12`: a code with what it is about.
    pub fn fault(&self, name: &str) -> Option<String> {
        let code = self.error.as_ref()?.fields.get(name)?;
        let (code, about) = code.split_once(':').unwrap_or((code, ""));
        Some(tf(texts::errors::by_key(code).unwrap_or(texts::errors::INVALID), &[("about", about)]))
    }

    /// What a field holds: what was typed, else what it held at first.
    pub fn value(&self, name: &str, first: &str) -> String {
        self.typed.get(name).map_or(first, String::as_str).to_owned()
    }
}

/// The summary above a refused form: what happened, a link to each faulty field. The focus goes to it.
#[component]
pub fn ErrorSummary(
    /// The form.
    form: Form,
    /// The labels of the fields, by name, for the links.
    fields: &'static [(&'static str, Text)],
) -> impl IntoView {
    form.error.clone().map(|error| {
        let lang = use_lang();
        let sentence = texts::errors::by_key(&error.code).unwrap_or(texts::errors::INTERNAL).of(lang);
        let links: Vec<_> = fields
            .iter()
            .filter_map(|(name, label)| {
                let why = form.fault(name)?;
                Some(view! { <li><a href=format!("#{name}")>{label.of(lang)} " : " {why}</a></li> })
            })
            .collect();
        view! {
            <div class="error-summary" id="error-summary" tabindex="-1" role="alert" autofocus>
                <h2>{t(texts::forms::SUMMARY)}</h2>
                <p>{sentence}</p>
                {(!links.is_empty()).then(|| view! { <ul>{links}</ul> })}
                {error.incident.map(|number| view! { <p class="incident">{t(texts::states::INCIDENT)} " " <code>{number}</code></p> })}
            </div>
        }
        .into_any()
    })
}
