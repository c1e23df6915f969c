//! Traces of people in open data: what the law keeps from publication unless somebody decides otherwise.
//!
//! Source: CRPA, art. L312-1-2 (publication only after anonymisation, but for what a law or decree makes public); GDPR, art. 4.

use super::french;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a value or a heading speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trace {
    /// Social security number: never published.
    Nir,
    /// Bank account.
    Iban,
    /// E-mail address of a person: one of a service (`mairie@`) is none.
    Email,
    /// Telephone number of a person: mobile numbers.
    Mobile,
    /// Family name.
    Name,
    /// First name.
    FirstName,
    /// Day of birth.
    BirthDate,
    /// Place of birth.
    BirthPlace,
    /// Where somebody lives.
    Address,
}

impl Trace {
    /// The word in the translations.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Nir => "nir",
            Self::Iban => "iban",
            Self::Email => "email",
            Self::Mobile => "mobile",
            Self::Name => "name",
            Self::FirstName => "first_name",
            Self::BirthDate => "birth_date",
            Self::BirthPlace => "birth_place",
            Self::Address => "address",
        }
    }
}

/// Traces of people in one column. No value is copied: the report must not publish what it warns of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traces {
    /// What.
    pub trace: Trace,
    /// Heading of the column.
    pub column: String,
    /// In how many rows.
    pub count: i64,
    /// Numbers of the first rows, as a spreadsheet counts them.
    pub rows: Vec<i64>,
}

/// Rows of a published file that fewer people than that share could point at one of them.
///
/// Source: the threshold of k-anonymity that French statistics keep to for small numbers, five.
pub const LEAST_ALIKE: i64 = 5;

/// What a producer does so that nobody is recognised, by the headings of columns. The next version begins with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Protection {
    /// Columns that are left out: not even the kept original holds them.
    pub dropped: BTreeSet<String>,
    /// Columns whose values become less precise: a day its year, a commune its département, a number a range.
    pub coarse: BTreeSet<String>,
    /// Columns that together could point at somebody: rows that too few share are found.
    pub crossed: BTreeSet<String>,
    /// Whether those rows are taken out.
    pub suppress: bool,
}

/// Rows that fewer than [`LEAST_ALIKE`] share in the columns that were looked at together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rare {
    /// Headings of the columns.
    pub columns: Vec<String>,
    /// How many rows.
    pub count: i64,
    /// Numbers of the first rows, as a spreadsheet counts them.
    pub rows: Vec<i64>,
    /// Whether they were taken out.
    pub removed: bool,
}

impl Rare {
    /// Whether there are such rows in what is to be published.
    pub const fn stands(&self) -> bool {
        self.count > 0 && !self.removed
    }
}

/// Beginnings of addresses that are a service's and nobody's.
const SERVICES: [&str; 14] = [
    "mairie",
    "contact",
    "accueil",
    "info",
    "infos",
    "secretariat",
    "secretaire",
    "service",
    "administration",
    "direction",
    "communication",
    "mediatheque",
    "ce.",
    "webmaster",
];

/// What a value is, if it is a trace by itself.
pub fn in_value(text: &str) -> Option<Trace> {
    let text = text.trim();
    if text.len() < 10 || text.len() > 60 {
        return None;
    }
    if let Some((name, _)) = text.split_once('@') {
        let name = name.to_lowercase();
        let service = SERVICES.iter().any(|service| name.starts_with(service));
        return (french::is_email(text) && !service).then_some(Trace::Email);
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits < 10 {
        return None;
    }
    let closed = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect::<String>();
    // Thirteen digits alone are also many other things: only numbers with their key count here.
    if closed.len() == 15 && is_grouped_as_nir(text) && french::is_nir(text) {
        return Some(Trace::Nir);
    }
    if french::is_iban(text) {
        return Some(Trace::Iban);
    }
    let mobile = ["06", "07", "+336", "+337", "00336", "00337"].iter().any(|head| closed.starts_with(head));
    // Nobody writes a number in fives; two postcodes of Nice are.
    let fives = text.split([' ', '\u{a0}']).any(|group| group.len() == 5);
    (mobile && !fives && closed.len() <= 13 && french::is_phone(text)).then_some(Trace::Mobile)
}

/// Whether the digits stand in the groups of a social security number: three postcodes are fifteen digits too.
fn is_grouped_as_nir(text: &str) -> bool {
    let groups: Vec<usize> = text.split([' ', '.', '-', '\u{a0}']).map(str::len).collect();
    matches!(groups.as_slice(), [15] | [13, 2] | [1, 2, 2, 2, 3, 3] | [1, 2, 2, 2, 3, 3, 2] | [1, 2, 2, 5, 3, 2])
}

/// The most words of a number that is written with spaces: an IBAN in groups of two.
const MOST_WORDS: usize = 14;

/// What a text of several words holds, if it holds a trace: what people type is looked through before it is shown to all.
pub fn in_text(text: &str) -> Option<Trace> {
    let marks = |c: char| matches!(c, ',' | ';' | ':' | '(' | ')' | '<' | '>' | '"' | '«' | '»' | '!' | '?');
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || marks(c)).filter(|word| !word.is_empty()).collect();
    (0..words.len()).find_map(|first| {
        (1..=MOST_WORDS).find_map(|count| {
            let run = words.get(first..first + count)?.join(" ");
            in_value(run.trim_end_matches('.'))
        })
    })
}

