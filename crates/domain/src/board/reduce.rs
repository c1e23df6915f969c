//! The reducer: the newest history and an action in, the next history and what happened out.

use super::{
    About, Action, AlreadySo, Board, Change, History, Refusal, Replacement,
    cards::{self, Aim},
    pages,
};

/// Applies one action to the newest history. `now` is in seconds since 1970 (UTC). When nothing had to be done the
/// history comes back as it was and [`Change::Nothing`] says why; when the action is refused nothing has changed.
pub fn reduce(history: &History, action: &Action, now: i64) -> Result<(History, Change), Refusal> {
    match action {
        Action::Undo => return history.undo(),
        Action::Redo => return history.redo(),
        _ => {}
    }
    let mut board = history.draft();
    let change = apply(&mut board, action, now)?;
    if matches!(change, Change::Nothing(..)) {
        return Ok((history.clone(), change));
    }
    board.removed.retain(|removed| removed.until() >= now);
    Ok((history.commit(board, change.clone()), change))
}

fn apply(board: &mut Board, action: &Action, now: i64) -> Result<Change, Refusal> {
    match action {
        Action::Add { kind, page } => cards::add(board, *kind, *page),
        Action::Move { card, to } => cards::relocate(board, *card, Aim::To(*to)),
        Action::Up(card) => cards::relocate(board, *card, Aim::Earlier),
        Action::Down(card) => cards::relocate(board, *card, Aim::Later),
        Action::First(card) => cards::relocate(board, *card, Aim::First),
        Action::Last(card) => cards::relocate(board, *card, Aim::Last),
        Action::MoveToPage { card, page } => cards::to_page(board, *card, *page),
        Action::Resize { card, size } => cards::resize(board, *card, *size),
        Action::Wider(card) => cards::wider(board, *card),
        Action::Narrower(card) => cards::narrower(board, *card),
        Action::Hide(card) => cards::hide(board, *card),
        Action::Show(card) => cards::show(board, *card),
        Action::Remove(card) => cards::remove(board, *card),
        Action::Configure { card, settings } => cards::configure(board, *card, settings),
        Action::AddPage { icon, name } => pages::add(board, *icon, name),
        Action::RenamePage { page, name } => pages::rename(board, *page, name),
        Action::SetPageIcon { page, icon } => pages::set_icon(board, *page, *icon),
        Action::MovePage { page, to } => pages::relocate(board, *page, *to),
        Action::RemovePage(page) => pages::remove(board, *page, now),
        Action::RestorePage(page) => pages::restore(board, *page, now),
        Action::ForgetPage(page) => pages::forget(board, *page),
        Action::Undo => Err(Refusal::NothingToUndo),
        Action::Redo => Err(Refusal::NothingToRedo),
    }
}

