//! What residents get of what territories publish, and the news that they allow, on every database that the tests are given.

use crate::house::{House, NOON, houses, id, no_id, publish, territory};
use domain::{
    ids::{AnnouncementId, ContactId, FeedId},
    territory::Territory,
};
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};
use usecases::{
    Error, OpContext,
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
        publish(&gironde, GIRONDE, "Routes", "2026-11-20", "2026-11-24").await;
        publish(&merignac, MERIGNAC, "Marché", "2026-11-22", "2026-11-30").await;
        publish(&merignac, MERIGNAC, "Mairie", "2026-11-25", "").await;
        assert_eq!(announced(&house, date(2026, 11, 19)).await, []);
        assert_eq!(announced(&house, date(2026, 11, 20)).await, [named("Routes", "Gironde")]);
        let both = [named("Marché", "Mérignac"), named("Routes", "Gironde")];
        assert_eq!(announced(&house, date(2026, 11, 24)).await, both);
        let later = [named("Mairie", "Mérignac"), named("Marché", "Mérignac")];
        assert_eq!(announced(&house, date(2026, 11, 25)).await, later);
        assert_eq!(announced(&house, date(2036, 1, 1)).await, [named("Mairie", "Mérignac")]);
    }
}

/// Each thing that somebody can do or read in the name of a territory.
async fn everything(ctx: &OpContext, place: &str) -> Vec<(&'static str, Result<(), Error>)> {
    let place = id(place);
    let (announcement, contact, feed) = (AnnouncementId(no_id()), ContactId(no_id()), FeedId(no_id()));
    let typed = domain::publication::Typed::default();
    let nothing = BTreeMap::new();
    vec![
        ("save_draft", publication::save_draft(ctx, &place, announcement, &typed, 0).await.map(drop)),
        ("publish", publication::publish(ctx, &place, announcement).await.map(drop)),
        ("withdraw", publication::withdraw(ctx, &place, announcement).await),
        ("discard", publication::discard(ctx, &place, announcement).await),
        ("items", publication::items(ctx, &place).await.map(drop)),
        ("edit", publication::edit(ctx, &place, announcement).await.map(drop)),
        ("preview", publication::preview(ctx, &place, announcement).await.map(drop)),
        ("contacts_of", publication::contacts_of(ctx, &place).await.map(drop)),
        ("save_contact", publication::save_contact(ctx, &place, None, "x", "05 56 00 00 00", "").await),
        ("move_contact", publication::move_contact(ctx, &place, contact, true).await),
        ("remove_contact", publication::remove_contact(ctx, &place, contact).await),
        ("hue_of", publication::hue_of(ctx, &place).await.map(drop)),
        ("set_hue", publication::set_hue(ctx, &place, "12").await),
        ("proposal_of", publication::proposal_of(ctx, &place).await.map(drop)),
        ("draft_proposal", publication::draft_proposal(ctx, &place, &[], &nothing).await),
        ("preview_proposal", publication::preview_proposal(ctx, &place).await.map(drop)),
        ("propose", publication::propose(ctx, &place).await.map(drop)),
        ("approve", publication::approve(ctx, &place, announcement, 0).await.map(drop)),
        ("approve_proposal", publication::approve_proposal(ctx, &place, 0).await),
        ("reading_of", publication::reading_of(ctx, &place).await.map(drop)),
        ("want_reader", publication::want_reader(ctx, &place, true).await),
        ("drop_proposal", publication::drop_proposal(ctx, &place).await),
        ("withdraw_proposal", publication::withdraw_proposal(ctx, &place).await),
        ("add_feed", publication::add_feed(ctx, &place, FEED).await),
        ("feeds_of", publication::feeds_of(ctx, &place).await.map(drop)),
        ("read_feed", publication::read_feed(ctx, &place, feed).await.map(drop)),
        ("remove_feed", publication::remove_feed(ctx, &place, feed).await),
        ("history", publication::history(ctx, &place).await.map(drop)),
        ("overview", publication::overview(ctx, &place).await.map(drop)),
        ("place", publication::place(ctx, &place).await.map(drop)),
    ]
}

