//! The second reader of a territory: off until it is wanted, never the author, only for what was read, and signed.

use crate::house::{House, id, towns};
use domain::{
    help::Section,
    ids::AnnouncementId,
    preferences::Lang,
    publication::{Standing, Typed, Way},
};
use std::collections::BTreeMap;
use usecases::{
    Error, OpContext, help,
    publication::{self, Sent},
};

const MERIGNAC: &str = "commune/33281";

fn typed(title: &str) -> Typed {
    Typed { title: title.to_owned(), text: "Oui".to_owned(), from: "2026-11-24".to_owned(), until: String::new() }
}

/// Two who publish for Mérignac, which wants a second reader.
async fn two(house: &House) -> (OpContext, OpContext) {
    let (ana, bob) = (house.publisher("Ana", &id(MERIGNAC)).await, house.publisher("Bob", &id(MERIGNAC)).await);
    publication::want_reader(&ana, &id(MERIGNAC), true).await.unwrap();
    (ana, bob)
}

/// Writes a draft; when it was saved.
async fn write(ctx: &OpContext, announcement: AnnouncementId, title: &str, seen: i64) -> i64 {
    publication::save_draft(ctx, &id(MERIGNAC), announcement, &typed(title), seen).await.unwrap();
    ctx.seconds()
}

async fn publish(ctx: &OpContext, announcement: AnnouncementId) -> Result<Sent<Standing>, Error> {
    publication::publish(ctx, &id(MERIGNAC), announcement).await
}

async fn approve(ctx: &OpContext, announcement: AnnouncementId, seen: i64) -> Result<Standing, Error> {
    publication::approve(ctx, &id(MERIGNAC), announcement, seen).await
}

async fn way(ctx: &OpContext, announcement: AnnouncementId) -> Option<Way> {
    publication::preview(ctx, &id(MERIGNAC), announcement).await.unwrap().way
}

async fn titles(house: &House) -> Vec<String> {
    let published = publication::published(&house.nobody(), &id(MERIGNAC)).await.unwrap();
    published.announcements.into_iter().map(|line| line.title).collect()
}

/// The code of a refusal.
fn conflict<T>(outcome: Result<T, Error>) -> &'static str {
    outcome.map_or_else(|error| error.code(), |_| "done")
}

#[tokio::test]
async fn what_one_publisher_writes_waits_for_another_one_and_the_history_shows_both() {
    for house in towns().await {
        let (ana, bob) = two(&house).await;
        let announcement = AnnouncementId(ana.new_id());
        let seen = write(&ana, announcement, "Marché", 0).await;
        assert_eq!((way(&ana, announcement).await, way(&bob, announcement).await), (Some(Way::Ask), Some(Way::Ask)));
        assert_eq!(conflict(approve(&bob, announcement, seen).await), "changed_meanwhile", "nobody asked yet");
        house.wait(60);
        assert_eq!(publish(&ana, announcement).await.unwrap(), Sent::ToReader);
        assert_eq!(titles(&house).await, [""; 0]);
        assert!(publication::items(&bob, &id(MERIGNAC)).await.unwrap()[0].waits);
        assert_eq!(
            (way(&ana, announcement).await, way(&bob, announcement).await),
            (Some(Way::Await), Some(Way::Approve))
        );
        assert_eq!(conflict(approve(&ana, announcement, seen).await), "own_text");
        assert_eq!(conflict(publish(&ana, announcement).await), "awaits_reader");
        assert_eq!(conflict(publish(&bob, announcement).await), "awaits_reader", "approving is said, not slipped into");
        house.wait(60);
        assert_eq!(approve(&bob, announcement, seen).await.unwrap(), Standing::Online);
        assert_eq!(titles(&house).await, ["Marché"]);
        let preview = publication::preview(&ana, &id(MERIGNAC), announcement).await.unwrap();
        let told: Vec<_> = preview.changes.iter().map(|each| (each.author.as_str(), each.kind.as_str())).collect();
        assert_eq!(told, [("Bob", "approved"), ("Ana", "reader-asked")]);
        assert_eq!((preview.item.last.0.as_str(), preview.way), ("Ana", None), "it is signed by its author");
    }
}

