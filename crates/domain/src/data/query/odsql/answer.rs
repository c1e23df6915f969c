//! The clauses `select`, `group_by` and `order_by` of ODSQL: what the answer holds, and in which order.

use super::{
    super::{Fault, Group, How, Measure, Query, Sort, Span},
    tokens::Tokens,
};

/// What a clause names.
#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    /// A field.
    Field(String),
    /// The span of time in which a field lies.
    Spanned(String, Span),
    /// A measure; of a field, or of rows.
    Measured(How, Option<String>),
}

/// What a clause names, and how the answer calls it.
#[derive(Debug, Clone)]
struct Term {
    what: What,
    alias: Option<String>,
}

impl What {
    /// The name in the answer where none is said, as Opendatasoft gives it: the expression.
    fn name(&self) -> String {
        match self {
            Self::Field(field) => field.clone(),
            Self::Spanned(field, Span::Year) => format!("year({field})"),
            Self::Spanned(field, span) => format!("range({field}, 1 {})", unit(*span)),
            Self::Measured(How::Distinct, field) => format!("count(distinct {})", field.as_deref().unwrap_or("*")),
            Self::Measured(how, field) => format!("{}({})", function(*how), field.as_deref().unwrap_or("*")),
        }
    }
}

const fn unit(span: Span) -> &'static str {
    match span {
        Span::Year => "year",
        Span::Quarter => "quarter",
        Span::Month => "month",
        Span::Week => "week",
        Span::Day => "day",
    }
}

const fn function(how: How) -> &'static str {
    match how {
        How::Count | How::Distinct => "count",
        How::Sum => "sum",
        How::Mean => "avg",
        How::Least => "min",
        How::Greatest => "max",
        How::Median => "median",
    }
}

/// Reads the three clauses into a question.
pub(super) fn read(query: &mut Query, select: &str, group: &str, order: &str) -> Result<(), Fault> {
    let selected = if select.trim() == "*" { Vec::new() } else { terms(select)? };
    query.group = groups(group, &selected)?;
    for Term { what, alias } in &selected {
        if let What::Measured(how, column) = what {
            let name = Some(alias.clone().unwrap_or_else(|| what.name()));
            query.measures.push(Measure { how: *how, column: column.clone(), name });
        }
    }
    let grouped = !query.group.is_empty() || !query.measures.is_empty();
    for Term { what, alias } in selected {
        match what {
            What::Measured(..) => {}
            // A field beside measures must be one by which rows are grouped: it would have no value of its own.
            what if grouped => {
                let group = query.group.iter_mut().find(|group| same(group, &what));
                let group = group.ok_or_else(|| Fault::new("does_not_fit", what.name()))?;
                group.name = alias.or_else(|| group.name.take());
            }
            What::Field(field) => {
                if let Some(alias) = alias {
                    query.names.insert(field.clone(), alias);
                }
                if query.select.contains(&field) {
                    return Err(Fault::new("twice", field));
                }
                query.select.push(field);
            }
            What::Spanned(..) => return Err(Fault::new("does_not_fit", what.name())),
        }
    }
    sorts(query, order)
}

/// The terms of a clause.
fn terms(text: &str) -> Result<Vec<Term>, Fault> {
    let mut tokens = Tokens::of(text)?;
    let mut terms = Vec::new();
    if tokens.end().is_ok() {
        return Ok(terms);
    }
    loop {
        let what = what(&mut tokens)?;
        let alias = if tokens.word("as") { Some(tokens.alias()?) } else { None };
        terms.push(Term { what, alias });
        if !tokens.sign(",") {
            tokens.end()?;
            return Ok(terms);
        }
    }
}

/// A field, `count(*)`, `count(distinct f)`, `sum(f)`, `year(f)`, `range(f, 1 month)`.
fn what(tokens: &mut Tokens) -> Result<What, Fault> {
    let place = tokens.fault();
    let Some(function) = tokens.function() else { return Ok(What::Field(tokens.field()?)) };
    let what = match function.as_str() {
        "count" if tokens.sign("*") => What::Measured(How::Count, None),
        "count" => {
            // `distinct` is a word before a field, and a field where none follows.
            let first = tokens.field()?;
            match tokens.field() {
                Ok(field) if first.eq_ignore_ascii_case("distinct") => What::Measured(How::Distinct, Some(field)),
                Ok(_) => return Err(place),
                Err(_) => What::Measured(How::Count, Some(first)),
            }
        }
        "sum" => What::Measured(How::Sum, Some(tokens.field()?)),
        "avg" => What::Measured(How::Mean, Some(tokens.field()?)),
        "min" => What::Measured(How::Least, Some(tokens.field()?)),
        "max" => What::Measured(How::Greatest, Some(tokens.field()?)),
        "median" => What::Measured(How::Median, Some(tokens.field()?)),
        "year" => What::Spanned(tokens.field()?, Span::Year),
        "range" => {
            let field = tokens.field()?;
            tokens.need(",")?;
            What::Spanned(field, span(tokens)?)
        }
        // `month(f)` too: it is the same for each January, which is no span.
        _ => return Err(place),
    };
    tokens.need(")")?;
    Ok(what)
}

