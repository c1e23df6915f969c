use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A level of territory, from the largest to the smallest. The order is the order of the cascade: what a smaller
/// territory says comes after, and refines, what a larger one says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Région: two digits; three for an overseas collectivity, which stands at both upper levels.
    Region,
    /// Département: two characters, or three digits overseas.
    Departement,
    /// EPCI à fiscalité propre (métropole, communauté): nine digits of SIREN.
    Epci,
    /// Commune: five characters, `2A`/`2B` in Corsica.
    Commune,
}

impl Level {
    /// The four levels, from the largest to the smallest.
    pub const ALL: [Self; 4] = [Self::Region, Self::Departement, Self::Epci, Self::Commune];

    /// The word in addresses and in the database: `commune`, `epci`, `departement`, `region`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Departement => "departement",
            Self::Epci => "epci",
            Self::Commune => "commune",
        }
    }
}

impl FromStr for Level {
    type Err = NotATerritory;
    fn from_str(text: &str) -> Result<Self, NotATerritory> {
        Self::ALL.into_iter().find(|level| level.word() == text).ok_or(NotATerritory)
    }
}

/// Not a level, or not a code of that level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a level and code of a territory")]
pub struct NotATerritory;

/// A level with an official code: `commune/33039`. Holding the value proves that the code has the shape of its level,
/// not that the territory exists.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct TerritoryId {
    level: Level,
    code: Box<str>,
}

impl TerritoryId {
    /// Checks that the code has the shape of the level.
    pub fn new(level: Level, code: &str) -> Result<Self, NotATerritory> {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let departement = |text: &str| matches!(text, "2A" | "2B") || digits(text);
        let shape = match level {
            Level::Region => matches!(code.len(), 2 | 3) && digits(code),
            Level::Departement => matches!(code.len(), 2 | 3) && departement(code),
            Level::Epci => code.len() == 9 && digits(code),
            Level::Commune => {
                code.len() == 5
                    && code.split_at_checked(2).is_some_and(|(head, tail)| departement(head) && digits(tail))
            }
        };
        if shape { Ok(Self { level, code: code.into() }) } else { Err(NotATerritory) }
    }

    /// The level.
    pub const fn level(&self) -> Level {
        self.level
    }

    /// The official code, always text: `01004` keeps its zero.
    pub fn code(&self) -> &str {
        &self.code
    }
}

impl fmt::Display for TerritoryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.level.word(), self.code)
    }
}

impl FromStr for TerritoryId {
    type Err = NotATerritory;
    fn from_str(text: &str) -> Result<Self, NotATerritory> {
        let (level, code) = text.split_once('/').ok_or(NotATerritory)?;
        Self::new(level.parse()?, code)
    }
}

impl From<TerritoryId> for String {
    fn from(id: TerritoryId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for TerritoryId {
    type Error = NotATerritory;
    fn try_from(text: String) -> Result<Self, NotATerritory> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_keeps_its_zero_and_its_level() {
        let ain: TerritoryId = "commune/01004".parse().unwrap();
        assert_eq!((ain.level(), ain.code()), (Level::Commune, "01004"));
        assert_ne!("region/75".parse::<TerritoryId>(), "departement/75".parse());
    }

    #[test]
    fn what_has_not_the_shape_of_its_level_is_refused() {
        for text in
            ["commune/1004", "commune/2C004", "commune/é004", "region/9", "epci/24330031", "pays/FR", "commune", ""]
        {
            assert_eq!(text.parse::<TerritoryId>(), Err(NotATerritory), "{text}");
        }
        for text in ["commune/2A004", "departement/974", "departement/2B", "epci/243300316", "region/01"] {
            assert!(text.parse::<TerritoryId>().is_ok(), "{text}");
        }
    }
}
