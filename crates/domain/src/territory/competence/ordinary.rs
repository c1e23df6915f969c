//! The ordinary law, by the nature of the EPCI.

use super::{Competent, Topic};
use crate::territory::Level::{Commune, Departement, Epci, Region};

/// Who is competent for a topic by the ordinary law, in a commune whose EPCI is of that nature (`CC`, `CA`, `CU`, `METRO`,
/// `MET69`); `None` for the few island communes without one.
pub fn competent(topic: Topic, epci: Option<&str>) -> Competent {
    let integrated = matches!(epci, Some("CU" | "METRO" | "MET69"));
    match topic {
        Topic::CivilStatus => Competent::new(&[Commune], "CGCT, L2122-32"),
        Topic::PrimarySchools => Competent::new(&[Commune], "Code de l’éducation, L212-4"),
        Topic::MiddleSchools => Competent::new(&[Departement], "Code de l’éducation, L213-2"),
        Topic::HighSchools => Competent::new(&[Region], "Code de l’éducation, L214-6"),
        Topic::Waste => match epci {
            None => Competent::new(&[Commune], "CGCT, L2224-13"),
            Some(kind) => Competent::new(&[Epci], powers(kind)),
        },
        Topic::Water => match epci {
            None => Competent::new(&[Commune], "CGCT, L2224-7-1"),
            // Since the law of 11 April 2025 the transfer to a communauté de communes is no longer compulsory.
            Some("CC") => Competent::new(&[Epci, Commune], "CGCT, L5214-16 ; loi n° 2025-327"),
            Some(kind) => Competent::new(&[Epci], powers(kind)),
        },
        Topic::LocalTransport => match epci {
            Some("CA" | "CU" | "METRO" | "MET69") => Competent::new(&[Epci], "Code des transports, L1231-1"),
            // A communauté de communes chose in 2021; where it did not, the région organises.
            _ => Competent::new(&[Epci, Region], "Code des transports, L1231-1"),
        },
        Topic::RegionalTransport => Competent::new(&[Region], "Code des transports, L1231-3"),
        Topic::Roads => match epci {
            Some(kind) if integrated => {
                Competent { levels: vec![Epci, Departement], ..Competent::new(&[], powers(kind)) }
            }
            _ => Competent::new(&[Commune, Departement, Epci], "Code de la voirie routière, L131-1 ; L141-1"),
        },
        // The plan may be the EPCI's; the permit stays the mayor's unless delegated.
        Topic::Planning if integrated => Competent::new(&[Epci, Commune], "Code de l’urbanisme, L153-8 ; L422-1"),
        Topic::Planning => Competent::new(&[Commune, Epci], "Code de l’urbanisme, L153-8 ; L422-1"),
        Topic::SocialAid => Competent::new(&[Departement], "Code de l’action sociale et des familles, L121-1"),
        Topic::Economy => Competent::new(&[Region, Epci], "CGCT, L1511-2 ; L1511-3"),
    }
}

/// The article that lists the powers of an EPCI of that nature.
const fn powers(kind: &str) -> &'static str {
    match kind.as_bytes() {
        b"CC" => "CGCT, L5214-16",
        b"CA" => "CGCT, L5216-5",
        b"CU" => "CGCT, L5215-20",
        b"MET69" => "CGCT, L3641-1",
        _ => "CGCT, L5217-2",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waste_follows_the_epci_and_falls_back_to_the_commune() {
        for (kind, law) in [("CC", "L5214-16"), ("CA", "L5216-5"), ("CU", "L5215-20"), ("METRO", "L5217-2")] {
            let found = competent(Topic::Waste, Some(kind));
            assert_eq!((found.levels.as_slice(), found.law.ends_with(law)), (&[Epci][..], true), "{kind}");
        }
        assert_eq!(competent(Topic::Waste, None).levels, [Commune]);
    }

    #[test]
    fn what_depends_on_a_transfer_names_its_candidates() {
        assert_eq!(competent(Topic::Water, Some("CC")).levels, [Epci, Commune]);
        assert_eq!(competent(Topic::LocalTransport, Some("CC")).levels, [Epci, Region]);
        assert_eq!(competent(Topic::LocalTransport, Some("CA")).levels, [Epci]);
    }

    #[test]
    fn every_topic_has_an_answer_and_a_text_for_every_nature() {
        for kind in [None, Some("CC"), Some("CA"), Some("CU"), Some("METRO"), Some("MET69")] {
            for topic in Topic::ALL {
                let found = competent(topic, kind);
                assert!(!found.levels.is_empty() && !found.law.is_empty(), "{topic:?} {kind:?}");
            }
        }
    }
}
