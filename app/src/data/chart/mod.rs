//! Charts and maps as SVG from the server, without script: title, unit, a sentence that says what is seen, the same figures as
//! a table, source, date and licence. `domain::data::chart` reckons; here it is written.

mod colours;
mod file;
mod map;
mod markup;
mod outlines;
mod plot;
mod twin;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use {file::svg, map::map};

use crate::{
    i18n::{self, texts::charts as c},
    ui::ServerHtml,
};
use domain::{
    data::{
        Table,
        chart::{ChartKind, Figure},
    },
    preferences::Lang,
};
use leptos::prelude::*;
use markup::{Markup, em, when};
use plot::{Drawing, Key, Pieces};

/// What is said around a chart.
#[derive(Debug, Clone, Default)]
pub(crate) struct ChartText {
    /// In which language.
    pub(crate) lang: Lang,
    /// Begins every id of the chart: unique on its page, letters, digits and `-`.
    pub(crate) id: String,
    /// The title.
    pub(crate) title: String,
    /// Unit of the numbers; that of the column where this is empty.
    pub(crate) unit: String,
    /// Where the figures come from.
    pub(crate) source: String,
    /// Of which day they are.
    pub(crate) date: Option<jiff::civil::Date>,
    /// The name of the licence; may be empty.
    pub(crate) licence: String,
}