/// What a heading promises, if it promises traces of people. A name alone may be that of a school: only with a first name
/// beside it does it count.
pub fn in_headings(headings: &[String]) -> Vec<Option<Trace>> {
    let traces: Vec<Option<Trace>> = headings.iter().map(|heading| in_heading(heading)).collect();
    let person = traces.contains(&Some(Trace::FirstName));
    traces
        .into_iter()
        .map(|trace| trace.filter(|trace| person || !matches!(trace, Trace::Name | Trace::Address)))
        .collect()
}

fn in_heading(heading: &str) -> Option<Trace> {
    let words = french::ascii(heading);
    let has = |wanted: &[&str]| wanted.iter().any(|word| words == *word || words.split(' ').any(|each| each == *word));
    let holds = |wanted: &[&str]| wanted.iter().any(|word| words.contains(word));
    if holds(&["prenom"]) {
        Some(Trace::FirstName)
    } else if holds(&["lieu de naissance", "lieu naissance", "commune de naissance"]) {
        Some(Trace::BirthPlace)
    } else if holds(&["naissance"]) || has(&["ne le", "nee le", "ddn"]) {
        Some(Trace::BirthDate)
    } else if holds(&["nom de famille", "nom usage", "nom d usage", "nom patronymique"]) || words == "nom" {
        Some(Trace::Name)
    } else if has(&["adresse", "domicile", "rue"]) && !holds(&["mail", "courriel", "web", "internet", "url"]) {
        Some(Trace::Address)
    } else if has(&["nir", "insee assure"]) || holds(&["securite sociale"]) {
        Some(Trace::Nir)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_from_services() {
        assert_eq!(in_value("zoe.durand@exemple.fr"), Some(Trace::Email));
        assert_eq!(in_value("mairie@merignac.com"), None);
        assert_eq!(in_value("06 12 34 56 78"), Some(Trace::Mobile));
        assert_eq!(in_value("05 56 55 66 00"), None);
        assert_eq!(in_value("1 85 05 78 006 084 91"), Some(Trace::Nir));
        assert_eq!(in_value("06000 06100"), None);
        assert_eq!(in_value("24330031600011"), None);
        // Three postcodes whose digits happen to have the right key.
        let lucky = (10_000..98_000_u32).map(|code| format!("13001 13002 {code}")).find(|text| french::is_nir(text));
        assert_eq!(in_value(&lucky.unwrap()), None);
    }

    #[test]
    fn what_people_type_is_looked_through() {
        assert_eq!(in_text("Appelez-moi au 06 12 34 56 78, merci."), Some(Trace::Mobile));
        assert_eq!(in_text("Écrivez à (zoe.durand@exemple.fr)."), Some(Trace::Email));
        assert_eq!(in_text("La ligne 12 est fausse : 1 250 repas au lieu de 125, le 03/09/2026."), None);
    }

    #[test]
    fn a_name_counts_beside_a_first_name() {
        let headings = |all: &[&str]| in_headings(&all.iter().map(|each| (*each).to_owned()).collect::<Vec<_>>());
        assert_eq!(headings(&["Nom", "Adresse", "Élèves"]), [None, None, None]);
        assert_eq!(
            headings(&["NOM", "Prénom", "Adresse"]),
            [Some(Trace::Name), Some(Trace::FirstName), Some(Trace::Address)]
        );
        assert_eq!(headings(&["Date de naissance"]), [Some(Trace::BirthDate)]);
    }
}
