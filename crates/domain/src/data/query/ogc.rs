//! The door that speaks OGC API - Features, Part 1 (Core), for the items of a collection: `bbox`, `datetime`, `limit`, `offset`,
//! and a column's name with a value. Sections are those of version 1.0.1.

use super::{Bounds, Fault, Filter, MOST_ROWS, Query, Sign, Test, door};
use crate::data::{Column, Kind, french};
use jiff::civil::{Date, DateTime};

/// Items of an answer when nothing is said (section 7.15.2).
pub const ROWS: i64 = 10;

/// Reads a question from the pairs of an address. The columns are needed to know which names are properties, and which time
/// `datetime` means: that of the first column of days or hours.
///
/// # Errors
/// What is not of this language, or is too much.
pub fn read<'a>(columns: &[Column], pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Query, Fault> {
    let mut query = Query::default();
    let (mut bounds, mut time, mut limit, mut offset) = (None, None, None, None);
    for (name, value) in door::bounded(pairs)? {
        match name {
            "bbox" => door::once(&mut bounds, name, boxed(value)?)?,
            "datetime" => door::once(&mut time, name, during(columns, value)?)?,
            "limit" => door::once(&mut limit, name, door::whole(value)?)?,
            "offset" => door::once(&mut offset, name, door::offset(value)?)?,
            _ if columns.iter().any(|column| column.name == name) => {
                query.filter = query.filter.and(Filter::column(name, Test::Is(Sign::Equal, value.to_owned())));
            }
            // The form of the answer, which the standard leaves to the server.
            "f" => {}
            _ => return Err(Fault::new("unknown_column", name)),
        }
    }
    if limit == Some(0) {
        return Err(Fault::new("not_a_value", "0"));
    }
    // More than the most is no error, and answered by the most (section 7.15.2, requirement 21).
    query.limit = Some(limit.unwrap_or(ROWS).min(MOST_ROWS));
    query.offset = offset.unwrap_or(0);
    query.filter = query.filter.and(bounds.unwrap_or_default()).and(time.unwrap_or_default());
    Ok(query)
}

/// Four numbers, or six with heights, which our points do not have.
fn boxed(text: &str) -> Result<Filter, Fault> {
    let numbers = text.split(',').map(door::number).collect::<Result<Vec<_>, _>>()?;
    let ([west, south, east, north] | [west, south, _, east, north, _]) = *numbers.as_slice() else {
        return Err(Fault::new("syntax", text));
    };
    door::inside(Bounds { west, south, east, north })
}

/// A day, or a day and an hour (RFC 3339).
#[derive(Debug, Clone, Copy)]
enum Time {
    Day(Date),
    At(DateTime),
}

