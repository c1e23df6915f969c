//! A board as text that a person can read, keep and edit.
//!
//! ```text
//! civis board 1
//! # Lines that begin with # are notes.
//! page layout-dashboard Mon tableau
//!   card calendar m zone=a
//!   card news s hidden
//! ```
//! Each page is followed by its cards, in reading order: kind, size, then what applies of `hidden`,
//! `pinned=commune/33039`, `place=…`, `themes=a,b`, `zone=c`. Words are those of [`super::CardKind`], [`super::Size`] and
//! [`super::PageIcon`]. Ids are not written: an imported board gets new ones. Removed pages are not written either.

use super::{Board, Card};

/// The first line of the text.
pub(super) const HEADER: &str = "civis board 1";

impl Board {
    /// The board as text. `notes` explain the format in the reader's language; each of their lines becomes a comment.
    pub fn export(&self, notes: &str) -> String {
        let mut lines = vec![HEADER.to_owned()];
        lines.extend(notes.lines().map(|note| format!("# {note}")));
        for page in &self.pages {
            lines.push(format!("page {} {}", page.icon, page.name));
            lines.extend(page.cards.iter().map(line));
        }
        lines.push(String::new());
        lines.join("\n")
    }
}

fn line(card: &Card) -> String {
    let parts = [
        Some(format!("  card {} {}", card.kind, card.size)),
        card.hidden.then(|| "hidden".to_owned()),
        card.pinned.as_ref().map(|pinned| format!("pinned={}", pinned.by)),
        (!card.settings.is_default()).then(|| card.settings.to_string()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::board::{Proposal, import, merge_proposals, testing};
    use proptest::prelude::*;

    #[test]
    fn an_exported_board_is_readable() {
        let board = merge_proposals(&Proposal::standard("Mon tableau".parse().unwrap()), &[]);
        let text = board.export("Une carte par ligne.\nL'ordre est celui de la lecture.");
        let first: Vec<_> = text.lines().take(5).collect();
        assert_eq!(
            first,
            [
                "civis board 1",
                "# Une carte par ligne.",
                "# L'ordre est celui de la lecture.",
                "page layout-dashboard Mon tableau",
                "  card my-place m",
            ]
        );
    }

    proptest! {
        #[test]
        fn an_exported_board_is_imported_as_it_was(board in testing::board(), notes in any::<String>()) {
            let back = import(&board.export(&notes)).unwrap();
            prop_assert_eq!(back.check(), Ok(()));
            prop_assert_eq!(back.renumbered(1), board.renumbered(1).map(|board| crate::board::Board { origin: None, removed: vec![], ..board }));
        }
    }
}