/// `1 month`, `1M`. Several months as one are no span of ours.
fn span(tokens: &mut Tokens) -> Result<Span, Fault> {
    let place = tokens.fault();
    if tokens.number().as_deref() != Some("1") {
        return Err(place);
    }
    let word = tokens.bare().ok_or_else(|| place.clone())?;
    // One letter is a capital or not: `m` are minutes.
    let found = match word.as_str() {
        "y" => Some(Span::Year),
        "q" => Some(Span::Quarter),
        "M" => Some(Span::Month),
        "w" => Some(Span::Week),
        "d" => Some(Span::Day),
        _ => {
            let word = word.to_ascii_lowercase();
            Span::ALL.into_iter().find(|span| word.strip_suffix('s').unwrap_or(&word) == unit(*span))
        }
    };
    found.ok_or(place)
}

/// By what rows are grouped: fields, spans, or names that `select` gave to them.
fn groups(text: &str, selected: &[Term]) -> Result<Vec<Group>, Fault> {
    let mut groups = Vec::new();
    for Term { what, alias } in terms(text)? {
        let named = |term: &&Term| matches!(&what, What::Field(name) if term.alias.as_ref() == Some(name));
        let (what, alias) = match selected.iter().find(named) {
            Some(term) => (term.what.clone(), alias.or_else(|| term.alias.clone())),
            None => (what, alias),
        };
        groups.push(match what {
            What::Field(column) => Group { column, span: None, name: alias },
            What::Spanned(ref column, span) => {
                let name = Some(alias.unwrap_or_else(|| what.name()));
                Group { column: column.clone(), span: Some(span), name }
            }
            What::Measured(..) => return Err(Fault::new("does_not_fit", what.name())),
        });
    }
    Ok(groups)
}

/// Whether this is what rows are grouped by.
fn same(group: &Group, what: &What) -> bool {
    let result = group.name.as_ref().unwrap_or(&group.column);
    match what {
        What::Field(name) => (group.column == *name && group.span.is_none()) || result == name,
        What::Spanned(column, span) => group.column == *column && group.span == Some(*span),
        What::Measured(..) => false,
    }
}

/// Reads `order_by`.
fn sorts(query: &mut Query, text: &str) -> Result<(), Fault> {
    let mut tokens = Tokens::of(text)?;
    if tokens.end().is_ok() {
        return Ok(());
    }
    loop {
        let what = what(&mut tokens)?;
        let down = tokens.word("desc");
        if !down {
            tokens.word("asc");
        }
        let column = ordered(query, &what)?;
        query.sort.push(Sort { column, down });
        if !tokens.sign(",") {
            return tokens.end();
        }
    }
}

/// The column that an order means, by its name in the question.
fn ordered(query: &mut Query, what: &What) -> Result<String, Fault> {
    if query.group.is_empty() && query.measures.is_empty() {
        let What::Field(name) = what else { return Err(Fault::new("does_not_fit", what.name())) };
        let renamed = query.names.iter().find(|(_, alias)| *alias == name);
        return Ok(renamed.map_or(name, |(column, _)| column).clone());
    }
    if let Some(group) = query.group.iter().find(|group| same(group, what)) {
        return Ok(group.name.as_ref().unwrap_or(&group.column).clone());
    }
    match what {
        What::Field(name) => Ok(name.clone()),
        What::Spanned(..) => Err(Fault::new("does_not_fit", what.name())),
        What::Measured(how, column) => {
            let held = query.measures.iter().find(|measure| measure.how == *how && measure.column == *column);
            if let Some(measure) = held {
                return Ok(measure.result());
            }
            // Rows are ordered by what the answer shows: the measure comes into it.
            query.measures.push(Measure { how: *how, column: column.clone(), name: Some(what.name()) });
            Ok(what.name())
        }
    }
}
