//! Recovery by mail: the same for every address, and nothing is lost when the mail server is down.

use crate::{
    accounts::{bearer, browser, from, open},
    house::{House, houses},
};
use std::sync::atomic::Ordering;
use usecases::{
    Error, accounts,
    mail::{self, Words},
};

const NEXT: &str = "la pluie tombe sur le toit";
const LETTER: Words<'_> = Words { subject: "Votre lien", text: "Bonjour {name}" };

async fn ask(house: &House, address: &str) -> Result<(), Error> {
    accounts::send_link(&from(house, "198.51.100.7"), address, LETTER).await
}

fn sent(house: &House) -> Vec<usecases::ports::Mail> {
    house.postbox.sent.lock().unwrap().clone()
}

fn token(text: &str) -> String {
    text.split_once("lien=").unwrap().1.trim().to_owned()
}

#[tokio::test]
async fn a_link_comes_by_mail_counts_once_and_ends_after_an_hour() {
    for house in houses().await {
        open(&house, "Camille", "camille@exemple.fr").await;
        ask(&house, " Camille@Exemple.fr").await.unwrap();
        assert_eq!(mail::deliver(&house.system()).await.unwrap(), 1);
        let letter = sent(&house).remove(0);
        assert_eq!(letter.to, "camille@exemple.fr");
        assert!(letter.text.starts_with("Bonjour Camille\n\nhttps://portail.example/recuperation?lien="));
        let link = token(&letter.text);
        let ctx = from(&house, "198.51.100.7");
        let short = accounts::recover_by_link(&ctx, &link, "court", browser(None)).await.unwrap_err();
        assert!(matches!(short, Error::Invalid(fields) if fields.get("passphrase") == Some(&"passphrase_too_short")));
        let entered = accounts::recover_by_link(&ctx, &link, NEXT, browser(None)).await.unwrap();
        assert!(bearer(&house, &entered.token).await.actor.is_signed_in());
        assert!(accounts::recover_by_link(&ctx, &link, NEXT, browser(None)).await.is_err(), "used up");
        house.wait(600);
        ask(&house, "camille@exemple.fr").await.unwrap();
        mail::deliver(&house.system()).await.unwrap();
        let link = token(&sent(&house)[1].text);
        house.wait(3600);
        assert!(accounts::recover_by_link(&ctx, &link, NEXT, browser(None)).await.is_err(), "ended");
    }
}

#[tokio::test]
async fn a_letter_survives_a_mail_server_that_is_down_and_goes_out_once() {
    for house in houses().await {
        open(&house, "Camille", "camille@exemple.fr").await;
        house.postbox.down.store(true, Ordering::SeqCst);
        ask(&house, "camille@exemple.fr").await.unwrap();
        assert!(!mail::is_late(&house.nobody()).await.unwrap());
        for _ in 0..30 {
            assert_eq!(mail::deliver(&house.system()).await.unwrap(), 0);
            assert!(mail::is_late(&house.nobody()).await.unwrap(), "the page says so");
            house.wait(60);
        }
        house.postbox.down.store(false, Ordering::SeqCst);
        house.wait(3600);
        assert_eq!(mail::deliver(&house.system()).await.unwrap(), 1);
        assert_eq!(mail::deliver(&house.system()).await.unwrap(), 0);
        assert!(!mail::is_late(&house.nobody()).await.unwrap());
        let link = token(&sent(&house)[0].text);
        let ctx = from(&house, "198.51.100.7");
        accounts::recover_by_link(&ctx, &link, NEXT, browser(None)).await.unwrap();
    }
}

#[tokio::test]
async fn an_address_that_nobody_has_meets_the_same_fate_without_a_letter() {
    for house in houses().await {
        house.postbox.down.store(true, Ordering::SeqCst);
        ask(&house, "personne@exemple.fr").await.unwrap();
        mail::deliver(&house.system()).await.unwrap();
        assert!(mail::is_late(&house.nobody()).await.unwrap(), "that it is late tells nothing of the address");
        house.postbox.down.store(false, Ordering::SeqCst);
        house.wait(60);
        mail::deliver(&house.system()).await.unwrap();
        assert!(!mail::is_late(&house.nobody()).await.unwrap());
        assert!(sent(&house).is_empty());
    }
}

#[tokio::test]
async fn a_letter_is_given_up_after_a_day() {
    for house in houses().await {
        house.postbox.down.store(true, Ordering::SeqCst);
        open(&house, "Camille", "camille@exemple.fr").await;
        ask(&house, "camille@exemple.fr").await.unwrap();
        house.wait(24 * 3600);
        mail::deliver(&house.system()).await.unwrap();
        assert!(!mail::is_late(&house.nobody()).await.unwrap());
    }
}

#[tokio::test]
async fn whoever_asks_too_often_neither_floods_the_owner_nor_keeps_them_out() {
    for house in houses().await {
        open(&house, "Camille", "camille@exemple.fr").await;
        for number in 0..40 {
            let stranger = from(&house, &format!("203.0.113.{number}"));
            accounts::send_link(&stranger, "camille@exemple.fr", LETTER).await.unwrap();
            mail::deliver(&house.system()).await.unwrap();
        }
        assert_eq!(sent(&house).len(), 1, "one letter in ten minutes");
        let link = token(&sent(&house)[0].text);
        accounts::recover_by_link(&house.nobody(), &link, NEXT, browser(None)).await.unwrap();
        for _ in 0..5 {
            ask(&house, "x@exemple.fr").await.unwrap();
        }
        assert!(matches!(ask(&house, "x@exemple.fr").await, Err(Error::TooMany { .. })));
    }
}

#[tokio::test]
async fn two_accounts_with_one_address_each_get_their_own_link() {
    for house in houses().await {
        open(&house, "Camille", "famille@exemple.fr").await;
        house.wait(1);
        open(&house, "Dominique", "famille@exemple.fr").await;
        ask(&house, "famille@exemple.fr").await.unwrap();
        assert_eq!(mail::deliver(&house.system()).await.unwrap(), 2);
        let letters = sent(&house);
        assert!(letters[0].text.contains("Camille") && letters[1].text.contains("Dominique"));
        assert!(matches!(ask(&house, "pas une adresse").await, Err(Error::Invalid(_))));
    }
}
