//! From a sheet to shapes.

use super::{
    super::{Cell, Column, Table},
    Axis, ChartKind, Figure, Label, MOST_BARS, MOST_COLUMNS, MOST_PARTS, MOST_POINTS, MOST_SERIES, Mark, Reading, Run,
    SIDE, Shape, Tick,
    choice::{Part, is_share, part},
    count,
    reading::{self, Said, Told},
    scale::{self, Scale},
    sheet::{self, Sheet},
};
use std::collections::BTreeMap;

/// A figure without shapes yet.
fn figure(kind: ChartKind, sheet: &Sheet, values: Axis, along: Axis) -> Figure {
    let unit = sheet.series.first().map(|series| series.unit.clone()).unwrap_or_default();
    Figure {
        kind,
        upright: true,
        series: sheet.series.iter().map(|series| series.name.clone()).collect(),
        values: Axis { unit: unit.clone(), ..values },
        unit,
        marks: Vec::new(),
        runs: Vec::new(),
        along,
        reading: reading::of(sheet),
    }
}

/// The least and the greatest of numbers.
fn bounds(numbers: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    numbers.fold(None, |bounds, number| match bounds {
        None => Some((number, number)),
        Some((low, high)) => Some((number.min(low), number.max(high))),
    })
}

/// Whether there are no decimals.
fn whole(mut numbers: impl Iterator<Item = f64>) -> bool {
    numbers.all(|number| number.fract().abs() < f64::EPSILON)
}

fn known(sheet: &Sheet) -> impl Iterator<Item = f64> {
    sheet.series.iter().flat_map(|series| series.values.iter().flatten().map(|(_, value)| *value))
}

/// Marks in the order of their rows.
fn in_order(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|mark| (mark.row.unwrap_or(usize::MAX), mark.series));
    marks
}

/// The places that are kept when there are too many: the last ones of time, else those with the greatest values.
fn kept(sheet: &Sheet, most: usize) -> Vec<usize> {
    let all = sheet.labels.len();
    let of = |place: usize| sheet.series.iter().filter_map(move |series| *series.values.get(place)?);
    let mut places: Vec<usize> = (0..all).filter(|place| of(*place).next().is_some()).collect();
    if places.len() <= most {
        return places;
    }
    if sheet.timely {
        return places.split_off(places.len() - most);
    }
    let weight = |place: usize| of(place).map(|(_, value)| value.abs()).sum::<f64>();
    places.sort_by(|a, b| weight(*b).total_cmp(&weight(*a)));
    places.truncate(most);
    places.sort_unstable();
    places
}

/// A bar from one value to another in its place across.
fn bar(upright: bool, scale: Scale, from: f64, to: f64, start: f64, thick: f64) -> Shape {
    let (a, b) = (scale.at(from), scale.at(to));
    let (low, long) = (a.min(b), (a - b).abs());
    if upright {
        Shape::Bar { x: start, y: SIDE - low - long, width: thick, height: long }
    } else {
        Shape::Bar { x: low, y: start, width: long, height: thick }
    }
}

