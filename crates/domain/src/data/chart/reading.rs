//! What a chart says, as data of a sentence.

use super::{Label, count, sheet::Sheet};

/// What the sentence beside a chart says. Numbers are those of the whole table, also where not every row is drawn.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// How many places, points or values there are.
    pub rows: usize,
    /// How many cells hold no number, or one that cannot be drawn.
    pub without: usize,
    /// How many places only the table shows.
    pub beyond: usize,
    /// How many series only the table shows.
    pub more_series: usize,
    /// Of each series.
    pub series: Vec<Told>,
    /// The whole of which the values are parts.
    pub whole: Option<f64>,
    /// The value in the middle: half are less, half are more.
    pub middle: Option<f64>,
    /// How two numbers go together, from -1 to 1 (Pearson); none for fewer than five points.
    pub tie: Option<f64>,
    /// Units of several large numbers.
    pub units: Vec<String>,
}

/// What is said of one series.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Its name.
    pub name: String,
    /// How many values it has.
    pub count: usize,
    /// Its greatest value.
    pub greatest: Said,
    /// Its least value.
    pub least: Said,
    /// Its first value: the earliest in time.
    pub first: Said,
    /// Its last value.
    pub last: Said,
    /// Where it goes from the first to the last.
    pub trend: Trend,
}

/// One value with what it is called.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// What it is called.
    pub label: Label,
    /// The value.
    pub value: f64,
}

/// Where values go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// Up by more than a hundredth.
    Up,
    /// Down by more than a hundredth.
    Down,
    /// Nowhere.
    Flat,
}

impl Told {
    /// Of values of which only the greatest is worth saying.
    pub(super) fn of_one(name: String, said: Said, count: usize) -> Self {
        Self {
            name,
            count,
            greatest: said.clone(),
            least: said.clone(),
            first: said.clone(),
            last: said,
            trend: Trend::Flat,
        }
    }

    /// The change from the first to the last value, as a share of the first.
    pub fn change(&self) -> Option<f64> {
        let change = (self.last.value - self.first.value) / self.first.value.abs();
        change.is_finite().then_some(change)
    }
}

/// What a sheet says.
pub(super) fn of(sheet: &Sheet) -> Reading {
    let mut order: Vec<usize> = (0..sheet.labels.len()).collect();
    if sheet.timely {
        order.retain(|place| sheet.moments.get(*place).copied().flatten().is_some());
        order.sort_by_key(|place| sheet.moments.get(*place).copied().flatten());
    }
    let series = sheet.series.iter().filter_map(|series| {
        let said: Vec<Said> = order
            .iter()
            .filter_map(|place| {
                let (_, value) = series.values.get(*place).copied().flatten()?;
                Some(Said { label: sheet.labels.get(*place)?.clone(), value })
            })
            .collect();
        let (first, last) = (said.first()?.clone(), said.last()?.clone());
        // Of several equal ones, the first.
        let greatest = said.iter().rev().max_by(|a, b| a.value.total_cmp(&b.value))?.clone();
        let smallest = said.iter().min_by(|a, b| a.value.total_cmp(&b.value))?.clone();
        let step = last.value - first.value;
        let trend = if step.abs() <= first.value.abs().max(last.value.abs()) * 0.01 {
            Trend::Flat
        } else if step > 0.0 {
            Trend::Up
        } else {
            Trend::Down
        };
        Some(Told { name: series.name.clone(), count: said.len(), greatest, least: smallest, first, last, trend })
    });
    let series: Vec<Told> = series.collect();
    Reading {
        rows: series.iter().map(|told| told.count).max().unwrap_or(0),
        without: sheet.without,
        more_series: sheet.more_series,
        series,
        ..Reading::default()
    }
}

/// How two numbers go together (Pearson's r), both scaled to at most 1 first so that huge ones cannot overflow.
pub(super) fn tie(points: &[(usize, f64, f64)]) -> Option<f64> {
    if points.len() < 5 {
        return None;
    }
    let most = |of: fn(&(usize, f64, f64)) -> f64| points.iter().map(|point| of(point).abs()).fold(0.0_f64, f64::max);
    let (wide, high) = (most(|point| point.1), most(|point| point.2));
    let scaled = || points.iter().map(|(_, x, y)| (x / wide, y / high));
    let all = count(points.len());
    let (sum_x, sum_y) = scaled().fold((0.0, 0.0), |(a, b), (x, y)| (a + x, b + y));
    let (mean_x, mean_y) = (sum_x / all, sum_y / all);
    let (mut both, mut one, mut other) = (0.0, 0.0, 0.0);
    for (x, y) in scaled() {
        both += (x - mean_x) * (y - mean_y);
        one += (x - mean_x) * (x - mean_x);
        other += (y - mean_y) * (y - mean_y);
    }
    let tie = both / (one * other).sqrt();
    tie.is_finite().then(|| tie.clamp(-1.0, 1.0))
}
