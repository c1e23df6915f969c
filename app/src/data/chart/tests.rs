use super::*;
use domain::{
    data::{Cell, Column, Kind, chart::arranged},
    preferences::Theme,
    territory::Level,
};

fn text(id: &str, title: &str) -> ChartText {
    ChartText {
        id: id.to_owned(),
        title: title.to_owned(),
        source: "INSEE, recensement de la population".to_owned(),
        date: Some(jiff::civil::date(2026, 1, 1)),
        licence: "Licence Ouverte 2.0".to_owned(),
        ..ChartText::default()
    }
}

fn table(columns: &[(&str, &str, Kind, &str)], rows: Vec<Vec<Cell>>) -> Table {
    let columns = columns
        .iter()
        .map(|(name, title, kind, unit)| Column { unit: (*unit).to_owned(), ..Column::new(name, title, *kind) });
    let total = i64::try_from(rows.len()).unwrap();
    Table { columns: columns.collect(), rows, total }
}

fn words(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// Names with a number.
fn places() -> Table {
    let rows = [
        ("Restauration scolaire et périscolaire du premier degré", 4_812_350.0),
        ("Voirie", 3_904_120.5),
        ("Petite enfance", 2_750_000.0),
        ("Établissement public territorial de bassin de la Dordogne et de ses affluents, subvention", 1_204_000.0),
        ("Culture", 990_400.0),
        ("Remboursement exceptionnel", -310_000.0),
    ];
    let rows = rows.map(|(name, number)| vec![words(name), Cell::Decimal(number)]);
    table(&[("poste", "Poste", Kind::Text, ""), ("montant", "Montant", Kind::Decimal, "€")], rows.into())
}

/// Years with two numbers.
fn years() -> Table {
    let rows = (0_i64..12).map(|n| {
        let second = if n == 5 { Cell::Empty } else { Cell::Integer(41_000 + n * n * 130) };
        vec![Cell::Integer(2012 + n), Cell::Integer(62_000 + n * 1_400 - (n % 3) * 900), second]
    });
    let number = |name, title| (name, title, Kind::Integer, "habitants");
    table(
        &[("annee", "Année", Kind::Integer, ""), number("merignac", "Mérignac"), number("pessac", "Pessac")],
        rows.collect(),
    )
}

/// Months by three kinds.
fn months() -> Table {
    let mut rows = Vec::new();
    for month in 1_i8..=12 {
        for (index, name) in ["Élémentaire", "Maternelle", "Adultes"].into_iter().enumerate() {
            let number = 9_000 + i64::from(month % 5) * 700 - i64::try_from(index).unwrap() * 2_900;
            rows.push(vec![Cell::Date(jiff::civil::date(2024, month, 1)), words(name), Cell::Integer(number)]);
        }
    }
    table(
        &[
            ("mois", "Mois", Kind::Date, ""),
            ("public", "Public", Kind::Text, ""),
            ("repas", "Repas", Kind::Integer, "repas"),
        ],
        rows,
    )
}

fn cloud() -> Table {
    let rows = (0_i32..60).map(|n| {
        let x = f64::from((n * 37) % 61) * 45.0 + 200.0;
        let kind = ["Urbaine", "Rurale", "Littorale"][usize::try_from(n % 3).unwrap()];
        vec![
            words(&format!("Commune {n}")),
            words(kind),
            Cell::Decimal(x),
            Cell::Decimal(x * 0.02 + f64::from((n * 13) % 17)),
        ]
    });
    table(
        &[
            ("nom", "Commune", Kind::Text, ""),
            ("type", "Type", Kind::Text, ""),
            ("revenu", "Population", Kind::Decimal, ""),
            ("taux", "Part de trajets en voiture", Kind::Decimal, "%"),
        ],
        rows.collect(),
    )
}

fn shares() -> Table {
    let rows = [
        ("Voiture", 52.4),
        ("Transports en commun", 19.1),
        ("Vélo", 12.3),
        ("Marche", 9.2),
        ("Deux-roues", 3.1),
        ("Pas de transport", 2.9),
        ("Autre", 1.0),
    ];
    let rows = rows.map(|(name, number)| vec![words(name), Cell::Decimal(number)]);
    table(&[("mode", "Mode", Kind::Text, ""), ("part", "Part", Kind::Decimal, "%")], rows.into())
}

fn rate() -> Table {
    table(&[("taux", "Taux de participation", Kind::Decimal, "%")], vec![vec![Cell::Decimal(63.4)]])
}

fn grouped() -> Table {
    let rows = [("Bordeaux", 120, 80), ("Mérignac", 60, 72), ("Pessac", 44, 38), ("Talence", 31, 29)];
    let rows = rows.map(|(name, one, two)| vec![words(name), Cell::Integer(one), Cell::Integer(two)]);
    table(
        &[
            ("nom", "Commune", Kind::Text, ""),
            ("a", "Logements commencés", Kind::Integer, ""),
            ("b", "Logements autorisés", Kind::Integer, ""),
        ],
        rows.into(),
    )
}

/// Every chart of the gallery.
fn gallery() -> Vec<(ChartKind, Table, ChartText)> {
    let few = |mut table: Table, rows: usize| {
        table.rows.truncate(rows);
        table
    };
    let mut days = Vec::new();
    for n in 0_i32..240 {
        let day = jiff::civil::date(2024, 1, 8).checked_add(jiff::Span::new().days(n)).unwrap();
        days.push(vec![Cell::Date(day), Cell::Decimal(20.0 + 9.0 * (f64::from(n) / 17.0).sin() + f64::from(n % 7))]);
    }
    let days = table(&[("jour", "Jour", Kind::Date, ""), ("pm", "Particules fines", Kind::Decimal, "µg/m³")], days);
    let all = vec![
        (ChartKind::Bar, places(), "Dépenses de la commune par poste"),
        (ChartKind::Bar, grouped(), "Logements dans la métropole"),
        (ChartKind::Bar, months_total(), "Repas servis par mois"),
        (ChartKind::Line, years(), "Population des deux communes"),
        (ChartKind::Line, days, "Particules fines dans l’air"),
        (ChartKind::Area, few_columns(&years()), "Population de Mérignac"),
        (ChartKind::Area, months(), "Repas servis, par public"),
        (ChartKind::Stacked, months(), "Repas servis, par public"),
        (ChartKind::Stacked, grouped(), "Logements dans la métropole"),
        (ChartKind::Scatter, cloud(), "Population et voiture"),
        (ChartKind::Histogram, cloud(), "Communes selon leur population"),
        (ChartKind::Donut, shares(), "Aller au travail"),
        (ChartKind::Gauge, rate(), "Participation au premier tour"),
        (ChartKind::Number, few(years(), 1), "Population en 2012"),
    ];
    let numbered = all.into_iter().enumerate();
    numbered.map(|(n, (kind, table, title))| (kind, arranged(kind, &table), text(&format!("g{n}"), title))).collect()
}

fn months_total() -> Table {
    let mut all = months();
    all.rows = all.rows.into_iter().step_by(3).collect();
    all
}

fn few_columns(all: &Table) -> Table {
    Table {
        columns: all.columns.iter().take(2).cloned().collect(),
        rows: all.rows.iter().map(|row| row.iter().take(2).cloned().collect()).collect(),
        total: all.total,
    }
}

/// The HTML of a chart.
fn html(kind: ChartKind, table: &Table, text: &ChartText) -> String {
    let owner = Owner::new();
    owner.with(|| chart(kind, table, text).to_html()).replace("<!>", "")
}

/// Numbers of every département but two; one of them is zero.
fn areas(level: Level) -> Table {
    let (kind, name) = match level {
        Level::Region => (Kind::Region, "region"),
        _ => (Kind::Departement, "dep"),
    };
    let codes = outlines::of(level).unwrap().areas.iter().map(|area| area.code);
    let rows = codes.zip(0_i64..).skip(2).map(|(code, n)| {
        vec![words(code), Cell::Decimal(f64::from(u32::try_from((n - 2) * (n * 7 % 31)).unwrap()) / 10.0)]
    });
    table(&[(name, "Territoire", kind, ""), ("taux", "Taux", Kind::Decimal, "%")], rows.collect())
}

fn map_html(level: Level, id: &str) -> String {
    let text = text(id, "Part des logements vacants");
    Owner::new().with(|| map(&areas(level), &text).to_html()).replace("<!>", "")
}

#[test]
fn a_map_has_every_area_once_and_its_list_says_the_same_numbers() {
    for (level, count, larger) in [(Level::Departement, 101, 4), (Level::Region, 18, 0)] {
        let html = map_html(level, "m");
        let (drawn, written) = html.split_once("<details").unwrap();
        let titles = between(drawn, "<title>", "</title>");
        assert_eq!(titles.len(), count + larger);
        assert_eq!(between(written, "<tr>", "</tr>").len(), count + 1);
        let table = areas(level);
        for row in &table.rows {
            let (Cell::Text(code), Some(value)) = (&row[0], row[1].number()) else { unreachable!() };
            let number = super::words::exact(Lang::Fr, value);
            let ending = format!("({code})\u{A0}: {number}\u{A0}%");
            assert!(titles.iter().any(|title| title.ends_with(&ending)), "{ending}");
            assert!(written.contains(&format!(">{number}</td>")), "{number}");
        }
        assert_eq!(titles.iter().filter(|title| title.ends_with("sans donnée")).count(), 2, "zero is not unknown");
        assert!(!html.contains("style="));
    }
}

/// What stands between two texts, for each time.
fn between<'a>(all: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    all.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect()
}

