crate::board::words::words!(
    /// A theme of life: what a person chooses to see services about.
    LifeTheme {
        /// Papers, citizenship, elections.
        Papers = "papers",
        /// Family, children, couples.
        Family = "family",
        /// Health, disability, benefits.
        Health = "health",
        /// Work, training, unemployment.
        Work = "work",
        /// Housing.
        Housing = "housing",
        /// Cars and travel.
        Transport = "transport",
        /// Money, taxes, consumption.
        Money = "money",
        /// Justice.
        Justice = "justice",
        /// Foreigners in France, the French abroad.
        Abroad = "abroad",
        /// Associations, leisure, culture.
        Leisure = "leisure",
    }
);

impl LifeTheme {
    /// The ids of the themes of the official catalogue that it covers.
    pub const fn official(self) -> &'static [&'static str] {
        match self {
            Self::Papers => &["N19810"],
            Self::Family => &["N19805"],
            Self::Health => &["N19811"],
            Self::Work => &["N19806"],
            Self::Housing => &["N19808"],
            Self::Transport => &["N19812"],
            Self::Money => &["N19803"],
            Self::Justice => &["N19807"],
            Self::Abroad => &["N19804"],
            Self::Leisure => &["N19809"],
        }
    }

    /// The name of its picture in the sprite.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Papers => "file-text",
            Self::Family => "users",
            Self::Health => "stethoscope",
            Self::Work => "briefcase",
            Self::Housing => "house",
            Self::Transport => "car",
            Self::Money => "wallet",
            Self::Justice => "scale",
            Self::Abroad => "globe",
            Self::Leisure => "heart",
        }
    }
}
