//! Outlines of régions and départements in one box a level. Source: IGN, Admin Express 2025, Licence Ouverte 2.0, simplified by
//! `scripts/outlines.py`; names: INSEE.

use domain::territory::Level;
use std::sync::LazyLock;

/// The outlines of a level.
#[derive(Debug, Default)]
pub(super) struct Outlines {
    /// Width and height of the box.
    pub(super) size: (f64, f64),
    /// Frames around what does not stand where it is.
    pub(super) frames: &'static str,
    /// The areas, by code.
    pub(super) areas: Vec<Outline>,
}

/// The outline of an area.
#[derive(Debug)]
pub(super) struct Outline {
    /// Official code.
    pub(super) code: &'static str,
    /// Official name.
    pub(super) name: &'static str,
    /// The data of its SVG path.
    pub(super) path: &'static str,
    /// The same, larger, for Paris and its neighbours.
    pub(super) larger: Option<&'static str>,
}

static REGIONS: LazyLock<Outlines> = LazyLock::new(|| read("region"));
static DEPARTEMENTS: LazyLock<Outlines> = LazyLock::new(|| read("departement"));

/// The outlines of a level, where there are some.
pub(super) fn of(level: Level) -> Option<&'static Outlines> {
    match level {
        Level::Region => Some(&REGIONS),
        Level::Departement => Some(&DEPARTEMENTS),
        Level::Epci | Level::Commune => None,
    }
}

fn read(level: &str) -> Outlines {
    let mut all = Outlines::default();
    for line in include_str!("outlines.tsv").lines() {
        let mut parts = line.split('\t');
        let (Some(key), Some(second), Some(third)) = (parts.next(), parts.next(), parts.next()) else { continue };
        if key == level {
            let size = second.split_once(' ').and_then(|(wide, high)| Some((wide.parse().ok()?, high.parse().ok()?)));
            all.size = size.unwrap_or_default();
            all.frames = third;
        } else if let Some((_, code)) = key.split_once('/').filter(|(of, _)| *of == level) {
            all.areas.push(Outline { code, name: second, path: third, larger: parts.next() });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_region_and_departement_has_its_outline_and_its_name() {
        for (level, count) in [(Level::Region, 18), (Level::Departement, 101)] {
            let all = of(level).unwrap();
            assert_eq!(all.areas.len(), count);
            assert!(all.size.0 > 1_000.0 && all.size.1 > 900.0 && all.frames.starts_with('M'));
            assert!(all.areas.iter().all(|area| area.path.starts_with('M') && !area.name.is_empty()));
        }
        let larger = |area: &&Outline| area.larger.is_some();
        assert_eq!(of(Level::Departement).unwrap().areas.iter().filter(larger).count(), 4);
        assert!(of(Level::Commune).is_none());
    }
}
