//! How values are written in French files: numbers, days, yes and no, and the official identifiers with their keys.
//!
//! Everything here reads one cell and says what it is; nothing is guessed from a sample.

use crate::text::fold;
use jiff::civil::{Date, DateTime};

/// A text folded to lower-case ASCII letters and digits, words apart by one space; other letters fall away.
pub fn ascii(text: &str) -> String {
    let kept: String = fold(text).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    kept.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether the cell says that nothing is known: empty, or one of the words by which files say so.
pub fn is_missing(text: &str) -> bool {
    let text = text.trim();
    text.is_empty()
        || matches!(
            text,
            "NA" | "N/A"
                | "n/a"
                | "#N/A"
                | "NaN"
                | "nan"
                | "NULL"
                | "null"
                | "None"
                | "ND"
                | "n.d."
                | "nd"
                | "NC"
                | "nc"
                | "-"
                | "--"
                | "NR"
        )
}

/// A number as it may be written, reduced to digits with one point; its sign `%` or `€` apart.
fn plain_number(text: &str) -> Option<(String, &'static str)> {
    let mut text = text.trim();
    let mut unit = "";
    for sign in ["%", "€"] {
        if let Some(rest) = text.strip_suffix(sign) {
            (text, unit) = (rest.trim_end(), sign);
        }
    }
    let (sign, body) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let mut out = String::with_capacity(text.len() + 1);
    out.push_str(sign);
    let (mut whole, mut decimals, mut point, mut group) = (0_usize, 0_usize, false, None::<usize>);
    for c in body.chars() {
        match c {
            '0'..='9' => {
                out.push(c);
                if point {
                    decimals += 1;
                } else {
                    whole += 1;
                }
                if let Some(length) = &mut group {
                    *length += 1;
                }
            }
            // Thousands are apart by spaces, in groups of three.
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'
                if !point && whole > 0 && group.is_none_or(|length| length == 3) =>
            {
                group = Some(0);
            }
            ',' | '.' if !point && whole > 0 => {
                if group.is_some_and(|length| length != 3) {
                    return None;
                }
                (point, group) = (true, None);
                out.push('.');
            }
            _ => return None,
        }
    }
    let bad_end = (point && decimals == 0) || group.is_some_and(|length| length != 3);
    // A zero before other digits says that this is a code.
    let code = whole > 1 && body.starts_with('0');
    (whole > 0 && !bad_end && !code).then_some((out, unit))
}

/// A whole number: `12`, `1 234`, `-5`. Not `007`, which is a code.
pub fn integer(text: &str) -> Option<i64> {
    let (number, unit) = plain_number(text)?;
    if unit.is_empty() { number.parse().ok() } else { None }
}

/// A number: `1 234,5`, `12.5`, `12,5 %`, `1 234 €`.
pub fn decimal(text: &str) -> Option<f64> {
    let (number, _) = plain_number(text)?;
    number.parse().ok().filter(|number: &f64| number.is_finite())
}

/// The sign that follows a number, or an empty text.
pub fn unit(text: &str) -> &'static str {
    plain_number(text).map_or("", |(_, unit)| unit)
}

