//! From a checked question to a plan of the engine.

use super::functions::{constant, first_day, holds, touches};
use crate::Error;
use datafusion::{
    functions_aggregate::expr_fn::{avg, count, count_distinct, max, median, min, sum},
    logical_expr::{Expr, SortExpr, col, lit},
    prelude::DataFrame,
};
use domain::data::{
    Cell, Storage,
    query::{Checked, How, Measured, Op, Predicate, Slot},
};

/// The typed values of a column.
fn value(slot: Slot) -> Expr {
    col(format!("c{slot}"))
}

pub(super) fn filtered(frame: DataFrame, filter: &Predicate, width: usize) -> Result<DataFrame, Error> {
    if *filter == Predicate::Always {
        return Ok(frame);
    }
    Ok(frame.filter(expression(filter, width))?)
}

/// Every part answers yes or no, never "unknown": so that "not" is what people mean by it.
fn expression(filter: &Predicate, width: usize) -> Expr {
    let fold = |parts: &[Predicate], empty: bool, join: fn(Expr, Expr) -> Expr| {
        parts.iter().map(|part| expression(part, width)).reduce(join).unwrap_or_else(|| lit(empty))
    };
    match filter {
        Predicate::Always => lit(true),
        Predicate::All(parts) => fold(parts, true, Expr::and),
        Predicate::Any(parts) => fold(parts, false, Expr::or),
        Predicate::Not(inner) => datafusion::logical_expr::not(expression(inner, width)),
        Predicate::Compare(slot, op, cell) => compare(*slot, *op, cell),
        Predicate::OneOf(_, cells) if cells.is_empty() => lit(false),
        Predicate::OneOf(slot, cells) => {
            known(*slot).and(value(*slot).in_list(cells.iter().map(constant).collect(), false))
        }
        Predicate::Holds(slots, words) => slots
            .iter()
            .filter(|slot| **slot < width)
            .map(|slot| known(*slot).and(holds(value(*slot), words.clone())))
            .reduce(Expr::or)
            .unwrap_or_else(|| lit(false)),
        Predicate::Begins(slot, head) => {
            let pattern = head.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            known(*slot).and(value(*slot).like(lit(format!("{pattern}%"))))
        }
        Predicate::Empty(slot) => value(*slot).is_null(),
        Predicate::Inside { latitude, longitude, bounds } => known(*latitude)
            .and(known(*longitude))
            .and(value(*latitude).between(lit(bounds.south), lit(bounds.north)))
            .and(value(*longitude).between(lit(bounds.west), lit(bounds.east))),
        Predicate::Touches(slot, bounds) => known(*slot).and(touches(value(*slot), *bounds)),
        Predicate::Row(number) => col("n").eq(lit(*number)),
    }
}

fn known(slot: Slot) -> Expr {
    value(slot).is_not_null()
}

fn compare(slot: Slot, op: Op, cell: &Cell) -> Expr {
    let (left, right) = (value(slot), constant(cell));
    match op {
        Op::Equal => known(slot).and(left.eq(right)),
        Op::Different => value(slot).is_null().or(left.not_eq(right)),
        Op::Less => known(slot).and(left.lt(right)),
        Op::AtMost => known(slot).and(left.lt_eq(right)),
        Op::More => known(slot).and(left.gt(right)),
        Op::AtLeast => known(slot).and(left.gt_eq(right)),
    }
}

pub(super) async fn rows_of(frame: DataFrame) -> Result<i64, Error> {
    Ok(i64::try_from(frame.count().await?).unwrap_or(i64::MAX))
}

/// Rows as they are. Without another order, and where values are the same, the order of the file.
pub(super) fn rows(frame: DataFrame, question: &Checked) -> Result<DataFrame, Error> {
    let mut order: Vec<SortExpr> = question.sort.iter().map(|(slot, down)| value(*slot).sort(!down, false)).collect();
    order.push(col("n").sort(true, false));
    let columns: Vec<Expr> = question
        .result
        .iter()
        .enumerate()
        .filter_map(|(place, each)| match each.from {
            Measured::Column(slot, _) => Some(value(slot).alias(format!("r{place}"))),
            Measured::Row => Some(col("n").alias(format!("r{place}"))),
            Measured::How(..) => None,
        })
        .collect();
    Ok(page(frame.sort(order)?, question)?.select(columns)?)
}

fn page(frame: DataFrame, question: &Checked) -> Result<DataFrame, Error> {
    if question.limit.is_none() && question.offset == 0 {
        return Ok(frame);
    }
    let skip = usize::try_from(question.offset).unwrap_or(usize::MAX);
    Ok(frame.limit(skip, question.limit.map(|limit| usize::try_from(limit).unwrap_or(0)))?)
}

/// Groups and their measures. Without another order, that of the groups.
pub(super) fn grouped(frame: DataFrame, question: &Checked) -> Result<DataFrame, Error> {
    let (mut groups, mut measures) = (Vec::new(), Vec::new());
    for (place, each) in question.result.iter().enumerate() {
        let name = format!("r{place}");
        match each.from {
            Measured::Column(slot, None) => groups.push(value(slot).alias(name)),
            Measured::Column(slot, Some(span)) => {
                let is_moment = frame
                    .schema()
                    .field_with_unqualified_name(&format!("c{slot}"))
                    .is_ok_and(|field| *field.data_type() == crate::ingest::storage_type(Storage::Moment));
                groups.push(first_day(value(slot), span, is_moment).alias(name));
            }
            Measured::How(how, of) => measures.push(measure(how, of).alias(name)),
            // A group is no row: the question was checked.
            Measured::Row => {}
        }
    }
    let groups_only: Vec<usize> = question
        .result
        .iter()
        .enumerate()
        .filter(|(_, each)| matches!(each.from, Measured::Column(..)))
        .map(|(place, _)| place)
        .collect();
    let mut order: Vec<SortExpr> =
        question.sort.iter().map(|(place, down)| col(format!("r{place}")).sort(!down, false)).collect();
    order.extend(groups_only.iter().map(|place| col(format!("r{place}")).sort(true, false)));
    let mut frame = frame.aggregate(groups, measures)?;
    if !order.is_empty() {
        frame = frame.sort(order)?;
    }
    let columns: Vec<Expr> = (0..question.result.len()).map(|place| col(format!("r{place}"))).collect();
    page(frame.select(columns)?, question)
}

fn measure(how: How, of: Option<Slot>) -> Expr {
    let column = of.map_or_else(|| lit(1_i64), value);
    let column = match how {
        // A mean of whole numbers has decimals.
        How::Mean | How::Median => {
            datafusion::logical_expr::cast(column, datafusion::arrow::datatypes::DataType::Float64)
        }
        _ => column,
    };
    match how {
        How::Count => count(column),
        How::Distinct => count_distinct(column),
        How::Sum => sum(column),
        How::Mean => avg(column),
        How::Least => min(column),
        How::Greatest => max(column),
        How::Median => median(column),
    }
}
