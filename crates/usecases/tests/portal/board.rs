//! What cards show of which place, why they are here, what is chosen on them, and what a broken one costs.

use crate::house::{House, houses, id, territory};
use domain::{
    board::{Action, CardId, CardKind, Change, Refusal},
    calendar::Zone,
    dashboard::{CardContent, CardState, DashboardView, FoundCard, Reason, Updated},
    ids::FeedId,
    services::LifeTheme,
    territory::{Cog, Territory},
};
use usecases::{Error, OpContext, board, preferences, territories};

const BEGLES: &str = "commune/33039";
const LILLE: &str = "commune/59350";

fn commune(text: &str, name: &str, departement: &str, region: &str) -> Territory {
    Territory { departement: Some(id(departement)), region: Some(id(region)), ..territory(text, name) }
}

/// A resident of Bègles (zone A) whose parents live in Lille (zone B).
async fn resident(house: &House) -> OpContext {
    let territories = vec![
        territory("region/75", "Nouvelle-Aquitaine"),
        territory("region/32", "Hauts-de-France"),
        Territory { region: Some(id("region/75")), ..territory("departement/33", "Gironde") },
        Territory { region: Some(id("region/32")), ..territory("departement/59", "Nord") },
        commune(BEGLES, "Bègles", "departement/33", "region/75"),
        commune(LILLE, "Lille", "departement/59", "region/32"),
    ];
    let cog = Cog { territories, aliases: Vec::new() };
    territories::import(&house.system(), &cog, "cog", false, |_| {}).await.unwrap();
    let ctx = house.visitor().await;
    for place in [BEGLES, LILLE] {
        territories::follow(&ctx, &id(place), false).await.unwrap();
    }
    ctx
}

async fn shown(ctx: &OpContext, place: Option<&str>) -> DashboardView {
    board::show(ctx, None, place.map(id).as_ref()).await.unwrap()
}

fn found(view: &DashboardView, kind: CardKind) -> &FoundCard {
    let (_, card) = view.board.card_of(kind).unwrap();
    view.cards.iter().find(|found| found.card == card.id).unwrap()
}

async fn card(ctx: &OpContext, kind: CardKind) -> CardId {
    shown(ctx, None).await.board.card_of(kind).unwrap().1.id
}

async fn place(ctx: &OpContext, which: usize) -> String {
    territories::my_places(ctx).await.unwrap()[which].id.to_string()
}

/// The name of the place on the card "Ma commune"; empty when it shows none.
fn my_place(view: &DashboardView) -> &str {
    match &found(view, CardKind::MyPlace).state {
        CardState::Ready(CardContent::MyPlace(place)) => &place.name,
        _ => "",
    }
}

fn faulty(outcome: &Result<Result<Change, Refusal>, Error>, field: &str) {
    let named = matches!(outcome, Err(Error::Invalid(fields)) if fields.contains_key(field));
    assert!(named, "{field}: {outcome:?}");
}

#[tokio::test]
async fn a_card_says_of_which_place_it_speaks_and_why_it_is_here() {
    for house in houses().await {
        let ctx = resident(&house).await;
        let view = shown(&ctx, None).await;
        assert_eq!((my_place(&view), view.places.len()), ("Bègles", 2));
        let mine = found(&view, CardKind::MyPlace);
        assert_eq!(mine.elsewhere, None);
        assert!(matches!(mine.why.as_slice(), [Reason::Follows(place)] if place.name == "Bègles"), "{:?}", mine.why);
        assert!(matches!(mine.updated, Some(Updated::On(_))), "the list of territories has a date");
        let (own, other) = (card(&ctx, CardKind::MyPlace).await, place(&ctx, 1).await);
        board::configure(&ctx, own, &other, &[], "").await.unwrap().unwrap();
        let view = shown(&ctx, None).await;
        assert_eq!(my_place(&view), "Lille");
        let mine = found(&view, CardKind::MyPlace);
        assert_eq!(mine.elsewhere.as_ref().map(|place| place.name.as_str()), Some("Lille"));
        assert!(matches!(mine.why.as_slice(), [Reason::ChosenPlace(place)] if place.name == "Lille"));
        assert!(view.cards.iter().all(|found| !found.why.is_empty()));
    }
}

#[tokio::test]
async fn the_filter_makes_every_card_speak_of_one_followed_place() {
    for house in houses().await {
        let ctx = resident(&house).await;
        let lille = shown(&ctx, Some(LILLE)).await;
        assert_eq!((my_place(&lille), lille.filter.clone()), ("Lille", Some(id(LILLE))));
        assert_eq!(found(&lille, CardKind::Announcements).elsewhere.as_ref().map(|place| &*place.name), Some("Lille"));
        assert_eq!(found(&lille, CardKind::Reminders).elsewhere, None);
        let unknown = shown(&ctx, Some("commune/75056")).await;
        assert_eq!((my_place(&unknown), &unknown.filter), ("Bègles", &None));
        let acted = board::act(&ctx, &Action::Undo, None, Some(&id(LILLE))).await.unwrap();
        assert_eq!(my_place(&acted.view), "Lille");
    }
}

