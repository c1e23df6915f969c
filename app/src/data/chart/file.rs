//! A chart as a file of its own: colours, letters, title and source inside, nothing asked from elsewhere.

use super::{
    ChartText,
    colours::{CONTRAST, Colours, DARK, LIGHT, SOFT},
    markup::{Markup, coordinate, count, em, letters, lines, when},
    plot::{self, Drawing, Key},
    words,
};
use crate::i18n::texts::charts as c;
use domain::{
    data::{
        Table,
        chart::{ChartKind, Figure},
    },
    preferences::Theme,
};
use std::fmt::Write as _;

/// Width and margin of a file, in sizes of the text.
const WIDE: f64 = 50.0;
const MARGIN: f64 = 1.5;
/// The size of the text in a file.
const TEXT: f64 = 16.0;

const fn colours(theme: Theme, dark: bool) -> Colours {
    match (theme, dark) {
        (Theme::Dark, _) | (Theme::Auto, true) => DARK,
        (Theme::Contrast, _) => CONTRAST,
        (Theme::Soft, _) => SOFT,
        _ => LIGHT,
    }
}

/// The rules of a theme.
fn rules(colours: &Colours, out: &mut String) {
    let Colours { surface, ink, soft, line, edge, series, wash } = colours;
    // Writing to a text cannot fail.
    let _ = write!(
        out,
        ".chart-paper{{fill:{surface}}}text{{fill:{ink}}}.chart-tick,.chart-source,.chart-unit{{fill:{soft}}}.chart-grid{{stroke:{line}}}\
         .chart-zero{{stroke:{edge}}}.chart-mark,.chart-point{{stroke:{surface}}}.chart-hatch{{stroke:{surface}}}\
         .chart-track{{fill:{surface};stroke:{edge}}}"
    );
    for (index, (colour, wash)) in series.iter().zip(wash).enumerate() {
        let number = index + 1;
        let _ = write!(
            out,
            "[data-series=\"{number}\"] .chart-ground,.chart-point[data-series=\"{number}\"]{{fill:{colour}}}\
             .chart-line[data-series=\"{number}\"]{{stroke:{colour}}}.chart-wash[data-series=\"{number}\"]{{fill:{wash}}}"
        );
    }
}

/// What does not change with the theme.
const SHAPES: &str = "svg{font-family:'Atkinson Hyperlegible Next',system-ui,sans-serif;font-size:16px}\
    text{font-variant-numeric:tabular-nums}.chart-value,.chart-end,.chart-title{font-weight:700}.chart-title{font-size:1.35em}\
    .chart-large{font-weight:800;font-size:3em}.chart-source{font-size:.94em}.chart-grid{stroke-width:1}\
    .chart-zero{stroke-width:1.5}.chart-line{fill:none;stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}\
    .chart-mark{stroke-width:1.5}.chart-point{stroke-width:1.5}.chart-spot{fill:none;stroke:none}.chart-track{stroke-width:1.5}\
    .chart-hatch{fill:none;stroke-width:1.6}.chart-hatch[data-dots]{stroke-width:2.6;stroke-linecap:round}\
    .chart-line[data-series=\"2\"]{stroke-dasharray:9 4}.chart-line[data-series=\"3\"]{stroke-dasharray:2 5}\
    .chart-line[data-series=\"4\"]{stroke-dasharray:12 4 2 4}.chart-line[data-series=\"5\"]{stroke-dasharray:5 3}\
    .chart-line[data-series=\"6\"]{stroke-dasharray:14 3 2 3 2 3}";

/// A chart as a file. `None`: this table cannot be drawn so.
pub(crate) fn svg(kind: ChartKind, table: &Table, text: &ChartText, theme: Theme) -> Option<String> {
    let figure = Figure::of(kind, table)?;
    let unit = text.unit(&figure.unit);
    let inner = WIDE - 2.0 * MARGIN;
    let drawing = Drawing { figure: &figure, lang: text.lang, id: &text.id, unit, width: Some(inner) };
    let pieces = drawing.pieces();
    let keys = if pieces.ends.is_some() { Vec::new() } else { drawing.keys() };

    let mut body = Markup::default();
    let mut y = MARGIN + 1.2;
    for line in lines(&text.title, 52) {
        body.leaf("text", &[("class", "chart-title"), ("x", "1.11em"), ("y", &em(y / 1.35))], &line);
        y += 1.8;
    }
    if unit.chars().count() > 3 && kind != ChartKind::Histogram {
        let words = c::IN_UNIT.with(text.lang, &[("unit", unit)]);
        body.leaf("text", &[("class", "chart-unit"), ("x", &em(MARGIN)), ("y", &em(y - 0.2))], &words);
        y += 1.5;
    }
    if kind != ChartKind::Donut {
        y = legend(&mut body, &keys, drawing, y);
    }
    let top = y - 0.4;
    let (mut x, height) = (MARGIN, em(pieces.height));
    let place = |out: &mut Markup, x: f64, width: f64, part: &str| {
        let box_ = [("x", em(x)), ("y", em(top)), ("width", em(width)), ("height", height.clone())];
        let mut all: Vec<(&str, &str)> = box_.iter().map(|(name, value)| (*name, value.as_str())).collect();
        all.push(("overflow", "visible"));
        out.open("svg", &all);
        out.part(part);
        out.close("svg");
    };
    let ends = pieces.ends.as_ref().map_or(0.0, |(width, _)| *width);
    if let Some((width, axis)) = &pieces.axis {
        place(&mut body, x, *width, axis);
        x += width;
    }
    place(&mut body, x, WIDE - MARGIN - ends - x, &pieces.plot);
    if let Some((width, part)) = &pieces.ends {
        place(&mut body, WIDE - MARGIN - width, *width, part);
    }
    if kind == ChartKind::Donut {
        beside(&mut body, &keys, drawing, top);
    }
    y = top + pieces.height + 1.6;
    if kind == ChartKind::Number {
        y = large(&mut body, &figure, text, unit, top);
    }
    let says = words::sentences(text.lang, &figure, unit).join(" ");
    for line in paragraph(&says, 88) {
        body.leaf("text", &[("x", &em(MARGIN)), ("y", &em(y))], &line);
        y += 1.45;
    }
    y += 0.3;
    for line in paragraph(&text.origin(), 96) {
        body.leaf("text", &[("class", "chart-source"), ("x", &em(MARGIN / 0.94)), ("y", &em(y / 0.94))], &line);
        y += 1.4;
    }
    Some(whole(&body.done(), y, text, &says, theme))
}