impl ChartText {
    /// Source, date and licence, in one line.
    fn origin(&self) -> String {
        let source = (!self.source.is_empty()).then(|| c::SOURCE.with(self.lang, &[("source", &self.source)]));
        let date = self.date.map(|day| c::DATED.with(self.lang, &[("date", &i18n::date(self.lang, day))]));
        let licence = (!self.licence.is_empty()).then(|| self.licence.clone());
        [source, date, licence].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// The unit that is said: this one, or the figure's.
    fn unit<'a>(&'a self, of: &'a str) -> &'a str {
        if self.unit.is_empty() { of } else { &self.unit }
    }
}

/// A chart of a table, with everything that belongs to it. A table that cannot be drawn so is shown as a table.
pub(crate) fn chart(kind: ChartKind, table: &Table, text: &ChartText) -> AnyView {
    let Some(figure) = Figure::of(kind, table) else {
        return view! { <figure class="chart">{title(text, "")} {twin::of_table(table, text)} {origin(text)}</figure> }
            .into_any();
    };
    let unit = text.unit(&figure.unit);
    if kind == ChartKind::Number {
        return number(&figure, text, unit);
    }
    let drawing = Drawing { figure: &figure, lang: text.lang, id: &text.id, unit, width: None };
    let keys = drawing.keys();
    let pieces = drawing.pieces();
    // Hovering says the counts of a histogram; its unit is that of its classes.
    let heading_unit = if kind == ChartKind::Histogram { "" } else { unit };
    let twin = match kind {
        ChartKind::Histogram => twin::of_classes(&figure, text),
        _ => twin::of_table(table, text),
    };
    view! {
        <figure class="chart" data-chart=kind.word()>
            {title(text, heading_unit)}
            <div class="chart-body">
                <ServerHtml html=page(&drawing, &pieces, text)/>
                {legend(&keys, drawing)}
            </div>
            {sentences(&words::sentences(text.lang, &figure, unit))}
            {fold(twin, text)}
            {origin(text)}
        </figure>
    }
    .into_any()
}

/// The title, and the unit where it is a word: a sign stands beside its numbers.
fn title(text: &ChartText, unit: &str) -> impl IntoView + use<> {
    let unit = (unit.chars().count() > 3).then(|| c::IN_UNIT.with(text.lang, &[("unit", unit)]));
    view! {
        <figcaption class="chart-title">
            {text.title.clone()} {unit.map(|unit| view! { " " <span class="chart-unit">{unit}</span> })}
        </figcaption>
    }
}

/// The pieces, side by side.
fn page(drawing: &Drawing<'_>, pieces: &Pieces, text: &ChartText) -> String {
    let mut out = Markup::default();
    let height = em(pieces.height);
    out.open("div", &[("class", "chart-row")]);
    let side = |out: &mut Markup, class: &str, (width, part): &(f64, String)| {
        out.open("svg", &[("class", class), ("width", &em(*width)), ("height", &height), ("aria-hidden", "true")]);
        out.part(part);
        out.close("svg");
    };
    if let Some(axis) = &pieces.axis {
        side(&mut out, "chart-axis", axis);
    }
    let (name, about) = (format!("{}-t", text.id), format!("{}-d", text.id));
    out.open(
        "svg",
        &[
            ("class", "chart-plot"),
            when(pieces.square, "data-square", "yes"),
            ("width", if pieces.square { &height } else { "100%" }),
            ("height", &height),
            ("role", "img"),
            ("aria-labelledby", &format!("{name} {about}")),
        ],
    );
    out.leaf("title", &[("id", &name)], &text.title);
    let kind = words::kind(drawing.figure.kind).of(text.lang);
    out.leaf("desc", &[("id", &about)], &c::DESCRIBED.with(text.lang, &[("kind", kind)]));
    out.part(&pieces.plot);
    out.close("svg");
    if let Some(ends) = &pieces.ends {
        side(&mut out, "chart-ends", ends);
    }
    out.close("div");
    out.done()
}

/// The legend.
fn legend(keys: &[Key], drawing: Drawing<'_>) -> Option<impl IntoView + use<>> {
    let linear = drawing.is_linear() || drawing.figure.kind == ChartKind::Area;
    let lines: Vec<_> = keys
        .iter()
        .map(|key| {
            let number = (key.series + 1).to_string();
            let mut out = Markup::default();
            out.open("svg", &[("class", "chart-key"), ("width", "26"), ("height", "16"), ("aria-hidden", "true")]);
            if linear {
                let line = drawing.figure.kind != ChartKind::Scatter;
                if line {
                    out.empty("path", &[("class", "chart-line"), ("data-series", &number), ("d", "M0 8H26")]);
                }
                let sign = plot::sign(key.series);
                out.empty(
                    "path",
                    &[
                        ("class", "chart-point"),
                        ("data-series", &number),
                        ("transform", "translate(13 8)"),
                        ("d", sign),
                    ],
                );
            } else {
                let fill = format!("url(#{}-p{number})", drawing.id);
                out.empty(
                    "rect",
                    &[("class", "chart-mark"), ("fill", &fill), ("width", "26"), ("height", "16"), ("rx", "3")],
                );
            }
            out.close("svg");
            let value = (!key.value.is_empty()).then(|| view! { " " <b>{key.value.clone()}</b> });
            view! { <li><ServerHtml html=out.done()/><span>{key.name.clone()}{value}</span></li> }
        })
        .collect();
    (!lines.is_empty()).then(|| view! { <ul class="chart-keys">{lines}</ul> })
}

fn sentences(said: &[String]) -> Option<impl IntoView + use<>> {
    (!said.is_empty()).then(|| view! { <p class="chart-says">{said.join(" ")}</p> })
}

/// The table, folded.
fn fold(table: AnyView, text: &ChartText) -> impl IntoView + use<> {
    view! { <details class="fold"><summary>{c::TABLE.of(text.lang)}</summary>{table}</details> }
}

fn origin(text: &ChartText) -> Option<impl IntoView + use<>> {
    let origin = text.origin();
    (!origin.is_empty()).then(|| view! { <p class="chart-source">{origin}</p> })
}

/// Numbers in large type: words say them, there is nothing to draw.
fn number(figure: &Figure, text: &ChartText, unit: &str) -> AnyView {
    let several = figure.marks.len() > 1;
    let numbers: Vec<_> = figure
        .marks
        .iter()
        .map(|mark| {
            let unit =
                figure.reading.units.get(mark.series).filter(|unit| !unit.is_empty()).map_or(unit, String::as_str);
            let sign = unit.chars().count() <= 3;
            let number =
                if sign { words::value(text.lang, mark.value, unit) } else { words::exact(text.lang, mark.value) };
            let word = if sign { String::new() } else { unit.to_owned() };
            let name =
                if several { figure.series.get(mark.series).cloned().unwrap_or_default() } else { String::new() };
            let said = [name, word].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
            view! { <p class="figure"><strong>{number}</strong> " " <span>{said}</span></p> }
        })
        .collect();
    view! {
        <figure class="chart" data-chart=figure.kind.word()>
            {title(text, "")}
            <div class="chart-numbers">{numbers}</div>
            {origin(text)}
        </figure>
    }
    .into_any()
}