impl Time {
    fn read(text: &str) -> Result<Self, Fault> {
        // The year comes first here, unlike in French files.
        let is_iso = text.bytes().take(5).enumerate().all(|(place, byte)| match place {
            4 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        let day = || french::date(text).map(Self::Day);
        let at = || french::moment(text).map(Self::At);
        is_iso.then(|| day().or_else(at)).flatten().ok_or_else(|| Fault::new("not_a_value", text))
    }

    fn first(self) -> DateTime {
        match self {
            Self::Day(day) => day.at(0, 0, 0, 0),
            Self::At(moment) => moment,
        }
    }

    fn written(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::At(moment) => moment.to_string(),
        }
    }

    /// Up to this, and with all of it: a day among hours goes on until the next one begins.
    fn until(self, kind: Kind) -> (Sign, String) {
        match self {
            Self::Day(day) if kind == Kind::Moment => match day.tomorrow() {
                Ok(next) => (Sign::Less, next.to_string()),
                // There is no later day than the last that can be written.
                Err(_) => (Sign::AtMost, day.at(23, 59, 59, 0).to_string()),
            },
            _ => (Sign::AtMost, self.written()),
        }
    }
}

/// An instant, or an interval that may be open at one end or both: `a`, `a/b`, `../b`, `a/` (section 7.15.4).
fn during(columns: &[Column], text: &str) -> Result<Filter, Fault> {
    let column = columns.iter().find(|column| column.kind.is_time());
    let column = column.ok_or_else(|| Fault::new("does_not_fit", "datetime"))?;
    let end = |text: &str| if matches!(text, "" | "..") { Ok(None) } else { Time::read(text).map(Some) };
    let (from, to) = if let Some((from, to)) = text.split_once('/') {
        (end(from)?, end(to)?)
    } else {
        let instant = Time::read(text)?;
        (Some(instant), Some(instant))
    };
    if let (Some(from), Some(to)) = (from, to)
        && from.first() > to.first()
    {
        return Err(Fault::new("not_a_value", text));
    }
    let is = |sign, value| Filter::column(&column.name, Test::Is(sign, value));
    let from = from.map(|from| is(Sign::AtLeast, from.written()));
    let to = to.map(|to| to.until(column.kind)).map(|(sign, value)| is(sign, value));
    Ok(from.unwrap_or_default().and(to.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Column> {
        vec![Column::new("nom", "Nom", Kind::Text), Column::new("heure", "Heure", Kind::Moment)]
    }

    fn filter(pairs: &[(&'static str, &'static str)]) -> Result<Filter, Fault> {
        read(&columns(), pairs.iter().copied()).map(|query| query.filter)
    }

    fn heure(sign: Sign, value: &str) -> Filter {
        Filter::column("heure", Test::Is(sign, value.to_owned()))
    }

    #[test]
    fn a_box_is_west_south_east_north() {
        let bounds = Filter::Inside(Bounds { west: -1.0, south: 44.5, east: 0.0, north: 45.0 });
        assert_eq!(filter(&[("bbox", "-1,44.5,0,45")]), Ok(bounds.clone()));
        assert_eq!(filter(&[("bbox", "-1,44.5,0, 0,45,100")]), Ok(bounds));
        assert!(matches!(filter(&[("bbox", "170,-20,-170,-10")]), Ok(Filter::Any(_))));
        for (wrong, code) in
            [("1,2,3", "syntax"), ("1,2,3,inf", "not_a_value"), ("", "not_a_value"), ("0,91,1,92", "not_a_value")]
        {
            assert_eq!(filter(&[("bbox", wrong)]).unwrap_err().code, code, "{wrong}");
        }
    }

    #[test]
    fn a_time_is_an_instant_or_an_interval() {
        let between = |from, to| Ok(Filter::All(vec![from, to]));
        let from = heure(Sign::AtLeast, "2020-01-01");
        assert_eq!(filter(&[("datetime", "2020-01-01")]), between(from.clone(), heure(Sign::Less, "2020-01-02")));
        assert_eq!(
            filter(&[("datetime", "2020-01-01/2020-02-29")]),
            between(from.clone(), heure(Sign::Less, "2020-03-01"))
        );
        assert_eq!(filter(&[("datetime", "2020-01-01/..")]), Ok(from));
        assert_eq!(filter(&[("datetime", "../2020-01-01T12:00:00Z")]), Ok(heure(Sign::AtMost, "2020-01-01T12:00:00")));
        assert_eq!(filter(&[("datetime", "../..")]), Ok(Filter::Everything));
        for wrong in ["", "..", "hier", "01-02-2020", "2020-01-02/2020-01-01", "2020-01-01/2020-01-02/2020-01-03"] {
            assert_eq!(filter(&[("datetime", wrong)]).unwrap_err().code, "not_a_value", "{wrong}");
        }
        let timeless = [Column::new("nom", "Nom", Kind::Text)];
        assert_eq!(read(&timeless, [("datetime", "2020-01-01")]), Err(Fault::new("does_not_fit", "datetime")));
    }

    #[test]
    fn the_last_day_that_can_be_written_ends() {
        let to = heure(Sign::AtMost, "9999-12-31T23:59:59");
        assert_eq!(filter(&[("datetime", "../9999-12-31")]), Ok(to));
    }

    #[test]
    fn a_name_is_a_column_or_refused() {
        let nom = Filter::column("nom", Test::Is(Sign::Equal, "Bègles".to_owned()));
        assert_eq!(filter(&[("nom", "Bègles"), ("f", "json")]), Ok(nom));
        assert_eq!(filter(&[("prenom", "x")]), Err(Fault::new("unknown_column", "prenom")));
        assert_eq!(filter(&[("crs", "x")]), Err(Fault::new("unknown_column", "crs")));
    }

    #[test]
    fn more_items_than_the_most_are_the_most() {
        let limit = |text| read(&columns(), [("limit", text)]).map(|query| query.limit);
        assert_eq!(limit("10000"), Ok(Some(MOST_ROWS)));
        assert_eq!(limit("0"), Err(Fault::new("not_a_value", "0")));
        assert_eq!(read(&columns(), []).unwrap().limit, Some(10));
    }
}
