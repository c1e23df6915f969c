//! Measures the engine alone: taking a file in, and questions about it, each worked out anew. Prints one line of JSON a
//! measure. `measure FILE FOLDER [TURNS]`; `scripts/bench-data.py` makes the file, asks peers the same and compares.
#![expect(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, reason = "a bench may fail")]

use domain::data::{
    Version,
    people::Protection,
    query::{Filter, Group, How, Measure, Query, Scopes, Sign, Sort, Test},
};
use engine::{
    Engine, Limits,
    ingest::{Choices, Codes, take},
};
use std::{path::Path, time::Instant};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let (file, folder) = (Path::new(&arguments[1]), Path::new(&arguments[2]));
    let turns: usize = arguments.get(3).map_or(21, |turns| turns.parse().unwrap());
    let limits = Limits { time: std::time::Duration::from_secs(120), ..Limits::default() };
    let engine = Engine::open(folder, limits).unwrap();
    let began = Instant::now();
    let taken = take(engine.blobs(), file, &Choices::default(), &Codes::default(), |_| {}).unwrap();
    let seconds = began.elapsed().as_secs_f64();
    let path = engine.blobs().path(&taken.parquet);
    println!(
        "{{\"measure\":\"ingest\",\"seconds\":{seconds:.3},\"bytes\":{},\"rows\":{},\"parquet\":{},\"path\":{:?},\"kinds\":{:?}}}",
        taken.bytes,
        taken.rows,
        path.metadata().unwrap().len(),
        path.display().to_string(),
        taken.columns.iter().map(|column| format!("{}:{}", column.name, column.kind)).collect::<Vec<_>>().join(" "),
    );
    let version = Version {
        number: 1,
        created: 0,
        rows: taken.rows,
        bytes: taken.bytes,
        original: taken.original,
        file: String::new(),
        parquet: taken.parquet,
        columns: taken.columns,
        defects: Vec::new(),
        difference: None,
        despite: String::new(),
        schema: String::new(),
        protection: Protection::default(),
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for (name, query) in questions() {
        let question = query.check(&version.columns, &Scopes::new()).unwrap();
        let mut times = Vec::new();
        let mut answer = None;
        for _ in 0..turns {
            let began = Instant::now();
            answer = Some(runtime.block_on(engine.answer(&version, &question)).unwrap());
            times.push(began.elapsed().as_secs_f64() * 1000.0);
        }
        times.sort_by(f64::total_cmp);
        let answer = answer.unwrap();
        let rows: Vec<String> = answer
            .rows
            .iter()
            .take(5)
            .map(|row| row.iter().map(domain::data::Cell::plain).collect::<Vec<_>>().join("|"))
            .collect();
        println!(
            "{{\"measure\":{name:?},\"median\":{:.2},\"least\":{:.2},\"most\":{:.2},\"total\":{},\"first\":{:?}}}",
            times[times.len() / 2],
            times[0],
            times[times.len() - 1],
            answer.total,
            rows.join(";"),
        );
    }
}

/// The questions, as the script asks them of the peers.
fn questions() -> Vec<(&'static str, Query)> {
    let groups = |column: &str| Query {
        group: vec![Group::by(column)],
        measures: vec![Measure::count(), Measure::of(How::Sum, "montant"), Measure::of(How::Mean, "montant")],
        limit: Some(100),
        ..Query::default()
    };
    let filter = Filter::column("departement", Test::Is(Sign::Equal, "33".to_owned()))
        .and(Filter::column("montant", Test::Is(Sign::More, "500".to_owned())));
    vec![
        ("count", Query { limit: Some(0), ..Query::default() }),
        ("group95", groups("departement")),
        ("group35k", groups("commune")),
        (
            "page",
            Query {
                filter,
                sort: vec![
                    Sort { column: "montant".to_owned(), down: true },
                    Sort { column: "id".to_owned(), down: false },
                ],
                limit: Some(100),
                ..Query::default()
            },
        ),
        (
            "words",
            Query {
                filter: Filter::column("libelle", Test::Holds("ecole 77".to_owned())),
                limit: Some(50),
                ..Query::default()
            },
        ),
    ]
}