/// Yes or no.
pub fn boolean(text: &str) -> Option<bool> {
    let text = text.trim();
    let is = |words: [&str; 3]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is(["oui", "vrai", "true"]) {
        Some(true)
    } else if is(["non", "faux", "false"]) {
        Some(false)
    } else {
        None
    }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A day: `2024-02-29`, `2024/02/29`, `29/02/2024`, `29-02-2024`, `29.02.2024`.
pub fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    if !(8..=10).contains(&text.len()) {
        return None;
    }
    let mark = text.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(mark, '-' | '/' | '.') {
        return None;
    }
    let mut parts = text.split(mark);
    let (first, month, last) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || ![first, month, last].into_iter().all(digits) {
        return None;
    }
    let (year, day) = if first.len() == 4 && last.len() <= 2 {
        (first, last)
    } else if last.len() == 4 && first.len() <= 2 {
        (last, first)
    } else {
        return None;
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A day and an hour: `2024-02-29T14:30:00`, `29/02/2024 14:30`. A zone is read and left aside: the hour stays as written.
pub fn moment(text: &str) -> Option<DateTime> {
    let text = text.trim();
    let (day, time) = text.split_once(['T', ' '])?;
    let day = date(day)?;
    let mut time = time.trim();
    time = time.strip_suffix('Z').unwrap_or(time);
    if let Some(at) = time.rfind(['+', '-']) {
        time = time.get(..at)?;
    }
    let mut parts = time.split(':');
    let hour: i8 = parts.next().filter(|part| digits(part))?.parse().ok()?;
    let minute: i8 = parts.next().filter(|part| digits(part))?.parse().ok()?;
    let seconds = parts.next().unwrap_or("0");
    let second: i8 = seconds.split('.').next().filter(|part| digits(part))?.parse().ok()?;
    if parts.next().is_some() {
        return None;
    }
    let time = jiff::civil::Time::new(hour, minute, second, 0).ok()?;
    Some(day.to_datetime(time))
}

/// The Luhn key over digits (ISO/IEC 7812-1, annex B).
fn luhn(text: &str) -> bool {
    let sum: u32 = text
        .bytes()
        .rev()
        .zip([1_u32, 2].into_iter().cycle())
        .map(|(byte, weight)| {
            let product = u32::from(byte.wrapping_sub(b'0')) * weight;
            if product > 9 { product - 9 } else { product }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// A text without the spaces by which digits are grouped.
fn closed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A SIREN: nine digits with their key.
pub fn is_siren(text: &str) -> bool {
    let text = closed(text);
    text.len() == 9 && digits(&text) && text != "000000000" && luhn(&text)
}

/// A SIRET: fourteen digits with their key. Establishments of La Poste have a key of their own: the sum of the digits is a
/// multiple of five (INSEE).
pub fn is_siret(text: &str) -> bool {
    let text = closed(text);
    if text.len() != 14 || !digits(&text) {
        return false;
    }
    let post = text.starts_with("356000000")
        && text.bytes().map(|byte| u32::from(byte.wrapping_sub(b'0'))).sum::<u32>().is_multiple_of(5);
    (luhn(&text) && !text.starts_with("000000000")) || post
}

/// An RNA number: `W` and nine characters, the first three of which may hold a letter (overseas).
pub fn is_rna(text: &str) -> bool {
    text.trim().strip_prefix('W').is_some_and(|rest| {
        rest.len() == 9
            && rest.bytes().take(3).all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
            && rest.bytes().skip(3).all(|byte| byte.is_ascii_digit())
    })
}

/// A UAI code: seven digits and a letter, which is their key (remainder by 23, without I, O and Q).
pub fn is_uai(text: &str) -> bool {
    const KEYS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";
    let text = text.trim();
    let (Some(number), Some(key)) = (text.get(..7), text.get(7..)) else { return false };
    // Corsica is written 620 and 720; two letters stand for 2A and 2B in old codes and are not read.
    digits(number)
        && number
            .parse::<usize>()
            .ok()
            .and_then(|number| KEYS.get(number % 23))
            .is_some_and(|expected| key.len() == 1 && key.bytes().all(|byte| byte.eq_ignore_ascii_case(expected)))
}

/// The shape of a postcode: five digits, not all zero.
pub fn is_postcode(text: &str) -> bool {
    let text = text.trim();
    text.len() == 5 && digits(text) && matches!(text.parse::<u32>(), Ok(1000..=98899))
}

/// A French telephone number, national or international.
pub fn is_phone(text: &str) -> bool {
    let kept: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '/' | '(' | ')')).collect();
    let national = kept
        .strip_prefix("+33")
        .or_else(|| kept.strip_prefix("0033"))
        .map(|rest| format!("0{}", rest.trim_start_matches('0')));
    let kept = national.unwrap_or(kept);
    kept.len() == 10 && digits(&kept) && kept.starts_with('0') && !kept.starts_with("00")
}

/// The shape of an e-mail address.
pub fn is_email(text: &str) -> bool {
    let text = text.trim();
    text.split_once('@').is_some_and(|(name, host)| {
        let plain = |part: &str| {
            !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || matches!(c, '@' | ',' | ';' | '<' | '>'))
        };
        plain(name) && plain(host) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    })
}

/// A social security number (NIR): thirteen characters, with their key of two digits where it is given
/// (97 minus the remainder by 97; Corsica's letters stand for 19 and 18).
pub fn is_nir(text: &str) -> bool {
    let text = closed(text).to_uppercase();
    if !text.is_ascii()
        || !matches!(text.len(), 13 | 15)
        || !matches!(text.as_bytes().first(), Some(b'1'..=b'4' | b'7' | b'8'))
    {
        return false;
    }
    let (number, key) = text.split_at(13);
    let month_is_possible = number
        .get(3..5)
        .and_then(|month| month.parse::<u8>().ok())
        .is_some_and(|month| matches!(month, 1..=12 | 20..=42 | 50..=99));
    let number = number.replace("2A", "19").replace("2B", "18");
    let (true, Ok(value)) = (digits(&number), number.parse::<u64>()) else { return false };
    if !month_is_possible {
        return false;
    }
    if key.is_empty() {
        // Without a key thirteen digits are also many other things: only those with a possible département.
        return number
            .get(5..7)
            .and_then(|place| place.parse::<u8>().ok())
            .is_some_and(|place| (1..=99).contains(&place));
    }
    key.parse::<u64>().is_ok_and(|key| key == 97 - value % 97)
}

/// An IBAN with its key (ISO 13616: the number read in base 36, its head behind, leaves 1 by 97).
pub fn is_iban(text: &str) -> bool {
    let text = closed(text).to_uppercase();
    if !text.is_ascii() || !(15..=34).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return false;
    }
    let (head, rest) = text.split_at(4);
    let shape = head.bytes().take(2).all(|byte| byte.is_ascii_uppercase())
        && head.bytes().skip(2).all(|byte| byte.is_ascii_digit());
    let remainder = rest
        .chars()
        .chain(head.chars())
        .filter_map(|c| c.to_digit(36))
        .fold(0_u32, |sum, digit| if digit < 10 { (sum * 10 + digit) % 97 } else { (sum * 100 + digit) % 97 });
    shape && remainder == 1
}

/// A point written `latitude, longitude` in degrees.
pub fn point(text: &str) -> Option<(f64, f64)> {
    let text = text.trim().trim_start_matches(['[', '(']).trim_end_matches([']', ')']);
    let (latitude, longitude) = text.split_once([',', ';'])?;
    let degrees = |text: &str| text.trim().parse::<f64>().ok();
    let (latitude, longitude) = (degrees(latitude)?, degrees(longitude)?);
    // Decimals tell a point from a number with a comma.
    let precise = text.bytes().filter(|byte| *byte == b'.').count() == 2;
    (precise && latitude.abs() <= 90.0 && longitude.abs() <= 180.0).then_some((latitude, longitude))
}

/// The shape of a web address.
pub fn is_url(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace)
}

