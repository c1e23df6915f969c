use crate::territory::{Level, TerritoryId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A zone of the school calendar. Source: *Code de l'éducation*, L521-1 and D521-1; the ministry's decree of 2015 (three
/// zones made of académies, in force since 2016).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers.
    A,
    /// Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, Normandie, Orléans-Tours, Reims, Rennes, Strasbourg.
    B,
    /// Créteil, Montpellier, Paris, Toulouse, Versailles.
    C,
    /// Corsica: its rector decides; the dates are not carried here.
    Corsica,
    /// Overseas: each territory decides; the dates are not carried here.
    Overseas,
}

impl Zone {
    /// Every zone.
    pub const ALL: [Self; 5] = [Self::A, Self::B, Self::C, Self::Corsica, Self::Overseas];

    /// The word in forms and translations.
    pub const fn word(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
            Self::Corsica => "corsica",
            Self::Overseas => "overseas",
        }
    }

    /// The zone of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|zone| zone.word() == word)
    }

    /// The zone of a département. `None` for what is not one.
    pub fn of(departement: &TerritoryId) -> Option<Self> {
        if departement.level() != Level::Departement {
            return None;
        }
        Some(match departement.code() {
            "2A" | "2B" => Self::Corsica,
            "01" | "03" | "07" | "15" | "16" | "17" | "19" | "21" | "23" | "24" | "25" | "26" | "33" | "38" | "39"
            | "40" | "42" | "43" | "47" | "58" | "63" | "64" | "69" | "70" | "71" | "73" | "74" | "79" | "86"
            | "87" | "89" | "90" => Self::A,
            "02" | "04" | "05" | "06" | "08" | "10" | "13" | "14" | "18" | "22" | "27" | "28" | "29" | "35" | "36"
            | "37" | "41" | "44" | "45" | "49" | "50" | "51" | "52" | "53" | "54" | "55" | "56" | "57" | "59"
            | "60" | "61" | "62" | "67" | "68" | "72" | "76" | "80" | "83" | "84" | "85" | "88" => Self::B,
            "09" | "11" | "12" | "30" | "31" | "32" | "34" | "46" | "48" | "65" | "66" | "75" | "77" | "78" | "81"
            | "82" | "91" | "92" | "93" | "94" | "95" => Self::C,
            code if code.len() == 3 => Self::Overseas,
            _ => return None,
        })
    }

    /// The letter in the data file; `None` where the file carries no dates.
    const fn letter(self) -> Option<char> {
        match self {
            Self::A => Some('A'),
            Self::B => Some('B'),
            Self::C => Some('C'),
            Self::Corsica | Self::Overseas => None,
        }
    }
}

macro_rules! breaks {
    ($($(#[$doc:meta])* $name:ident = $code:literal),+ $(,)?) => {
        /// A break of the school year.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum SchoolBreak { $($(#[$doc])* $name),+ }

        impl SchoolBreak {
            /// Every break, so that the translations can be checked.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The stable code of its name, in the data file and in the translations.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }
        }
    };
}

breaks!(
    /// All Saints' holidays (*Toussaint*).
    Autumn = "autumn",
    /// Christmas holidays.
    Christmas = "christmas",
    /// Winter holidays.
    Winter = "winter",
    /// Spring holidays.
    Spring = "spring",
    /// The long weekend of the Ascension; not every year.
    Ascension = "ascension",
    /// Summer holidays.
    Summer = "summer",
);

/// Days without school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolHoliday {
    /// First day without school.
    pub first: Date,
    /// Last day without school.
    pub last: Date,
    /// Which break.
    pub name: SchoolBreak,
}

/// How far the dates of a zone are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// Up to this day; later dates are not published, or not carried here yet. The interface says so.
    Until(Date),
    /// No dates are carried for this zone.
    Nothing,
}

/// One line a break, with its source and licence at the top. Only who asks for dates pulls it in: the browser does not.
const DATA: &str = include_str!("school_holidays.tsv");

/// Where the dates come from, as the interface must say.
pub const SOURCE: &str = "vacances-scolaires-france 0.12.0 (MIT), data.gouv.fr";

/// The breaks of a zone that touch the days `from` to `to`, both included, ascending.
pub fn school_holidays(zone: Zone, from: Date, to: Date) -> Vec<SchoolHoliday> {
    let touches = |holiday: &SchoolHoliday| holiday.first <= to && holiday.last >= from;
    lines(zone).filter(touches).collect()
}

/// How far the dates of the zone are known.
pub fn known(zone: Zone) -> Known {
    lines(zone).map(|holiday| holiday.last).max().map_or(Known::Nothing, Known::Until)
}

fn lines(zone: Zone) -> impl Iterator<Item = SchoolHoliday> {
    DATA.lines().filter_map(move |line| parse(line, zone.letter()?))
}

/// A line, if it is one of this zone. Comments and malformed lines give nothing; a test reads every line.
fn parse(line: &str, letter: char) -> Option<SchoolHoliday> {
    let mut cells = line.split('\t');
    let (first, last) = (cells.next()?, cells.next()?);
    let zones = cells.next()?;
    let code = cells.next()?;
    if !zones.contains(letter) {
        return None;
    }
    Some(SchoolHoliday {
        first: first.parse().ok()?,
        last: last.parse().ok()?,
        name: SchoolBreak::ALL.iter().copied().find(|name| name.code() == code)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_metropolitan_departement_has_its_zone() {
        let codes = (1..=95).filter(|code| *code != 20).map(|code| format!("{code:02}"));
        let mut counts = [0; 3];
        for code in codes {
            match Zone::of(&TerritoryId::new(Level::Departement, &code).unwrap()) {
                Some(Zone::A) => counts[0] += 1,
                Some(Zone::B) => counts[1] += 1,
                Some(Zone::C) => counts[2] += 1,
                other => panic!("{code}: {other:?}"),
            }
        }
        assert_eq!(counts, [32, 41, 21]);
        assert_eq!(Zone::of(&TerritoryId::new(Level::Departement, "20").unwrap()), None);
        assert_eq!(Zone::of(&TerritoryId::new(Level::Departement, "974").unwrap()), Some(Zone::Overseas));
    }

    #[test]
    fn every_line_of_the_data_is_read() {
        let written: usize =
            DATA.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').nth(2).unwrap().len()).sum();
        let read: usize = [Zone::A, Zone::B, Zone::C].map(|zone| lines(zone).count()).iter().sum();
        assert_eq!(read, written);
        assert!(lines(Zone::A).all(|holiday| holiday.first <= holiday.last));
    }

    #[test]
    fn winter_comes_at_another_time_in_each_zone() {
        let winter = |zone| {
            let found = school_holidays(zone, date(2027, 2, 1), date(2027, 3, 20));
            assert_eq!(found.len(), 1);
            found.first().map(|holiday| (holiday.first, holiday.last))
        };
        assert_eq!(winter(Zone::A), Some((date(2027, 2, 13), date(2027, 2, 28))));
        assert_eq!(winter(Zone::B), Some((date(2027, 2, 20), date(2027, 3, 7))));
        assert_eq!(winter(Zone::C), Some((date(2027, 2, 6), date(2027, 2, 21))));
    }

    #[test]
    fn where_the_dates_end_is_said() {
        assert_eq!(known(Zone::B), Known::Until(date(2028, 8, 31)));
        assert_eq!(known(Zone::Corsica), Known::Nothing);
        assert!(school_holidays(Zone::Overseas, date(2020, 1, 1), date(2030, 1, 1)).is_empty());
    }
}
