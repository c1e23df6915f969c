//! From a figure to SVG. Across, places are shares of the width; up and down, sizes of the text: so one drawing fits every
//! screen, and its text is as large as the text around it.

use super::{
    markup::{Markup, coordinate, count, em, letters, lines, percent, when},
    words,
};
use crate::i18n::texts::charts as c;
use domain::{
    data::chart::{ChartKind, Figure, Label, Mark, Run, SIDE, Shape, Tick},
    preferences::Lang,
};
use std::f64::consts::TAU;

/// Average width of a letter, in sizes of the text; a little more than it is.
const LETTER: f64 = 0.58;
/// The narrowest drawing, in sizes of its text: a phone of 360 pixels.
const NARROW: f64 = 21.0;
/// Height of a plot with an axis going up.
const HEIGHT: f64 = 16.0;
/// The most letters of a name on one line of the narrowest drawing.
const LINE: usize = 34;

/// What is drawn, and for whom.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drawing<'a> {
    /// The figure.
    pub(super) figure: &'a Figure,
    /// In which language.
    pub(super) lang: Lang,
    /// Begins every id.
    pub(super) id: &'a str,
    /// Unit of the values.
    pub(super) unit: &'a str,
    /// Width of the whole in sizes of the text, where it is known: in a file.
    pub(super) width: Option<f64>,
}

/// The pieces that stand side by side.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// Labels of the axis that goes up, and their width in sizes of the text.
    pub(super) axis: Option<(f64, String)>,
    /// The marks.
    pub(super) plot: String,
    /// Names at the end of lines, and their width.
    pub(super) ends: Option<(f64, String)>,
    /// The height, in sizes of the text.
    pub(super) height: f64,
    /// A drawing that keeps its width too.
    pub(super) square: bool,
}

/// A line of the legend.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Key {
    /// Index of the series.
    pub(super) series: usize,
    /// Its name.
    pub(super) name: String,
    /// What is said beside the name.
    pub(super) value: String,
}

