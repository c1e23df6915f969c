//! What people say to producers of data, and what everybody then reads.

use crate::house::{House, id, no_id, towns};
use domain::{
    data::{Facts, Frequency, Licence, Outcome, QuestionKind, Source, Theme},
    ids::DatasetQuestionId,
};
use usecases::{
    Error, OpContext,
    data::{self, Choices, Parcel},
};

const MERIGNAC: &str = "commune/33281";

async fn meals(house: &House, ctx: &OpContext) {
    let path = house.folder.path().join("meals.csv");
    std::fs::write(&path, "ecole;repas\nFerry;120\n").unwrap();
    let facts = Facts {
        title: "Repas".to_owned(),
        summary: "Les repas servis.".to_owned(),
        description: String::new(),
        producer: id(MERIGNAC),
        licence: Licence::OpenLicence,
        frequency: Frequency::Annual,
        themes: vec![Theme::Education],
        keywords: Vec::new(),
        source: Source::default(),
        known_defects: String::new(),
    };
    let (name, despite) = ("meals.csv".to_owned(), String::new());
    let parcel = Parcel { path, name, facts, slug: None, choices: Choices::default(), despite };
    data::publish(ctx, parcel, |_| {}).await.unwrap();
}

fn from(house: &House, address: &str) -> OpContext {
    OpContext { address: Some(address.into()), ..house.nobody() }
}

#[tokio::test]
async fn an_error_is_told_by_anybody_answered_by_the_producer_and_read_by_all() {
    for house in towns().await {
        let agent = house.publisher("Ana", &id(MERIGNAC)).await;
        meals(&house, &agent).await;
        let anybody = from(&house, "192.0.2.1");
        data::ask_producer(&anybody, "repas", QuestionKind::Error, "ligne 2", "Il y en a 12, pas 120.").await.unwrap();
        let again = from(&house, "192.0.2.2");
        data::ask_producer(&again, "repas", QuestionKind::Error, "Ligne 2", "il y en a 12 pas 120").await.unwrap();
        let dataset = data::find(&anybody, "repas").await.unwrap();
        let all = data::questions(&anybody, &dataset).await.unwrap();
        assert_eq!((all.len(), all[0].voices, all[0].is_open()), (1, 2, true), "the same words are one voice more");
        assert_eq!(data::open_questions(&agent, &id(MERIGNAC)).await.unwrap(), 1);
        let (place, which) = (id(MERIGNAC), all[0].id);
        assert_eq!(data::queue(&agent, &place).await.unwrap()[0].dataset.as_ref().unwrap().1, "Repas");
        house.wait(60);
        data::answer(&agent, &place, which, Outcome::Done, "Corrigé, merci.").await.unwrap();
        let all = data::questions(&anybody, &dataset).await.unwrap();
        let (outcome, text, _) = all[0].answer.as_ref().unwrap();
        assert_eq!((*outcome, text.as_str()), (Outcome::Done, "Corrigé, merci."));
        assert_eq!(data::open_questions(&agent, &place).await.unwrap(), 0);
        let history = usecases::publication::history(&agent, &place).await.unwrap();
        assert_eq!((history[0].kind.as_str(), history[0].what.as_str()), ("data-answered", "Repas"));
        data::hide(&agent, &place, which, "Message sans rapport").await.unwrap();
        let all = data::questions(&anybody, &dataset).await.unwrap();
        assert_eq!((all[0].text.as_str(), all[0].hidden.as_str()), ("", "Message sans rapport"));
        assert!(!data::queue(&agent, &place).await.unwrap()[0].text.is_empty(), "who answers still reads it");
    }
}

