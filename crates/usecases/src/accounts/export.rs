use crate::{Action, Error, OpContext};
use serde_json::Value;
use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};
use store::export::Rows;
use zip::{ZipWriter, write::SimpleFileOptions};

/// Longer values stand in the JSON file alone, in full.
const MOST_SHOWN: usize = 300;
/// The columns that hold seconds since 1970-01-01 UTC.
const TIMES: [&str; 12] = [
    "created",
    "seen",
    "closing",
    "changed",
    "pinned",
    "done",
    "expires",
    "used",
    "granted",
    "at",
    "published",
    "saved",
];
const STYLE: &str = "body{font:1.1rem/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
    table{border-collapse:collapse;width:100%}th,td{border:1px solid;padding:.3rem .6rem;text-align:start;\
    vertical-align:top;overflow-wrap:anywhere}";

/// The words of the index, in the person's language. The sentences are the pages' own.
pub trait ExportWords: Send + Sync {
    /// The language, `fr`.
    fn lang(&self) -> &str;
    /// The sentence of a key: `title`, `lede`, `nothing`, `table_` and a table, `column_` and a column.
    fn say(&self, key: &str) -> &str;
}

/// Everything that is kept about the person, as one zip: a JSON file for each table that names them, and an index to read.
pub async fn export(ctx: &OpContext, words: &dyn ExportWords) -> Result<Vec<u8>, Error> {
    ctx.authorize(Action::Own).await?;
    let person = ctx.person()?;
    let mut tx = ctx.read().await?;
    let tables = store::export::everything(&mut tx, person).await?;
    pack(&tables, words).map_err(|error| Error::Internal(Box::new(error)))
}

fn pack(tables: &[Rows], words: &dyn ExportWords) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    zip.start_file("index.html", options)?;
    zip.write_all(index(tables, words).as_bytes())?;
    for Rows { table, rows, .. } in tables {
        zip.start_file(format!("{table}.json"), options)?;
        zip.write_all(serde_json::to_string_pretty(rows).unwrap_or_default().as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// A page that opens in any browser, without a network.
fn index(tables: &[Rows], words: &dyn ExportWords) -> String {
    let mut page = format!(
        "<!DOCTYPE html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title}</title><style>{STYLE}</style></head>\
         <body><h1>{title}</h1><p>{}</p>",
        words.lang(),
        escape(words.say("lede")),
        title = escape(words.say("title")),
    );
    for Rows { table, columns, rows } in tables {
        let heading = escape(words.say(&format!("table_{table}")));
        let _infallible = write!(page, "<h2>{heading}</h2><p><a href=\"{table}.json\">{table}.json</a></p>");
        if rows.is_empty() {
            let _infallible = write!(page, "<p>{}</p>", escape(words.say("nothing")));
        } else {
            page.push_str(&rows_of(columns, rows, words));
        }
    }
    page.push_str("</body></html>");
    page
}

fn rows_of(columns: &[&str], rows: &[Value], words: &dyn ExportWords) -> String {
    let mut out = String::from("<table><thead><tr>");
    for column in columns {
        let _infallible = write!(out, "<th scope=\"col\">{}</th>", escape(words.say(&format!("column_{column}"))));
    }
    out.push_str("</tr></thead><tbody>");
    for row in rows {
        out.push_str("<tr>");
        for column in columns {
            let value = row.get(*column).and_then(Value::as_str).unwrap_or_default();
            let _infallible = write!(out, "<td>{}</td>", escape(&shown(column, value)));
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table>");
    out
}

/// A value as people read it: times as `2026-11-24 12:00` in Paris, long texts cut.
fn shown(column: &str, value: &str) -> String {
    if TIMES.contains(&column)
        && let Some(at) = value.parse().ok().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok())
    {
        let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap_or(jiff::tz::TimeZone::UTC);
        return at.to_zoned(zone).strftime("%Y-%m-%d %H:%M").to_string();
    }
    if value.chars().count() > MOST_SHOWN {
        return value.chars().take(MOST_SHOWN).chain(['…']).collect();
    }
    value.to_owned()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
