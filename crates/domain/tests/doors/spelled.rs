//! How each door spells a question that it can say.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of a test may fail the test")]

use crate::sayable::parts;
use domain::data::query::{Filter, Group, How, Measure, Query, Sign, Span, Test};

/// Names and values of an address.
pub(crate) type Pairs = Vec<(String, String)>;

fn pair(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}

fn limit(query: &Query) -> String {
    query.limit.unwrap().to_string()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn odsql_condition(filter: &Filter) -> String {
    match filter {
        Filter::Not(inner) => format!("not ({})", odsql_condition(inner)),
        Filter::Column(name, test) => match test {
            Test::Is(sign, value) => {
                let sign = match sign {
                    Sign::Equal => "=",
                    Sign::Different => "!=",
                    Sign::Less => "<",
                    Sign::AtMost => "<=",
                    Sign::More => ">",
                    Sign::AtLeast => ">=",
                };
                format!("{name} {sign} {}", quoted(value))
            }
            Test::OneOf(values) => {
                format!("`{name}` in ({})", values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(", "))
            }
            Test::Holds(words) => format!("{name} like {}", quoted(words)),
            Test::Begins(head) => format!("startswith({name}, {})", quoted(head)),
            Test::Empty => format!("{name} is null"),
        },
        other => panic!("{other:?}"),
    }
}

fn odsql_group(group: &Group) -> String {
    let column = &group.column;
    match group.span {
        None => column.clone(),
        Some(Span::Year) => format!("year({column})"),
        Some(Span::Quarter) => format!("range({column}, 1 quarter)"),
        Some(Span::Month) => format!("range({column}, 1 month)"),
        Some(Span::Week) => format!("range({column}, 1w)"),
        Some(Span::Day) => format!("range({column}, 1 days)"),
    }
}

fn odsql_measure(measure: &Measure) -> String {
    let column = measure.column.as_deref().unwrap_or("*");
    match measure.how {
        How::Count => format!("count({column})"),
        How::Distinct => format!("count(distinct {column})"),
        How::Sum => format!("sum({column})"),
        How::Mean => format!("avg({column})"),
        How::Least => format!("min({column})"),
        How::Greatest => format!("MAX({column})"),
        How::Median => format!("median( {column} )"),
    }
}

pub(crate) fn odsql_pairs(query: &Query) -> Pairs {
    let named = |name: &str| {
        let group = query.group.iter().find(|group| group.column == name).map(odsql_group);
        let measure = || query.measures.iter().find(|measure| measure.result() == name).map(odsql_measure);
        group.or_else(measure).unwrap_or_else(|| name.to_owned())
    };
    let selected = query.select.iter().cloned().chain(query.measures.iter().map(odsql_measure));
    let sorts =
        query.sort.iter().map(|sort| format!("{}{}", named(&sort.column), if sort.down { " desc" } else { "" }));
    let joined = |texts: Vec<String>| texts.join(", ");
    vec![
        pair("select", joined(selected.collect())),
        pair("where", parts(&query.filter).iter().map(odsql_condition).collect::<Vec<_>>().join(" and ")),
        pair("group_by", joined(query.group.iter().map(odsql_group).collect())),
        pair("order_by", joined(sorts.collect())),
        pair("limit", limit(query)),
        pair("offset", query.offset.to_string()),
    ]
}

fn tabular_condition(filter: &Filter) -> (String, String) {
    let (not, filter) = match filter {
        Filter::Not(inner) => ("not", &**inner),
        filter => ("", filter),
    };
    let Filter::Column(name, test) = filter else { panic!("{filter:?}") };
    match test {
        Test::Is(sign, value) => {
            let word = match sign {
                Sign::Equal => "exact",
                Sign::Different => "differs",
                Sign::Less => "strictly_less",
                Sign::AtMost => "less",
                Sign::More => "strictly_greater",
                Sign::AtLeast => "greater",
            };
            pair(&format!("{name}__{word}"), value)
        }
        Test::OneOf(values) => {
            let values = values.iter().map(|value| quoted(value)).collect::<Vec<_>>().join(",");
            pair(&format!("{name}__{not}in"), values)
        }
        Test::Holds(words) => pair(&format!("{name}__{not}contains"), words),
        Test::Empty => pair(&format!("{name}__is{not}null"), ""),
        Test::Begins(_) => panic!("{test:?}"),
    }
}

fn tabular_measure(measure: &Measure) -> String {
    let word = match measure.how {
        How::Count => "count",
        How::Sum => "sum",
        How::Mean => "avg",
        How::Least => "min",
        How::Greatest => "max",
        How::Distinct | How::Median => panic!("{measure:?}"),
    };
    format!("{}__{word}", measure.column.as_deref().unwrap())
}

pub(crate) fn tabular_pairs(query: &Query) -> Pairs {
    let mut pairs: Pairs = parts(&query.filter).iter().map(tabular_condition).collect();
    pairs.extend(query.group.iter().map(|group| pair(&format!("{}__groupby", group.column), "")));
    pairs.extend(query.measures.iter().map(|measure| (tabular_measure(measure), String::new())));
    for sort in &query.sort {
        let measure = query.measures.iter().find(|measure| measure.result() == sort.column).map(tabular_measure);
        let column = measure.unwrap_or_else(|| sort.column.clone());
        pairs.push(pair(&format!("{column}__sort"), if sort.down { "desc" } else { "asc" }));
    }
    if query.group.is_empty() && query.measures.is_empty() && !query.select.is_empty() {
        pairs.push(pair("columns", query.select.join(",")));
    }
    let size = query.limit.unwrap();
    pairs.push(pair("page", (query.offset / size + 1).to_string()));
    pairs.push(pair("page_size", limit(query)));
    pairs
}

pub(crate) fn ckan_pairs(query: &Query) -> Pairs {
    let (mut filters, mut words) = (serde_json::Map::new(), serde_json::Map::new());
    for filter in parts(&query.filter) {
        let Filter::Column(name, test) = filter else { panic!("{filter:?}") };
        match test {
            Test::Is(_, value) => filters.insert(name, value.into()),
            Test::OneOf(values) => filters.insert(name, values.into()),
            Test::Empty => filters.insert(name, serde_json::Value::Null),
            Test::Holds(held) => words.insert(name, held.into()),
            Test::Begins(_) => panic!("{test:?}"),
        };
    }
    let groups: Vec<&str> = query.group.iter().map(|group| group.column.as_str()).collect();
    let sorts = query.sort.iter().map(|sort| format!("\"{}\" {}", sort.column, if sort.down { "desc" } else { "asc" }));
    vec![
        pair("resource_id", "cantine"),
        pair("filters", serde_json::Value::from(filters).to_string()),
        pair("q", serde_json::Value::from(words).to_string()),
        pair("fields", if groups.is_empty() { query.select.join(", ") } else { groups.join(",") }),
        pair("distinct", (!groups.is_empty()).to_string()),
        pair("sort", sorts.collect::<Vec<_>>().join(", ")),
        pair("limit", limit(query)),
        pair("offset", query.offset.to_string()),
    ]
}

pub(crate) fn ogc_pairs(query: &Query) -> Pairs {
    let mut pairs = vec![pair("limit", limit(query)), pair("offset", query.offset.to_string())];
    for filter in parts(&query.filter) {
        let Filter::Column(name, Test::Is(sign, value)) = filter else { panic!("{filter:?}") };
        pairs.push(match sign {
            Sign::Equal => pair(&name, value),
            _ => pair("datetime", format!("{value}/..")),
        });
    }
    pairs
}
