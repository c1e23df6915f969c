use super::*;
use crate::data::query::{Bounds, Filter, Group, How, Measure, Sort, Span, Test};

fn condition(text: &str) -> Result<Filter, Fault> {
    read([("where", text)]).map(|query| query.filter)
}

fn is(column: &str, sign: Sign, value: &str) -> Filter {
    Filter::column(column, Test::Is(sign, value.to_owned()))
}

fn sort(column: &str, down: bool) -> Sort {
    Sort { column: column.to_owned(), down }
}

#[test]
fn a_comparison_keeps_its_value_as_it_is_written() {
    for (text, sign) in [
        ("a = 01004", Sign::Equal),
        ("a:01004", Sign::Equal),
        ("`a`!='01004'", Sign::Different),
        ("a < \"01004\"", Sign::Less),
        ("a<=01004", Sign::AtMost),
        ("a>01004", Sign::More),
        ("a>=01004", Sign::AtLeast),
    ] {
        assert_eq!(condition(text), Ok(is("a", sign, "01004")), "{text}");
    }
    assert_eq!(condition("a = -1.50"), Ok(is("a", Sign::Equal, "-1.50")));
    assert_eq!(condition("a = TRUE"), Ok(is("a", Sign::Equal, "true")));
    assert_eq!(condition("a is false"), Ok(is("a", Sign::Equal, "false")));
    assert_eq!(condition("jour > date'2020-01-01'"), Ok(is("jour", Sign::More, "2020-01-01")));
    assert_eq!(condition("date = date'2020/01/01'"), Ok(is("date", Sign::Equal, "2020/01/01")));
    assert_eq!(condition("jour > date'2020'"), Err(Fault::new("not_a_value", "2020")));
}

