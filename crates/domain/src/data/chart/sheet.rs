//! A table as a chart reads it: what rows are called, and series of numbers over them.

use super::{
    super::{Cell, Column, Kind, Table},
    Label, MOST_SERIES,
    choice::{Part, part},
    scale::{DRAWABLE, Fine},
};
use jiff::civil::{Date, DateTime, Time};
use std::collections::{BTreeMap, BTreeSet};

/// A row of a chart with several series may be several rows of the table.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Whether the rows follow each other in time.
    pub(super) timely: bool,
    /// How exact the moments are.
    pub(super) fine: Option<Fine>,
    /// What each place is called.
    pub(super) labels: Vec<Label>,
    /// When each place is, in a sheet of time.
    pub(super) moments: Vec<Option<DateTime>>,
    /// The series.
    pub(super) series: Vec<Series>,
    /// Heading of the column of places.
    pub(super) heading: String,
    /// How many cells hold no number that could be drawn.
    pub(super) without: usize,
    /// How many series there are beyond those kept.
    pub(super) more_series: usize,
}

/// Numbers over the places.
#[derive(Debug, Default)]
pub(super) struct Series {
    /// Its name.
    pub(super) name: String,
    /// Its unit.
    pub(super) unit: String,
    /// For each place: the row of the table, and the number.
    pub(super) values: Vec<Option<(usize, f64)>>,
}

/// The moment that a cell says: a day, an hour, or a year written as a number.
pub(super) fn time(cell: &Cell) -> Option<DateTime> {
    match cell {
        Cell::Date(day) => Some(day.to_datetime(Time::midnight())),
        Cell::Moment(moment) => Some(*moment),
        Cell::Integer(year) => {
            let year = i16::try_from(*year).ok().filter(|year| *year > 0)?;
            Some(Date::new(year, 1, 1).ok()?.to_datetime(Time::midnight()))
        }
        _ => None,
    }
}

/// The number of a cell, if it can be drawn.
pub(super) fn drawable(cell: Option<&Cell>) -> Option<f64> {
    cell.and_then(Cell::number).filter(|number| number.is_finite() && number.abs() <= DRAWABLE)
}

/// The columns of amounts with the unit of the first one: what may stand on one axis.
pub(super) fn alike(columns: &[Column]) -> Vec<usize> {
    let mut amounts = columns.iter().enumerate().filter(|(_, column)| part(column) == Part::Quantity);
    let Some((first, column)) = amounts.next() else { return Vec::new() };
    let unit = column.unit.as_str();
    std::iter::once(first).chain(amounts.filter(|(_, other)| other.unit == unit).map(|(place, _)| place)).collect()
}

/// How exact the moments of a column are.
fn fineness(kind: Kind, moments: &[Option<DateTime>]) -> Fine {
    let known = || moments.iter().flatten();
    let several = known().collect::<BTreeSet<_>>().len() > 1;
    match kind {
        Kind::Integer => Fine::Year,
        _ if several
            && known().all(|at| at.date().day() == 1 && at.date().month() == 1 && at.time() == Time::midnight()) =>
        {
            Fine::Year
        }
        _ if several && known().all(|at| at.date().day() == 1 && at.time() == Time::midnight()) => Fine::Month,
        Kind::Moment if known().any(|at| at.time() != Time::midnight()) => Fine::Moment,
        _ => Fine::Day,
    }
}

/// What a cell is called.
pub(super) fn label(cell: Option<&Cell>) -> Label {
    match cell {
        None | Some(Cell::Empty) => Label::Unknown,
        Some(Cell::Boolean(true)) => Label::Yes,
        Some(Cell::Boolean(false)) => Label::No,
        Some(Cell::Integer(_) | Cell::Decimal(_)) => cell.and_then(Cell::number).map_or(Label::Unknown, Label::Number),
        Some(Cell::Date(day)) => Label::Day(*day),
        Some(Cell::Moment(moment)) => Label::Moment(*moment),
        Some(Cell::Text(text)) if text.trim().is_empty() => Label::Unknown,
        Some(Cell::Text(text)) => Label::Text(text.clone()),
    }
}

/// The columns by which rows are placed and split.
struct Roles {
    by: usize,
    split: Option<usize>,
}

