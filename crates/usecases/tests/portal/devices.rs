//! Two devices that arrange one board at the same time, on both databases.

use crate::house::{House, houses};
use domain::board::{Action, CardId, PageId, Size};
use usecases::{OpContext, board};

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// How often each device does something.
const TURNS: usize = 20;

/// Changes the sizes of cards; what it wanted last of each.
async fn resizes(ctx: OpContext, cards: Vec<CardId>, mut dice: Dice) -> Vec<(CardId, Size)> {
    let mut wanted = Vec::new();
    for _ in 0..TURNS {
        let (card, size) = (cards[dice.throw(cards.len())], Size::ALL[dice.throw(Size::ALL.len())]);
        let done = board::act(&ctx, &Action::Resize { card, size }, None, None).await.unwrap();
        assert!(done.outcome.is_ok(), "{:?}", done.outcome);
        wanted.retain(|(other, _)| *other != card);
        wanted.push((card, size));
    }
    wanted
}

/// Gives the page names and hides and shows cards; what it wanted last: the name, and which cards are hidden.
async fn renames_and_hides(ctx: OpContext, cards: Vec<CardId>, page: PageId, mut dice: Dice) -> (String, Vec<CardId>) {
    let (mut last, mut hidden) = (String::new(), Vec::new());
    for turn in 0..TURNS {
        let card = cards[dice.throw(cards.len())];
        let action = if turn % 2 == 0 {
            last = format!("Nom {turn}");
            Action::RenamePage { page, name: last.clone() }
        } else if hidden.contains(&card) {
            hidden.retain(|other| *other != card);
            Action::Show(card)
        } else {
            hidden.push(card);
            Action::Hide(card)
        };
        let done = board::act(&ctx, &action, None, None).await.unwrap();
        assert!(done.outcome.is_ok(), "{action}: {:?}", done.outcome);
    }
    (last, hidden)
}

async fn loaded(house: &House, ctx: &OpContext) -> board::Loaded {
    let mut tx = house.shared.database.read().await.unwrap();
    board::load(ctx, &mut tx).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_devices_at_once_lose_nothing_of_each_other() {
    for house in houses().await {
        for seed in 1..=4 {
            let ctx = house.visitor().await;
            let before = loaded(&house, &ctx).await;
            let page = before.history.present.pages.first().unwrap();
            // A card that its territory pins keeps its size and place in sight.
            let cards: Vec<CardId> =
                page.cards.iter().filter(|card| card.pinned.is_none()).map(|card| card.id).collect();
            assert!(cards.len() > 3, "{cards:?}");
            let phone = tokio::spawn(resizes(ctx.clone(), cards.clone(), Dice(seed)));
            let laptop = tokio::spawn(renames_and_hides(ctx.clone(), cards.clone(), page.id, Dice(seed + 100)));
            let (wanted, (name, hidden)) = (phone.await.unwrap(), laptop.await.unwrap());
            let after = loaded(&house, &ctx).await.history.present;
            let page = after.pages.first().unwrap();
            assert_eq!(after.check(), Ok(()));
            assert_eq!(page.name.to_string(), name);
            assert_eq!(page.cards.len(), before.history.present.pages.first().unwrap().cards.len());
            for card in &page.cards {
                assert_eq!(card.hidden, hidden.contains(&card.id), "{} in the run {seed}", card.id);
                if let Some((_, size)) = wanted.iter().find(|(id, _)| *id == card.id) {
                    assert_eq!(card.size, *size, "{} in the run {seed}", card.id);
                }
            }
        }
    }
}