#[tokio::test]
async fn a_place_that_is_no_longer_followed_gives_way_to_the_main_one() {
    for house in houses().await {
        let ctx = resident(&house).await;
        let (own, other) = (card(&ctx, CardKind::MyPlace).await, place(&ctx, 1).await);
        board::configure(&ctx, own, &other, &[], "").await.unwrap().unwrap();
        territories::unfollow(&ctx, other.parse().unwrap()).await.unwrap();
        let view = shown(&ctx, None).await;
        assert_eq!(my_place(&view), "Bègles");
        assert_eq!(found(&view, CardKind::MyPlace).elsewhere, None);
    }
}

#[tokio::test]
async fn the_zone_and_the_place_of_the_calendar_card_hold_for_the_whole_agenda() {
    for house in houses().await {
        let ctx = resident(&house).await;
        assert_eq!(usecases::calendar::agenda(&ctx).await.unwrap().zone, Some(Zone::A));
        let own = card(&ctx, CardKind::Calendar).await;
        board::configure(&ctx, own, "", &[], "c").await.unwrap().unwrap();
        let agenda = usecases::calendar::agenda(&ctx).await.unwrap();
        assert_eq!((agenda.zone, agenda.zone_chosen, agenda.card), (Some(Zone::C), true, Some(own)));
        let why = found(&shown(&ctx, None).await, CardKind::Calendar).why.clone();
        assert!(matches!(why.as_slice(), [Reason::Follows(_), Reason::ChosenZone(Zone::C)]), "{why:?}");
        let lille = place(&ctx, 1).await;
        board::configure(&ctx, own, &lille, &[], "").await.unwrap().unwrap();
        let agenda = usecases::calendar::agenda(&ctx).await.unwrap();
        assert_eq!((agenda.zone, agenda.place.map(|place| place.name).as_deref()), (Some(Zone::B), Some("Lille")));
    }
}

#[tokio::test]
async fn the_rule_of_the_themes_can_be_changed_and_switched_off_on_the_card() {
    for house in houses().await {
        let ctx = resident(&house).await;
        preferences::choose_themes(&ctx, &["family".to_owned()]).await.unwrap();
        let own = card(&ctx, CardKind::ServicesForMe).await;
        let choose = async |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            board::configure(&ctx, own, "", &words, "").await
        };
        let why = async || found(&shown(&ctx, None).await, CardKind::ServicesForMe).why.clone();
        assert_eq!(why().await, [Reason::LifeThemes(vec![LifeTheme::Family])]);
        choose(&["work", "papers", "work"]).await.unwrap().unwrap();
        assert_eq!(why().await, [Reason::ChosenThemes(vec![LifeTheme::Papers, LifeTheme::Work])]);
        choose(&[]).await.unwrap().unwrap();
        assert_eq!(why().await, [Reason::ChosenThemes(Vec::new())]);
        choose(&["family"]).await.unwrap().unwrap();
        assert_eq!(why().await, [Reason::LifeThemes(vec![LifeTheme::Family])], "the profile's own themes follow it");
    }
}

#[tokio::test]
async fn what_names_nothing_is_refused_by_its_field() {
    for house in houses().await {
        let (ctx, stranger) = (resident(&house).await, house.visitor().await);
        territories::follow(&stranger, &id(LILLE), false).await.unwrap();
        let calendar = card(&ctx, CardKind::Calendar).await;
        let services = card(&ctx, CardKind::ServicesForMe).await;
        let theirs = place(&stranger, 0).await;
        faulty(&board::configure(&ctx, calendar, &theirs, &[], "").await, "place");
        faulty(&board::configure(&ctx, calendar, "nowhere", &[], "").await, "place");
        faulty(&board::configure(&ctx, calendar, "", &[], "z").await, "zone");
        faulty(&board::configure(&ctx, services, "", &["none".to_owned()], "").await, "themes");
        let gone = board::configure(&ctx, CardId(999), "", &[], "").await.unwrap();
        assert_eq!(gone, Err(Refusal::UnknownCard(CardId(999))));
        assert!(matches!(board::card(&ctx, CardId(999)).await, Err(Error::NotFound)));
        let nobody = board::configure(&house.nobody(), calendar, "", &[], "a").await;
        assert!(matches!(nobody, Err(Error::Forbidden)), "{nobody:?}");
    }
}

