//! Real files, as they are.
#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a test may fail")]

use domain::data::{
    Cell, Column, Kind, Table, Version,
    people::Protection,
    query::{Filter, Group, How, Measure, Query, Scopes, Sign, Sort, Span, Test},
};
use engine::{
    Engine, Error, Limits,
    ingest::{Choices, Codes, Taken, take},
};
use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

/// The sample files, where they are there.
fn sample(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED: {name} (the folder of sample data is not there)");
    None
}

fn codes() -> Codes {
    let mut codes = Codes::default();
    for (code, today) in
        [("33281", "33281"), ("33063", "33063"), ("01004", "01004"), ("2A004", "2A004"), ("33409", "33008")]
    {
        codes.communes.insert(code.to_owned(), today.to_owned());
    }
    codes.departements.extend(["01", "33", "75", "2A"].map(str::to_owned));
    codes
}

struct House {
    engine: Engine,
    folder: tempfile::TempDir,
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { engine: Engine::open(&folder.path().join("datasets"), Limits::default()).unwrap(), folder }
    }

    fn take(&self, path: &Path) -> Result<Taken, Error> {
        take(self.engine.blobs(), path, &Choices::default(), &codes(), |_| {})
    }

    fn text(&self, text: impl AsRef<[u8]>) -> Result<Taken, Error> {
        let path = self.folder.path().join("file");
        std::fs::File::create(&path).unwrap().write_all(text.as_ref()).unwrap();
        self.take(&path)
    }

    fn ask(&self, taken: &Taken, query: &Query) -> std::sync::Arc<Table> {
        let version = version(taken);
        let checked = query.check(&version.columns, &Scopes::new()).unwrap();
        tokio::runtime::Runtime::new().unwrap().block_on(self.engine.ask(&version, &checked)).unwrap()
    }
}

fn version(taken: &Taken) -> Version {
    Version {
        number: 1,
        created: 0,
        rows: taken.rows,
        bytes: taken.bytes,
        original: taken.original.clone(),
        file: String::new(),
        parquet: taken.parquet.clone(),
        columns: taken.columns.clone(),
        defects: taken.defects.clone(),
        difference: None,
        despite: String::new(),
        schema: String::new(),
        protection: Protection::default(),
    }
}

fn kinds(taken: &Taken) -> Vec<(&str, Kind)> {
    taken.columns.iter().map(|column| (column.name.as_str(), column.kind)).collect()
}

fn text(value: &str) -> Cell {
    Cell::Text(value.to_owned())
}

