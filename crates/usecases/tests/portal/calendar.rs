//! Reminders, own dates, shortcuts and the calendar feed, on every database that the tests are given.

use crate::house::{House, houses, no_id};
use domain::{
    calendar::{EventTitle, Reminder},
    ids::ReminderId,
};
use usecases::{Error, OpContext, calendar};

async fn reminders(house: &House, ctx: &OpContext) -> Vec<Reminder> {
    let mut tx = house.shared.database.read().await.unwrap();
    store::calendar::reminders(&mut tx, ctx.person().unwrap()).await.unwrap()
}

fn title(title: &EventTitle) -> String {
    match title {
        EventTitle::Holiday(kind) => kind.code().to_owned(),
        EventTitle::School(pause) => pause.code().to_owned(),
        EventTitle::Own(label) => label.clone(),
        EventTitle::Reminder { .. } => "Échéance".to_owned(),
    }
}

fn token(address: &str) -> &str {
    address.rsplit('/').next().and_then(|name| name.strip_suffix(".ics")).unwrap()
}

#[tokio::test]
async fn a_reminder_can_be_changed_done_reopened_and_deleted() {
    for house in houses().await {
        let ctx = house.visitor().await;
        calendar::add_reminder(&ctx, " Déclarer  mes revenus ", "2027-05-20").await.unwrap();
        let id = reminders(&house, &ctx).await[0].id;
        calendar::change_reminder(&ctx, id, "Déclarer", "2027-05-21").await.unwrap();
        calendar::finish_reminder(&ctx, id).await.unwrap();
        let changed = reminders(&house, &ctx).await;
        assert_eq!((changed[0].label.as_str(), changed[0].due.to_string().as_str()), ("Déclarer", "2027-05-21"));
        assert_eq!(changed[0].done, Some(crate::house::NOON));
        calendar::reopen_reminder(&ctx, id).await.unwrap();
        assert_eq!(reminders(&house, &ctx).await[0].done, None);
        calendar::delete_reminder(&ctx, id).await.unwrap();
        assert!(reminders(&house, &ctx).await.is_empty());
    }
}

#[tokio::test]
async fn somebody_elses_reminder_does_not_exist() {
    for house in houses().await {
        let (owner, stranger) = (house.visitor().await, house.visitor().await);
        calendar::add_reminder(&owner, "À moi", "2027-01-01").await.unwrap();
        let id = reminders(&house, &owner).await[0].id;
        for outcome in [
            calendar::finish_reminder(&stranger, id).await,
            calendar::reopen_reminder(&stranger, id).await,
            calendar::change_reminder(&stranger, id, "à lui", "2027-01-02").await,
            calendar::delete_reminder(&stranger, id).await,
            calendar::delete_reminder(&owner, ReminderId(no_id())).await,
        ] {
            assert!(matches!(outcome, Err(Error::NotFound)), "{outcome:?}");
        }
        assert!(matches!(calendar::add_reminder(&house.nobody(), "x", "2027-01-01").await, Err(Error::Forbidden)));
        assert_eq!(reminders(&house, &owner).await.len(), 1);
    }
}

#[tokio::test]
async fn a_form_with_a_fault_names_the_field() {
    for house in houses().await {
        let ctx = house.visitor().await;
        for (outcome, field, code) in [
            (calendar::add_reminder(&ctx, "", "2027-01-01").await, "label", "empty"),
            (calendar::add_reminder(&ctx, "x", "2027-02-30").await, "due", "not_a_date"),
            (calendar::add_reminder(&ctx, "x", "9999-12-31").await, "due", "not_a_date"),
            (calendar::add_own_date(&ctx, "a\0b", "2027-01-01", "").await, "event", "forbidden_character"),
            (calendar::add_own_date(&ctx, "x", "", "").await, "day", "not_a_date"),
            (calendar::add_own_date(&ctx, "x", "2027-01-02", "2027-01-01").await, "until", "before_start"),
            (calendar::add_own_date(&ctx, "x", "2027-01-02", "31/04").await, "until", "not_a_date"),
            (calendar::add_shortcut(&ctx, "x", "javascript:alert(1)").await, "url", "not_an_address"),
            (calendar::add_shortcut(&ctx, "x", "//evil.example").await, "url", "not_an_address"),
        ] {
            match outcome {
                Err(Error::Invalid(fields)) => assert_eq!(fields.get(field), Some(&code)),
                other => panic!("{field}: {other:?}"),
            }
        }
    }
}

