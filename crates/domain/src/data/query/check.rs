//! A question held against the columns of a dataset.

use super::{
    Bounds, Fault, Filter, How, MOST_CONDITIONS, MOST_DEPTH, MOST_GROUPS, MOST_MEASURES, MOST_VALUES, Query,
    ROW_NUMBER, Sign, Span, Test,
};
use crate::{
    data::{Cell, Column, Kind, french},
    territory::TerritoryId,
};
use std::collections::BTreeMap;

/// The codes of what lies within a territory, by kind of column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope(pub BTreeMap<Kind, Vec<String>>);

/// The scopes of the territories that a question names; the caller looked them up.
pub type Scopes = BTreeMap<TerritoryId, Scope>;

/// The place of a column among those of the dataset.
pub type Slot = usize;

/// A question that can be run.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// Which rows.
    pub filter: Predicate,
    /// The columns of the answer.
    pub result: Vec<ResultColumn>,
    /// Whether rows are grouped or measured: then no row of the answer is a row of the file.
    pub grouped: bool,
    /// The order: place in the answer (or, for single rows, slot of the dataset), and whether it goes down.
    pub sort: Vec<(Slot, bool)>,
    /// The most rows.
    pub limit: Option<i64>,
    /// Rows left out first.
    pub offset: i64,
}

/// A column of the answer.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultColumn {
    /// Its name, kind and unit.
    pub column: Column,
    /// Where its values come from.
    pub from: Measured,
}

/// Where the values of a column of the answer come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    /// The column as it is, or its span of time.
    Column(Slot, Option<Span>),
    /// A measure of a column, or of rows.
    How(How, Option<Slot>),
    /// The number of the row in the file.
    Row,
}

/// A comparison.
pub type Op = Sign;

/// Which rows, with typed values.
#[derive(Debug, Clone, PartialEq)]
pub enum Predicate {
    /// Every row.
    Always,
    /// All of these.
    All(Vec<Predicate>),
    /// One of these.
    Any(Vec<Predicate>),
    /// Not this.
    Not(Box<Predicate>),
    /// A comparison; of a text with its characters, without regard to the language.
    Compare(Slot, Op, Cell),
    /// One of these.
    OneOf(Slot, Vec<Cell>),
    /// One of the texts, folded, holds the words, folded.
    Holds(Vec<Slot>, String),
    /// The text begins so.
    Begins(Slot, String),
    /// Nothing is known.
    Empty(Slot),
    /// The point, in two columns of degrees.
    Inside {
        /// Column of latitudes.
        latitude: Slot,
        /// Column of longitudes.
        longitude: Slot,
        /// The box.
        bounds: Bounds,
    },
    /// The box around the point or shape in one column of text meets this one.
    Touches(Slot, Bounds),
    /// The row of this number.
    Row(i64),
}

impl Query {
    /// Holds the question against the columns.
    ///
    /// # Errors
    /// What is asked for and does not exist, does not fit, or is too much.
    pub fn check(&self, columns: &[Column], scopes: &Scopes) -> Result<Checked, Fault> {
        let mut conditions = 0;
        let filter = predicate(&self.filter, columns, scopes, 0, &mut conditions)?;
        let grouped = !self.group.is_empty() || !self.measures.is_empty();
        let result = if grouped { self.measured(columns)? } else { self.selected(columns)? };
        for (place, each) in result.iter().enumerate() {
            if result.iter().skip(place + 1).any(|other| other.column.name == each.column.name) {
                return Err(Fault::new("twice", &each.column.name));
            }
        }
        let sort = self
            .sort
            .iter()
            .map(|sort| {
                let in_answer = || result.iter().position(|each| each.column.name == sort.column);
                let place = if grouped { in_answer() } else { slot(columns, &sort.column).ok() };
                place.map(|place| (place, sort.down)).ok_or_else(|| Fault::new("unknown_column", &sort.column))
            })
            .collect::<Result<Vec<_>, _>>()?;
        if self.offset < 0 || self.limit.is_some_and(|limit| limit < 0) {
            return Err(Fault::new("not_a_value", self.offset.min(self.limit.unwrap_or(0)).to_string()));
        }
        Ok(Checked { filter, result, grouped, sort, limit: self.limit, offset: self.offset })
    }

