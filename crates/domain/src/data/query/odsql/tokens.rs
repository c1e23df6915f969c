//! The words and signs of ODSQL.

use super::super::Fault;

/// Words that are no field where they stand bare; between backquotes they are.
const KEYWORDS: [&str; 12] = ["and", "or", "not", "in", "like", "is", "null", "true", "false", "as", "asc", "desc"];

/// The signs, those first that begin with another.
const SIGNS: [&str; 14] = ["..", "!=", "<=", ">=", "(", ")", "[", "]", ",", "*", ":", "=", "<", ">"];

/// A word or sign.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// A bare word: a keyword, a function or a field.
    Word(String),
    /// A field between backquotes.
    Field(String),
    /// A text between quotes.
    Text(String),
    /// A number as it is written.
    Number(String),
    /// A sign.
    Sign(&'static str),
}

/// The words and signs of a text, read one after the other.
pub(super) struct Tokens<'a> {
    text: &'a str,
    /// Each with the place where it begins.
    cut: Vec<(usize, Token)>,
    at: usize,
}

impl<'a> Tokens<'a> {
    /// Cuts a text into words and signs.
    pub(super) fn of(text: &'a str) -> Result<Self, Fault> {
        let mut cut = Vec::new();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (token, after) = token(rest).ok_or_else(|| Fault::new("syntax", rest))?;
            cut.push((text.len() - rest.len(), token));
            rest = after.trim_start();
        }
        Ok(Self { text, cut, at: 0 })
    }

    fn ahead(&self, by: usize) -> Option<&Token> {
        self.cut.get(self.at + by).map(|(_, token)| token)
    }

    /// What is wrong stands here; at the end, the whole is meant.
    pub(super) fn fault(&self) -> Fault {
        let place = self.cut.get(self.at).and_then(|(place, _)| self.text.get(*place..));
        Fault::new("syntax", place.unwrap_or(self.text))
    }

    /// Whether everything was read.
    pub(super) fn end(&self) -> Result<(), Fault> {
        if self.at == self.cut.len() { Ok(()) } else { Err(self.fault()) }
    }

    /// Reads this sign, if it comes next.
    pub(super) fn sign(&mut self, sign: &str) -> bool {
        let is = matches!(self.ahead(0), Some(Token::Sign(next)) if *next == sign);
        self.at += usize::from(is);
        is
    }

    /// Reads this sign.
    pub(super) fn need(&mut self, sign: &str) -> Result<(), Fault> {
        if self.sign(sign) { Ok(()) } else { Err(self.fault()) }
    }

    /// Reads this bare word, in capitals or not, if it comes next.
    pub(super) fn word(&mut self, word: &str) -> bool {
        let is = matches!(self.ahead(0), Some(Token::Word(next)) if next.eq_ignore_ascii_case(word));
        self.at += usize::from(is);
        is
    }

    /// Reads the name of a function and its parenthesis, if they come next; in small letters.
    pub(super) fn function(&mut self) -> Option<String> {
        let (Some(Token::Word(name)), Some(Token::Sign("("))) = (self.ahead(0), self.ahead(1)) else { return None };
        if KEYWORDS.iter().any(|word| name.eq_ignore_ascii_case(word)) {
            return None;
        }
        let name = name.to_ascii_lowercase();
        self.at += 2;
        Some(name)
    }

    /// Reads a text between quotes, if it comes next.
    pub(super) fn text(&mut self) -> Option<String> {
        let Some(Token::Text(text)) = self.ahead(0) else { return None };
        let text = text.clone();
        self.at += 1;
        Some(text)
    }

    /// Reads a number as it is written, if it comes next.
    pub(super) fn number(&mut self) -> Option<String> {
        let Some(Token::Number(number)) = self.ahead(0) else { return None };
        let number = number.clone();
        self.at += 1;
        Some(number)
    }

    /// Reads a bare word whatever it is, if it comes next.
    pub(super) fn bare(&mut self) -> Option<String> {
        let Some(Token::Word(word)) = self.ahead(0) else { return None };
        let word = word.clone();
        self.at += 1;
        Some(word)
    }

    /// Reads the name of a field.
    pub(super) fn field(&mut self) -> Result<String, Fault> {
        let name = match self.ahead(0) {
            Some(Token::Word(name)) if !KEYWORDS.iter().any(|word| name.eq_ignore_ascii_case(word)) => name.clone(),
            Some(Token::Field(name)) => name.clone(),
            _ => return Err(self.fault()),
        };
        self.at += 1;
        Ok(name)
    }

    /// Reads a name that the answer will bear. It is made of letters, digits and `_`: whatever writes it later (a heading, a
    /// file) needs no escape.
    pub(super) fn alias(&mut self) -> Result<String, Fault> {
        let fault = self.fault();
        let plain = |name: &String| {
            name.chars().all(|c| c.is_alphanumeric() || c == '_') && (1..=60).contains(&name.chars().count())
        };
        self.field().ok().filter(plain).ok_or(fault)
    }
}

/// The first word or sign, and what follows it.
fn token(text: &str) -> Option<(Token, &str)> {
    let first = text.chars().next()?;
    if let '"' | '\'' | '`' = first {
        let (inner, rest) = quoted(text.get(1..)?, first)?;
        return match first {
            '`' => (!inner.is_empty()).then_some((Token::Field(inner), rest)),
            _ => Some((Token::Text(inner), rest)),
        };
    }
    if first.is_alphabetic() || first == '_' {
        let (word, rest) = split(text, |c| c.is_alphanumeric() || c == '_');
        return Some((Token::Word(word.to_owned()), rest));
    }
    if let Some((number, rest)) = number(text) {
        return Some((Token::Number(number.to_owned()), rest));
    }
    let sign = SIGNS.into_iter().find(|sign| text.starts_with(sign))?;
    Some((Token::Sign(sign), text.get(sign.len()..)?))
}

/// The longest head of such characters, and what follows.
fn split(text: &str, keep: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|c| !keep(c)).unwrap_or(text.len()))
}

/// `12`, `-0.5`. A point without a digit after it belongs to what follows: `1..5` is a range.
fn number(text: &str) -> Option<(&str, &str)> {
    let digits = |text: &str| text.len() - split(text, |c| c.is_ascii_digit()).1.len();
    let sign = usize::from(text.starts_with('-'));
    let whole = digits(text.get(sign..)?);
    let mut length = sign + whole;
    if let Some(decimals) = text.get(length..)?.strip_prefix('.').map(digits).filter(|decimals| *decimals > 0) {
        length += 1 + decimals;
    }
    (whole > 0).then(|| text.split_at(length))
}

/// The text up to the closing quote, and what follows it. A backslash stands before a quote or another backslash.
fn quoted(text: &str, quote: char) -> Option<(String, &str)> {
    let mut inner = String::new();
    let mut chars = text.chars();
    loop {
        match chars.next()? {
            c if c == quote => return Some((inner, chars.as_str())),
            '\\' => inner.push(chars.next().filter(|c| matches!(c, '"' | '\'' | '`' | '\\'))?),
            c => inner.push(c),
        }
    }
}
