//! Numbers, names and sentences of a chart in the reader's language.

use crate::i18n::{self, Text, counted, texts::charts as c};
use domain::{
    data::chart::{ChartKind, Figure, Label, Reading, Said, Told, Trend},
    preferences::Lang,
};
use jiff::civil::Date;

/// A number with all its digits, as people write it.
pub(super) fn exact(lang: Lang, value: f64) -> String {
    if value.abs() >= 1e15 || (value != 0.0 && value.abs() < 1e-6) {
        return format!("{value:e}").replace('-', "−").replace('.', point(lang));
    }
    written(lang, &value.to_string())
}

/// A number as one says it: millions in short, at most three digits after the first ones.
pub(super) fn rounded(lang: Lang, value: f64) -> String {
    let size = value.abs();
    let (value, word) = match size {
        _ if size >= 1e15 => return format!("{value:.2e}").replace('-', "−").replace('.', point(lang)),
        _ if size >= 1e9 => (value / 1e9, Some(c::BILLION)),
        _ if size >= 1e6 => (value / 1e6, Some(c::MILLION)),
        _ => (value, None),
    };
    let size = value.abs();
    let digits: usize = match size {
        _ if size >= 1_000.0 => 0,
        _ if size >= 100.0 => usize::from(word.is_none()),
        _ if size >= 1.0 || size == 0.0 => 2,
        _ if size >= 0.01 => 3,
        _ => 6,
    };
    let text = format!("{value:.digits$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text.as_str() };
    let number = written(lang, text);
    word.map_or_else(|| number.clone(), |word| word.with(lang, &[("n", &number)]))
}

/// The sign between whole numbers and decimals.
const fn point(lang: Lang) -> &'static str {
    match lang {
        Lang::En => ".",
        Lang::Fr | Lang::Oc | Lang::Eu => ",",
    }
}

/// Digits with a point, as people write them.
fn written(lang: Lang, plain: &str) -> String {
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    let Ok(number) = whole.parse::<i64>() else { return plain.to_owned() };
    // The whole part of -0.5 has lost its sign.
    let sign = if number == 0 && whole.starts_with('-') && !decimals.is_empty() { "−" } else { "" };
    let whole = i18n::number(lang, number);
    if decimals.is_empty() { whole } else { format!("{sign}{whole}{}{decimals}", point(lang)) }
}

/// A number with its unit.
pub(super) fn with_unit(lang: Lang, number: &str, unit: &str) -> String {
    match (lang, unit) {
        (_, "") => number.to_owned(),
        (Lang::En, "%") => format!("{number}%"),
        (Lang::En, "€") => match number.strip_prefix('−') {
            Some(number) => format!("−€{number}"),
            None => format!("€{number}"),
        },
        // « 1,2 M€ » is one word.
        (_, "€") if number.ends_with(char::is_alphabetic) => format!("{number}€"),
        // Only a sign stays on the line of its number.
        (_, unit) if unit.chars().count() <= 3 => format!("{number}\u{A0}{unit}"),
        (_, unit) => format!("{number} {unit}"),
    }
}

/// A number with its unit, all digits.
pub(super) fn value(lang: Lang, value: f64, unit: &str) -> String {
    with_unit(lang, &exact(lang, value), unit)
}

/// A number with its unit, as one says it.
pub(super) fn said(lang: Lang, value: f64, unit: &str) -> String {
    with_unit(lang, &rounded(lang, value), unit)
}

/// The heading of a column with its unit.
pub(super) fn with_title(title: &str, unit: &str) -> String {
    if unit.is_empty() { title.to_owned() } else { format!("{title} ({unit})") }
}

/// What something is called.
pub(super) fn label(lang: Lang, label: &Label) -> String {
    match label {
        Label::Text(text) => text.clone(),
        Label::Yes => c::YES.of(lang).to_owned(),
        Label::No => c::NO.of(lang).to_owned(),
        Label::Unknown => c::UNKNOWN.of(lang).to_owned(),
        Label::Year(year) => year.to_string().replace('-', "−"),
        Label::Month(day) => format!("{} {}", i18n::month(lang, day.month()), day.year()),
        Label::Day(day) => i18n::date(lang, *day),
        Label::Moment(moment) => {
            let (day, hour, minute) = (moment.date(), moment.hour(), moment.minute());
            format!("{}, {hour}:{minute:02}", i18n::date(lang, day))
        }
        Label::Number(number) => exact(lang, *number),
        Label::Between(from, to) => c::BETWEEN.with(lang, &[("from", &exact(lang, *from)), ("to", &exact(lang, *to))]),
        Label::Others(number) => counted(lang, i64::try_from(*number).unwrap_or(i64::MAX), c::OTHER_ONE, c::OTHER_MANY),
    }
}

