//! What territories publish, and the news that they allow, on every database that the tests are given.

use crate::house::{House, NOON, houses, id, no_id, territory};
use domain::{ids::AnnouncementId, territory::Territory};
use jiff::civil::{Date, date};
use usecases::{
    Error,
    publication::{self, News},
};

const GIRONDE: &str = "departement/33";
const MERIGNAC: &str = "commune/33281";
const FEED: &str = "https://merignac.example/rss.xml";
const OTHER: &str = "https://gironde.example/rss.xml";

fn chain() -> Vec<Territory> {
    vec![territory("region/75", "Nouvelle-Aquitaine"), territory(GIRONDE, "Gironde"), territory(MERIGNAC, "Mérignac")]
}

async fn announced(house: &House, on: Date) -> Vec<(String, String)> {
    let mut tx = house.shared.database.read().await.unwrap();
    let lines = publication::announcements_for(&mut tx, &chain(), on).await.unwrap();
    lines.into_iter().map(|line| (line.title, line.by.name)).collect()
}

async fn hue(house: &House, territory: &str) -> Option<i64> {
    let mut tx = house.shared.database.read().await.unwrap();
    store::announcements::publication(&mut tx, &id(territory)).await.unwrap().0
}

async fn news(house: &House) -> News {
    let mut tx = house.shared.database.read().await.unwrap();
    publication::news_for(&mut tx, &chain(), house.system().seconds()).await.unwrap()
}

fn rss(title: &str) -> String {
    format!(
        "<rss version=\"2.0\"><channel><title>Actus</title><item><title>{title}</title>\
         <link>https://merignac.example/{title}</link><pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate></item></channel></rss>"
    )
}

fn named(text: &str, name: &str) -> (String, String) {
    (text.to_owned(), name.to_owned())
}

#[tokio::test]
async fn announcements_of_the_whole_chain_stand_on_their_days_and_say_who_speaks() {
    for house in houses().await {
        let gironde = house.publisher("Ana", &id(GIRONDE)).await;
        let merignac = house.publisher("Bob", &id(MERIGNAC)).await;
        publication::add_announcement(&gironde, &id(GIRONDE), "Routes", "**Neige**", "2026-11-20", "2026-11-24")
            .await
            .unwrap();
        publication::add_announcement(&merignac, &id(MERIGNAC), "Marché", "Samedi", "2026-11-22", "2026-11-30")
            .await
            .unwrap();
        assert_eq!(announced(&house, date(2026, 11, 19)).await, []);
        assert_eq!(announced(&house, date(2026, 11, 20)).await, [named("Routes", "Gironde")]);
        let both = [named("Marché", "Mérignac"), named("Routes", "Gironde")];
        assert_eq!(announced(&house, date(2026, 11, 24)).await, both);
        assert_eq!(announced(&house, date(2026, 11, 25)).await, [named("Marché", "Mérignac")]);
    }
}

#[tokio::test]
async fn a_withdrawn_announcement_is_gone_and_the_history_says_by_whom() {
    for house in houses().await {
        let ctx = house.publisher("Ana", &id(MERIGNAC)).await;
        publication::add_announcement(&ctx, &id(MERIGNAC), "Fête", "Oui", "2026-11-01", "2026-12-01").await.unwrap();
        let mut tx = house.shared.database.read().await.unwrap();
        let announcement = store::announcements::of(&mut tx, &id(MERIGNAC), None).await.unwrap().remove(0);
        drop(tx);
        publication::withdraw_announcement(&ctx, &id(MERIGNAC), announcement.id).await.unwrap();
        assert_eq!(announced(&house, date(2026, 11, 24)).await, []);
        let again = publication::withdraw_announcement(&ctx, &id(MERIGNAC), announcement.id).await;
        assert!(matches!(again, Err(Error::NotFound)));
        let mut tx = house.shared.database.read().await.unwrap();
        let mut changes = store::announcements::changes(&mut tx, &id(MERIGNAC)).await.unwrap();
        changes.sort();
        assert_eq!(
            changes,
            [("Ana".to_owned(), NOON, "+ Fête".to_owned()), ("Ana".to_owned(), NOON, "- Fête".to_owned())]
        );
    }
}

