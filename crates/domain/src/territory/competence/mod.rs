//! Which level of territory is competent for what, and by which text of law.
//!
//! [`around`] answers for a commune as it stands: by the ordinary law, or by the statute of Paris, Lyon, Grand Paris,
//! Corsica, Alsace or an overseas collectivity. Communes may hand over more than the law asks, or keep some: then the answer
//! names the candidates. What the law leaves to a body that the portal does not hold as a territory has no level and a
//! [`Note`]: nothing is guessed.
//!
//! Sources: Code général des collectivités territoriales (CGCT), Code de l'éducation, Code de l'action sociale et des
//! familles, Code de l'urbanisme, Code des transports, Code de la voirie routière, as in force in 2026.

mod ordinary;
mod statute;

use super::{Level, Territory, TerritoryId};
pub use ordinary::competent;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A matter that concerns residents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Birth, marriage and death certificates, identity papers desk.
    CivilStatus,
    /// Nursery and primary schools.
    PrimarySchools,
    /// Collèges.
    MiddleSchools,
    /// Lycées.
    HighSchools,
    /// Collection and treatment of household waste.
    Waste,
    /// Drinking water and sewerage.
    Water,
    /// Local transport.
    LocalTransport,
    /// Trains and coaches between cities.
    RegionalTransport,
    /// Streets and roads, national ones apart.
    Roads,
    /// Building permits and local town planning.
    Planning,
    /// Social assistance: RSA, disability, old age.
    SocialAid,
    /// Support for firms.
    Economy,
}

impl Topic {
    /// All topics, in the order of the page.
    pub const ALL: [Self; 12] = [
        Self::CivilStatus,
        Self::PrimarySchools,
        Self::MiddleSchools,
        Self::HighSchools,
        Self::Waste,
        Self::Water,
        Self::LocalTransport,
        Self::RegionalTransport,
        Self::Roads,
        Self::Planning,
        Self::SocialAid,
        Self::Economy,
    ];

    /// The code of its name in the translations.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CivilStatus => "civil_status",
            Self::PrimarySchools => "primary_schools",
            Self::MiddleSchools => "middle_schools",
            Self::HighSchools => "high_schools",
            Self::Waste => "waste",
            Self::Water => "water",
            Self::LocalTransport => "local_transport",
            Self::RegionalTransport => "regional_transport",
            Self::Roads => "roads",
            Self::Planning => "planning",
            Self::SocialAid => "social_aid",
            Self::Economy => "economy",
        }
    }
}

/// What must be said beside an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// The Collectivité européenne d'Alsace acts as the two départements.
    Alsace,
    /// One collectivity acts as département and région.
    SingleCollectivity,
    /// An établissement public territorial of Grand Paris is competent; it is no territory of the portal.
    TerritorialBody,
    /// A public body of its own organises transport (Île-de-France Mobilités, SYTRAL Mobilités).
    TransportBody,
    /// A collectivity with a statute of its own, to which the common law does not simply apply.
    OwnStatute,
}

impl Note {
    /// The code of its sentence in the translations.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Alsace => "note_alsace",
            Self::SingleCollectivity => "note_single_collectivity",
            Self::TerritorialBody => "note_territorial_body",
            Self::TransportBody => "note_transport_body",
            Self::OwnStatute => "note_own_statute",
        }
    }
}

/// Who is competent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Competent {
    /// The levels that may be competent, the likeliest first. One: the law is plain. Several: it depends on a transfer, or
    /// each has its part. None: a body outside the four levels; the note says which.
    pub levels: Vec<Level>,
    /// The article of law.
    pub law: Cow<'static, str>,
    /// What must be said beside it.
    pub note: Option<Note>,
}

impl Competent {
    fn new(levels: &[Level], law: &'static str) -> Self {
        Self { levels: levels.to_vec(), law: Cow::Borrowed(law), note: None }
    }

    fn noted(self, note: Note) -> Self {
        Self { note: Some(note), ..self }
    }
}

/// Whether the law of the ordinary départements applies in a whole département: Paris, Lyon's métropole, Corsica, Alsace
/// and most of overseas have their own, which [`around`] knows.
pub fn is_ordinary(departement: &TerritoryId) -> bool {
    let code = departement.code();
    code.len() == 2 && !matches!(code, "75" | "69" | "2A" | "2B" | "67" | "68")
}

/// Who is competent for each topic at a commune, given the commune and the territories around it, in any order. Empty
/// without a commune: above it, the answer differs from one commune to the next.
pub fn around(chain: &[Territory]) -> Vec<(Topic, Competent)> {
    let at = |level: Level| chain.iter().find(|territory| territory.id.level() == level);
    let Some(commune) = at(Level::Commune) else { return Vec::new() };
    let epci = at(Level::Epci);
    let statute = statute::of(commune, epci);
    let kind = epci.and_then(|epci| epci.kind.as_deref());
    Topic::ALL.into_iter().map(|topic| (topic, statute.answer(topic, competent(topic, kind)))).collect()
}
