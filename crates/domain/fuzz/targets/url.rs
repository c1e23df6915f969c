#![no_main]
use civis_domain_fuzz::{judge, pairs};
use domain::data::query::url;

// What the page writes into its own links must be read back as the same question.
libfuzzer_sys::fuzz_target!(|text: &str| {
    let read = url::read(pairs(text));
    if let Ok(query) = &read {
        let written = url::write(query);
        let again = url::read(written.iter().map(|(name, value)| (*name, value.as_str())));
        assert_eq!(again.as_ref(), Ok(query), "{written:?}");
    }
    judge(read);
});
