//! What a column holds, guessed from every one of its values.

use super::Codes;
use domain::data::{Kind, french};

/// Values that say nothing against a kind before it is given up early.
const PATIENCE: u32 = 500;

/// How a kind is recognised.
struct Rule {
    kind: Kind,
    fits: fn(&str, &Codes) -> bool,
    /// Of a thousand values that many must fit.
    needs: u32,
    /// Words of the heading without which it is not this kind; none are needed when the list is empty.
    hints: &'static [&'static str],
}

const fn rule(kind: Kind, needs: u32, hints: &'static [&'static str], fits: fn(&str, &Codes) -> bool) -> Rule {
    Rule { kind, fits, needs, hints }
}

/// In the order in which they are preferred.
static RULES: [Rule; 24] = [
    rule(Kind::Latitude, 950, &["lat", "latitude", "y", "ylatitude", "y wgs84"], |text, _| degrees(text, 90.0)),
    rule(Kind::Longitude, 950, &["lon", "lng", "long", "longitude", "x", "xlongitude", "x wgs84"], |text, _| {
        degrees(text, 180.0)
    }),
    rule(Kind::Postcode, 900, &["postal", "cp", "code postal", "codepostal", "code postaux"], |text, _| {
        french::is_postcode(text)
    }),
    rule(Kind::Commune, 800, &["insee", "codgeo", "depcom", "commune", "com", "codeinsee", "cog"], |text, codes| {
        commune(text, codes).is_some()
    }),
    rule(Kind::Commune, 990, &[], |text, codes| text.len() == 5 && codes.communes.contains_key(text)),
    rule(Kind::Departement, 980, &["dep", "departement", "dpt", "codedepartement"], |text, codes| {
        codes.departements.contains(text)
    }),
    rule(Kind::Region, 980, &["reg", "region", "coderegion"], |text, codes| codes.regions.contains(text)),
    rule(Kind::Epci, 950, &[], |text, codes| codes.epci.contains(text)),
    rule(Kind::Nir, 900, &[], |text, _| french::is_nir(text)),
    rule(Kind::Siret, 900, &[], |text, _| french::is_siret(text)),
    rule(Kind::Siren, 900, &[], |text, _| french::is_siren(text)),
    rule(Kind::Rna, 950, &[], |text, _| french::is_rna(text)),
    rule(Kind::Uai, 950, &[], |text, _| french::is_uai(text)),
    rule(Kind::Iban, 900, &[], |text, _| french::is_iban(text)),
    rule(Kind::Email, 900, &[], |text, _| french::is_email(text)),
    rule(Kind::Phone, 900, &[], |text, _| french::is_phone(text)),
    rule(Kind::Url, 950, &[], |text, _| french::is_url(text)),
    rule(Kind::Geometry, 990, &[], |text, _| french::is_geometry(text)),
    rule(Kind::Point, 950, &[], |text, _| french::point(text).is_some()),
    rule(Kind::Boolean, 990, &[], |text, _| french::boolean(text).is_some()),
    rule(Kind::Date, 980, &[], |text, _| french::date(text).is_some()),
    rule(Kind::Moment, 980, &[], |text, _| french::moment(text).is_some() || french::date(text).is_some()),
    rule(Kind::Integer, 980, &[], |text, _| french::integer(text).is_some()),
    rule(Kind::Decimal, 980, &[], |text, _| french::decimal(text).is_some()),
];

fn degrees(text: &str, most: f64) -> bool {
    french::decimal(text).is_some_and(|number| number.abs() <= most)
}

/// Today's commune of a code as it is written: spaces at its ends and a lost zero are forgiven.
pub(super) fn commune<'a>(text: &str, codes: &'a Codes) -> Option<&'a str> {
    let text = text.trim();
    let found = match text.len() {
        5 => codes.communes.get(text),
        4 if text.bytes().all(|byte| byte.is_ascii_digit()) => codes.communes.get(&format!("0{text}")),
        _ => None,
    };
    found.map(String::as_str)
}

/// What was seen of a column.
pub(super) struct Guess<'a> {
    codes: &'a Codes,
    /// The rules that still may hold, each with the values that did not fit.
    alive: Vec<(&'static Rule, u32)>,
    filled: u32,
    /// A number with a zero before it is a code, and so are all the others.
    zeros: bool,
    unit: Option<&'static str>,
}

