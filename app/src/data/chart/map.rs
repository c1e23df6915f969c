//! A map of a table with a column of codes: classes told in the legend, what is unknown hatched and apart from zero, and the
//! same figures as a list from the greatest to the least.

use super::{
    ChartText, fold,
    markup::{Markup, coordinate},
    origin,
    outlines::{self, Outline, Outlines},
    sentences, title, twin, words,
};
use crate::{
    i18n::{counted, texts::charts as c},
    ui::ServerHtml,
};
use domain::data::{
    Table,
    map::{CLASSES, Map},
};
use leptos::prelude::*;

/// A map of a table. A table that is none, or whose territories have no outlines here, is shown as a table.
pub(crate) fn map(table: &Table, text: &ChartText) -> AnyView {
    let found = Map::of(table).and_then(|map| Some((outlines::of(map.level)?, map)));
    let Some((outlines, map)) = found else {
        return view! { <figure class="chart">{title(text, "")} {twin::of_table(table, text)} {origin(text)}</figure> }
            .into_any();
    };
    let unit = text.unit(&map.unit);
    view! {
        <figure class="chart" data-chart="carte">
            {title(text, unit)}
            <div class="map">
                <ServerHtml html=drawn(&map, outlines, text, unit)/>
                {legend(&map, outlines, text, unit)}
            </div>
            {sentences(&said(&map, outlines, text, unit))}
            {fold(list(&map, outlines, text, unit), text)}
            {origin(text)}
        </figure>
    }
    .into_any()
}

/// The name of a code, or the code.
fn name<'a>(outlines: &'a Outlines, code: &'a str) -> &'a str {
    outlines.areas.iter().find(|area| area.code == code).map_or(code, |area| area.name)
}

/// How many areas of the map have no number.
fn unknown(map: &Map, outlines: &Outlines) -> usize {
    outlines.areas.iter().filter(|area| map.area(area.code).is_none()).count()
}

/// The class of an index, spread over all of them: two classes are the lightest and the darkest.
fn step(map: &Map, class: usize) -> usize {
    match map.classes.len() {
        0 | 1 => CLASSES - 1,
        classes => class * (CLASSES - 1) / (classes - 1),
    }
}

/// The SVG.
fn drawn(map: &Map, outlines: &Outlines, text: &ChartText, unit: &str) -> String {
    let mut out = Markup::default();
    let (named, about) = (format!("{}-t", text.id), format!("{}-d", text.id));
    let (wide, high) = outlines.size;
    out.open(
        "svg",
        &[
            ("class", "map-plot"),
            ("viewBox", &format!("0 0 {} {}", coordinate(wide), coordinate(high))),
            ("role", "img"),
            ("aria-labelledby", &format!("{named} {about}")),
        ],
    );
    out.leaf("title", &[("id", &named)], &text.title);
    out.leaf("desc", &[("id", &about)], &c::DESCRIBED.with(text.lang, &[("kind", c::CARTE.of(text.lang))]));
    out.open("defs", &[]);
    for step in 0..=CLASSES {
        pattern(&mut out, &text.id, step);
    }
    out.close("defs");
    out.empty("path", &[("class", "map-frame"), ("d", outlines.frames)]);
    for area in &outlines.areas {
        outline(&mut out, map, area, area.path, text, unit);
    }
    for area in &outlines.areas {
        if let Some(path) = area.larger {
            outline(&mut out, map, area, path, text, unit);
        }
    }
    out.close("svg");
    out.done()
}

/// An area with its title.
fn outline(out: &mut Markup, map: &Map, area: &Outline, path: &str, text: &ChartText, unit: &str) {
    let found = map.area(area.code);
    let value =
        found.map_or_else(|| c::NO_DATA.of(text.lang).to_owned(), |found| words::value(text.lang, found.value, unit));
    let said = c::MARK.with(text.lang, &[("label", &format!("{} ({})", area.name, area.code)), ("value", &value)]);
    let fill = format!("url(#{}-k{})", text.id, found.map_or(CLASSES, |found| step(map, found.class)));
    out.titled("path", &[("class", "map-area"), ("fill", &fill), ("d", path)], &said);
}

