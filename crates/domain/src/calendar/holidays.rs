use super::easter::easter;
use crate::territory::{Level, TerritoryId};
use jiff::{ToSpan as _, civil::Date};
use serde::{Deserialize, Serialize};

/// Which public holidays hold somewhere.
///
/// Sources: *Code du travail*, L3133-1 (the eleven days), L3134-13 (Alsace-Moselle), L3422-2 (days of the abolition of
/// slavery overseas); loi n° 83-550 of 30 June 1983 (the same days, Mayotte included).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Regime {
    /// Metropolitan France without Alsace-Moselle, and Saint-Pierre-et-Miquelon.
    Common,
    /// Bas-Rhin, Haut-Rhin, Moselle: two days more.
    AlsaceMoselle,
    /// 22 May.
    Martinique,
    /// 27 May.
    Guadeloupe,
    /// 10 June.
    Guyane,
    /// 20 December.
    Reunion,
    /// 27 April.
    Mayotte,
    /// 9 October.
    SaintBarthelemy,
    /// 28 May.
    SaintMartin,
}

impl Regime {
    /// The regime of a département, or of a collectivity that the COG lists as one.
    ///
    /// `None`: not a département, or a territory with labour laws of its own (French Polynesia, New Caledonia, Wallis and
    /// Futuna, the austral lands, Clipperton). The interface then says that the holidays of that place are not known here.
    pub fn of(departement: &TerritoryId) -> Option<Self> {
        if departement.level() != Level::Departement {
            return None;
        }
        match departement.code() {
            "57" | "67" | "68" => Some(Self::AlsaceMoselle),
            "971" => Some(Self::Guadeloupe),
            "972" => Some(Self::Martinique),
            "973" => Some(Self::Guyane),
            "974" => Some(Self::Reunion),
            "975" => Some(Self::Common),
            "976" => Some(Self::Mayotte),
            "977" => Some(Self::SaintBarthelemy),
            "978" => Some(Self::SaintMartin),
            code if code.len() == 2 => Some(Self::Common),
            _ => None,
        }
    }

    /// Month and day of the abolition of slavery, where it is a holiday.
    const fn abolition(self) -> Option<(i8, i8)> {
        match self {
            Self::Common | Self::AlsaceMoselle => None,
            Self::Martinique => Some((5, 22)),
            Self::Guadeloupe => Some((5, 27)),
            Self::Guyane => Some((6, 10)),
            Self::Reunion => Some((12, 20)),
            Self::Mayotte => Some((4, 27)),
            Self::SaintBarthelemy => Some((10, 9)),
            Self::SaintMartin => Some((5, 28)),
        }
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// What a public holiday remembers.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum HolidayKind { $($(#[$doc])* #[serde(rename = $code)] $name),+ }

        impl HolidayKind {
            /// Every kind, so that the translations can be checked.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The stable code of its name in the translations.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }
        }
    };
}

kinds!(
    /// 1 January.
    NewYear = "new_year",
    /// The Friday before Easter, in Alsace-Moselle. See [`HolidayKind::is_conditional`].
    GoodFriday = "good_friday",
    /// The day after Easter.
    EasterMonday = "easter_monday",
    /// 1 May: the only one that is always a day off (L3133-4).
    LabourDay = "labour_day",
    /// 8 May 1945.
    Victory1945 = "victory_1945",
    /// Thirty-nine days after Easter.
    Ascension = "ascension",
    /// Fifty days after Easter.
    WhitMonday = "whit_monday",
    /// 14 July.
    NationalDay = "national_day",
    /// 15 August.
    Assumption = "assumption",
    /// 1 November.
    AllSaints = "all_saints",
    /// 11 November 1918.
    Armistice1918 = "armistice_1918",
    /// 25 December.
    Christmas = "christmas_day",
    /// 26 December, in Alsace-Moselle.
    SecondChristmasDay = "second_christmas_day",
    /// The abolition of slavery, on the day of each overseas territory.
    Abolition = "abolition",
);

impl HolidayKind {
    /// Whether the holiday holds only in a part of the regime's communes: Good Friday is one where there is a Protestant
    /// church or a church of both confessions (L3134-13, 1°). No open list of those communes is known, so the interface
    /// must say the condition rather than promise the day.
    pub const fn is_conditional(self) -> bool {
        matches!(self, Self::GoodFriday)
    }
}