    fn selected(&self, columns: &[Column]) -> Result<Vec<ResultColumn>, Fault> {
        let all = || columns.iter().map(|column| column.name.clone()).collect();
        let names: Vec<String> = if self.select.is_empty() { all() } else { self.select.clone() };
        let number = ResultColumn { column: Column::new(ROW_NUMBER, "", Kind::Integer), from: Measured::Row };
        let chosen = names.iter().map(|name| {
            let slot = slot(columns, name)?;
            let mut column = columns.get(slot).cloned().ok_or_else(|| Fault::new("unknown_column", name))?;
            if let Some(other) = self.names.get(name) {
                column.name.clone_from(other);
            }
            Ok(ResultColumn { column, from: Measured::Column(slot, None) })
        });
        self.numbered.then_some(Ok(number)).into_iter().chain(chosen).collect()
    }

    fn measured(&self, columns: &[Column]) -> Result<Vec<ResultColumn>, Fault> {
        if self.group.len() > MOST_GROUPS || self.measures.len() > MOST_MEASURES {
            return Err(Fault::new("too_much", self.group.len().max(self.measures.len()).to_string()));
        }
        let mut result = Vec::new();
        for group in &self.group {
            let slot = slot(columns, &group.column)?;
            let mut column = columns.get(slot).cloned().ok_or_else(|| Fault::new("unknown_column", &group.column))?;
            if group.span.is_some() && !column.kind.is_time() {
                return Err(Fault::new("does_not_fit", &group.column));
            }
            if group.span.is_some() {
                column.kind = Kind::Date;
            }
            if let Some(name) = &group.name {
                column.name.clone_from(name);
            }
            result.push(ResultColumn { column, from: Measured::Column(slot, group.span) });
        }
        for measure in &self.measures {
            let of = measure.column.as_deref().map(|name| slot(columns, name)).transpose()?;
            let known = of.and_then(|slot| columns.get(slot));
            if known.is_some_and(|column| !measure.how.fits(column.kind))
                || (known.is_none() && measure.how != How::Count)
            {
                return Err(Fault::new("does_not_fit", measure.column.clone().unwrap_or_default()));
            }
            let kind = match (measure.how, known.map(|column| column.kind)) {
                (How::Count | How::Distinct, _) => Kind::Integer,
                (How::Mean | How::Median, _) => Kind::Decimal,
                (_, Some(kind)) if kind.is_number() && kind != Kind::Integer => Kind::Decimal,
                (_, kind) => kind.unwrap_or(Kind::Integer),
            };
            let title = known.map(|column| column.title.clone()).unwrap_or_default();
            let mut column = Column::new(&measure.result(), &title, kind);
            if !matches!(measure.how, How::Count | How::Distinct) {
                column.unit = known.map(|column| column.unit.clone()).unwrap_or_default();
            }
            result.push(ResultColumn { column, from: Measured::How(measure.how, of) });
        }
        Ok(result)
    }
}

fn slot(columns: &[Column], name: &str) -> Result<Slot, Fault> {
    columns.iter().position(|column| column.name == name).ok_or_else(|| Fault::new("unknown_column", name))
}

fn of_kind(columns: &[Column], kind: Kind) -> Option<Slot> {
    columns.iter().position(|column| column.kind == kind)
}

/// A value as it is asked, read as the kind of its column.
fn value(column: &Column, text: &str) -> Result<Cell, Fault> {
    let fault = || Fault::new("not_a_value", text);
    Ok(match column.kind {
        Kind::Integer => match french::integer(text) {
            Some(number) => Cell::Integer(number),
            // `12.5` is no whole number and may still be compared with.
            None => Cell::Decimal(french::decimal(text).ok_or_else(fault)?),
        },
        Kind::Decimal | Kind::Latitude | Kind::Longitude => Cell::Decimal(french::decimal(text).ok_or_else(fault)?),
        Kind::Boolean => Cell::Boolean(french::boolean(text).ok_or_else(fault)?),
        Kind::Date => Cell::Date(french::date(text).or_else(|| Some(french::moment(text)?.date())).ok_or_else(fault)?),
        Kind::Moment => {
            let midnight = || Some(french::date(text)?.at(0, 0, 0, 0));
            Cell::Moment(french::moment(text).or_else(midnight).ok_or_else(fault)?)
        }
        _ => Cell::Text(text.to_owned()),
    })
}

