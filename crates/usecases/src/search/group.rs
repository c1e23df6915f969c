use crate::services::{Asked, stem, words};
use domain::{
    services::Why,
    territory::{Matched, TerritoryHit, keys},
    text::fold,
};
use std::collections::BTreeSet;

/// How well the first answer of a group fits; the better is the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// There is no answer.
    None,
    /// A name that only begins with what was typed.
    Begins,
    /// Found under another spelling, or with some of the words.
    Nearly,
    /// The words stand in a long text.
    Text,
    /// The words stand in a short text, a summary or a heading.
    Said,
    /// A name without its article, a former name, a postcode.
    Whole,
    /// The words stand in the title, among others.
    Title,
    /// The very name of a place.
    Name,
    /// The title is what was typed.
    Exact,
}

/// How well a title fits, and where the words stand.
pub(super) fn fit(title: &str, why: Why, asked: &Asked) -> Fit {
    let said: BTreeSet<String> = stems(title);
    if why == Why::Text {
        Fit::Text
    } else if why != Why::Title {
        Fit::Said
    } else if said == asked.terms().into_iter().collect() {
        Fit::Exact
    } else {
        Fit::Title
    }
}

/// The same for what is short as a whole, an announcement or a section of the help.
pub(super) fn fit_short(title: &str, why: Why, asked: &Asked) -> Fit {
    fit(title, why, asked).max(Fit::Said)
}

/// How well a place fits.
pub(super) fn of_place(hit: &TerritoryHit, folded: &str) -> Fit {
    let whole = |name: &str| keys(name).iter().any(|key| key.whole && folded.contains(&key.text));
    match &hit.matched {
        Matched::Name if fold(&hit.name) == folded => Fit::Name,
        Matched::Postcode(_) => Fit::Name,
        Matched::Name if whole(&hit.name) => Fit::Whole,
        Matched::Former(name) if whole(name) => Fit::Whole,
        Matched::Name | Matched::Former(_) => Fit::Begins,
    }
}

/// Where all the words stand: in the title, or in title and text together, given their stems. `None`: one is missing.
pub(super) fn why(title: &BTreeSet<String>, text: &BTreeSet<String>, asked: &Asked) -> Option<Why> {
    let missing: Vec<String> = asked.terms().into_iter().filter(|term| !title.contains(term)).collect();
    if missing.is_empty() {
        return Some(Why::Title);
    }
    missing.iter().all(|term| text.contains(term)).then_some(Why::Text)
}

/// The stems of a text.
pub(super) fn stems(text: &str) -> BTreeSet<String> {
    words(text).iter().map(|word| stem(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(typed: &str) -> Asked {
        crate::services::read_question(typed).unwrap()
    }

    #[test]
    fn a_title_that_is_the_question_fits_best() {
        assert_eq!(fit("Divorce", Why::Title, &asked("le divorce")), Fit::Exact);
        assert_eq!(fit("Divorce par consentement mutuel", Why::Title, &asked("divorces")), Fit::Title);
        assert_eq!(fit("Séparation", Why::Text, &asked("divorce")), Fit::Text);
        assert_eq!(fit_short("Régler", Why::Text, &asked("taille du texte")), Fit::Said);
        assert!(Fit::Exact > Fit::Name && Fit::Name > Fit::Title && Fit::Title > Fit::Whole && Fit::Text > Fit::Nearly);
    }

    #[test]
    fn words_are_found_whatever_their_form_and_all_of_them_must_be_there() {
        let why = |title: &str, text: &str, asked: &Asked| why(&stems(title), &stems(text), asked);
        assert_eq!(why("Régler l’affichage", "la taille des textes", &asked("taille du texte")), Some(Why::Text));
        assert_eq!(why("Organiser mes cartes", "", &asked("organiser carte")), Some(Why::Title));
        assert_eq!(why("Organiser mes cartes", "", &asked("organiser fête")), None);
    }
}
