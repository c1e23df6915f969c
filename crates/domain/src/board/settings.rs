//! What a person chooses on a card: a place, life themes, a zone.

use super::{CardKind, Setting};
use crate::{calendar::Zone, ids::PlaceId, services::LifeTheme};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt, str::FromStr};

/// The text is not a setting of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a setting of a card")]
pub struct NotASetting;

/// The code of a theme or of a zone: 1 to 40 of `a-z`, `0-9`, `-`. That it names something is for the card to check:
/// themes come and go, and a board must outlive them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct SettingCode(Box<str>);

impl SettingCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for SettingCode {
    type Err = NotASetting;
    fn from_str(text: &str) -> Result<Self, NotASetting> {
        let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if (1..=40).contains(&text.len()) && text.bytes().all(good) { Ok(Self(text.into())) } else { Err(NotASetting) }
    }
}

impl From<SettingCode> for String {
    fn from(code: SettingCode) -> Self {
        code.0.into()
    }
}

impl TryFrom<String> for SettingCode {
    type Error = NotASetting;
    fn try_from(text: String) -> Result<Self, NotASetting> {
        text.parse()
    }
}

/// What a person chose on a card. Written `place=… themes=a,b zone=c`, each part only if chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardSettings {
    /// For which followed place. `None`: the main one. The place may no longer be followed: the card then falls back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// Which life themes, at most [`CardSettings::MOST_THEMES`]. Empty: those of the person's profile.
    /// [`CardSettings::NO_THEME`] alone: none at all.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub themes: BTreeSet<SettingCode>,
    /// Which zone of school holidays. `None`: the zone of the place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<SettingCode>,
}

impl CardSettings {
    /// The most themes that one card keeps.
    pub const MOST_THEMES: usize = 24;

    /// The code that stands for "no theme at all": the rule is switched off on this card.
    pub const NO_THEME: &str = "none";

    /// The life themes that the card shows, given those of the profile.
    pub fn themes_beside(&self, profile: &[LifeTheme]) -> Vec<LifeTheme> {
        if self.themes.is_empty() {
            return profile.to_vec();
        }
        let chosen = |theme: &LifeTheme| self.themes.iter().any(|code| code.as_str() == theme.word());
        LifeTheme::ALL.iter().copied().filter(chosen).collect()
    }

    /// The zone that is chosen, if it still names one.
    pub fn zone(&self) -> Option<Zone> {
        self.zone.as_ref().and_then(|code| Zone::from_word(code.as_str()))
    }

    /// Nothing is chosen.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a card of that kind can be set so.
    pub fn fit(&self, kind: CardKind) -> bool {
        let takes = |setting| kind.settings().contains(&setting);
        (self.place.is_none() || takes(Setting::Place))
            && (self.themes.is_empty() || takes(Setting::Themes))
            && (self.zone.is_none() || takes(Setting::Zone))
            && self.themes.len() <= Self::MOST_THEMES
    }

    /// Takes one written part, `zone=a`. Errors: unknown, badly written, or said twice.
    pub(super) fn read_part(&mut self, part: &str) -> Result<(), NotASetting> {
        let (name, value) = part.split_once('=').ok_or(NotASetting)?;
        match Setting::from_word(name).ok_or(NotASetting)? {
            Setting::Place if self.place.is_none() => self.place = Some(value.parse().map_err(|_| NotASetting)?),
            Setting::Themes if self.themes.is_empty() => {
                self.themes = value.split(',').map(str::parse).collect::<Result<_, _>>()?;
            }
            Setting::Zone if self.zone.is_none() => self.zone = Some(value.parse()?),
            Setting::Place | Setting::Themes | Setting::Zone => return Err(NotASetting),
        }
        Ok(())
    }
}

impl fmt::Display for CardSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let themes: Vec<&str> = self.themes.iter().map(SettingCode::as_str).collect();
        let parts = [
            self.place.map(|place| format!("place={place}")),
            (!themes.is_empty()).then(|| format!("themes={}", themes.join(","))),
            self.zone.as_ref().map(|zone| format!("zone={}", zone.as_str())),
        ];
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }
}

impl FromStr for CardSettings {
    type Err = NotASetting;
    fn from_str(text: &str) -> Result<Self, NotASetting> {
        let mut settings = Self::default();
        text.split(' ').filter(|part| !part.is_empty()).try_for_each(|part| settings.read_part(part))?;
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_read_back_what_they_write() {
        let settings: CardSettings = "themes=health,family zone=a".parse().unwrap();
        assert_eq!(settings.to_string(), "themes=family,health zone=a");
        assert_eq!("".parse(), Ok(CardSettings::default()));
    }

    #[test]
    fn a_setting_that_is_unknown_badly_written_or_said_twice_is_refused() {
        for text in ["zone", "zone=", "zone=É", "themes=a,", "themes=", "color=red", "zone=a zone=b", "place=home"] {
            assert_eq!(text.parse::<CardSettings>(), Err(NotASetting), "{text}");
        }
    }

    #[test]
    fn a_card_shows_the_themes_of_the_profile_until_it_has_its_own() {
        let profile = [LifeTheme::Family, LifeTheme::Money];
        let shown = |text: &str| text.parse::<CardSettings>().unwrap().themes_beside(&profile);
        assert_eq!(shown(""), profile);
        assert_eq!(shown("themes=work,papers,gone"), [LifeTheme::Papers, LifeTheme::Work]);
        assert_eq!(shown("themes=none"), []);
    }

    #[test]
    fn a_card_refuses_a_setting_that_it_would_not_use() {
        let zone: CardSettings = "zone=a".parse().unwrap();
        assert!(zone.fit(CardKind::Calendar) && !zone.fit(CardKind::News));
    }
}
