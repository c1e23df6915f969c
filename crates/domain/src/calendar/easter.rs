use jiff::civil::Date;

/// Easter Sunday of a year of the Gregorian calendar. `None` outside 1583 to 9999.
///
/// Source: the "anonymous Gregorian" computation (Nature, 20 April 1876; Butcher, *Ecclesiastical Calendar*, 1877), as given
/// by Jean Meeus, *Astronomical Algorithms*, chapter 8. It holds for every year, without exceptions or tables.
#[expect(clippy::many_single_char_names, reason = "the letters are those of the book")]
pub fn easter(year: i16) -> Option<Date> {
    if year < 1583 {
        return None;
    }
    // The letters are those of the book, so that the two can be compared line by line.
    let x = i32::from(year);
    let (a, b, c) = (x % 19, x / 100, x % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    let month = i8::try_from(n / 31).ok()?;
    let day = i8::try_from(n % 31 + 1).ok()?;
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_falls_where_the_almanacs_say() {
        // The earliest and the latest possible dates among them (22 March 1818, 25 April 1943 and 2038).
        for (year, month, day) in [
            (1818, 3, 22),
            (1943, 4, 25),
            (1954, 4, 18),
            (1981, 4, 19),
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2024, 3, 31),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
            (2285, 3, 22),
        ] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn easter_is_always_a_sunday_of_spring() {
        for year in 1583..=9999 {
            let found = easter(year).unwrap();
            assert_eq!(found.weekday(), jiff::civil::Weekday::Sunday, "{year}");
            assert!((date(year, 3, 22)..=date(year, 4, 25)).contains(&found), "{year}");
        }
        assert_eq!(easter(1582), None);
    }
}
