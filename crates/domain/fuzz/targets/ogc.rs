#![no_main]
use civis_domain_fuzz::{columns, judge, pairs};
use domain::data::query::ogc;

libfuzzer_sys::fuzz_target!(|text: &str| judge(ogc::read(&columns(), pairs(text))));
