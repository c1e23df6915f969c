use crate::{i18n::texts::export, request::preferences_in};
use domain::preferences::Lang;
use http::HeaderMap;
use usecases::accounts::ExportWords;

/// The words of the index in the file that a person takes away, in their language.
#[derive(Debug, Clone, Copy)]
pub struct IndexWords(Lang);

impl IndexWords {
    /// In the language of whoever asks.
    pub fn of(headers: &HeaderMap) -> Self {
        Self(preferences_in(headers).lang.unwrap_or_default())
    }
}

impl ExportWords for IndexWords {
    fn lang(&self) -> &str {
        self.0.word()
    }

    fn say(&self, key: &str) -> &str {
        export::by_key(key).map_or("", |text| text.of(self.0))
    }
}
