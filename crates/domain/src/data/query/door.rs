//! What the public doors share: how long a question may be, its whole numbers, its box of degrees.

use super::{Bounds, Fault, Filter, MOST_BYTES, MOST_OFFSET};

/// The pairs of a question, when they are not too long together. Whatever reads them afterwards takes time and memory in
/// proportion.
pub(super) fn bounded<'a>(
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Result<Vec<(&'a str, &'a str)>, Fault> {
    let mut bytes = 0_usize;
    let mut kept = Vec::new();
    for (name, value) in pairs {
        // The two signs `=` and `&` count, or a question of empty pairs would have no end.
        bytes = bytes.saturating_add(name.len()).saturating_add(value.len()).saturating_add(2);
        if bytes > MOST_BYTES {
            return Err(Fault::new("too_much", name));
        }
        kept.push((name, value));
    }
    Ok(kept)
}

/// Holds what may be said once: which of two would count is not for us to guess.
pub(super) fn once<T>(held: &mut Option<T>, name: &str, value: T) -> Result<(), Fault> {
    if held.replace(value).is_some() { Err(Fault::new("twice", name)) } else { Ok(()) }
}

/// A whole number, not below zero.
pub(super) fn whole(text: &str) -> Result<i64, Fault> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // Only too many digits can still be in the way.
    if digits { text.parse().map_err(|_| Fault::new("too_much", text)) } else { Err(Fault::new("not_a_value", text)) }
}

/// A whole number up to a wall.
pub(super) fn up_to(text: &str, most: i64) -> Result<i64, Fault> {
    whole(text).and_then(|number| if number > most { Err(Fault::new("too_much", text)) } else { Ok(number) })
}

/// How many rows to leave out first.
pub(super) fn offset(text: &str) -> Result<i64, Fault> {
    up_to(text, MOST_OFFSET)
}

/// Degrees, or a height.
pub(super) fn number(text: &str) -> Result<f64, Fault> {
    let number = text.trim().parse().ok().filter(|number: &f64| number.is_finite());
    number.ok_or_else(|| Fault::new("not_a_value", text))
}

/// What lies in a box. One that goes over the 180th meridian (its west is east of its east, RFC 7946, 5.2) is two.
pub(super) fn inside(bounds: Bounds) -> Result<Filter, Fault> {
    let Bounds { west, south, east, north } = bounds;
    let degrees = [(west, 180.0), (south, 90.0), (east, 180.0), (north, 90.0)];
    if let Some((wrong, _)) = degrees.into_iter().find(|(degree, most)| degree.abs() > *most || degree.is_nan()) {
        return Err(Fault::new("not_a_value", wrong.to_string()));
    }
    if south > north {
        return Err(Fault::new("not_a_value", format!("{south} > {north}")));
    }
    Ok(if west > east {
        Filter::Any(vec![
            Filter::Inside(Bounds { east: 180.0, ..bounds }),
            Filter::Inside(Bounds { west: -180.0, ..bounds }),
        ])
    } else {
        Filter::Inside(bounds)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_has_a_most_length() {
        let long = "x".repeat(MOST_BYTES);
        assert_eq!(bounded([("q", long.as_str())]), Err(Fault::new("too_much", "q")));
        assert_eq!(bounded(std::iter::repeat(("", ""))), Err(Fault::new("too_much", "")));
        assert_eq!(bounded([("q", "x")]).unwrap(), [("q", "x")]);
    }

    #[test]
    fn a_number_of_rows_is_digits_up_to_a_wall() {
        assert_eq!(up_to("100", 100), Ok(100));
        assert_eq!(up_to("101", 100), Err(Fault::new("too_much", "101")));
        for wrong in ["", "-1", "+1", "1.5", "dix", "١"] {
            assert_eq!(whole(wrong), Err(Fault::new("not_a_value", wrong)));
        }
        assert_eq!(whole("99999999999999999999").unwrap_err().code, "too_much");
    }

    #[test]
    fn a_box_over_the_180th_meridian_is_two() {
        let over = Bounds { west: 170.0, south: -20.0, east: -170.0, north: -10.0 };
        let Ok(Filter::Any(parts)) = inside(over) else { panic!("one box") };
        assert_eq!(
            parts,
            [Filter::Inside(Bounds { east: 180.0, ..over }), Filter::Inside(Bounds { west: -180.0, ..over })]
        );
        assert_eq!(inside(Bounds { south: 91.0, ..over }).unwrap_err().code, "not_a_value");
        assert_eq!(inside(Bounds { south: 0.0, north: -1.0, ..over }).unwrap_err().code, "not_a_value");
    }
}
