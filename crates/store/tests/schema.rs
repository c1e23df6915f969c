//! Both folders of migrations make the same tables: one SQL text serves both databases only as long as that holds.
#![expect(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

use std::collections::BTreeSet;
use store::Database;

/// Table, column, kind of value, whether it may be absent.
type Column = (String, String, String, bool);

async fn columns(database: &Database) -> BTreeSet<Column> {
    const SQLITE: &str = "SELECT t.name, c.name, lower(c.type), c.\"notnull\" = 0 AND c.pk = 0 FROM sqlite_master t \
        JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'";
    const POSTGRES: &str = "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'YES' \
        FROM information_schema.columns WHERE table_schema = 'public'";
    let rows: Vec<Column> = match database {
        Database::Sqlite { reader, .. } => sqlx::query_as(SQLITE).fetch_all(reader).await.unwrap(),
        Database::Postgres(pool) => sqlx::query_as(POSTGRES).fetch_all(pool).await.unwrap(),
    };
    let ours = rows.into_iter().filter(|(table, ..)| table != "civis_migration");
    ours.map(|(table, column, kind, absent)| (table, column, kind_of(&kind).to_owned(), absent)).collect()
}

/// What a type holds, whatever each database calls it.
fn kind_of(name: &str) -> &str {
    match name {
        "bigint" | "integer" | "smallint" => "number",
        "uuid" | "bytea" | "blob" => "bytes",
        "double precision" | "real" => "fraction",
        other => other,
    }
}

/// The indexes that we named; those that come from a key or constraint have a name of the database.
async fn indexes(database: &Database) -> BTreeSet<String> {
    const SQLITE: &str = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL";
    const POSTGRES: &str = "SELECT c.relname::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid \
        JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public' \
        WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)";
    let names: Vec<(String,)> = match database {
        Database::Sqlite { reader, .. } => sqlx::query_as(SQLITE).fetch_all(reader).await.unwrap(),
        Database::Postgres(pool) => sqlx::query_as(POSTGRES).fetch_all(pool).await.unwrap(),
    };
    names.into_iter().map(|(name,)| name).collect()
}

#[tokio::test]
async fn both_databases_have_the_same_tables_columns_and_indexes() {
    let databases = test_support::databases().await;
    let (sqlite, others) = databases.split_first().unwrap();
    let (columns_here, indexes_here) = (columns(&sqlite.0).await, indexes(&sqlite.0).await);
    assert!(columns_here.len() > 50 && columns_here.iter().any(|(table, ..)| table == "board"), "{columns_here:?}");
    for (other, _) in others {
        let there = columns(other).await;
        let differ: Vec<&Column> = columns_here.symmetric_difference(&there).collect();
        assert!(differ.is_empty(), "in one database only: {differ:#?}");
        let there = indexes(other).await;
        let differ: Vec<&String> = indexes_here.symmetric_difference(&there).collect();
        assert!(differ.is_empty(), "in one database only: {differ:?}");
    }
}

#[test]
fn both_folders_hold_migrations_of_the_same_names() {
    let names = |folder: &str| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(folder);
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect::<BTreeSet<_>>()
    };
    assert_eq!(names("sqlite"), names("postgres"));
}
