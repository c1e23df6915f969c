use super::{Column, Quality, french};
use crate::{ids::DatasetId, territory::TerritoryId};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The text is none of the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not one of the words")]
pub struct NotAWord;

/// An enumeration of words, each with the address by which machines know it.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$line:meta])* $variant:ident = $word:literal, $uri:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub enum $name {
            $($(#[$line])* $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word in the database, in addresses and in the translations.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The address of the term in its authority table.
            pub const fn uri(self) -> &'static str {
                match self { $(Self::$variant => $uri,)* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }

        impl FromStr for $name {
            type Err = NotAWord;
            fn from_str(text: &str) -> Result<Self, NotAWord> {
                Self::ALL.iter().copied().find(|each| each.word() == text).ok_or(NotAWord)
            }
        }

        impl From<$name> for String {
            fn from(each: $name) -> Self {
                each.word().to_owned()
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAWord;
            fn try_from(text: String) -> Result<Self, NotAWord> {
                text.parse()
            }
        }
    };
}

words! {
    /// Under which licence a dataset may be used again. Source: EU authority table *licence*.
    Licence {
        /// Licence Ouverte 2.0 (Etalab).
        OpenLicence = "lov2", "http://publications.europa.eu/resource/authority/licence/ETALAB_2_0";
        /// Open Database License 1.0.
        Odbl = "odbl", "http://publications.europa.eu/resource/authority/licence/ODC_BL";
        /// Creative Commons Zero.
        Zero = "cc0", "http://publications.europa.eu/resource/authority/licence/CC0";
        /// Creative Commons Attribution 4.0.
        Attribution = "cc-by", "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0";
        /// Creative Commons Attribution Share Alike 4.0.
        ShareAlike = "cc-by-sa", "http://publications.europa.eu/resource/authority/licence/CC_BYSA_4_0";
        /// Other, or not said: not open for a machine.
        Other = "autre", "http://publications.europa.eu/resource/authority/licence/OP_DATPRO";
    }
}

impl Licence {
    /// Whether it is an open licence (Open Definition 2.1).
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Other)
    }

    /// Its SPDX identifier, or an empty text.
    pub const fn spdx(self) -> &'static str {
        match self {
            Self::OpenLicence => "etalab-2.0",
            Self::Odbl => "ODbL-1.0",
            Self::Zero => "CC0-1.0",
            Self::Attribution => "CC-BY-4.0",
            Self::ShareAlike => "CC-BY-SA-4.0",
            Self::Other => "",
        }
    }
}

words! {
    /// How often a dataset is promised to be updated. Source: EU authority table *frequency*.
    Frequency {
        /// Several times a day or as it happens.
        Continuous = "continue", "http://publications.europa.eu/resource/authority/frequency/CONT";
        /// Every day.
        Daily = "jour", "http://publications.europa.eu/resource/authority/frequency/DAILY";
        /// Every week.
        Weekly = "semaine", "http://publications.europa.eu/resource/authority/frequency/WEEKLY";
        /// Every month.
        Monthly = "mois", "http://publications.europa.eu/resource/authority/frequency/MONTHLY";
        /// Every three months.
        Quarterly = "trimestre", "http://publications.europa.eu/resource/authority/frequency/QUARTERLY";
        /// Every year.
        Annual = "an", "http://publications.europa.eu/resource/authority/frequency/ANNUAL";
        /// Now and then.
        Irregular = "irregulier", "http://publications.europa.eu/resource/authority/frequency/IRREG";
        /// Never again.
        Never = "jamais", "http://publications.europa.eu/resource/authority/frequency/NEVER";
        /// Not said.
        Unknown = "inconnue", "http://publications.europa.eu/resource/authority/frequency/UNKNOWN";
    }
}

impl Frequency {
    /// After how many days without an update the promise is broken; `None` where nothing is promised.
    pub const fn days(self) -> Option<i64> {
        match self {
            Self::Continuous | Self::Daily => Some(2),
            Self::Weekly => Some(10),
            Self::Monthly => Some(45),
            Self::Quarterly => Some(120),
            Self::Annual => Some(400),
            Self::Irregular | Self::Never | Self::Unknown => None,
        }
    }
}

words! {
    /// What a dataset is about: a shelf. Source: EU authority table *data-theme*.
    Theme {
        /// Population and society.
        Society = "population", "http://publications.europa.eu/resource/authority/data-theme/SOCI";
        /// Education, culture, sport.
        Education = "education", "http://publications.europa.eu/resource/authority/data-theme/EDUC";
        /// Transport.
        Transport = "transports", "http://publications.europa.eu/resource/authority/data-theme/TRAN";
        /// Environment.
        Environment = "environnement", "http://publications.europa.eu/resource/authority/data-theme/ENVI";
        /// Health.
        Health = "sante", "http://publications.europa.eu/resource/authority/data-theme/HEAL";
        /// Government and public sector.
        Government = "vie-publique", "http://publications.europa.eu/resource/authority/data-theme/GOVE";
        /// Regions and cities.
        Cities = "territoires", "http://publications.europa.eu/resource/authority/data-theme/REGI";
        /// Economy and finance.
        Economy = "economie", "http://publications.europa.eu/resource/authority/data-theme/ECON";
        /// Agriculture, food.
        Food = "alimentation", "http://publications.europa.eu/resource/authority/data-theme/AGRI";
        /// Energy.
        Energy = "energie", "http://publications.europa.eu/resource/authority/data-theme/ENER";
        /// Justice and safety.
        Safety = "securite", "http://publications.europa.eu/resource/authority/data-theme/JUST";
        /// Science and technology.
        Technology = "sciences", "http://publications.europa.eu/resource/authority/data-theme/TECH";
    }
}

