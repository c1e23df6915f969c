//! Questions about a table of meals.

use domain::data::{
    Column, Kind,
    query::{Filter, Group, How, Measure, Query, Sign, Sort, Span, Test},
};
use proptest::{collection::vec, option, prelude::*, sample::select};

/// The columns of the table.
pub(crate) fn columns() -> Vec<Column> {
    vec![
        Column::new("commune", "Commune", Kind::Commune),
        Column::new("nom", "Nom", Kind::Text),
        Column::new("jour", "Jour", Kind::Date),
        Column::new("repas", "Repas", Kind::Integer),
        Column::new("prix", "Prix", Kind::Decimal),
        Column::new("bio", "Bio", Kind::Boolean),
    ]
}

fn value(kind: Kind) -> BoxedStrategy<String> {
    match kind {
        Kind::Integer => any::<i32>().prop_map(|number| number.to_string()).boxed(),
        Kind::Decimal => (any::<i16>(), 0..100_u8).prop_map(|(whole, cents)| format!("{whole}.{cents:02}")).boxed(),
        Kind::Boolean => any::<bool>().prop_map(|yes| yes.to_string()).boxed(),
        Kind::Date => (1900..2100_i16, 1..=12_u8, 1..=28_u8)
            .prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"))
            .boxed(),
        _ => "[ a-zé0-9'\"\\\\,.:()%|`*{}]{0,10}".boxed(),
    }
}

fn test(kind: Kind) -> BoxedStrategy<Test> {
    let is = (select(Sign::ALL.to_vec()), value(kind)).prop_map(|(sign, value)| Test::Is(sign, value));
    let equal = value(kind).prop_map(|value| Test::Is(Sign::Equal, value));
    let one_of = vec(value(kind), 1..4).prop_map(Test::OneOf);
    if matches!(kind, Kind::Text | Kind::Commune) {
        let holds = "[ a-zé'\"\\\\,%]{0,6}[a-z]".prop_map(Test::Holds);
        prop_oneof![is, equal, one_of, holds, Just(Test::Empty)].boxed()
    } else {
        prop_oneof![is, equal, one_of, Just(Test::Empty)].boxed()
    }
}

fn condition() -> impl Strategy<Value = Filter> {
    select(columns()).prop_flat_map(|column| {
        let denied = prop_oneof![3 => Just(false), 1 => Just(true)];
        (test(column.kind), denied).prop_map(move |(test, denied)| {
            let filter = Filter::column(&column.name, test);
            if denied { Filter::Not(Box::new(filter)) } else { filter }
        })
    })
}

fn groups() -> impl Strategy<Value = Vec<Group>> {
    let group = prop_oneof![
        Just(Group::by("commune")),
        Just(Group::by("bio")),
        option::of(select(Span::ALL.to_vec())).prop_map(|span| Group { column: "jour".to_owned(), span, name: None }),
    ];
    vec(group, 0..3).prop_map(|mut groups| {
        groups.dedup_by(|one, other| one.column == other.column);
        groups
    })
}

fn measure() -> impl Strategy<Value = Measure> {
    (select(How::ALL.to_vec()), select(vec!["repas", "prix"])).prop_map(|(how, column)| Measure::of(how, column))
}

pub(crate) fn query() -> impl Strategy<Value = Query> {
    let filter = vec(condition(), 0..5).prop_map(|parts| parts.into_iter().fold(Filter::Everything, Filter::and));
    (filter, groups(), option::of(measure()), vec((any::<u8>(), any::<bool>()), 0..3), (1..=1_000_i64, 0..50_i64))
        .prop_map(|(filter, group, measure, order, (limit, page))| {
            let measures: Vec<Measure> = measure.into_iter().collect();
            let mut query =
                Query { filter, group, measures, limit: Some(limit), offset: page * limit, ..Query::default() };
            if query.group.is_empty() && query.measures.is_empty() {
                query.select = vec!["nom".to_owned(), "repas".to_owned(), "commune".to_owned()];
            }
            let answer = answer(&query);
            query.sort = order.into_iter().map(|(place, down)| Sort { column: pick(&answer, place), down }).collect();
            query
        })
}

/// Any one of these.
fn pick(names: &[String], place: u8) -> String {
    names.iter().cycle().nth(usize::from(place)).cloned().unwrap_or_default()
}

/// The names that the answer has.
pub(crate) fn answer(query: &Query) -> Vec<String> {
    let groups = query.group.iter().map(|group| group.name.as_ref().unwrap_or(&group.column).clone());
    let measures = query.measures.iter().map(Measure::result);
    query.select.iter().cloned().chain(groups).chain(measures).collect()
}
