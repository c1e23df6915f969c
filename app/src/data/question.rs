//! The question on a dataset's page: a plain GET form, what is asked now, and the address of each other question.

use crate::{
    i18n::{t, texts::data as d, tf},
    request::in_query,
    root::routes,
    ui::Icon,
};
use domain::data::{
    Column, Dataset, Kind,
    query::{Filter, Group, How, Query, Sign, Span, Test, url},
};
use leptos::prelude::*;

/// The address of a question to a dataset.
pub(super) fn address(slug: &str, query: &Query, view: &str) -> String {
    let mut pairs = url::write(query);
    if !view.is_empty() {
        pairs.push(("vue", view.to_owned()));
    }
    let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", in_query(value))).collect();
    let path = routes::dataset(slug);
    if pairs.is_empty() { path } else { format!("{path}?{}", pairs.join("&")) }
}

/// The heading of a column, by its name.
fn title(columns: &[Column], name: &str) -> String {
    columns.iter().find(|column| column.name == name).map_or_else(|| name.to_owned(), |column| column.title.clone())
}

/// The signs of the form, in the order of [`url::SIGNS`].
const SIGNS: [crate::i18n::Text; 10] = [
    d::SIGN_EQ,
    d::SIGN_NE,
    d::SIGN_HOLDS,
    d::SIGN_BEGINS,
    d::SIGN_LT,
    d::SIGN_LE,
    d::SIGN_GT,
    d::SIGN_GE,
    d::SIGN_AMONG,
    d::SIGN_EMPTY,
];

/// A condition in words.
fn in_words(filter: &Filter, columns: &[Column], place: Option<&str>) -> String {
    match filter {
        Filter::Words(words) => tf(d::HOLDS_WORDS, &[("words", words)]),
        Filter::Within(territory) => tf(d::WITHIN, &[("place", place.unwrap_or(territory.code()))]),
        Filter::Column(name, test) => {
            let (sign, value) = match test {
                Test::Is(sign, value) => {
                    let sign = match sign {
                        Sign::Equal => d::SIGN_EQ,
                        Sign::Different => d::SIGN_NE,
                        Sign::Less => d::SIGN_LT,
                        Sign::AtMost => d::SIGN_LE,
                        Sign::More => d::SIGN_GT,
                        Sign::AtLeast => d::SIGN_GE,
                    };
                    (sign, value.clone())
                }
                Test::Holds(value) => (d::SIGN_HOLDS, value.clone()),
                Test::Begins(value) => (d::SIGN_BEGINS, value.clone()),
                Test::OneOf(values) => (d::SIGN_AMONG, values.join(", ")),
                Test::Empty => (d::SIGN_EMPTY, String::new()),
            };
            format!("{} {} {value}", title(columns, name), t(sign)).trim_end().to_owned()
        }
        _ => t(d::OTHER_CONDITION).to_owned(),
    }
}

/// The conditions of a question, one by one.
fn conditions(filter: &Filter) -> Vec<Filter> {
    match filter {
        Filter::Everything => Vec::new(),
        Filter::All(parts) => parts.clone(),
        one => vec![one.clone()],
    }
}

/// A measure in words: `Somme : Montant`.
pub(crate) fn measure_words(how: How, title: &str) -> String {
    let word = match how {
        How::Count if title.is_empty() => return t(d::HOW_ROWS).to_owned(),
        How::Count => d::HOW_COUNT,
        How::Distinct => d::HOW_DISTINCT,
        How::Sum => d::HOW_SUM,
        How::Mean => d::HOW_MEAN,
        How::Least => d::HOW_LEAST,
        How::Greatest => d::HOW_GREATEST,
        How::Median => d::HOW_MEDIAN,
    };
    tf(word, &[("column", title)])
}

const fn span_words(span: Span) -> crate::i18n::Text {
    match span {
        Span::Year => d::SPAN_YEAR,
        Span::Quarter => d::SPAN_QUARTER,
        Span::Month => d::SPAN_MONTH,
        Span::Week => d::SPAN_WEEK,
        Span::Day => d::SPAN_DAY,
    }
}

/// What is asked now, each condition with the way to drop it.
pub(super) fn asked(dataset: &Dataset, query: &Query, view: &str, place: Option<&str>) -> AnyView {
    let columns = &dataset.version.columns;
    let parts = conditions(&query.filter);
    if parts.is_empty() && query.group.is_empty() && query.measures.is_empty() {
        return ().into_any();
    }
    let without = |place: usize| {
        let mut rest = parts.clone();
        rest.remove(place);
        let filter = rest.into_iter().fold(Filter::Everything, Filter::and);
        address(&dataset.slug, &Query { filter, offset: 0, ..query.clone() }, view)
    };
    let grouped: Vec<String> = query
        .group
        .iter()
        .map(|group| {
            let title = title(columns, &group.column);
            group.span.map_or_else(|| title.clone(), |span| format!("{title} ({})", t(span_words(span))))
        })
        .collect();
    view! {
        <ul class="asked" aria-label=t(d::ASKED)>
            {parts.iter().enumerate().map(|(number, part)| {
                let words = in_words(part, columns, place);
                view! { <li><a class="chip" href=without(number)><span class="visually-hidden">{t(d::DROP)} " "</span>{words}<Icon name="x"/></a></li> }
            }).collect_view()}
            {(!grouped.is_empty()).then(|| {
                let href = address(&dataset.slug, &Query { group: Vec::new(), measures: Vec::new(), sort: Vec::new(), offset: 0, ..query.clone() }, "");
                view! { <li><a class="chip" href=href><span class="visually-hidden">{t(d::DROP)} " "</span>{tf(d::GROUPED_BY, &[("columns", &grouped.join(", "))])}<Icon name="x"/></a></li> }
            })}
            <li><a class="more-link" href=routes::dataset(&dataset.slug)>{t(d::CLEAR)}</a></li>
        </ul>
    }
    .into_any()
}

