//! Where values stand on an axis, and which of its places are labelled.

use super::{Axis, Label, SIDE, Tick};
use jiff::{
    ToSpan,
    civil::{Date, DateTime, Time},
};

/// Numbers beyond this are not drawn: reckoning with them would leave the numbers of the machine.
pub(super) const DRAWABLE: f64 = 1e200;
/// The most ticks that are ever made.
const MOST_TICKS: u32 = 14;

/// A straight scale from values to the box.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    /// Of these bounds; one value alone is put in the middle.
    pub(super) fn new(low: f64, high: f64) -> Self {
        let wide = high - low > (low.abs() + high.abs()) * 1e-12 + f64::MIN_POSITIVE;
        if wide {
            Self { low, high }
        } else {
            Self { low: low - 0.5 - low.abs() * 0.01, high: low + 0.5 + low.abs() * 0.01 }
        }
    }

    /// Where a value stands, from 0 to [`SIDE`].
    pub(super) fn at(self, value: f64) -> f64 {
        let at = (value - self.low) / (self.high - self.low) * SIDE;
        if at.is_finite() { at.clamp(0.0, SIDE) } else { 0.0 }
    }
}

/// The axis of numbers from `low` to `high`, widened to round bounds, with about `wanted` steps of 1, 2 or 5 times a power of
/// ten; `whole` when the values are whole numbers, so that no tick says 0.5.
pub(super) fn numbers(low: f64, high: f64, wanted: f64, whole: bool) -> (Axis, Scale) {
    let (low, high) = if high - low > (low.abs() + high.abs()) * 1e-9 + 1e-290 {
        (low, high)
    } else if low > 0.0 {
        (0.0, high)
    } else if high < 0.0 {
        (low, 0.0)
    } else {
        (0.0, 1.0)
    };
    let rough = (high - low) / wanted;
    let power = 10_f64.powf(rough.log10().floor());
    let lead = rough / power;
    let mut step = power
        * if lead <= 1.0 {
            1.0
        } else if lead <= 2.0 {
            2.0
        } else if lead <= 5.0 {
            5.0
        } else {
            10.0
        };
    if whole && step < 1.0 {
        step = 1.0;
    }
    let first = (low / step).floor();
    let last = (high / step).ceil();
    let scale = Scale::new(first * step, last * step);
    let ticks = (0..=MOST_TICKS)
        .map(|index| first + f64::from(index))
        .take_while(|index| *index <= last + 0.5)
        // The nearest number that is written shortly: 3 times 0.1 is 0.3.
        .map(|index| short(index * step, step))
        .map(|value| Tick { at: scale.at(value), label: Label::Number(value) })
        .collect();
    let (low, high) = (short(first * step, step), short(last * step, step));
    let zero = (low <= 0.0 && high >= 0.0).then(|| scale.at(0.0));
    (Axis { low, high, ticks, zero, ..Axis::default() }, scale)
}

/// An axis without places, from the least to the greatest.
pub(super) fn bare(low: f64, high: f64) -> (Axis, Scale) {
    let high = if low < 0.0 || high > 0.0 { high } else { 1.0 };
    let scale = Scale::new(low, high);
    (Axis { low, high, zero: Some(scale.at(0.0)), ..Axis::default() }, scale)
}

/// The number without what reckoning left behind its last digit.
pub(super) fn short(value: f64, step: f64) -> f64 {
    if !(1e-12..=1e15).contains(&step) {
        return value;
    }
    let mut digits = 0_usize;
    let mut unit = 1.0;
    while unit > step * 1.000_001 && digits < 14 {
        unit /= 10.0;
        digits += 1;
    }
    let short = format!("{value:.digits$}").parse().unwrap_or(value);
    // No minus before zero.
    if short == 0.0 { 0.0 } else { short }
}

/// A moment as a number: seconds since 1970.
pub(super) fn seconds(moment: DateTime) -> f64 {
    moment.duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0)).as_secs_f64()
}

/// How far apart the ticks of a time axis are.
#[derive(Debug, Clone, Copy)]
enum Every {
    Hours(i64),
    Days(i64),
    Months(i64),
    Years(i64),
}

