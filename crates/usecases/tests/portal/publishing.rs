//! What those who publish do: drafts that are never lost, announcements that are changed and withdrawn, the proposed board.

use crate::house::{House, NOON, id, publish, towns};
use domain::{
    board::{CardKind, Size},
    ids::AnnouncementId,
    publication::{Advice, Standing, Typed},
};
use std::collections::BTreeMap;
use usecases::{
    Error, OpContext, board,
    publication::{self, Sent},
};

const GIRONDE: &str = "departement/33";
const MERIGNAC: &str = "commune/33281";
const BORDEAUX: &str = "commune/33063";

fn typed(title: &str, text: &str, from: &str, until: &str) -> Typed {
    Typed { title: title.to_owned(), text: text.to_owned(), from: from.to_owned(), until: until.to_owned() }
}

async fn save(ctx: &OpContext, announcement: AnnouncementId, typed: &Typed) -> publication::Saved {
    publication::save_draft(ctx, &id(MERIGNAC), announcement, typed, 0).await.unwrap()
}

async fn titles(house: &House) -> Vec<String> {
    let published = publication::published(&house.nobody(), &id(MERIGNAC)).await.unwrap();
    published.announcements.into_iter().map(|line| line.title).collect()
}

#[tokio::test]
async fn a_draft_is_kept_whatever_it_holds_and_shown_to_nobody() {
    for house in towns().await {
        let ctx = house.publisher("Ana", &id(MERIGNAC)).await;
        let announcement = AnnouncementId(ctx.new_id());
        let long = "Une phrase. ".repeat(2_000);
        let odd = typed("", &format!("{long}\u{0}\u{202e}"), "demain", "la semaine prochaine");
        save(&ctx, announcement, &odd).await;
        let (item, faults) = publication::edit(&ctx, &id(MERIGNAC), announcement).await.unwrap();
        // What cannot be seen is left out; everything else is as it was typed.
        assert_eq!(item.typed, typed("", &long, "demain", "la semaine prochaine"));
        assert_eq!((item.standing, item.last.clone()), (Standing::Draft, ("Ana".to_owned(), NOON)));
        let fields: Vec<_> = faults.into_iter().collect();
        assert_eq!(fields, [("from", "not_a_date"), ("text", "too_long"), ("title", "empty"), ("until", "not_a_date")]);
        let refused = publication::publish(&ctx, &id(MERIGNAC), announcement).await;
        assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
        assert_eq!(publication::edit(&ctx, &id(MERIGNAC), announcement).await.unwrap().0, item, "the draft stays");
        assert_eq!(titles(&house).await, [""; 0]);
        let beyond = typed("x", &"x".repeat(50_001), "", "");
        let outcome = publication::save_draft(&ctx, &id(MERIGNAC), announcement, &beyond, 0).await;
        assert!(matches!(outcome, Err(Error::Invalid(_))), "{outcome:?}");
    }
}

#[tokio::test]
async fn an_announcement_goes_from_draft_to_online_is_changed_and_is_taken_back() {
    for house in towns().await {
        let ctx = house.publisher("Ana", &id(MERIGNAC)).await;
        let place = id(MERIGNAC);
        let announcement = publish(&ctx, MERIGNAC, "Fête", "2026-11-24", "2026-12-01").await;
        assert_eq!(titles(&house).await, ["Fête"]);

        house.wait(60);
        let seen = typed("Fête au parc", "Oui", "2026-11-24", "2026-12-01");
        save(&ctx, announcement, &seen).await;
        let item = publication::items(&ctx, &place).await.unwrap().remove(0);
        assert_eq!((item.standing, item.pending), (Standing::Online, true));
        assert_eq!(titles(&house).await, ["Fête"], "residents see the old words");
        let sent = publication::publish(&ctx, &place, announcement).await.unwrap();
        assert_eq!(sent, Sent::Public(Standing::Online));
        assert_eq!(titles(&house).await, ["Fête au parc"]);

        house.wait(60);
        publication::withdraw(&ctx, &place, announcement).await.unwrap();
        assert_eq!(titles(&house).await, [""; 0]);
        let item = publication::items(&ctx, &place).await.unwrap().remove(0);
        assert_eq!((item.standing, &item.typed), (Standing::Withdrawn, &seen), "its text is kept");
        let again = publication::withdraw(&ctx, &place, announcement).await;
        assert!(matches!(again, Err(Error::NotFound)), "{again:?}");

        house.wait(60);
        publication::publish(&ctx, &place, announcement).await.unwrap();
        assert_eq!(titles(&house).await, ["Fête au parc"]);
        let preview = publication::preview(&ctx, &place, announcement).await.unwrap();
        let told: Vec<_> =
            preview.changes.iter().map(|change| (change.author.as_str(), change.kind.as_str())).collect();
        assert_eq!(told, [("Ana", "announced"), ("Ana", "withdrawn"), ("Ana", "reworded"), ("Ana", "announced")]);
        assert_eq!(publication::history(&ctx, &place).await.unwrap(), preview.changes);
    }
}

