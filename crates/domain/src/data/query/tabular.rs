//! The door that speaks the tabular API of data.gouv.fr: `colonne__exact=valeur`, `colonne__sort=desc`, `colonne__groupby`,
//! `colonne__sum`, `columns=a,b`, `page`, `page_size`. A measure is called in the answer as it is asked: `colonne__sum`.

use super::{Fault, Filter, Group, How, MOST_OFFSET, MOST_ROWS, Measure, Query, Sign, Sort, Test, door};

/// Rows of a page when nothing is said.
pub const PAGE_ROWS: i64 = 20;

/// Reads a question from the pairs of an address.
///
/// # Errors
/// What is not of this language, or is too much.
pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Query, Fault> {
    let mut query = Query::default();
    let (mut page, mut size, mut columns) = (None, None, None);
    for (name, value) in door::bounded(pairs)? {
        match name {
            "page" => door::once(&mut page, name, door::whole(value)?)?,
            "page_size" => door::once(&mut size, name, door::up_to(value, MOST_ROWS)?)?,
            "columns" => door::once(&mut columns, name, list(value)?)?,
            _ => operator(&mut query, name, value)?,
        }
    }
    if columns.is_some() && !(query.group.is_empty() && query.measures.is_empty()) {
        return Err(Fault::new("does_not_fit", "columns"));
    }
    query.select = columns.unwrap_or_default();
    let (page, size) = (page.unwrap_or(1), size.unwrap_or(PAGE_ROWS));
    if page == 0 || size == 0 {
        return Err(Fault::new("not_a_value", "0"));
    }
    let before = (page - 1).checked_mul(size).filter(|before| *before <= MOST_OFFSET);
    query.offset = before.ok_or_else(|| Fault::new("too_much", page.to_string()))?;
    query.limit = Some(size);
    Ok(query)
}

/// Reads `colonne__operateur`. The name of a column may hold two strokes itself, and a measure may be what is sorted:
/// `repas__sum__sort`.
fn operator(query: &mut Query, name: &str, value: &str) -> Result<(), Fault> {
    let fault = || Fault::new("syntax", name);
    let (column, operator) = name.rsplit_once("__").filter(|(column, _)| !column.is_empty()).ok_or_else(fault)?;
    let is = |sign| Test::Is(sign, value.to_owned());
    let not = |test| Filter::Not(Box::new(Filter::column(column, test)));
    // These stand alone: with a value, something else was meant.
    let alone = || if value.is_empty() { Ok(()) } else { Err(Fault::new("syntax", format!("{name}={value}"))) };
    let filter = match operator.to_ascii_lowercase().as_str() {
        "exact" => Filter::column(column, is(Sign::Equal)),
        "differs" => Filter::column(column, is(Sign::Different)),
        "contains" => Filter::column(column, Test::Holds(value.to_owned())),
        "notcontains" => not(Test::Holds(value.to_owned())),
        "in" => Filter::column(column, Test::OneOf(list(value)?)),
        "notin" => not(Test::OneOf(list(value)?)),
        "less" => Filter::column(column, is(Sign::AtMost)),
        "greater" => Filter::column(column, is(Sign::AtLeast)),
        "strictly_less" => Filter::column(column, is(Sign::Less)),
        "strictly_greater" => Filter::column(column, is(Sign::More)),
        "isnull" => alone().map(|()| Filter::column(column, Test::Empty))?,
        "isnotnull" => alone().map(|()| not(Test::Empty))?,
        "sort" => {
            let down = match value.to_ascii_lowercase().as_str() {
                "asc" => false,
                "desc" => true,
                _ => return Err(Fault::new("not_a_value", value)),
            };
            query.sort.push(Sort { column: column.to_owned(), down });
            return Ok(());
        }
        "groupby" => {
            alone()?;
            query.group.push(Group::by(column));
            return Ok(());
        }
        word => {
            let how = match word {
                "count" => How::Count,
                "sum" => How::Sum,
                "avg" => How::Mean,
                "min" => How::Least,
                "max" => How::Greatest,
                _ => return Err(fault()),
            };
            alone()?;
            let name = Some(format!("{column}__{word}"));
            query.measures.push(Measure { how, column: Some(column.to_owned()), name });
            return Ok(());
        }
    };
    query.filter = std::mem::take(&mut query.filter).and(filter);
    Ok(())
}