#[tokio::test]
async fn an_own_date_of_several_days_can_be_changed_and_deleted_by_its_owner_alone() {
    for house in houses().await {
        let (ctx, stranger) = (house.visitor().await, house.visitor().await);
        calendar::add_own_date(&ctx, "Voyage", "2026-12-20", "2027-01-03").await.unwrap();
        let agenda = async || calendar::agenda(&ctx).await.unwrap();
        let id = agenda().await.own[0].id;
        let event = agenda().await.agenda.events.into_iter().find(|event| event.key == format!("own-{id}")).unwrap();
        assert_eq!((event.date.to_string(), event.end.to_string()), ("2026-12-20".into(), "2027-01-03".into()));
        let theirs = calendar::change_own_date(&stranger, id, "à lui", "2026-12-20", "").await;
        assert!(matches!(theirs, Err(Error::NotFound)), "{theirs:?}");
        assert!(matches!(calendar::delete_own_date(&stranger, id).await, Err(Error::NotFound)));
        calendar::change_own_date(&ctx, id, "Voyage à Lille", "2026-12-21", "").await.unwrap();
        let own = agenda().await.own[0].clone();
        assert_eq!((own.label.as_str(), own.day, own.until), ("Voyage à Lille", own.until, own.day));
        let mut tx = house.shared.database.read().await.unwrap();
        let kept = store::export::everything(&mut tx, ctx.person().unwrap()).await.unwrap();
        let dates = kept.into_iter().find(|rows| rows.table == "own_date").unwrap().rows;
        assert_eq!(dates[0]["day"], "2026-12-21");
        drop(tx);
        calendar::delete_own_date(&ctx, id).await.unwrap();
        assert!(agenda().await.own.is_empty());
    }
}

#[tokio::test]
async fn a_shortcut_can_be_changed_by_its_owner_alone() {
    for house in houses().await {
        let (ctx, stranger) = (house.visitor().await, house.visitor().await);
        calendar::add_shortcut(&ctx, "Bus", "https://bus.example").await.unwrap();
        let mut tx = house.shared.database.read().await.unwrap();
        let id = store::calendar::shortcuts(&mut tx, ctx.person().unwrap()).await.unwrap()[0].id;
        drop(tx);
        calendar::change_shortcut(&ctx, id, "Tram", "https://tram.example/lignes").await.unwrap();
        let changed = calendar::shortcut(&ctx, id).await.unwrap();
        assert_eq!((changed.label.as_str(), changed.address.as_str()), ("Tram", "https://tram.example/lignes"));
        assert!(matches!(calendar::shortcut(&stranger, id).await, Err(Error::NotFound)));
        let theirs = calendar::change_shortcut(&stranger, id, "x", "https://x.example").await;
        assert!(matches!(theirs, Err(Error::NotFound)), "{theirs:?}");
        let wrong = calendar::change_shortcut(&ctx, id, "x", "javascript:alert(1)").await;
        assert!(matches!(wrong, Err(Error::Invalid(_))), "{wrong:?}");
    }
}

#[tokio::test]
async fn somebody_of_whom_nothing_is_kept_sees_the_days_that_hold_everywhere() {
    for house in houses().await {
        let agenda = calendar::agenda(&house.nobody()).await.unwrap();
        assert_eq!((agenda.zone, agenda.place, agenda.address), (None, None, None));
        assert_eq!(agenda.agenda.events.len(), 11, "the eleven public holidays of a year");
    }
}

#[tokio::test]
async fn a_person_keeps_two_hundred_shortcuts_and_no_more() {
    for house in houses().await {
        let ctx = house.visitor().await;
        for number in 0..200 {
            calendar::add_shortcut(&ctx, &format!("{number}"), "/services").await.unwrap();
        }
        let outcome = calendar::add_shortcut(&ctx, "201", "/services").await;
        assert!(matches!(outcome, Err(Error::Conflict("too_many_entries"))), "{outcome:?}");
    }
}

#[tokio::test]
async fn the_feed_holds_whole_days_under_stable_names() {
    for house in houses().await {
        let ctx = house.visitor().await;
        calendar::add_own_date(&ctx, "Anniversaire; de Zoé, 8 ans", "2026-12-31", "").await.unwrap();
        calendar::add_reminder(&ctx, "Consultation au CHU", "2027-02-28").await.unwrap();
        let address = calendar::feed_address(&ctx).await.unwrap();
        assert_eq!(calendar::feed_address(&ctx).await.unwrap(), address);
        let first = calendar::feed(&house.nobody(), token(&address), title).await.unwrap();
        assert!(first.contains("DTSTART;VALUE=DATE:20261231\r\n"), "{first}");
        assert!(first.contains("DTEND;VALUE=DATE:20270101\r\n"), "{first}");
        assert!(first.contains("DTEND;VALUE=DATE:20270301\r\n"), "{first}");
        assert!(first.contains("SUMMARY:Anniversaire\\; de Zoé\\, 8 ans\r\n"), "{first}");
        assert!(!first.contains("CHU"), "a neutral title keeps what is private: {first}");
        let uids = |feed: &str| -> Vec<String> {
            feed.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
        };
        house.wait(3_600);
        let second = calendar::feed(&house.nobody(), token(&address), title).await.unwrap();
        assert_eq!(uids(&first), uids(&second));
        let own = uids(&first).into_iter().filter(|uid| !uid.starts_with("UID:holiday-")).count();
        assert_eq!(own, 2);
    }
}

#[tokio::test]
async fn a_renewed_address_closes_the_former_one() {
    for house in houses().await {
        let ctx = house.visitor().await;
        let former = calendar::feed_address(&ctx).await.unwrap();
        calendar::renew_feed(&ctx).await.unwrap();
        let renewed = calendar::feed_address(&ctx).await.unwrap();
        assert_ne!(former, renewed);
        assert!(calendar::feed(&house.nobody(), token(&renewed), title).await.is_ok());
        for wrong in [token(&former), "", "' OR 1=1 --"] {
            assert!(matches!(calendar::feed(&house.nobody(), wrong, title).await, Err(Error::NotFound)));
        }
    }
}