#[tokio::test]
async fn a_date_that_is_to_come_schedules_and_a_past_end_is_over() {
    for house in towns().await {
        let ctx = house.publisher("Ana", &id(MERIGNAC)).await;
        publish(&ctx, MERIGNAC, "Plus tard", "2026-11-26", "").await;
        publish(&ctx, MERIGNAC, "Passée", "2026-11-01", "2026-11-23").await;
        let standings = |items: Vec<publication::Item>| -> BTreeMap<String, Standing> {
            items.into_iter().map(|item| (item.typed.title, item.standing)).collect()
        };
        let found = standings(publication::items(&ctx, &id(MERIGNAC)).await.unwrap());
        assert_eq!((found["Plus tard"], found["Passée"]), (Standing::Scheduled, Standing::Over));
        assert_eq!(titles(&house).await, [""; 0]);
        house.wait(2 * 24 * 3600);
        assert_eq!(titles(&house).await, ["Plus tard"]);
        let found = standings(publication::items(&ctx, &id(MERIGNAC)).await.unwrap());
        assert_eq!(found["Plus tard"], Standing::Online);
    }
}

#[tokio::test]
async fn an_end_before_the_start_is_named_and_an_empty_start_is_today() {
    for house in towns().await {
        let ctx = house.publisher("Ana", &id(MERIGNAC)).await;
        let announcement = AnnouncementId(ctx.new_id());
        save(&ctx, announcement, &typed("x", "x", "2026-12-02", "2026-12-01")).await;
        let faults = publication::preview(&ctx, &id(MERIGNAC), announcement).await.unwrap().faults;
        assert_eq!(faults.into_iter().collect::<Vec<_>>(), [("until", "before_start")]);
        save(&ctx, announcement, &typed("x", "x", "", "")).await;
        let preview = publication::preview(&ctx, &id(MERIGNAC), announcement).await.unwrap();
        assert_eq!((preview.span, preview.faults.len()), ((ctx.today(), None), 0));
        assert_eq!(preview.advice, [Advice::NoEnd]);
    }
}

