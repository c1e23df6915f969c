use crate::{Action, Error, OpContext};
use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Everything that is kept about the person, as one zip: a JSON file for each table that names them, and an index to read.
pub async fn export(ctx: &OpContext) -> Result<Vec<u8>, Error> {
    ctx.authorize(Action::Own).await?;
    let person = ctx.person()?;
    let mut tx = ctx.read().await?;
    let tables = store::export::everything(&mut tx, person).await?;
    store_zip(&tables).map_err(|error| Error::Internal(Box::new(error)))
}

fn store_zip(tables: &[(&'static str, serde_json::Value)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    let mut index = String::from(
        "<!DOCTYPE html><html lang=\"fr\"><meta charset=\"utf-8\"><title>Mes données</title><h1>Tout ce que le portail garde de vous</h1><ul>",
    );
    for (table, rows) in tables {
        let count = rows.as_array().map_or(0, Vec::len);
        let _infallible = write!(index, "<li><a href=\"{table}.json\">{table}</a> : {count}</li>");
        zip.start_file(format!("{table}.json"), options)?;
        zip.write_all(serde_json::to_string_pretty(rows).unwrap_or_default().as_bytes())?;
    }
    index.push_str("</ul>");
    zip.start_file("index.html", options)?;
    zip.write_all(index.as_bytes())?;
    Ok(zip.finish()?.into_inner())
}