/// Bars for names, columns for time; side by side or one on the other.
pub(super) fn bars(table: &Table, stacked: bool) -> Option<Figure> {
    let sheet = sheet::read(table, true)?;
    let (upright, several) = (sheet.timely, sheet.series.len());
    let most = if upright { MOST_COLUMNS } else { MOST_BARS };
    let places = kept(&sheet, if stacked { most } else { (most / several).max(4) });
    let at = |series: &sheet::Series, place: usize| series.values.get(place).copied().flatten();

    // How far the bars of a place reach, both ways.
    let reach = |place: &usize| {
        let values = || sheet.series.iter().filter_map(|series| at(series, *place)).map(|(_, value)| value);
        if stacked {
            (values().filter(|v| *v < 0.0).sum::<f64>(), values().filter(|v| *v > 0.0).sum::<f64>())
        } else {
            bounds(values()).map_or((0.0, 0.0), |(low, high)| (low.min(0.0), high.max(0.0)))
        }
    };
    let (low, high) = bounds(places.iter().map(reach).flat_map(|(low, high)| [low, high]))?;
    let (values, scale) = if upright || stacked {
        scale::numbers(low, high, if upright { 4.0 } else { 3.0 }, whole(known(&sheet)))
    } else {
        // Each bar says its number: no axis, and the longest takes the whole width.
        scale::bare(low, high)
    };

    let slot = SIDE / count(places.len());
    let mut marks = Vec::new();
    for (index, place) in places.iter().enumerate() {
        let label = sheet.labels.get(*place).cloned().unwrap_or(Label::Unknown);
        let (mut below, mut above) = (0.0, 0.0);
        for (number, series) in sheet.series.iter().enumerate() {
            let Some((row, value)) = at(series, *place) else { continue };
            let (from, thick, start) = if stacked {
                let side = if value < 0.0 { &mut below } else { &mut above };
                let from = *side;
                *side += value;
                (from, slot, count(index) * slot)
            } else {
                let thick = slot / count(several);
                (0.0, thick, count(index) * slot + count(number) * thick)
            };
            let shape = bar(upright, scale, from, from + value, start.min(SIDE - thick), thick);
            marks.push(Mark { series: number, row: Some(row), label: label.clone(), value, shape });
        }
    }
    let ticks = places.iter().enumerate().map(|(index, place)| Tick {
        at: (count(index) + 0.5) * slot,
        label: sheet.labels.get(*place).cloned().unwrap_or(Label::Unknown),
    });
    let along =
        Axis { title: sheet.heading.clone(), high: count(places.len()), ticks: ticks.collect(), ..Axis::default() };
    let kind = if stacked { ChartKind::Stacked } else { ChartKind::Bar };
    let mut figure = figure(kind, &sheet, values, along);
    figure.upright = upright;
    figure.reading.beyond = drawn_places(&sheet).saturating_sub(places.len());
    figure.marks = in_order(marks);
    Some(figure)
}

/// How many places have a value.
fn drawn_places(sheet: &Sheet) -> usize {
    let has = |place: &usize| sheet.series.iter().any(|series| series.values.get(*place).is_some_and(Option::is_some));
    (0..sheet.labels.len()).filter(has).count()
}

/// Lines, or areas from zero that lie one on the other.
pub(super) fn line(table: &Table, area: bool) -> Option<Figure> {
    let sheet = sheet::read(table, true).filter(|sheet| sheet.timely)?;
    let fine = sheet.fine?;
    let stacked = area && sheet.series.len() > 1;
    if stacked && known(&sheet).any(|value| value < 0.0) {
        return None;
    }
    // In the order of time, whatever the order of the rows.
    let mut order: Vec<usize> = (0..sheet.moments.len()).collect();
    order.retain(|place| sheet.moments.get(*place).copied().flatten().is_some());
    order.sort_by_key(|place| sheet.moments.get(*place).copied().flatten());
    order.truncate(MOST_POINTS / sheet.series.len());
    let moment = |place: usize| sheet.moments.get(place).copied().flatten();
    let (along, across) = scale::times(moment(order.first().copied()?)?, moment(order.last().copied()?)?, fine);

    let at = |series: &sheet::Series, place: usize| series.values.get(place).copied().flatten();
    let totals =
        order.iter().map(|place| sheet.series.iter().filter_map(|s| at(s, *place)).map(|(_, v)| v).sum::<f64>());
    let (mut low, mut high) = bounds(
        order.iter().flat_map(|place| sheet.series.iter().filter_map(|s| at(s, *place))).map(|(_, value)| value),
    )?;
    if stacked {
        high = bounds(totals)?.1;
    }
    // A line may begin above zero when its changes would not be seen otherwise; an area never does.
    if area || (low > 0.0 && low < (high - low) * 2.0) {
        low = low.min(0.0);
    }
    if area || (high < 0.0 && -high < (high - low) * 2.0) {
        high = high.max(0.0);
    }
    let (values, up) = scale::numbers(low, high, 4.0, whole(known(&sheet)));

    let (mut marks, mut runs) = (Vec::new(), Vec::new());
    let mut ground: Vec<f64> = vec![0.0; order.len()];
    for (number, series) in sheet.series.iter().enumerate() {
        let mut run = Run { series: number, top: Vec::new(), bottom: Vec::new() };
        for (place, ground) in order.iter().zip(&mut ground) {
            let Some(x) = moment(*place).map(|at| across.at(scale::seconds(at))) else { continue };
            let found = at(series, *place);
            if found.is_none() && !stacked {
                // A gap is a gap.
                let fresh = Run { series: number, top: Vec::new(), bottom: Vec::new() };
                runs.push(std::mem::replace(&mut run, fresh));
                continue;
            }
            let from = *ground;
            let value = found.map_or(0.0, |(_, value)| value);
            if stacked {
                *ground += value;
            }
            let y = SIDE - up.at(from + value);
            run.top.push((x, y));
            if area {
                run.bottom.push((x, SIDE - up.at(from)));
            }
            if let Some((row, value)) = found {
                let label = sheet.labels.get(*place).cloned().unwrap_or(Label::Unknown);
                marks.push(Mark { series: number, row: Some(row), label, value, shape: Shape::Dot { x, y } });
            }
        }
        runs.push(run);
    }
    runs.retain(|run| !run.top.is_empty());
    let along = Axis { title: sheet.heading.clone(), ..along };
    let mut figure = figure(if area { ChartKind::Area } else { ChartKind::Line }, &sheet, values, along);
    figure.marks = in_order(marks);
    figure.runs = runs;
    Some(figure)
}