#[test]
fn every_chart_has_its_title_its_sentence_its_table_and_its_source() {
    for (kind, table, text) in gallery() {
        let html = html(kind, &table, &text);
        for needed in [text.title.as_str(), "Licence Ouverte 2.0", "1er janvier 2026"] {
            assert!(html.contains(needed), "{kind}: {needed} is missing");
        }
        assert!(!html.contains("style="), "{kind}: the policy refuses styles in the markup");
        assert!(!html.contains("NaN") && !html.contains("inf"), "{kind}");
        if kind == ChartKind::Number {
            continue;
        }
        let labelled = format!("role=\"img\" aria-labelledby=\"{0}-t {0}-d\"", text.id);
        for needed in [labelled.as_str(), "<caption>", "scope=\"col\"", "chart-says"] {
            assert!(html.contains(needed), "{kind}: {needed} is missing in {html}");
        }
    }
}

#[test]
fn the_table_has_the_numbers_of_the_marks() {
    for (kind, table, text) in gallery() {
        if kind == ChartKind::Number {
            continue;
        }
        let html = html(kind, &table, &text);
        let (drawn, written) = html.split_once("<details").unwrap();
        let cells = between(written, "class=\"number\">", "</td>");
        let figure = Figure::of(kind, &table).unwrap();
        let titles = between(drawn, "<title>", "</title>");
        assert_eq!(titles.len(), figure.marks.len(), "{kind}: a title for each mark");
        for (mark, title) in figure.marks.iter().zip(titles) {
            let number = super::words::exact(Lang::Fr, mark.value);
            assert!(title.contains(&number), "{kind}: {title} does not say {number}");
            if mark.row.is_some() || kind == ChartKind::Histogram {
                assert!(cells.contains(&number.as_str()), "{kind}: {number} is not in the table");
            }
        }
    }
}

#[test]
fn a_file_stands_on_its_own_and_is_well_formed() {
    for (kind, table, mut text) in gallery() {
        text.title = "Titre <script> & \"fin\"\u{1}".to_owned();
        for theme in Theme::ALL {
            let file = svg(kind, &table, &text, *theme).unwrap();
            assert!(file.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""), "{kind}");
            assert!(!file.contains("<script") && !file.contains('\u{1}') && !file.contains("var("), "{kind}");
            assert!(file.matches("http").count() == 1, "{kind}: nothing is asked from elsewhere");
            assert!(file.contains("Licence Ouverte 2.0"), "{kind}");
            balanced(&file);
        }
    }
    assert!(svg(ChartKind::Line, &places(), &text("a", "b"), Theme::Auto).is_none());
}

/// Every element that opens closes, in order.
fn balanced(file: &str) {
    let mut open = Vec::new();
    for tag in between(file, "<", ">") {
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "in {file}");
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap());
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn a_table_that_cannot_be_drawn_is_shown_as_a_table() {
    let html = html(ChartKind::Line, &places(), &text("x", "Dépenses"));
    assert!(html.contains("<table>") && !html.contains("<svg"), "{html}");
}
