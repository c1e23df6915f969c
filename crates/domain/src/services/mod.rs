//! Services: the sheets that explain what administrations offer, as typed blocks. There is no raw HTML anywhere.
//!
//! Source of the model: the DILA schema of service-public.fr, reduced to what a reader meets.

mod theme;

pub use theme::LifeTheme;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A procedure or right, explained.
    Procedure,
    /// A question with its answer.
    Question,
    /// A folder of sheets.
    Folder,
    /// A life event: "how to do when".
    LifeEvent,
    /// A theme of the catalogue.
    Theme,
    /// An online service.
    OnlineService,
    /// A form.
    Form,
    /// A model letter.
    Letter,
    /// A simulator.
    Simulator,
    /// A search tool.
    Tool,
}

impl Kind {
    /// The word in the database and of its name in the translations.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Procedure => "procedure",
            Self::Question => "question",
            Self::Folder => "folder",
            Self::LifeEvent => "life_event",
            Self::Theme => "theme",
            Self::OnlineService => "online_service",
            Self::Form => "form",
            Self::Letter => "letter",
            Self::Simulator => "simulator",
            Self::Tool => "tool",
        }
    }
}

/// A service sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The official id: a letter and a number, `F14929`.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// The theme under which it is browsed: id and title.
    pub theme: Option<Named>,
    /// When its content was last changed.
    pub updated: Date,
    /// What comes first.
    pub intro: Vec<Block>,
    /// The text.
    pub body: Vec<Block>,
    /// Online services, forms, simulators.
    pub actions: Vec<Action>,
    /// Where to go.
    pub offices: Vec<Office>,
    /// Sheets that belong to it or that go with it.
    pub related: Vec<Named>,
    /// The texts of law.
    pub references: Vec<Link>,
}

/// An id with a title.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Named {
    /// The official id.
    pub id: String,
    /// The title.
    pub title: String,
}

/// A web address with its words. Only `http` and `https`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The address.
    pub url: String,
    /// The words.
    pub text: String,
}

/// Something to do: an online service, a form, a simulator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// The official word for what it is, in French: `Téléservice`, `Formulaire`..
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its address, where it has one.
    pub url: Option<String>,
    /// Number of the form (Cerfa).
    pub number: Option<String>,
}

/// Where to go, in the words of the source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// Its name.
    pub title: String,
    /// Its address on the web.
    pub url: Option<String>,
}

/// A piece of a sheet's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// A heading; 2 is the highest inside a sheet.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list without order.
    List(Vec<Vec<Block>>),
    /// A table: the head, then the rows.
    Table(Vec<String>, Vec<Vec<Vec<Block>>>),
    /// A remark: `note`, `warning`.
    Callout(bool, String, Vec<Block>),
    /// One of several cases: its title, and what then holds.
    Case(String, Vec<Block>),
    /// Something to do, in the middle of the text.
    Action(Action),
    /// Where to go, in the middle of the text.
    Office(Office),
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inline {
    /// Words.
    Text(String),
    /// Words that matter: amounts, delays, what is set off in the source.
    Strong(String),
    /// A link to another sheet, by its official id.
    Sheet(String, String),
    /// A link to the web.
    Link(Link),
}

/// One answer of a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// The address of its sheet.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its summary.
    pub summary: String,
    /// What it is, a word of [`Kind`].
    pub kind: String,
    /// Why it is here.
    pub why: Why,
}

/// Why a sheet answers a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// All words stand in its title.
    Title,
    /// Words stand in its title and summary.
    Summary,
    /// Words stand in its headings.
    Heading,
    /// Words stand in its text.
    Text,
}

/// The answer to a search.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The sheets, the likeliest first.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: i64,
    /// What was understood instead, when words were not found as typed.
    pub corrected: Option<String>,
    /// The official words that a common one was read as.
    pub synonym: Option<(String, String)>,
}

/// The address of a sheet: its title in plain letters, then its id, by which it is found again when the title changes.
pub fn slug(title: &str, id: &str) -> String {
    let mut words = crate::text::fold(title).replace(' ', "-");
    if words.len() > 80 {
        let cut = words
            .char_indices()
            .take_while(|(at, _)| *at <= 80)
            .filter(|(_, c)| *c == '-')
            .last()
            .map_or(80, |(at, _)| at);
        words.truncate(cut);
    }
    let words: String = words.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    format!("{words}-{}", id.to_lowercase())
}

/// The official id at the end of an address.
pub fn id_of(slug: &str) -> Option<String> {
    let last = slug.rsplit('-').next()?.to_uppercase();
    let mut letters = last.chars();
    let first = letters.next()?;
    let digits = letters.as_str();
    (first.is_ascii_uppercase() && (1..=7).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_well_and_leads_back_to_its_sheet() {
        let address = slug("Carte nationale d'identité (CNI) d'un majeur", "F1341");
        assert_eq!(address, "carte-nationale-d-identite-cni-d-un-majeur-f1341");
        assert_eq!(id_of(&address).as_deref(), Some("F1341"));
        assert_eq!(id_of("another-title-f1341").as_deref(), Some("F1341"));
        assert!(slug(&"très long ".repeat(30), "F1").len() < 90);
        for wrong in ["", "-", "f", "é1", "f12345678", "f1x"] {
            assert_eq!(id_of(wrong), None, "{wrong}");
        }
    }
}
