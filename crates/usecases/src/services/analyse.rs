//! Words into terms: folded, elided articles and stop words left out, French stems; common words read as official ones.

use domain::text::fold;
use frostem::{Algorithm, Stemmer};

/// Words that say nothing about a service.
const STOP: [&str; 62] = [
    "a", "ai", "au", "aux", "avec", "ce", "ces", "cette", "c", "comment", "d", "dans", "de", "des", "du", "elle", "en",
    "est", "et", "etre", "faire", "faut", "il", "ils", "j", "je", "l", "la", "le", "les", "leur", "m", "ma", "mes",
    "mon", "n", "ne", "nos", "notre", "nous", "on", "ou", "par", "pas", "peut", "pour", "qu", "que", "quel", "quelle",
    "qui", "s", "sa", "se", "ses", "son", "sur", "un", "une", "vos", "votre", "vous",
];

/// What people say, and what the sheets call it. Folded.
const SYNONYMS: &str = include_str!("synonyms.tsv");

/// The words of a text, folded, without stop words.
pub(crate) fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words: Vec<String> =
        folded.split(' ').filter(|word| !word.is_empty() && !STOP.contains(word)).map(str::to_owned).collect();
    words
}

/// The stem of a folded word. Numbers and short words stay.
pub(crate) fn stem(word: &str) -> String {
    if word.len() < 4 || word.bytes().any(|byte| byte.is_ascii_digit()) {
        return word.to_owned();
    }
    Stemmer::new(Algorithm::French).stem(word).into_owned()
}

/// A text whose common words are replaced by the official ones: the new text, the first common words that were, their official
/// ones. A line of the list may build on what an earlier one wrote.
pub(super) fn official(text: &str) -> Option<(String, String, String)> {
    let mut said = format!(" {} ", fold(text));
    let mut first = None;
    for (common, official) in SYNONYMS.lines().filter_map(|line| line.split_once('\t')) {
        let found = format!(" {common} ");
        if said.contains(&found) {
            said = said.replacen(&found, &format!(" {} ", fold(official)), 1);
            first.get_or_insert_with(|| (common.to_owned(), official.to_owned()));
        }
    }
    first.map(|(common, official)| (said.trim().to_owned(), common, official))
}

/// How many slips a word may hold: two in a long one.
pub(super) fn slips(word: &str) -> usize {
    if word.chars().count() >= 7 { 2 } else { 1 }
}

/// By how many slips two folded words differ (Damerau and Levenshtein: a letter too many, too few, another, or two swapped).
pub(super) fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
            let same = usize::from(x != y);
            let mut best = (at(&last, j) + same).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            if i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x) {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_nothing_are_left_out() {
        assert_eq!(words("Comment refaire l'acte de naissance ?"), ["refaire", "acte", "naissance"]);
    }

    #[test]
    fn forms_of_one_word_have_one_stem() {
        assert_eq!(stem("naissance"), stem("naissances"));
        assert_eq!(stem("immatriculation"), stem("immatriculations"));
        assert_eq!(stem("rsa"), "rsa");
    }

    #[test]
    fn a_common_word_is_read_as_the_official_one() {
        let (text, common, official) = official("perte de carte grise").unwrap();
        assert_eq!((common.as_str(), official.as_str()), ("carte grise", "certificat d'immatriculation"));
        assert_eq!(text, "perte de certificat d immatriculation");
    }

    #[test]
    fn one_slip_is_near_and_another_word_is_not() {
        let near = |a: &str, b: &str| distance(a, b) <= slips(a);
        assert!(near("pasport", "passeport") && near("pasesport", "passeport") && near("divocre", "divorce"));
        assert!(!near("permis", "peines") && !near("chat", "chien"));
    }
}
