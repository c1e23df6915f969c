//! How two versions differ: rows that only one of them has, counted with their repetitions.

use crate::Error;
use datafusion::{
    arrow::row::{RowConverter, SortField},
    parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder,
};
use domain::data::Difference;
use std::{cmp::Ordering, fs::File, hash::Hasher as _, path::Path};

/// A number for each row, the same for the same values, in ascending order: eight bytes a row. The number of the row does not
/// count: a row that moved is the same row.
pub(super) fn hashes(path: &Path) -> Result<Vec<u64>, Error> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?)?.with_batch_size(8192).build()?;
    let mut all = Vec::new();
    for batch in reader {
        let batch = batch?;
        let columns: Vec<_> = batch.columns().iter().skip(1).cloned().collect();
        let fields = columns.iter().map(|column| SortField::new(column.data_type().clone())).collect();
        let rows = RowConverter::new(fields)?.convert_columns(&columns)?;
        for row in &rows {
            let mut hash = std::hash::DefaultHasher::new();
            hash.write(row.as_ref());
            all.push(hash.finish());
        }
    }
    all.sort_unstable();
    Ok(all)
}

pub(super) fn between(old: Vec<u64>, new: Vec<u64>) -> Difference {
    let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
    let mut difference = Difference { added: 0, removed: 0 };
    loop {
        match (old.peek(), new.peek()) {
            (None, None) => return difference,
            (Some(_), None) => {
                difference.removed += 1;
                old.next();
            }
            (None, Some(_)) => {
                difference.added += 1;
                new.next();
            }
            (Some(a), Some(b)) => match a.cmp(b) {
                Ordering::Equal => {
                    old.next();
                    new.next();
                }
                Ordering::Less => {
                    difference.removed += 1;
                    old.next();
                }
                Ordering::Greater => {
                    difference.added += 1;
                    new.next();
                }
            },
        }
    }
}
