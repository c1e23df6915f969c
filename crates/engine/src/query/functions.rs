//! The functions that questions need and the engine has not: folded text, spans of time, boxes around shapes.

use datafusion::{
    arrow::{
        array::{Array as _, ArrayRef, AsArray as _, BooleanArray, Date32Array},
        datatypes::{DataType, Date32Type, TimeUnit, TimestampSecondType},
    },
    common::ScalarValue,
    error::Result,
    logical_expr::{ColumnarValue, Expr, Volatility, create_udf, lit},
};
use domain::{
    data::query::{Bounds, Span},
    text::fold,
};
use jiff::civil::{Date, Weekday};
use std::sync::Arc;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// Whether a text, folded, holds words that are folded already.
pub(super) fn holds(column: Expr, words: String) -> Expr {
    let holds = move |arguments: &[ColumnarValue]| -> Result<ColumnarValue> {
        let array = argument(arguments, &DataType::Utf8)?;
        let found: BooleanArray =
            array.as_string::<i32>().iter().map(|text| text.map(|text| fold(text).contains(&words))).collect();
        Ok(ColumnarValue::Array(Arc::new(found)))
    };
    create_udf("holds", vec![DataType::Utf8], DataType::Boolean, Volatility::Immutable, Arc::new(holds))
        .call(vec![column])
}

/// Whether the box around a point or shape, written as text, meets another box.
pub(super) fn touches(column: Expr, bounds: Bounds) -> Expr {
    let touches = move |arguments: &[ColumnarValue]| -> Result<ColumnarValue> {
        let array = argument(arguments, &DataType::Utf8)?;
        let found: BooleanArray =
            array.as_string::<i32>().iter().map(|text| text.map(|text| domain::data::touches(text, &bounds))).collect();
        Ok(ColumnarValue::Array(Arc::new(found)))
    };
    create_udf("touches", vec![DataType::Utf8], DataType::Boolean, Volatility::Immutable, Arc::new(touches))
        .call(vec![column])
}

/// The first day of the span in which a day lies.
pub(super) fn first_day(column: Expr, span: Span, is_moment: bool) -> Expr {
    let name = format!("first_day_{}", span.word());
    let of = if is_moment { DataType::Timestamp(TimeUnit::Second, None) } else { DataType::Date32 };
    let wanted = of.clone();
    let first = move |arguments: &[ColumnarValue]| -> Result<ColumnarValue> {
        let array = argument(arguments, &wanted)?;
        let days: Date32Array = if is_moment {
            let seconds = array.as_primitive::<TimestampSecondType>();
            seconds.iter().map(|value| first_of(span, i32::try_from(value?.div_euclid(86_400)).ok()?)).collect()
        } else {
            array.as_primitive::<Date32Type>().iter().map(|value| first_of(span, value?)).collect()
        };
        Ok(ColumnarValue::Array(Arc::new(days)))
    };
    create_udf(&name, vec![of], DataType::Date32, Volatility::Immutable, Arc::new(first)).call(vec![column])
}

/// The first argument as an array of that type.
fn argument(arguments: &[ColumnarValue], of: &DataType) -> Result<ArrayRef> {
    let array = match arguments.first() {
        Some(ColumnarValue::Array(array)) => Arc::clone(array),
        Some(ColumnarValue::Scalar(value)) => value.to_array()?,
        None => ScalarValue::try_from(of)?.to_array()?,
    };
    if array.data_type() == of { Ok(array) } else { Ok(datafusion::arrow::compute::cast(&array, of)?) }
}

fn first_of(span: Span, days: i32) -> Option<i32> {
    let day = EPOCH.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
    let first = match span {
        Span::Day => day,
        Span::Week => day.checked_sub(jiff::Span::new().days(i64::from(day.weekday().since(Weekday::Monday)))).ok()?,
        Span::Month => day.first_of_month(),
        Span::Quarter => Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok()?,
        Span::Year => day.first_of_year(),
    };
    Some(crate::ingest::days(first))
}

/// A constant of the type of a column.
pub(super) fn constant(cell: &domain::data::Cell) -> Expr {
    use domain::data::Cell;
    match cell {
        Cell::Empty => lit(ScalarValue::Null),
        Cell::Boolean(yes) => lit(*yes),
        Cell::Integer(number) => lit(*number),
        Cell::Decimal(number) => lit(*number),
        Cell::Date(day) => lit(ScalarValue::Date32(Some(crate::ingest::days(*day)))),
        Cell::Moment(moment) => {
            let seconds = i64::from(crate::ingest::days(moment.date())) * 86_400
                + i64::from(moment.hour()) * 3600
                + i64::from(moment.minute()) * 60
                + i64::from(moment.second());
            lit(ScalarValue::TimestampSecond(Some(seconds), None))
        }
        Cell::Text(text) => lit(text.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_belongs_to_the_span_that_holds_it() {
        let first = |span, day: &str| {
            let days = first_of(span, crate::ingest::days(day.parse().unwrap())).unwrap();
            EPOCH.checked_add(jiff::Span::new().days(days)).unwrap().to_string()
        };
        assert_eq!(first(Span::Week, "2024-03-03"), "2024-02-26");
        assert_eq!(first(Span::Quarter, "2024-12-31"), "2024-10-01");
        assert_eq!(first(Span::Month, "1969-02-28"), "1969-02-01");
        assert_eq!(first(Span::Year, "2024-02-29"), "2024-01-01");
    }
}