#[tokio::test]
async fn two_colleagues_on_one_draft_lose_nothing_of_each_other() {
    for house in towns().await {
        let ana = house.publisher("Ana", &id(MERIGNAC)).await;
        let bob = house.publisher("Bob", &id(MERIGNAC)).await;
        let announcement = AnnouncementId(ana.new_id());
        save(&ana, announcement, &typed("Ana", "a", "", "")).await;
        let seen = publication::edit(&bob, &id(MERIGNAC), announcement).await.unwrap().0.saved;
        house.wait(5);
        save(&ana, announcement, &typed("Ana encore", "a", "", "")).await;
        let saved =
            publication::save_draft(&bob, &id(MERIGNAC), announcement, &typed("Bob", "b", "", ""), seen).await.unwrap();
        assert!(saved.apart && saved.id != announcement);
        let mut kept: Vec<String> =
            publication::items(&ana, &id(MERIGNAC)).await.unwrap().into_iter().map(|item| item.typed.title).collect();
        kept.sort();
        assert_eq!(kept, ["Ana encore", "Bob"]);
        // The same text sent twice is one draft.
        assert!(!save(&ana, announcement, &typed("Ana encore", "a", "", "")).await.apart);
        publication::discard(&ana, &id(MERIGNAC), saved.id).await.unwrap();
        assert_eq!(publication::items(&ana, &id(MERIGNAC)).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn what_belongs_to_another_territory_is_not_there() {
    for house in towns().await {
        let ana = house.publisher("Ana", &id(MERIGNAC)).await;
        let bob = house.publisher("Bob", &id(BORDEAUX)).await;
        let published = publish(&ana, MERIGNAC, "Fête", "2026-11-24", "").await;
        let draft = AnnouncementId(ana.new_id());
        save(&ana, draft, &typed("Brouillon", "x", "", "")).await;
        publication::save_contact(&ana, &id(MERIGNAC), None, "Mairie", "05 56 00 00 00", "").await.unwrap();
        let contact = publication::contacts_of(&ana, &id(MERIGNAC)).await.unwrap().remove(0).id;
        publication::add_feed(&ana, &id(MERIGNAC), "https://merignac.example/rss.xml").await.unwrap();
        let feed = publication::feeds_of(&ana, &id(MERIGNAC)).await.unwrap().remove(0).id;
        let place = id(BORDEAUX);
        let stolen = typed("Volé", "x", "", "");
        for outcome in [
            publication::save_draft(&bob, &place, draft, &stolen, 0).await.map(drop),
            publication::publish(&bob, &place, draft).await.map(drop),
            publication::withdraw(&bob, &place, published).await,
            publication::discard(&bob, &place, draft).await,
            publication::edit(&bob, &place, published).await.map(drop),
            publication::preview(&bob, &place, draft).await.map(drop),
            publication::save_contact(&bob, &place, Some(contact), "Volé", "17", "").await,
            publication::move_contact(&bob, &place, contact, true).await,
            publication::remove_contact(&bob, &place, contact).await,
            publication::read_feed(&bob, &place, feed).await.map(drop),
            publication::remove_feed(&bob, &place, feed).await,
        ] {
            assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
        }
        // A draft under the id of a neighbor's announcement is kept at home, but takes no published place.
        publication::save_draft(&bob, &place, published, &stolen, 0).await.unwrap();
        let outcome = publication::publish(&bob, &place, published).await;
        assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
        assert_eq!(titles(&house).await, ["Fête"]);
    }
}

#[tokio::test]
async fn contacts_are_changed_ordered_and_removed() {
    for house in towns().await {
        let ctx = house.publisher("Ana", &id(MERIGNAC)).await;
        let place = id(MERIGNAC);
        for label in ["Mairie", "Police", "École"] {
            publication::save_contact(&ctx, &place, None, label, "05 56 00 00 00", "").await.unwrap();
        }
        let labels = async || -> Vec<String> {
            let published = publication::published(&house.nobody(), &place).await.unwrap();
            published.contacts.into_iter().map(|contact| contact.label).collect()
        };
        assert_eq!(labels().await, ["Mairie", "Police", "École"]);
        let all = publication::contacts_of(&ctx, &place).await.unwrap();
        publication::move_contact(&ctx, &place, all[2].id, true).await.unwrap();
        assert_eq!(labels().await, ["Mairie", "École", "Police"]);
        publication::move_contact(&ctx, &place, all[0].id, true).await.unwrap();
        publication::move_contact(&ctx, &place, all[1].id, false).await.unwrap();
        assert_eq!(labels().await, ["Mairie", "École", "Police"], "the ends stay ends");
        publication::save_contact(&ctx, &place, Some(all[0].id), "Hôtel de ville", "https://merignac.example", "")
            .await
            .unwrap();
        assert_eq!(labels().await, ["Hôtel de ville", "École", "Police"], "a change keeps its place");
        publication::save_contact(&ctx, &place, None, "Piscine", "3939", "").await.unwrap();
        publication::remove_contact(&ctx, &place, all[2].id).await.unwrap();
        assert_eq!(labels().await, ["Hôtel de ville", "Police", "Piscine"]);
        for (label, reach) in [("", "17"), ("Mairie", "appelez-nous"), ("Mairie", "javascript:alert(1)")] {
            let outcome = publication::save_contact(&ctx, &place, None, label, reach, "").await;
            assert!(matches!(outcome, Err(Error::Invalid(_))), "{label} {reach}");
        }
    }
}

/// What a resident finds on the first page: kind, size, whether it is held.
async fn found(ctx: &OpContext) -> Vec<(CardKind, Size, bool)> {
    let view = board::show(ctx, None, None).await.unwrap();
    view.board.pages[0].visible().map(|card| (card.kind, card.size, card.pinned.is_some())).collect()
}

async fn act(ctx: &OpContext, line: &str) -> Result<domain::board::Change, domain::board::Refusal> {
    board::act(ctx, &line.parse().unwrap(), None, None).await.unwrap().outcome
}

async fn card(ctx: &OpContext, kind: CardKind) -> String {
    board::show(ctx, None, None).await.unwrap().board.card_of(kind).unwrap().1.id.to_string()
}

fn reasons(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(kind, why)| ((*kind).to_owned(), (*why).to_owned())).collect()
}

#[tokio::test]
async fn a_publisher_proposes_her_own_board_and_residents_get_it() {
    for house in towns().await {
        let ctx = house.publisher("Ana", &id(MERIGNAC)).await;
        let place = id(MERIGNAC);
        let (untouched, arranged) = (house.resident(MERIGNAC).await, house.resident(MERIGNAC).await);
        let elsewhere = house.resident(BORDEAUX).await;
        let calendar = card(&arranged, CardKind::Calendar).await;
        act(&arranged, &format!("up {calendar}")).await.unwrap();
        let (own_order, at_bordeaux) = (found(&arranged).await, found(&elsewhere).await);

        let population = card(&ctx, CardKind::Population).await;
        act(&ctx, &format!("remove {population}")).await.unwrap();
        act(&ctx, "add contacts p1").await.unwrap();
        let pins = ["contacts".to_owned()];
        publication::draft_proposal(&ctx, &place, &pins, &reasons(&[("contacts", "La mairie répond.")])).await.unwrap();
        let preview = publication::preview_proposal(&ctx, &place).await.unwrap();
        assert_eq!(found(&untouched).await, at_bordeaux, "a draft reaches nobody");

        publication::propose(&ctx, &place).await.unwrap();
        let got = found(&untouched).await;
        let previewed: Vec<_> =
            preview.board.pages[0].visible().map(|card| (card.kind, card.size, card.pinned.is_some())).collect();
        assert_eq!(got, previewed, "the preview is what residents get");
        assert!(got.iter().all(|(kind, _, _)| *kind != CardKind::Population));
        assert_eq!(got.last().map(|(kind, _, held)| (*kind, *held)), Some((CardKind::Contacts, true)));
        let view = board::show(&untouched, None, None).await.unwrap();
        let held = view.board.card_of(CardKind::Contacts).unwrap().1.id;
        assert_eq!(view.reasons, [(held, "La mairie répond.".to_owned())]);

        let view = board::show(&arranged, None, None).await.unwrap();
        assert!(view.proposal_changed, "somebody who arranged the board is asked");
        let mut kept = own_order.clone();
        kept.push((CardKind::Contacts, CardKind::Contacts.default_size(), true));
        assert_eq!(found(&arranged).await, kept, "the board stays, with what is held");
        assert_eq!(found(&elsewhere).await, at_bordeaux, "another commune is not concerned");

        publication::withdraw_proposal(&ctx, &place).await.unwrap();
        assert_eq!(found(&untouched).await, at_bordeaux);
        assert!(found(&arranged).await.iter().all(|(_, _, held)| !held));
        assert!(publication::proposal_of(&ctx, &place).await.unwrap().draft.is_some(), "the arrangement is kept");
    }
}

#[tokio::test]
async fn a_pinned_card_is_moved_but_neither_removed_nor_hidden() {
    for house in towns().await {
        let ctx = house.publisher("Ana", &id(MERIGNAC)).await;
        let pins = ["announcements".to_owned()];
        publication::draft_proposal(&ctx, &id(MERIGNAC), &pins, &reasons(&[("announcements", "Les alertes.")]))
            .await
            .unwrap();
        publication::propose(&ctx, &id(MERIGNAC)).await.unwrap();
        let resident = house.resident(MERIGNAC).await;
        let held = card(&resident, CardKind::Announcements).await;
        for line in ["remove", "hide"] {
            let outcome = act(&resident, &format!("{line} {held}")).await;
            assert!(matches!(outcome, Err(domain::board::Refusal::PinnedCannotBeRemoved { .. })), "{outcome:?}");
        }
        act(&resident, &format!("first {held}")).await.unwrap();
        assert_eq!(found(&resident).await[0].0, CardKind::Announcements);
    }
}

#[tokio::test]
async fn a_pin_needs_a_reason_and_a_card_that_is_on_the_board() {
    for house in towns().await {
        let ctx = house.publisher("Ana", &id(MERIGNAC)).await;
        let place = id(MERIGNAC);
        let pins = ["calendar".to_owned()];
        publication::draft_proposal(&ctx, &place, &pins, &reasons(&[("calendar", "  ")])).await.unwrap();
        let preview = publication::preview_proposal(&ctx, &place).await.unwrap();
        assert_eq!(preview.unexplained, [CardKind::Calendar]);
        let refused = publication::propose(&ctx, &place).await;
        assert!(matches!(refused, Err(Error::Conflict("reason_missing"))), "{refused:?}");
        for (word, why) in [("news", "x"), ("horoscope", "x"), ("calendar", "a\u{202e}b")] {
            let outcome = publication::draft_proposal(&ctx, &place, &[word.to_owned()], &reasons(&[(word, why)])).await;
            assert!(matches!(outcome, Err(Error::Invalid(_))), "{word}: {outcome:?}");
        }
        publication::drop_proposal(&ctx, &place).await.unwrap();
        let none = publication::propose(&ctx, &place).await;
        assert!(matches!(none, Err(Error::NotFound)), "{none:?}");
    }
}

#[tokio::test]
async fn the_cascade_merges_the_levels_and_each_pin_names_its_own() {
    for house in towns().await {
        let gironde = house.publisher("Ana", &id(GIRONDE)).await;
        let merignac = house.publisher("Bob", &id(MERIGNAC)).await;
        let propose = async |ctx: &OpContext, place: &str, kind: &str, why: &str| {
            let pins = [kind.to_owned()];
            publication::draft_proposal(ctx, &id(place), &pins, &reasons(&[(kind, why)])).await.unwrap();
            publication::propose(ctx, &id(place)).await.unwrap();
        };
        propose(&gironde, GIRONDE, "help-numbers", "Les urgences.").await;
        let removed = card(&merignac, CardKind::HelpNumbers).await;
        act(&merignac, &format!("remove {removed}")).await.unwrap();
        propose(&merignac, MERIGNAC, "announcements", "Les alertes.").await;
        let resident = house.resident(MERIGNAC).await;
        let view = board::show(&resident, None, None).await.unwrap();
        let by = |kind| view.board.card_of(kind).unwrap().1.pinned.clone().unwrap().by.to_string();
        // The commune left the département's pinned card out: it cannot.
        assert_eq!((by(CardKind::HelpNumbers), by(CardKind::Announcements)), (GIRONDE.into(), MERIGNAC.into()));
        let mut told: Vec<&str> = view.reasons.iter().map(|(_, why)| why.as_str()).collect();
        told.sort_unstable();
        assert_eq!(told, ["Les alertes.", "Les urgences."]);
    }
}

#[tokio::test]
async fn a_publisher_finds_her_territories_by_name() {
    for house in towns().await {
        let ctx = house.publisher("Ana", &id(MERIGNAC)).await;
        usecases::accounts::grant(&house.system(), "Ana", &id(GIRONDE)).await.unwrap();
        let names: Vec<String> =
            publication::my_territories(&ctx).await.unwrap().into_iter().map(|place| place.name).collect();
        assert_eq!(names, ["Mérignac", "Gironde"]);
        let refused = publication::my_territories(&house.visitor().await).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");
        let overview = publication::overview(&ctx, &id(MERIGNAC)).await.unwrap();
        assert_eq!((overview.place.name.as_str(), overview.announcements.len()), ("Mérignac", 0));
    }
}
