#![no_main]
use civis_domain_fuzz::{judge, pairs};
use domain::data::query::tabular;

libfuzzer_sys::fuzz_target!(|text: &str| judge(tabular::read(pairs(text))));