impl<'a> Guess<'a> {
    pub(super) fn new(heading: &str, codes: &'a Codes) -> Self {
        let words = french::ascii(heading);
        let hinted = |rule: &&'static Rule| {
            rule.hints.is_empty()
                || rule.hints.iter().any(|hint| words == *hint || words.split(' ').any(|word| word == *hint))
        };
        // `Xlongitude`, `code_insee`, `codepostal`: words grown together.
        let contained = |rule: &&'static Rule| {
            rule.hints.iter().any(|hint| hint.len() > 4 && words.replace(' ', "").contains(&hint.replace(' ', "")))
        };
        let alive = RULES.iter().filter(|rule| hinted(rule) || contained(rule)).map(|rule| (rule, 0)).collect();
        Self { codes, alive, filled: 0, zeros: false, unit: None }
    }

    /// Sees one value.
    pub(super) fn see(&mut self, value: &str) {
        if self.alive.is_empty() || french::is_missing(value) {
            return;
        }
        let value = value.trim();
        self.filled = self.filled.saturating_add(1);
        if !self.zeros && value.len() > 1 && value.starts_with('0') && value.bytes().all(|byte| byte.is_ascii_digit()) {
            self.zeros = true;
            self.alive.retain(|(rule, _)| !rule.kind.is_quantity());
        }
        let (codes, filled) = (self.codes, self.filled);
        self.alive.retain_mut(|(rule, misses)| {
            if (rule.fits)(value, codes) {
                return true;
            }
            *misses += 1;
            // More misses than the rule may have, were all that follows to fit twice over.
            *misses <= PATIENCE || *misses < filled / 3
        });
        if self.unit.is_none() && self.alive.iter().any(|(rule, _)| rule.kind == Kind::Decimal) {
            self.unit = Some(french::unit(value));
        }
    }

    /// What the column holds.
    pub(super) fn kind(&self) -> Kind {
        if self.filled == 0 {
            return Kind::Text;
        }
        let holds = |(rule, misses): &&(&'static Rule, u32)| {
            // In a short table each value counts.
            let lenient = self.filled >= 40 || !rule.hints.is_empty();
            *misses == 0
                || (lenient && u64::from(*misses) * 1000 <= u64::from(self.filled) * u64::from(1000 - rule.needs))
        };
        self.alive.iter().find(holds).map_or(Kind::Text, |(rule, _)| rule.kind)
    }

    /// The sign behind the numbers.
    pub(super) fn unit(&self) -> &'static str {
        self.unit.unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes() -> Codes {
        let communes = [("33281", "33281"), ("01004", "01004"), ("2A004", "2A004"), ("33409", "33008")];
        Codes {
            communes: communes.into_iter().map(|(code, today)| (code.to_owned(), today.to_owned())).collect(),
            departements: ["01", "33", "2A"].map(str::to_owned).into(),
            ..Codes::default()
        }
    }

    fn kind(heading: &str, values: &[&str]) -> Kind {
        let codes = codes();
        let mut guess = Guess::new(heading, &codes);
        for value in values {
            guess.see(value);
        }
        guess.kind()
    }

    #[test]
    fn codes_stay_codes() {
        assert_eq!(kind("code_insee", &["33281", "1004", "2A004 "]), Kind::Commune);
        assert_eq!(kind("Code postal", &["33700", "33000"]), Kind::Postcode);
        assert_eq!(kind("DEP", &["01", "33", "2A"]), Kind::Departement);
        assert_eq!(kind("lot", &["007", "12"]), Kind::Text);
        assert_eq!(kind("siret", &["24330031600011", ""]), Kind::Siret);
    }

    #[test]
    fn quantities_days_and_answers_are_understood() {
        assert_eq!(kind("montant", &["1 234,5", "12", "NA"]), Kind::Decimal);
        assert_eq!(kind("nombre", &["1 234", "12", ""]), Kind::Integer);
        assert_eq!(kind("date", &["29/02/2024", "01/03/2024"]), Kind::Date);
        assert_eq!(kind("gratuit", &["Oui", "NON"]), Kind::Boolean);
        assert_eq!(kind("Xlongitude", &["-0.57", "2,35"]), Kind::Longitude);
        assert_eq!(kind("x", &["1", "200"]), Kind::Integer);
    }

    #[test]
    fn one_word_among_few_numbers_makes_a_text() {
        assert_eq!(kind("puissance", &["22", "3,7kW", "36 kva"]), Kind::Text);
        assert_eq!(kind("vide", &["", "NA"]), Kind::Text);
    }

    #[test]
    fn one_slip_among_many_numbers_stays_a_slip() {
        let mut values = vec!["12"; 99];
        values.push("douze");
        assert_eq!(kind("nombre", &values), Kind::Integer);
    }
}
