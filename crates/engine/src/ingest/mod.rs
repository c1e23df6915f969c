//! A file of a producer becomes a table: whatever its format, it is first one UTF-8 file of values apart by a mark, and then one
//! reader, one guess of types over every row, and one writer serve them all. Memory stays bounded: rows are streamed, and
//! what must be turned into text first stands in a temporary file.

mod columnar;
mod guess;
mod json;
mod protect;
mod sheet;
mod text;
mod write;

pub(crate) use write::{days, storage_type};

use crate::{
    Blobs, Error,
    schema::{Validator, schemas},
};
use domain::data::{
    Column, Defect, Kind, Reading, column_name,
    people::{Protection, Rare, Trace, Traces, in_headings, in_value},
    schema::Breach,
};
use guess::Guess;
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{BufReader, Read as _},
    path::{Path, PathBuf},
};

/// The most columns of a file.
pub const MOST_COLUMNS: usize = 1_000;
/// The most rows of which the numbers are told for one cause.
pub(crate) const ROWS_TOLD: usize = 20;

/// The official codes that columns are held against.
#[derive(Debug, Clone, Default)]
pub struct Codes {
    /// Codes of communes, of today and former ones, each with today's.
    pub communes: BTreeMap<String, String>,
    /// SIREN of the EPCI.
    pub epci: BTreeSet<String>,
    /// Codes of the départements.
    pub departements: BTreeSet<String>,
    /// Codes of the régions.
    pub regions: BTreeSet<String>,
}

/// What the producer decided, where guessing is not wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// Name of the sheet; the first with a table otherwise.
    pub sheet: Option<String>,
    /// The kinds of columns, by their headings.
    pub kinds: BTreeMap<String, Kind>,
    /// What columns mean, by their headings.
    pub descriptions: BTreeMap<String, String>,
    /// What is done so that nobody is recognised.
    #[serde(flatten)]
    pub protection: Protection,
    /// The word of the declared schema that the file is held against, of [`crate::schemas`].
    #[serde(default)]
    pub schema: Option<String>,
}

/// A file that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Hash of the file as it came.
    pub original: String,
    /// Hash of its Parquet file.
    pub parquet: String,
    /// Size of the file as it came, in bytes.
    pub bytes: i64,
    /// Its rows.
    pub rows: i64,
    /// Its columns.
    pub columns: Vec<Column>,
    /// What was found.
    pub defects: Vec<Defect>,
    /// Traces of people.
    pub people: Vec<Traces>,
    /// Rows that too few share, where columns were chosen that are looked at together.
    pub rare: Option<Rare>,
    /// How it was read.
    pub reading: Reading,
    /// Where it does not keep to the schema that was chosen.
    pub breaches: Vec<Breach>,
}

/// Where a table as text stands.
enum Place {
    /// The producer's own file.
    Given(PathBuf),
    /// A temporary file, gone once it was read.
    Scratch(tempfile::NamedTempFile),
}

impl Place {
    fn path(&self) -> &Path {
        match self {
            Self::Given(path) => path,
            Self::Scratch(file) => file.path(),
        }
    }
}

/// A table as text: UTF-8, values apart by a mark, the heading first.
struct TableFile {
    place: Place,
    delimiter: u8,
    skip: usize,
    reading: Reading,
}

impl TableFile {
    fn rows(&self) -> Result<csv::Reader<BufReader<File>>, Error> {
        let file = BufReader::with_capacity(1 << 18, File::open(self.place.path())?);
        let mut reader =
            csv::ReaderBuilder::new().delimiter(self.delimiter).has_headers(false).flexible(true).from_reader(file);
        let mut record = csv::StringRecord::new();
        for _ in 0..self.skip {
            reader.read_record(&mut record)?;
        }
        Ok(reader)
    }
}

/// Takes a file in: all of it or nothing. `progress` is told how many rows were read, over both passes.
///
/// # Errors
/// What is wrong with the file, as a code with row or sheet; or the disk.
pub fn take(
    blobs: &Blobs,
    path: &Path,
    choices: &Choices,
    codes: &Codes,
    mut progress: impl FnMut(i64),
) -> Result<Taken, Error> {
    let (table, rare) = protect::protect(blobs, open(blobs, path, choices)?, &choices.protection, codes)?;
    // What was taken out must not be in the file that everybody can download.
    let as_it_came = choices.protection.dropped.is_empty()
        && choices.protection.coarse.is_empty()
        && !rare.as_ref().is_some_and(|rare| rare.removed);
    let kept = if as_it_came { path } else { table.place.path() };
    let original = blobs.keep_copy(kept)?;
    let bytes = i64::try_from(kept.metadata()?.len()).unwrap_or(i64::MAX);
    let mut reader = table.rows()?;
    let mut record = csv::StringRecord::new();
    if !reader.read_record(&mut record)? {
        return Err(Error::refused("no_rows", ""));
    }
    let headings: Vec<String> = record.iter().map(heading).collect();
    if headings.len() > MOST_COLUMNS {
        return Err(Error::refused("too_many_columns", headings.len()));
    }
    let mut people = People::new(&headings, &choices.protection.coarse);
    let mut guesses: Vec<Guess> = headings.iter().map(|heading| Guess::new(heading, codes)).collect();
    let schema = choices.schema.as_deref().and_then(|word| schemas().get(word));
    let mut validator = schema.map(|schema| Validator::new(schema, &headings));
    let mut notes = Notes::default();
    let mut rows: i64 = 0;
    while reader.read_record(&mut record)? {
        rows += 1;
        let number = rows + 1 + i64::try_from(table.skip).unwrap_or(0);
        if record.len() < guesses.len() {
            notes.note("short_row", "", number, &record.len().to_string());
        } else if record.iter().skip(guesses.len()).any(|value| !value.trim().is_empty()) {
            return Err(Error::refused("long_row", number));
        }
        for (place, (guess, value)) in guesses.iter_mut().zip(record.iter().chain(std::iter::repeat(""))).enumerate() {
            guess.see(value);
            people.see(place, value, number);
        }
        if let Some(validator) = &mut validator {
            validator.see(&record, number);
        }
        if rows % 10_000 == 0 {
            progress(rows);
        }
    }
    if rows == 0 {
        return Err(Error::refused("no_rows", ""));
    }
    let mut columns: Vec<Column> = Vec::with_capacity(headings.len());
    for (guess, heading) in guesses.iter().zip(&headings) {
        let kind = choices.kinds.get(heading).copied().unwrap_or_else(|| guess.kind());
        let mut column = Column::new(&column_name(heading, &columns), heading, kind);
        column.unit = if kind.is_quantity() { guess.unit().to_owned() } else { String::new() };
        column.description = choices.descriptions.get(heading).cloned().unwrap_or_default();
        columns.push(column);
    }
    if table.skip > 0 {
        notes.note("title_lines", "", 1, &table.skip.to_string());
    }
    let scratch = blobs.scratch()?;
    let mut reader = table.rows()?;
    reader.read_record(&mut record)?;
    let first = i64::try_from(table.skip).unwrap_or(0) + 2;
    write::parquet(&mut reader, &mut columns, codes, scratch.as_file(), first, &mut notes, |done| {
        progress(rows + done);
    })?;
    let parquet = blobs.keep(scratch)?;
    let breaches = validator.map(Validator::breaches).unwrap_or_default();
    Ok(Taken {
        original,
        parquet,
        bytes,
        rows,
        columns,
        defects: notes.defects(),
        people: people.found(&headings),
        rare,
        reading: table.reading,
        breaches,
    })
}

