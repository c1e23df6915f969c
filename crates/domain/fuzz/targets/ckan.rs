#![no_main]
use civis_domain_fuzz::{judge, pairs};
use domain::data::query::ckan;

libfuzzer_sys::fuzz_target!(|text: &str| judge(ckan::read(pairs(text))));
