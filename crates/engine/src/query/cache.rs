//! Answers that were given lately: a version never changes, so an answer about it does not either.

use domain::data::{Table, query::Checked};
use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
};

/// The most cells of all kept answers together: some tens of megabytes.
const MOST_CELLS: usize = 400_000;
/// An answer with more cells is not kept: it would push all others out.
const LARGE: usize = 60_000;

#[derive(Debug, Default)]
struct Kept {
    answers: HashMap<Arc<str>, Arc<Table>>,
    /// The oldest first.
    order: VecDeque<Arc<str>>,
    cells: usize,
}

/// The answers that are kept.
#[derive(Debug, Default)]
pub(super) struct Cache(Mutex<Kept>);

/// What tells a question to a version from others.
pub(super) fn key(parquet: &str, question: &Checked) -> Arc<str> {
    format!("{parquet}{question:?}").into()
}

fn cells(table: &Table) -> usize {
    (table.rows.len() + 1) * table.columns.len().max(1)
}

impl Cache {
    pub(super) fn get(&self, key: &str) -> Option<Arc<Table>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).answers.get(key).cloned()
    }

    pub(super) fn put(&self, key: Arc<str>, table: &Arc<Table>) {
        let new = cells(table);
        if new > LARGE {
            return;
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.answers.insert(Arc::clone(&key), Arc::clone(table)).is_none() {
            kept.order.push_back(key);
            kept.cells += new;
        }
        while kept.cells > MOST_CELLS {
            let Some(gone) = kept.order.pop_front().and_then(|oldest| kept.answers.remove(&oldest)) else { break };
            kept.cells -= cells(&gone);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::data::Cell;

    #[test]
    fn the_oldest_answers_make_room() {
        let cache = Cache::default();
        let table = Arc::new(Table { rows: vec![vec![Cell::Empty]; 50_000], ..Table::default() });
        for number in 0..20 {
            cache.put(number.to_string().into(), &table);
        }
        assert!(cache.get("0").is_none() && cache.get("19").is_some());
    }
}