#[test]
fn a_text_ends_at_its_own_quote() {
    assert_eq!(condition(r#"a = "l'\"été\" \\""#), Ok(is("a", Sign::Equal, r#"l'"été" \"#)));
    assert_eq!(condition(r"a = '\' or 1=1 --'"), Ok(is("a", Sign::Equal, "' or 1=1 --")));
    assert_eq!(condition(r#"a = "\n""#).unwrap_err().code, "syntax");
    assert_eq!(condition("a = 'x").unwrap_err(), Fault::new("syntax", "'x"));
}

#[test]
fn not_binds_closer_than_and_and_and_than_or() {
    let (a, b, c) = (is("a", Sign::Equal, "1"), is("b", Sign::Equal, "2"), is("c", Sign::Equal, "3"));
    let not_b = Filter::Not(Box::new(b.clone()));
    let expected = Filter::Any(vec![a.clone(), Filter::All(vec![not_b, c.clone()])]);
    assert_eq!(condition("a=1 or not b=2 AND c=3"), Ok(expected));
    let expected = Filter::All(vec![Filter::Any(vec![a, b]), c]);
    assert_eq!(condition("(a=1 or b=2) and c=3"), Ok(expected));
}

#[test]
fn words_are_searched_everywhere_or_in_fields() {
    let holds = |column| Filter::column(column, Test::Holds("école".to_owned()));
    for text in ["'école'", "search('école')", "search(*, \"école\")", "'école*'"] {
        assert_eq!(condition(text), Ok(Filter::Words("école".to_owned())), "{text}");
    }
    for text in ["a like 'école'", "search(a, 'école')", "a like '*école*'"] {
        assert_eq!(condition(text), Ok(holds("a")), "{text}");
    }
    assert_eq!(condition("search(a, b, 'école')"), Ok(Filter::Any(vec![holds("a"), holds("b")])));
    assert_eq!(condition("a not like 'école'"), Ok(Filter::Not(Box::new(holds("a")))));
    let begins = Filter::column("a", Test::Begins("33".to_owned()));
    assert_eq!(condition("startsWith(a, '33')"), Ok(begins));
    assert_eq!(condition("'é*e'").unwrap_err().code, "syntax");
    assert_eq!(condition("'**'").unwrap_err().code, "not_a_value");
}

#[test]
fn a_list_and_a_range_come_after_in() {
    let one_of = Filter::column("a", Test::OneOf(vec!["1".to_owned(), "x".to_owned()]));
    assert_eq!(condition("a in (1, 'x')"), Ok(one_of.clone()));
    assert_eq!(condition("a not in (1, 'x')"), Ok(Filter::Not(Box::new(one_of))));
    let between = |from, to| Ok(Filter::All(vec![is("a", from, "1"), is("a", to, "5")]));
    assert_eq!(condition("a in [1..5]"), between(Sign::AtLeast, Sign::AtMost));
    assert_eq!(condition("a in ]1 TO 5["), between(Sign::More, Sign::Less));
    assert_eq!(condition("a in ()").unwrap_err().code, "syntax");
    assert_eq!(condition("a in [1..]").unwrap_err().code, "syntax");
}

#[test]
fn nothing_is_known_or_something_is() {
    let empty = Filter::column("a", Test::Empty);
    assert_eq!(condition("a is null"), Ok(empty.clone()));
    assert_eq!(condition("a IS NOT NULL"), Ok(Filter::Not(Box::new(empty))));
}

#[test]
fn a_box_has_its_corners_latitude_first() {
    let bounds = Bounds { west: -1.0, south: 44.5, east: 0.5, north: 45.0 };
    assert_eq!(condition("in_bbox(geo, 44.5, -1, 45, 0.5)"), Ok(Filter::Inside(bounds)));
    assert_eq!(condition("in_bbox(nom, 44.5, -1, 45, 0.5)"), Err(Fault::new("unknown_column", "nom")));
    assert_eq!(condition("in_bbox(geo, 44.5, -1, 45)").unwrap_err().code, "syntax");
}

#[test]
fn what_is_not_of_this_language_is_refused_where_it_stands() {
    for (text, place) in [
        ("a <> 1", "> 1"),
        ("a = b", "b"),
        ("a = null", "null"),
        ("suggest(a, 'x')", "suggest(a, 'x')"),
        ("year(a) = 2020", "year(a) = 2020"),
        ("a = 1 b = 2", "b = 2"),
        ("a = now()", "now()"),
        ("a", "a"),
        ("a = 1; drop table x", "; drop table x"),
        ("(a = 1", "(a = 1"),
        ("select = 1 and from", "select = 1 and from"),
        ("and = 1", "and = 1"),
        ("a = 1 /* x */", "/* x */"),
    ] {
        assert_eq!(condition(text), Err(Fault::new("syntax", place)), "{text}");
    }
}

#[test]
fn what_is_too_deep_or_too_long_is_refused() {
    let deep = |open: &str, close: &str, times| format!("{}a=1{}", open.repeat(times), close.repeat(times));
    assert!(condition(&deep("(", ")", 8)).is_ok());
    assert_eq!(condition(&deep("(", ")", 9)).unwrap_err().code, "too_much");
    assert_eq!(condition(&deep("not ", "", 2_000)).unwrap_err().code, "too_much");
    assert_eq!(condition(&deep("(", "", 9_000)).unwrap_err().code, "too_much");
    assert_eq!(condition(&"x".repeat(20_000)).unwrap_err().code, "too_much");
}

#[test]
fn fields_are_chosen_and_renamed() {
    let query = read([("select", "nom, repas as `nombre`"), ("order_by", "nombre desc, nom")]).unwrap();
    assert_eq!(query.select, ["nom", "repas"]);
    assert_eq!(query.names["repas"], "nombre");
    assert_eq!(query.sort, [sort("repas", true), sort("nom", false)]);
    assert_eq!(read([("select", "*")]).unwrap().select, [""; 0]);
    assert_eq!(read([("select", "nom, nom as x")]), Err(Fault::new("twice", "nom")));
    for wrong in ["*, nom", "nom,", "nom as `a\"b`", "nom as 'x'", "nom.x", "upper(nom)", "nom x", "1"] {
        assert_eq!(read([("select", wrong)]).unwrap_err().code, "syntax", "{wrong}");
    }
}

#[test]
fn measures_are_called_as_they_are_asked() {
    let query = read([(
        "select",
        "count(*), count(a), COUNT(distinct a), sum(a) as somme, avg(a), min(a), max(a), median(a), count(distinct)",
    )])
    .unwrap();
    let named = |how, column: Option<&str>, name: &str| Measure {
        how,
        column: column.map(str::to_owned),
        name: Some(name.to_owned()),
    };
    assert_eq!(
        query.measures,
        [
            named(How::Count, None, "count(*)"),
            named(How::Count, Some("a"), "count(a)"),
            named(How::Distinct, Some("a"), "count(distinct a)"),
            named(How::Sum, Some("a"), "somme"),
            named(How::Mean, Some("a"), "avg(a)"),
            named(How::Least, Some("a"), "min(a)"),
            named(How::Greatest, Some("a"), "max(a)"),
            named(How::Median, Some("a"), "median(a)"),
            named(How::Count, Some("distinct"), "count(distinct)"),
        ]
    );
}

#[test]
fn rows_are_grouped_by_fields_spans_and_names() {
    let group = |text| read([("group_by", text)]).map(|query| query.group);
    let by = |span, name: &str| Group { column: "jour".to_owned(), span: Some(span), name: Some(name.to_owned()) };
    assert_eq!(group("nom, year(jour)").unwrap(), [Group::by("nom"), by(Span::Year, "year(jour)")]);
    assert_eq!(group("range(jour, 1 Months) as mois").unwrap(), [by(Span::Month, "mois")]);
    assert_eq!(group("range(jour, 1M)").unwrap(), [by(Span::Month, "range(jour, 1 month)")]);
    for wrong in ["month(jour)", "range(jour, 2 month)", "range(jour, 1m)", "range(jour, 10)", "range(jour, *)"] {
        assert_eq!(group(wrong).unwrap_err().code, "syntax", "{wrong}");
    }
    let said = [("select", "year(jour) as an, count(*)"), ("group_by", "an"), ("order_by", "an desc")];
    let query = read(said).unwrap();
    assert_eq!(query.group, [by(Span::Year, "an")]);
    assert_eq!(query.sort, [sort("an", true)]);
    let query = read([("select", "nom as n"), ("group_by", "nom"), ("order_by", "nom")]).unwrap();
    assert_eq!(query.group[0].name.as_deref(), Some("n"));
    assert_eq!(query.sort, [sort("n", false)]);
}

#[test]
fn what_is_ordered_by_is_in_the_answer() {
    let order = |order| read([("select", "sum(a) as somme"), ("group_by", "nom"), ("order_by", order)]);
    assert_eq!(order("sum(a) desc").unwrap().sort, [sort("somme", true)]);
    assert_eq!(order("somme asc").unwrap().sort, [sort("somme", false)]);
    let query = order("count(*) desc, count(*)").unwrap();
    assert_eq!(query.sort, [sort("count(*)", true), sort("count(*)", false)]);
    assert_eq!(query.measures.len(), 2);
    assert_eq!(order("year(jour)").unwrap_err().code, "does_not_fit");
    assert_eq!(read([("order_by", "count(*)")]).unwrap_err().code, "does_not_fit");
    assert_eq!(read([("order_by", "a up")]).unwrap_err().code, "syntax");
}

#[test]
fn a_field_beside_measures_is_one_of_the_groups() {
    let said = [("select", "nom, count(*)"), ("group_by", "commune")];
    assert_eq!(read(said), Err(Fault::new("does_not_fit", "nom")));
    assert_eq!(read([("select", "year(jour)")]), Err(Fault::new("does_not_fit", "year(jour)")));
    assert_eq!(read([("group_by", "count(*)")]), Err(Fault::new("does_not_fit", "count(*)")));
}

#[test]
fn facets_are_refined_and_excluded() {
    let query = read([("refine", "nom:a:b"), ("exclude", r#"nom:"l\"été""#), ("where", "a = 1 or a = 2")]).unwrap();
    let either = Filter::Any(vec![is("a", Sign::Equal, "1"), is("a", Sign::Equal, "2")]);
    let (refined, excluded) = (is("nom", Sign::Equal, "a:b"), is("nom", Sign::Different, "l\"été"));
    assert_eq!(query.filter, Filter::All(vec![either, refined, excluded]));
    for wrong in ["nom", ":x"] {
        assert_eq!(read([("refine", wrong)]).unwrap_err().code, "syntax", "{wrong}");
    }
}

#[test]
fn records_have_a_wall_and_exports_have_none() {
    let query = read([("lang", "fr")]).unwrap();
    assert_eq!((query.limit, query.offset), (Some(10), 0));
    assert_eq!(read([("limit", "1001")]), Err(Fault::new("too_much", "1001")));
    assert_eq!(read([("limit", "-1")]), Err(Fault::new("not_a_value", "-1")));
    assert_eq!(read_export([("limit", "-1"), ("delimiter", ";")]).unwrap().limit, None);
    assert_eq!(read_export([]).unwrap().limit, None);
    assert_eq!(read_export([("limit", "1000000")]).unwrap().limit, Some(1_000_000));
    assert_eq!(read([("delimiter", ";")]), Err(Fault::new("syntax", "delimiter")));
    assert_eq!(read([("where", "a=1"), ("where", "a=2")]), Err(Fault::new("twice", "where")));
}
