#![expect(clippy::too_many_arguments, reason = "one argument per control of the form")]

use crate::error::WireError;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What a form says of one column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ColumnTyped {
    /// Its heading.
    pub heading: String,
    /// Its kind.
    pub kind: String,
    /// What it means.
    pub meaning: String,
    /// `oui`: it is left out.
    pub dropped: String,
    /// `oui`: its values become less precise.
    pub coarse: String,
    /// `oui`: it is looked at together with others.
    pub crossed: String,
}

/// Keeps what is said of a waiting file and of its columns and reads it again; with `then=publier` it is then published.
#[server(endpoint = "data/draft")]
pub async fn save_data(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Which file.
    #[server(default)]
    id: String,
    /// The title.
    #[server(default)]
    title: String,
    /// One sentence.
    #[server(default)]
    summary: String,
    /// More, Markdown.
    #[server(default)]
    description: String,
    /// The shelf.
    #[server(default)]
    theme: String,
    /// The licence.
    #[server(default)]
    licence: String,
    /// How often it is promised to be updated.
    #[server(default)]
    frequency: String,
    /// Words apart by commas.
    #[server(default)]
    keywords: String,
    /// Where it comes from.
    #[server(default)]
    source: String,
    /// Its web address.
    #[server(default)]
    source_url: String,
    /// What is known to be wrong.
    #[server(default)]
    known_defects: String,
    /// The sheet of a workbook.
    #[server(default)]
    sheet: String,
    /// The declared schema.
    #[server(default)]
    schema: String,
    /// The columns.
    #[server(default)]
    columns: Vec<ColumnTyped>,
    /// `oui`: rows that too few share are taken out.
    #[server(default)]
    suppress: String,
    /// Why it may be published although it speaks of people.
    #[server(default)]
    despite: String,
    /// `oui`: it may be published although it breaks the schema.
    #[server(default)]
    accepted: String,
    /// `publier` to publish it.
    #[server(default)]
    then: String,
) -> Result<(), WireError> {
    let typed = super::acts::Typed {
        title,
        summary,
        description,
        theme,
        licence,
        frequency,
        keywords,
        source,
        source_url,
        known_defects,
        sheet,
        schema,
        suppress,
        despite,
        accepted,
    };
    let outcome = super::acts::save(&territory, &id, &typed, &columns, then == "publier").await;
    let kept = typed.kept(&columns);
    let kept: Vec<(&str, &str)> = kept.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    crate::request::answer("data-draft", &kept, outcome)
}

/// Throws a waiting file away.
#[server(endpoint = "data/discard")]
pub async fn discard_data(
    /// Level and code.
    #[server(default)]
    territory: String,
    /// Which file.
    #[server(default)]
    id: String,
) -> Result<(), WireError> {
    crate::request::answer("data-discard", &[], super::acts::discard(&territory, &id).await)
}