/// A public holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    /// What it remembers.
    pub kind: HolidayKind,
}

/// The public holidays of a calendar year, ascending. Two may share a day (in 2008, 1 May was also the Ascension). Empty
/// outside 1983 to 9999: before, the list of days was another one.
pub fn holidays(year: i16, regime: Regime) -> Vec<Holiday> {
    use HolidayKind as Kind;
    let Some(sunday) = easter(year).filter(|_| year >= 1983) else { return Vec::new() };
    let fixed = |month, day, kind| Date::new(year, month, day).ok().map(|date| Holiday { date, kind });
    let moving = |days: i32, kind| sunday.checked_add(days.days()).ok().map(|date| Holiday { date, kind });
    let mut found = vec![
        fixed(1, 1, Kind::NewYear),
        moving(1, Kind::EasterMonday),
        fixed(5, 1, Kind::LabourDay),
        fixed(5, 8, Kind::Victory1945),
        moving(39, Kind::Ascension),
        moving(50, Kind::WhitMonday),
        fixed(7, 14, Kind::NationalDay),
        fixed(8, 15, Kind::Assumption),
        fixed(11, 1, Kind::AllSaints),
        fixed(11, 11, Kind::Armistice1918),
        fixed(12, 25, Kind::Christmas),
    ];
    if regime == Regime::AlsaceMoselle {
        found.push(moving(-2, Kind::GoodFriday));
        found.push(fixed(12, 26, Kind::SecondChristmasDay));
    }
    if let Some((month, day)) = regime.abolition() {
        found.push(fixed(month, day, Kind::Abolition));
    }
    let mut found: Vec<Holiday> = found.into_iter().flatten().collect();
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn regime(code: &str) -> Option<Regime> {
        Regime::of(&TerritoryId::new(Level::Departement, code).unwrap())
    }

    #[test]
    fn metropolitan_france_has_eleven_holidays_a_year() {
        let dates: Vec<Date> = holidays(2026, Regime::Common).into_iter().map(|holiday| holiday.date).collect();
        let expected =
            [(1, 1), (4, 6), (5, 1), (5, 8), (5, 14), (5, 25), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
        assert_eq!(dates, expected.map(|(month, day)| date(2026, month, day)));
    }

    #[test]
    fn alsace_and_moselle_add_good_friday_and_the_second_day_of_christmas() {
        for code in ["57", "67", "68"] {
            let found = holidays(2026, regime(code).unwrap());
            assert_eq!(found.len(), 13, "{code}");
            assert!(found.contains(&Holiday { date: date(2026, 4, 3), kind: HolidayKind::GoodFriday }));
            assert!(found.contains(&Holiday { date: date(2026, 12, 26), kind: HolidayKind::SecondChristmasDay }));
        }
        assert!(HolidayKind::GoodFriday.is_conditional());
    }

    #[test]
    fn each_overseas_territory_remembers_the_abolition_on_its_own_day() {
        for (code, month, day) in [
            ("971", 5, 27),
            ("972", 5, 22),
            ("973", 6, 10),
            ("974", 12, 20),
            ("976", 4, 27),
            ("977", 10, 9),
            ("978", 5, 28),
        ] {
            let found = holidays(2026, regime(code).unwrap());
            assert_eq!(found.len(), 12, "{code}");
            assert!(found.contains(&Holiday { date: date(2026, month, day), kind: HolidayKind::Abolition }), "{code}");
        }
    }

    #[test]
    fn what_has_laws_of_its_own_is_not_guessed() {
        for code in ["984", "986", "987", "988", "989"] {
            assert_eq!(regime(code), None);
        }
        assert_eq!(Regime::of(&TerritoryId::new(Level::Region, "75").unwrap()), None);
        assert_eq!(regime("2A"), Some(Regime::Common));
    }

    #[test]
    fn two_holidays_may_share_a_day() {
        let first = holidays(2008, Regime::Common).into_iter().filter(|holiday| holiday.date == date(2008, 5, 1));
        assert_eq!(first.count(), 2);
    }
}
