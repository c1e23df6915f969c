//! Parquet files of others: read as text, so that the same rules judge them.

use super::{Place, TableFile};
use crate::{Blobs, Error};
use datafusion::{
    arrow::util::display::{ArrayFormatter, FormatOptions},
    parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder,
};
use domain::data::Reading;
use std::{fs::File, io::BufWriter, path::Path};

pub(super) fn to_text(blobs: &Blobs, path: &Path) -> Result<TableFile, Error> {
    let broken = |_| Error::refused("broken", "parquet");
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(path)?).map_err(broken)?;
    let headings: Vec<String> = builder.schema().fields().iter().map(|field| field.name().clone()).collect();
    let scratch = blobs.scratch()?;
    let mut out = csv::Writer::from_writer(BufWriter::new(scratch.as_file()));
    out.write_record(&headings)?;
    for batch in builder.with_batch_size(4096).build().map_err(broken)? {
        let batch = batch?;
        let options = FormatOptions::default();
        let columns = batch
            .columns()
            .iter()
            .map(|column| ArrayFormatter::try_new(column, &options))
            .collect::<Result<Vec<_>, _>>()?;
        for row in 0..batch.num_rows() {
            out.write_record(columns.iter().map(|column| column.value(row).to_string()))?;
        }
    }
    out.flush()?;
    drop(out);
    let reading = Reading { format: "parquet".to_owned(), ..Reading::default() };
    Ok(TableFile { place: Place::Scratch(scratch), delimiter: b',', skip: 0, reading })
}