/// What a place of an axis is called, in short; `first` and the turns of a year say the year.
pub(super) fn tick(lang: Lang, label: &Label, first: bool) -> String {
    let month = |day: &Date| i18n::short_month(lang, day.month());
    match label {
        Label::Month(day) if first || day.month() == 1 => format!("{} {}", month(day), day.year()),
        Label::Month(day) => month(day),
        Label::Day(day) if first => format!("{} {} {}", day.day(), month(day), day.year()),
        Label::Day(day) => format!("{} {}", day.day(), month(day)),
        Label::Moment(moment) if first || moment.hour() == 0 => {
            let day = moment.date();
            format!("{} {}, {}:{:02}", day.day(), month(&day), moment.hour(), moment.minute())
        }
        Label::Moment(moment) => format!("{}:{:02}", moment.hour(), moment.minute()),
        Label::Number(number) => rounded(lang, *number),
        other => self::label(lang, other),
    }
}

/// What the chart shows, in sentences.
pub(super) fn sentences(lang: Lang, figure: &Figure, unit: &str) -> Vec<String> {
    let reading = &figure.reading;
    let mut all = match figure.kind {
        ChartKind::Line | ChartKind::Area => over_time(lang, reading, unit),
        ChartKind::Bar | ChartKind::Stacked if figure.upright => over_time(lang, reading, unit),
        ChartKind::Bar | ChartKind::Stacked => among_names(lang, reading, unit),
        ChartKind::Donut => shares(lang, reading, unit),
        ChartKind::Histogram => classes(lang, reading, &figure.along.unit),
        ChartKind::Scatter => vec![cloud(lang, figure)],
        ChartKind::Gauge => gauge(lang, figure, unit),
        ChartKind::Number => Vec::new(),
    };
    if matches!(figure.kind, ChartKind::Line | ChartKind::Scatter) && figure.values.zero.is_none() {
        all.push(c::NOT_FROM_ZERO.of(lang).to_owned());
    }
    let mut told = |number: usize, one: Text, many: Text| {
        if number > 0 {
            all.push(counted(lang, i64::try_from(number).unwrap_or(i64::MAX), one, many));
        }
    };
    if figure.kind != ChartKind::Number {
        told(reading.beyond, c::BEYOND_ONE, c::BEYOND_MANY);
        told(reading.more_series, c::MORE_SERIES_ONE, c::MORE_SERIES_MANY);
        told(reading.without, c::WITHOUT_ONE, c::WITHOUT_MANY);
    }
    all
}

fn over_time(lang: Lang, reading: &Reading, unit: &str) -> Vec<String> {
    let several = reading.series.len() > 1;
    reading
        .series
        .iter()
        .map(|told| {
            let say = |value: f64| said(lang, value, unit);
            let mut slots = vec![
                ("name", told.name.clone()),
                ("first", say(told.first.value)),
                ("first_label", label(lang, &told.first.label)),
                ("last", say(told.last.value)),
                ("last_label", label(lang, &told.last.label)),
                ("greatest", say(told.greatest.value)),
                ("greatest_label", label(lang, &told.greatest.label)),
                ("least", say(told.least.value)),
                ("least_label", label(lang, &told.least.label)),
            ];
            let change = change(lang, told);
            slots.push(("change", change.clone().unwrap_or_default()));
            let slots: Vec<(&str, &str)> = slots.iter().map(|(slot, text)| (*slot, text.as_str())).collect();
            let text = match (several, told.count, change) {
                (_, 1, _) => c::ONE_MOMENT,
                (true, _, Some(_)) => c::SERIES_CHANGE,
                (true, _, None) => c::SERIES_TIME,
                (false, _, Some(_)) => c::TIME_CHANGE,
                (false, _, None) => c::TIME,
            };
            let mut text = text.with(lang, &slots);
            if !several && told.count > 2 {
                text.push(' ');
                text.push_str(&c::EXTREMES.with(lang, &slots));
            }
            text
        })
        .collect()
}

/// The change from the first to the last value: `+12 %`, `stable`.
fn change(lang: Lang, told: &Told) -> Option<String> {
    if told.trend == Trend::Flat {
        return Some(c::FLAT.of(lang).to_owned());
    }
    let change = told.change().filter(|change| change.abs() < 20.0)? * 100.0;
    let sign = if change > 0.0 { "+" } else { "" };
    let digits = usize::from(change.abs() < 10.0);
    Some(with_unit(lang, &format!("{sign}{}", written(lang, &format!("{change:.digits$}"))), "%"))
}

fn among_names(lang: Lang, reading: &Reading, unit: &str) -> Vec<String> {
    let several = reading.series.len() > 1;
    let say = |said: &Said| self::said(lang, said.value, unit);
    let tell = |told: &Told| {
        let text = match (several, told.count) {
            (true, _) => c::SERIES_NAMES,
            (false, 1) => c::ONE_NAME,
            (false, _) => c::NAMES,
        };
        text.with(
            lang,
            &[
                ("name", &told.name),
                ("greatest_label", &label(lang, &told.greatest.label)),
                ("greatest", &say(&told.greatest)),
                ("least_label", &label(lang, &told.least.label)),
                ("least", &say(&told.least)),
            ],
        )
    };
    reading.series.iter().map(tell).collect()
}