#[tokio::test]
async fn a_missing_dataset_is_asked_of_a_territory() {
    for house in towns().await {
        let agent = house.publisher("Ana", &id(MERIGNAC)).await;
        data::request(&from(&house, "192.0.2.1"), &id(MERIGNAC), "Les arbres").await.unwrap();
        let all = data::requests(&house.nobody(), &id(MERIGNAC)).await.unwrap();
        assert_eq!((all.len(), all[0].kind, all[0].dataset.is_none()), (1, QuestionKind::Missing, true));
        assert!(data::requests(&house.nobody(), &id("commune/33063")).await.unwrap().is_empty());
        assert_eq!(data::queue(&agent, &id(MERIGNAC)).await.unwrap().len(), 1);
        let nowhere = data::request(&from(&house, "192.0.2.1"), &id("commune/99999"), "Les arbres").await;
        assert!(matches!(nowhere, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn what_names_people_or_comes_too_often_is_refused() {
    for house in towns().await {
        let agent = house.publisher("Ana", &id(MERIGNAC)).await;
        meals(&house, &agent).await;
        let ctx = from(&house, "192.0.2.1");
        for text in ["Appelez-moi : 06 12 34 56 78", "zoe.durand@exemple.fr a raison"] {
            let refused = data::ask_producer(&ctx, "repas", QuestionKind::Error, "", text).await;
            assert!(matches!(refused, Err(Error::Invalid(fields)) if fields["text"] == "names_people"), "{text}");
        }
        for (text, fault) in [("", "empty"), ("a\0b", "forbidden_character")] {
            let refused = data::ask_producer(&ctx, "repas", QuestionKind::Error, "", text).await;
            assert!(matches!(refused, Err(Error::Invalid(fields)) if fields["text"] == fault), "{text}");
        }
        for number in 0..5 {
            data::ask_producer(&ctx, "repas", QuestionKind::Question, "", &format!("Question {number} ?"))
                .await
                .unwrap();
        }
        let refused = data::ask_producer(&ctx, "repas", QuestionKind::Question, "", "Encore ?").await;
        assert!(matches!(refused, Err(Error::TooMany { .. })));
        data::ask_producer(&from(&house, "192.0.2.9"), "repas", QuestionKind::Question, "", "Et moi ?").await.unwrap();
        house.wait(901);
        data::ask_producer(&ctx, "repas", QuestionKind::Question, "", "Plus tard ?").await.unwrap();
        assert!(matches!(data::ask_producer(&ctx, "rien", QuestionKind::Error, "", "a").await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn only_the_producer_answers_and_hides() {
    for house in towns().await {
        data::request(&from(&house, "192.0.2.1"), &id(MERIGNAC), "Les arbres").await.unwrap();
        let which = data::requests(&house.nobody(), &id(MERIGNAC)).await.unwrap()[0].id;
        let place = id(MERIGNAC);
        for ctx in [house.nobody(), house.visitor().await, house.publisher("Ben", &id("commune/33063")).await] {
            assert!(matches!(data::queue(&ctx, &place).await, Err(Error::Forbidden)));
            assert!(matches!(data::open_questions(&ctx, &place).await, Err(Error::Forbidden)));
            assert!(matches!(data::answer(&ctx, &place, which, Outcome::Done, "Oui").await, Err(Error::Forbidden)));
            assert!(matches!(data::hide(&ctx, &place, which, "Non").await, Err(Error::Forbidden)));
        }
        let elsewhere = house.publisher("Cid", &id("commune/33063")).await;
        let theirs = data::answer(&elsewhere, &id("commune/33063"), which, Outcome::Done, "Oui").await;
        assert!(matches!(theirs, Err(Error::NotFound)));
        let agent = house.publisher("Ana", &place).await;
        let none = data::answer(&agent, &place, DatasetQuestionId(no_id()), Outcome::Done, "Oui").await;
        assert!(matches!(none, Err(Error::NotFound)));
        assert!(matches!(data::answer(&agent, &place, which, Outcome::Done, " ").await, Err(Error::Invalid(_))));
        assert!(matches!(data::hide(&agent, &place, which, "").await, Err(Error::Invalid(_))));
    }
}
