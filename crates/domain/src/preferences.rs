//! How a person wants the pages to look ("affichage"): kept in a cookie, and in the account when there is one.

use serde::{Deserialize, Serialize};

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// Every choice, in the order of the page.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in the cookie, in forms and in the `data-` attribute of the page.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The choice of that word; `None` for an unknown one.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.word() == word)
            }
        }
    };
}

choice!(
    /// The colours. `Auto` follows the wishes that the browser tells.
    Theme {
        /// As the browser wishes.
        #[default]
        Auto = "auto",
        /// Dark ink on light paper.
        Light = "light",
        /// Light ink on dark.
        Dark = "dark",
        /// The strongest contrast.
        Contrast = "contrast",
        /// Warm and dim, for tired eyes.
        Soft = "soft",
    }
);
choice!(
    /// Size of the text, in percent of the browser's own.
    TextSize {
        /// 100 %.
        #[default]
        P100 = "100",
        /// 125 %.
        P125 = "125",
        /// 150 %.
        P150 = "150",
        /// 175 %.
        P175 = "175",
        /// 200 %.
        P200 = "200",
    }
);
choice!(
    /// Space between letters, words and lines (WCAG 1.4.12).
    Spacing {
        /// As designed.
        #[default]
        Normal = "normal",
        /// As wide as WCAG 1.4.12 asks.
        Wide = "wide",
    }
);
choice!(
    /// Whether links are underlined everywhere.
    Underline {
        /// Where they stand inside a text.
        #[default]
        Text = "text",
        /// Everywhere.
        Always = "yes",
    }
);
choice!(
    /// Movement on the page.
    Motion {
        /// As the browser wishes.
        #[default]
        Auto = "auto",
        /// None.
        Reduce = "reduce",
    }
);
choice!(
    /// How close the cards of the dashboard stand.
    Density {
        /// With room.
        #[default]
        Cosy = "cosy",
        /// Closer.
        Compact = "compact",
    }
);
choice!(
    /// Language of the interface. Basque and Occitan are partial: what they lack is said in French.
    Lang {
        /// French.
        #[default]
        Fr = "fr",
        /// English.
        En = "en",
        /// Basque.
        Eu = "eu",
        /// Occitan.
        Oc = "oc",
    }
);

impl Lang {
    /// The complete language in which pages that are not translated are shown.
    #[must_use]
    pub const fn complete(self) -> Self {
        match self {
            Self::En => Self::En,
            Self::Fr | Self::Eu | Self::Oc => Self::Fr,
        }
    }

    /// Whether only some pages are translated.
    pub const fn is_partial(self) -> bool {
        matches!(self, Self::Eu | Self::Oc)
    }
}

/// All the choices of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// Colours.
    pub theme: Theme,
    /// Text size.
    pub text: TextSize,
    /// Text spacing.
    pub spacing: Spacing,
    /// Underlined links.
    pub underline: Underline,
    /// Movement.
    pub motion: Motion,
    /// Density of the dashboard.
    pub density: Density,
    /// Language; `None`: the first of the browser's that we speak.
    pub lang: Option<Lang>,
}

impl Preferences {
    /// The value of the cookie: `theme.text.spacing.underline.motion.density.lang`, seven words.
    pub fn to_cookie(&self) -> String {
        [
            self.theme.word(),
            self.text.word(),
            self.spacing.word(),
            self.underline.word(),
            self.motion.word(),
            self.density.word(),
            self.lang.map_or("auto", Lang::word),
        ]
        .join(".")
    }

    /// Reads a cookie. What is unknown or missing takes its default: a cookie of a former version must not break a page.
    pub fn from_cookie(value: &str) -> Self {
        let mut words = value.split('.');
        let mut next = || words.next().unwrap_or_default();
        Self {
            theme: Theme::from_word(next()).unwrap_or_default(),
            text: TextSize::from_word(next()).unwrap_or_default(),
            spacing: Spacing::from_word(next()).unwrap_or_default(),
            underline: Underline::from_word(next()).unwrap_or_default(),
            motion: Motion::from_word(next()).unwrap_or_default(),
            density: Density::from_word(next()).unwrap_or_default(),
            lang: Lang::from_word(next()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_comes_back_as_it_was() {
        for &theme in Theme::ALL {
            for &text in TextSize::ALL {
                let chosen = Preferences { theme, text, lang: Some(Lang::En), ..Preferences::default() };
                assert_eq!(Preferences::from_cookie(&chosen.to_cookie()), chosen);
            }
        }
    }

    #[test]
    fn a_forged_cookie_gives_the_defaults() {
        assert_eq!(Preferences::from_cookie("\"><script>.900.."), Preferences::default());
        assert_eq!(Preferences::from_cookie(""), Preferences::default());
    }
}
