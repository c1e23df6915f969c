use crate::text::{TextFault, TextRule, fold};

/// What a name of an account may hold: 2 to 60 characters; an e-mail address is as good as any.
const NAME: TextRule = TextRule::line(60);

/// A name by which somebody signs in. Two names that differ in case, accents or spaces are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountName {
    text: String,
    key: String,
}

/// Why a name is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    /// Not an acceptable text.
    #[error("{0}")]
    Text(TextFault),
    /// Fewer than two letters or digits.
    #[error("too short")]
    TooShort,
}

impl AccountName {
    /// The name as it was typed.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The folded name, unique among accounts.
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl std::str::FromStr for AccountName {
    type Err = NameFault;
    fn from_str(text: &str) -> Result<Self, NameFault> {
        let text = NAME.check(text).map_err(NameFault::Text)?;
        // An address is one by its every character, so that a+b@x and ab@x stay two.
        let key = if text.contains('@') { text.to_lowercase() } else { fold(&text) };
        if key.chars().count() < 2 { Err(NameFault::TooShort) } else { Ok(Self { text, key }) }
    }
}

/// Why a passphrase is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassphraseFault {
    /// Fewer than ten characters.
    #[error("too short")]
    TooShort,
    /// More than 256 characters.
    #[error("too long")]
    TooLong,
    /// Among the first that anybody would try, or the name itself.
    #[error("too common")]
    TooCommon,
}

/// The first that anybody tries, folded and without spaces; those shorter than ten characters are refused already.
const COMMON: [&str; 24] = [
    "1234567890",
    "0123456789",
    "12345678910",
    "0987654321",
    "1111111111",
    "0000000000",
    "motdepasse",
    "motdepasse1",
    "motdepasse123",
    "password123",
    "password1234",
    "azertyuiop",
    "qwertyuiop",
    "azerty1234",
    "azerty12345",
    "azerty123456",
    "qwerty1234",
    "qwerty12345",
    "bonjour123",
    "bonjour1234",
    "abcdefghij",
    "iloveyou123",
    "administrateur",
    "passphrase",
];

/// Whether a passphrase is acceptable: length is what counts, there is no rule of composition (OWASP ASVS 5.0, 6.2).
pub fn check_passphrase(passphrase: &str, name: &AccountName) -> Result<(), PassphraseFault> {
    let length = passphrase.chars().count();
    if length < 10 {
        return Err(PassphraseFault::TooShort);
    }
    if length > 256 {
        return Err(PassphraseFault::TooLong);
    }
    let folded = fold(passphrase).replace(' ', "");
    let one_letter = passphrase.chars().all(|c| passphrase.starts_with(c));
    if one_letter || COMMON.contains(&folded.as_str()) || folded == fold(name.as_str()).replace(' ', "") {
        return Err(PassphraseFault::TooCommon);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_are_one_name() {
        let key = |text: &str| text.parse::<AccountName>().map(|name| name.key().to_owned());
        assert_eq!(key(" Élodie  Martin "), key("elodie-martin"));
        assert_ne!(key("a+b@x.fr"), key("ab@x.fr"));
        assert_eq!(key("é"), Err(NameFault::TooShort));
        assert_eq!(key("a\0b"), Err(NameFault::Text(TextFault::ForbiddenCharacter)));
    }

    #[test]
    fn a_passphrase_is_judged_by_its_length_and_not_its_signs() {
        let name: AccountName = "Marie Dupont".parse().unwrap();
        assert_eq!(check_passphrase("le chat dort au soleil", &name), Ok(()));
        assert_eq!(check_passphrase("chat", &name), Err(PassphraseFault::TooShort));
        for common in ["Mot de passe", "aaaaaaaaaaaa", "marie-dupont", "Azerty 1234"] {
            assert_eq!(check_passphrase(common, &name), Err(PassphraseFault::TooCommon), "{common}");
        }
        assert_eq!(check_passphrase(&"ab".repeat(129), &name), Err(PassphraseFault::TooLong));
    }
}
