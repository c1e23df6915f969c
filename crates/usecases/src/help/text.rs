use domain::{help::Section, preferences::Lang};
use jiff::civil::Date;
use std::{collections::BTreeMap, sync::OnceLock};

const FRENCH: &str = include_str!("fr.md");
const ENGLISH: &str = include_str!("en.md");

/// The portal's own text for a section: title and Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BuiltIn {
    pub(crate) title: &'static str,
    pub(crate) text: &'static str,
}

#[derive(Debug)]
struct Help {
    updated: Date,
    sections: BTreeMap<Section, BuiltIn>,
}

/// A file of the help: `updated DATE`, then each section as `# anchor | Title` and its Markdown.
fn read(file: &'static str) -> Option<Help> {
    let (first, rest) = file.split_once("\n# ")?;
    let updated = first.strip_prefix("updated ")?.trim().parse().ok()?;
    let sections = rest.split("\n# ").filter_map(|section| {
        let (head, text) = section.split_once('\n')?;
        let (anchor, title) = head.split_once(" | ")?;
        Some((Section::from_anchor(anchor)?, BuiltIn { title, text: text.trim() }))
    });
    Some(Help { updated, sections: sections.collect() })
}

fn of(lang: Lang) -> Option<&'static Help> {
    static FR: OnceLock<Option<Help>> = OnceLock::new();
    static EN: OnceLock<Option<Help>> = OnceLock::new();
    match lang {
        Lang::En => EN.get_or_init(|| read(ENGLISH)).as_ref(),
        _ => FR.get_or_init(|| read(FRENCH)).as_ref(),
    }
}

/// The portal's own text for a section. Every section has one: a test holds it.
pub(crate) fn built_in(lang: Lang, section: Section) -> BuiltIn {
    of(lang).and_then(|help| help.sections.get(&section).copied()).unwrap_or(BuiltIn { title: "", text: "" })
}

/// When the portal's own text was last changed.
pub(crate) fn updated(lang: Lang) -> Date {
    of(lang).map(|help| help.updated).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_is_written_in_french_and_english() {
        for lang in [Lang::Fr, Lang::En] {
            let help = of(lang).unwrap();
            assert_eq!(help.sections.keys().copied().collect::<Vec<_>>(), Section::ALL);
            assert!(help.sections.values().all(|section| section.text.len() > 250 && !section.title.is_empty()));
        }
        assert_eq!(updated(Lang::Fr), updated(Lang::En));
    }
}