const EVERY: [Every; 20] = [
    Every::Hours(1),
    Every::Hours(3),
    Every::Hours(6),
    Every::Hours(12),
    Every::Days(1),
    Every::Days(2),
    Every::Days(7),
    Every::Months(1),
    Every::Months(3),
    Every::Months(6),
    Every::Years(1),
    Every::Years(2),
    Every::Years(5),
    Every::Years(10),
    Every::Years(20),
    Every::Years(50),
    Every::Years(100),
    Every::Years(500),
    Every::Years(2_000),
    Every::Years(5_000),
];

/// The axis of time from the first to the last moment, with at most seven labelled places. `finest` is how exact the data
/// are: a label says no more than they do.
pub(super) fn times(first: DateTime, last: DateTime, finest: Fine) -> (Axis, Scale) {
    let (low, high) = (seconds(first), seconds(last));
    let scale = if high > low { Scale::new(low, high) } else { Scale::new(low - 43_200.0, high + 43_200.0) };
    let ticks = EVERY
        .into_iter()
        .filter(|every| finest.allows(*every))
        .find_map(|every| places(every, first, last, scale))
        .unwrap_or_default();
    let ticks = if ticks.is_empty() { vec![Tick { at: scale.at(low), label: finest.label(first) }] } else { ticks };
    (Axis { low, high, ticks, ..Axis::default() }, scale)
}

/// How exact moments are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fine {
    /// To the hour.
    Moment,
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
}

impl Fine {
    fn allows(self, every: Every) -> bool {
        match every {
            Every::Hours(_) => self == Self::Moment,
            Every::Days(_) => self <= Self::Day,
            Every::Months(_) => self <= Self::Month,
            Every::Years(_) => true,
        }
    }

    /// What a moment of such exactness is called.
    pub(super) fn label(self, moment: DateTime) -> Label {
        match self {
            Self::Moment => Label::Moment(moment),
            Self::Day => Label::Day(moment.date()),
            Self::Month => Label::Month(moment.date()),
            Self::Year => Label::Year(moment.year()),
        }
    }
}

/// The places of an axis so far apart, if there are not too many and at least two.
fn places(every: Every, first: DateTime, last: DateTime, scale: Scale) -> Option<Vec<Tick>> {
    let mut at = begin(every, first)?;
    let mut ticks = Vec::new();
    let mut all = false;
    // One step may lie before the first moment.
    for _ in 0..9 {
        if at > last {
            all = true;
            break;
        }
        if at >= first {
            ticks.push(Tick { at: scale.at(seconds(at)), label: name(every, at) });
        }
        let Ok(next) = (match every {
            Every::Hours(hours) => at.checked_add(hours.hours()),
            Every::Days(days) => at.checked_add(days.days()),
            Every::Months(months) => at.checked_add(months.months()),
            Every::Years(years) => at.checked_add(years.years()),
        }) else {
            all = true;
            break;
        };
        at = next;
    }
    (all && (2..=7).contains(&ticks.len())).then_some(ticks)
}

/// The last round moment that is not after the first of the data.
fn begin(every: Every, first: DateTime) -> Option<DateTime> {
    let day = first.date();
    let date = match every {
        Every::Hours(hours) => {
            let hour = i64::from(first.hour());
            let round = i8::try_from(hour - hour.rem_euclid(hours)).ok()?;
            return Some(day.to_datetime(Time::new(round, 0, 0, 0).ok()?));
        }
        Every::Days(7) => {
            // Weeks begin on Monday.
            day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()?
        }
        Every::Days(_) => day,
        Every::Months(months) => {
            let month = i64::from(day.month()) - 1;
            let round = i8::try_from(month - month.rem_euclid(months) + 1).ok()?;
            Date::new(day.year(), round, 1).ok()?
        }
        Every::Years(years) => {
            let year = i64::from(day.year());
            Date::new(i16::try_from((year - year.rem_euclid(years)).max(-9_999)).ok()?, 1, 1).ok()?
        }
    };
    Some(date.to_datetime(Time::midnight()))
}

fn name(every: Every, at: DateTime) -> Label {
    match every {
        Every::Hours(_) => Label::Moment(at),
        Every::Days(_) => Label::Day(at.date()),
        Every::Months(_) => Label::Month(at.date()),
        Every::Years(_) => Label::Year(at.year()),
    }
}