#[tokio::test]
async fn only_a_publisher_of_that_very_territory_speaks_in_its_name() {
    for house in houses().await {
        let neighbor = house.publisher("Ana", &id(GIRONDE)).await;
        for ctx in [house.nobody(), house.visitor().await, neighbor] {
            let place = id(MERIGNAC);
            for outcome in [
                publication::add_announcement(&ctx, &place, "x", "x", "2026-11-01", "2026-12-01").await,
                publication::withdraw_announcement(&ctx, &place, AnnouncementId(no_id())).await,
                publication::add_contact(&ctx, &place, "x", "05 56 00 00 00", "").await,
                publication::set_hue(&ctx, &place, "12").await,
                publication::set_pinned(&ctx, &place, &[]).await,
                publication::add_feed(&ctx, &place, FEED).await,
                publication::feeds_of(&ctx, &place).await.map(|_| ()),
                publication::refresh_due(&ctx).await.map(|_| ()),
            ] {
                assert!(matches!(outcome, Err(Error::Forbidden)), "{outcome:?}");
            }
        }
    }
}

#[tokio::test]
async fn an_announcement_that_cannot_stand_names_its_fields() {
    for house in houses().await {
        let ctx = house.publisher("Ana", &id(MERIGNAC)).await;
        let long = "x".repeat(5_001);
        let outcome = publication::add_announcement(&ctx, &id(MERIGNAC), "", &long, "demain", "2026-12-01").await;
        let Err(Error::Invalid(fields)) = outcome else { panic!("{outcome:?}") };
        assert_eq!(fields.keys().copied().collect::<Vec<_>>(), ["from", "text", "title"]);
        let outcome = publication::add_announcement(&ctx, &id(MERIGNAC), "x", "x", "2026-12-02", "2026-12-01").await;
        let Err(Error::Invalid(fields)) = outcome else { panic!("{outcome:?}") };
        assert_eq!(fields.get("until"), Some(&"before_start"));
    }
}

#[tokio::test]
async fn each_territory_has_its_hue_and_the_nearest_one_gives_the_first_contacts() {
    for house in houses().await {
        let gironde = house.publisher("Ana", &id(GIRONDE)).await;
        let merignac = house.publisher("Bob", &id(MERIGNAC)).await;
        publication::set_hue(&gironde, &id(GIRONDE), "200").await.unwrap();
        publication::add_contact(&gironde, &id(GIRONDE), "Routes", "https://gironde.example/routes", "").await.unwrap();
        publication::add_contact(&merignac, &id(MERIGNAC), "Mairie", "05 56 00 00 00", "du lundi au vendredi")
            .await
            .unwrap();
        assert_eq!(hue(&house, GIRONDE).await, Some(200));
        assert_eq!(hue(&house, MERIGNAC).await, None);
        publication::set_hue(&merignac, &id(MERIGNAC), "12").await.unwrap();
        assert_eq!(hue(&house, MERIGNAC).await, Some(12));
        publication::set_hue(&merignac, &id(MERIGNAC), "").await.unwrap();
        assert_eq!(hue(&house, MERIGNAC).await, None);
        for wrong in ["360", "-1", "bleu", "1.5"] {
            assert!(
                matches!(publication::set_hue(&merignac, &id(MERIGNAC), wrong).await, Err(Error::Invalid(_))),
                "{wrong}"
            );
        }
        let mut tx = house.shared.database.read().await.unwrap();
        let contacts = publication::contacts_for(&mut tx, &chain()).await.unwrap();
        let labels: Vec<&str> = contacts.iter().map(|contact| contact.label.as_str()).collect();
        assert_eq!(labels, ["Mairie", "Routes"]);
    }
}

