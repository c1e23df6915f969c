//! Taking everything away, and closing for good.

use crate::{
    accounts::{SECRET, bearer, browser, from, open},
    house::{houses, id, territory},
};
use domain::territory::Cog;
use std::io::Read as _;
use usecases::{
    Actor, Error, OpContext,
    accounts::{self, ExportWords},
    board, calendar, forms,
    mail::Words,
    publication, sessions,
};

const CANARY: &str = "Zébulon Canari";
/// The part of the name that is the same in every encoding and folding of ours.
const TRACE: &[u8] = b"anari";
const DAY: i64 = 24 * 3600;

struct Keys;

impl ExportWords for Keys {
    fn lang(&self) -> &'static str {
        "fr"
    }

    fn say(&self, key: &str) -> &str {
        if key == "title" { "Tout ce que le portail garde de vous" } else { "mot" }
    }
}

/// Something in every corner that names the person.
async fn lives(ctx: &OpContext) {
    let line = |line: &str| line.parse().unwrap();
    board::act(ctx, &line("add-page house Canari"), None, None).await.unwrap().outcome.unwrap();
    calendar::add_reminder(ctx, "Canari", "2026-12-01").await.unwrap();
    calendar::add_own_date(ctx, "Canari", "2026-12-01", "").await.unwrap();
    calendar::add_shortcut(ctx, "Canari", "https://exemple.fr/canari").await.unwrap();
    forms::keep(ctx, None, "import", "/", "Canari").await.unwrap().unwrap();
    let words = Words { subject: "Canari", text: "{code}" };
    accounts::change_email(ctx, "canari@exemple.org", SECRET, words).await.unwrap();
}

fn files(zip: Vec<u8>) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().to_owned(), text)
        })
        .collect()
}

#[tokio::test]
async fn everything_is_in_one_zip_with_an_index_that_reads_well() {
    for house in houses().await {
        let (ctx, _) = open(&house, CANARY, "canari@exemple.fr").await;
        lives(&ctx).await;
        let files = files(accounts::export(&ctx, &Keys).await.unwrap());
        let of = |name: &str| files.iter().find(|(file, _)| file == name).map(|(_, text)| text.as_str()).unwrap();
        let index = of("index.html");
        assert!(index.starts_with("<!DOCTYPE html><html lang=\"fr\">"), "{index}");
        assert!(index.contains("Tout ce que le portail garde de vous") && index.contains(CANARY));
        assert!(index.contains("2026-11-24 "), "times are told as dates");
        for table in ["account", "board", "reminder", "own_date", "shortcut", "kept_form", "email_change", "outbox"] {
            assert!(of(&format!("{table}.json")).contains("anari"), "{table}");
        }
        assert!(!files.iter().any(|(_, text)| text.contains("argon2")), "no secret leaves");
        assert!(matches!(accounts::export(&house.nobody(), &Keys).await, Err(Error::Forbidden)));
    }
}

#[tokio::test]
async fn closing_can_be_taken_back_for_fourteen_days() {
    for house in houses().await {
        let (ctx, entered) = open(&house, CANARY, "").await;
        accounts::close(&ctx).await.unwrap();
        assert_eq!(sessions::resume(&house.shared, &entered.token).await.unwrap(), Actor::Anonymous);
        house.wait(14 * DAY);
        assert_eq!(accounts::purge_closed(&house.system()).await.unwrap(), 0);
        let back = accounts::sign_in(&from(&house, "192.0.2.1"), CANARY, SECRET, browser(None)).await.unwrap();
        assert!(back.reopened);
        house.wait(DAY);
        assert_eq!(accounts::purge_closed(&house.system()).await.unwrap(), 0, "coming back takes it back");
        assert_eq!(accounts::show(&bearer(&house, &back.token).await).await.unwrap().closing, None);
    }
}

#[tokio::test]
async fn after_fourteen_days_no_byte_of_the_person_is_left() {
    for house in houses().await {
        let (ctx, _) = open(&house, CANARY, "canari@exemple.fr").await;
        lives(&ctx).await;
        let place = id("commune/33281");
        let cog = Cog { territories: vec![territory("commune/33281", "Mérignac")], ..Cog::default() };
        usecases::territories::import(&house.system(), &cog, "first", false, |_| {}).await.unwrap();
        accounts::grant(&house.system(), CANARY, &place).await.unwrap();
        publication::set_hue(&ctx, &place, "200").await.unwrap();
        accounts::close(&ctx).await.unwrap();
        house.wait(14 * DAY + 1);
        assert_eq!(accounts::purge_closed(&house.system()).await.unwrap(), 1);
        let wrong = accounts::sign_in(&from(&house, "192.0.2.1"), CANARY, SECRET, browser(None)).await;
        assert!(wrong.is_err());
        // On SQLite the very files are read: deleted rows are overwritten, and the log is folded in.
        for name in ["civis.db", "civis.db-wal"] {
            let Ok(bytes) = std::fs::read(house.folder.path().join(name)) else { continue };
            let found = bytes.windows(TRACE.len()).filter(|bytes| *bytes == TRACE).count();
            assert_eq!(found, 0, "{name} still holds the name");
        }
    }
}
