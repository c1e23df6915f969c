//! Signing in with a layout made before: what becomes of the two boards.

use super::{Board, CardKind, Page, Refusal, RemovedPage, words::words};

words!(
    /// What a person chooses at sign-in, when the account and this device both have a layout.
    SignInChoice {
        /// The account's layout; the device's is dropped.
        Keep = "keep",
        /// The device's layout takes the place of the account's.
        Take = "take",
        /// The account's layout, with the pages of the device after it.
        Both = "both",
    }
);

/// A board made of two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The board; to be given to [`super::replace`] as `SignIn`, so that it can be undone.
    pub board: Board,
    /// The cards of the device that did not come with its pages: the account's board has them already, with its own
    /// settings. To be said to the person.
    pub skipped: Vec<CardKind>,
}

impl Board {
    /// The board after sign-in. What territories hold is what they hold on the account's board. Errors: the counter of
    /// ids is at its end.
    pub fn merge_anonymous(account: &Self, anonymous: &Self, choice: SignInChoice) -> Result<Merged, Refusal> {
        if choice == SignInChoice::Keep {
            return Ok(Merged { board: account.clone(), skipped: Vec::new() });
        }
        let device = anonymous.renumbered(account.next)?;
        let mut merged = match choice {
            SignInChoice::Both => append(account.clone(), device.pages, device.next),
            SignInChoice::Take | SignInChoice::Keep => {
                let board = Self { removed: account.removed.clone(), ..device.clone() }.with_pins(&account.pins());
                Merged { board, skipped: Vec::new() }
            }
        };
        keep_removed(&mut merged.board, device.removed);
        Ok(merged)
    }
}

/// Appends the pages with the cards whose kinds are new. A page of which nothing is left does not come; cards of a page
/// for which there is no room go to the last page.
fn append(mut board: Board, pages: Vec<Page>, next: u32) -> Merged {
    board.next = next;
    let mut skipped = Vec::new();
    for mut page in pages {
        let had_cards = !page.cards.is_empty();
        let mut room = Board::MOST_CARDS.saturating_sub(board.cards().count());
        page.cards.retain_mut(|card| {
            card.pinned = None;
            let comes = room > 0 && board.card_of(card.kind).is_none();
            if comes {
                room = room.saturating_sub(1);
            } else {
                skipped.push(card.kind);
            }
            comes
        });
        if had_cards && page.cards.is_empty() {
            continue;
        }
        if board.pages.len() < Board::MOST_PAGES {
            board.pages.push(page);
        } else if let Some(last) = board.pages.last_mut() {
            last.cards.append(&mut page.cards);
        }
    }
    Merged { board, skipped }
}

/// The latest removed pages of both, as many as are kept.
fn keep_removed(board: &mut Board, removed: Vec<RemovedPage>) {
    board.removed.extend(removed);
    board.removed.sort_by_key(|removed| removed.at);
    let excess = board.removed.len().saturating_sub(Board::MOST_REMOVED);
    board.removed.drain(..excess);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{History, Replacement, replace, testing};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn kinds(board: &Board) -> BTreeSet<CardKind> {
        board.cards().map(|(_, card)| card.kind).collect()
    }

    proptest! {
        #[test]
        fn both_boards_together_lose_no_card_in_silence(account in testing::board(), device in testing::board()) {
            let merged = Board::merge_anonymous(&account, &device, SignInChoice::Both).unwrap();
            prop_assert_eq!(merged.board.check(), Ok(()));
            prop_assert!(kinds(&merged.board).is_superset(&kinds(&account)));
            prop_assert!(kinds(&merged.board).is_superset(&kinds(&device)));
            prop_assert_eq!(merged.skipped.into_iter().collect::<BTreeSet<_>>(), &kinds(&account) & &kinds(&device));
        }

        #[test]
        fn whatever_is_chosen_at_sign_in_can_be_undone(account in testing::board(), device in testing::board()) {
            for choice in SignInChoice::ALL {
                let merged = Board::merge_anonymous(&account, &device, *choice).unwrap();
                prop_assert_eq!(merged.board.check(), Ok(()));
                prop_assert_eq!(merged.board.pins().len(), account.pins().len());
                let before = History::new(account.clone());
                let (after, _) = replace(&before, &merged.board, Replacement::SignIn).unwrap();
                if after != before {
                    prop_assert_eq!(after.undo().unwrap().0.present, account.clone());
                }
            }
        }
    }
}