/// The form: words, one more condition, grouping. What is asked already goes with it.
pub(super) fn form(dataset: &Dataset, query: &Query, mine: Option<(String, String)>) -> AnyView {
    let columns = &dataset.version.columns;
    let asked: Vec<(&str, String)> = url::write(&Query {
        filter: conditions(&query.filter)
            .into_iter()
            .filter(|part| !matches!(part, Filter::Words(_)))
            .fold(Filter::Everything, Filter::and),
        select: query.select.clone(),
        ..Query::default()
    });
    let words = conditions(&query.filter).into_iter().find_map(|part| match part {
        Filter::Words(words) => Some(words),
        _ => None,
    });
    let group = query.group.first();
    let by = group
        .map(|Group { column, span, .. }| span.map_or_else(|| column.clone(), |span| format!("{column}.{span}")))
        .unwrap_or_default();
    let how_asked = url::write(&Query { measures: query.measures.clone(), ..Query::default() });
    // Rows are counted where nothing else is said, and only where they are grouped: looking for words measures nothing.
    let measured =
        how_asked.first().map(|(_, value)| value.clone()).filter(|value| value != "nombre").unwrap_or_default();
    let groups = columns
        .iter()
        .filter(|column| !matches!(column.kind, Kind::Geometry | Kind::Latitude | Kind::Longitude | Kind::Point))
        .flat_map(|column| {
            if column.kind.is_time() {
                Span::ALL
                    .iter()
                    .map(|span| {
                        (format!("{}.{span}", column.name), format!("{} ({})", column.title, t(span_words(*span))))
                    })
                    .collect::<Vec<_>>()
            } else {
                vec![(column.name.clone(), column.title.clone())]
            }
        });
    let choices = std::iter::once((String::new(), t(d::HOW_ROWS).to_owned())).chain(
        columns.iter().filter(|column| column.kind.is_quantity()).flat_map(|column| {
            [How::Sum, How::Mean, How::Median, How::Least, How::Greatest]
                .map(|how| (format!("{how}.{}", column.name), measure_words(how, &column.title)))
        }),
    );
    let within = conditions(&query.filter).iter().any(|part| matches!(part, Filter::Within(_)));
    view! {
        <form class="ask" method="get" action=routes::dataset(&dataset.slug) role="search" aria-label=t(d::ASK)>
            {asked.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()}
            <div class="search-row">
                <label class="visually-hidden" for="ask-q">{t(d::WORDS)}</label>
                <input id="ask-q" type="search" name="q" maxlength="100" placeholder=t(d::WORDS) value=words.unwrap_or_default()/>
                <button class="button" data-kind="primary"><Icon name="search"/>{t(d::APPLY)}</button>
            </div>
            {mine.filter(|_| !within).map(|(id, name)| view! {
                <p><button class="button" data-kind="quiet" name="lieu" value=id><Icon name="map-pin"/>{tf(d::ONLY_IN, &[("place", &name)])}</button></p>
            })}
            <div class="ask-more">
                <details class="fold"><summary>{t(d::FILTER)}</summary>
                    <div class="ask-fields">
                        <div class="field"><label for="ask-field">{t(d::COLUMN)}</label>
                            <select id="ask-field" name="champ"><option value="">{t(d::CHOOSE)}</option>
                                {columns.iter().map(|column| view! { <option value=column.name.clone()>{column.title.clone()}</option> }).collect_view()}
                            </select></div>
                        <div class="field"><label for="ask-sign">{t(d::CONDITION)}</label>
                            <select id="ask-sign" name="signe">
                                {url::SIGNS.into_iter().zip(SIGNS).map(|(word, text)| view! { <option value=word selected=word == "contient">{t(text)}</option> }).collect_view()}
                            </select></div>
                        <div class="field"><label for="ask-value">{t(d::VALUE)}</label><input id="ask-value" name="valeur" maxlength="200"/></div>
                    </div>
                </details>
                <details class="fold" open=!query.group.is_empty()><summary>{t(d::GROUP)}</summary>
                    <div class="ask-fields">
                        <div class="field"><label for="ask-by">{t(d::GROUP_BY)}</label>
                            <select id="ask-by" name="par"><option value="">{t(d::NO_GROUP)}</option>
                                {groups.map(|(value, words)| view! { <option value=value.clone() selected=value == by>{words}</option> }).collect_view()}
                            </select></div>
                        <div class="field"><label for="ask-how">{t(d::MEASURE)}</label>
                            <select id="ask-how" name="calcul">
                                {choices.map(|(value, words)| view! { <option value=value.clone() selected=value == measured>{words}</option> }).collect_view()}
                            </select></div>
                    </div>
                </details>
            </div>
        </form>
    }
    .into_any()
}
