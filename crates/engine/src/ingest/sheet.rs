//! Workbooks: xlsx, xls, ods, whatever their name says.

use super::{Place, TableFile};
use crate::{Blobs, Error};
use calamine::{Data, DataType as _, Ods, Range, Reader as _, Sheets, Xls, Xlsb, Xlsx};
use domain::data::Reading;
use std::{
    fs::File,
    io::{BufReader, BufWriter, Read as _},
    path::Path,
};

/// The most bytes that a workbook may hold once it is opened: all its cells are in memory at once.
const MOST_OPENED: u64 = 150_000_000;

pub(super) fn to_text(blobs: &Blobs, path: &Path, wanted: Option<&str>) -> Result<TableFile, Error> {
    bound(path)?;
    let broken = |_| Error::refused("broken", "classeur");
    let mut book = workbook(path)?;
    let format = match &book {
        Sheets::Xlsx(_) => "xlsx",
        Sheets::Xls(_) => "xls",
        Sheets::Ods(_) => "ods",
        Sheets::Xlsb(_) => "xlsb",
    };
    let names = book.sheet_names();
    let chosen = if let Some(name) = wanted {
        names.iter().find(|each| *each == name).cloned().ok_or_else(|| Error::refused("no_sheet", name))?
    } else {
        // A first sheet of notes has one column.
        let mut table = None;
        for name in &names {
            let range = book.worksheet_range(name).map_err(broken)?;
            if range.width() > 1 && range.height() > 1 {
                table = Some(name.clone());
                break;
            }
        }
        table.or_else(|| names.first().cloned()).ok_or_else(|| Error::refused("no_sheet", ""))?
    };
    let range = book.worksheet_range(&chosen).map_err(broken)?;
    let skip = heading(&range);
    let scratch = blobs.scratch()?;
    let mut out = csv::Writer::from_writer(BufWriter::new(scratch.as_file()));
    for row in range.rows().skip(skip).filter(|row| row.iter().any(|cell| !cell.is_empty())) {
        out.write_record(row.iter().map(text))?;
    }
    out.flush()?;
    drop(out);
    let other_sheets = names.into_iter().filter(|name| *name != chosen).collect();
    let reading = Reading {
        format: format.to_owned(),
        sheet: Some(chosen),
        other_sheets,
        skipped: u32::try_from(skip).unwrap_or(0),
        ..Reading::default()
    };
    Ok(TableFile { place: Place::Scratch(scratch), delimiter: b',', skip: 0, reading })
}

/// Opens a workbook by what it holds: names lie.
fn workbook(path: &Path) -> Result<Sheets<BufReader<File>>, Error> {
    let file = || Ok::<_, Error>(BufReader::new(File::open(path)?));
    if let Ok(book) = Xlsx::new(file()?) {
        return Ok(Sheets::Xlsx(book));
    }
    if let Ok(book) = Ods::new(file()?) {
        return Ok(Sheets::Ods(book));
    }
    if let Ok(book) = Xlsb::new(file()?) {
        return Ok(Sheets::Xlsb(book));
    }
    Xls::new(file()?).map(Sheets::Xls).map_err(|error| {
        let encrypted = error.to_string().to_lowercase().contains("password");
        Error::refused(if encrypted { "encrypted" } else { "broken" }, "classeur")
    })
}

/// Refuses a workbook that would not fit into memory, before it is opened: a small archive can hold an endless sheet.
fn bound(path: &Path) -> Result<(), Error> {
    let size = path.metadata()?.len();
    if size > MOST_OPENED {
        return Err(Error::refused("too_large", size));
    }
    let mut head = [0; 4];
    File::open(path)?.read_exact(&mut head)?;
    if head != *b"PK\x03\x04" {
        return Ok(());
    }
    let mut archive =
        zip::ZipArchive::new(BufReader::new(File::open(path)?)).map_err(|_| Error::refused("broken", "zip"))?;
    let mut opened = 0;
    for place in 0..archive.len() {
        let part = archive.by_index(place).map_err(|_| Error::refused("broken", "zip"))?;
        // What the archive says of itself may be false: the part is read to see.
        opened += std::io::copy(&mut part.take(MOST_OPENED + 1 - opened), &mut std::io::sink())
            .map_err(|_| Error::refused("broken", "zip"))?;
        if opened > MOST_OPENED {
            return Err(Error::refused("too_large", opened));
        }
    }
    Ok(())
}

/// How many rows stand above the heading: the first row that is half as wide as the table and full of text.
fn heading(range: &Range<Data>) -> usize {
    let full = |row: &[Data]| row.iter().filter(|cell| !cell.is_empty()).count();
    let widest = range.rows().take(200).map(full).max().unwrap_or(0);
    let is_heading =
        |row: &[Data]| full(row) * 3 >= widest * 2 && row.iter().all(|cell| cell.is_empty() || cell.is_string());
    range.rows().take(20).position(is_heading).unwrap_or(0)
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) => text.trim().to_owned(),
        Data::Bool(true) => "VRAI".to_owned(),
        Data::Bool(false) => "FAUX".to_owned(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::DateTime(moment) => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            if (hour, minute, second) == (0, 0, 0) {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
            }
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
    }
}
