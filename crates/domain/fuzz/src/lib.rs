//! What the fuzz targets share: a text becomes the pairs of an address, and what a parser understood must be judged without fault.

use domain::data::{
    Column, Kind,
    query::{Fault, Query, Scopes},
};

/// One column of each of the kinds that questions tell apart.
pub fn columns() -> Vec<Column> {
    [
        ("commune", Kind::Commune),
        ("nom", Kind::Text),
        ("jour", Kind::Date),
        ("repas", Kind::Integer),
        ("prix", Kind::Decimal),
        ("bio", Kind::Boolean),
    ]
    .map(|(name, kind)| Column::new(name, name, kind))
    .to_vec()
}

/// `a=b&c=d` as pairs; what has no `=` is a name without a value.
pub fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// A parser refuses in words or gives a question; the question is refused in words or can be run.
pub fn judge(read: Result<Query, Fault>) {
    match read {
        Ok(query) => {
            if let Err(fault) = query.check(&columns(), &Scopes::new()) {
                assert!(!fault.code.is_empty());
            }
        }
        Err(fault) => assert!(!fault.to_string().is_empty()),
    }
}