/// The fill of a class: its colour, and dots that only forced colours show. The last one is that of the unknown: hatched.
fn pattern(out: &mut Markup, id: &str, step: usize) {
    let (number, id) = ((step + 1).to_string(), format!("{id}-k{step}"));
    let unknown = step == CLASSES;
    let class = if unknown { "none" } else { &number };
    let mut attributes = vec![
        ("id", id.as_str()),
        ("data-class", class),
        ("width", "14"),
        ("height", "14"),
        ("patternUnits", "userSpaceOnUse"),
    ];
    if unknown {
        attributes.push(("patternTransform", "rotate(45)"));
    }
    out.open("pattern", &attributes);
    out.empty("rect", &[("class", "map-ground"), ("width", "14"), ("height", "14")]);
    out.empty("path", &[("class", "map-hatch"), ("d", if unknown { "M0 7H14" } else { "M7 7h.01" })]);
    out.close("pattern");
}

fn legend(map: &Map, outlines: &Outlines, text: &ChartText, unit: &str) -> impl IntoView + use<> {
    let swatch = |step: usize| {
        let mut out = Markup::default();
        out.open("svg", &[("class", "chart-key"), ("width", "26"), ("height", "16"), ("aria-hidden", "true")]);
        let fill = format!("url(#{}-k{step})", text.id);
        out.empty("rect", &[("class", "map-area"), ("fill", &fill), ("width", "26"), ("height", "16"), ("rx", "3")]);
        out.close("svg");
        out.done()
    };
    let sign = if unit.chars().count() > 3 { "" } else { unit };
    let count =
        |number: usize| counted(text.lang, i64::try_from(number).unwrap_or(i64::MAX), c::AREAS_ONE, c::AREAS_MANY);
    let line = |step: usize, range: String, number: usize| {
        view! { <li><ServerHtml html=swatch(step)/><span>{range} " " <small>{count(number)}</small></span></li> }
    };
    // The greatest first, as in the list.
    let classes = map.classes.iter().enumerate().rev().map(|(index, class)| {
        let (low, high) = (words::rounded(text.lang, class.low), words::said(text.lang, class.high, sign));
        let range = if words::said(text.lang, class.low, sign) == high {
            high
        } else {
            c::BETWEEN.with(text.lang, &[("from", &low), ("to", &high)])
        };
        line(step(map, index), range, class.count)
    });
    let mut lines: Vec<_> = classes.collect();
    let unknown = unknown(map, outlines);
    if unknown > 0 {
        lines.push(line(CLASSES, c::NO_DATA.of(text.lang).to_owned(), unknown));
    }
    view! { <ul class="map-keys">{lines}</ul> }
}

fn said(map: &Map, outlines: &Outlines, text: &ChartText, unit: &str) -> Vec<String> {
    let mut all = Vec::new();
    if let (Some(first), Some(last)) = (map.ranked().first(), map.ranked().last()) {
        all.push(c::NAMES.with(
            text.lang,
            &[
                ("greatest_label", name(outlines, &first.code)),
                ("greatest", &words::said(text.lang, first.value, unit)),
                ("least_label", name(outlines, &last.code)),
                ("least", &words::said(text.lang, last.value, unit)),
            ],
        ));
    }
    let strange = map.areas.iter().filter(|area| !outlines.areas.iter().any(|other| other.code == area.code)).count();
    if map.without + strange > 0 {
        let number = i64::try_from(map.without + strange).unwrap_or(i64::MAX);
        all.push(counted(text.lang, number, c::WITHOUT_ONE, c::WITHOUT_MANY));
    }
    all
}

/// Every area from the greatest to the least, then those of which nothing is known.
fn list(map: &Map, outlines: &Outlines, text: &ChartText, unit: &str) -> AnyView {
    let lang = text.lang;
    let heads = vec![
        (c::CODE.of(lang).to_owned(), false),
        (c::TERRITORY.of(lang).to_owned(), false),
        (words::with_title(&map.title, unit), true),
    ];
    let row = |code: &str, value: String| {
        vec![(code.to_owned(), false, false), (name(outlines, code).to_owned(), false, true), (value, true, false)]
    };
    let known = map.ranked().into_iter().map(|area| row(&area.code, words::exact(lang, area.value)));
    let missing = outlines.areas.iter().filter(|area| map.area(area.code).is_none());
    let missing = missing.map(|area| row(area.code, c::NO_DATA.of(lang).to_owned()));
    twin::shown(text, heads, known.chain(missing).collect())
}