/// The first columns of amounts, with their places.
fn amounts(table: &Table) -> impl Iterator<Item = (usize, &Column)> {
    table.columns.iter().enumerate().filter(|(_, column)| part(column) == Part::Quantity)
}

/// One number against another. A column of few different names says which series a point is of, the first one with many
/// says what it is called.
pub(super) fn scatter(table: &Table) -> Option<Figure> {
    let mut amounts = amounts(table);
    let ((first, right), (second, up)) = (amounts.next()?, amounts.next()?);
    let names = table.columns.iter().enumerate().filter(|(_, column)| matches!(part(column), Part::Name | Part::Time));
    let names: Vec<usize> = names.map(|(place, _)| place).collect();
    let values = |place: usize| {
        let mut lines: Vec<String> = Vec::new();
        for row in &table.rows {
            let plain = row.get(place).map(Cell::plain).unwrap_or_default();
            if !lines.contains(&plain) {
                lines.push(plain);
            }
            if lines.len() > MOST_SERIES {
                break;
            }
        }
        lines
    };
    let split = names.iter().copied().find(|place| {
        let lines = values(*place).len();
        (2..=MOST_SERIES).contains(&lines) && lines * 2 <= table.rows.len()
    });
    let lines = split.map_or_else(|| vec![up.title.clone()], values);
    let called = names.iter().copied().find(|place| Some(*place) != split);

    let mut points: Vec<(usize, f64, f64)> = Vec::new();
    for (row, cells) in table.rows.iter().enumerate().take(MOST_POINTS) {
        if let (Some(x), Some(y)) = (sheet::drawable(cells.get(first)), sheet::drawable(cells.get(second))) {
            points.push((row, x, y));
        }
    }
    let from_zero = |(low, high): (f64, f64)| if low > 0.0 && low < (high - low) { (0.0, high) } else { (low, high) };
    let (low, high) = bounds(points.iter().map(|(_, x, _)| *x)).map(from_zero)?;
    let (along, across) = scale::numbers(low, high, 4.0, whole(points.iter().map(|(_, x, _)| *x)));
    let (low, high) = bounds(points.iter().map(|(_, _, y)| *y)).map(from_zero)?;
    let (values, height) = scale::numbers(low, high, 4.0, whole(points.iter().map(|(_, _, y)| *y)));

    let marks = points.iter().map(|(row, x, y)| {
        let cell = |place: usize| table.rows.get(*row).and_then(|cells| cells.get(place));
        let line = split.and_then(cell).map(Cell::plain).unwrap_or_default();
        let series = lines.iter().position(|name| *name == line).unwrap_or(0);
        let label = called.map_or(Label::Number(*x), |place| sheet::label(cell(place)));
        Mark {
            series,
            row: Some(*row),
            label,
            value: *y,
            shape: Shape::Dot { x: across.at(*x), y: SIDE - height.at(*y) },
        }
    });
    let marks = marks.collect();
    let title = |axis: Axis, column: &Column| Axis { title: column.title.clone(), unit: column.unit.clone(), ..axis };
    let reading = Reading {
        rows: points.len(),
        without: table.rows.len().min(MOST_POINTS) - points.len(),
        beyond: table.rows.len().saturating_sub(MOST_POINTS),
        tie: reading::tie(&points),
        ..Reading::default()
    };
    Some(Figure {
        kind: ChartKind::Scatter,
        upright: true,
        series: lines,
        unit: up.unit.clone(),
        marks,
        runs: Vec::new(),
        values: title(values, up),
        along: title(along, right),
        reading,
    })
}

