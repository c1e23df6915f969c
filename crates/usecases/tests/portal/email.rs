//! The e-mail address of an account after it was opened: proven before it counts, taken away without a trap, told to the former one.

use crate::{
    accounts::{SECRET, bearer, browser, from, open},
    house::{House, houses},
};
use std::sync::atomic::Ordering;
use usecases::{
    Error, OpContext, accounts,
    mail::{self, Words},
    ports::Mail,
};

const CODE: Words<'_> = Words { subject: "Votre code", text: "{code}" };
const NOTICE: Words<'_> = Words { subject: "Votre adresse", text: "Bonjour {name}" };
const LINK: Words<'_> = Words { subject: "Votre lien", text: "Bonjour {name}" };
const DAY: i64 = 24 * 3600;

/// Hands over what waits; the letters that went out.
async fn letters(house: &House) -> Vec<Mail> {
    house.postbox.sent.lock().unwrap().clear();
    mail::deliver(&house.system()).await.unwrap();
    house.postbox.sent.lock().unwrap().clone()
}

async fn ask(ctx: &OpContext, address: &str) {
    accounts::change_email(ctx, address, SECRET, CODE).await.unwrap();
}

fn code_in(letter: &Mail) -> String {
    letter.text.lines().next().unwrap().to_owned()
}

/// The code that came to that address.
async fn code(house: &House, address: &str) -> String {
    code_in(letters(house).await.iter().find(|letter| letter.to == address).unwrap())
}

/// The address that counts, and the one that is still to be proven; empty if there is none.
async fn addresses(ctx: &OpContext) -> [String; 2] {
    let view = accounts::show(ctx).await.unwrap();
    [view.email, view.email_to_prove].map(Option::unwrap_or_default)
}

/// The letters with a link that go out when somebody asks for one at that address.
async fn links(house: &House, address: &str) -> Vec<Mail> {
    house.wait(901);
    accounts::send_link(&from(house, "198.51.100.7"), address, LINK).await.unwrap();
    letters(house).await
}

fn refused(outcome: Result<(), Error>, field: &str, code: &str) -> bool {
    matches!(outcome, Err(Error::Invalid(fields)) if fields.get(field) == Some(&code))
}

#[tokio::test]
async fn an_address_counts_only_once_its_code_came_back() {
    for house in houses().await {
        let (camille, _) = open(&house, "Camille", "").await;
        ask(&camille, " Camille@Exemple.fr ").await;
        assert_eq!(addresses(&camille).await, ["", "camille@exemple.fr"]);
        let sent = letters(&house).await;
        assert_eq!((sent.len(), sent[0].to.as_str()), (1, "camille@exemple.fr"));
        assert!(sent[0].text.ends_with("\n\nhttps://portail.example/compte\n"), "{}", sent[0].text);
        let code = code_in(&sent[0]);
        assert!(links(&house, "camille@exemple.fr").await.is_empty(), "not proven yet, it opens nothing");
        assert!(refused(accounts::confirm_email(&camille, "abcd", NOTICE).await, "email_code", "wrong_email_code"));
        accounts::confirm_email(&camille, &code.to_uppercase(), NOTICE).await.unwrap();
        assert_eq!(addresses(&camille).await, ["camille@exemple.fr", ""]);
        assert!(accounts::confirm_email(&camille, &code, NOTICE).await.is_err(), "used up");
        assert!(letters(&house).await.is_empty(), "there was no former address to tell");
        assert_eq!(links(&house, "camille@exemple.fr").await.len(), 1);
        let events = accounts::show(&camille).await.unwrap().events;
        assert!(events.iter().any(|(_, kind)| kind == "email_changed"), "{events:?}");
    }
}

#[tokio::test]
async fn the_former_address_stays_until_then_and_is_told_when_it_is_replaced() {
    for house in houses().await {
        let (camille, _) = open(&house, "Camille", "avant@exemple.fr").await;
        ask(&camille, "apres@exemple.fr").await;
        let code = code(&house, "apres@exemple.fr").await;
        let link = links(&house, "avant@exemple.fr").await[0].text.split_once("lien=").unwrap().1.trim().to_owned();
        accounts::confirm_email(&camille, &code, NOTICE).await.unwrap();
        let told = letters(&house).await;
        assert_eq!((told.len(), told[0].to.as_str()), (1, "avant@exemple.fr"));
        assert_eq!(told[0].text, "Bonjour Camille\n\nhttps://portail.example/recuperation\n");
        let next = "la pluie tombe sur le toit";
        let late = accounts::recover_by_link(&from(&house, "198.51.100.7"), &link, next, browser(None)).await;
        assert!(late.is_err(), "a link that went to the former address opens nothing");
        assert!(links(&house, "avant@exemple.fr").await.is_empty());
    }
}

#[tokio::test]
async fn the_passphrase_is_asked_for_and_wrong_ones_are_counted() {
    for house in houses().await {
        let (camille, _) = open(&house, "Camille", "camille@exemple.fr").await;
        let change = async |secret| accounts::change_email(&camille, "autre@exemple.fr", secret, CODE).await;
        assert!(refused(change("certainly not").await, "email_passphrase", "wrong_passphrase"));
        let removed = accounts::remove_email(&camille, "certainly not", NOTICE).await.map(|_| ());
        assert!(refused(removed, "removal_passphrase", "wrong_passphrase"));
        for _ in 0..8 {
            change("certainly not").await.unwrap_err();
        }
        assert!(matches!(change(SECRET).await, Err(Error::TooMany { .. })));
        assert_eq!(addresses(&camille).await, ["camille@exemple.fr", ""]);
        assert!(letters(&house).await.is_empty());
        for ctx in [house.nobody(), house.visitor().await] {
            assert!(matches!(accounts::change_email(&ctx, "a@exemple.fr", SECRET, CODE).await, Err(Error::Forbidden)));
            assert!(matches!(accounts::confirm_email(&ctx, "x", NOTICE).await, Err(Error::Forbidden)));
            assert!(matches!(accounts::remove_email(&ctx, SECRET, NOTICE).await, Err(Error::Forbidden)));
        }
    }
}

