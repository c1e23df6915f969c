//! Text files: which encoding, which mark between values, which line is the heading.

use super::{Place, TableFile};
use crate::{Blobs, Error};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use domain::data::Reading;
use encoding_rs::{Encoding, ISO_8859_15, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufReader, BufWriter, Read as _, Write as _},
    path::Path,
};

/// Rows that decide which mark stands between values.
const SAMPLE_ROWS: usize = 200;
/// Lines above the heading that may be a title.
const MOST_TITLE_LINES: usize = 20;

pub(super) fn table(blobs: &Blobs, path: &Path) -> Result<TableFile, Error> {
    let (encoding, marked) = encoding(path)?;
    let place = if encoding == UTF_8 && !marked {
        Place::Given(path.to_owned())
    } else {
        Place::Scratch(in_utf8(blobs, path, encoding)?)
    };
    let (delimiter, skip) = shape(place.path())?;
    let reading = Reading {
        format: "csv".to_owned(),
        encoding: encoding.name().to_owned(),
        delimiter: Some(char::from(delimiter)),
        skipped: u32::try_from(skip).unwrap_or(0),
        ..Reading::default()
    };
    Ok(TableFile { place, delimiter, skip, reading })
}

/// The encoding of a file, and whether a byte order mark says so. The whole file is read: one `é` may stand at its end.
fn encoding(path: &Path) -> Result<(&'static Encoding, bool), Error> {
    let mut file = BufReader::with_capacity(1 << 18, File::open(path)?);
    let mut block = vec![0; 1 << 18];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut carried: Vec<u8> = Vec::new();
    let (mut utf8, mut first, mut euro, mut c1) = (true, true, false, false);
    loop {
        let read = file.read(&mut block)?;
        let bytes = block.get(..read).unwrap_or_default();
        if first {
            if let Some((encoding, _)) = Encoding::for_bom(bytes) {
                return Ok((encoding, true));
            }
            if let Some(encoding) = wide(bytes) {
                return Ok((encoding, false));
            }
            if bytes.contains(&0) {
                return Err(Error::refused("unknown_format", ""));
            }
            first = false;
        }
        detector.feed(bytes, read == 0);
        euro |= bytes.contains(&0xa4);
        c1 |= bytes.iter().any(|byte| (0x80..0xa0).contains(byte));
        if utf8 {
            carried.extend_from_slice(bytes);
            match std::str::from_utf8(&carried) {
                Ok(_) => carried.clear(),
                // A character may stand across two blocks.
                Err(error) if error.error_len().is_none() && read > 0 => {
                    carried.drain(..error.valid_up_to());
                }
                Err(_) => utf8 = false,
            }
        }
        if read == 0 {
            break;
        }
    }
    if utf8 {
        return Ok((UTF_8, false));
    }
    let guessed = detector.guess(Some(b"fr"), Utf8Detection::Deny);
    // Both write French alike, but for the euro: it stands where windows-1252 has the currency sign, which nobody writes.
    if guessed == WINDOWS_1252 && euro && !c1 {
        return Ok((ISO_8859_15, false));
    }
    Ok((guessed, false))
}

/// UTF-16 without a mark: every second byte of Latin text is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |start: usize| bytes.iter().skip(start).step_by(2).take(256).filter(|byte| **byte == 0).count();
    let pairs = (bytes.len() / 2).min(256);
    if pairs < 4 {
        return None;
    }
    // Typographic quotes and ligatures have no zero.
    if zeros(1) * 10 > pairs * 7 && zeros(0) == 0 {
        return Some(UTF_16LE);
    }
    (zeros(0) * 10 > pairs * 7 && zeros(1) == 0).then_some(UTF_16BE)
}

fn in_utf8(blobs: &Blobs, path: &Path, encoding: &'static Encoding) -> Result<tempfile::NamedTempFile, Error> {
    let mut file = BufReader::with_capacity(1 << 16, File::open(path)?);
    let scratch = blobs.scratch()?;
    let mut out = BufWriter::with_capacity(1 << 18, scratch.as_file());
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut block = vec![0; 1 << 16];
    let mut text = String::with_capacity(1 << 18);
    loop {
        let read = file.read(&mut block)?;
        let mut rest = block.get(..read).unwrap_or_default();
        loop {
            let (result, used, _) = decoder.decode_to_string(rest, &mut text, read == 0);
            rest = rest.get(used..).unwrap_or_default();
            out.write_all(text.as_bytes())?;
            text.clear();
            if result == encoding_rs::CoderResult::InputEmpty {
                break;
            }
        }
        if read == 0 {
            break;
        }
    }
    out.flush()?;
    drop(out);
    Ok(scratch)
}

/// Which mark stands between values, and how many lines above the heading are no part of the table: the mark by which most
/// rows have the same number of values, more than one; where none does, the file has one column.
fn shape(path: &Path) -> Result<(u8, usize), Error> {
    let mut best = (0.0, b',', 0);
    for delimiter in *b";,\t|" {
        let file = BufReader::new(File::open(path)?);
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(file);
        let mut widths = Vec::new();
        let mut record = csv::StringRecord::new();
        while widths.len() < SAMPLE_ROWS {
            match reader.read_record(&mut record) {
                Ok(true) => widths.push((record.len(), record.iter().filter(|value| !value.trim().is_empty()).count())),
                Err(_) if widths.is_empty() => return Err(Error::refused("broken", 1)),
                Ok(false) | Err(_) => break,
            }
        }
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        for (width, _) in &widths {
            *counts.entry(*width).or_default() += 1;
        }
        // As many rows of either width: the longer ones have a mark too many.
        let likely = |(width, rows): &(usize, usize)| (*rows, *width > 1, std::cmp::Reverse(*width));
        let Some((width, rows)) = counts.into_iter().max_by_key(likely).filter(|(width, _)| *width > 1) else {
            continue;
        };
        #[expect(clippy::cast_precision_loss, clippy::as_conversions, reason = "two hundred rows at most")]
        let score = rows as f64 / widths.len().max(1) as f64 + (width.min(100) as f64) / 1000.0;
        if score > best.0 {
            // The heading is the first row that is as wide as the table and half full.
            let heading = widths.iter().position(|(wide, full)| *wide >= width && full * 2 >= width).unwrap_or(0);
            best = (score, delimiter, if heading <= MOST_TITLE_LINES { heading } else { 0 });
        }
    }
    Ok((best.1, best.2))
}
