//! What a producer does so that nobody is recognised: columns are left out, values are made less precise, rows that fewer than five
//! share are found, and taken out where that was chosen. The file that is kept is the one that comes out of here.

use super::{Codes, Guess, Place, ROWS_TOLD, TableFile, heading};
use crate::{Blobs, Error};
use domain::data::{
    Kind, french,
    people::{LEAST_ALIKE, Protection, Rare},
};
use jiff::civil::DateTime;
use std::{
    collections::{BTreeSet, HashMap},
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io::BufWriter,
};

/// The most combinations that are counted: about a hundred megabytes of memory.
const MOST_COMBINATIONS: usize = 4_000_000;

/// The table as it may be published, and the rows in it that point at few people.
pub(super) fn protect(
    blobs: &Blobs,
    mut table: TableFile,
    choices: &Protection,
    codes: &Codes,
) -> Result<(TableFile, Option<Rare>), Error> {
    if !choices.dropped.is_empty() || !choices.coarse.is_empty() {
        table = rewritten(blobs, &table, choices, codes)?;
    }
    if choices.crossed.is_empty() {
        return Ok((table, None));
    }
    let Some(combinations) = Combinations::count(&table, &choices.crossed)? else { return Ok((table, None)) };
    let rare = combinations.rare(&table)?;
    if choices.suppress && rare.count > 0 {
        table = combinations.without_rare(blobs, &table)?;
        return Ok((table, Some(Rare { removed: true, ..rare })));
    }
    Ok((table, Some(rare)))
}

/// How a value is made less precise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coarser {
    /// A day becomes its year.
    Year,
    /// A commune or postcode becomes its département.
    Departement,
    /// A number becomes the range of its first digit: 37 is in 30-39, 1 250 in 1000-1999.
    Range,
}

impl Coarser {
    const fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Date | Kind::Moment => Some(Self::Year),
            Kind::Commune | Kind::Postcode => Some(Self::Departement),
            Kind::Integer | Kind::Decimal => Some(Self::Range),
            _ => None,
        }
    }

    /// Nothing for a value that cannot be made less precise: it must not come out as it is.
    fn say(self, value: &str) -> String {
        let said = match self {
            Self::Year => french::date(value)
                .or_else(|| french::moment(value).map(DateTime::date))
                .map(|date| date.year().to_string()),
            Self::Departement => departement(value.trim()),
            Self::Range => french::decimal(value).and_then(range),
        };
        said.unwrap_or_default()
    }
}

fn departement(code: &str) -> Option<String> {
    let code = if code.len() == 4 { format!("0{code}") } else { code.to_owned() };
    let head = if code.starts_with("97") || code.starts_with("98") { 3 } else { 2 };
    (code.len() == 5).then(|| code.get(..head).map(str::to_owned)).flatten()
}

fn range(number: f64) -> Option<String> {
    // Beyond, the digits of a floating-point number are not those that were written.
    const MOST: f64 = 1e15;
    if number.abs() >= MOST {
        return None;
    }
    let digits = format!("{:.0}", number.abs().trunc());
    let (first, rest) = if digits.len() > 1 { digits.split_at(1) } else { ("", "0") };
    let (low, high) = (format!("{first}{}", "0".repeat(rest.len())), format!("{first}{}", "9".repeat(rest.len())));
    Some(format!("{}{low}-{high}", if number < 0.0 { "moins " } else { "" }))
}

/// The table without the columns that are left out, the others as precise as was chosen.
fn rewritten(blobs: &Blobs, table: &TableFile, choices: &Protection, codes: &Codes) -> Result<TableFile, Error> {
    let mut reader = table.rows()?;
    let mut record = csv::StringRecord::new();
    if !reader.read_record(&mut record)? {
        return Err(Error::refused("no_rows", ""));
    }
    let headings: Vec<String> = record.iter().map(heading).collect();
    // What a column holds is guessed from the values as they came.
    let mut guesses: HashMap<usize, Guess> = HashMap::new();
    for (place, name) in headings.iter().enumerate() {
        if choices.coarse.contains(name) {
            guesses.insert(place, Guess::new(name, codes));
        }
    }
    if !guesses.is_empty() {
        while reader.read_record(&mut record)? {
            for (place, guess) in &mut guesses {
                guess.see(record.get(*place).unwrap_or_default());
            }
        }
    }
    let plan: Vec<(usize, Option<Coarser>)> = headings
        .iter()
        .enumerate()
        .filter(|(_, name)| !choices.dropped.contains(*name))
        .map(|(place, _)| (place, guesses.get(&place).and_then(|guess| Coarser::of(guess.kind()))))
        .collect();
    if plan.is_empty() {
        return Err(Error::refused("no_columns", ""));
    }
    copied(blobs, table, |record, number| {
        let value = |place: usize| record.get(place).unwrap_or_default();
        let line = plan.iter().map(|(place, coarser)| match coarser {
            // A column that holds nothing that can be made less precise keeps its values.
            Some(coarser) if number > 0 => coarser.say(value(*place)),
            _ => value(*place).to_owned(),
        });
        Some(line.collect())
    })
}