fn refusal(result: Result<Taken, Error>) -> &'static str {
    match result {
        Err(Error::Refused { code, .. }) => code,
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn a_french_file_keeps_its_codes_and_reads_its_numbers() {
    let house = House::new();
    let file = "Code INSEE;Montant HT;Date;Gratuit\r\n33281;1 234,5;29/02/2024;Oui\r\n01004;;01/03/2024;Non\r\n33409;7;;oui\r\n";
    let taken = house.text(file).unwrap();
    assert_eq!(
        kinds(&taken),
        [
            ("code_insee", Kind::Commune),
            ("montant_ht", Kind::Decimal),
            ("date", Kind::Date),
            ("gratuit", Kind::Boolean)
        ]
    );
    let table = house.ask(&taken, &Query::default());
    assert_eq!(table.total, 3);
    assert_eq!(
        table.rows[0],
        [text("33281"), Cell::Decimal(1234.5), Cell::Date("2024-02-29".parse().unwrap()), Cell::Boolean(true)]
    );
    assert_eq!(table.rows[1][0], text("01004"));
    assert_eq!(table.rows[2][0], text("33008"), "a merged commune is today's");
    assert_eq!(taken.defects[0].code, "former_commune");
    assert_eq!(taken.defects[0].rows, [4]);
}

#[test]
fn encodings_are_told_apart() {
    let house = House::new();
    let text = "nom;prix\nŒuvre d’été;5 €\nÀ côté;6 €\n";
    for encoding in [encoding_rs::UTF_8, encoding_rs::WINDOWS_1252] {
        let (bytes, _, _) = encoding.encode(text);
        let taken = house.text(bytes).unwrap();
        let table = house.ask(&taken, &Query::default());
        assert_eq!(table.rows[0][0], Cell::Text("Œuvre d’été".to_owned()), "{}", encoding.name());
        assert_eq!(taken.columns[1].unit, "€");
    }
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(house.text(wide).unwrap().rows, 2);
    let latin9: Vec<u8> = text
        .replace('’', "'")
        .chars()
        .map(|c| match c {
            '€' => 0xa4,
            'Œ' => 0xbc,
            other => u8::try_from(u32::from(other)).unwrap(),
        })
        .collect();
    let taken = house.text(latin9).unwrap();
    assert_eq!(taken.reading.encoding, "ISO-8859-15");
    assert_eq!(house.ask(&taken, &Query::default()).rows[0][0], Cell::Text("Œuvre d'été".to_owned()));
}

#[test]
fn titles_above_the_heading_and_short_rows_are_told_and_kept() {
    let house = House::new();
    let taken = house.text("Budget 2024\n\nposte;euros;note\nécoles;12;a\nparcs;7\n").unwrap();
    assert_eq!(kinds(&taken)[1], ("euros", Kind::Integer));
    let codes: Vec<&str> = taken.defects.iter().map(|defect| defect.code.as_str()).collect();
    assert!(codes.contains(&"title_lines") && codes.contains(&"short_row"), "{codes:?}");
    assert_eq!(house.ask(&taken, &Query::default()).rows.len(), 2);
}

#[test]
fn what_cannot_be_taken_says_why() {
    let house = House::new();
    assert_eq!(refusal(house.text("")), "no_rows");
    assert_eq!(refusal(house.text("a;b\n")), "no_rows");
    assert_eq!(refusal(house.text("a;b\n1;2\n1;2;3\n1;2\n")), "long_row");
    assert_eq!(refusal(house.text([0, 1, 2, 3, 0, 255])), "unknown_format");
    assert_eq!(refusal(house.text(b"PK\x03\x04rubbish")), "broken");
    assert_eq!(refusal(house.text([0x1f, 0x8b, 1, 2, 3])), "broken");
    assert_eq!(refusal(house.text(b"PAR1rubbish")), "broken");
    let left: Vec<_> = std::fs::read_dir(house.folder.path().join("datasets"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with(".new-")), "{left:?}");
}

#[test]
fn json_lines_arrays_and_features_are_tables() {
    let house = House::new();
    for file in ["[{\"a\":1,\"b\":\"x\"},{\"a\":2,\"c\":true}]", "{\"a\":1,\"b\":\"x\"}\n{\"a\":2,\"c\":true}\n"] {
        let taken = house.text(file).unwrap();
        assert_eq!(kinds(&taken), [("a", Kind::Integer), ("b", Kind::Text), ("c", Kind::Boolean)], "{file}");
        assert_eq!(house.ask(&taken, &Query::default()).rows[1], [Cell::Integer(2), Cell::Empty, Cell::Boolean(true)]);
    }
    let features = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"nom":"Mairie"},"geometry":{"type":"Point","coordinates":[-0.57,44.83]}}]}"#;
    let taken = house.text(features).unwrap();
    assert_eq!(kinds(&taken), [("nom", Kind::Text), ("latitude", Kind::Latitude), ("longitude", Kind::Longitude)]);
}

#[test]
fn two_versions_are_compared_row_by_row() {
    let house = House::new();
    let old = house.text("a;b\n1;x\n2;y\n2;y\n").unwrap();
    let new = house.text("a;b\n2;y\n1;x\n3;z\n").unwrap();
    let difference = house.engine.difference(&version(&old), &version(&new)).unwrap().unwrap();
    assert_eq!((difference.added, difference.removed), (1, 1));
    let other = house.text("a;c\n1;x\n").unwrap();
    assert_eq!(house.engine.difference(&version(&old), &version(&other)).unwrap(), None);
}

#[test]
fn questions_are_answered_as_they_are_meant() {
    let house = House::new();
    let taken = house
        .text("ville;jour;n\nParis;2024-01-15;5\nÉvreux;2024-02-01;\nparis;2024-01-20;7\nLyon;2025-01-01;1\n")
        .unwrap();
    let query = Query { filter: Filter::column("n", Test::Is(Sign::Different, "5".to_owned())), ..Query::default() };
    assert_eq!(house.ask(&taken, &query).total, 3, "unknown is different");
    let query = Query {
        filter: Filter::Not(Box::new(Filter::column("n", Test::Is(Sign::More, "4".to_owned())))),
        ..Query::default()
    };
    assert_eq!(house.ask(&taken, &query).total, 2, "not more, or unknown");
    let query = Query { filter: Filter::column("ville", Test::Holds("evreux".to_owned())), ..Query::default() };
    assert_eq!(house.ask(&taken, &query).rows[0][0], text("Évreux"));
    let query = Query {
        filter: Filter::Words("PARIS".to_owned()),
        sort: vec![Sort { column: "n".to_owned(), down: true }],
        limit: Some(1),
        ..Query::default()
    };
    let answer = house.ask(&taken, &query);
    assert_eq!((answer.total, answer.rows[0][2].clone()), (2, Cell::Integer(7)));
    let query = Query {
        group: vec![Group { column: "jour".to_owned(), span: Some(Span::Month), name: None }],
        measures: vec![
            Measure::count(),
            Measure::of(How::Sum, "n"),
            Measure::of(How::Mean, "n"),
            Measure::of(How::Median, "n"),
            Measure::of(How::Distinct, "ville"),
        ],
        ..Query::default()
    };
    let answer = house.ask(&taken, &query);
    let first: Vec<Cell> = answer.rows[0].clone();
    assert_eq!(
        first,
        [
            Cell::Date("2024-01-01".parse().unwrap()),
            Cell::Integer(2),
            Cell::Integer(12),
            Cell::Decimal(6.0),
            Cell::Decimal(6.0),
            Cell::Integer(2)
        ]
    );
    assert_eq!(answer.total, 3);
    let whole = Query { measures: vec![Measure::of(How::Greatest, "jour")], ..Query::default() };
    assert_eq!(house.ask(&taken, &whole).rows, [[Cell::Date("2025-01-01".parse().unwrap())]]);
}

