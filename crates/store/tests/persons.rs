//! What names a person: every such table is in the export, and deleting a person leaves no trace in any.
#![expect(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

use domain::ids::PersonId;
use sqlx::{Postgres, QueryBuilder, Sqlite};
use std::collections::BTreeSet;
use store::{Database, Tx, accounts, accounts::Account, boards, export, forms, outbox, persons, services};
use uuid::Uuid;

const CANARY: &str = "anari";

fn person() -> PersonId {
    PersonId(Uuid::from_u128(7))
}

/// The answers of a query, each as one text.
async fn texts(database: &Database, sqlite: &str, postgres: &str) -> Vec<String> {
    match database.read().await.unwrap() {
        Tx::Sqlite(mut tx) => {
            QueryBuilder::<Sqlite>::new(sqlite).build_query_scalar().fetch_all(&mut *tx).await.unwrap()
        }
        Tx::Postgres(mut tx) => {
            QueryBuilder::<Postgres>::new(postgres).build_query_scalar().fetch_all(&mut *tx).await.unwrap()
        }
    }
}

async fn tables(database: &Database) -> Vec<String> {
    texts(
        database,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()",
    )
    .await
}

/// The tables with a column that points at a person, whatever the column is called.
async fn tables_of_persons(database: &Database) -> BTreeSet<String> {
    let pointing = texts(
        database,
        "SELECT DISTINCT m.name FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f.\"table\" = 'person'",
        "SELECT DISTINCT conrelid::regclass::text FROM pg_constraint WHERE contype = 'f' AND confrelid = 'person'::regclass",
    );
    let named = texts(
        database,
        "SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name IN ('person', 'author')",
        "SELECT table_name::text FROM information_schema.columns WHERE table_schema = current_schema() AND column_name IN ('person', 'author')",
    );
    let mut all: BTreeSet<String> = pointing.await.into_iter().chain(named.await).collect();
    all.insert("person".to_owned());
    all
}

/// Every table in which a text is found, in any column.
async fn tables_with(database: &Database, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for table in tables(database).await {
        let columns = texts(
            database,
            &format!("SELECT name FROM pragma_table_info('{table}')"),
            &format!("SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}'"),
        )
        .await;
        let somewhere: Vec<String> =
            columns.iter().map(|column| format!("CAST(\"{column}\" AS TEXT) LIKE '%{text}%'")).collect();
        let count = format!("SELECT CAST(COUNT(*) AS TEXT) FROM \"{table}\" WHERE {}", somewhere.join(" OR "));
        if texts(database, &count, &count).await != ["0"] {
            found.push(table);
        }
    }
    found
}

/// A row in every table of a person that the store can write, each with the canary where it holds text.
async fn settle(tx: &mut Tx) {
    let id = Uuid::from_u128;
    persons::insert_person(tx, person(), 1).await.unwrap();
    persons::set_preferences(tx, person(), CANARY).await.unwrap();
    let account = Account {
        person: person(),
        name: "Zébulon Canari".to_owned(),
        email: Some("canari@exemple.fr".to_owned()),
        passphrase: "canari".to_owned(),
        created: 1,
        closing: None,
    };
    accounts::insert(tx, &account, "zebulon canari").await.unwrap();
    accounts::note(tx, id(1), person(), 1, "granted", "canari").await.unwrap();
    accounts::know(tx, b"canari", person(), 1).await.unwrap();
    accounts::add_codes(tx, person(), &[b"canari".to_vec()]).await.unwrap();
    accounts::set_fresh_codes(tx, person(), "canari", 9).await.unwrap();
    accounts::insert_link(tx, b"canari", person(), 9).await.unwrap();
    accounts::begin_email_change(tx, person(), "canari@exemple.org", 9).await.unwrap();
    let letter = outbox::Letter {
        id: id(4),
        recipient: "canari@exemple.org".to_owned(),
        subject: "canari".to_owned(),
        text: "canari".to_owned(),
        kind: "code".to_owned(),
        person: Some(person().0),
        created: 1,
        due: 1,
        tries: 0,
    };
    outbox::insert(tx, &letter).await.unwrap();
    boards::save(tx, person(), 0, "{\"canari\":1}", 1).await.unwrap();
    boards::insert_waiting(tx, id(2), person(), "canari", 1).await.unwrap();
    services::pin(tx, person(), "canari", 1).await.unwrap();
    let kept = forms::KeptForm {
        person: Some(person()),
        form: "import".to_owned(),
        page: "/canari".to_owned(),
        content: "canari".to_owned(),
        expires: 9,
    };
    forms::insert(tx, b"key", &kept).await.unwrap();
    let place = "commune/33281".parse().unwrap();
    let change = store::announcements::Change {
        author: "Zébulon Canari".to_owned(),
        at: 1,
        what: "hue".to_owned(),
        kind: "hue-chosen".to_owned(),
    };
    store::announcements::note(tx, id(3), &place, &change, None).await.unwrap();
    let board = store::announcements::Proposed {
        proposal_draft_author: Some("Zébulon Canari".to_owned()),
        proposal_author: Some("Zébulon Canari".to_owned()),
        ..store::announcements::Proposed::default()
    };
    store::announcements::set_proposed(tx, &place, &board).await.unwrap();
}

#[tokio::test]
async fn every_table_that_names_a_person_is_in_the_export() {
    for (database, _folder) in test_support::databases().await {
        let mut tx = database.read().await.unwrap();
        let exported: BTreeSet<String> =
            export::everything(&mut tx, person()).await.unwrap().iter().map(|rows| rows.table.to_owned()).collect();
        drop(tx);
        assert_eq!(exported, Box::pin(tables_of_persons(&database)).await);
    }
}

#[tokio::test]
async fn a_deleted_person_is_in_no_table() {
    for (database, _folder) in test_support::databases().await {
        let mut tx = database.write().await.unwrap();
        settle(&mut tx).await;
        tx.commit().await.unwrap();
        let before = tables_with(&database, CANARY).await;
        assert!(before.len() >= 8, "the search finds what is there: {before:?}");
        let mut tx = database.write().await.unwrap();
        accounts::forget_author(&mut tx, person()).await.unwrap();
        persons::delete_person(&mut tx, person()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(tables_with(&database, CANARY).await, Vec::<String>::new());
    }
}
