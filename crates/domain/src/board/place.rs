//! Where each card stands in the grid. Pure, so the server and the browser draw the same one.

use super::{Card, CardId};

/// The place of one card in the grid, in the terms of CSS grid lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placement {
    /// Which card.
    pub card: CardId,
    /// The column where it begins, from 1.
    pub column: u32,
    /// Its row, from 1.
    pub row: u32,
    /// How many columns it takes.
    pub span: u32,
}

/// Places the shown cards in reading order on so many columns (1 on a phone, 2, 3). A card that does not fit on the row
/// begins the next one and the gap stays: filling it with a later card would make the order on screen another one than
/// that of the keyboard and of the screen reader (WCAG 1.3.2, 2.4.3).
pub fn place(cards: &[Card], columns: u32) -> Vec<Placement> {
    let columns = columns.max(1);
    let (mut row, mut used) = (1_u32, 0_u32);
    let mut places = Vec::with_capacity(cards.len());
    for card in cards.iter().filter(|card| !card.hidden) {
        let span = card.size.columns().min(columns);
        if used.saturating_add(span) > columns {
            row = row.saturating_add(1);
            used = 0;
        }
        places.push(Placement { card: card.id, column: used.saturating_add(1), row, span });
        used = used.saturating_add(span);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Proposal, merge_proposals, testing};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn cells(cards: &[Card], columns: u32) -> Vec<(u32, u32)> {
        let places = place(cards, columns);
        places.iter().flat_map(|p| (0..p.span).map(|n| (p.row, p.column + n))).collect()
    }

    #[test]
    fn the_standard_board_leaves_no_hole_on_one_two_or_three_columns() {
        let board = merge_proposals(&Proposal::standard("Mon tableau".parse().unwrap()), &[]);
        for columns in 1..=3 {
            let cells = cells(&board.pages[0].cards, columns);
            let rows = cells.iter().map(|(row, _)| *row).max().unwrap();
            assert_eq!(u32::try_from(cells.len()).unwrap(), rows * columns, "{columns} columns");
        }
    }

    proptest! {
        #[test]
        fn cards_never_overlap_nor_leave_the_grid_and_keep_their_order(board in testing::board(), columns in 0_u32..5) {
            for page in &board.pages {
                let cells = cells(&page.cards, columns);
                prop_assert!(cells.iter().all(|(row, column)| *row >= 1 && (1..=columns.max(1)).contains(column)));
                prop_assert_eq!(cells.iter().collect::<BTreeSet<_>>().len(), cells.len());
                prop_assert!(cells.is_sorted());
                let placed: Vec<_> = place(&page.cards, columns).iter().map(|p| p.card).collect();
                prop_assert_eq!(placed, page.visible().map(|card| card.id).collect::<Vec<_>>());
            }
        }
    }
}
