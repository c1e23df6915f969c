//! The first rows of a waiting file, and its report as a file for spreadsheets.

use super::{report, schema};
use crate::{
    data::{cell, label::defect_words},
    i18n::{counted, t, texts::data as d, texts::publish_data as p, tf, use_lang},
};
use domain::data::Report;
use leptos::prelude::*;

/// The first rows, as residents would see them.
pub(super) fn preview(report: &Report) -> AnyView {
    let lang = use_lang();
    view! {
        <section class="section">
            <h2>{t(p::PREVIEW)}</h2>
            <div class="table-scroll" role="region" aria-label=t(p::PREVIEW) tabindex="0">
                <table class="data">
                    <caption class="visually-hidden">{t(p::PREVIEW)}</caption>
                    <thead><tr>{report.columns.iter().map(|column| view! { <th scope="col" class=column.kind.is_number().then_some("number")>{column.title.clone()}</th> }).collect_view()}</tr></thead>
                    <tbody>{report.first.iter().map(|row| view! {
                        <tr>{row.iter().zip(&report.columns).map(|(value, column)| view! { <td class=column.kind.is_number().then_some("number")>{cell::text(lang, value, column.kind)}</td> }).collect_view()}</tr>
                    }).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

/// A value as spreadsheets read it: in quotes, and never a formula.
fn quoted(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}{}\"", if formula { "'" } else { "" }, text.replace('"', "\"\""))
}

/// The whole report, one finding a line, for a spreadsheet in French: semicolons, and a mark that says UTF-8.
pub fn csv(report: &Report) -> String {
    let lines = report.people.iter().map(|found| {
        let what = report::trace_words(found.trace).to_owned();
        (
            t(p::PEOPLE).to_owned(),
            found.column.clone(),
            what,
            found.count,
            &found.rows,
            String::new(),
            t(p::REMEDY_PEOPLE).to_owned(),
        )
    });
    let defects = report.defects.iter().map(|defect| {
        let words = defect_words(defect);
        (
            t(p::DEFECTS).to_owned(),
            defect.column.clone(),
            words,
            defect.count,
            &defect.rows,
            defect.sample.clone(),
            String::new(),
        )
    });
    let breaches = report.breaches.iter().map(|each| {
        let (what, remedy) = (schema::what(each), schema::remedy(each));
        (t(p::SCHEMA).to_owned(), each.column.clone(), what, each.count, &each.rows, each.sample.clone(), remedy)
    });
    let rare = report.rare.iter().filter(|rare| rare.stands()).map(|rare| {
        let columns = rare.columns.join(", ");
        let count = counted(use_lang(), rare.count, d::ROWS_ONE, d::ROWS);
        let what = tf(p::CROSSING_FOUND, &[("columns", &columns), ("count", &count)]);
        (
            t(p::CROSSED).to_owned(),
            columns,
            what,
            rare.count,
            &rare.rows,
            String::new(),
            t(p::CROSSING_REMEDY).to_owned(),
        )
    });
    let headings = [p::CSV_KIND, p::CSV_COLUMN, p::CSV_WHAT, p::CSV_COUNT, p::CSV_ROWS, p::CSV_SAMPLE, p::CSV_REMEDY]
        .map(|text| quoted(t(text)));
    let mut out = format!("\u{feff}{}\r\n", headings.join(";"));
    for (kind, column, what, count, rows, sample, remedy) in lines.chain(rare).chain(defects).chain(breaches) {
        let rows = rows.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let values = [kind, column, what, count.to_string(), rows, sample, remedy].map(|text| quoted(&text));
        out.push_str(&values.join(";"));
        out.push_str("\r\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::data::schema::{Breach, Cause};

    #[test]
    fn the_report_is_a_table_and_no_value_becomes_a_formula() {
        let breach = Breach {
            cause: Cause::Type,
            column: "montant".to_owned(),
            count: 2,
            rows: vec![3, 7],
            sample: "=1+1".to_owned(),
            expected: "number".to_owned(),
        };
        let text = csv(&Report { breaches: vec![breach], ..Report::default() });
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2, "{text}");
        assert!(lines.iter().all(|line| line.matches("\";\"").count() == 6), "{text}");
        assert!(text.starts_with('\u{feff}') && text.contains("\"3 7\"") && text.contains("\"'=1+1\""), "{text}");
    }
}