/// Puts a whole board in the place of the present one; it can be undone like any action.
///
/// - `Import`: `board` comes from [`super::import`]. Pins written in the text do not count; those of the present board
///   stay, as does its origin.
/// - `Proposal`: `board` comes from [`super::merge_proposals`].
/// - `SignIn`: `board` comes from [`Board::merge_anonymous`] with the present board as the account's.
///
/// For the first two every card and page gets a new id, and the removed pages of the present board are kept.
pub fn replace(history: &History, board: &Board, by: Replacement) -> Result<(History, Change), Refusal> {
    board.check().map_err(Refusal::Invalid)?;
    let present = &history.present;
    let draft = history.draft();
    let next = match by {
        Replacement::Import => Board {
            origin: present.origin.clone(),
            removed: present.removed.clone(),
            ..board.renumbered(draft.next)?.with_pins(&present.pins())
        },
        Replacement::Proposal => Board { removed: present.removed.clone(), ..board.renumbered(draft.next)? },
        Replacement::SignIn => Board { next: board.next.max(draft.next), ..board.clone() },
    };
    next.check().map_err(Refusal::Invalid)?;
    if next.origin == present.origin && next.removed == present.removed && next.digest() == present.digest() {
        return Ok((history.clone(), Change::Nothing(AlreadySo::Board, About::Board)));
    }
    let change =
        Change::Replaced { by, pages: super::count(next.pages.len()), cards: super::count(next.cards().count()) };
    Ok((history.commit(next, change.clone()), change))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{CardId, CardKind, Offer, PageId, Proposal, RemovedPage, import, merge_proposals};

    fn board(text: &str) -> Board {
        import(&format!("civis board 1\n{text}")).unwrap()
    }

    /// Applies the lines one after the other, the last one's change included.
    fn run(board: Board, lines: &[&str], now: i64) -> (History, Change) {
        let mut done = (History::new(board), Change::Nothing(AlreadySo::Board, About::Board));
        for line in lines {
            done = reduce(&done.0, &line.parse().unwrap(), now).unwrap();
        }
        done
    }

    fn refused(history: &History, line: &str, now: i64) -> Refusal {
        reduce(history, &line.parse().unwrap(), now).unwrap_err()
    }

    fn words(history: &History) -> Vec<&'static str> {
        history.present.cards().map(|(_, card)| card.kind.word()).collect()
    }

    const TWO_PAGES: &str =
        "page house Moi\ncard news s\ncard calendar s hidden\ncard contacts s\npage users Famille\ncard reminders s\n";

    #[test]
    fn a_card_steps_over_its_shown_neighbor_and_comes_back() {
        let (down, change) = run(board(TWO_PAGES), &["down c2"], 0);
        assert_eq!(words(&down), ["calendar", "contacts", "news", "reminders"]);
        assert!(
            matches!(change, Change::Moved(at) if (at.position, at.total) == (2, 2) && at.page_name.as_str() == "Moi")
        );
        let (up, _) = reduce(&down, &Action::Up(CardId(2)), 0).unwrap();
        assert_eq!(words(&up), ["calendar", "news", "contacts", "reminders"]);
    }

    #[test]
    fn a_removed_page_comes_back_where_it_stood_for_thirty_days() {
        let (gone, change) = run(board(TWO_PAGES), &["remove-page p1"], 1000);
        assert!(
            matches!(change, Change::PageRemoved { cards: 3, until, .. } if until == 1000 + RemovedPage::KEPT_SECONDS)
        );
        assert_eq!(gone.present.restorable(1000).count(), 1);
        let last = 1000 + RemovedPage::KEPT_SECONDS;
        let (back, _) = reduce(&gone, &Action::RestorePage(PageId(1)), last).unwrap();
        assert_eq!(words(&back), ["news", "calendar", "contacts", "reminders"]);
        assert_eq!(refused(&gone, "restore-page p1", last + 1), Refusal::PageExpired(PageId(1)));
        assert_eq!(gone.present.restorable(last + 1).count(), 0);
    }

    #[test]
    fn a_restored_page_says_which_cards_came_back_elsewhere_meanwhile() {
        let (history, change) = run(board(TWO_PAGES), &["remove-page p1", "add news p5", "restore-page p1"], 0);
        assert_eq!(words(&history), ["calendar", "contacts", "reminders", "news"]);
        assert!(matches!(change, Change::PageRestored(at, left) if at.position == 1 && left == [CardKind::News]));
    }

    #[test]
    fn the_last_page_and_a_page_with_a_pinned_card_stay() {
        let one = History::new(board("page house Moi\ncard news s"));
        assert_eq!(refused(&one, "remove-page p1", 0), Refusal::LastPage);
        let two = History::new(board("page house Moi\ncard news s pinned=region/75\npage house Toi"));
        for line in ["remove-page p1", "remove c2", "hide c2"] {
            assert!(
                matches!(refused(&two, line, 0), Refusal::PinnedCannotBeRemoved { at, .. } if at.card == CardId(2))
            );
        }
        let (moved, _) = run(two.present, &["wider c2", "to-page c2 p3", "remove-page p1"], 0);
        assert_eq!(words(&moved), ["news"]);
    }

    #[test]
    fn an_unknown_card_a_bad_name_and_a_full_board_are_refused() {
        let history = History::new(board(&"page house Moi\n".repeat(12)));
        assert_eq!(refused(&history, "up c99", 0), Refusal::UnknownCard(CardId(99)));
        assert_eq!(refused(&history, "add news p99", 0), Refusal::UnknownPage(PageId(99)));
        assert_eq!(refused(&history, "rename p1  ", 0), Refusal::BadName(crate::text::TextFault::Empty));
        assert_eq!(refused(&history, "add-page house Toi", 0), Refusal::TooMany(crate::board::Limit::Pages));
        assert_eq!(refused(&history, "undo", 0), Refusal::NothingToUndo);
        assert_eq!(refused(&history, "redo", 0), Refusal::NothingToRedo);
    }

    #[test]
    fn a_number_is_not_given_again_after_an_undo() {
        let (history, _) = run(board("page house Moi"), &["add news p1", "undo", "add calendar p1"], 0);
        assert_eq!(history.present.card(CardId(2)), None);
        assert!(history.present.card(CardId(3)).is_some());
    }

    #[test]
    fn a_new_proposal_is_adopted_only_by_a_board_that_nobody_changed() {
        let first = merge_proposals(&Proposal::standard("Moi".parse().unwrap()), &[]);
        let second = merge_proposals(&Proposal::standard("Nous".parse().unwrap()), &[]);
        let (changed, _) = run(first.clone(), &["down c2"], 0);
        assert_eq!((first.offer(&first), first.offer(&second)), (Offer::UpToDate, Offer::Adopt));
        assert_eq!(changed.present.offer(&second), Offer::Ask);
        let (back, _) = replace(&changed, &first, Replacement::Proposal).unwrap();
        assert!(back.present.is_untouched() && back.present.card(CardId(2)).is_none());
    }
}
