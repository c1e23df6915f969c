//! A search that answers: "population Mérignac" shows the figure before the list of datasets that hold it.

use super::group::stems;
use crate::{Error, OpContext, data, services::Asked, territories};
use domain::{
    data::{
        Dataset,
        query::{Filter, How, Measure, Query, url},
    },
    territory::{Matched, TerritoryHit},
    text::fold,
};
use store::{Tx, datasets};

/// The most words of a place's name.
const PLACE_WORDS: usize = 5;

/// A figure of a place, out of a dataset.
#[derive(Debug, Clone, PartialEq)]
pub struct DataAnswer {
    /// The place.
    pub place: TerritoryHit,
    /// What is measured, as the dataset heads it.
    pub heading: String,
    /// How; one row is the value itself.
    pub how: Option<How>,
    /// The value.
    pub value: domain::data::Cell,
    /// Its unit.
    pub unit: String,
    /// The dataset.
    pub dataset: Dataset,
    /// Path and query of the dataset's page that shows it.
    pub address: String,
}

/// The figure that a question asks for, if it names a place and something that a dataset measures there.
pub(super) async fn answer(ctx: &OpContext, tx: &mut Tx, asked: &Asked) -> Result<Option<DataAnswer>, Error> {
    let Some((place, rest)) = place(tx, asked).await? else { return Ok(None) };
    let terms: Vec<String> = rest.iter().map(|word| crate::services::stem(word)).collect();
    let wanted = datasets::Wanted { terms: terms.clone(), ..datasets::Wanted::default() };
    let (_, found) = datasets::list(tx, &wanted, 5, 0).await?;
    for dataset in found {
        let columns = &dataset.version.columns;
        if !columns.iter().any(|column| column.kind.is_territory()) {
            continue;
        }
        let measured = columns
            .iter()
            .find(|column| column.kind.is_quantity() && terms.iter().all(|term| stems(&column.title).contains(term)));
        let Some(column) = measured.cloned() else { continue };
        let filter = Filter::Within(place.id.clone());
        let how = if column.kind == domain::data::Kind::Integer { How::Sum } else { How::Mean };
        let query =
            Query { filter, measures: vec![Measure::count(), Measure::of(how, &column.name)], ..Query::default() };
        // A dataset that is not divided by this kind of place, or is too large for a search, answers nothing.
        let Ok(table) = data::ask_in(ctx, tx, &dataset, &query).await else { continue };
        let (count, value) = match table.rows.first().map(Vec::as_slice) {
            Some([domain::data::Cell::Integer(count), value]) if *count > 0 && !value.is_empty() => {
                (*count, value.clone())
            }
            _ => continue,
        };
        let shown = Query { filter: query.filter, ..Query::default() };
        let pairs: Vec<String> = url::write(&shown)
            .into_iter()
            .map(|(name, value)| format!("{name}={}", value.replace('/', "%2F")))
            .collect();
        return Ok(Some(DataAnswer {
            place,
            heading: column.title,
            how: (count > 1).then_some(how),
            value,
            unit: column.unit,
            address: format!("/donnees/{}?{}", dataset.slug, pairs.join("&")),
            dataset,
        }));
    }
    Ok(None)
}

/// The place that a question names at its beginning or end, and the other words.
async fn place<'a>(tx: &mut Tx, asked: &'a Asked) -> Result<Option<(TerritoryHit, &'a [String])>, Error> {
    let words = &asked.words;
    for length in (1..words.len().min(PLACE_WORDS + 1)).rev() {
        let (head, tail) = words.split_at(words.len() - length);
        let (first, last) = words.split_at(length);
        for (name, rest) in [(tail, head), (first, last)] {
            let name = name.join(" ");
            let hits = territories::search_in(tx, &name, None).await?;
            let exact = hits.into_iter().find(|hit| hit.matched == Matched::Name && same(&hit.name, &name));
            if let Some(hit) = exact {
                return Ok(Some((hit, rest)));
            }
        }
    }
    Ok(None)
}

/// Whether a name is what was typed, but for small words, which a question leaves out.
fn same(name: &str, typed: &str) -> bool {
    crate::services::words(name).join(" ") == crate::services::words(typed).join(" ") || fold(name) == typed
}
