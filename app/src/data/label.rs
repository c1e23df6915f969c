//! The label of a dataset: who, when, what, how good, as on food.

use crate::{
    i18n::{counted, date, number, t, texts::data as d, tf, use_lang},
    root::routes,
    ui::Icon,
};
use domain::{
    data::{Column, Dataset, Defect, Frequency, Kind, Licence, Mark, Quality, Theme, Version, people::Protection},
    preferences::Lang,
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use leptos::prelude::*;

/// The day of a moment, where the territory's people are.
pub(super) fn day_of(seconds: i64) -> Date {
    let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    Timestamp::from_second(seconds).unwrap_or_default().to_zoned(zone).date()
}

pub(super) fn theme_words(theme: Theme) -> &'static str {
    d::by_key(&format!("theme_{}", theme.word().replace('-', "_"))).map_or("", t)
}

pub(super) const fn theme_icon(theme: Theme) -> &'static str {
    match theme {
        Theme::Society => "users",
        Theme::Education => "graduation-cap",
        Theme::Transport => "bus",
        Theme::Environment => "leaf",
        Theme::Health => "heart-pulse",
        Theme::Government => "landmark",
        Theme::Cities => "map-pin",
        Theme::Economy => "euro",
        Theme::Food => "utensils",
        Theme::Energy => "zap",
        Theme::Safety => "shield",
        Theme::Technology => "flask-conical",
    }
}

pub(super) fn licence_words(licence: Licence) -> &'static str {
    d::by_key(&format!("licence_{}", licence.word().replace('-', "_"))).map_or("", t)
}

pub(super) fn frequency_words(frequency: Frequency) -> &'static str {
    d::by_key(&format!("frequency_{}", frequency.word())).map_or("", t)
}

pub(super) fn kind_words(kind: Kind) -> &'static str {
    d::by_key(&format!("kind_{}", kind.word())).map_or("", t)
}

/// A size in the unit that people read.
pub(super) fn size(lang: Lang, bytes: i64) -> String {
    let (one, kilo, mega) = match lang {
        Lang::En => ("bytes", "kB", "MB"),
        _ => ("octets", "ko", "Mo"),
    };
    match bytes {
        0..1_000 => format!("{} {one}", number(lang, bytes)),
        1_000..1_000_000 => format!("{} {kilo}", number(lang, bytes / 1_000)),
        _ => format!("{} {mega}", number(lang, bytes / 1_000_000)),
    }
}

/// Whether the promise to update holds, as a badge.
pub(super) fn freshness(dataset: &Dataset, now: i64) -> AnyView {
    let age = (now - dataset.version.created).max(0) / 86_400;
    match dataset.facts.frequency.days() {
        Some(days) if age <= days => view! { <span class="badge" data-tone="good">{t(d::FRESH)}</span> }.into_any(),
        Some(_) => view! { <span class="badge" data-tone="warn">{t(d::LATE)}</span> }.into_any(),
        None => ().into_any(),
    }
}