/// How often which values of the first column of amounts occur.
pub(super) fn histogram(table: &Table) -> Option<Figure> {
    let (place, column) = amounts(table).next()?;
    let mut all: Vec<f64> = table.rows.iter().filter_map(|row| sheet::drawable(row.get(place))).collect();
    all.sort_by(f64::total_cmp);
    let (low, high) = (all.first().copied()?, all.last().copied()?);
    // About as many classes as the root of the number of values, at most twelve: more is noise on a phone.
    let classes = count(all.len()).sqrt().ceil().clamp(1.0, 10.0);
    let (along, across) = scale::numbers(low, high, classes, whole(all.iter().copied()));
    let edges: Vec<f64> = along.ticks.iter().filter_map(|tick| number_of(&tick.label)).collect();
    let last = edges.len().checked_sub(2)?;
    let mut bins = Vec::new();
    for (index, pair) in edges.windows(2).enumerate() {
        let [from, to] = pair else { continue };
        // The greatest value of all stands in the last class.
        let begin = all.partition_point(|value| value < from);
        let end = if index == last { all.len() } else { all.partition_point(|value| value < to) };
        bins.push((*from, *to, end.saturating_sub(begin)));
    }
    let most = bins.iter().map(|(_, _, found)| *found).max()?;
    let (values, up) = scale::numbers(0.0, count(most), 4.0, true);
    let marks = bins.iter().map(|(from, to, found)| {
        let (x, right) = (across.at(*from), across.at(*to));
        let height = up.at(count(*found));
        let shape = Shape::Bar { x, y: SIDE - height, width: right - x, height };
        Mark { series: 0, row: None, label: Label::Between(*from, *to), value: count(*found), shape }
    });
    let marks: Vec<Mark> = marks.collect();
    let said = |mark: &Mark| Said { label: mark.label.clone(), value: mark.value };
    let greatest = marks.iter().max_by(|a, b| a.value.total_cmp(&b.value)).map(said)?;
    let middle = all.get(all.len() / 2).copied();
    let told = Told::of_one(column.title.clone(), greatest, marks.len());
    let reading = Reading {
        rows: all.len(),
        without: table.rows.len() - all.len(),
        middle,
        series: vec![told],
        ..Reading::default()
    };
    Some(Figure {
        kind: ChartKind::Histogram,
        upright: true,
        series: vec![column.title.clone()],
        unit: String::new(),
        marks,
        runs: Vec::new(),
        values,
        along: Axis { title: column.title.clone(), unit: column.unit.clone(), ..along },
        reading,
    })
}

/// The number of a label that is one.
const fn number_of(label: &Label) -> Option<f64> {
    match label {
        Label::Number(number) => Some(*number),
        _ => None,
    }
}

/// Parts of a whole: none is negative. What is beyond the sixth is added up.
pub(super) fn donut(table: &Table) -> Option<Figure> {
    let sheet = sheet::read(table, false)?;
    let series = sheet.series.first()?;
    let parts = |place: &usize| series.values.get(*place).copied().flatten().map(|(row, value)| (*place, row, value));
    let places = 0..series.values.len();
    let all: Vec<(usize, usize, f64)> = places.clone().filter_map(|place| parts(&place)).collect();
    let total: f64 = all.iter().map(|(_, _, value)| value).sum();
    if all.iter().any(|(_, _, value)| *value < 0.0) || total <= 0.0 {
        return None;
    }
    let one = Sheet { series: Vec::new(), ..Sheet::default() };
    let mut kept = all.clone();
    let mut rest = (0, 0.0);
    if all.len() > MOST_PARTS {
        kept.sort_by(|a, b| b.2.total_cmp(&a.2));
        let others = kept.split_off(MOST_PARTS - 1);
        rest = (others.len(), others.iter().map(|(_, _, value)| value).sum());
    }
    kept.sort_by_key(|(_, row, _)| *row);
    let named = kept
        .into_iter()
        .map(|(place, row, value)| (Some(row), sheet.labels.get(place).cloned().unwrap_or(Label::Unknown), value));
    let others = (rest.0 > 0).then_some((None, Label::Others(rest.0), rest.1));
    let mut from = 0.0;
    let mut marks = Vec::new();
    for (index, (row, label, value)) in named.chain(others).enumerate() {
        let to = (from + value / total).min(1.0);
        marks.push(Mark { series: index, row, label, value, shape: Shape::Part { from, to } });
        from = to;
    }
    let mut figure =
        figure(ChartKind::Donut, &one, Axis::default(), Axis { title: sheet.heading.clone(), ..Axis::default() });
    figure.series = vec![series.name.clone()];
    figure.unit.clone_from(&series.unit);
    figure.values =
        Axis { low: 0.0, high: total, unit: series.unit.clone(), title: series.name.clone(), ..Axis::default() };
    let alone = sheet::Sheet { series: sheet.series.into_iter().take(1).collect(), ..sheet };
    figure.reading = Reading { whole: Some(total), ..reading::of(&alone) };
    figure.marks = marks;
    Some(figure)
}

