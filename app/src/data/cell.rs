//! One value, as people read it.

use crate::i18n::{number, t, texts::data as d};
use domain::{
    data::{Cell, Kind},
    preferences::Lang,
};
use jiff::civil::Date;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The names of territories, by kind of column and code.
pub(super) type Names = BTreeMap<(Kind, String), String>;

/// The most characters of a text in a table; the whole is in the downloads.
const MOST: usize = 280;

/// A number with its decimals, as people write it.
pub(super) fn decimal(lang: Lang, value: f64) -> String {
    // Four decimals at most, and no zeros at the end.
    let text = format!("{value:.4}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let sign = if whole.starts_with('-') { "−" } else { "" };
    let digits = whole.trim_start_matches('-');
    let whole = digits.parse().map_or_else(|_| digits.to_owned(), |whole| number(lang, whole));
    let comma = if lang == Lang::En { "." } else { "," };
    if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}{comma}{decimals}") }
}

/// A day in figures: `29/02/2024`; in English `2024-02-29`, which nobody reads otherwise.
pub(super) fn day(lang: Lang, day: Date) -> String {
    if lang == Lang::En { day.to_string() } else { day.strftime("%d/%m/%Y").to_string() }
}

/// A value that was exchanged as machines do, as people read it: numbers and days; anything else as it is.
pub(crate) fn plain_value(lang: Lang, plain: &str) -> String {
    if let Ok(number) = plain.parse::<i64>() {
        return crate::i18n::number(lang, number);
    }
    if let Ok(number) = plain.parse::<f64>() {
        return decimal(lang, number);
    }
    plain.parse().map_or_else(|_| plain.to_owned(), |value| day(lang, value))
}

/// The name of a group: a day as people read it. A code stays as it is, also when it is made of digits.
pub(crate) fn group_name(lang: Lang, plain: &str) -> String {
    plain.parse().map_or_else(|_| plain.to_owned(), |value| day(lang, value))
}

/// The value as text.
pub(super) fn text(lang: Lang, cell: &Cell, kind: Kind) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Boolean(yes) => if *yes { d::YES } else { d::NO }.of(lang).to_owned(),
        // A year is no quantity: 2024, not 2 024; and a code column never holds numbers.
        Cell::Integer(value) => number(lang, *value),
        Cell::Decimal(value) if matches!(kind, Kind::Latitude | Kind::Longitude) => format!("{value:.5}"),
        Cell::Decimal(value) => decimal(lang, *value),
        Cell::Date(value) => day(lang, *value),
        Cell::Moment(value) => format!("{} {}", day(lang, value.date()), value.strftime("%H:%M")),
        Cell::Text(value) if kind == Kind::Geometry => {
            let shape = value.split("\"type\"").nth(1).and_then(|rest| rest.split('"').nth(1)).unwrap_or_default();
            shape.to_owned()
        }
        Cell::Text(value) => value.clone(),
    }
}

/// The value in a table.
pub(super) fn view(lang: Lang, cell: &Cell, kind: Kind, names: &Names) -> AnyView {
    let whole = text(lang, cell, kind);
    if cell.is_empty() {
        return view! { <span class="muted" aria-hidden="true">"–"</span><span class="visually-hidden">{t(d::UNKNOWN)}</span> }.into_any();
    }
    if let Some(name) = names.get(&(kind, whole.clone())) {
        return view! { {name.clone()} " " <small class="muted">{whole}</small> }.into_any();
    }
    if kind == Kind::Url && whole.starts_with("http") {
        return view! { <a href=whole.clone() rel="noopener external">{whole.trim_start_matches("https://").chars().take(40).collect::<String>()}</a> }.into_any();
    }
    if whole.chars().count() > MOST {
        return view! { {whole.chars().take(MOST).collect::<String>()} "…" }.into_any();
    }
    view! { {whole} }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_follow_the_language() {
        assert_eq!(decimal(Lang::Fr, 1234.5), "1\u{202F}234,5");
        assert_eq!(decimal(Lang::En, -0.25), "−0.25");
        assert_eq!(decimal(Lang::Fr, 12.0), "12");
        assert_eq!(day(Lang::Fr, jiff::civil::date(2024, 2, 29)), "29/02/2024");
    }
}
