//! In which order sheets that hold the words stand: by how much of the title the question covers, by what kind of sheet it is,
//! and with what concerns few people after what concerns most.

use super::analyse::{stem, words};
use std::collections::BTreeSet;

/// Words of titles for some people only. Somebody who does not say otherwise is of age, French, employed by a firm.
const NARROW: [&str; 12] = [
    "mineur",
    "fonctionnaire",
    "publique",
    "public",
    "contractuel",
    "etranger",
    "europeen",
    "agricole",
    "militaire",
    "outre",
    "majoree",
    "demenagement",
];

/// How well a sheet answers; the greater the better. `weight` is what the index says of the terms together.
pub(super) fn score(title: &str, kind: &str, asked: &[String], weight: i64) -> i64 {
    let whole = stems(title);
    // What a title is about stands before its first mark: "Passeport d'un majeur : en cas de perte".
    let head = stems(title.split([':', '(', ',', '?']).next().unwrap_or(title));
    let among = |said: &BTreeSet<String>| count(asked.iter().filter(|term| said.contains(*term)));
    let share = |part: i64, of: usize| part * 1000 / count(0..of).max(1);
    let found = among(&whole);
    let narrow = NARROW.iter().map(|word| stem(word)).any(|word| whole.contains(&word) && !asked.contains(&word));
    share(found, asked.len()) * 6
        + share(found, whole.len()) * 2
        + share(among(&head), head.len()) * 3 / 2
        + of_kind(kind, asked.len())
        + (weight / count(asked).max(1)).min(3000) / 5
        - if narrow { 700 } else { 0 }
}

/// A folder answers a question of one or two words; a sheet answers a longer one.
fn of_kind(kind: &str, words: usize) -> i64 {
    match kind {
        "folder" if words <= 2 => 1400,
        "procedure" => 700,
        "folder" | "life_event" => 600,
        "online_service" | "simulator" | "theme" => 300,
        "question" => 200,
        _ => 0,
    }
}

fn stems(text: &str) -> BTreeSet<String> {
    words(text).iter().map(|word| stem(word)).collect()
}

fn count<T>(list: impl IntoIterator<Item = T>) -> i64 {
    i64::try_from(list.into_iter().count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn better(first: (&str, &str), second: (&str, &str), asked: &str) -> bool {
        let asked: Vec<String> = words(asked).iter().map(|word| stem(word)).collect();
        score(first.0, first.1, &asked, 0) > score(second.0, second.1, &asked, 0)
    }

    #[test]
    fn the_title_that_is_the_question_comes_first() {
        let (folder, sheet) = ("folder", "procedure");
        assert!(better(("Divorce, séparation de corps", folder), ("Divorce pour faute", sheet), "divorce"));
        assert!(better(("Passeport d'un majeur : en cas de perte", sheet), ("Passeport", folder), "perte passeport"));
        assert!(better(
            ("Congé maternité d'une salariée", sheet),
            ("Congé maternité dans la fonction publique", sheet),
            "congé maternité"
        ));
        assert!(better(("Tutelle d'un mineur", sheet), ("Tutelle d'une personne majeure", sheet), "tutelle mineur"));
        assert!(better(("Fiche de paie", sheet), ("Demander une fiche de paie", "letter"), "fiche de paie"));
    }
}
