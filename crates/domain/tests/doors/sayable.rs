//! What each door can say of a question: the rest of it is left out. ODSQL can say all of it.

use crate::asked::answer;
use domain::data::query::{Filter, How, Query, Sign, Test};

pub(crate) fn parts(filter: &Filter) -> Vec<Filter> {
    match filter {
        Filter::Everything => Vec::new(),
        Filter::All(parts) => parts.clone(),
        one => vec![one.clone()],
    }
}

fn keep(query: &mut Query, wanted: impl Fn(&Filter) -> bool) {
    query.filter = parts(&query.filter).into_iter().filter(wanted).fold(Filter::Everything, Filter::and);
}

fn sort_by_what_is_there(query: &mut Query) {
    let answer = answer(query);
    query.sort.retain(|sort| answer.contains(&sort.column));
}

pub(crate) fn for_tabular(mut query: Query) -> Query {
    query.group.retain(|group| group.span.is_none());
    query.measures.retain(|measure| !matches!(measure.how, How::Distinct | How::Median));
    // Not an operator of this language: only what is held, listed or unknown is denied.
    keep(&mut query, |filter| match filter {
        Filter::Not(inner) => !matches!(**inner, Filter::Column(_, Test::Is(..))),
        _ => true,
    });
    sort_by_what_is_there(&mut query);
    query
}

pub(crate) fn for_ckan(mut query: Query) -> Query {
    query.measures.clear();
    query.group.retain(|group| group.span.is_none());
    let mut seen = Vec::new();
    let mut filters = parts(&query.filter);
    filters.retain(|filter| match filter {
        Filter::Column(name, Test::Is(Sign::Equal, _) | Test::OneOf(_) | Test::Holds(_) | Test::Empty) => {
            let new = !seen.contains(name);
            seen.push(name.clone());
            new
        }
        _ => false,
    });
    query.filter = filters.into_iter().fold(Filter::Everything, Filter::and);
    sort_by_what_is_there(&mut query);
    query
}

pub(crate) fn for_ogc(mut query: Query) -> Query {
    keep(&mut query, |filter| match filter {
        Filter::Column(_, Test::Is(Sign::Equal, _)) => true,
        Filter::Column(name, Test::Is(Sign::AtLeast, _)) => name == "jour",
        _ => false,
    });
    let (mut times, mut filters) = (0, parts(&query.filter));
    filters.retain(|filter| {
        times += i32::from(matches!(filter, Filter::Column(_, Test::Is(Sign::AtLeast, _))));
        times < 2 || matches!(filter, Filter::Column(_, Test::Is(Sign::Equal, _)))
    });
    query.filter = filters.into_iter().fold(Filter::Everything, Filter::and);
    Query { filter: query.filter, limit: query.limit, offset: query.offset, ..Query::default() }
}
