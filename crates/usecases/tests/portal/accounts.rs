//! Getting in: by passphrase, by code; limits that no stranger turns against the owner; what answers tell.

use crate::house::{House, houses};
use usecases::{
    Actor, Error, OpContext,
    accounts::{self, Browser, Entered},
    sessions,
};

pub(crate) const SECRET: &str = "le chat dort au soleil";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux) Firefox/140.0";

pub(crate) const fn browser(known: Option<&str>) -> Browser<'_> {
    Browser { agent: FIREFOX, known }
}

/// Whoever asks from that network address, with nothing kept of them.
pub(crate) fn from(house: &House, address: &str) -> OpContext {
    OpContext { address: Some(address.into()), ..house.nobody() }
}

/// The context of the bearer of a session's token.
pub(crate) async fn bearer(house: &House, token: &str) -> OpContext {
    OpContext { actor: sessions::resume(&house.shared, token).await.unwrap(), ..from(house, "192.0.2.1") }
}

/// A new account, with the browser in which it was opened.
pub(crate) async fn open(house: &House, name: &str, email: &str) -> (OpContext, Entered) {
    let entered = accounts::sign_up(&from(house, "192.0.2.1"), name, SECRET, email, browser(None)).await.unwrap();
    (bearer(house, &entered.token).await, entered)
}

async fn fail(ctx: &OpContext, name: &str, known: Option<&str>) -> Error {
    accounts::sign_in(ctx, name, "certainly not this one", browser(known)).await.unwrap_err()
}

fn wrong(error: &Error) -> bool {
    matches!(error, Error::Invalid(fields) if fields.get("passphrase") == Some(&"wrong_credentials"))
}

#[tokio::test]
async fn an_unknown_name_and_a_wrong_passphrase_get_the_same_answer_and_the_same_limit() {
    for house in houses().await {
        open(&house, "Camille", "").await;
        let ctx = from(&house, "198.51.100.7");
        for _ in 0..5 {
            let (known, unknown) = (fail(&ctx, "Camille", None).await, fail(&ctx, "Personne", None).await);
            assert!(wrong(&known) && wrong(&unknown));
        }
        let (known, unknown) = (fail(&ctx, "Camille", None).await, fail(&ctx, "Personne", None).await);
        assert!(matches!((known, unknown), (Error::TooMany { retry_after: 900 }, Error::TooMany { retry_after: 900 })));
        house.wait(901);
        assert!(wrong(&fail(&ctx, "Camille", None).await), "the limit ends by itself");
    }
}

#[tokio::test]
async fn strangers_everywhere_do_not_lock_the_owner_out_of_a_known_browser() {
    for house in houses().await {
        let (_, entered) = open(&house, "Camille", "").await;
        // Each from its own address, and some from the owner's, as in a library: far more than any limit.
        for number in 0..60 {
            let ctx = from(&house, &format!("198.51.100.{number}"));
            for _ in 0..4 {
                fail(&ctx, "Camille", None).await;
            }
            fail(&from(&house, "192.0.2.1"), "Camille", None).await;
        }
        let everywhere = from(&house, "203.0.113.50");
        assert!(matches!(fail(&everywhere, "Camille", None).await, Error::TooMany { .. }), "guessing is slowed down");
        let owner = from(&house, "192.0.2.1");
        let back = accounts::sign_in(&owner, "camille", SECRET, browser(Some(&entered.known))).await.unwrap();
        assert_eq!(back.known, entered.known, "the browser stays known by its token");
    }
}

#[tokio::test]
async fn strangers_do_not_lock_the_owner_out_of_the_printed_codes() {
    for house in houses().await {
        let (camille, _) = open(&house, "Camille", "").await;
        let codes = accounts::fresh_codes(&camille).await.unwrap();
        for number in 0..60 {
            let ctx = from(&house, &format!("198.51.100.{number}"));
            for _ in 0..5 {
                fail(&ctx, "Camille", None).await;
            }
        }
        let elsewhere = from(&house, "203.0.113.50");
        let next = "la pluie tombe sur le toit";
        accounts::recover_by_code(&elsewhere, "Camille", &codes[0], next, browser(None)).await.unwrap();
    }
}

