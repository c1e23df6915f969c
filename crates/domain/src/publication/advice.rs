//! Advice on an announcement before it is published. It never blocks: the publisher knows better.

use crate::text::fold;
use jiff::civil::Date;

/// Beyond that a title is cut by narrow cards and read out in one breath no more.
const LONG_TITLE: usize = 70;
/// A sentence beyond that is lost on many readers (Information pour tous, European rules for easy to read: short sentences).
const LONG_SENTENCE: usize = 30;
/// Below that a title in capitals is taken for an acronym.
const SHORTEST_SHOUT: usize = 6;
/// Link texts that say nothing to somebody who jumps from link to link (WCAG 2.4.4 and 2.4.9), folded.
const VAGUE: &[&str] = &[
    "ici",
    "cliquez ici",
    "cliquer ici",
    "clic ici",
    "lien",
    "ce lien",
    "suivez ce lien",
    "en savoir plus",
    "lire la suite",
    "plus d infos",
    "plus d informations",
    "voir",
    "click here",
    "here",
    "link",
    "this link",
    "read more",
    "more",
    "learn more",
];

/// Something that would make an announcement easier to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// The title has that many characters.
    LongTitle(usize),
    /// The title is in capitals.
    Capitals,
    /// A link says nothing: its text.
    VagueLink(String),
    /// An address stands bare in the text; it would not become a link.
    BareAddress(String),
    /// A sentence has that many words; its first words.
    LongSentence(usize, String),
    /// It has no last day.
    NoEnd,
    /// Its last day is past: nobody would see it.
    AlreadyOver,
}

/// What could be better, in the order of the form.
pub fn advise(title: &str, text: &str, until: Option<Date>, today: Date) -> Vec<Advice> {
    let mut found = Vec::new();
    let length = title.chars().count();
    if length > LONG_TITLE {
        found.push(Advice::LongTitle(length));
    }
    if shouts(title) {
        found.push(Advice::Capitals);
    }
    let (links, plain) = split_links(text);
    found.extend(links.into_iter().find(|text| is_vague(text)).map(Advice::VagueLink));
    let bare = plain.split_whitespace().find(|word| word.starts_with("http://") || word.starts_with("https://"));
    found.extend(bare.map(|address| Advice::BareAddress(address.to_owned())));
    found.extend(longest_sentence(&plain));
    match until {
        None => found.push(Advice::NoEnd),
        Some(until) if until < today => found.push(Advice::AlreadyOver),
        Some(_) => {}
    }
    found
}

/// Six letters or more, most of them capitals.
fn shouts(title: &str) -> bool {
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = title.chars().filter(|c| c.is_uppercase()).count();
    letters >= SHORTEST_SHOUT && capitals * 10 > letters * 7
}

fn is_vague(text: &str) -> bool {
    VAGUE.contains(&fold(text).trim()) || text.trim_start().starts_with("http")
}

/// The texts of the Markdown links, and the whole text with each link replaced by its text.
fn split_links(text: &str) -> (Vec<String>, String) {
    let (mut links, mut plain, mut rest) = (Vec::new(), String::new(), text);
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        match after.split_once("](").and_then(|(words, tail)| Some((words, tail.split_once(')')?.1))) {
            Some((words, tail)) if !words.contains('\n') => {
                links.push(words.to_owned());
                plain.push_str(if words.starts_with("http") { "" } else { words });
                rest = tail;
            }
            _ => rest = after,
        }
    }
    plain.push_str(rest);
    (links, plain)
}

/// The longest sentence, if it is too long. Lines end sentences: each point of a list is one.
fn longest_sentence(plain: &str) -> Option<Advice> {
    let words =
        |sentence: &str| sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    let longest = plain.split(['.', '!', '?', '…', '\n', ';', ':']).max_by_key(|sentence| words(sentence))?;
    let count = words(longest);
    let start = longest.split_whitespace().take(5).collect::<Vec<_>>().join(" ");
    (count > LONG_SENTENCE).then_some(Advice::LongSentence(count, start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 24);

    fn on_text(text: &str) -> Vec<Advice> {
        advise("Marché de Noël", text, Some(TODAY), TODAY)
    }

    #[test]
    fn a_clear_announcement_gets_no_advice() {
        assert_eq!(on_text("Samedi de 9 h à 18 h. Le [plan du marché](https://ville.example/plan) est en ligne."), []);
    }

    #[test]
    fn a_title_that_shouts_or_runs_on_is_told() {
        assert_eq!(advise("TRAVAUX RUE PASTEUR", "Oui.", Some(TODAY), TODAY), [Advice::Capitals]);
        assert_eq!(advise("Le CCAS et la CAF", "Oui.", Some(TODAY), TODAY), []);
        assert_eq!(advise(&"mot ".repeat(20), "Oui.", Some(TODAY), TODAY), [Advice::LongTitle(80)]);
    }

    #[test]
    fn a_link_must_say_where_it_leads() {
        for vague in ["cliquez ici", "ICI", " En savoir plus ", "https://ville.example"] {
            let text = format!("Inscription : [{vague}](https://ville.example)");
            assert_eq!(on_text(&text), [Advice::VagueLink(vague.to_owned())], "{vague}");
        }
        assert_eq!(on_text("Voir https://ville.example"), [Advice::BareAddress("https://ville.example".to_owned())]);
        assert_eq!(on_text("Un [crochet seul et un autre ["), []);
    }

    #[test]
    fn a_long_sentence_is_named_by_its_first_words_and_a_list_is_not_one() {
        let long = format!("Court. Il est rappelé que {}", "mot ".repeat(30));
        assert_eq!(on_text(&long), [Advice::LongSentence(34, "Il est rappelé que mot".to_owned())]);
        assert_eq!(on_text(&"- un point de la liste\n".repeat(20)), []);
    }

    #[test]
    fn a_missing_or_past_end_is_told() {
        assert_eq!(advise("Marché", "Oui.", None, TODAY), [Advice::NoEnd]);
        assert_eq!(advise("Marché", "Oui.", Some(date(2026, 11, 23)), TODAY), [Advice::AlreadyOver]);
    }
}