#[tokio::test]
async fn a_card_that_fails_says_so_and_leaves_the_others_alone() {
    for house in houses().await {
        let ctx = resident(&house).await;
        let page = shown(&ctx, None).await.page;
        board::act(&ctx, &Action::Add { kind: CardKind::News, page }, None, None).await.unwrap();
        board::act(&ctx, &Action::First(card(&ctx, CardKind::News).await), None, None).await.unwrap();
        let feed = FeedId(house.system().new_id());
        let mut tx = house.shared.database.write().await.unwrap();
        store::news::add(&mut tx, feed, &id(BEGLES), "https://begles.example/rss", 0).await.unwrap();
        store::news::keep(&mut tx, feed, None, "not the articles", house.system().seconds()).await.unwrap();
        tx.commit().await.unwrap();
        let view = shown(&ctx, None).await;
        assert_eq!(found(&view, CardKind::News).state, CardState::Unavailable);
        let unavailable = view.cards.iter().filter(|found| found.state == CardState::Unavailable).count();
        assert_eq!((unavailable, view.cards.len(), my_place(&view)), (1, 10, "Bègles"));
    }
}

#[tokio::test]
async fn the_catalogue_shows_of_each_kind_what_its_card_shows_or_would_show() {
    for house in houses().await {
        let ctx = resident(&house).await;
        let (own, other) = (card(&ctx, CardKind::MyPlace).await, place(&ctx, 1).await);
        board::configure(&ctx, own, &other, &[], "").await.unwrap().unwrap();
        let (catalogue, view) = (board::catalogue(&ctx, CardKind::ALL).await.unwrap(), shown(&ctx, None).await);
        let state = |wanted| &catalogue.previews.iter().find(|(kind, _)| *kind == wanted).unwrap().1.state;
        for kind in CardKind::ALL {
            if catalogue.board.card_of(*kind).is_some() {
                assert_eq!(*state(*kind), found(&view, *kind).state, "{kind}");
            }
        }
        assert!(
            matches!(state(CardKind::MyPlace), CardState::Ready(CardContent::MyPlace(place)) if place.name == "Lille")
        );
        assert_eq!((catalogue.board.card_of(CardKind::News), state(CardKind::News)), (None, &CardState::Empty));
        assert!(
            matches!(state(CardKind::MyPlaces), CardState::Ready(CardContent::MyPlaces(places)) if places.len() == 2)
        );
        let nobody = board::catalogue(&house.nobody(), &[CardKind::HelpNumbers, CardKind::News]).await.unwrap();
        let states: Vec<_> = nobody.previews.into_iter().map(|(_, found)| found.state).collect();
        assert_eq!(states, [CardState::Ready(CardContent::HelpNumbers), CardState::NeedsPlace]);
    }
}

#[tokio::test]
async fn a_preview_that_fails_stays_alone() {
    for house in houses().await {
        let ctx = resident(&house).await;
        let feed = FeedId(house.system().new_id());
        let mut tx = house.shared.database.write().await.unwrap();
        store::news::add(&mut tx, feed, &id(BEGLES), "https://begles.example/rss", 0).await.unwrap();
        store::news::keep(&mut tx, feed, None, "not the articles", house.system().seconds()).await.unwrap();
        tx.commit().await.unwrap();
        let previews = board::catalogue(&ctx, CardKind::ALL).await.unwrap().previews;
        let failed = previews.iter().filter(|(_, found)| found.state == CardState::Unavailable);
        assert_eq!(failed.map(|(kind, _)| *kind).collect::<Vec<_>>(), [CardKind::News]);
    }
}

#[tokio::test]
async fn news_say_when_they_were_read_and_when_they_are_old() {
    for house in houses().await {
        let ctx = resident(&house).await;
        let page = shown(&ctx, None).await.page;
        board::act(&ctx, &Action::Add { kind: CardKind::News, page }, None, None).await.unwrap();
        let (feed, read) = (FeedId(house.system().new_id()), house.system().seconds());
        let entries = r#"[{"title":"Marché","url":"https://begles.example/marche","day":"2026-11-23"}]"#;
        let mut tx = house.shared.database.write().await.unwrap();
        store::news::add(&mut tx, feed, &id(BEGLES), "https://begles.example/rss", 0).await.unwrap();
        store::news::keep(&mut tx, feed, Some("Bègles"), entries, read).await.unwrap();
        tx.commit().await.unwrap();
        let view = shown(&ctx, None).await;
        let news = found(&view, CardKind::News);
        assert!(matches!(news.state, CardState::Ready(_)), "{:?}", news.state);
        assert_eq!(news.updated, Some(Updated::At(read)));
        house.wait(3 * 3_600 + 60);
        let view = shown(&ctx, None).await;
        assert!(matches!(found(&view, CardKind::News).state, CardState::Stale(_, 3)));
    }
}
