use super::{
    super::{Cell, Column, Kind, NotAWord, Table},
    MOST_BARS, sheet,
};
use std::{cmp::Ordering, collections::BTreeSet, fmt, str::FromStr};

/// A kind of chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChartKind {
    /// Bars, lying for names, standing for years and months.
    Bar,
    /// Lines over time.
    Line,
    /// Areas over time, from zero.
    Area,
    /// Bars that add up.
    Stacked,
    /// A cloud: one number against another.
    Scatter,
    /// How often which values occur.
    Histogram,
    /// Parts of a whole.
    Donut,
    /// One number between its bounds.
    Gauge,
    /// One number in large type.
    Number,
}

impl ChartKind {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::Bar,
        Self::Line,
        Self::Area,
        Self::Stacked,
        Self::Scatter,
        Self::Histogram,
        Self::Donut,
        Self::Gauge,
        Self::Number,
    ];

    /// The word in addresses and in the translations.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Bar => "barres",
            Self::Line => "ligne",
            Self::Area => "aire",
            Self::Stacked => "empile",
            Self::Scatter => "nuage",
            Self::Histogram => "histogramme",
            Self::Donut => "anneau",
            Self::Gauge => "jauge",
            Self::Number => "chiffre",
        }
    }
}

impl fmt::Display for ChartKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for ChartKind {
    type Err = NotAWord;
    fn from_str(text: &str) -> Result<Self, NotAWord> {
        Self::ALL.into_iter().find(|kind| kind.word() == text).ok_or(NotAWord)
    }
}

/// What a column is to a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Days, hours or years.
    Time,
    /// Names, codes, yes and no.
    Name,
    /// A number that means an amount.
    Quantity,
    /// Nothing that can be drawn.
    Nothing,
}

/// What a column is to a chart. A column of whole numbers called `annee` holds years, as many French files write them.
pub(super) fn part(column: &Column) -> Part {
    match column.kind {
        kind if kind.is_time() => Part::Time,
        _ if holds_years(column) => Part::Time,
        kind if kind.is_quantity() => Part::Quantity,
        Kind::Latitude | Kind::Longitude | Kind::Point | Kind::Geometry => Part::Nothing,
        _ => Part::Name,
    }
}

/// Whether a column holds years as numbers, which are written without spaces.
pub fn holds_years(column: &Column) -> bool {
    column.kind == Kind::Integer && is_year(&column.name)
}

/// Whether the name of a column says that it holds years.
fn is_year(name: &str) -> bool {
    let first = name.split('_').next().unwrap_or_default();
    matches!(first, "annee" | "an" | "annees" | "exercice" | "millesime" | "year")
}

/// How many columns of each part: times, names, quantities.
fn parts(columns: &[Column]) -> (usize, usize, usize) {
    let how_many = |wanted: Part| columns.iter().filter(|column| part(column) == wanted).count();
    (how_many(Part::Time), how_many(Part::Name), how_many(Part::Quantity))
}

/// Whether tables with these columns can be drawn so.
pub fn fits(kind: ChartKind, columns: &[Column]) -> bool {
    let (times, names, quantities) = parts(columns);
    match kind {
        ChartKind::Bar => times + names >= 1 && quantities >= 1,
        ChartKind::Line | ChartKind::Area => times >= 1 && quantities >= 1,
        ChartKind::Stacked => {
            (times + names >= 1 && sheet::alike(columns).len() >= 2) || (times + names >= 2 && quantities >= 1)
        }
        ChartKind::Scatter => quantities >= 2,
        ChartKind::Donut => names >= 1 && quantities >= 1,
        ChartKind::Gauge => quantities == 2 || (quantities == 1 && columns.iter().any(is_share)),
        ChartKind::Histogram | ChartKind::Number => quantities >= 1,
    }
}

/// Whether a column holds percentages.
pub(super) fn is_share(column: &Column) -> bool {
    part(column) == Part::Quantity && column.unit == "%"
}

/// The chart that shows a table best, when nobody chose another. `None`: a table without numbers stays a table.
pub fn best(table: &Table) -> Option<ChartKind> {
    let (times, names, quantities) = parts(&table.columns);
    if quantities == 0 || table.rows.is_empty() {
        return None;
    }
    if table.rows.len() == 1 {
        return Some(ChartKind::Number);
    }
    if times >= 1 {
        let moments = distinct(table, Part::Time);
        return Some(if moments >= 3 { ChartKind::Line } else { ChartKind::Bar });
    }
    let alike = sheet::alike(&table.columns).len();
    if names == 0 {
        return Some(if quantities == 1 { ChartKind::Histogram } else { ChartKind::Scatter });
    }
    // Two amounts of different things say more against each other than side by side.
    if quantities == 2 && alike == 1 && table.rows.len() > MOST_BARS {
        return Some(ChartKind::Scatter);
    }
    Some(ChartKind::Bar)
}

/// How many different values the first column of this part has.
fn distinct(table: &Table, wanted: Part) -> usize {
    let Some(place) = table.columns.iter().position(|column| part(column) == wanted) else { return 0 };
    table.rows.iter().filter_map(|row| row.get(place)).map(Cell::plain).collect::<BTreeSet<_>>().len()
}

/// The table with its rows in the order that is best read: by time, or the greatest first. Names that begin with digits
/// (ages, classes) have an order of their own and keep it, as clouds, gauges and numbers do.
#[must_use]
pub fn arranged(kind: ChartKind, table: &Table) -> Table {
    let mut table = table.clone();
    let sorts =
        matches!(kind, ChartKind::Bar | ChartKind::Stacked | ChartKind::Donut | ChartKind::Line | ChartKind::Area);
    if !sorts {
        return table;
    }
    if let Some(place) = table.columns.iter().position(|column| part(column) == Part::Time)
        && kind != ChartKind::Donut
    {
        table.rows.sort_by(|a, b| before(a.get(place), b.get(place)));
        return table;
    }
    let Some(name) = table.columns.iter().position(|column| part(column) == Part::Name) else { return table };
    let Some(number) = table.columns.iter().position(|column| part(column) == Part::Quantity) else { return table };
    let is_ordinal = |row: &Vec<Cell>| matches!(row.get(name), Some(Cell::Text(text)) if text.starts_with(|first: char| first.is_ascii_digit()));
    let is_code = table.columns.get(name).is_some_and(|column| column.kind != Kind::Text);
    if !is_code && table.rows.iter().filter(|row| is_ordinal(row)).count() * 2 > table.rows.len() {
        return table;
    }
    let value = |row: &Vec<Cell>| row.get(number).and_then(Cell::number).filter(|value| value.is_finite());
    table.rows.sort_by(|a, b| match (value(a), value(b)) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    table
}

/// Earlier first, unknown last.
fn before(a: Option<&Cell>, b: Option<&Cell>) -> Ordering {
    match (a.and_then(sheet::time), b.and_then(sheet::time)) {
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