#[test]
fn charging_points_with_all_their_slips() {
    let Some(path) = sample("messy/irve_2019.csv") else { return };
    let house = House::new();
    let taken = house.take(&path).unwrap();
    assert_eq!(taken.rows, 9_687);
    let kind = |name: &str| taken.columns.iter().find(|column| column.name == name).map(|column| column.kind);
    assert_eq!(kind("xlongitude"), Some(Kind::Longitude));
    assert_eq!(kind("ylatitude"), Some(Kind::Latitude));
    assert_eq!(kind("date_maj"), Some(Kind::Date));
    assert_eq!(kind("puiss_max"), Some(Kind::Text));
    assert_eq!(taken.reading.delimiter, Some(';'));
}

#[test]
fn an_old_code_list_in_windows_1252() {
    let Some(path) = sample("messy/cog_2018_cp1252.tsv") else { return };
    let house = House::new();
    let taken = house.take(&path).unwrap();
    assert_eq!(
        (taken.rows, taken.reading.encoding.as_str(), taken.reading.delimiter),
        (39_941, "windows-1252", Some('\t'))
    );
    let short = taken.defects.iter().find(|defect| defect.code == "short_row").unwrap();
    assert_eq!(short.count, 3_912);
    let query = Query { filter: Filter::Words("œuilly".to_owned()), ..Query::default() };
    assert!(house.ask(&taken, &query).total >= 2);
    let com: Vec<&Column> = taken.columns.iter().filter(|column| column.name == "com").collect();
    assert_ne!(com[0].kind, Kind::Integer, "zeros before numbers make codes");
}

#[test]
fn workbooks_whatever_their_name() {
    let house = House::new();
    for (name, rows, format) in [
        ("messy/ods_named_xls.xls", 5, "ods"),
        ("messy/xlsx_without_extension", 6, "xlsx"),
        ("messy/lave_linge.xlsx", 1, "xlsx"),
        ("messy/gzipped.csv.gz", 6, "csv"),
    ] {
        let Some(path) = sample(name) else { return };
        let taken = house.take(&path).unwrap();
        assert_eq!((taken.rows, taken.reading.format.as_str()), (rows, format), "{name}: {:?}", taken.reading);
    }
    let Some(path) = sample("messy/ept_bad_styles.xlsx") else { return };
    assert!(house.take(&path).unwrap().rows > 5);
}

#[test]
fn school_meals_of_eight_years() {
    let Some(path) = sample("nantes/frequentation.csv") else { return };
    let house = House::new();
    let taken = house.take(&path).unwrap();
    let kind = |name: &str| taken.columns.iter().find(|column| column.name == name).map(|column| column.kind);
    assert_eq!((taken.rows, kind("date"), kind("reel")), (94_633, Some(Kind::Date), Some(Kind::Integer)));
    let query = Query { group: vec![Group::by("site_type")], measures: vec![Measure::count()], ..Query::default() };
    let counts: i64 = house
        .ask(&taken, &query)
        .rows
        .iter()
        .map(|row| match row[1] {
            Cell::Integer(count) => count,
            _ => 0,
        })
        .sum();
    assert_eq!(counts, 94_633);
}

#[test]
fn factories_of_the_gironde() {
    let Some(path) = sample("gironde/icpe.csv") else { return };
    let house = House::new();
    let taken = house.take(&path).unwrap();
    let kind = |title: &str| taken.columns.iter().find(|column| column.title == title).map(|column| column.kind);
    assert_eq!(taken.rows, 2_888);
    assert_eq!(
        (kind("siret"), kind("Geo Point"), kind("Geo Shape")),
        (Some(Kind::Siret), Some(Kind::Point), Some(Kind::Geometry))
    );
}