/// Where the content of a dataset comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// In words: `INSEE, Code officiel géographique 2026`.
    pub words: String,
    /// A web address, or an empty text.
    pub url: String,
}

/// What a producer says of a dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The title.
    pub title: String,
    /// One plain sentence.
    pub summary: String,
    /// More, in Markdown; may be empty.
    pub description: String,
    /// The territory that answers for it.
    pub producer: TerritoryId,
    /// Under which licence it may be used again.
    pub licence: Licence,
    /// How often it is promised to be updated.
    pub frequency: Frequency,
    /// Its shelves.
    pub themes: Vec<Theme>,
    /// Words by which it is looked for.
    pub keywords: Vec<String>,
    /// Where its content comes from.
    pub source: Source,
    /// What is known to be wrong with it, in words; may be empty.
    pub known_defects: String,
}

/// A dataset with its latest version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dataset {
    /// Stable id.
    pub id: DatasetId,
    /// Its address under `/donnees`.
    pub slug: String,
    /// What the producer says.
    pub facts: Facts,
    /// Name of the producer.
    pub producer_name: String,
    /// Since when it stands here, in seconds since 1970.
    pub created: i64,
    /// Its latest version.
    pub version: Version,
}

/// One version of a dataset's content: it never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// 1, 2, 3.
    pub number: i64,
    /// When it was taken in, in seconds since 1970.
    pub created: i64,
    /// How many rows it has.
    pub rows: i64,
    /// Size of the file as it came, in bytes.
    pub bytes: i64,
    /// SHA-256 of the file as it came, in hexadecimal: its address in the store of originals.
    pub original: String,
    /// Name of the file as it came.
    pub file: String,
    /// SHA-256 of the Parquet file, in hexadecimal.
    pub parquet: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// What reading it found.
    pub defects: Vec<Defect>,
    /// What changed since the version before, where both could be compared.
    pub difference: Option<Difference>,
    /// Why it was published although it speaks of people; empty where it does not.
    #[serde(default)]
    pub despite: String,
    /// The word of the declared schema that it was held against; empty where none was.
    #[serde(default)]
    pub schema: String,
    /// What was done so that nobody is recognised.
    #[serde(default)]
    pub protection: super::people::Protection,
}

/// Something that reading a file found, grouped by cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defect {
    /// The code of the cause; the sentence is a translation.
    pub code: String,
    /// Heading of the column, or an empty text.
    pub column: String,
    /// How many rows.
    pub count: i64,
    /// Numbers of the first rows, as a spreadsheet counts them: the heading is row 1.
    pub rows: Vec<i64>,
    /// One value as it is written.
    pub sample: String,
}

/// How a file was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// `csv`, `xlsx`, `ods`, `xls`, `json`, `geojson`, `ndjson`, `parquet`.
    pub format: String,
    /// Name of the encoding, for text.
    pub encoding: String,
    /// What stands between values, for text.
    pub delimiter: Option<char>,
    /// The sheet that was read, for workbooks.
    pub sheet: Option<String>,
    /// The other sheets of the workbook.
    pub other_sheets: Vec<String>,
    /// Lines above the heading that were left out.
    pub skipped: u32,
}

/// What a file holds, before it is published.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// How it was read.
    pub reading: Reading,
    /// How many rows.
    pub rows: i64,
    /// Its columns, as they are understood.
    pub columns: Vec<Column>,
    /// What was found.
    pub defects: Vec<Defect>,
    /// Traces of people.
    pub people: Vec<super::people::Traces>,
    /// Rows that too few share, where columns are looked at together.
    #[serde(default)]
    pub rare: Option<super::people::Rare>,
    /// Where it does not keep to the schema that was chosen.
    #[serde(default)]
    pub breaches: Vec<super::schema::Breach>,
    /// The first rows.
    pub first: Vec<Vec<super::Cell>>,
}

/// How two versions differ, row by row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Rows that only the new one has.
    pub added: i64,
    /// Rows that only the old one has.
    pub removed: i64,
}

/// A dataset on a shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Its address under `/donnees`.
    pub slug: String,
    /// The title.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Name of the producer.
    pub producer: String,
    /// The first shelf it stands on.
    pub theme: Option<Theme>,
    /// When its latest version was taken in, in seconds since 1970.
    pub updated: i64,
    /// How many rows it has.
    pub rows: i64,
    /// Its quality.
    pub quality: Quality,
}

/// The address of a dataset: the words of its title, at most eighty characters.
pub fn dataset_slug(title: &str) -> String {
    let mut slug = String::new();
    for word in french::ascii(title).split(' ') {
        if slug.len() + word.len() >= 80 {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() { "jeu-de-donnees".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_terms_are_read_back() {
        for licence in Licence::ALL {
            assert_eq!(licence.word().parse(), Ok(*licence));
        }
        for theme in Theme::ALL {
            assert_eq!(theme.word().parse(), Ok(*theme));
        }
        assert_eq!("lov3".parse::<Licence>(), Err(NotAWord));
    }

    #[test]
    fn an_address_holds_the_words_of_the_title() {
        assert_eq!(dataset_slug("Cantines scolaires : fréquentation"), "cantines-scolaires-frequentation");
        assert_eq!(dataset_slug("…"), "jeu-de-donnees");
        assert!(dataset_slug(&"long ".repeat(50)).len() <= 80);
    }
}
