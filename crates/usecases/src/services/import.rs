use super::analyse::{stem, words};
use crate::{Action, Error, OpContext};
use domain::services::{Block, Inline, Kind, Named, Sheet};
use std::collections::BTreeMap;
use store::services::{self, Terms};

/// What an import wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// Sheets.
    pub sheets: usize,
    /// Themes.
    pub themes: usize,
    /// Different words.
    pub words: usize,
}

/// Puts a catalogue of sheets in the place of the stored one, in one transaction. With the digest that was imported last,
/// and only then, nothing is done: `None`.
pub async fn import(
    ctx: &OpContext,
    sheets: &[Sheet],
    digest: &str,
    if_changed: bool,
    mut progress: impl FnMut(usize) + Send,
) -> Result<Option<Imported>, Error> {
    ctx.authorize(Action::Operate).await?;
    let titles: BTreeMap<&str, &str> = sheets.iter().map(|sheet| (sheet.id.as_str(), sheet.title.as_str())).collect();
    let mut tx = ctx.write().await?;
    if if_changed && store::territories::imported_digest(&mut tx, "services").await?.as_deref() == Some(digest) {
        return Ok(None);
    }
    services::clear(&mut tx).await?;
    let mut vocabulary = BTreeMap::new();
    let mut stems = BTreeMap::new();
    for (count, sheet) in sheets.iter().enumerate() {
        let terms = terms(sheet, &mut vocabulary, &mut stems);
        services::insert(&mut tx, &with_titles(sheet, &titles), &terms).await?;
        progress(count + 1);
    }
    let mut themes: Vec<(String, String)> = sheets
        .iter()
        .filter(|sheet| sheet.kind == Kind::Theme)
        .map(|sheet| (sheet.id.clone(), sheet.title.clone()))
        .collect();
    themes.sort_by(|a, b| a.1.cmp(&b.1));
    services::insert_themes(&mut tx, &themes).await?;
    services::insert_words(&mut tx, &vocabulary).await?;
    store::territories::note_import(&mut tx, "services", digest, ctx.seconds()).await?;
    tx.commit().await?;
    Ok(Some(Imported { sheets: sheets.len(), themes: themes.len(), words: vocabulary.len() }))
}

/// The sheet with its neighbours under their own titles: their links say "Renouvellement" of a passport and of a card alike.
/// A neighbour that is not in the catalogue leads nowhere and is left out.
fn with_titles(sheet: &Sheet, titles: &BTreeMap<&str, &str>) -> Sheet {
    let related = sheet.related.iter().filter_map(|each| {
        let title = titles.get(each.id.as_str())?;
        Some(Named { title: (*title).to_owned(), ..each.clone() })
    });
    Sheet { related: related.collect(), ..sheet.clone() }
}

/// The terms of a sheet with their weights. The title weighs most; among kinds, what explains weighs more than a form.
fn terms(
    sheet: &Sheet,
    vocabulary: &mut BTreeMap<String, (String, i64)>,
    stems: &mut BTreeMap<String, String>,
) -> Terms {
    let factor = match sheet.kind {
        Kind::Procedure | Kind::Folder => 12,
        Kind::LifeEvent | Kind::Theme => 11,
        Kind::Question => 10,
        Kind::OnlineService | Kind::Simulator => 9,
        Kind::Form | Kind::Letter | Kind::Tool => 7,
    };
    let mut terms = Terms::new();
    let mut read = |text: &str, weight: i64, field: i64| {
        for word in words(text) {
            let stem = stems.entry(word.clone()).or_insert_with(|| stem(&word)).clone();
            vocabulary.entry(word).or_insert_with(|| (stem.clone(), 0)).1 += 1;
            let entry = terms.entry(stem).or_insert((0, 0));
            entry.0 = entry.0.max(weight * factor);
            entry.1 |= field;
        }
    };
    // A short title that is the question itself is likelier than a long one that holds it among others.
    let length = i64::try_from(words(&sheet.title).len()).unwrap_or(20).clamp(1, 20);
    read(&sheet.title, 100 + 60 / length, 1);
    read(&sheet.summary, 24, 2);
    let mut texts = Vec::new();
    collect(&sheet.intro, &mut texts);
    collect(&sheet.body, &mut texts);
    for (text, heading) in texts {
        if heading { read(text, 12, 4) } else { read(text, 3, 8) }
    }
    terms
}

fn collect<'a>(blocks: &'a [Block], out: &mut Vec<(&'a str, bool)>) {
    for block in blocks {
        match block {
            Block::Heading(_, text) => out.push((text, true)),
            Block::Paragraph(line) => {
                for piece in line {
                    match piece {
                        Inline::Text(text) | Inline::Strong(text) | Inline::Sheet(_, text) => out.push((text, false)),
                        Inline::Link(target) => out.push((&target.text, false)),
                    }
                }
            }
            Block::List(items) => items.iter().for_each(|item| collect(item, out)),
            Block::Table(_, rows) => rows.iter().flatten().for_each(|cell| collect(cell, out)),
            Block::Callout(_, title, inner) | Block::Case(title, inner) => {
                out.push((title, true));
                collect(inner, out);
            }
            Block::Action(action) => out.push((&action.title, false)),
            Block::Office(office) => out.push((&office.title, false)),
        }
    }
}