/// The whole label.
pub(super) fn label(dataset: &Dataset, quality: Quality, marks: &[Mark], now: i64) -> AnyView {
    let lang = use_lang();
    let (facts, version) = (&dataset.facts, &dataset.version);
    let source = &facts.source;
    view! {
        <section class="label" aria-labelledby="label-title">
            <h2 id="label-title">{t(d::LABEL)}</h2>
            <p class="label-quality"><strong>{quality.0}</strong><span>{t(d::OF_HUNDRED)}</span></p>
            <details class="fold"><summary>{t(d::WHY_QUALITY)}</summary>
                <ul class="marks">{marks.iter().map(|mark| {
                    let words = d::by_key(&format!("mark_{}", mark.reason)).map_or("", t);
                    view! { <li><span>{words}</span><span class="number">{mark.points} " / " {mark.most}</span></li> }
                }).collect_view()}</ul>
            </details>
            <dl class="facts">
                <div><dt>{t(d::PRODUCER)}</dt><dd><a href=routes::territory(&facts.producer)>{dataset.producer_name.clone()}</a></dd></div>
                <div><dt>{t(d::UPDATED)}</dt><dd>{date(lang, day_of(version.created))} " " {freshness(dataset, now)}</dd></div>
                <div><dt>{t(d::PROMISED)}</dt><dd>{frequency_words(facts.frequency)}</dd></div>
                <div><dt>{t(d::LICENCE)}</dt><dd>{licence_words(facts.licence)}</dd></div>
                {usecases::data::schemas().get(version.schema.as_str()).map(|schema| {
                    let broken = version.defects.iter().any(|defect| defect.code.starts_with("schema_"));
                    let (tone, words) = if broken { ("warn", d::SCHEMA_BROKEN) } else { ("good", d::SCHEMA_KEPT) };
                    view! { <div><dt>{t(d::SCHEMA)}</dt><dd><a href=schema.homepage.clone() rel="noopener external">{schema.title.clone()}</a> " " <span class="badge" data-tone=tone>{t(words)}</span></dd></div> }
                })}
                <div><dt>{t(d::CONTENT)}</dt><dd>{counted(lang, version.rows, d::ROWS_ONE, d::ROWS)} ", " {counted(lang, i64::try_from(version.columns.len()).unwrap_or(0), d::COLUMNS_ONE, d::COLUMNS)}</dd></div>
                {(!source.words.is_empty()).then(|| {
                    let words = source.words.clone();
                    let link = if source.url.is_empty() { view! { {words} }.into_any() } else { view! { <a href=source.url.clone() rel="noopener external">{words}</a> }.into_any() };
                    view! { <div><dt>{t(d::SOURCE)}</dt><dd>{link}</dd></div> }
                })}
                <div><dt>{t(d::FILE)}</dt><dd><a href=routes::export(&dataset.slug, "original") download="">{version.file.clone()}</a> " (" {size(lang, version.bytes)} ")"</dd></div>
            </dl>
        </section>
    }
    .into_any()
}

/// Why it was published although it speaks of people.
pub(super) fn despite(dataset: &Dataset) -> AnyView {
    let why = &dataset.version.despite;
    if why.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="section" aria-labelledby="despite-title">
            <h2 id="despite-title">{t(d::DESPITE)}</h2>
            <p>{tf(d::DESPITE_ABOUT, &[("producer", &dataset.producer_name)])}</p>
            <blockquote class="prose"><p>{why.clone()}</p></blockquote>
        </section>
    }
    .into_any()
}

/// What its producer did so that nobody is recognised: who computes with it must know what is missing.
pub(super) fn protection(dataset: &Dataset) -> AnyView {
    let Protection { coarse, suppress, .. } = &dataset.version.protection;
    if coarse.is_empty() && !suppress {
        return ().into_any();
    }
    let columns = coarse.iter().cloned().collect::<Vec<_>>().join(", ");
    view! {
        <section class="section" aria-labelledby="protection-title">
            <h2 id="protection-title">{t(d::PROTECTION)}</h2>
            <ul>
                {(!coarse.is_empty()).then(|| view! { <li>{tf(d::PROTECTION_COARSE, &[("columns", &columns)])}</li> })}
                {suppress.then(|| view! { <li>{t(d::PROTECTION_SUPPRESS)}</li> })}
            </ul>
        </section>
    }
    .into_any()
}

/// The way to say what is wrong, and to what others said.
pub(super) fn questions(dataset: &Dataset, count: usize) -> AnyView {
    let lang = use_lang();
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    view! {
        <section class="section no-print" aria-labelledby="questions-title">
            <h2 id="questions-title">{t(d::QUESTIONS)}</h2>
            <p>{tf(d::QUESTIONS_ABOUT, &[("producer", &dataset.producer_name)])}</p>
            <p><a class="more-link" href=routes::questions(&dataset.slug)>{t(d::QUESTIONS_ASK)}<Icon name="arrow-right"/></a>
                {(count > 0).then(|| view! { " " <span class="muted">{counted(lang, count, d::QUESTIONS_COUNT_ONE, d::QUESTIONS_COUNT)}</span> })}</p>
        </section>
    }
    .into_any()
}