/// A heading without line breaks and spaces that nobody sees.
fn heading(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Traces of people, counted while every value is read.
struct People {
    headings: Vec<Option<Trace>>,
    found: BTreeMap<(usize, Trace), (i64, Vec<i64>)>,
}

impl People {
    /// A heading promises nothing of a column whose values were made less precise.
    fn new(headings: &[String], coarse: &BTreeSet<String>) -> Self {
        let promised = in_headings(headings).into_iter().zip(headings);
        let headings = promised.map(|(trace, heading)| trace.filter(|_| !coarse.contains(heading))).collect();
        Self { headings, found: BTreeMap::new() }
    }

    fn see(&mut self, place: usize, value: &str, row: i64) {
        let promised = self.headings.get(place).copied().flatten().filter(|_| !value.trim().is_empty());
        let Some(trace) = promised.or_else(|| in_value(value)) else { return };
        let (count, rows) = self.found.entry((place, trace)).or_default();
        *count += 1;
        if rows.len() < ROWS_TOLD {
            rows.push(row);
        }
    }

    fn found(self, headings: &[String]) -> Vec<Traces> {
        let heading = |place: usize| headings.get(place).cloned().unwrap_or_default();
        self.found
            .into_iter()
            .map(|((place, trace), (count, rows))| Traces { trace, column: heading(place), count, rows })
            .collect()
    }
}

/// Turns a file into a table of text, by what it holds and not by its name.
fn open(blobs: &Blobs, path: &Path, choices: &Choices) -> Result<TableFile, Error> {
    let mut head = Vec::new();
    File::open(path)?.take(1 << 12).read_to_end(&mut head)?;
    if head.is_empty() {
        return Err(Error::refused("no_rows", ""));
    }
    if head.starts_with(&[0x1f, 0x8b]) {
        let mut scratch = blobs.scratch()?;
        let opened = flate2::read::MultiGzDecoder::new(BufReader::new(File::open(path)?));
        // A small file can hold an endless one.
        let most = path.metadata()?.len().saturating_mul(200).max(1 << 26);
        let written =
            std::io::copy(&mut opened.take(most), &mut scratch).map_err(|_| Error::refused("broken", "gzip"))?;
        if written == most {
            return Err(Error::refused("too_large", written));
        }
        let mut table = open(blobs, scratch.path(), choices)?;
        if matches!(table.place, Place::Given(_)) {
            table.place = Place::Scratch(scratch);
        }
        return Ok(table);
    }
    if head.starts_with(b"PAR1") {
        return columnar::to_text(blobs, path);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return sheet::to_text(blobs, path, choices.sheet.as_deref());
    }
    let begins = head.iter().copied().find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xef | 0xbb | 0xbf));
    if matches!(begins, Some(b'{' | b'['))
        && let Some(table) = json::to_text(blobs, path)?
    {
        return Ok(table);
    }
    text::table(blobs, path)
}

/// What is found while reading, grouped by cause and column.
#[derive(Debug, Default)]
pub(crate) struct Notes(BTreeMap<(&'static str, String), (i64, Vec<i64>, String)>);

impl Notes {
    pub(crate) fn note(&mut self, code: &'static str, column: &str, row: i64, sample: &str) {
        let (count, rows, first) = self.0.entry((code, column.to_owned())).or_default();
        *count += 1;
        if rows.len() < ROWS_TOLD {
            rows.push(row);
        }
        if first.is_empty() {
            *first = sample.chars().take(80).collect();
        }
    }

    fn defects(self) -> Vec<Defect> {
        let mut all: Vec<Defect> = self
            .0
            .into_iter()
            .map(|((code, column), (count, rows, sample))| Defect {
                code: code.to_owned(),
                column,
                count,
                rows,
                sample,
            })
            .collect();
        all.sort_by_key(|defect| std::cmp::Reverse(defect.count));
        all
    }
}