impl Drawing<'_> {
    /// All pieces.
    pub(super) fn pieces(self) -> Pieces {
        match self.figure.kind {
            ChartKind::Bar | ChartKind::Stacked if !self.figure.upright => self.lying(),
            ChartKind::Bar
            | ChartKind::Stacked
            | ChartKind::Histogram
            | ChartKind::Line
            | ChartKind::Area
            | ChartKind::Scatter => self.standing(),
            ChartKind::Donut => self.donut(),
            ChartKind::Gauge => self.gauge(),
            ChartKind::Number => Pieces::default(),
        }
    }

    /// The legend; empty where there is one series, or where each has its name beside it.
    pub(super) fn keys(self) -> Vec<Key> {
        let figure = self.figure;
        if figure.kind == ChartKind::Donut {
            let whole = figure.reading.whole.unwrap_or(1.0);
            let key = |mark: &Mark| Key {
                series: mark.series,
                name: words::label(self.lang, &mark.label),
                value: if self.unit == "%" {
                    words::said(self.lang, mark.value, self.unit)
                } else {
                    let share = words::share(self.lang, mark.value, whole);
                    format!("{share} ({})", words::said(self.lang, mark.value, self.unit))
                },
            };
            return figure.marks.iter().map(key).collect();
        }
        if figure.series.len() < 2 || figure.kind == ChartKind::Number {
            return Vec::new();
        }
        let key = |(series, name): (usize, &String)| Key { series, name: name.clone(), value: String::new() };
        figure.series.iter().enumerate().map(key).collect()
    }

    /// Whether marks are points and lines, not surfaces.
    pub(super) fn is_linear(self) -> bool {
        matches!(self.figure.kind, ChartKind::Line | ChartKind::Scatter)
    }

    /// What a mark says on hovering: its name, its series, its number with all digits.
    fn title(self, mark: &Mark) -> String {
        let figure = self.figure;
        let label = words::label(self.lang, &mark.label);
        let value = words::value(self.lang, mark.value, self.unit);
        let series = figure.series.get(mark.series).filter(|_| figure.series.len() > 1);
        let label = match (figure.kind, series) {
            (ChartKind::Histogram, _) => words::with_unit(self.lang, &label, &figure.along.unit),
            (ChartKind::Donut, _) | (_, None) => label,
            (_, Some(series)) => format!("{label}, {series}"),
        };
        let value = match figure.kind {
            ChartKind::Scatter => self.across(mark).map_or(value.clone(), |across| format!("{across} ; {value}")),
            ChartKind::Donut if self.unit != "%" => {
                format!("{value} ({})", words::share(self.lang, mark.value, figure.reading.whole.unwrap_or(1.0)))
            }
            _ => value,
        };
        c::MARK.with(self.lang, &[("label", &label), ("value", &value)])
    }

    /// The first number of a point of a cloud, read back from where it is.
    fn across(self, mark: &Mark) -> Option<String> {
        let (Shape::Dot { x, .. }, axis) = (mark.shape, &self.figure.along) else { return None };
        if matches!(mark.label, Label::Number(_)) {
            return None;
        }
        Some(words::said(self.lang, axis.low + x / SIDE * (axis.high - axis.low), &axis.unit))
    }

    /// The fill of a series: its pattern, from the second one on.
    fn fill(self, series: usize) -> String {
        format!("url(#{}-p{})", self.id, series + 1)
    }

    /// Patterns and points, for every series that is drawn.
    fn definitions(self, out: &mut Markup) {
        out.open("defs", &[]);
        let all = if self.figure.kind == ChartKind::Donut { self.figure.marks.len() } else { self.figure.series.len() };
        for series in 0..all {
            if self.is_linear() || self.figure.kind == ChartKind::Area {
                point(out, &format!("{}-m{}", self.id, series + 1), series);
            }
            if !self.is_linear() {
                pattern(out, &format!("{}-p{}", self.id, series + 1), series);
            }
        }
        out.close("defs");
    }

    /// Bars that lie: name above, number behind.
    fn lying(self) -> Pieces {
        let figure = self.figure;
        let stacked = figure.kind == ChartKind::Stacked;
        let several = if stacked { 1 } else { figure.series.len() };
        let names: Vec<Vec<String>> =
            figure.along.ticks.iter().map(|tick| lines(&words::label(self.lang, &tick.label), LINE)).collect();
        let (bar, gap) = if several > 1 { (0.95, 0.12) } else { (1.05, 0.0) };
        // Room for the numbers behind the longest bars.
        let numbers = figure.marks.iter().map(|mark| letters(&words::said(self.lang, mark.value, self.unit)));
        let longest = numbers.fold(0.0, f64::max);
        let share = if stacked { 1.0 } else { 1.0 - ((longest * LETTER + 0.4) / NARROW).min(0.5) };

        let mut out = Markup::default();
        self.definitions(&mut out);
        let mut tops = Vec::new();
        let mut top = 0.0;
        for name in &names {
            tops.push(top + 1.3 * count(name.len()) + 0.1);
            top += 1.3 * count(name.len()) + 0.1 + count(several) * (bar + gap) + 0.75;
        }
        let height = if stacked { top + 1.6 } else { top - 0.5 };
        if stacked {
            self.uprights(&mut out, &tops, bar, top - 0.4);
        }
        for (name, top) in names.iter().zip(&tops) {
            for (index, line) in name.iter().enumerate() {
                let y = top - 0.35 - 1.3 * count(name.len() - 1 - index);
                out.leaf("text", &[("class", "chart-label"), ("x", "0"), ("y", &em(y))], line);
            }
        }
        let slots = count(names.len());
        for mark in &figure.marks {
            let Shape::Bar { x, y, width, .. } = mark.shape else { continue };
            // Which place the bar fills: the middle of its rectangle says it whatever was rounded.
            let slot = (y / SIDE * slots + 0.001).floor();
            let Some(top) = tops.iter().zip(0_u32..).find(|(_, index)| f64::from(*index) >= slot).map(|(top, _)| *top)
            else {
                continue;
            };
            let row = if stacked { 0.0 } else { count(mark.series) };
            let y = top + row * (bar + gap);
            self.bar(&mut out, mark, [&percent(x * share), &em(y), &percent(width * share), &em(bar)]);
            if !stacked {
                let end = if mark.value < 0.0 { figure.values.zero.unwrap_or(0.0) } else { x + width };
                let text = words::said(self.lang, mark.value, self.unit);
                out.leaf(
                    "text",
                    &[
                        ("class", "chart-value"),
                        ("x", &percent(end * share)),
                        ("dx", "0.4em"),
                        ("y", &em(y + bar * 0.5 + 0.36)),
                    ],
                    &text,
                );
            }
        }
        // Zero, at each bar: a line through the names would strike them out.
        let long = count(several) * (bar + gap) - gap;
        for top in tops.iter().filter(|_| figure.values.zero.is_some()) {
            let x = percent(figure.values.zero.unwrap_or(0.0) * share);
            let (from, to) = (em(top - 0.15), em(top + long + 0.15));
            out.empty("line", &[("class", "chart-zero"), ("x1", &x), ("x2", &x), ("y1", &from), ("y2", &to)]);
        }
        Pieces { plot: out.done(), height, ..Pieces::default() }
    }

    /// Lines across which lying bars are read, with their numbers below.
    fn uprights(self, out: &mut Markup, tops: &[f64], bar: f64, bottom: f64) {
        let all = self.figure.values.ticks.len();
        for (index, tick) in self.figure.values.ticks.iter().enumerate() {
            let x = percent(tick.at);
            for top in tops {
                let (from, to) = (em(top - 0.15), em(top + bar + 0.15));
                out.empty("line", &[("class", "chart-grid"), ("x1", &x), ("x2", &x), ("y1", &from), ("y2", &to)]);
            }
            let text = words::tick(self.lang, &tick.label, false);
            let text = if index + 1 == all { words::with_unit(self.lang, &text, self.unit) } else { text };
            out.leaf(
                "text",
                &[
                    ("class", "chart-tick"),
                    ("x", &x),
                    ("y", &em(bottom + 1.2)),
                    ("text-anchor", anchor(tick.at)),
                    when(index % 2 == 1 && all > 4 && index + 1 < all, "data-odd", "yes"),
                ],
                &text,
            );
        }
    }

    /// A bar with its title.
    fn bar(self, out: &mut Markup, mark: &Mark, [x, y, width, height]: [&str; 4]) {
        let series = (mark.series + 1).to_string();
        out.titled(
            "rect",
            &[
                ("class", "chart-mark"),
                ("data-series", &series),
                ("fill", &self.fill(mark.series)),
                ("x", x),
                ("y", y),
                ("width", width),
                ("height", height),
                when(self.figure.kind != ChartKind::Stacked, "rx", "2"),
            ],
            &self.title(mark),
        );
    }

    /// Everything with an axis that goes up.
    fn standing(self) -> Pieces {
        let figure = self.figure;
        let unit = match figure.kind {
            ChartKind::Histogram => "",
            _ => self.unit,
        };
        // The numbers of the axis, and lines across.
        let top = 1.0;
        let y = |place: f64| top + HEIGHT * (SIDE - place) / SIDE;
        let all = figure.values.ticks.len();
        let mut labels = Vec::new();
        let mut out = Markup::default();
        self.definitions(&mut out);
        for (index, tick) in figure.values.ticks.iter().enumerate() {
            let height = em(y(tick.at));
            out.empty(
                "line",
                &[("class", "chart-grid"), ("x1", "0"), ("x2", "100%"), ("y1", &height), ("y2", &height)],
            );
            let text = words::tick(self.lang, &tick.label, false);
            // The uppermost says the unit.
            let text = if index + 1 == all && unit.chars().count() <= 3 {
                words::with_unit(self.lang, &text, unit)
            } else {
                text
            };
            labels.push((y(tick.at) + 0.35, text));
        }
        let wide = labels.iter().map(|(_, text)| letters(text)).fold(0.0, f64::max) * 0.63 + 0.6;
        let mut axis = Markup::default();
        for (y, text) in &labels {
            axis.leaf(
                "text",
                &[("class", "chart-tick"), ("x", "100%"), ("dx", "-0.5em"), ("y", &em(*y)), ("text-anchor", "end")],
                text,
            );
        }
        let (ends, ends_wide) = self.ends(y);
        let width = self.width.map(|width| width - wide - if ends_wide > 0.0 { ends_wide } else { 0.0 });
        let mut below = 2.0;
        match figure.kind {
            ChartKind::Line | ChartKind::Area => self.runs(&mut out, top, width),
            ChartKind::Scatter => self.points(&mut out, top),
            _ => self.columns(&mut out, top),
        }
        if let Some(zero) = figure.values.zero {
            let height = em(y(zero));
            out.empty(
                "line",
                &[("class", "chart-zero"), ("x1", "0"), ("x2", "100%"), ("y1", &height), ("y2", &height)],
            );
        }
        self.across_labels(&mut out, top + HEIGHT + 1.4);
        if figure.kind == ChartKind::Scatter || figure.kind == ChartKind::Histogram {
            let title = words::with_title(&figure.along.title, &figure.along.unit);
            let y = em(top + HEIGHT + 2.8);
            out.leaf("text", &[("class", "chart-tick"), ("x", "100%"), ("y", &y), ("text-anchor", "end")], &title);
            below += 1.4;
        }
        Pieces {
            axis: Some((wide, axis.done())),
            plot: out.done(),
            ends: (ends_wide > 0.0).then_some((ends_wide, ends)),
            height: top + HEIGHT + below,
            square: false,
        }
    }

    /// The labels below.
    fn across_labels(self, out: &mut Markup, y: f64) {
        let ticks = &self.figure.along.ticks;
        let is_columns = matches!(self.figure.kind, ChartKind::Bar | ChartKind::Stacked);
        let longest = ticks.iter().map(|tick| letters(&words::tick(self.lang, &tick.label, false))).fold(0.0, f64::max);
        let room = if longest <= 4.0 { 11 } else { 7 };
        let every = if is_columns { ticks.len().div_ceil(room).max(1) } else { 1 };
        let shown: Vec<&Tick> = ticks.iter().step_by(every).collect();
        let crowded = count(shown.len()) * (longest + 1.5) * LETTER > NARROW - 4.0;
        for (index, tick) in shown.into_iter().enumerate() {
            out.leaf(
                "text",
                &[
                    ("class", "chart-tick"),
                    ("x", &percent(tick.at)),
                    ("y", &em(y)),
                    (
                        "text-anchor",
                        if is_columns || (longest <= 6.0 && tick.at < 500.0) { "middle" } else { anchor(tick.at) },
                    ),
                    when(crowded && index % 2 == 1, "data-odd", "yes"),
                ],
                &words::tick(self.lang, &tick.label, index == 0),
            );
            if !is_columns {
                let (x, from, to) = (percent(tick.at), em(y - 1.4), em(y - 1.1));
                out.empty("line", &[("class", "chart-zero"), ("x1", &x), ("x2", &x), ("y1", &from), ("y2", &to)]);
            }
        }
    }

    /// Columns.
    fn columns(self, out: &mut Markup, top: f64) {
        let histogram = self.figure.kind == ChartKind::Histogram;
        for mark in &self.figure.marks {
            let Shape::Bar { x, y, width, height } = mark.shape else { continue };
            // Classes that follow each other touch; years stand apart.
            let (x, width) = if histogram { (x, width) } else { (x + width * 0.12, width * 0.76) };
            let place = [&percent(x), &em(top + HEIGHT * y / SIDE), &percent(width), &em(HEIGHT * height / SIDE)];
            self.bar(out, mark, place.map(String::as_str));
        }
    }

    /// Lines and areas, with a point for each value.
    fn runs(self, out: &mut Markup, top: f64, width: Option<f64>) {
        // A box that is stretched, or, in a file, one whose size is known: not every reader keeps strokes thin.
        let (wide, high) = width.map_or((SIDE, SIDE), |width| (width * 16.0, HEIGHT * 16.0));
        let across = |(x, y): &(f64, f64)| format!("{} {}", coordinate(x * wide / SIDE), coordinate(y * high / SIDE));
        let area = self.figure.kind == ChartKind::Area;
        out.open(
            "svg",
            &[
                ("x", "0"),
                ("y", &em(top)),
                ("width", "100%"),
                ("height", &em(HEIGHT)),
                ("viewBox", &format!("0 0 {} {}", coordinate(wide), coordinate(high))),
                ("preserveAspectRatio", "none"),
                ("overflow", "visible"),
            ],
        );
        for Run { series, top, bottom } in &self.figure.runs {
            let number = (series + 1).to_string();
            let line = format!("M{}", top.iter().map(across).collect::<Vec<_>>().join("L"));
            if area {
                let back = bottom.iter().rev().map(across).collect::<Vec<_>>().join("L");
                let path = format!("{line}L{back}Z");
                // A pattern would be stretched with the box: a wash of the colour, and the line above it.
                out.empty("path", &[("class", "chart-wash"), ("data-series", &number), ("d", &path)]);
            }
            out.empty("path", &[("class", "chart-line"), ("data-series", &number), ("d", &line)]);
        }
        out.close("svg");
        self.points(out, top);
    }

    /// The points of lines and clouds.
    fn points(self, out: &mut Markup, top: f64) {
        let many =
            self.figure.marks.len() / self.figure.series.len().max(1) > 40 && self.figure.kind != ChartKind::Scatter;
        for mark in &self.figure.marks {
            let Shape::Dot { x, y } = mark.shape else { continue };
            let number = (mark.series + 1).to_string();
            out.titled(
                "use",
                &[
                    ("class", if many { "chart-spot" } else { "chart-point" }),
                    ("data-series", &number),
                    ("href", &format!("#{}-m{number}", self.id)),
                    ("x", &percent(x)),
                    ("y", &em(top + HEIGHT * y / SIDE)),
                ],
                &self.title(mark),
            );
        }
    }

    /// Names at the ends of lines, where they are short; none covers another.
    fn ends(self, y: impl Fn(f64) -> f64) -> (String, f64) {
        let figure = self.figure;
        let longest = figure.series.iter().map(|name| letters(name)).fold(0.0, f64::max);
        let several = figure.series.len() > 1 && matches!(figure.kind, ChartKind::Line | ChartKind::Area);
        if !several || longest > 22.0 {
            return (String::new(), 0.0);
        }
        let mut places: Vec<(f64, usize)> = Vec::new();
        for series in 0..figure.series.len() {
            let runs = figure.runs.iter().filter(|run| run.series == series);
            let last = runs.filter_map(|run| Some((run.top.last()?, run.bottom.last()))).next_back();
            let Some(((_, top), bottom)) = last else { continue };
            let middle = bottom.map_or(*top, |(_, bottom)| (top + bottom) / 2.0);
            places.push((y(SIDE - middle), series));
        }
        places.sort_by(|a, b| a.0.total_cmp(&b.0));
        // Pushed down where they would touch, then back up from the lower edge.
        let mut least = 0.8;
        for (at, _) in &mut places {
            *at = at.max(least);
            least = *at + 1.25;
        }
        let mut most = y(0.0) + 0.2;
        for (at, _) in places.iter_mut().rev() {
            *at = at.min(most);
            most = *at - 1.25;
        }
        let mut out = Markup::default();
        for (at, series) in places {
            let name = figure.series.get(series).map_or("", String::as_str);
            let number = (series + 1).to_string();
            out.leaf(
                "text",
                &[("class", "chart-end"), ("data-series", &number), ("x", "0.7em"), ("y", &em(at + 0.35))],
                name,
            );
        }
        (out.done(), longest * LETTER + 1.0)
    }

    /// Parts of a ring.
    fn donut(self) -> Pieces {
        let mut out = Markup::default();
        self.definitions(&mut out);
        out.open("svg", &[("width", "13em"), ("height", "13em"), ("viewBox", "-104 -104 208 208")]);
        for mark in &self.figure.marks {
            let Shape::Part { from, to } = mark.shape else { continue };
            let number = (mark.series + 1).to_string();
            let path = ring(from, to);
            out.titled(
                "path",
                &[("class", "chart-mark"), ("data-series", &number), ("fill", &self.fill(mark.series)), ("d", &path)],
                &self.title(mark),
            );
        }
        out.close("svg");
        if let Some(whole) = self.figure.reading.whole.filter(|_| self.unit != "%") {
            let text = words::said(self.lang, whole, self.unit);
            out.leaf(
                "text",
                &[("class", "chart-value"), ("x", "6.5em"), ("y", "6.85em"), ("text-anchor", "middle")],
                &text,
            );
        }
        Pieces { plot: out.done(), height: 13.0, square: true, ..Pieces::default() }
    }

    /// A bar between two bounds.
    fn gauge(self) -> Pieces {
        let mut out = Markup::default();
        self.definitions(&mut out);
        let Some(mark) = self.figure.marks.first() else { return Pieces::default() };
        let Shape::Part { from, to } = mark.shape else { return Pieces::default() };
        let value = words::said(self.lang, mark.value, self.unit);
        out.leaf("text", &[("class", "chart-large"), ("x", "0"), ("y", "1em")], &value);
        out.empty(
            "rect",
            &[("class", "chart-track"), ("x", "0"), ("y", "4em"), ("width", "100%"), ("height", "1.4em"), ("rx", "4")],
        );
        let place = [percent(from * SIDE), percent((to - from) * SIDE)];
        self.bar(&mut out, mark, [&place[0], "4em", &place[1], "1.4em"]);
        for tick in &self.figure.values.ticks {
            let Label::Number(bound) = tick.label else { continue };
            let text = words::said(self.lang, bound, self.unit);
            out.leaf(
                "text",
                &[("class", "chart-tick"), ("x", &percent(tick.at)), ("y", "6.8em"), ("text-anchor", anchor(tick.at))],
                &text,
            );
        }
        Pieces { plot: out.done(), height: 7.2, ..Pieces::default() }
    }
}