/// The file around what was drawn.
fn whole(body: &str, height: f64, text: &ChartText, says: &str, theme: Theme) -> String {
    let (wide, high) = (coordinate(WIDE * TEXT), coordinate((height + 0.2) * TEXT));
    let mut out = Markup::default();
    let (name, about) = (format!("{}-t", text.id), format!("{}-d", text.id));
    out.open(
        "svg",
        &[
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", &wide),
            ("height", &high),
            ("viewBox", &format!("0 0 {wide} {high}")),
            ("font-size", "16"),
            ("role", "img"),
            ("lang", text.lang.word()),
            ("aria-labelledby", &format!("{name} {about}")),
        ],
    );
    out.leaf("title", &[("id", &name)], &text.title);
    out.leaf("desc", &[("id", &about)], &format!("{says} {}", text.origin()));
    let mut sheet = SHAPES.to_owned();
    rules(&colours(theme, false), &mut sheet);
    if theme == Theme::Auto {
        sheet.push_str("@media (prefers-color-scheme:dark){");
        rules(&colours(theme, true), &mut sheet);
        sheet.push('}');
    }
    // Our own rules hold no character that would have to be escaped, save the quotes that may stand as they are.
    out.open("style", &[]);
    out.part(&sheet);
    out.close("style");
    out.empty("rect", &[("class", "chart-paper"), ("width", "100%"), ("height", "100%")]);
    out.part(body);
    out.close("svg");
    out.done()
}

/// A sign of the legend.
fn sign(out: &mut Markup, key: &Key, drawing: Drawing<'_>, x: f64, y: f64) {
    let number = (key.series + 1).to_string();
    let at = format!("translate({} {})", coordinate(x * TEXT), coordinate(y * TEXT));
    out.open("g", &[("transform", &at)]);
    if drawing.is_linear() || drawing.figure.kind == ChartKind::Area {
        let line = drawing.figure.kind != ChartKind::Scatter;
        if line {
            out.empty("path", &[("class", "chart-line"), ("data-series", &number), ("d", "M0-5H26")]);
        }
        let point = [
            ("class", "chart-point"),
            ("data-series", &number),
            ("transform", "translate(13 -5)"),
            ("d", plot::sign(key.series)),
        ];
        out.empty("path", &point);
    } else {
        let fill = format!("url(#{}-p{number})", drawing.id);
        out.empty(
            "rect",
            &[("class", "chart-mark"), ("fill", &fill), ("y", "-12"), ("width", "26"), ("height", "14"), ("rx", "3")],
        );
    }
    out.close("g");
}

/// The legend above a plot; where the plot begins.
fn legend(out: &mut Markup, keys: &[Key], drawing: Drawing<'_>, mut y: f64) -> f64 {
    let mut x = MARGIN;
    for key in keys {
        let width = 2.2 + letters(&key.name) * 0.6 + 1.6;
        if x > MARGIN && x + width > WIDE - MARGIN {
            (x, y) = (MARGIN, y + 1.6);
        }
        sign(out, key, drawing, x, y);
        out.leaf("text", &[("x", &em(x + 2.1)), ("y", &em(y))], &key.name);
        x += width;
    }
    if keys.is_empty() { y } else { y + 1.6 }
}

/// The legend beside a ring.
fn beside(out: &mut Markup, keys: &[Key], drawing: Drawing<'_>, top: f64) {
    let (x, mut y) = (MARGIN + 15.0, top + 6.9 - count(keys.len()) * 0.9);
    for key in keys {
        sign(out, key, drawing, x, y);
        let name = lines(&key.name, 40).swap_remove(0);
        out.open("text", &[("x", &em(x + 2.1)), ("y", &em(y))]);
        out.text(&name);
        out.leaf("tspan", &[("class", "chart-value"), ("dx", "0.5em")], &key.value);
        out.close("text");
        y += 1.8;
    }
}

/// Numbers in large type; where the next line begins.
fn large(out: &mut Markup, figure: &Figure, text: &ChartText, unit: &str, top: f64) -> f64 {
    let mut y = top + 2.6;
    let several = figure.marks.len() > 1;
    for mark in &figure.marks {
        let unit = figure.reading.units.get(mark.series).filter(|unit| !unit.is_empty()).map_or(unit, String::as_str);
        let sign = unit.chars().count() <= 3;
        let number = if sign { words::value(text.lang, mark.value, unit) } else { words::exact(text.lang, mark.value) };
        out.leaf("text", &[("class", "chart-large"), ("x", &em(MARGIN / 3.0)), ("y", &em(y / 3.0))], &number);
        let name = if several { figure.series.get(mark.series).map_or("", String::as_str) } else { "" };
        if !name.is_empty() {
            y += 1.6;
            out.leaf("text", &[("x", &em(MARGIN)), ("y", &em(y)), when(false, "", "")], name);
        }
        y += 3.6;
    }
    y - 1.4
}

/// A text on lines of at most so many letters, all of it.
fn paragraph(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