/// A table of the lines that `line` makes of each record; the heading is number 0, a line that is nothing is left out.
fn copied(
    blobs: &Blobs,
    table: &TableFile,
    line: impl Fn(&csv::StringRecord, i64) -> Option<Vec<String>>,
) -> Result<TableFile, Error> {
    let scratch = blobs.scratch()?;
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(BufWriter::new(scratch.as_file()));
    let mut reader = table.rows()?;
    let mut record = csv::StringRecord::new();
    let mut number = 0;
    while reader.read_record(&mut record)? {
        if let Some(line) = line(&record, number) {
            out.write_record(&line)?;
        }
        number += 1;
    }
    out.flush()?;
    drop(out);
    Ok(TableFile { place: Place::Scratch(scratch), delimiter: b',', skip: 0, reading: table.reading.clone() })
}

/// How many rows have the same values in some columns.
struct Combinations {
    places: Vec<usize>,
    headings: Vec<String>,
    /// By the hash of the values: two combinations of one hash would need billions of them.
    counts: HashMap<u64, i64>,
}

impl Combinations {
    /// Nothing when the table has none of the columns any more.
    fn count(table: &TableFile, crossed: &BTreeSet<String>) -> Result<Option<Self>, Error> {
        let mut reader = table.rows()?;
        let mut record = csv::StringRecord::new();
        if !reader.read_record(&mut record)? {
            return Ok(None);
        }
        let (places, headings): (Vec<usize>, Vec<String>) =
            record.iter().map(heading).enumerate().filter(|(_, name)| crossed.contains(name)).unzip();
        if places.is_empty() {
            return Ok(None);
        }
        let mut found = Self { places, headings, counts: HashMap::new() };
        while reader.read_record(&mut record)? {
            *found.counts.entry(found.key(&record)).or_default() += 1;
            if found.counts.len() > MOST_COMBINATIONS {
                return Err(Error::refused("too_many_combinations", MOST_COMBINATIONS));
            }
        }
        Ok(Some(found))
    }

    fn key(&self, record: &csv::StringRecord) -> u64 {
        let mut hasher = DefaultHasher::new();
        for place in &self.places {
            record.get(*place).unwrap_or_default().trim().to_lowercase().hash(&mut hasher);
        }
        hasher.finish()
    }

    fn is_rare(&self, record: &csv::StringRecord) -> bool {
        self.counts.get(&self.key(record)).is_some_and(|count| *count < LEAST_ALIKE)
    }

    fn rare(&self, table: &TableFile) -> Result<Rare, Error> {
        let skip = i64::try_from(table.skip).unwrap_or(0);
        let (mut count, mut rows) = (0, Vec::new());
        let mut reader = table.rows()?;
        let mut record = csv::StringRecord::new();
        let mut number = skip;
        while reader.read_record(&mut record)? {
            number += 1;
            if number > skip + 1 && self.is_rare(&record) {
                count += 1;
                if rows.len() < ROWS_TOLD {
                    rows.push(number);
                }
            }
        }
        Ok(Rare { columns: self.headings.clone(), count, rows, removed: false })
    }

    fn without_rare(&self, blobs: &Blobs, table: &TableFile) -> Result<TableFile, Error> {
        copied(blobs, table, |record, number| {
            (number == 0 || !self.is_rare(record)).then(|| record.iter().map(str::to_owned).collect())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_becomes_less_precise_or_nothing() {
        for (coarser, value, said) in [
            (Coarser::Year, "12/03/2019", "2019"),
            (Coarser::Year, "2019-03-12 14:30", "2019"),
            (Coarser::Year, "hier", ""),
            (Coarser::Departement, "33281", "33"),
            (Coarser::Departement, "1004", "01"),
            (Coarser::Departement, "2A004", "2A"),
            (Coarser::Departement, "97411", "974"),
            (Coarser::Departement, "Mérignac", ""),
            (Coarser::Range, "7", "0-9"),
            (Coarser::Range, "37", "30-39"),
            (Coarser::Range, "37,9", "30-39"),
            (Coarser::Range, "1 250", "1000-1999"),
            (Coarser::Range, "-12", "moins 10-19"),
            (Coarser::Range, "1e400", ""),
            (Coarser::Range, "", ""),
        ] {
            assert_eq!(coarser.say(value), said, "{coarser:?} of {value:?}");
        }
    }
}