#[tokio::test]
async fn an_address_that_another_account_has_answers_and_is_proven_the_same() {
    for house in houses().await {
        open(&house, "Dominique", "famille@exemple.fr").await;
        let (camille, _) = open(&house, "Camille", "").await;
        for address in ["famille@exemple.fr", "personne@exemple.fr"] {
            ask(&camille, address).await;
            let code = code(&house, address).await;
            assert_eq!(addresses(&camille).await[1], address);
            accounts::confirm_email(&camille, &code, NOTICE).await.unwrap();
            letters(&house).await;
        }
        let empty = accounts::change_email(&camille, "", SECRET, CODE).await;
        assert!(refused(empty, "email", "empty"));
        assert!(refused(accounts::change_email(&camille, "x", SECRET, CODE).await, "email", "not_an_email"));
    }
}

#[tokio::test]
async fn only_the_latest_code_counts_for_its_own_person_and_for_a_day() {
    for house in houses().await {
        let (camille, _) = open(&house, "Camille", "").await;
        let (dominique, _) = open(&house, "Dominique", "").await;
        ask(&camille, "une@exemple.fr").await;
        let first = code(&house, "une@exemple.fr").await;
        ask(&camille, "autre@exemple.fr").await;
        assert!(accounts::confirm_email(&camille, &first, NOTICE).await.is_err(), "that address was given up");
        let second = code(&house, "autre@exemple.fr").await;
        ask(&dominique, "autre@exemple.fr").await;
        assert!(accounts::confirm_email(&dominique, &second, NOTICE).await.is_err(), "somebody else's");
        house.wait(DAY);
        assert!(accounts::confirm_email(&camille, &second, NOTICE).await.is_err(), "ended");
        assert_eq!(addresses(&camille).await, ["", ""]);
    }
}

#[tokio::test]
async fn a_code_waits_for_a_mail_server_that_is_down_and_comes_once() {
    for house in houses().await {
        let (camille, _) = open(&house, "Camille", "").await;
        house.postbox.down.store(true, Ordering::SeqCst);
        ask(&camille, "camille@exemple.fr").await;
        ask(&camille, "camille@exemple.fr").await;
        assert!(letters(&house).await.is_empty());
        assert!(mail::is_late(&house.nobody()).await.unwrap());
        house.postbox.down.store(false, Ordering::SeqCst);
        house.wait(DAY - 60);
        let sent = letters(&house).await;
        assert_eq!(sent.len(), 1, "the newer letter took the place of the first");
        house.wait(DAY - 60);
        accounts::confirm_email(&camille, &code_in(&sent[0]), NOTICE).await.unwrap();
    }
}

#[tokio::test]
async fn without_an_address_the_printed_codes_are_left_and_their_number_is_told() {
    for house in houses().await {
        let (mut camille, _) = open(&house, "Camille", "camille@exemple.fr").await;
        let codes = accounts::fresh_codes(&camille).await.unwrap();
        accounts::confirm_codes(&camille).await.unwrap();
        ask(&camille, "autre@exemple.fr").await;
        assert_eq!(accounts::remove_email(&camille, SECRET, NOTICE).await.unwrap(), 10);
        assert_eq!(addresses(&camille).await, ["", ""], "what was still to be proven goes too");
        let told: Vec<String> = letters(&house).await.into_iter().map(|letter| letter.to).collect();
        assert_eq!(told, ["camille@exemple.fr"]);
        let elsewhere = from(&house, "198.51.100.7");
        for code in &codes {
            house.wait(901);
            let entered = accounts::recover_by_code(&elsewhere, "Camille", code, SECRET, browser(None)).await.unwrap();
            camille = bearer(&house, &entered.token).await;
        }
        assert_eq!(accounts::remove_email(&camille, SECRET, NOTICE).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn whoever_gives_an_address_of_somebody_else_does_not_keep_its_owner_out() {
    for house in houses().await {
        open(&house, "Camille", "camille@exemple.fr").await;
        let (stranger, _) = open(&house, "Malice", "").await;
        for _ in 0..5 {
            ask(&stranger, "camille@exemple.fr").await;
        }
        let again = accounts::change_email(&stranger, "camille@exemple.fr", SECRET, CODE).await;
        assert!(matches!(again, Err(Error::TooMany { .. })), "a box is not flooded");
        letters(&house).await;
        accounts::send_link(&from(&house, "198.51.100.7"), "camille@exemple.fr", LINK).await.unwrap();
        assert_eq!(letters(&house).await.len(), 1, "her own letter leaves at once");
    }
}

#[tokio::test]
async fn finding_a_way_back_in_gives_up_an_address_that_an_intruder_began_to_prove() {
    for house in houses().await {
        let (camille, _) = open(&house, "Camille", "").await;
        let codes = accounts::fresh_codes(&camille).await.unwrap();
        ask(&camille, "intrus@exemple.fr").await;
        let elsewhere = from(&house, "198.51.100.7");
        let entered = accounts::recover_by_code(&elsewhere, "Camille", &codes[0], SECRET, browser(None)).await.unwrap();
        assert_eq!(addresses(&bearer(&house, &entered.token).await).await, ["", ""]);
        assert!(letters(&house).await.is_empty(), "its letter has lost its sense");
    }
}