#[tokio::test]
async fn rights_end_at_the_edge_of_the_territory_for_everything_that_can_be_done() {
    for house in houses().await {
        // The département above, the EPCI around, the commune beside: none of them speaks for Mérignac.
        let above = house.publisher("Ana", &id(GIRONDE)).await;
        let around = house.publisher("Cléo", &id("epci/243300316")).await;
        let beside = house.publisher("Dan", &id("commune/33063")).await;
        for ctx in [house.nobody(), house.visitor().await, above, around, beside] {
            for (what, outcome) in everything(&ctx, MERIGNAC).await {
                assert!(matches!(outcome, Err(Error::Forbidden)), "{what}: {outcome:?}");
            }
            let jobs = publication::refresh_due(&ctx).await;
            assert!(matches!(jobs, Err(Error::Forbidden)), "{jobs:?}");
        }
        let ctx = house.publisher("Bob", &id(MERIGNAC)).await;
        for (what, outcome) in everything(&ctx, MERIGNAC).await {
            assert!(!matches!(outcome, Err(Error::Forbidden)), "{what} is refused to its own publisher");
        }
    }
}

#[tokio::test]
async fn a_right_that_is_taken_back_ends_at_once() {
    for house in houses().await {
        let ctx = house.publisher("Ana", &id(MERIGNAC)).await;
        publication::items(&ctx, &id(MERIGNAC)).await.unwrap();
        usecases::accounts::revoke(&house.system(), "Ana", &id(MERIGNAC)).await.unwrap();
        for (what, outcome) in everything(&ctx, MERIGNAC).await {
            assert!(matches!(outcome, Err(Error::Forbidden)), "{what}: {outcome:?}");
        }
    }
}

/// Two of each level; each publishes one of everything, named after itself.
const ALL: [&str; 8] = [
    "region/75",
    "region/76",
    GIRONDE,
    "departement/40",
    "epci/243300316",
    "epci/244000808",
    MERIGNAC,
    "commune/33063",
];

#[tokio::test]
async fn whatever_the_chain_nothing_of_a_territory_outside_it_ever_shows() {
    for house in houses().await {
        for text in ALL {
            let ctx = house.publisher(text, &id(text)).await;
            publish(&ctx, text, text, "2026-11-01", "").await;
            publication::save_contact(&ctx, &id(text), None, text, "05 56 00 00 00", "").await.unwrap();
            let feed = format!("https://{}.example/rss.xml", text.replace('/', "-"));
            house.shelf.put(&feed, Ok(&rss(&text.replace('/', "-"))));
            publication::add_feed(&ctx, &id(text), &feed).await.unwrap();
            let pins = ["news".to_owned(), "help-numbers".to_owned()];
            let reasons = pins.iter().map(|kind| (kind.clone(), format!("Pour {text}"))).collect();
            let add = "add news p1".parse().unwrap();
            usecases::board::act(&ctx, &add, None, None).await.unwrap().outcome.unwrap();
            publication::draft_proposal(&ctx, &id(text), &pins, &reasons).await.unwrap();
            publication::propose(&ctx, &id(text)).await.unwrap();
        }
        publication::refresh_due(&house.system()).await.unwrap();
        // Every set of territories, in the order of the levels: 256 chains, real ones among them.
        for mask in 0_u32..256 {
            let inside: Vec<&str> =
                ALL.iter().enumerate().filter(|(place, _)| mask & (1 << place) != 0).map(|(_, text)| *text).collect();
            let chain: Vec<Territory> = inside.iter().map(|text| territory(text, text)).collect();
            let wanted: BTreeSet<&str> = inside.iter().copied().collect();
            let mut tx = house.shared.database.read().await.unwrap();
            let lines = publication::announcements_for(&mut tx, &chain, date(2026, 11, 24)).await.unwrap();
            assert_eq!(lines.iter().map(|line| line.title.as_str()).collect::<BTreeSet<_>>(), wanted);
            assert!(
                lines.iter().all(|line| line.by.id.to_string() == line.title),
                "each is signed by its own territory"
            );
            let contacts = publication::contacts_for(&mut tx, &chain).await.unwrap();
            assert_eq!(contacts.iter().map(|line| line.label.as_str()).collect::<BTreeSet<_>>(), wanted);
            let news = publication::news_for(&mut tx, &chain, NOON).await.unwrap();
            let titles: BTreeSet<String> =
                news.lines.into_iter().map(|line| line.title.replacen('-', "/", 1)).collect();
            assert_eq!(titles.iter().map(String::as_str).collect::<BTreeSet<_>>(), wanted);
            let ids: Vec<_> = inside.iter().map(|text| id(text)).collect();
            let levels = publication::proposals_for(&mut tx, &ids).await.unwrap();
            let standard = domain::board::Proposal::standard("Moi".parse().unwrap());
            let board = domain::board::merge_proposals(&standard, &levels);
            for (_, card) in board.cards() {
                let Some(pin) = &card.pinned else { continue };
                assert!(wanted.contains(pin.by.to_string().as_str()), "{} is held from outside", card.kind);
                let level = levels.iter().find(|level| level.territory == pin.by).unwrap();
                assert_eq!(level.reason(card.kind), Some(format!("Pour {}", pin.by).as_str()));
            }
            assert_eq!(board.pins().is_empty(), inside.is_empty());
        }
    }
}

