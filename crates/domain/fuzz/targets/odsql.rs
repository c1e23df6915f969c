#![no_main]
use civis_domain_fuzz::{judge, pairs};
use domain::data::query::odsql;

libfuzzer_sys::fuzz_target!(|text: &str| judge(odsql::read(pairs(text))));