/// What reading the file found, and what the producer knows to be wrong.
pub(super) fn defects(dataset: &Dataset) -> AnyView {
    let lang = use_lang();
    let (known, found) = (&dataset.facts.known_defects, &dataset.version.defects);
    if known.is_empty() && found.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="section" aria-labelledby="defects-title">
            <h2 id="defects-title">{t(d::DEFECTS)}</h2>
            {(!known.is_empty()).then(|| view! { <p>{known.clone()}</p> })}
            <ul class="link-list">{found.iter().map(|defect| view! { <li>{defect_words(defect)}
                <p class="muted">{tf(d::DEFECT_ROWS, &[("rows", &defect.rows.iter().map(|row| number(lang, *row)).collect::<Vec<_>>().join(", ")), ("sample", &defect.sample)])}</p></li> }).collect_view()}</ul>
        </section>
    }
    .into_any()
}

pub(super) fn defect_words(defect: &Defect) -> String {
    let lang = use_lang();
    let text = d::by_key(&format!("defect_{}", defect.code)).unwrap_or(d::DEFECT_OTHER);
    text.with(lang, &[("count", &number(lang, defect.count)), ("column", &defect.column), ("sample", &defect.sample)])
}

/// The columns, explained.
pub(super) fn columns(columns: &[Column], rows: i64) -> AnyView {
    let lang = use_lang();
    view! {
        <section class="section" aria-labelledby="columns-title">
            <h2 id="columns-title">{t(d::COLUMNS_TITLE)}</h2>
            <table data-reflow="" role="table">
                <caption class="visually-hidden">{t(d::COLUMNS_TITLE)}</caption>
                <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{t(d::COLUMN)}</th><th role="columnheader" scope="col">{t(d::HOLDS)}</th><th role="columnheader" scope="col">{t(d::FILLED)}</th></tr></thead>
                <tbody role="rowgroup">{columns.iter().map(|column| {
                    let filled = if rows == 0 { 0 } else { 100 * (rows - column.empty).max(0) / rows };
                    view! {
                        <tr role="row">
                            <th role="rowheader" scope="row">{column.title.clone()} <br/><code class="muted">{column.name.clone()}</code></th>
                            <td role="cell">{kind_words(column.kind)} {(!column.description.is_empty()).then(|| view! { <br/><span class="muted">{column.description.clone()}</span> })}</td>
                            <td role="cell" class="number">{number(lang, filled)} "\u{a0}%"</td>
                        </tr>
                    }
                }).collect_view()}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// The versions, the latest first.
pub(super) fn versions(dataset: &Dataset, versions: &[Version]) -> AnyView {
    let lang = use_lang();
    view! {
        <section class="section" aria-labelledby="versions-title">
            <h2 id="versions-title">{t(d::VERSIONS)}</h2>
            <ol class="versions">{versions.iter().take(20).map(|version| {
                let here = version.number == dataset.version.number;
                let words = tf(d::VERSION, &[("number", &number(lang, version.number)), ("date", &date(lang, day_of(version.created)))]);
                let change = version.difference.map(|change| tf(d::CHANGED, &[("added", &number(lang, change.added)), ("removed", &number(lang, change.removed))]));
                view! { <li><a href=format!("{}?version={}", routes::dataset(&dataset.slug), version.number) aria-current=here.then_some("true")>{words}</a>
                    <p class="muted">{counted(lang, version.rows, d::ROWS_ONE, d::ROWS)} {change.map(|change| format!(", {change}"))}</p></li> }
            }).collect_view()}</ol>
        </section>
    }
    .into_any()
}

/// The ways to take the answer away; with `drawn`, the address of its chart too.
pub(super) fn downloads(dataset: &Dataset, query: &str, everything: bool, drawn: Option<String>) -> AnyView {
    view! {
        <section class="section no-print" aria-labelledby="downloads-title">
            <h2 id="downloads-title">{t(if everything { d::DOWNLOAD_ALL } else { d::DOWNLOAD_ANSWER })}</h2>
            <ul class="downloads">{[("csv", d::FORMAT_CSV), ("json", d::FORMAT_JSON), ("parquet", d::FORMAT_PARQUET)].into_iter()
                .filter(|(format, _)| everything || *format != "parquet")
                .map(|(format, words)| view! {
                    <li><a class="button" href=format!("{}{query}", routes::export(&dataset.slug, format)) download="" rel="nofollow"><Icon name="download"/>{t(words)}</a></li>
                }).collect_view()}
                {drawn.map(|href| view! { <li><a class="button" href=href download="" rel="nofollow"><Icon name="download"/>{t(d::FORMAT_SVG)}</a></li> })}
            </ul>
        </section>
    }
    .into_any()
}
