use super::french;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What the values of a column are. Official codes are texts with a meaning: `01004` never becomes a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Any text.
    Text,
    /// A whole number.
    Integer,
    /// A number with decimals; also amounts and percentages, without their sign.
    Decimal,
    /// Yes or no.
    Boolean,
    /// A day.
    Date,
    /// A day and an hour.
    Moment,
    /// INSEE code of a commune.
    Commune,
    /// SIREN of an EPCI.
    Epci,
    /// INSEE code of a département.
    Departement,
    /// INSEE code of a région.
    Region,
    /// Postcode.
    Postcode,
    /// SIREN, nine digits (Luhn).
    Siren,
    /// SIRET, fourteen digits (Luhn).
    Siret,
    /// RNA number of an association.
    Rna,
    /// UAI code of a school.
    Uai,
    /// Telephone number.
    Phone,
    /// E-mail address.
    Email,
    /// IBAN of a bank account.
    Iban,
    /// Social security number (NIR): recognised to be refused.
    Nir,
    /// Latitude in degrees (WGS 84).
    Latitude,
    /// Longitude in degrees (WGS 84).
    Longitude,
    /// A point, `latitude,longitude`.
    Point,
    /// A `GeoJSON` geometry.
    Geometry,
    /// A web address.
    Url,
}

/// How a kind is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storage {
    /// UTF-8 text.
    Text,
    /// 64-bit integer.
    Integer,
    /// 64-bit floating point.
    Decimal,
    /// One bit.
    Boolean,
    /// Days since 1970.
    Date,
    /// Seconds since 1970, local time.
    Moment,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 24] = [
        Self::Text,
        Self::Integer,
        Self::Decimal,
        Self::Boolean,
        Self::Date,
        Self::Moment,
        Self::Commune,
        Self::Epci,
        Self::Departement,
        Self::Region,
        Self::Postcode,
        Self::Siren,
        Self::Siret,
        Self::Rna,
        Self::Uai,
        Self::Phone,
        Self::Email,
        Self::Iban,
        Self::Nir,
        Self::Latitude,
        Self::Longitude,
        Self::Point,
        Self::Geometry,
        Self::Url,
    ];

    /// The word in the database and in the translations.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Moment => "moment",
            Self::Commune => "commune",
            Self::Epci => "epci",
            Self::Departement => "departement",
            Self::Region => "region",
            Self::Postcode => "postcode",
            Self::Siren => "siren",
            Self::Siret => "siret",
            Self::Rna => "rna",
            Self::Uai => "uai",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Iban => "iban",
            Self::Nir => "nir",
            Self::Latitude => "latitude",
            Self::Longitude => "longitude",
            Self::Point => "point",
            Self::Geometry => "geometry",
            Self::Url => "url",
        }
    }

    /// How its values are stored.
    pub const fn storage(self) -> Storage {
        match self {
            Self::Integer => Storage::Integer,
            Self::Decimal | Self::Latitude | Self::Longitude => Storage::Decimal,
            Self::Boolean => Storage::Boolean,
            Self::Date => Storage::Date,
            Self::Moment => Storage::Moment,
            _ => Storage::Text,
        }
    }

    /// Whether its values can be added up.
    pub const fn is_quantity(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal)
    }

    /// Whether its values are numbers.
    pub const fn is_number(self) -> bool {
        matches!(self.storage(), Storage::Integer | Storage::Decimal)
    }

    /// Whether its values are days or hours.
    pub const fn is_time(self) -> bool {
        matches!(self, Self::Date | Self::Moment)
    }

    /// Whether its values name territories.
    pub const fn is_territory(self) -> bool {
        matches!(self, Self::Commune | Self::Epci | Self::Departement | Self::Region)
    }

    /// The type in a Table Schema (Frictionless Data, Table Schema 1.0, field types).
    pub const fn table_schema(self) -> &'static str {
        match self {
            Self::Integer => "integer",
            Self::Decimal | Self::Latitude | Self::Longitude => "number",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Moment => "datetime",
            Self::Geometry => "geojson",
            _ => "string",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Kind {
    type Err = super::NotAWord;
    fn from_str(text: &str) -> Result<Self, super::NotAWord> {
        Self::ALL.into_iter().find(|kind| kind.word() == text).ok_or(super::NotAWord)
    }
}

/// A column of a dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name in addresses and queries: `code_insee`. Unique in its dataset.
    pub name: String,
    /// Its heading, as the file writes it.
    pub title: String,
    /// What it holds.
    pub kind: Kind,
    /// In words, where the producer says so.
    #[serde(default)]
    pub description: String,
    /// Unit of its numbers, where it is known: `%`, `€`.
    #[serde(default)]
    pub unit: String,
    /// How many rows have no value.
    #[serde(default)]
    pub empty: i64,
}

impl Column {
    /// A column of which only name and kind are known.
    pub fn new(name: &str, title: &str, kind: Kind) -> Self {
        Self {
            name: name.to_owned(),
            title: title.to_owned(),
            kind,
            description: String::new(),
            unit: String::new(),
            empty: 0,
        }
    }
}

/// The name of a column for a heading, different from those taken: `Code INSEE` becomes `code_insee`. A name begins with a
/// letter, holds lower-case letters, digits and `_`, and has at most sixty of them.
pub fn column_name(title: &str, taken: &[Column]) -> String {
    let mut name: String = french::ascii(title).replace(' ', "_").chars().take(60).collect();
    name.truncate(name.trim_end_matches('_').len());
    if name.is_empty() {
        "colonne".clone_into(&mut name);
    } else if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        name.insert_str(0, "c_");
    }
    let is_taken = |name: &str| taken.iter().any(|column| column.name == name);
    if !is_taken(&name) {
        return name;
    }
    (2..=u32::MAX).map(|number| format!("{name}_{number}")).find(|name| !is_taken(name)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_becomes_a_name_that_no_other_column_has() {
        let taken = [Column::new("code_insee", "Code INSEE", Kind::Commune)];
        assert_eq!(column_name("Code INSEE", &taken), "code_insee_2");
        assert_eq!(column_name("Montant HT (€)", &taken), "montant_ht");
        assert_eq!(column_name("2019", &taken), "c_2019");
        assert_eq!(column_name("", &taken), "colonne");
        assert_eq!(column_name("Œuvre d'été", &taken), "oeuvre_d_ete");
        assert_eq!(column_name("日本", &taken), "colonne");
    }

    #[test]
    fn each_kind_has_a_word_of_its_own() {
        for kind in Kind::ALL {
            assert_eq!(kind.word().parse(), Ok(kind));
        }
    }
}