fn predicate(
    filter: &Filter,
    columns: &[Column],
    scopes: &Scopes,
    depth: usize,
    conditions: &mut usize,
) -> Result<Predicate, Fault> {
    *conditions += 1;
    if depth > MOST_DEPTH || *conditions > MOST_CONDITIONS {
        return Err(Fault::new("too_much", conditions.to_string()));
    }
    let mut parts = |filters: &[Filter]| {
        filters
            .iter()
            .map(|part| predicate(part, columns, scopes, depth + 1, conditions))
            .collect::<Result<Vec<_>, _>>()
    };
    Ok(match filter {
        Filter::Everything => Predicate::Always,
        Filter::All(filters) => Predicate::All(parts(filters)?),
        Filter::Any(filters) => Predicate::Any(parts(filters)?),
        Filter::Not(inner) => Predicate::Not(Box::new(predicate(inner, columns, scopes, depth + 1, conditions)?)),
        Filter::Column(name, test) => column_test(slot(columns, name)?, name, test, columns)?,
        Filter::Words(words) => {
            let texts = columns
                .iter()
                .enumerate()
                .filter(|(_, column)| matches!(column.kind.storage(), crate::data::Storage::Text));
            Predicate::Holds(texts.map(|(slot, _)| slot).collect(), crate::text::fold(words))
        }
        Filter::Within(territory) => {
            let scope = scopes.get(territory);
            let kinds = [Kind::Commune, Kind::Epci, Kind::Departement, Kind::Region];
            let found = kinds.into_iter().find_map(|kind| {
                let codes = scope?.0.get(&kind).filter(|codes| !codes.is_empty())?;
                Some((of_kind(columns, kind)?, codes))
            });
            let (slot, codes) = found.ok_or_else(|| Fault::new("no_territory", territory.to_string()))?;
            Predicate::OneOf(slot, codes.iter().cloned().map(Cell::Text).collect())
        }
        Filter::Inside(bounds) => {
            let shape = || of_kind(columns, Kind::Geometry).or_else(|| of_kind(columns, Kind::Point));
            match (of_kind(columns, Kind::Latitude), of_kind(columns, Kind::Longitude)) {
                (Some(latitude), Some(longitude)) => Predicate::Inside { latitude, longitude, bounds: *bounds },
                _ => Predicate::Touches(shape().ok_or_else(|| Fault::new("no_point", ""))?, *bounds),
            }
        }
        Filter::Row(number) => Predicate::Row(*number),
    })
}