/// The first row with an amount.
fn first_amount(table: &Table) -> Option<(usize, usize, &Column, f64)> {
    let (place, column) = amounts(table).next()?;
    let find = |(row, cells): (usize, &Vec<Cell>)| sheet::drawable(cells.get(place)).map(|value| (row, value));
    let (row, value) = table.rows.iter().enumerate().find_map(find)?;
    Some((row, place, column, value))
}

/// What a row is called: by its first name or time.
fn called(table: &Table, row: usize) -> Label {
    let place = table.columns.iter().position(|column| matches!(part(column), Part::Name | Part::Time));
    let Some(place) = place else { return Label::Unknown };
    let cell = table.rows.get(row).and_then(|cells| cells.get(place));
    match (table.columns.get(place).map(part), cell.and_then(sheet::time)) {
        (Some(Part::Time), Some(moment)) if matches!(cell, Some(Cell::Integer(_))) => Label::Year(moment.year()),
        _ => sheet::label(cell),
    }
}

/// One number between its bounds: a percentage, or an amount out of a second one.
pub(super) fn gauge(table: &Table) -> Option<Figure> {
    let (row, first, column, value) = first_amount(table)?;
    let second = amounts(table).nth(1);
    let bound = match second {
        Some((place, _)) => sheet::drawable(table.rows.get(row)?.get(place)).filter(|bound| *bound > 0.0)?,
        None if is_share(column) => 100.0,
        None => return None,
    };
    let (low, high) = (value.min(0.0), value.max(bound));
    let part = ((value - low) / (high - low)).clamp(0.0, 1.0);
    let shape =
        Shape::Part { from: ((0.0 - low) / (high - low)).min(part), to: ((0.0 - low) / (high - low)).max(part) };
    let title = table.columns.get(first).map(|column| column.title.clone()).unwrap_or_default();
    let label = match called(table, row) {
        Label::Unknown => Label::Text(title.clone()),
        label => label,
    };
    let mark = Mark { series: 0, row: Some(row), label, value, shape };
    let reading = Reading { rows: 1, beyond: table.rows.len() - 1, whole: Some(bound), ..Reading::default() };
    Some(Figure {
        kind: ChartKind::Gauge,
        upright: true,
        series: vec![title.clone()],
        unit: column.unit.clone(),
        marks: vec![mark],
        runs: Vec::new(),
        values: Axis {
            title,
            unit: column.unit.clone(),
            low,
            high,
            ticks: [low, high]
                .into_iter()
                .zip([0.0, SIDE])
                .map(|(v, at)| Tick { at, label: Label::Number(v) })
                .collect(),
            zero: Some((0.0 - low) / (high - low) * SIDE),
        },
        along: Axis { title: second.map(|(_, column)| column.title.clone()).unwrap_or_default(), ..Axis::default() },
        reading,
    })
}

/// The numbers of the first row that has one, in large type.
pub(super) fn number(table: &Table) -> Option<Figure> {
    let (row, _, column, _) = first_amount(table)?;
    let label = called(table, row);
    let mut series = Vec::new();
    let mut marks = Vec::new();
    let mut units: BTreeMap<usize, String> = BTreeMap::new();
    for (place, column) in amounts(table).take(4) {
        let Some(value) = table.rows.get(row).and_then(|cells| sheet::drawable(cells.get(place))) else { continue };
        units.insert(series.len(), column.unit.clone());
        marks.push(Mark { series: series.len(), row: Some(row), label: label.clone(), value, shape: Shape::Words });
        series.push(column.title.clone());
    }
    let reading =
        Reading { rows: 1, beyond: table.rows.len() - 1, units: units.into_values().collect(), ..Reading::default() };
    Some(Figure {
        kind: ChartKind::Number,
        upright: true,
        series,
        unit: column.unit.clone(),
        marks,
        runs: Vec::new(),
        values: Axis::default(),
        along: Axis::default(),
        reading,
    })
}
