//! The end of a session: nothing that was typed is lost, and nothing is done in somebody else's name.

use crate::{
    accounts::{bearer, from, open},
    house::houses,
};
use usecases::{Actor, Error, OpContext, accounts, forms, frame, sessions};

const DAYS_30: i64 = 30 * 24 * 3600;

#[tokio::test]
async fn an_ended_session_is_nobody_and_remembers_whose_it_was() {
    for house in houses().await {
        let (camille, entered) = open(&house, "Camille", "").await;
        assert_eq!(sessions::ended(&house.shared, &entered.token).await.unwrap(), None);
        house.wait(DAYS_30);
        assert_eq!(sessions::resume(&house.shared, &entered.token).await.unwrap(), Actor::Anonymous);
        assert_eq!(sessions::ended(&house.shared, &entered.token).await.unwrap(), camille.actor.person());
        // A session that its owner closed is nobody's: it may be a thief's.
        let (dominique, entered) = open(&house, "Dominique", "").await;
        accounts::sign_out(&dominique).await.unwrap();
        assert_eq!(sessions::ended(&house.shared, &entered.token).await.unwrap(), None);
    }
}

#[tokio::test]
async fn staying_signed_in_makes_the_session_last_as_long_as_a_new_one() {
    for house in houses().await {
        let (camille, entered) = open(&house, "Camille", "").await;
        house.wait(1800);
        assert_eq!(frame::show(&camille).await.unwrap().session_seconds, Some(DAYS_30 - 1800));
        sessions::stay(&camille).await.unwrap();
        assert_eq!(frame::show(&camille).await.unwrap().session_seconds, Some(DAYS_30));
        house.wait(DAYS_30 - 1);
        assert!(sessions::resume(&house.shared, &entered.token).await.unwrap().is_signed_in());
        assert!(matches!(sessions::stay(&house.nobody()).await, Err(Error::Forbidden)));
    }
}

#[tokio::test]
async fn a_form_that_came_too_late_is_shown_to_its_owner_alone() {
    for house in houses().await {
        let (camille, entered) = open(&house, "Camille", "").await;
        let (dominique, _) = open(&house, "Dominique", "").await;
        house.wait(DAYS_30);
        let owner = sessions::ended(&house.shared, &entered.token).await.unwrap();
        let nobody = from(&house, "192.0.2.1");
        let key = forms::keep(&nobody, owner, "import", "/tableau-de-bord", "typed").await.unwrap().unwrap();
        assert_eq!(forms::find(&nobody, &key).await.unwrap(), None, "the key alone is not enough");
        assert_eq!(forms::find(&dominique, &key).await.unwrap(), None);
        let kept = forms::find(&camille, &key).await.unwrap().unwrap();
        assert_eq!((kept.form.as_str(), kept.content.as_str()), ("import", "typed"));
        forms::forget(&camille, &key).await.unwrap();
        assert_eq!(forms::find(&camille, &key).await.unwrap(), None);
    }
}

#[tokio::test]
async fn kept_forms_are_bounded_and_forgotten_after_an_hour() {
    for house in houses().await {
        let nobody = house.nobody();
        let long = "x".repeat(100_000);
        let key = forms::keep(&nobody, None, "import", "/", &long).await.unwrap().unwrap();
        assert_eq!(forms::find(&nobody, &key).await.unwrap().unwrap().content.len(), 100_000);
        assert_eq!(forms::keep(&nobody, None, "import", "/", &"x".repeat(200_000)).await.unwrap(), None);
        assert_eq!(forms::find(&nobody, "not a key").await.unwrap(), None);
        house.wait(3600);
        assert_eq!(forms::find(&nobody, &key).await.unwrap(), None);
        sessions::purge(&house.system()).await.unwrap();
        let mut tx = house.shared.database.read().await.unwrap();
        assert_eq!(store::forms::count(&mut tx).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn a_session_is_closed_from_another_device_by_its_owner_alone() {
    for house in houses().await {
        let (camille, entered) = open(&house, "Camille", "").await;
        let (dominique, _) = open(&house, "Dominique", "").await;
        let session = camille.actor.session().unwrap();
        assert!(matches!(accounts::close_session(&dominique, session).await, Err(Error::NotFound)));
        accounts::close_session(&camille, session).await.unwrap();
        assert_eq!(bearer(&house, &entered.token).await.actor, Actor::Anonymous);
        let ctx = OpContext { actor: Actor::Anonymous, ..camille };
        assert!(matches!(accounts::show(&ctx).await, Err(Error::Forbidden)));
    }
}