#[tokio::test]
async fn a_feed_is_read_when_it_is_due_and_not_before() {
    for house in houses().await {
        let ctx = house.publisher("Ana", &id(MERIGNAC)).await;
        house.shelf.put(FEED, Ok(&rss("un")));
        publication::add_feed(&ctx, &id(MERIGNAC), FEED).await.unwrap();
        assert_eq!(news(&house).await.lines, []);
        assert_eq!(publication::refresh_due(&house.system()).await.unwrap(), 1);
        assert_eq!(publication::refresh_due(&house.system()).await.unwrap(), 0);
        let found = news(&house).await;
        assert_eq!(found.lines.len(), 1);
        assert_eq!((found.lines[0].title.as_str(), found.lines[0].source.as_str()), ("un", "Actus"));
        assert_eq!(found.lines[0].day, Some(date(2026, 11, 23)));
        assert_eq!(found.stale_since, None);
        house.shelf.put(FEED, Ok(&rss("deux")));
        house.wait(30 * 60);
        assert_eq!(publication::refresh_due(&house.system()).await.unwrap(), 1);
        assert_eq!(news(&house).await.lines[0].title, "deux");
        assert_eq!(house.shelf.asked.lock().unwrap().len(), 2);
    }
}

#[tokio::test]
async fn a_broken_feed_keeps_its_last_good_copy_and_stops_no_other() {
    for house in houses().await {
        let merignac = house.publisher("Ana", &id(MERIGNAC)).await;
        let gironde = house.publisher("Bob", &id(GIRONDE)).await;
        house.shelf.put(FEED, Ok(&rss("un")));
        publication::add_feed(&merignac, &id(MERIGNAC), FEED).await.unwrap();
        publication::add_feed(&gironde, &id(GIRONDE), OTHER).await.unwrap();
        assert_eq!(publication::refresh_due(&house.system()).await.unwrap(), 1);
        house.wait(2 * 60 * 60);
        house.shelf.put(FEED, Err("status_500"));
        house.shelf.put(OTHER, Ok(&rss("ailleurs")));
        assert_eq!(publication::refresh_due(&house.system()).await.unwrap(), 1);
        let found = news(&house).await;
        let titles: Vec<&str> = found.lines.iter().map(|line| line.title.as_str()).collect();
        assert_eq!(titles, ["un", "ailleurs"]);
        assert_eq!(found.stale_since, Some(NOON));
        let views = publication::feeds_of(&merignac, &id(MERIGNAC)).await.unwrap();
        assert_eq!(views[0].failed, Some((NOON + 2 * 60 * 60, "status".to_owned())));
        assert_eq!((views[0].fetched, views[0].articles), (Some(NOON), 1));
        house.shelf.put(FEED, Ok("<html>perdu</html>"));
        house.wait(30 * 60);
        publication::refresh_due(&house.system()).await.unwrap();
        let views = publication::feeds_of(&merignac, &id(MERIGNAC)).await.unwrap();
        assert_eq!(views[0].failed.as_ref().map(|(_, code)| code.as_str()), Some("unreadable"));
        house.shelf.put(FEED, Ok(&rss("deux")));
        house.wait(30 * 60);
        publication::refresh_due(&house.system()).await.unwrap();
        assert_eq!(publication::feeds_of(&merignac, &id(MERIGNAC)).await.unwrap()[0].failed, None);
    }
}

#[tokio::test]
async fn a_territory_allows_ten_feeds_each_once_and_only_over_https() {
    for house in houses().await {
        let ctx = house.publisher("Ana", &id(MERIGNAC)).await;
        publication::add_feed(&ctx, &id(MERIGNAC), FEED).await.unwrap();
        let again = publication::add_feed(&ctx, &id(MERIGNAC), FEED).await;
        assert!(matches!(again, Err(Error::Conflict("already_there"))), "{again:?}");
        let open = publication::add_feed(&ctx, &id(MERIGNAC), "http://merignac.example/rss.xml").await;
        assert!(matches!(open, Err(Error::Invalid(_))), "{open:?}");
        for number in 1..10 {
            publication::add_feed(&ctx, &id(MERIGNAC), &format!("{FEED}?{number}")).await.unwrap();
        }
        let beyond = publication::add_feed(&ctx, &id(MERIGNAC), &format!("{FEED}?10")).await;
        assert!(matches!(beyond, Err(Error::Conflict("too_many_entries"))), "{beyond:?}");
        let feed = publication::feeds_of(&ctx, &id(MERIGNAC)).await.unwrap().remove(0);
        publication::remove_feed(&ctx, &id(MERIGNAC), feed.id).await.unwrap();
        assert!(matches!(publication::remove_feed(&ctx, &id(MERIGNAC), feed.id).await, Err(Error::NotFound)));
    }
}
