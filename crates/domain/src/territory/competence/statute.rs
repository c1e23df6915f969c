//! Where the ordinary law does not apply, or not alone.

use super::{Competent, Note, Topic};
use crate::territory::{
    Level::{Commune, Departement, Epci, Region},
    Territory,
};

/// The law under which a commune lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Statute {
    /// That of most communes; also of Guadeloupe and La Réunion (CGCT, L3441-1 and L4433-1).
    Ordinary,
    /// The Ville de Paris is commune and département (CGCT, L2512-1).
    Paris,
    /// A commune of the métropole du Grand Paris (CGCT, L5219-1 and L5219-5).
    GrandParis,
    /// Elsewhere in Île-de-France: Île-de-France Mobilités organises transport (Code des transports, L1241-1).
    IleDeFrance,
    /// The métropole de Lyon is EPCI and département (CGCT, L3641-1 and L3641-2).
    Lyon,
    /// The collectivité de Corse is région and département (CGCT, L4421-1).
    Corsica,
    /// The Collectivité européenne d'Alsace is the département (CGCT, L3431-1).
    Alsace,
    /// One collectivity is région and département: Guyane, Martinique, Mayotte. The article.
    Single(&'static str),
    /// A collectivity under articles 74 or 76 of the Constitution, or without inhabitants. The text of its statute.
    Own(&'static str),
}

/// The SIREN of the métropole du Grand Paris, of the same nature as the others but with other powers.
const GRAND_PARIS: &str = "200054781";

pub(super) fn of(commune: &Territory, epci: Option<&Territory>) -> Statute {
    let departement = commune.departement.as_ref().map_or("", |id| id.code());
    let region = commune.region.as_ref().map_or("", |id| id.code());
    match departement {
        "75" => Statute::Paris,
        _ if epci.is_some_and(|epci| epci.id.code() == GRAND_PARIS) => Statute::GrandParis,
        _ if region == "11" => Statute::IleDeFrance,
        "69" if epci.is_some_and(|epci| epci.kind.as_deref() == Some("MET69")) => Statute::Lyon,
        "2A" | "2B" => Statute::Corsica,
        "67" | "68" => Statute::Alsace,
        "972" => Statute::Single("CGCT, L7211-1"),
        "973" => Statute::Single("CGCT, L7111-1"),
        "976" => Statute::Single("CGCT, L7311-1"),
        "975" => Statute::Own("CGCT, LO6414-1"),
        "977" => Statute::Own("CGCT, LO6214-3"),
        "978" => Statute::Own("CGCT, LO6314-3"),
        "984" | "989" => Statute::Own("Loi n° 55-1052 du 6 août 1955"),
        "986" => Statute::Own("Loi n° 61-814 du 29 juillet 1961"),
        "987" => Statute::Own("Loi organique n° 2004-192 du 27 février 2004"),
        "988" => Statute::Own("Loi organique n° 99-209 du 19 mars 1999"),
        _ => Statute::Ordinary,
    }
}

impl Statute {
    /// The answer under this statute, given the ordinary one.
    #[expect(clippy::match_same_arms, reason = "one line for each statute, in the order of the law")]
    pub(super) fn answer(self, topic: Topic, ordinary: Competent) -> Competent {
        let of_departement = matches!(topic, Topic::MiddleSchools | Topic::SocialAid);
        let of_region = matches!(topic, Topic::HighSchools | Topic::RegionalTransport);
        let transport = matches!(topic, Topic::LocalTransport | Topic::RegionalTransport);
        match self {
            Self::Paris | Self::GrandParis | Self::IleDeFrance if transport => {
                Competent::new(&[], "Code des transports, L1241-1").noted(Note::TransportBody)
            }
            Self::Ordinary | Self::IleDeFrance => ordinary,
            Self::Paris => match topic {
                Topic::Waste | Topic::Water | Topic::Roads | Topic::Planning => {
                    Competent::new(&[Commune], "CGCT, L2512-1")
                }
                Topic::Economy => Competent::new(&[Region, Epci, Commune], "CGCT, L1511-2 ; L5219-1"),
                _ if of_departement => Competent::new(&[Commune], "CGCT, L2512-1"),
                _ => ordinary,
            },
            Self::GrandParis => match topic {
                Topic::Waste | Topic::Water => Competent::new(&[], "CGCT, L5219-5").noted(Note::TerritorialBody),
                // The plan is the territorial body's, the permit the mayor's.
                Topic::Planning => Competent::new(&[Commune], "CGCT, L5219-5 ; Code de l’urbanisme, L422-1")
                    .noted(Note::TerritorialBody),
                Topic::Roads => Competent::new(&[Commune, Departement], "Code de la voirie routière, L131-1 ; L141-1"),
                Topic::Economy => Competent::new(&[Region, Epci], "CGCT, L1511-2 ; L5219-1"),
                _ => ordinary,
            },
            Self::Lyon => match topic {
                Topic::LocalTransport => Competent::new(&[], "Code des transports, L1243-1").noted(Note::TransportBody),
                Topic::Roads => Competent::new(&[Epci], "CGCT, L3641-1 ; L3641-2"),
                _ if of_departement => Competent::new(&[Epci], "CGCT, L3641-2"),
                _ => ordinary,
            },
            Self::Corsica if of_departement || of_region => {
                Competent::new(&[Region], "CGCT, L4421-1").noted(Note::SingleCollectivity)
            }
            Self::Single(law) if of_departement || of_region => {
                Competent::new(&[Region], law).noted(Note::SingleCollectivity)
            }
            Self::Corsica | Self::Single(_) => {
                let levels =
                    ordinary.levels.iter().map(|level| if *level == Departement { Region } else { *level }).collect();
                Competent { levels, ..ordinary }
            }
            Self::Alsace if ordinary.levels.contains(&Departement) => ordinary.noted(Note::Alsace),
            Self::Alsace => ordinary,
            Self::Own(law) => Competent::new(&[], law).noted(Note::OwnStatute),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::around, *};
    use crate::territory::TerritoryId;

    fn territory(id: &str, departement: &str, region: &str, kind: Option<&str>) -> Territory {
        let above = |level: &str, code: &str| {
            (!code.is_empty()).then(|| format!("{level}/{code}").parse::<TerritoryId>().unwrap())
        };
        Territory {
            id: id.parse().unwrap(),
            name: id.to_owned(),
            population: None,
            siren: None,
            epci: None,
            departement: above("departement", departement),
            region: above("region", region),
            postcodes: Vec::new(),
            kind: kind.map(str::to_owned),
        }
    }

    fn answer(topic: Topic, chain: &[Territory]) -> Competent {
        around(chain).into_iter().find(|(each, _)| *each == topic).unwrap().1
    }

    #[test]
    fn paris_is_commune_and_departement() {
        let paris =
            [territory("commune/75056", "75", "11", None), territory("epci/200054781", "75", "11", Some("METRO"))];
        assert_eq!(answer(Topic::SocialAid, &paris).levels, [Commune]);
        assert_eq!(answer(Topic::Waste, &paris).levels, [Commune]);
        assert_eq!(answer(Topic::HighSchools, &paris).levels, [Region]);
    }

    #[test]
    fn in_grand_paris_waste_is_of_a_body_that_is_no_territory_here() {
        let montreuil =
            [territory("commune/93048", "93", "11", None), territory("epci/200054781", "75", "11", Some("METRO"))];
        let waste = answer(Topic::Waste, &montreuil);
        assert_eq!((waste.levels.len(), waste.note), (0, Some(Note::TerritorialBody)));
        assert_eq!(answer(Topic::MiddleSchools, &montreuil).levels, [Departement]);
    }

    #[test]
    fn the_metropole_of_lyon_is_its_departement_and_the_rest_of_the_rhone_is_ordinary() {
        let lyon =
            [territory("commune/69123", "69", "84", None), territory("epci/200046977", "69", "84", Some("MET69"))];
        let villefranche =
            [territory("commune/69264", "69", "84", None), territory("epci/200040590", "69", "84", Some("CA"))];
        assert_eq!(answer(Topic::MiddleSchools, &lyon).levels, [Epci]);
        assert_eq!(answer(Topic::MiddleSchools, &villefranche).levels, [Departement]);
    }

    #[test]
    fn where_one_collectivity_is_both_the_departement_is_never_named() {
        for (commune, departement, region) in
            [("2A004", "2A", "94"), ("97209", "972", "02"), ("97302", "973", "03"), ("97611", "976", "06")]
        {
            let chain = [territory(&format!("commune/{commune}"), departement, region, None)];
            for (topic, found) in around(&chain) {
                assert!(!found.levels.contains(&Departement), "{commune} {topic:?}");
            }
        }
    }

    #[test]
    fn alsace_says_which_collectivity_acts() {
        let colmar =
            [territory("commune/68066", "68", "44", None), territory("epci/246800726", "68", "44", Some("CA"))];
        assert_eq!(answer(Topic::SocialAid, &colmar).note, Some(Note::Alsace));
        assert_eq!(answer(Topic::Waste, &colmar).note, None);
    }

    #[test]
    fn a_statute_of_its_own_is_named_and_nothing_is_guessed() {
        for (_, found) in around(&[territory("commune/98735", "987", "987", None)]) {
            assert_eq!((found.levels.len(), found.note), (0, Some(Note::OwnStatute)));
            assert!(found.law.contains("2004-192"));
        }
    }

    #[test]
    fn guadeloupe_and_la_reunion_follow_the_ordinary_law() {
        let denis =
            [territory("commune/97411", "974", "04", None), territory("epci/249740119", "974", "04", Some("CA"))];
        assert_eq!(answer(Topic::MiddleSchools, &denis).levels, [Departement]);
    }
}