fn roles(table: &Table, timely: bool) -> Option<Roles> {
    let columns_of = |wanted: Part| {
        let columns = table.columns.iter().enumerate();
        columns.filter(move |(_, column)| part(column) == wanted).map(|(place, _)| place).collect::<Vec<_>>()
    };
    let (times, names) = (columns_of(Part::Time), columns_of(Part::Name));
    let (by, others) = match (timely, times.first(), names.as_slice()) {
        (true, Some(time), names) => (*time, names),
        (_, _, [name, others @ ..]) => (*name, others),
        _ => return None,
    };
    let distinct = |place: usize| {
        let cells = table.rows.iter().map(|row| row.get(place).map(Cell::plain));
        cells.collect::<BTreeSet<_>>().len()
    };
    if distinct(by) == table.rows.len() {
        // Each row has a place of its own. A code beside a name: the name says more.
        let is_text = |place: &usize| table.columns.get(*place).is_some_and(|column| column.kind == Kind::Text);
        let is_code = !is_text(&by) && table.columns.get(by).is_some_and(|column| part(column) == Part::Name);
        let by_words = is_code
            .then(|| others.iter().copied().find(|place| is_text(place) && distinct(*place) == table.rows.len()));
        return Some(Roles { by: by_words.flatten().unwrap_or(by), split: None });
    }
    let split = others.iter().copied().find(|place| distinct(*place) > 1);
    Some(Roles { by, split })
}

/// Reads a table. `timely`: the places are moments when there is a column of them.
pub(super) fn read(table: &Table, timely: bool) -> Option<Sheet> {
    let numbers = alike(&table.columns);
    let Roles { by, split } = roles(table, timely)?;
    let column = table.columns.get(by)?;
    let timely = part(column) == Part::Time;
    let mut sheet = Sheet { timely, heading: column.title.clone(), ..Sheet::default() };
    match (split, numbers.as_slice()) {
        (Some(split), [number]) => pivot(&mut sheet, table, by, split, *number),
        _ => wide(&mut sheet, table, by, &numbers),
    }
    if timely {
        let fine = fineness(column.kind, &sheet.moments);
        sheet.fine = Some(fine);
        sheet.labels = sheet.moments.iter().map(|moment| moment.map_or(Label::Unknown, |at| fine.label(at))).collect();
    }
    sheet.series.retain(|series| series.values.iter().any(Option::is_some));
    (!sheet.series.is_empty()).then_some(sheet)
}

/// One place for each row, one series for each column.
fn wide(sheet: &mut Sheet, table: &Table, by: usize, numbers: &[usize]) {
    sheet.more_series = numbers.len().saturating_sub(MOST_SERIES);
    let numbers = numbers.get(..MOST_SERIES).unwrap_or(numbers);
    for row in &table.rows {
        sheet.labels.push(label(row.get(by)));
        sheet.moments.push(row.get(by).and_then(time));
    }
    for place in numbers {
        let Some(column) = table.columns.get(*place) else { continue };
        let values: Vec<_> =
            table.rows.iter().enumerate().map(|(row, cells)| Some((row, drawable(cells.get(*place))?))).collect();
        sheet.without += values.iter().filter(|value| value.is_none()).count();
        sheet.series.push(Series { name: column.title.clone(), unit: column.unit.clone(), values });
    }
}

/// One place for each value of a column, one series for each value of another one, both in their order of appearance.
fn pivot(sheet: &mut Sheet, table: &Table, by: usize, split: usize, number: usize) {
    let unit = table.columns.get(number).map(|column| column.unit.clone()).unwrap_or_default();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut lines: BTreeMap<String, usize> = BTreeMap::new();
    let mut all: Vec<Series> = Vec::new();
    for (row, cells) in table.rows.iter().enumerate() {
        let plain = |place: usize| cells.get(place).map(Cell::plain).unwrap_or_default();
        let next = places.len();
        let place = *places.entry(plain(by)).or_insert(next);
        if place == next {
            sheet.labels.push(label(cells.get(by)));
            sheet.moments.push(cells.get(by).and_then(time));
        }
        let next = lines.len();
        let name = plain(split);
        let line = *lines.entry(name.clone()).or_insert(next);
        if line == next {
            all.push(Series { name, unit: unit.clone(), values: Vec::new() });
        }
        let Some(series) = all.get_mut(line) else { continue };
        if series.values.len() <= place {
            series.values.resize_with(place + 1, || None);
        }
        match (series.values.get_mut(place), drawable(cells.get(number))) {
            (Some(free @ None), Some(value)) => *free = Some((row, value)),
            _ => sheet.without += 1,
        }
    }
    for series in &mut all {
        series.values.resize_with(places.len(), || None);
    }
    // The series that weigh most are kept, in their order.
    if all.len() > MOST_SERIES {
        sheet.more_series = all.len() - MOST_SERIES;
        let weight = |series: &Series| series.values.iter().flatten().map(|(_, value)| value.abs()).sum::<f64>();
        let mut weights: Vec<f64> = all.iter().map(weight).collect();
        weights.sort_by(|a, b| b.total_cmp(a));
        let least = weights.get(MOST_SERIES - 1).copied().unwrap_or(0.0);
        all.retain(|series| weight(series) >= least);
        all.truncate(MOST_SERIES);
    }
    sheet.series = all;
}