#[tokio::test]
async fn a_known_browser_has_a_limit_of_its_own_and_only_for_its_person() {
    for house in houses().await {
        let (_, entered) = open(&house, "Camille", "").await;
        open(&house, "Dominique", "").await;
        let ctx = from(&house, "192.0.2.1");
        for _ in 0..10 {
            assert!(wrong(&fail(&ctx, "Camille", Some(&entered.known)).await));
        }
        assert!(matches!(fail(&ctx, "Camille", Some(&entered.known)).await, Error::TooMany { .. }));
        // For somebody else's account the token is worth nothing: five, as for any stranger.
        for _ in 0..5 {
            assert!(wrong(&fail(&ctx, "Dominique", Some(&entered.known)).await));
        }
        assert!(matches!(fail(&ctx, "Dominique", Some(&entered.known)).await, Error::TooMany { .. }));
    }
}

#[tokio::test]
async fn names_that_are_taken_cannot_be_listed_at_speed() {
    for house in houses().await {
        open(&house, "Camille", "").await;
        let ctx = from(&house, "198.51.100.7");
        let open = async || accounts::sign_up(&ctx, "Camille", SECRET, "", browser(None)).await.unwrap_err();
        for _ in 0..30 {
            assert!(matches!(open().await, Error::Invalid(fields) if fields.get("name") == Some(&"name_taken")));
        }
        assert!(matches!(open().await, Error::TooMany { .. }));
    }
}

#[tokio::test]
async fn a_code_counts_once_and_former_codes_count_until_the_new_ones_are_kept() {
    for house in houses().await {
        let (camille, _) = open(&house, "Camille", "").await;
        let first = accounts::fresh_codes(&camille).await.unwrap();
        assert_eq!(first.len(), 10);
        accounts::confirm_codes(&camille).await.unwrap();
        // New ones are made, and never seen: the page was closed.
        accounts::new_codes(&camille).await.unwrap();
        house.wait(601);
        assert_eq!(accounts::fresh_codes(&camille).await.unwrap(), Vec::<String>::new());
        assert!(matches!(accounts::confirm_codes(&camille).await, Err(Error::Conflict("codes_ended"))));
        assert_eq!(accounts::show(&camille).await.unwrap().codes_left, 10);
        let elsewhere = from(&house, "198.51.100.7");
        let shouted = first[3].to_uppercase();
        let back = accounts::recover_by_code(&elsewhere, "Camille", &shouted, SECRET, browser(None)).await.unwrap();
        let again = accounts::recover_by_code(&elsewhere, "Camille", &first[3], SECRET, browser(None)).await;
        assert!(matches!(again, Err(Error::Invalid(fields)) if fields.get("code") == Some(&"wrong_code")));
        let camille = bearer(&house, &back.token).await;
        assert_eq!(accounts::show(&camille).await.unwrap().codes_left, 9);
        // Once the new ones are kept, the former ones are worth nothing.
        accounts::new_codes(&camille).await.unwrap();
        let second = accounts::fresh_codes(&camille).await.unwrap();
        accounts::confirm_codes(&camille).await.unwrap();
        assert_eq!(accounts::show(&camille).await.unwrap().codes_left, 10);
        assert!(accounts::recover_by_code(&elsewhere, "Camille", &first[4], SECRET, browser(None)).await.is_err());
        assert!(accounts::recover_by_code(&elsewhere, "Camille", &second[4], SECRET, browser(None)).await.is_ok());
    }
}

#[tokio::test]
async fn a_new_passphrase_ends_the_other_sessions_and_asks_for_the_present_one() {
    for house in houses().await {
        let (camille, _) = open(&house, "Camille", "").await;
        let phone = accounts::sign_in(&from(&house, "192.0.2.9"), "Camille", SECRET, browser(None)).await.unwrap();
        assert_eq!(accounts::show(&camille).await.unwrap().sessions.len(), 2);
        let next = "la pluie tombe sur le toit";
        let refused = accounts::change_passphrase(&camille, "certainly not", next).await.unwrap_err();
        assert!(matches!(refused, Error::Invalid(fields) if fields.get("present") == Some(&"wrong_passphrase")));
        accounts::change_passphrase(&camille, SECRET, next).await.unwrap();
        assert_eq!(sessions::resume(&house.shared, &phone.token).await.unwrap(), Actor::Anonymous);
        assert_eq!(accounts::show(&camille).await.unwrap().sessions.len(), 1);
        let ctx = from(&house, "192.0.2.9");
        assert!(accounts::sign_in(&ctx, "Camille", SECRET, browser(None)).await.is_err());
        assert!(accounts::sign_in(&ctx, "Camille", next, browser(None)).await.is_ok());
    }
}
