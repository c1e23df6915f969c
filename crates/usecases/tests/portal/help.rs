//! The help that a territory completes or replaces: drafts are hers alone, what is published is signed and comes first.

use crate::house::{House, NOON, houses, id, territory};
use domain::{
    help::{Mode, Section},
    preferences::Lang,
    territory::{Cog, Territory},
};
use usecases::{
    Error, OpContext,
    help::{LocalHelp, edit, publish, save_draft, show, withdraw},
    territories,
};

const GIRONDE: &str = "departement/33";
const MERIGNAC: &str = "commune/33281";

async fn with_places(house: &House) {
    let commune = Territory { departement: Some(id(GIRONDE)), ..territory(MERIGNAC, "Mérignac") };
    let cog = Cog { territories: vec![territory(GIRONDE, "Gironde"), commune], aliases: Vec::new() };
    territories::import(&house.system(), &cog, "cog", false, |_| {}).await.unwrap();
}

async fn resident(house: &House) -> OpContext {
    let ctx = house.visitor().await;
    territories::follow(&ctx, &id(MERIGNAC), true).await.unwrap();
    ctx
}

async fn local(ctx: &OpContext, section: Section) -> Vec<LocalHelp> {
    let page = show(ctx, Lang::Fr).await.unwrap();
    page.sections.into_iter().find(|view| view.section == section).unwrap().local
}

#[tokio::test]
async fn everybody_reads_the_help_of_every_page() {
    for house in houses().await {
        let page = show(&house.nobody(), Lang::En).await.unwrap();
        assert_eq!(page.sections.len(), Section::ALL.len());
        assert!(page.sections.iter().all(|view| view.html.contains("<p>") && view.local.is_empty()));
        assert!(page.publishes.is_empty());
    }
}

#[tokio::test]
async fn a_draft_is_seen_by_nobody_until_it_is_published_and_then_it_is_signed() {
    for house in houses().await {
        with_places(&house).await;
        let (agent, resident) = (house.publisher("Ana", &id(MERIGNAC)).await, resident(&house).await);
        save_draft(&agent, &id(MERIGNAC), Section::Sheet, "replace", "# Guichet\n\n**Lundi** <script>x</script>")
            .await
            .unwrap();
        assert_eq!(local(&resident, Section::Sheet).await, []);
        let editing = edit(&agent, &id(MERIGNAC), Section::Sheet, Lang::Fr).await.unwrap();
        assert!(editing.draft.unwrap().1.contains("<strong>Lundi</strong>"));
        publish(&agent, &id(MERIGNAC), Section::Sheet).await.unwrap();
        let seen = local(&resident, Section::Sheet).await;
        assert_eq!(seen.len(), 1);
        assert_eq!((seen[0].by.name.as_str(), seen[0].mode, seen[0].published), ("Mérignac", Mode::Replace, NOON));
        assert!(seen[0].html.contains("<h3>Guichet</h3>") && !seen[0].html.contains("script"), "{}", seen[0].html);
        assert_eq!(local(&resident, Section::Home).await, []);
        assert_eq!(local(&house.visitor().await, Section::Sheet).await, []);
    }
}

#[tokio::test]
async fn the_nearest_territory_speaks_first() {
    for house in houses().await {
        with_places(&house).await;
        for (name, place) in [("Ana", GIRONDE), ("Bob", MERIGNAC)] {
            let agent = house.publisher(name, &id(place)).await;
            save_draft(&agent, &id(place), Section::Home, "complete", name).await.unwrap();
            publish(&agent, &id(place), Section::Home).await.unwrap();
        }
        let seen = local(&resident(&house).await, Section::Home).await;
        assert_eq!(seen.iter().map(|local| local.by.name.as_str()).collect::<Vec<_>>(), ["Mérignac", "Gironde"]);
    }
}

#[tokio::test]
async fn a_new_version_takes_the_place_of_the_former_one_which_stays_in_the_history() {
    for house in houses().await {
        with_places(&house).await;
        let (agent, resident) = (house.publisher("Ana", &id(MERIGNAC)).await, resident(&house).await);
        for text in ["un", "deux", "trois"] {
            save_draft(&agent, &id(MERIGNAC), Section::Home, "complete", text).await.unwrap();
            house.wait(60);
            if text != "deux" {
                publish(&agent, &id(MERIGNAC), Section::Home).await.unwrap();
            }
        }
        assert_eq!(local(&resident, Section::Home).await[0].text, "trois");
        let editing = edit(&agent, &id(MERIGNAC), Section::Home, Lang::Fr).await.unwrap();
        assert_eq!(editing.draft, None);
        let former: Vec<_> = editing.former.iter().map(|text| (text.text.as_str(), text.author.as_str())).collect();
        assert_eq!(former, [("un", "Ana")]);
        withdraw(&agent, &id(MERIGNAC), Section::Home).await.unwrap();
        assert_eq!(local(&resident, Section::Home).await, []);
        assert!(matches!(withdraw(&agent, &id(MERIGNAC), Section::Home).await, Err(Error::NotFound)));
        assert!(matches!(publish(&agent, &id(MERIGNAC), Section::Home).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn only_who_publishes_for_the_territory_writes_and_a_fault_names_its_field() {
    for house in houses().await {
        with_places(&house).await;
        let agent = house.publisher("Ana", &id(MERIGNAC)).await;
        let elsewhere = save_draft(&agent, &id(GIRONDE), Section::Home, "complete", "x").await;
        let stranger = save_draft(&house.visitor().await, &id(MERIGNAC), Section::Home, "complete", "x").await;
        assert!(matches!((&elsewhere, &stranger), (Err(Error::Forbidden), Err(Error::Forbidden))));
        assert!(matches!(edit(&house.nobody(), &id(MERIGNAC), Section::Home, Lang::Fr).await, Err(Error::Forbidden)));
        for (mode, text, field) in [("complete", " ", "text"), ("complete", "a\0", "text"), ("other", "x", "mode")] {
            match save_draft(&agent, &id(MERIGNAC), Section::Home, mode, text).await {
                Err(Error::Invalid(fields)) => assert!(fields.contains_key(field), "{field}"),
                other => panic!("{other:?}"),
            }
        }
        let long = save_draft(&agent, &id(MERIGNAC), Section::Home, "complete", &"x".repeat(5_001)).await;
        assert!(matches!(long, Err(Error::Invalid(_))));
    }
}
