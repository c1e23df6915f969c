use super::{
    super::{Cell, Column, Kind, Table},
    ChartKind, Figure, Label, MOST_BARS, SIDE, Shape, Trend, arranged, best, fits,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn table(columns: &[(&str, Kind)], rows: Vec<Vec<Cell>>) -> Table {
    let total = i64::try_from(rows.len()).unwrap();
    Table { columns: columns.iter().map(|(name, kind)| Column::new(name, name, *kind)).collect(), rows, total }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// `A`, `B`, `C` with these numbers.
fn named(numbers: &[f64]) -> Table {
    let rows = numbers.iter().zip('A'..).map(|(number, name)| vec![text(&name.to_string()), Cell::Decimal(*number)]);
    table(&[("nom", Kind::Text), ("valeur", Kind::Decimal)], rows.collect())
}

/// The years from 2020 on with these numbers.
fn yearly(numbers: &[f64]) -> Table {
    let rows = numbers.iter().zip(2020..).map(|(number, year)| vec![Cell::Integer(year), Cell::Decimal(*number)]);
    table(&[("annee", Kind::Integer), ("valeur", Kind::Decimal)], rows.collect())
}

/// Every coordinate of a figure.
fn coordinates(figure: &Figure) -> Vec<f64> {
    let mut all = Vec::new();
    for mark in &figure.marks {
        match mark.shape {
            Shape::Bar { x, y, width, height } => all.extend([x, y, width, height, x + width, y + height]),
            Shape::Dot { x, y } => all.extend([x, y]),
            Shape::Part { from, to } => all.extend([from * SIDE, to * SIDE, (to - from) * SIDE]),
            Shape::Words => {}
        }
    }
    for run in &figure.runs {
        all.extend(run.top.iter().chain(&run.bottom).flat_map(|(x, y)| [*x, *y]));
    }
    all.extend(figure.values.ticks.iter().chain(&figure.along.ticks).map(|tick| tick.at));
    all
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-6
}

/// What must be true of every figure: numbers, in the box, of the rows, in their order.
fn sound(figure: &Figure, table: &Table) -> Result<(), String> {
    for at in coordinates(figure) {
        if !at.is_finite() || !(-1e-6..=SIDE + 1e-6).contains(&at) {
            return Err(format!("{at} is outside of the box: {figure:?}"));
        }
    }
    let rows: Vec<usize> = figure.marks.iter().filter_map(|mark| mark.row).collect();
    if !rows.is_sorted() {
        return Err(format!("{rows:?} is not the order of the rows"));
    }
    for mark in &figure.marks {
        let Some(row) = mark.row else { continue };
        if !table.rows[row].iter().filter_map(Cell::number).any(|number| number.to_bits() == mark.value.to_bits()) {
            return Err(format!("{} is not in row {row}", mark.value));
        }
    }
    Ok(())
}

#[test]
fn each_kind_has_a_word_of_its_own() {
    for kind in ChartKind::ALL {
        assert_eq!(kind.word().parse(), Ok(kind));
    }
    assert!("camembert".parse::<ChartKind>().is_err());
}

#[test]
fn the_columns_say_which_chart_shows_them_best() {
    let kinds = |columns: &[(&str, Kind)], row: Vec<Cell>, rows: usize| best(&table(columns, vec![row; rows]));
    let (name, number) = (("nom", Kind::Text), ("valeur", Kind::Integer));
    assert_eq!(kinds(&[name, number], vec![text("a"), Cell::Integer(1)], 3), Some(ChartKind::Bar));
    assert_eq!(kinds(&[name, number], vec![text("a"), Cell::Integer(1)], 1), Some(ChartKind::Number));
    assert_eq!(kinds(&[number], vec![Cell::Integer(1)], 9), Some(ChartKind::Histogram));
    assert_eq!(kinds(&[number, ("autre", Kind::Decimal)], vec![Cell::Integer(1); 2], 9), Some(ChartKind::Scatter));
    assert_eq!(kinds(&[name], vec![text("a")], 9), None);
    assert_eq!(kinds(&[name, number], vec![], 0), None);
    assert_eq!(best(&yearly(&[1.0, 2.0, 3.0])), Some(ChartKind::Line));
    assert_eq!(best(&yearly(&[1.0, 2.0])), Some(ChartKind::Bar));
    // A latitude is no amount.
    assert_eq!(kinds(&[name, ("lat", Kind::Latitude)], vec![text("a"), Cell::Decimal(44.8)], 3), None);
}

#[test]
fn a_kind_that_does_not_fit_draws_nothing() {
    let names = named(&[1.0, 2.0]);
    assert!(!fits(ChartKind::Line, &names.columns) && Figure::of(ChartKind::Line, &names).is_none());
    assert!(Figure::of(ChartKind::Donut, &named(&[1.0, -2.0])).is_none());
    assert!(Figure::of(ChartKind::Donut, &named(&[0.0, 0.0])).is_none());
    for kind in ChartKind::ALL {
        assert!(Figure::of(kind, &Table::default()).is_none());
        assert!(Figure::of(kind, &named(&[])).is_none());
        assert!(Figure::of(kind, &named(&[f64::NAN, f64::INFINITY])).is_none());
    }
}

#[test]
fn bars_begin_at_zero_and_are_as_long_as_their_values() {
    let figure = Figure::of(ChartKind::Bar, &named(&[50.0, 100.0, -25.0])).unwrap();
    assert_eq!((figure.values.low, figure.values.high), (-25.0, 100.0));
    let long: Vec<f64> = figure
        .marks
        .iter()
        .map(|mark| match mark.shape {
            Shape::Bar { width, .. } => width,
            _ => unreachable!(),
        })
        .collect();
    assert!(near(long[0] * 2.0, long[1]) && near(long[2] * 2.0, long[0]), "{long:?}");
    assert!(!figure.upright && figure.values.zero.is_some());
    let columns = Figure::of(ChartKind::Bar, &yearly(&[3.0, 5.0])).unwrap();
    assert!(columns.upright);
    assert_eq!(columns.marks[0].label, Label::Year(2020));
}

#[test]
fn too_many_names_are_told_and_the_greatest_are_kept() {
    let numbers: Vec<Vec<Cell>> = (0..50).map(|n| vec![text(&format!("Lieu {n}")), Cell::Integer(n)]).collect();
    let many = table(&[("nom", Kind::Text), ("valeur", Kind::Integer)], numbers);
    let figure = Figure::of(ChartKind::Bar, &many).unwrap();
    assert_eq!((figure.marks.len(), figure.reading.beyond), (MOST_BARS, 30));
    assert!(figure.marks.iter().all(|mark| mark.value >= 30.0));
    assert_eq!(figure.reading.series[0].least.value, 0.0, "the sentence speaks of the whole table");
    let parts = Figure::of(ChartKind::Donut, &many).unwrap();
    assert_eq!(parts.marks.len(), 6);
    assert_eq!(parts.marks[5].label, Label::Others(45));
    assert!(near(parts.marks.iter().map(|mark| mark.value).sum(), parts.reading.whole.unwrap()));
}

#[test]
fn a_line_follows_time_whatever_the_order_of_rows_and_keeps_its_gaps() {
    let mut mixed = yearly(&[1.0, 2.0, 3.0, 4.0, 5.0]);
    mixed.rows.reverse();
    mixed.rows[2][1] = Cell::Empty;
    let figure = Figure::of(ChartKind::Line, &mixed).unwrap();
    assert_eq!(figure.runs.len(), 2);
    assert!(figure.runs.iter().all(|run| run.top.is_sorted_by(|a, b| a.0 < b.0)));
    assert_eq!((figure.marks.len(), figure.reading.without), (4, 1));
    let told = &figure.reading.series[0];
    assert_eq!((told.first.label.clone(), told.last.label.clone()), (Label::Year(2020), Label::Year(2024)));
    assert_eq!((told.trend, told.change()), (Trend::Up, Some(4.0)));
}

#[test]
fn an_area_begins_at_zero_and_a_line_only_where_changes_can_still_be_seen() {
    let high = yearly(&[77_000.0, 77_500.0, 78_000.0]);
    assert_eq!(Figure::of(ChartKind::Area, &high).unwrap().values.low, 0.0);
    let line = Figure::of(ChartKind::Line, &high).unwrap();
    assert!(line.values.low > 70_000.0 && line.values.zero.is_none());
    assert_eq!(Figure::of(ChartKind::Line, &yearly(&[10.0, 50.0])).unwrap().values.low, 0.0);
}

#[test]
fn rows_of_two_names_become_series() {
    let rows = [("2021-01-01", "Eau", 1), ("2021-01-01", "Gaz", 2), ("2022-01-01", "Eau", 3), ("2022-01-01", "Gaz", 4)];
    let rows =
        rows.map(|(day, name, number)| vec![Cell::Date(day.parse().unwrap()), text(name), Cell::Integer(number)]);
    let long = table(&[("jour", Kind::Date), ("nom", Kind::Text), ("valeur", Kind::Integer)], rows.into());
    let figure = Figure::of(ChartKind::Stacked, &long).unwrap();
    assert_eq!(figure.series, ["Eau", "Gaz"]);
    assert_eq!(figure.marks.iter().map(|mark| mark.value).collect::<Vec<_>>(), [1.0, 2.0, 3.0, 4.0]);
    assert_eq!(figure.marks[3].label, Label::Year(2022));
    assert_eq!(figure.values.high, 8.0);
    assert_eq!(Figure::of(ChartKind::Line, &long).unwrap().runs.len(), 2);
}

#[test]
fn a_code_beside_a_name_is_called_by_the_name() {
    let rows = [("33", "Gironde", 1), ("40", "Landes", 2)];
    let rows = rows.map(|(code, name, number)| vec![text(code), text(name), Cell::Integer(number)]);
    let coded = table(&[("dep", Kind::Departement), ("nom", Kind::Text), ("valeur", Kind::Integer)], rows.into());
    let figure = Figure::of(ChartKind::Bar, &coded).unwrap();
    assert_eq!(figure.marks[0].label, Label::Text("Gironde".to_owned()));
}

#[test]
fn amounts_of_other_units_have_no_place_on_the_axis() {
    let mut mixed = table(
        &[("nom", Kind::Text), ("euros", Kind::Decimal), ("part", Kind::Decimal), ("reste", Kind::Decimal)],
        vec![vec![text("a"), Cell::Decimal(1e6), Cell::Decimal(3.0), Cell::Decimal(5e5)]],
    );
    mixed.columns[1].unit = "€".to_owned();
    mixed.columns[2].unit = "%".to_owned();
    mixed.columns[3].unit = "€".to_owned();
    assert_eq!(Figure::of(ChartKind::Bar, &mixed).unwrap().series, ["euros", "reste"]);
}

#[test]
fn every_value_stands_in_one_class() {
    let rows = (0..100).map(|n| vec![Cell::Integer(n % 37)]).collect();
    let figure = Figure::of(ChartKind::Histogram, &table(&[("n", Kind::Integer)], rows)).unwrap();
    assert!(near(figure.marks.iter().map(|mark| mark.value).sum(), 100.0));
    assert_eq!(figure.marks[0].label, Label::Between(0.0, 5.0));
}

#[test]
fn a_gauge_knows_its_bounds() {
    let mut share = table(&[("taux", Kind::Decimal)], vec![vec![Cell::Decimal(25.0)]]);
    assert!(Figure::of(ChartKind::Gauge, &share).is_none());
    share.columns[0].unit = "%".to_owned();
    let figure = Figure::of(ChartKind::Gauge, &share).unwrap();
    assert_eq!(figure.marks[0].shape, Shape::Part { from: 0.0, to: 0.25 });
    assert_eq!(figure.reading.whole, Some(100.0));
}

#[test]
fn a_tie_is_found_between_numbers_that_go_together() {
    let rows = (0_i32..10).map(|n| vec![Cell::Decimal(f64::from(n)), Cell::Decimal(f64::from(-2 * n))]).collect();
    let figure = Figure::of(ChartKind::Scatter, &table(&[("a", Kind::Decimal), ("b", Kind::Decimal)], rows)).unwrap();
    assert!(near(figure.reading.tie.unwrap(), -1.0));
    assert_eq!((figure.along.title.as_str(), figure.values.title.as_str()), ("a", "b"));
}

#[test]
fn rows_are_put_in_the_order_that_is_best_read() {
    let values = |table: &Table| table.rows.iter().filter_map(|row| row[1].number()).collect::<Vec<_>>();
    assert_eq!(values(&arranged(ChartKind::Bar, &named(&[1.0, 3.0, 2.0]))), [3.0, 2.0, 1.0]);
    let ages = ["0-14 ans", "15-29 ans", "30 ans et plus"].into_iter().zip([1, 3, 2]);
    let ages = ages.map(|(age, number)| vec![text(age), Cell::Integer(number)]).collect();
    let ages = table(&[("age", Kind::Text), ("valeur", Kind::Integer)], ages);
    assert_eq!(arranged(ChartKind::Bar, &ages), ages);
    let mut years = yearly(&[1.0, 3.0, 2.0]);
    let sorted = years.clone();
    years.rows.reverse();
    assert_eq!(arranged(ChartKind::Line, &years), sorted);
}

#[test]
fn ticks_are_round_and_few() {
    let ticks = |table: &Table| {
        let figure = Figure::of(ChartKind::Line, table).unwrap();
        figure.values.ticks.iter().map(|tick| tick.label.clone()).collect::<Vec<_>>()
    };
    let of = |numbers: &[f64]| numbers.iter().map(|number| Label::Number(*number)).collect::<Vec<_>>();
    assert_eq!(ticks(&yearly(&[0.0, 0.31])), of(&[0.0, 0.1, 0.2, 0.3, 0.4]));
    assert_eq!(ticks(&yearly(&[0.0, 7.0])), of(&[0.0, 2.0, 4.0, 6.0, 8.0]));
    assert_eq!(ticks(&yearly(&[0.0, 1.0])), of(&[0.0, 1.0]));
    assert_eq!(ticks(&yearly(&[5.0, 5.0])), of(&[0.0, 2.0, 4.0, 6.0]));
    assert_eq!(ticks(&yearly(&[0.0, 0.0])), of(&[0.0, 1.0]));
}

#[test]
fn time_is_labelled_by_what_the_rows_know() {
    let days = |days: &[Date]| {
        let rows = days.iter().map(|day| vec![Cell::Date(*day), Cell::Integer(1)]).collect();
        let figure =
            Figure::of(ChartKind::Line, &table(&[("jour", Kind::Date), ("valeur", Kind::Integer)], rows)).unwrap();
        figure.along.ticks.into_iter().map(|tick| tick.label).collect::<Vec<_>>()
    };
    assert_eq!(days(&[date(2020, 1, 1), date(2023, 1, 1)]), [2020, 2021, 2022, 2023].map(Label::Year), "years alone");
    assert_eq!(
        days(&[date(2024, 1, 1), date(2024, 4, 1)]),
        [1, 2, 3, 4].map(|month| Label::Month(date(2024, month, 1))),
        "months alone"
    );
    assert_eq!(days(&[date(2024, 1, 15)]), [Label::Day(date(2024, 1, 15))]);
    assert!(matches!(days(&[date(2024, 1, 2), date(2024, 1, 20)])[0], Label::Day(_)));
    assert!(days(&[date(-9999, 1, 1), date(9999, 12, 31)]).len() >= 2);
}

fn number() -> impl Strategy<Value = Cell> {
    prop_oneof![
        5 => (-1_000_000_i64..1_000_000).prop_map(Cell::Integer),
        3 => (-1e6_f64..1e6).prop_map(Cell::Decimal),
        1 => any::<f64>().prop_map(Cell::Decimal),
        1 => any::<i64>().prop_map(Cell::Integer),
        1 => Just(Cell::Empty),
        1 => Just(Cell::Decimal(0.0)),
    ]
}

fn any_table() -> impl Strategy<Value = Table> {
    let row = (any::<(i16, u8, u8)>(), "[a-d]{0,2}", "[0-9]{2}", number(), number());
    (prop::collection::vec(row, 0..90), any::<[bool; 5]>(), any::<bool>()).prop_map(|(rows, keep, share)| {
        let kinds = [Kind::Date, Kind::Text, Kind::Departement, Kind::Decimal, Kind::Decimal];
        let mut columns = Vec::new();
        for (index, kind) in kinds.into_iter().enumerate().filter(|(index, _)| keep[*index]) {
            let mut column = Column::new(&format!("c{index}"), &format!("C {index}"), kind);
            if share && index == 3 {
                "%".clone_into(&mut column.unit);
            }
            columns.push(column);
        }
        let rows = rows.into_iter().map(|((year, month, day), name, code, one, two)| {
            let day = Date::new(year % 9_999, (month % 12 + 1).try_into().unwrap(), (day % 28 + 1).try_into().unwrap());
            let cells = [Cell::Date(day.unwrap()), Cell::Text(name), Cell::Text(code), one, two];
            cells.into_iter().enumerate().filter(|(index, _)| keep[*index]).map(|(_, cell)| cell).collect()
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        let total = i64::try_from(rows.len()).unwrap();
        Table { columns, rows, total }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_the_table_figures_are_sound(table in any_table()) {
        for kind in ChartKind::ALL {
            for table in [table.clone(), arranged(kind, &table)] {
                if let Some(figure) = Figure::of(kind, &table) {
                    sound(&figure, &table).map_err(TestCaseError::fail)?;
                    prop_assert!(!figure.marks.is_empty());
                }
            }
        }
        if let Some(kind) = best(&table) {
            prop_assert!(fits(kind, &table.columns), "{kind}");
        }
    }

    #[test]
    fn what_is_arranged_keeps_every_row(table in any_table()) {
        let sorted = |table: &Table| {
            let mut rows: Vec<String> = table.rows.iter().map(|row| format!("{row:?}")).collect();
            rows.sort();
            rows
        };
        for kind in ChartKind::ALL {
            prop_assert_eq!(sorted(&arranged(kind, &table)), sorted(&table));
        }
    }

    #[test]
    fn one_mark_for_each_number_that_can_be_drawn(numbers in prop::collection::vec(-1e9_f64..1e9, 1..20)) {
        let table = named(&numbers);
        let figure = Figure::of(ChartKind::Bar, &table).unwrap();
        prop_assert_eq!(figure.marks.iter().map(|mark| mark.value).collect::<Vec<_>>(), numbers);
    }
}
