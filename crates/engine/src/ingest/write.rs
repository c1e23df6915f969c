//! Values into Parquet. Column `c3` holds the typed values of the fourth column, `t3` what was written where the typed value
//! does not say the same; `n` is the number of the row in the file.

use super::{Codes, Notes, guess::commune};
use crate::Error;
use datafusion::{
    arrow::{
        array::{
            ArrayRef, BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, RecordBatch, StringBuilder,
            TimestampSecondBuilder,
        },
        datatypes::{DataType, Field, Schema, SchemaRef, TimeUnit},
    },
    parquet::{
        arrow::ArrowWriter,
        basic::{Compression, ZstdLevel},
        file::properties::WriterProperties,
    },
};
use domain::data::{Column, Kind, Storage, french};
use jiff::civil::Date;
use std::{fs::File, io::BufReader, sync::Arc};

/// Rows written at once.
const BATCH: usize = 16_384;
/// Rows of a group: what a question reads or leaves out at once.
const GROUP: usize = 131_072;

/// The days since 1970.
pub(crate) fn days(day: Date) -> i32 {
    let epoch = Date::constant(1970, 1, 1);
    (day - epoch).get_days()
}

enum Builder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Decimal(Float64Builder),
    Boolean(BooleanBuilder),
    Date(Date32Builder),
    Moment(TimestampSecondBuilder),
}

/// One column being written.
struct Writing {
    kind: Kind,
    title: String,
    typed: Builder,
    /// Texts are what was written, but for codes, which are mended.
    written: Option<StringBuilder>,
    empty: i64,
}

pub(crate) fn storage_type(storage: Storage) -> DataType {
    match storage {
        Storage::Text => DataType::Utf8,
        Storage::Integer => DataType::Int64,
        Storage::Decimal => DataType::Float64,
        Storage::Boolean => DataType::Boolean,
        Storage::Date => DataType::Date32,
        Storage::Moment => DataType::Timestamp(TimeUnit::Second, None),
    }
}

impl Writing {
    fn new(column: &Column) -> Self {
        let typed = match column.kind.storage() {
            Storage::Text => Builder::Text(StringBuilder::new()),
            Storage::Integer => Builder::Integer(Int64Builder::new()),
            Storage::Decimal => Builder::Decimal(Float64Builder::new()),
            Storage::Boolean => Builder::Boolean(BooleanBuilder::new()),
            Storage::Date => Builder::Date(Date32Builder::new()),
            Storage::Moment => Builder::Moment(TimestampSecondBuilder::new()),
        };
        let written = (column.kind != Kind::Text).then(StringBuilder::new);
        Self { kind: column.kind, title: column.title.clone(), typed, written, empty: 0 }
    }

    /// Writes one value; what cannot be read as the column's kind is kept as it is written, and noted.
    fn put(&mut self, text: &str, row: i64, codes: &Codes, notes: &mut Notes) {
        if french::is_missing(text) {
            self.empty += 1;
            self.put_nothing();
            // `NA` is no value, and yet it was written.
            if let Some(written) = &mut self.written {
                written.append_option((!text.is_empty()).then_some(text));
            }
            return;
        }
        let trimmed = text.trim();
        let mut same = trimmed.len() == text.len();
        let understood = match &mut self.typed {
            Builder::Text(builder) if self.kind == Kind::Commune => {
                let today = commune(trimmed, codes);
                if today.is_some_and(|today| today != trimmed) {
                    same = false;
                    let code = if trimmed.len() == 4 { "zero_restored" } else { "former_commune" };
                    notes.note(code, &self.title, row, trimmed);
                }
                builder.append_option(today);
                today.is_some()
            }
            Builder::Text(builder) => {
                // A text keeps its spaces: they were written.
                builder.append_value(if self.kind == Kind::Text { text } else { trimmed });
                true
            }
            Builder::Integer(builder) => {
                let value = french::integer(trimmed);
                same &= value.is_some_and(|value| value.to_string() == trimmed);
                builder.append_option(value);
                value.is_some()
            }
            Builder::Decimal(builder) => {
                let value = french::decimal(trimmed);
                same &= value.is_some_and(|value| value.to_string() == trimmed);
                builder.append_option(value);
                value.is_some()
            }
            Builder::Boolean(builder) => {
                let value = french::boolean(trimmed);
                same &= value.is_some_and(|value| value.to_string() == trimmed);
                builder.append_option(value);
                value.is_some()
            }
            Builder::Date(builder) => {
                let value = french::date(trimmed);
                same &= value.is_some_and(|value| value.to_string() == trimmed);
                builder.append_option(value.map(days));
                value.is_some()
            }
            Builder::Moment(builder) => {
                let value = french::moment(trimmed).or_else(|| Some(french::date(trimmed)?.at(0, 0, 0, 0)));
                same &= value.is_some_and(|value| value.to_string() == trimmed);
                builder.append_option(value.map(|value| i64::from(days(value.date())) * 86_400 + seconds(value)));
                value.is_some()
            }
        };
        if !understood {
            notes.note("unread", &self.title, row, trimmed);
            self.empty += 1;
        }
        if let Some(written) = &mut self.written {
            written.append_option((!same || !understood).then_some(text));
        }
    }