/// A text near an edge is kept inside of it.
fn anchor(place: f64) -> &'static str {
    match place {
        _ if place < 40.0 => "start",
        _ if place > 960.0 => "end",
        _ => "middle",
    }
}

/// The outline of a part of a ring, from the top, clockwise.
fn ring(from: f64, to: f64) -> String {
    // A whole turn would begin where it ends: a hair is left out.
    let to = to.min(from + 0.999_99);
    let at = |turn: f64, radius: f64| {
        let angle = turn * TAU;
        format!("{} {}", coordinate(radius * angle.sin()), coordinate(-radius * angle.cos()))
    };
    let large = u8::from(to - from > 0.5);
    format!(
        "M{}A100 100 0 {large} 1 {}L{}A60 60 0 {large} 0 {}Z",
        at(from, 100.0),
        at(to, 100.0),
        at(to, 60.0),
        at(from, 60.0)
    )
}

/// The pattern of a series: its colour, and from the second on, lines or dots in it, so that series differ without colour.
pub(super) fn pattern(out: &mut Markup, id: &str, series: usize) {
    let size = "8";
    let turn = match series {
        1 => "rotate(45)",
        3 => "rotate(-45)",
        _ => "",
    };
    let number = (series + 1).to_string();
    out.open(
        "pattern",
        &[
            ("id", id),
            ("data-series", &number),
            ("width", size),
            ("height", size),
            ("patternUnits", "userSpaceOnUse"),
            when(!turn.is_empty(), "patternTransform", turn),
        ],
    );
    out.empty("rect", &[("class", "chart-ground"), ("width", size), ("height", size)]);
    let hatch = match series {
        0 => "",
        1 | 3 => "M0 2H8",
        4 => "M0 2H8M2 0V8",
        5 => "M2 0V8",
        _ => "M2 2h.01M6 6h.01",
    };
    if !hatch.is_empty() {
        let dots = series == 2;
        out.empty("path", &[("class", "chart-hatch"), when(dots, "data-dots", "yes"), ("d", hatch)]);
    }
    out.close("pattern");
}

/// The point of a series, with a larger place around it for the mouse; each series has a shape of its own.
pub(super) fn point(out: &mut Markup, id: &str, series: usize) {
    out.open("g", &[("id", id)]);
    out.empty("circle", &[("r", "9"), ("fill", "none"), ("stroke", "none"), ("pointer-events", "all")]);
    out.empty("path", &[("d", sign(series))]);
    out.close("g");
}

/// The shape of a point.
pub(super) const fn sign(series: usize) -> &'static str {
    match series {
        0 => "M0-4A4 4 0 1 1 0 4A4 4 0 1 1 0-4Z",
        1 => "M-3.7-3.7H3.7V3.7H-3.7Z",
        2 => "M0-5L4.8 3.8H-4.8Z",
        3 => "M0-5.2L5.2 0L0 5.2L-5.2 0Z",
        4 => "M-1.6-5H1.6V-1.6H5V1.6H1.6V5H-1.6V1.6H-5V-1.6H-1.6Z",
        _ => "M0 5L4.8-3.8H-4.8Z",
    }
}
