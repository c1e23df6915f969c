//! No door can be broken by what it is asked.

use crate::asked::columns;
use domain::data::query::{Fault, Query, Scopes, ckan, odsql, ogc, tabular, url};
use proptest::{collection::vec, prelude::*, sample::select};

/// Every door is asked this; what it reads is held against the columns too.
fn ask_all(name: &str, value: &str) {
    let pairs = [(name, value)];
    let doors: [Result<Query, Fault>; 6] = [
        odsql::read(pairs),
        odsql::read_export(pairs),
        tabular::read(pairs),
        ckan::read(pairs),
        ogc::read(&columns(), pairs),
        url::read(pairs),
    ];
    for fault in
        doors.into_iter().filter_map(|read| read.and_then(|query| query.check(&columns(), &Scopes::new())).err())
    {
        assert!(!fault.code.is_empty() && fault.about.chars().count() <= 120);
    }
}

const NAMES: [&str; 30] = [
    "select",
    "where",
    "group_by",
    "order_by",
    "limit",
    "offset",
    "refine",
    "exclude",
    "columns",
    "page",
    "page_size",
    "nom__in",
    "repas__sum",
    "nom__sort",
    "jour__isnull",
    "filters",
    "q",
    "fields",
    "sort",
    "distinct",
    "plain",
    "bbox",
    "datetime",
    "jour",
    "f",
    "par",
    "calcul",
    "tri",
    "lieu",
    "commune__groupby",
];

/// Words that mean something at one of the doors, and what breaks readers.
const WORDS: [&str; 70] = [
    "a",
    "nom",
    "jour",
    "repas",
    "(",
    ")",
    "[",
    "]",
    ",",
    "..",
    ".",
    ":",
    "=",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "*",
    "-",
    "+",
    "1",
    "-0.5",
    "99999999999999999999",
    "1e9",
    "'",
    "\"",
    "`",
    "\\",
    "'x'",
    "\"é\"",
    "`nom`",
    "date",
    "date'2020-01-01'",
    "and",
    "or",
    "not ",
    "in ",
    "like ",
    "is ",
    "null",
    "true",
    "as ",
    "asc",
    "desc",
    "count(",
    "count(*)",
    "distinct ",
    "sum(",
    "year(jour)",
    "range(jour, 1 month)",
    "search(",
    "startswith(",
    "in_bbox(geo,",
    "to",
    "{",
    "}",
    "{\"nom\":",
    "[\"",
    "null,",
    "/",
    "2020-02-30",
    "9999-12-31",
    "T12:00:00Z",
    "inf",
    "nan",
    "\u{0}",
    "\u{202e}",
    "é",
    "𝟙",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_a_door(name in ".{0,20}", value in "\\PC{0,200}", known in select(NAMES.to_vec())) {
        ask_all(&name, &value);
        ask_all(known, &value);
    }

    #[test]
    fn no_words_of_theirs_break_a_door(
        known in select(NAMES.to_vec()),
        words in vec(select(WORDS.to_vec()), 0..40),
        space in select(vec!["", " "]),
    ) {
        ask_all(known, &words.join(space));
    }

    #[test]
    fn no_bytes_break_a_door(known in select(NAMES.to_vec()), bytes in vec(any::<u8>(), 0..300)) {
        ask_all(known, &String::from_utf8_lossy(&bytes));
    }
}