    fn put_nothing(&mut self) {
        match &mut self.typed {
            Builder::Text(builder) => builder.append_null(),
            Builder::Integer(builder) => builder.append_null(),
            Builder::Decimal(builder) => builder.append_null(),
            Builder::Boolean(builder) => builder.append_null(),
            Builder::Date(builder) => builder.append_null(),
            Builder::Moment(builder) => builder.append_null(),
        }
    }

    fn finish(&mut self, into: &mut Vec<ArrayRef>) {
        into.push(match &mut self.typed {
            Builder::Text(builder) => Arc::new(builder.finish()),
            Builder::Integer(builder) => Arc::new(builder.finish()),
            Builder::Decimal(builder) => Arc::new(builder.finish()),
            Builder::Boolean(builder) => Arc::new(builder.finish()),
            Builder::Date(builder) => Arc::new(builder.finish()),
            Builder::Moment(builder) => Arc::new(builder.finish()),
        });
        if let Some(written) = &mut self.written {
            into.push(Arc::new(written.finish()));
        }
    }
}

fn seconds(moment: jiff::civil::DateTime) -> i64 {
    i64::from(moment.hour()) * 3600 + i64::from(moment.minute()) * 60 + i64::from(moment.second())
}

fn schema(columns: &[Column]) -> SchemaRef {
    let mut fields = vec![Field::new("n", DataType::Int64, false)];
    for (place, column) in columns.iter().enumerate() {
        fields.push(Field::new(format!("c{place}"), storage_type(column.kind.storage()), true));
        if column.kind != Kind::Text {
            fields.push(Field::new(format!("t{place}"), DataType::Utf8, true));
        }
    }
    Arc::new(Schema::new(fields))
}

/// Writes the rows that follow the heading.
pub(super) fn parquet(
    reader: &mut csv::Reader<BufReader<File>>,
    columns: &mut [Column],
    codes: &Codes,
    file: &File,
    first_row: i64,
    notes: &mut Notes,
    mut progress: impl FnMut(i64),
) -> Result<(), Error> {
    let schema = schema(columns);
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_max_row_group_row_count(Some(GROUP))
        .build();
    let mut writer = ArrowWriter::try_new(file.try_clone()?, Arc::clone(&schema), Some(properties))?;
    let mut builders: Vec<Writing> = columns.iter().map(Writing::new).collect();
    let mut numbers = Int64Builder::new();
    let mut record = csv::StringRecord::new();
    let mut rows: i64 = 0;
    let mut waiting = 0;
    loop {
        let more = reader.read_record(&mut record)?;
        if more {
            rows += 1;
            waiting += 1;
            numbers.append_value(rows);
            for (column, text) in builders.iter_mut().zip(record.iter().chain(std::iter::repeat(""))) {
                column.put(text, first_row + rows - 1, codes, notes);
            }
        }
        if waiting == BATCH || (!more && waiting > 0) {
            let mut arrays: Vec<ArrayRef> = vec![Arc::new(numbers.finish())];
            for column in &mut builders {
                column.finish(&mut arrays);
            }
            writer.write(&RecordBatch::try_new(Arc::clone(&schema), arrays)?)?;
            waiting = 0;
            progress(rows);
        }
        if !more {
            break;
        }
    }
    writer.close()?;
    for (column, written) in columns.iter_mut().zip(&builders) {
        column.empty = written.empty;
    }
    Ok(())
}