/// A share of a whole, in percent.
pub(super) fn share(lang: Lang, value: f64, whole: f64) -> String {
    let share = value / whole * 100.0;
    let text = match share {
        _ if share > 0.0 && share < 0.5 => return with_unit(lang, &format!("<\u{A0}{}", written(lang, "1")), "%"),
        _ => format!("{share:.0}"),
    };
    with_unit(lang, &written(lang, &text), "%")
}

fn shares(lang: Lang, reading: &Reading, unit: &str) -> Vec<String> {
    let (Some(told), Some(whole)) = (reading.series.first(), reading.whole) else { return Vec::new() };
    if unit == "%" {
        let slots = [
            ("greatest_label", label(lang, &told.greatest.label)),
            ("greatest", said(lang, told.greatest.value, unit)),
        ];
        return vec![c::SHARES_PERCENT.with(lang, &slots.each_ref().map(|(slot, text)| (*slot, text.as_str())))];
    }
    let slots = [
        ("greatest_label", label(lang, &told.greatest.label)),
        ("share", share(lang, told.greatest.value, whole)),
        ("whole", said(lang, whole, unit)),
    ];
    vec![c::SHARES.with(lang, &slots.each_ref().map(|(slot, text)| (*slot, text.as_str())))]
}

fn classes(lang: Lang, reading: &Reading, unit: &str) -> Vec<String> {
    let Some(told) = reading.series.first() else { return Vec::new() };
    let all = i64::try_from(reading.rows).unwrap_or(i64::MAX);
    let mut text = counted(lang, all, c::VALUES_ONE, c::VALUES_MANY);
    text.push(' ');
    text.push_str(&c::MOST_FREQUENT.with(
        lang,
        &[
            ("class", &with_unit(lang, &label(lang, &told.greatest.label), unit)),
            ("times", &exact(lang, told.greatest.value)),
        ],
    ));
    if let Some(middle) = reading.middle {
        text.push(' ');
        text.push_str(&c::MIDDLE.with(lang, &[("middle", &said(lang, middle, unit))]));
    }
    vec![text]
}

fn cloud(lang: Lang, figure: &Figure) -> String {
    let points = i64::try_from(figure.reading.rows).unwrap_or(i64::MAX);
    let mut text = counted(lang, points, c::POINTS_ONE, c::POINTS_MANY);
    if let Some(tie) = figure.reading.tie {
        let sentence = match tie {
            _ if tie >= 0.5 => c::TIE_UP,
            _ if tie <= -0.5 => c::TIE_DOWN,
            _ => c::TIE_NONE,
        };
        text.push(' ');
        text.push_str(&sentence.with(lang, &[("across", &figure.along.title), ("up", &figure.values.title)]));
    }
    text
}

fn gauge(lang: Lang, figure: &Figure, unit: &str) -> Vec<String> {
    let (Some(mark), Some(bound)) = (figure.marks.first(), figure.reading.whole) else { return Vec::new() };
    let text = if unit == "%" { c::GAUGE_SHARE } else { c::GAUGE };
    let slots = [
        ("value", said(lang, mark.value, unit)),
        ("bound", said(lang, bound, unit)),
        ("share", share(lang, mark.value, bound)),
    ];
    vec![text.with(lang, &slots.each_ref().map(|(slot, text)| (*slot, text.as_str())))]
}

/// The name of a kind of chart.
pub(super) fn kind(kind: ChartKind) -> Text {
    match kind {
        ChartKind::Bar => c::BARRES,
        ChartKind::Line => c::LIGNE,
        ChartKind::Area => c::AIRE,
        ChartKind::Stacked => c::EMPILE,
        ChartKind::Scatter => c::NUAGE,
        ChartKind::Histogram => c::HISTOGRAMME,
        ChartKind::Donut => c::ANNEAU,
        ChartKind::Gauge => c::JAUGE,
        ChartKind::Number => c::CHIFFRE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_each_language_does() {
        assert_eq!(exact(Lang::Fr, 1_234_567.891), "1\u{202F}234\u{202F}567,891");
        assert_eq!(exact(Lang::En, -0.5), "−0.5");
        assert_eq!(exact(Lang::Fr, -0.0), "0");
        assert_eq!(exact(Lang::Fr, 1.5e21), "1,5e21");
        assert_eq!(rounded(Lang::Fr, 1_234_567.0), "1,23\u{A0}M");
        assert_eq!(rounded(Lang::En, 2_500_000_000.0), "2.5bn");
        assert_eq!(rounded(Lang::Fr, 77_541.4), "77\u{202F}541");
        assert_eq!(rounded(Lang::Fr, 12.345), "12,35");
        assert_eq!(rounded(Lang::Fr, 100.0), "100");
        assert_eq!(value(Lang::Fr, 12.5, "%"), "12,5\u{A0}%");
        assert_eq!(value(Lang::En, -12.5, "€"), "−€12.5");
    }
}