#[tokio::test]
async fn a_text_that_changed_is_read_again_and_only_what_was_read_is_approved() {
    for house in towns().await {
        let (ana, bob) = two(&house).await;
        let announcement = AnnouncementId(ana.new_id());
        let first = write(&ana, announcement, "Marché", 0).await;
        publish(&ana, announcement).await.unwrap();
        house.wait(60);
        let second = write(&ana, announcement, "Marché annulé", first).await;
        assert_eq!(conflict(approve(&bob, announcement, first).await), "changed_meanwhile", "it waits no more");
        publish(&ana, announcement).await.unwrap();
        assert_eq!(conflict(approve(&bob, announcement, first).await), "changed_meanwhile", "he read the first one");
        house.wait(60);
        let third = write(&bob, announcement, "Marché déplacé", second).await;
        publish(&bob, announcement).await.unwrap();
        assert_eq!(conflict(approve(&bob, announcement, third).await), "own_text", "he wrote it last");
        approve(&ana, announcement, third).await.unwrap();
        assert_eq!(titles(&house).await, ["Marché déplacé"]);
    }
}

#[tokio::test]
async fn a_change_of_what_is_public_waits_too_and_withdrawing_never_does() {
    for house in towns().await {
        let (ana, bob) = two(&house).await;
        let announcement = AnnouncementId(ana.new_id());
        let seen = write(&ana, announcement, "Fête", 0).await;
        publish(&ana, announcement).await.unwrap();
        approve(&bob, announcement, seen).await.unwrap();
        house.wait(60);
        write(&ana, announcement, "Fête au parc", 0).await;
        assert_eq!(publish(&ana, announcement).await.unwrap(), Sent::ToReader);
        assert_eq!(titles(&house).await, ["Fête"], "residents see the old words");
        publication::withdraw(&ana, &id(MERIGNAC), announcement).await.unwrap();
        assert_eq!(titles(&house).await, [""; 0]);
    }
}

#[tokio::test]
async fn it_is_off_until_somebody_turns_it_on_and_one_alone_cannot() {
    for house in towns().await {
        let ana = house.publisher("Ana", &id(MERIGNAC)).await;
        let place = id(MERIGNAC);
        let reading = publication::reading_of(&ana, &place).await.unwrap();
        assert_eq!((reading.wanted, reading.publishers), (false, 1));
        assert_eq!(conflict(publication::want_reader(&ana, &place, true).await), "nobody_to_read");
        let announcement = AnnouncementId(ana.new_id());
        write(&ana, announcement, "Seule", 0).await;
        assert_eq!(way(&ana, announcement).await, Some(Way::Publish));
        assert_eq!(publish(&ana, announcement).await.unwrap(), Sent::Public(Standing::Online));
        house.publisher("Bob", &place).await;
        publication::want_reader(&ana, &place, true).await.unwrap();
        publication::want_reader(&ana, &place, true).await.unwrap();
        let waiting = AnnouncementId(ana.new_id());
        write(&ana, waiting, "À deux", 0).await;
        assert_eq!(publish(&ana, waiting).await.unwrap(), Sent::ToReader);
        house.wait(60);
        publication::want_reader(&ana, &place, false).await.unwrap();
        assert_eq!(publish(&ana, waiting).await.unwrap(), Sent::Public(Standing::Online), "everybody publishes alone");
        let history = publication::history(&ana, &place).await.unwrap();
        let turned = history.iter().filter(|each| each.kind.starts_with("reader-") && each.kind.ends_with("wanted"));
        assert_eq!(turned.count(), 2, "saying the same again changes nothing: {history:?}");
    }
}

