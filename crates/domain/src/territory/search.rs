//! How a territory is found by what people type: name, former name, postcode.
//!
//! Both sides are folded by the same rules: [`keys`] when the list is imported, [`readings`] when somebody types. A name is
//! found from its beginning, and from the beginning of each of its long words.

use super::TerritoryId;
use crate::text::fold;
use serde::{Deserialize, Serialize};

/// What of a territory matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matched {
    /// Its name.
    Name,
    /// A former or delegated commune, or an arrondissement, of this name.
    Former(String),
    /// A postcode.
    Postcode(String),
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TerritoryHit {
    /// Which territory.
    pub id: TerritoryId,
    /// Its name.
    pub name: String,
    /// What tells homonyms apart: its département with the code, `Gironde (33)`; the région of a département.
    pub context: String,
    /// What matched.
    pub matched: Matched,
    /// Its inhabitants.
    pub population: Option<i64>,
}

/// A text under which a name is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Folded text.
    pub text: String,
    /// Whether it stands for the whole name, not only for its end.
    pub whole: bool,
}

/// Words that may be left out at the beginning of a name.
const ARTICLES: [&str; 7] = ["le", "la", "les", "l", "los", "las", "aux"];
/// Words that may be left out anywhere.
const SMALL: [&str; 12] = ["le", "la", "les", "l", "d", "de", "du", "des", "en", "et", "sur", "aux"];
/// What people and lists shorten.
const SHORT: [(&str, &str); 5] = [
    ("st", "saint"),
    ("ste", "sainte"),
    ("cc", "communaute de communes"),
    ("ca", "communaute d agglomeration"),
    ("cu", "communaute urbaine"),
];

/// The keys of a name: whole, without its article, without small words, with its elisions closed (`lhay les roses`), and
/// from each later long word on (`rouvray` finds Saint-Étienne-du-Rouvray). The first is the whole name; none stands twice.
pub fn keys(name: &str) -> Vec<Key> {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let mut keys: Vec<Key> = Vec::new();
    let mut add = |text: String, whole: bool| {
        if !text.is_empty() && keys.iter().all(|key| key.text != text) {
            keys.push(Key { text, whole });
        }
    };
    // `St-Gildas` in an official name is found as `saint gildas` too.
    let written: Vec<&str> = words.iter().map(|word| saint(word)).collect();
    add(words.join(" "), true);
    add(written.join(" "), true);
    add(without_article(&written).join(" "), true);
    add(compact(&written), true);
    add(close_elisions(&written), true);
    for start in 1..written.len() {
        if let Some(end @ [first, ..]) = written.get(start..)
            && first.len() > 3
        {
            add(end.join(" "), false);
        }
    }
    keys
}

/// What people typed, in each way that it may be meant, the most literal first: as typed, and with what is shortened
/// written out (`st` may begin Strasbourg or stand for `saint`). Empty when nothing can be read in it.
pub fn readings(typed: &str) -> Vec<String> {
    let folded = fold(typed);
    let full: Vec<&str> = folded
        .split(' ')
        .map(|word| SHORT.iter().find(|(short, _)| *short == word).map_or(word, |(_, full)| full))
        .collect();
    let mut readings = vec![folded.clone(), full.join(" ")];
    readings.dedup();
    readings.retain(|reading| !reading.is_empty());
    readings
}

/// The same with the small words left out, for when [`readings`] found nothing: `saint etienne de rouvray`.
pub fn loose_readings(typed: &str) -> Vec<String> {
    let strict = readings(typed);
    let loose = strict.iter().map(|reading| compact(&reading.split(' ').collect::<Vec<_>>()));
    loose.filter(|reading| !reading.is_empty() && !strict.contains(reading)).collect()
}

/// The key by which a list of names is sorted: without the article, as an atlas does.
pub fn sort_key(name: &str) -> String {
    let folded = fold(name);
    without_article(&folded.split(' ').collect::<Vec<_>>()).join(" ")
}

fn saint(word: &str) -> &str {
    match word {
        "st" => "saint",
        "ste" => "sainte",
        other => other,
    }
}

fn without_article<'a, 'b>(words: &'b [&'a str]) -> &'b [&'a str] {
    match words {
        [first, rest @ ..] if !rest.is_empty() && ARTICLES.contains(first) => rest,
        all => all,
    }
}

fn compact(words: &[&str]) -> String {
    words.iter().copied().filter(|word| !SMALL.contains(word)).collect::<Vec<_>>().join(" ")
}

fn close_elisions(words: &[&str]) -> String {
    let mut out = String::new();
    let mut open = true;
    for word in words {
        if !open {
            out.push(' ');
        }
        out.push_str(word);
        open = matches!(*word, "l" | "d");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(name: &str) -> Vec<String> {
        keys(name).into_iter().map(|key| key.text).collect()
    }

    #[test]
    fn a_name_is_found_without_its_article_and_by_its_long_words() {
        assert_eq!(
            texts("L'Haÿ-les-Roses"),
            ["l hay les roses", "hay les roses", "hay roses", "lhay les roses", "roses"]
        );
        assert_eq!(
            texts("Saint-Étienne-du-Rouvray"),
            ["saint etienne du rouvray", "saint etienne rouvray", "etienne du rouvray", "rouvray"]
        );
        assert_eq!(texts("Villeneuve-d'Ascq"), ["villeneuve d ascq", "villeneuve ascq", "villeneuve dascq", "ascq"]);
        assert_eq!(texts("Y"), ["y"]);
        assert_eq!(texts("Les"), ["les"]);
    }

    #[test]
    fn only_an_end_of_a_name_is_not_the_whole_name() {
        let ends: Vec<Key> = keys("Le Bois-Plage-en-Ré").into_iter().filter(|key| !key.whole).collect();
        assert_eq!(ends, [Key { text: "plage en re".to_owned(), whole: false }]);
    }

    #[test]
    fn what_is_shortened_is_read_both_ways() {
        assert_eq!(readings("St Etienne"), ["st etienne", "saint etienne"]);
        assert_eq!(readings("ste"), ["ste", "sainte"]);
        assert_eq!(readings("CC du Nogentais"), ["cc du nogentais", "communaute de communes du nogentais"]);
        assert_eq!(readings(" 33700 "), ["33700"]);
        assert_eq!(readings(" -- "), Vec::<String>::new());
    }

    #[test]
    fn small_words_may_be_wrong_or_missing() {
        assert_eq!(loose_readings("saint etienne de rouvray"), ["saint etienne rouvray"]);
        assert_eq!(loose_readings("le"), Vec::<String>::new());
        assert_eq!(loose_readings("merignac"), Vec::<String>::new());
    }

    #[test]
    fn an_atlas_files_a_name_without_its_article() {
        assert_eq!(sort_key("La Rochelle"), "rochelle");
        assert_eq!(sort_key("Lattes"), "lattes");
    }
}
