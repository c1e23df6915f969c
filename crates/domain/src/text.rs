//! Text that comes in from people: what is accepted, and how text is folded for comparison.

use serde::{Deserialize, Serialize};

/// Why a text is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextFault {
    /// Nothing but white space.
    #[error("empty")]
    Empty,
    /// Longer than the field allows.
    #[error("too long")]
    TooLong,
    /// Holds a control character, or one that changes the direction of what follows (bidirectional override).
    #[error("forbidden character")]
    ForbiddenCharacter,
}

/// What a text may hold.
#[derive(Debug, Clone, Copy)]
pub struct TextRule {
    /// The most characters (Unicode scalar values).
    pub most: u32,
    /// Whether it may have several lines.
    pub lines: bool,
}

impl TextRule {
    /// One line of at most `most` characters.
    pub const fn line(most: u32) -> Self {
        Self { most, lines: false }
    }

    /// Several lines, at most `most` characters in all.
    pub const fn lines(most: u32) -> Self {
        Self { most, lines: true }
    }

    /// The text without white space at its ends and with `\n` line ends, if it is acceptable.
    pub fn check(self, text: &str) -> Result<String, TextFault> {
        let text = text.trim().replace("\r\n", "\n").replace('\r', "\n");
        if text.is_empty() {
            return Err(TextFault::Empty);
        }
        if text.chars().count() > usize::try_from(self.most).unwrap_or(usize::MAX) {
            return Err(TextFault::TooLong);
        }
        if text.chars().any(|c| forbidden(c) && !(self.lines && matches!(c, '\n' | '\t'))) {
            return Err(TextFault::ForbiddenCharacter);
        }
        Ok(text)
    }
}

/// The text without what no field accepts, and with `\n` line ends: for a draft, of which nothing visible may be lost.
pub fn keepable(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| !forbidden(*c) || matches!(c, '\n' | '\t')).collect()
}

/// Control characters (PostgreSQL refuses NUL in text) and the bidirectional controls by which a text can show other
/// words than it holds (Unicode, UAX 9).
fn forbidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}')
}

/// Folds a text for comparison: lower case, no accents, ligatures opened, everything else than letters and digits
/// becomes one space. `Saint-Étienne` and `saint  etienne` fold to the same. Latin letters only: others are kept.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars().flat_map(char::to_lowercase) {
        let plain: &str = match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
            'ç' => "c",
            'è' | 'é' | 'ê' | 'ë' => "e",
            'ì' | 'í' | 'î' | 'ï' => "i",
            'ñ' => "n",
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => "o",
            'ù' | 'ú' | 'û' | 'ü' => "u",
            'ý' | 'ÿ' => "y",
            'œ' => "oe",
            'æ' => "ae",
            'ß' => "ss",
            // Combining marks that a keyboard may send apart from their letter.
            '\u{0300}'..='\u{036F}' => continue,
            _ => "",
        };
        if !plain.is_empty() || c.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            if plain.is_empty() { out.push(c) } else { out.push_str(plain) }
        } else {
            gap = true;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_hyphens_and_case_fold_away() {
        assert_eq!(fold("Saint-Étienne"), "saint etienne");
        assert_eq!(fold("  L'Haÿ-les-Roses "), "l hay les roses");
        assert_eq!(fold("Œuilly"), "oeuilly");
        assert_eq!(fold("e\u{301}te\u{301}"), "ete");
    }

    #[test]
    fn dangerous_text_is_refused() {
        let rule = TextRule::line(10);
        assert_eq!(rule.check("a\0b"), Err(TextFault::ForbiddenCharacter));
        assert_eq!(rule.check("abc\u{202E}def"), Err(TextFault::ForbiddenCharacter));
        assert_eq!(rule.check("a\nb"), Err(TextFault::ForbiddenCharacter));
        assert_eq!(rule.check(" \u{a0} "), Err(TextFault::Empty));
        assert_eq!(rule.check("01234567890"), Err(TextFault::TooLong));
        assert_eq!(TextRule::lines(10).check(" a\r\nb "), Ok("a\nb".to_owned()));
    }
}