#[tokio::test]
async fn the_second_reader_is_one_of_the_very_territory() {
    for house in towns().await {
        let (ana, _) = two(&house).await;
        let announcement = AnnouncementId(ana.new_id());
        let seen = write(&ana, announcement, "Marché", 0).await;
        publish(&ana, announcement).await.unwrap();
        for elsewhere in ["commune/33063", "epci/243300316", "departement/33", "region/75"] {
            let stranger = house.publisher(elsewhere, &id(elsewhere)).await;
            assert!(matches!(approve(&stranger, announcement, seen).await, Err(Error::Forbidden)), "{elsewhere}");
            let off = publication::want_reader(&stranger, &id(MERIGNAC), false).await;
            assert!(matches!(off, Err(Error::Forbidden)), "{elsewhere}");
            // In the name of its own territory it finds no such announcement.
            let own = publication::approve(&stranger, &id(elsewhere), announcement, seen).await;
            assert!(matches!(own, Err(Error::NotFound)), "{elsewhere}: {own:?}");
            assert!(!publication::reading_of(&stranger, &id(elsewhere)).await.unwrap().wanted);
        }
        assert_eq!(titles(&house).await, [""; 0]);
    }
}

#[tokio::test]
async fn the_proposed_board_waits_for_a_second_reader() {
    for house in towns().await {
        let (ana, bob) = two(&house).await;
        let place = id(MERIGNAC);
        let pins = ["calendar".to_owned()];
        let reasons = BTreeMap::from([("calendar".to_owned(), "Les dates.".to_owned())]);
        publication::draft_proposal(&ana, &place, &pins, &reasons).await.unwrap();
        let seen = ana.seconds();
        assert_eq!(publication::propose(&ana, &place).await.unwrap(), Sent::ToReader);
        assert!(publication::proposal_of(&ana, &place).await.unwrap().current.is_none());
        assert_eq!(conflict(publication::approve_proposal(&ana, &place, seen).await), "own_text");
        let preview = publication::preview_proposal(&bob, &place).await.unwrap();
        assert_eq!((preview.way, preview.last.clone()), (Way::Approve, ("Ana".to_owned(), seen)));
        assert_eq!(conflict(publication::approve_proposal(&bob, &place, seen - 1).await), "changed_meanwhile");
        house.wait(60);
        publication::approve_proposal(&bob, &place, seen).await.unwrap();
        let view = publication::proposal_of(&ana, &place).await.unwrap();
        assert!(view.current.is_some() && view.draft.is_none());
        assert_eq!(view.last, Some(("Ana".to_owned(), bob.seconds())));
        let told: Vec<_> = publication::history(&ana, &place).await.unwrap();
        let told: Vec<_> = told.iter().map(|each| (each.author.as_str(), each.kind.as_str())).take(2).collect();
        assert_eq!(told, [("Bob", "board-approved"), ("Ana", "board-reader-asked")]);
        publication::withdraw_proposal(&ana, &place).await.unwrap();
        assert_eq!(publication::preview_proposal(&bob, &place).await.unwrap().way, Way::Ask, "it is read again");
    }
}

#[tokio::test]
async fn a_page_of_the_help_waits_for_a_second_reader() {
    for house in towns().await {
        let (ana, bob) = two(&house).await;
        let (place, section) = (id(MERIGNAC), Section::Home);
        help::save_draft(&ana, &place, section, "complete", "Bonjour.").await.unwrap();
        let seen = ana.seconds();
        assert_eq!(help::publish(&ana, &place, section).await.unwrap(), Sent::ToReader);
        let shown = async || help::edit(&bob, &place, section, Lang::Fr).await.unwrap();
        assert_eq!((shown().await.published, shown().await.way), (None, Some(Way::Approve)));
        assert_eq!(conflict(help::approve(&ana, &place, section, seen).await), "own_text");
        house.wait(60);
        help::save_draft(&ana, &place, section, "complete", "Bonsoir.").await.unwrap();
        assert_eq!(conflict(help::approve(&bob, &place, section, seen).await), "changed_meanwhile");
        help::publish(&ana, &place, section).await.unwrap();
        help::approve(&bob, &place, section, seen + 60).await.unwrap();
        let view = shown().await;
        assert_eq!(view.published.map(|(text, _)| (text.text, text.author)), Some(("Bonsoir.".into(), "Ana".into())));
        assert_eq!(view.way, None);
    }
}