/// Values with commas between them. One that holds a comma stands between double quotes, where a backslash stands before a
/// quote (`PostgREST`, "Reserved characters").
fn list(text: &str) -> Result<Vec<String>, Fault> {
    let fault = || Fault::new("syntax", text);
    let mut values = Vec::new();
    let mut chars = text.chars().peekable();
    loop {
        let mut value = String::new();
        if chars.next_if_eq(&'"').is_some() {
            loop {
                match chars.next().ok_or_else(fault)? {
                    '"' => break,
                    '\\' => value.push(chars.next().ok_or_else(fault)?),
                    c => value.push(c),
                }
            }
        } else {
            while let Some(c) = chars.next_if(|c| *c != ',') {
                value.push(c);
            }
        }
        values.push(value);
        match chars.next() {
            None => return Ok(values),
            Some(',') => {}
            Some(_) => return Err(fault()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_operator_is_a_condition() {
        let query = read([
            ("nom__exact", "Épinay"),
            ("nom__differs", "x"),
            ("nom__contains", "a,b"),
            ("nom__in", r#"a,"b,c","d\"e","#),
            ("repas__less", "5"),
            ("repas__strictly_greater", "1"),
            ("jour__isnull", ""),
        ])
        .unwrap();
        let is = |sign, value: &str| Test::Is(sign, value.to_owned());
        let values = ["a", "b,c", "d\"e", ""].map(str::to_owned).to_vec();
        assert_eq!(
            query.filter,
            Filter::All(vec![
                Filter::column("nom", is(Sign::Equal, "Épinay")),
                Filter::column("nom", is(Sign::Different, "x")),
                Filter::column("nom", Test::Holds("a,b".to_owned())),
                Filter::column("nom", Test::OneOf(values)),
                Filter::column("repas", is(Sign::AtMost, "5")),
                Filter::column("repas", is(Sign::More, "1")),
                Filter::column("jour", Test::Empty),
            ])
        );
        assert_eq!((query.limit, query.offset), (Some(20), 0));
    }

    #[test]
    fn what_is_not_so_is_denied() {
        let denied = |name, value| match read([(name, value)]).unwrap().filter {
            Filter::Not(inner) => *inner,
            other => panic!("{other:?}"),
        };
        assert_eq!(denied("nom__notcontains", "x"), Filter::column("nom", Test::Holds("x".to_owned())));
        assert_eq!(denied("nom__notin", "x"), Filter::column("nom", Test::OneOf(vec!["x".to_owned()])));
        assert_eq!(denied("nom__isnotnull", ""), Filter::column("nom", Test::Empty));
    }

    #[test]
    fn a_measure_is_called_as_it_is_asked_and_can_be_sorted() {
        let query = read([("a__b__groupby", ""), ("repas__sum", ""), ("repas__sum__sort", "desc")]).unwrap();
        assert_eq!(query.group, [Group::by("a__b")]);
        assert_eq!(query.measures[0].result(), "repas__sum");
        assert_eq!(query.sort, [Sort { column: "repas__sum".to_owned(), down: true }]);
    }

    #[test]
    fn a_page_has_at_most_a_thousand_rows() {
        let query = read([("page", "3"), ("page_size", "1000")]).unwrap();
        assert_eq!((query.limit, query.offset), (Some(1_000), 2_000));
        for (name, value, code) in [
            ("page_size", "1001", "too_much"),
            ("page_size", "0", "not_a_value"),
            ("page", "0", "not_a_value"),
            ("page", "-1", "not_a_value"),
            ("page", "9223372036854775807", "too_much"),
        ] {
            assert_eq!(read([(name, value)]).unwrap_err().code, code, "{name}={value}");
        }
    }

    #[test]
    fn what_is_not_of_this_language_is_refused() {
        for (name, value) in [
            ("nom", "x"),
            ("__exact", "x"),
            ("nom__presque", "x"),
            ("nom__groupby", "x"),
            ("nom__isnull", "false"),
            ("nom__in", "\"a"),
            ("nom__in", "\"a\"b"),
            ("or", "(nom__exact.x)"),
        ] {
            assert_eq!(read([(name, value)]).unwrap_err().code, "syntax", "{name}={value}");
        }
        assert_eq!(read([("nom__sort", "up")]), Err(Fault::new("not_a_value", "up")));
        assert_eq!(read([("columns", "a"), ("a__count", "")]), Err(Fault::new("does_not_fit", "columns")));
        assert_eq!(read([("page", "1"), ("page", "2")]), Err(Fault::new("twice", "page")));
    }
}
