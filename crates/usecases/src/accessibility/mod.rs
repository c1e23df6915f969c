//! The accessibility statement, made from a grid: the 106 criteria of RGAA 4.1.2, each with its state and its evidence.
//!
//! Source of the criteria: Référentiel général d'amélioration de l'accessibilité, version 4.1.2 (numbers; the wording is ours).
//! What machines did not test is "not tested", and counts as not met in the rate: a rate of what was looked at alone would
//! flatter.

use domain::preferences::Lang;

const GRID: &str = include_str!("rgaa.tsv");

/// Where a criterion stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It holds; the evidence says how that is known.
    Conform,
    /// It does not.
    NotConform,
    /// There is nothing that it is about.
    NotApplicable,
    /// Nobody has looked.
    NotTested,
}

/// One criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Criterion {
    /// Its number, `10.11`.
    pub number: &'static str,
    /// Where it stands.
    pub state: State,
    /// The test that shows it, or why it does not apply.
    pub evidence: &'static str,
    /// What it asks, in our words.
    pub words: &'static str,
}

/// How many criteria stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// They hold.
    pub conform: u16,
    /// They do not.
    pub not_conform: u16,
    /// Nothing to look at.
    pub not_applicable: u16,
    /// Nobody has looked.
    pub not_tested: u16,
}

impl Counts {
    /// The criteria that hold, in percent of those that apply, rounded down.
    pub fn rate(&self) -> u16 {
        let applicable = self.conform + self.not_conform + self.not_tested;
        (self.conform * 100).checked_div(applicable).unwrap_or(0)
    }
}

/// The whole grid, in the order of the RGAA.
pub fn grid(lang: Lang) -> Vec<Criterion> {
    GRID.lines().filter(|line| !line.starts_with('#')).filter_map(|line| criterion(line, lang)).collect()
}

fn criterion(line: &'static str, lang: Lang) -> Option<Criterion> {
    let mut cells = line.split('\t');
    let (number, state, evidence) = (cells.next()?, cells.next()?, cells.next()?);
    let (french, english) = (cells.next()?, cells.next()?);
    let state = match state {
        "C" => State::Conform,
        "NC" => State::NotConform,
        "NA" => State::NotApplicable,
        "NT" => State::NotTested,
        _ => return None,
    };
    Some(Criterion { number, state, evidence, words: if lang == Lang::En { english } else { french } })
}

/// How many criteria stand where.
pub fn counts() -> Counts {
    let grid = grid(Lang::Fr);
    let of = |state| u16::try_from(grid.iter().filter(|each| each.state == state).count()).unwrap_or(u16::MAX);
    Counts {
        conform: of(State::Conform),
        not_conform: of(State::NotConform),
        not_applicable: of(State::NotApplicable),
        not_tested: of(State::NotTested),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, path::Path};

    /// The number of criteria of each theme, 1 to 13.
    const THEMES: [usize; 13] = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

    #[test]
    fn the_grid_holds_each_of_the_106_criteria_once() {
        let expected: Vec<String> = THEMES
            .iter()
            .zip(1..)
            .flat_map(|(count, theme)| (1..=*count).map(move |criterion| format!("{theme}.{criterion}")))
            .collect();
        assert_eq!(expected.len(), 106);
        let numbers: Vec<&str> = grid(Lang::Fr).iter().map(|each| each.number).collect();
        assert_eq!(numbers, expected);
        assert!(grid(Lang::En).iter().all(|each| !each.words.is_empty()));
    }

    #[test]
    fn what_is_said_to_hold_names_a_test_that_exists() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let journeys: String = fs::read_dir(root.join("end2end/journeys"))
            .unwrap()
            .map(|file| fs::read_to_string(file.unwrap().path()).unwrap())
            .collect();
        let axe = fs::read_to_string(root.join("end2end/browser.mjs")).unwrap();
        for each in grid(Lang::Fr) {
            let exists = match (each.state, each.evidence.split_once(' ')) {
                (State::Conform, Some(("journey", id))) => journeys.contains(&format!("name: \"{id} ")),
                (State::Conform, Some(("axe", rule))) => axe.contains("axe.run") && !rule.is_empty(),
                (State::Conform, Some(("file", path))) => root.join(path).is_file(),
                (State::Conform, _) => false,
                (State::NotApplicable, reason) => reason.is_some(),
                (State::NotConform | State::NotTested, _) => true,
            };
            assert!(exists, "{} {}", each.number, each.evidence);
        }
    }

    #[test]
    fn what_nobody_looked_at_does_not_raise_the_rate() {
        let counts = |conform, not_conform, not_applicable, not_tested| Counts {
            conform,
            not_conform,
            not_applicable,
            not_tested,
        };
        assert_eq!(counts(50, 0, 6, 50).rate(), 50);
        assert_eq!(counts(99, 1, 6, 0).rate(), 99);
        assert_eq!(counts(0, 0, 106, 0).rate(), 0);
        let now = super::counts();
        assert_eq!(now.conform + now.not_conform + now.not_applicable + now.not_tested, 106);
    }
}
