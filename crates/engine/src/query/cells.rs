//! From the engine's arrays to cells.

use crate::Error;
use datafusion::arrow::{
    array::{Array as _, ArrayRef, AsArray as _, RecordBatch},
    datatypes::{DataType, Date32Type, Float64Type, Int64Type, TimeUnit, TimestampSecondType},
};
use domain::data::{Cell, Kind};
use jiff::civil::{Date, DateTime};

const EPOCH: Date = Date::constant(1970, 1, 1);

/// The rows of batches.
pub(super) fn rows(batches: &[RecordBatch], kinds: &[Kind]) -> Result<Vec<Vec<Cell>>, Error> {
    let mut rows = Vec::with_capacity(batches.iter().map(RecordBatch::num_rows).sum());
    for batch in batches {
        let mut columns = batch
            .columns()
            .iter()
            .zip(kinds)
            .map(|(array, kind)| Ok(column(array, *kind)?.into_iter()))
            .collect::<Result<Vec<_>, Error>>()?;
        for _ in 0..batch.num_rows() {
            rows.push(columns.iter_mut().map(|column| column.next().unwrap_or(Cell::Empty)).collect());
        }
    }
    Ok(rows)
}

/// The batches that hold a page of rows.
pub(super) fn page(batches: &[RecordBatch], mut skip: usize, mut take: usize) -> Vec<RecordBatch> {
    let mut kept = Vec::new();
    for batch in batches {
        let rows = batch.num_rows();
        if skip >= rows {
            skip -= rows;
            continue;
        }
        let length = (rows - skip).min(take);
        kept.push(batch.slice(skip, length));
        (skip, take) = (0, take - length);
        if take == 0 {
            break;
        }
    }
    kept
}

fn column(array: &ArrayRef, kind: Kind) -> Result<Vec<Cell>, Error> {
    let storage = crate::ingest::storage_type(kind.storage());
    let wanted = match array.data_type() {
        // A sum may come in another type than its column.
        DataType::Utf8 | DataType::Int64 | DataType::Float64 | DataType::Boolean | DataType::Date32 => {
            array.data_type().clone()
        }
        DataType::Timestamp(TimeUnit::Second, None) => array.data_type().clone(),
        _ => storage,
    };
    let array =
        if *array.data_type() == wanted { array.clone() } else { datafusion::arrow::compute::cast(array, &wanted)? };
    Ok(match wanted {
        DataType::Boolean => array.as_boolean().iter().map(|value| value.map_or(Cell::Empty, Cell::Boolean)).collect(),
        DataType::Int64 => {
            array.as_primitive::<Int64Type>().iter().map(|value| value.map_or(Cell::Empty, Cell::Integer)).collect()
        }
        DataType::Float64 => array
            .as_primitive::<Float64Type>()
            .iter()
            .map(|value| value.filter(|number| number.is_finite()).map_or(Cell::Empty, Cell::Decimal))
            .collect(),
        DataType::Date32 => array
            .as_primitive::<Date32Type>()
            .iter()
            .map(|value| value.and_then(day).map_or(Cell::Empty, Cell::Date))
            .collect(),
        DataType::Timestamp(..) => array
            .as_primitive::<TimestampSecondType>()
            .iter()
            .map(|value| value.and_then(moment).map_or(Cell::Empty, Cell::Moment))
            .collect(),
        _ => array
            .as_string::<i32>()
            .iter()
            .map(|value| value.map_or(Cell::Empty, |text| Cell::Text(text.to_owned())))
            .collect(),
    })
}

fn day(days: i32) -> Option<Date> {
    EPOCH.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

fn moment(seconds: i64) -> Option<DateTime> {
    let day = day(i32::try_from(seconds.div_euclid(86_400)).ok()?)?;
    let rest = seconds.rem_euclid(86_400);
    let part = |value: i64| i8::try_from(value).ok();
    Some(day.at(part(rest / 3600)?, part(rest / 60 % 60)?, part(rest % 60)?, 0))
}