/// The shape of a `GeoJSON` geometry in a cell.
pub fn is_geometry(text: &str) -> bool {
    let text = text.trim();
    text.starts_with('{') && text.contains("\"coordinates\"") && text.contains("\"type\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written_in_french() {
        assert_eq!(integer("1 234"), Some(1234));
        assert_eq!(integer("1\u{202f}234\u{202f}567"), Some(1_234_567));
        assert_eq!(decimal("1 234,5"), Some(1234.5));
        assert_eq!(decimal("-12,5 %"), Some(-12.5));
        assert_eq!(decimal("1 234 €"), Some(1234.0));
        assert_eq!(unit("12,5 %"), "%");
        assert_eq!(decimal("0.5"), Some(0.5));
        assert_eq!(integer("0"), Some(0));
    }

    #[test]
    fn codes_and_words_are_no_numbers() {
        for text in [
            "007",
            "01004",
            "2A004",
            "12 34",
            "1 2345",
            "1,2,3",
            "12,",
            ",5",
            "",
            "-",
            "3,7kW",
            "1e5",
            "12%5",
            "1 234 567 8",
        ] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_read_in_both_orders_and_checked() {
        assert_eq!(date("29/02/2024"), date("2024-02-29"));
        assert_eq!(date("2017/07/12").map(|day| day.to_string()), Some("2017-07-12".to_owned()));
        for text in ["29/02/2023", "2024-13-01", "12/2024", "1-2-3", "20240229", "12/11/24"] {
            assert_eq!(date(text), None, "{text}");
        }
        assert_eq!(moment("29/02/2024 14:30"), moment("2024-02-29T14:30:00+01:00"));
        assert_eq!(moment("2024-02-29 25:00"), None);
    }

    #[test]
    fn identifiers_are_known_by_their_keys() {
        assert!(is_siren("243300316") && is_siren("243 300 316") && !is_siren("243300317"));
        assert!(is_siret("24330031600011") && !is_siret("24330031600012"));
        assert!(is_siret("35600000000048"), "La Poste");
        assert!(is_rna("W332012345") && !is_rna("332012345"));
        assert!(is_uai("0330021U") && !is_uai("0330021A"));
        assert!(is_iban("FR76 3000 6000 0112 3456 7890 189") && !is_iban("FR76 3000 6000 0112 3456 7890 188"));
        assert!(is_nir("1 85 05 78 006 084 91") && !is_nir("1 85 05 78 006 084 92"));
        assert!(is_phone("05 56 00 00 00") && is_phone("+33 5 56 00 00 00") && !is_phone("112"));
        assert!(is_email("mairie@bordeaux.fr") && !is_email("mairie@bordeaux") && !is_email("a b@c.fr"));
        assert!(is_postcode("33700") && !is_postcode("00000") && !is_postcode("3370"));
    }

    #[test]
    fn a_point_has_decimals_and_stays_on_earth() {
        assert_eq!(point("44.83, -0.57"), Some((44.83, -0.57)));
        assert_eq!(point("12,5"), None);
        assert_eq!(point("144.83,-0.57"), None);
    }
}
