//! The lists to choose from, in words.

use crate::data::label::{frequency_words, licence_words, theme_words};
use crate::i18n::{t, texts::publish_data as p};
use domain::data::{Frequency, Licence, Theme};

type Choices = Vec<(String, String)>;

/// The shelves.
pub(super) fn themes() -> Choices {
    let first = (String::new(), t(p::CHOOSE_THEME).to_owned());
    std::iter::once(first)
        .chain(Theme::ALL.iter().map(|theme| (theme.to_string(), theme_words(*theme).to_owned())))
        .collect()
}

/// The licences.
pub(super) fn licences() -> Choices {
    Licence::ALL.iter().map(|licence| (licence.to_string(), licence_words(*licence).to_owned())).collect()
}

/// How often.
pub(super) fn frequencies() -> Choices {
    let usual = Frequency::ALL.iter().filter(|each| **each != Frequency::Unknown);
    usual.map(|each| (each.to_string(), frequency_words(*each).to_owned())).collect()
}

/// The declared schemas.
pub(super) fn schemas() -> Choices {
    let none = (String::new(), t(p::NO_SCHEMA).to_owned());
    let all = usecases::data::schemas().iter().map(|(word, schema)| {
        let version = schema.version.trim_start_matches('v');
        ((*word).to_owned(), format!("{} (SCDL, {version})", schema.title))
    });
    std::iter::once(none).chain(all).collect()
}
