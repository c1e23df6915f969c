//! What holds for every board and every sequence of actions.

use super::{
    Action, Board, CardId, CardKind, Change, History, LevelProposal, Page, Proposal, Refusal, Replacement,
    merge_proposals, reduce, replace, testing,
};
use proptest::{collection::vec, prelude::*};
use std::collections::{BTreeMap, BTreeSet};

fn kinds(board: &Board) -> BTreeSet<CardKind> {
    board.cards().map(|(_, card)| card.kind).collect()
}

/// A start of either sort: a cascade of proposals, or an arranged board.
fn start() -> impl Strategy<Value = Board> {
    prop_oneof![
        (testing::proposal(), testing::levels()).prop_map(|(portal, levels)| merge_proposals(&portal, &levels)),
        testing::board(),
    ]
}

fn undo_then_redo(before: &History, after: &History) -> Result<(), TestCaseError> {
    let (undone, _) = reduce(after, &Action::Undo, 0).unwrap();
    prop_assert_eq!(undone.present.to_json().unwrap(), before.present.to_json().unwrap());
    let (redone, _) = reduce(&undone, &Action::Redo, 0).unwrap();
    prop_assert_eq!(redone.to_json().unwrap(), after.to_json().unwrap());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn every_sequence_of_actions_keeps_the_rules(board in start(), actions in vec(testing::action(), 0..60), pace in 0_i64..400_000) {
        prop_assert_eq!(board.check(), Ok(()));
        let mut history = History::new(board);
        let mut named: BTreeMap<CardId, CardKind> = BTreeMap::new();
        let mut now = 1_700_000_000;
        for action in actions {
            now += pace;
            for (_, card) in history.present.cards() {
                // A form that another device sends late must not meet another card under the same name.
                prop_assert_eq!(*named.entry(card.id).or_insert(card.kind), card.kind);
            }
            let Ok((next, change)) = reduce(&history, &action, now) else { continue };
            prop_assert_eq!(next.present.check(), Ok(()));
            let travels = matches!(action, Action::Undo | Action::Redo);
            let removes = matches!(action, Action::Remove(_) | Action::RemovePage(_));
            if !travels && !removes {
                prop_assert!(kinds(&next.present).is_superset(&kinds(&history.present)), "{} lost a card", action);
            }
            if matches!(change, Change::Nothing(..)) {
                prop_assert_eq!(&next, &history);
            } else if !travels {
                undo_then_redo(&history, &next)?;
            }
            history = next;
        }
        prop_assert!(history.past.len() <= History::MOST_STEPS && history.future.len() <= History::MOST_STEPS);
        prop_assert_eq!(History::from_json(&history.to_json().unwrap()), Ok(history));
    }

    #[test]
    fn a_moved_card_stands_where_the_announcement_says(board in testing::board(), card in 1_u32..20, to in any::<u32>()) {
        let history = History::new(board);
        if let Ok((next, change)) = reduce(&history, &Action::Move { card: CardId(card), to }, 0) {
            let at = change.card().unwrap();
            prop_assert_eq!(at.position, to.clamp(1, at.total));
            prop_assert_eq!(next.present.card_at(CardId(card)), Some(at.clone()));
        }
    }

    #[test]
    fn the_ends_are_announced_and_leave_nothing_to_undo(board in testing::board(), card in 1_u32..20) {
        let card = CardId(card);
        for (push, again) in [(Action::First(card), Action::Up(card)), (Action::Last(card), Action::Down(card))] {
            let Ok((there, _)) = reduce(&History::new(board.clone()), &push, 0) else { continue };
            for action in [push, again] {
                let (next, change) = reduce(&there, &action, 0).unwrap();
                prop_assert!(matches!(change, Change::Nothing(super::AlreadySo::First | super::AlreadySo::Last, _)));
                prop_assert_eq!(&next, &there);
            }
        }
    }

    #[test]
    fn a_pinned_card_is_neither_removed_nor_hidden_by_any_action(board in testing::board(), actions in vec(testing::action(), 0..60)) {
        let pins = |board: &Board| board.pins().into_iter().map(|pin| pin.kind).collect::<BTreeSet<_>>();
        let held = pins(&board);
        let mut history = History::new(board);
        for action in actions {
            if let Ok((next, _)) = reduce(&history, &action, 0) {
                history = next;
            }
            prop_assert_eq!(pins(&history.present), held.clone());
        }
    }

    #[test]
    fn an_import_neither_loosens_nor_forges_a_pin(mine in testing::board(), text in testing::board()) {
        let before = History::new(mine);
        let (after, _) = replace(&before, &text, Replacement::Import).unwrap();
        prop_assert_eq!(after.present.check(), Ok(()));
        let pins = |board: &Board| board.pins().into_iter().map(|pin| (pin.kind, pin.by.by)).collect::<BTreeMap<_, _>>();
        prop_assert_eq!(pins(&after.present), pins(&before.present));
        if after != before {
            undo_then_redo(&before, &after)?;
        }
    }

    #[test]
    fn the_cascade_keeps_every_pin_and_every_card_that_is_not_left_out(portal in testing::proposal(), levels in testing::levels()) {
        let board = merge_proposals(&portal, &levels);
        prop_assert_eq!(board.check(), Ok(()));
        prop_assert!(board.is_untouched());
        for level in &levels {
            // Within one level a kind counts where it stands first.
            let mut seen = BTreeSet::new();
            for card in level.proposal.pages.iter().flat_map(|page| &page.cards).filter(|card| seen.insert(card.kind)) {
                let found = board.card_of(card.kind).map(|(_, card)| card);
                let left_out = levels.iter().any(|other| other.proposal.without.contains(&card.kind));
                prop_assert!(found.is_some() || (left_out && card.pinned_by.is_none()));
                if card.pinned_by.is_some() {
                    let by = found.and_then(|card| card.pinned.clone()).unwrap().by;
                    prop_assert!(by.level() <= level.territory.level());
                }
            }
        }
    }

    #[test]
    fn random_text_is_no_board_and_no_panic(text in any::<String>(), bytes in vec(any::<u8>(), 0..200)) {
        prop_assert!(Board::from_json(&text).is_err());
        prop_assert!(History::from_json(&String::from_utf8_lossy(&bytes)).is_err());
    }

    #[test]
    fn altered_json_is_an_error_or_a_board_that_keeps_the_rules(board in testing::board(), place in any::<prop::sample::Index>(), with in "[0-9a-z\",:{}\\[\\]-]{0,3}") {
        let mut bytes = board.to_json().unwrap().into_bytes();
        let at = place.index(bytes.len());
        bytes.splice(at..=at, with.bytes());
        if let Ok(read) = Board::from_json(&String::from_utf8_lossy(&bytes)) {
            prop_assert_eq!(read.check(), Ok(()));
        }
    }

    #[test]
    fn stored_json_reads_back_and_is_always_the_same_bytes(board in testing::board()) {
        let json = board.to_json().unwrap();
        let read = Board::from_json(&json).unwrap();
        prop_assert_eq!(read.to_json().unwrap(), json);
        prop_assert_eq!(read, board);
    }

    #[test]
    fn a_board_that_is_proposed_is_what_residents_get(board in testing::board(), portal in testing::proposal()) {
        let by: crate::territory::TerritoryId = "commune/33281".parse().unwrap();
        let pins: BTreeMap<CardKind, String> = board.pages.iter().flat_map(Page::visible).take(1).map(|card| (card.kind, "Parce que.".to_owned())).collect();
        let proposal = Proposal::of_board(&board, &by, &pins);
        let level = LevelProposal { territory: by, proposal };
        let shown = |board: &Board| board.pages.iter().flat_map(Page::visible).map(|card| (card.kind, card.size)).collect::<Vec<_>>();
        let got = merge_proposals(&portal, std::slice::from_ref(&level));
        prop_assume!(!shown(&board).is_empty());
        prop_assert_eq!(shown(&got), shown(&board));
        for (kind, why) in &pins {
            prop_assert!(got.card_of(*kind).is_some_and(|(_, card)| card.pinned.is_some()));
            prop_assert_eq!(level.reason(*kind), Some(why.as_str()));
        }
    }

    #[test]
    fn a_board_is_untouched_until_something_on_it_changes(portal in testing::proposal(), actions in vec(testing::action(), 0..6)) {
        let proposal = merge_proposals(&portal, &[]);
        let mut history = History::new(proposal.clone());
        for action in actions {
            if let Ok((next, _)) = reduce(&history, &action, 0) {
                history = next;
            }
        }
        prop_assert_eq!(history.present.is_untouched(), history.present.export("") == proposal.export(""));
    }
}

#[test]
fn adding_a_card_twice_links_to_the_one_that_is_there() {
    let board = merge_proposals(&super::Proposal::standard("Moi".parse().unwrap()), &[]);
    let page = board.pages[0].id;
    let refused = reduce(&History::new(board), &Action::Add { kind: CardKind::Calendar, page }, 0).unwrap_err();
    assert!(
        matches!(refused, Refusal::AlreadyThere(at) if at.page == page && at.card == CardId(3) && at.position == 2)
    );
}