#[tokio::test]
async fn each_territory_has_its_hue_and_the_nearest_one_gives_the_first_contacts() {
    for house in houses().await {
        let gironde = house.publisher("Ana", &id(GIRONDE)).await;
        let merignac = house.publisher("Bob", &id(MERIGNAC)).await;
        publication::set_hue(&gironde, &id(GIRONDE), "200").await.unwrap();
        publication::save_contact(&gironde, &id(GIRONDE), None, "Routes", "https://gironde.example/routes", "")
            .await
            .unwrap();
        publication::save_contact(&merignac, &id(MERIGNAC), None, "Mairie", "05 56 00 00 00", "du lundi au vendredi")
            .await
            .unwrap();
        assert_eq!(hue(&house, GIRONDE).await, Some(200));
        assert_eq!(hue(&house, MERIGNAC).await, None);
        publication::set_hue(&merignac, &id(MERIGNAC), "12").await.unwrap();
        assert_eq!(hue(&house, MERIGNAC).await, Some(12));
        publication::set_hue(&merignac, &id(MERIGNAC), "").await.unwrap();
        assert_eq!(hue(&house, MERIGNAC).await, None);
        for wrong in ["360", "-1", "bleu", "1.5"] {
            let outcome = publication::set_hue(&merignac, &id(MERIGNAC), wrong).await;
            assert!(matches!(outcome, Err(Error::Invalid(_))), "{wrong}");
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

#[tokio::test]
async fn a_feed_is_read_on_demand_but_not_twice_in_a_minute() {
    for house in houses().await {
        let ctx = house.publisher("Ana", &id(MERIGNAC)).await;
        publication::add_feed(&ctx, &id(MERIGNAC), FEED).await.unwrap();
        let feed = publication::feeds_of(&ctx, &id(MERIGNAC)).await.unwrap().remove(0).id;
        assert!(!publication::read_feed(&ctx, &id(MERIGNAC), feed).await.unwrap(), "nothing is there");
        let again = publication::read_feed(&ctx, &id(MERIGNAC), feed).await;
        assert!(matches!(again, Err(Error::TooMany { retry_after: 60 })), "{again:?}");
        house.shelf.put(FEED, Ok(&rss("un")));
        house.wait(60);
        assert!(publication::read_feed(&ctx, &id(MERIGNAC), feed).await.unwrap());
        assert_eq!(news(&house).await.lines[0].title, "un");
        // A reading on demand counts as the half-hourly one.
        assert_eq!(publication::refresh_due(&house.system()).await.unwrap(), 0);
        let none = publication::read_feed(&ctx, &id(MERIGNAC), FeedId(no_id())).await;
        assert!(matches!(none, Err(Error::NotFound)), "{none:?}");
    }
}