fn column_test(slot: Slot, name: &str, test: &Test, columns: &[Column]) -> Result<Predicate, Fault> {
    let column = columns.get(slot).ok_or_else(|| Fault::new("unknown_column", name))?;
    let is_text = matches!(column.kind.storage(), crate::data::Storage::Text);
    Ok(match test {
        Test::Is(sign, asked) => Predicate::Compare(slot, *sign, value(column, asked)?),
        Test::OneOf(values) if values.len() > MOST_VALUES => {
            return Err(Fault::new("too_much", values.len().to_string()));
        }
        Test::OneOf(values) => {
            Predicate::OneOf(slot, values.iter().map(|asked| value(column, asked)).collect::<Result<_, _>>()?)
        }
        Test::Holds(_) | Test::Begins(_) if !is_text => return Err(Fault::new("does_not_fit", name)),
        Test::Holds(words) => Predicate::Holds(vec![slot], crate::text::fold(words)),
        Test::Begins(head) => Predicate::Begins(slot, head.clone()),
        Test::Empty => Predicate::Empty(slot),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::query::{Group, Measure, Sort};

    fn columns() -> Vec<Column> {
        vec![
            Column::new("commune", "Commune", Kind::Commune),
            Column::new("jour", "Jour", Kind::Date),
            Column::new("repas", "Repas", Kind::Integer),
        ]
    }

    fn asked(query: &Query) -> Result<Checked, Fault> {
        query.check(&columns(), &Scopes::new())
    }

    #[test]
    fn a_value_is_read_as_the_kind_of_its_column() {
        let filter = Filter::column("repas", Test::Is(Sign::More, "1 000".to_owned()));
        let checked = asked(&Query { filter, ..Query::default() }).unwrap();
        assert_eq!(checked.filter, Predicate::Compare(2, Sign::More, Cell::Integer(1000)));
        let filter = Filter::column("repas", Test::Is(Sign::More, "beaucoup".to_owned()));
        assert_eq!(asked(&Query { filter, ..Query::default() }).unwrap_err(), Fault::new("not_a_value", "beaucoup"));
    }

    #[test]
    fn an_answer_is_ordered_by_its_own_columns() {
        let query = Query {
            group: vec![Group { column: "jour".to_owned(), span: Some(Span::Month), name: None }],
            measures: vec![Measure::of(How::Sum, "repas")],
            sort: vec![Sort { column: "somme_repas".to_owned(), down: true }],
            ..Query::default()
        };
        let checked = asked(&query).unwrap();
        assert_eq!(checked.sort, [(1, true)]);
        assert!(checked.grouped);
        let lost = Query { sort: vec![Sort { column: "commune".to_owned(), down: false }], ..query };
        assert_eq!(asked(&lost).unwrap_err().code, "unknown_column");
    }

    #[test]
    fn a_column_may_have_another_name_in_the_answer() {
        let names = [("repas".to_owned(), "nombre".to_owned())].into();
        let sort = vec![Sort { column: "repas".to_owned(), down: true }];
        let query = Query { select: vec!["jour".to_owned(), "repas".to_owned()], names, sort, ..Query::default() };
        let checked = asked(&query).unwrap();
        assert_eq!(checked.result[1].column.name, "nombre");
        assert_eq!(checked.result[1].from, Measured::Column(2, None));
        assert_eq!(checked.sort, [(2, true)]);
        let names = [("repas".to_owned(), "jour".to_owned())].into();
        assert_eq!(asked(&Query { names, ..query }).unwrap_err().code, "twice");
    }

    #[test]
    fn rows_may_come_with_their_numbers_and_be_asked_by_them() {
        let query =
            Query { numbered: true, filter: Filter::Row(7), select: vec!["repas".to_owned()], ..Query::default() };
        let checked = asked(&query).unwrap();
        assert_eq!(checked.filter, Predicate::Row(7));
        let names: Vec<&str> = checked.result.iter().map(|each| each.column.name.as_str()).collect();
        assert_eq!((names.as_slice(), checked.result[0].from), (&["_id", "repas"][..], Measured::Row));
        let grouped = Query { group: vec![Group::by("jour")], numbered: true, ..Query::default() };
        assert_eq!(asked(&grouped).unwrap().result.len(), 1);
    }

    #[test]
    fn a_box_is_asked_of_degrees_or_else_of_a_point_or_shape() {
        let bounds = crate::data::query::Bounds { west: -1.0, south: 44.0, east: 0.0, north: 45.0 };
        let query = Query { filter: Filter::Inside(bounds), ..Query::default() };
        assert_eq!(asked(&query).unwrap_err().code, "no_point");
        let shapes = [Column::new("contour", "Contour", Kind::Geometry)];
        assert_eq!(query.check(&shapes, &Scopes::new()).unwrap().filter, Predicate::Touches(0, bounds));
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        let of_text = Query { measures: vec![Measure::of(How::Sum, "commune")], ..Query::default() };
        assert_eq!(asked(&of_text).unwrap_err().code, "does_not_fit");
        let twice = Query { select: vec!["repas".to_owned(), "repas".to_owned()], ..Query::default() };
        assert_eq!(asked(&twice).unwrap_err().code, "twice");
        let mut deep = Filter::Everything;
        for _ in 0..20 {
            deep = Filter::Not(Box::new(deep));
        }
        assert_eq!(asked(&Query { filter: deep, ..Query::default() }).unwrap_err().code, "too_much");
        let place: TerritoryId = "commune/33281".parse().unwrap();
        let within = Query { filter: Filter::Within(place), ..Query::default() };
        assert_eq!(asked(&within).unwrap_err().code, "no_territory");
    }

    #[test]
    fn within_a_territory_is_one_of_its_codes() {
        let place: TerritoryId = "epci/243300316".parse().unwrap();
        let scope = Scope([(Kind::Commune, vec!["33281".to_owned(), "33063".to_owned()])].into());
        let query = Query { filter: Filter::Within(place.clone()), ..Query::default() };
        let checked = query.check(&columns(), &[(place, scope)].into()).unwrap();
        assert!(matches!(checked.filter, Predicate::OneOf(0, codes) if codes.len() == 2));
    }
}
