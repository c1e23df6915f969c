//! The words of the interface. Every sentence is a constant of [`texts`], in French and English, made from
//! `locales/` at build time; plural forms are two keys and ten lines of rules. Basque and Occitan are partial: what they lack
//! is said in French, and in the browser they lack everything (docs/adr/0010).

use domain::preferences::Lang;
use leptos::prelude::*;

/// One sentence in the complete languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// French.
    pub fr: &'static str,
    /// English.
    pub en: &'static str,
}

/// The sentences, by domain.
#[allow(clippy::all, clippy::pedantic, clippy::allow_attributes, missing_docs, reason = "made from the locales")]
pub mod texts {
    use super::Text;
    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}

impl Text {
    /// The sentence in that language.
    pub fn of(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.fr,
            Lang::En => self.en,
            Lang::Eu => among(texts::EU, self.fr),
            Lang::Oc => among(texts::OC, self.fr),
        }
    }

    /// The sentence with its `{slots}` filled.
    pub fn with(self, lang: Lang, slots: &[(&str, &str)]) -> String {
        let mut out = String::new();
        let mut rest = self.of(lang);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((slot, after)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            out.push_str(slots.iter().find(|(name, _)| *name == slot).map_or("", |(_, value)| value));
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

/// The translation of a French sentence in a partial language, or the French sentence.
fn among(said: &'static [(&'static str, &'static str)], french: &'static str) -> &'static str {
    let found = said.binary_search_by_key(&french, |(fr, _)| fr);
    found.ok().and_then(|place| said.get(place)).map_or(french, |(_, said)| said)
}

/// The form for a count: French and Occitan say one for 0 and 1, English and Basque for 1 alone (CLDR).
pub const fn plural(lang: Lang, count: i64, one: Text, other: Text) -> Text {
    match (lang, count) {
        (Lang::Fr | Lang::Oc, 0 | 1) | (Lang::En | Lang::Eu, 1) => one,
        _ => other,
    }
}

/// The counted sentence, `{n}` being the number.
pub fn counted(lang: Lang, count: i64, one: Text, other: Text) -> String {
    plural(lang, count, one, other).with(lang, &[("n", &number(lang, count))])
}

/// A whole number as people write it: narrow no-break spaces in French and Occitan, commas in English, points in Basque.
pub fn number(lang: Lang, value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let separator = match lang {
        Lang::Fr | Lang::Oc => '\u{202F}',
        Lang::En => ',',
        Lang::Eu => '.',
    };
    let mut out = String::from(if value < 0 { "−" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// The language of this page. It does not change while the page is open: choosing another one loads the page again.
pub fn use_lang() -> Lang {
    use_context::<Lang>().unwrap_or_default()
}

/// A sentence in the language of this page.
pub fn t(text: Text) -> &'static str {
    text.of(use_lang())
}

/// A sentence in the language of this page, with its `{slots}` filled.
pub fn tf(text: Text, slots: &[(&str, &str)]) -> String {
    text.with(use_lang(), slots)
}

/// A date as people write it: `24 novembre 2026`, `24 November 2026`, `2026ko azaroaren 24a`, `24 de novembre de 2026`.
pub fn date(lang: Lang, date: jiff::civil::Date) -> String {
    let day = match (lang, date.day()) {
        (Lang::Fr, 1) => "1er".to_owned(),
        (Lang::Oc, 1) => "1èr".to_owned(),
        (_, day) => day.to_string(),
    };
    let (month, year) = (month(lang, date.month()), date.year());
    match lang {
        Lang::Fr | Lang::En => format!("{day} {month} {year}"),
        // The genitive of every month is its name and "ren".
        Lang::Eu => format!("{year}ko {month}ren {day}a"),
        Lang::Oc if month.starts_with(['a', 'o']) => format!("{day} d’{month} de {year}"),
        Lang::Oc => format!("{day} de {month} de {year}"),
    }
}

/// The day of the week and the date: `mardi 24 novembre 2026`.
pub fn long_date(lang: Lang, day: jiff::civil::Date) -> String {
    format!("{} {}", weekday(lang, day.weekday()), date(lang, day))
}

/// Name of the month, 1 to 12.
pub fn month(lang: Lang, month: i8) -> &'static str {
    use texts::dates as d;
    let text = match month {
        1 => d::MONTH_1,
        2 => d::MONTH_2,
        3 => d::MONTH_3,
        4 => d::MONTH_4,
        5 => d::MONTH_5,
        6 => d::MONTH_6,
        7 => d::MONTH_7,
        8 => d::MONTH_8,
        9 => d::MONTH_9,
        10 => d::MONTH_10,
        11 => d::MONTH_11,
        _ => d::MONTH_12,
    };
    text.of(lang)
}

/// The month in at most four letters, for narrow places: `nov.`, `Nov`.
pub fn short_month(lang: Lang, index: i8) -> String {
    let whole = month(lang, index);
    match lang {
        Lang::Fr | Lang::Oc if whole.chars().count() > 5 => {
            // "juin" and "juillet" share three letters.
            let kept = if index == 7 {
                5
            } else if index == 1 || index == 2 {
                4
            } else {
                3 + usize::from(index == 9)
            };
            format!("{}.", whole.chars().take(kept).collect::<String>())
        }
        Lang::Fr | Lang::Oc => whole.to_owned(),
        Lang::En | Lang::Eu => whole.chars().take(3).collect(),
    }
}

/// Name of the day of the week.
pub fn weekday(lang: Lang, day: jiff::civil::Weekday) -> &'static str {
    use jiff::civil::Weekday as W;
    use texts::dates as d;
    let text = match day {
        W::Monday => d::MONDAY,
        W::Tuesday => d::TUESDAY,
        W::Wednesday => d::WEDNESDAY,
        W::Thursday => d::THURSDAY,
        W::Friday => d::FRIDAY,
        W::Saturday => d::SATURDAY,
        W::Sunday => d::SUNDAY,
    };
    text.of(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Text = Text { fr: "{n} résultat", en: "{n} result" };
    const OTHER: Text = Text { fr: "{n} résultats", en: "{n} results" };

    #[test]
    fn french_says_one_for_zero_and_english_does_not() {
        assert_eq!(counted(Lang::Fr, 0, ONE, OTHER), "0 résultat");
        assert_eq!(counted(Lang::En, 0, ONE, OTHER), "0 results");
        assert_eq!(counted(Lang::Fr, 12_345, ONE, OTHER), "12\u{202F}345 résultats");
        assert_eq!(counted(Lang::En, 12_345, ONE, OTHER), "12,345 results");
    }

    #[test]
    fn dates_and_counts_follow_each_language() {
        let day = jiff::civil::date(2026, 11, 24);
        assert_eq!(date(Lang::Fr, day), "24 novembre 2026");
        assert_eq!(date(Lang::Eu, day), "2026ko azaroaren 24a");
        assert_eq!(date(Lang::Oc, day), "24 de novembre de 2026");
        assert_eq!(date(Lang::Oc, jiff::civil::date(2026, 4, 1)), "1èr d’abril de 2026");
        assert_eq!((plural(Lang::Eu, 0, ONE, OTHER), plural(Lang::Oc, 0, ONE, OTHER)), (OTHER, ONE));
        assert_eq!(number(Lang::Eu, 12_345), "12.345");
    }

    #[test]
    fn what_a_partial_language_lacks_is_said_in_french() {
        assert_eq!(texts::frame::HELP.of(Lang::Eu), "Laguntza");
        assert_eq!(texts::frame::HELP.of(Lang::Oc), "Ajuda");
        assert_eq!(texts::errors::NOT_FOUND.of(Lang::Eu), texts::errors::NOT_FOUND.fr);
        for said in [texts::EU, texts::OC] {
            assert!(said.windows(2).all(|pair| pair[0].0 < pair[1].0), "sorted, each once");
        }
    }

    #[test]
    fn an_unknown_slot_stays_empty_and_a_lone_brace_stays() {
        let text = Text { fr: "a {x} { b {y}", en: "" };
        assert_eq!(text.with(Lang::Fr, &[("x", "1")]), "a 1 ");
        assert_eq!(Text { fr: "a { b", en: "" }.with(Lang::Fr, &[]), "a { b");
    }

    #[test]
    fn french_punctuation_never_begins_a_line() {
        assert!(texts::errors::OFFLINE.fr.contains("modifié\u{A0}: réessayez"), "{}", texts::errors::OFFLINE.fr);
        assert!(texts::board::CHOOSE_PLACE.fr.ends_with("\u{202F}?"), "{}", texts::board::CHOOSE_PLACE.fr);
        assert!(!texts::errors::OFFLINE.en.contains('\u{A0}'));
    }
}
