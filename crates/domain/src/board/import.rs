//! Reads a board from exported text, and names the line at fault.

use super::{
    Board, Card, CardId, CardKind, CardSettings, Page, PageIcon, PageId, PageName, Pinned, Size, export::HEADER,
};
use crate::text::TextFault;
use serde::{Deserialize, Serialize};

/// Which line of an imported text is at fault, and why. Nothing is imported then.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("line {line}: {reason}")]
pub struct ImportFault {
    /// The line, from 1.
    pub line: u32,
    /// Why.
    pub reason: ImportReason,
}

/// Why a line is at fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportReason {
    /// The whole text is longer than [`MOST_IMPORT_BYTES`].
    #[error("the text is too long")]
    TooLong,
    /// The first line that says something is not `civis board`.
    #[error("not an exported board")]
    NotABoard,
    /// Exported by a later version of the portal.
    #[error("unknown version")]
    UnknownVersion,
    /// Neither `page` nor `card`.
    #[error("neither a page nor a card")]
    UnknownLine,
    /// Not the name of a picture.
    #[error("unknown picture")]
    UnknownIcon,
    /// Not a name for a page.
    #[error("bad name: {0}")]
    BadName(TextFault),
    /// A card comes before any page.
    #[error("a card before the first page")]
    CardBeforePage,
    /// Not a kind of card.
    #[error("unknown card")]
    UnknownKind,
    /// Not `s`, `m` or `l`.
    #[error("unknown size")]
    UnknownSize,
    /// A word after the size that is none of the known ones, is badly written or comes twice.
    #[error("not understood: {0}")]
    NotUnderstood(String),
    /// A card of that kind does not take those settings.
    #[error("settings that this card does not take")]
    BadSettings,
    /// A pinned card cannot be hidden.
    #[error("pinned and hidden")]
    PinnedAndHidden,
    /// A card of that kind stands on an earlier line.
    #[error("already on line {0}")]
    SameKind(u32),
    /// One page more than [`Board::MOST_PAGES`].
    #[error("too many pages")]
    TooManyPages,
    /// One card more than [`Board::MOST_CARDS`].
    #[error("too many cards")]
    TooManyCards,
    /// The text ends without a page.
    #[error("no page")]
    NoPage,
}

/// The longest text that is read: many times the longest board, notes included.
pub const MOST_IMPORT_BYTES: usize = 64 * 1024;

/// Reads the text that [`Board::export`] writes. Blank lines, notes, indentation, line ends of any system, a byte order
/// mark and an id after `page` do not matter. The board keeps every rule and has no origin and no removed page.
pub fn import(text: &str) -> Result<Board, ImportFault> {
    if text.len() > MOST_IMPORT_BYTES {
        return Err(ImportFault { line: 1, reason: ImportReason::TooLong });
    }
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut reader = Reader::default();
    let mut line = 0_u32;
    for content in text.lines().map(str::trim) {
        line = line.saturating_add(1);
        if !content.is_empty() && !content.starts_with('#') {
            reader.read(line, content).map_err(|reason| ImportFault { line, reason })?;
        }
    }
    let reason = if reader.begun { ImportReason::NoPage } else { ImportReason::NotABoard };
    if reader.pages.is_empty() {
        return Err(ImportFault { line: line.max(1), reason });
    }
    Ok(Board { pages: reader.pages, next: reader.given.saturating_add(1), origin: None, removed: Vec::new() })
}

#[derive(Default)]
struct Reader {
    begun: bool,
    given: u32,
    pages: Vec<Page>,
    seen: Vec<(CardKind, u32)>,
}

impl Reader {
    fn read(&mut self, line: u32, content: &str) -> Result<(), ImportReason> {
        if !self.begun {
            return self.begin(content);
        }
        match word(content) {
            ("page", rest) => self.page(rest),
            ("card", rest) => self.card(line, rest),
            _ => Err(ImportReason::UnknownLine),
        }
    }

    fn begin(&mut self, content: &str) -> Result<(), ImportReason> {
        let words: Vec<&str> = content.split_whitespace().collect();
        self.begun = words.iter().copied().eq(HEADER.split(' '));
        match words.as_slice() {
            _ if self.begun => Ok(()),
            ["civis", "board", _] => Err(ImportReason::UnknownVersion),
            _ => Err(ImportReason::NotABoard),
        }
    }

    fn page(&mut self, rest: &str) -> Result<(), ImportReason> {
        let (first, after) = word(rest);
        let (icon, name) = if first.parse::<PageId>().is_ok() { word(after) } else { (first, after) };
        let icon = PageIcon::from_word(icon).ok_or(ImportReason::UnknownIcon)?;
        let name: PageName = name.parse().map_err(ImportReason::BadName)?;
        if self.pages.len() >= Board::MOST_PAGES {
            return Err(ImportReason::TooManyPages);
        }
        let id = PageId(self.number());
        self.pages.push(Page { id, name, icon, cards: Vec::new() });
        Ok(())
    }

    fn card(&mut self, line: u32, rest: &str) -> Result<(), ImportReason> {
        let mut words = rest.split_whitespace();
        let kind = words.next().and_then(CardKind::from_word).ok_or(ImportReason::UnknownKind)?;
        let size = words.next().and_then(Size::from_word).ok_or(ImportReason::UnknownSize)?;
        if let Some((_, earlier)) = self.seen.iter().find(|(seen, _)| *seen == kind) {
            return Err(ImportReason::SameKind(*earlier));
        }
        if self.seen.len() >= Board::MOST_CARDS {
            return Err(ImportReason::TooManyCards);
        }
        let mut card = Card { size, ..Card::new(CardId(self.number()), kind) };
        for word in words {
            extra(&mut card, word).ok_or_else(|| ImportReason::NotUnderstood(word.to_owned()))?;
        }
        if card.hidden && card.pinned.is_some() {
            return Err(ImportReason::PinnedAndHidden);
        }
        if !card.settings.fit(kind) {
            return Err(ImportReason::BadSettings);
        }
        self.seen.push((kind, line));
        self.pages.last_mut().ok_or(ImportReason::CardBeforePage)?.cards.push(card);
        Ok(())
    }

    fn number(&mut self) -> u32 {
        self.given = self.given.saturating_add(1);
        self.given
    }
}

/// Takes one word after the size. `None`: it is not understood.
fn extra(card: &mut Card, word: &str) -> Option<()> {
    if word == "hidden" && !card.hidden {
        card.hidden = true;
    } else if let Some(by) = word.strip_prefix("pinned=").filter(|_| card.pinned.is_none()) {
        card.pinned = Some(Pinned { by: by.parse().ok()? });
    } else {
        CardSettings::read_part(&mut card.settings, word).ok()?;
    }
    Some(())
}

/// The first word and what follows.
fn word(text: &str) -> (&str, &str) {
    let (head, tail) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (head, tail.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fault(text: &str) -> (u32, ImportReason) {
        let fault = import(text).unwrap_err();
        (fault.line, fault.reason)
    }

    #[test]
    fn a_board_typed_by_hand_is_read() {
        let board =
            import("\u{FEFF}# à moi\r\n\r\ncivis  board 1\r\npage p7 house Chez  nous\r\n\tcard news l hidden\r\n")
                .unwrap();
        assert_eq!(board.check(), Ok(()));
        assert_eq!(board.export(""), "civis board 1\npage house Chez  nous\n  card news l hidden\n");
    }

    #[test]
    fn a_fault_names_its_line_and_its_reason() {
        let text = |lines: &str| format!("civis board 1\n# note\npage house Maison\n{lines}");
        assert_eq!(fault(""), (1, ImportReason::NotABoard));
        assert_eq!(fault("# rien\nbonjour"), (2, ImportReason::NotABoard));
        assert_eq!(fault("civis board 2\n"), (1, ImportReason::UnknownVersion));
        assert_eq!(fault("civis board 1\n\n"), (2, ImportReason::NoPage));
        assert_eq!(fault("civis board 1\ncard news s"), (2, ImportReason::CardBeforePage));
        assert_eq!(fault("civis board 1\npage castle Maison"), (2, ImportReason::UnknownIcon));
        assert_eq!(fault("civis board 1\npage house"), (2, ImportReason::BadName(TextFault::Empty)));
        assert_eq!(fault(&text("widget news s")), (4, ImportReason::UnknownLine));
        assert_eq!(fault(&text("card taxes s")), (4, ImportReason::UnknownKind));
        assert_eq!(fault(&text("card news xl")), (4, ImportReason::UnknownSize));
        assert_eq!(fault(&text("card news s\n\ncard news m")), (6, ImportReason::SameKind(4)));
        assert_eq!(fault(&text("card news s rouge")), (4, ImportReason::NotUnderstood("rouge".into())));
        assert_eq!(fault(&text("card news s hidden hidden")), (4, ImportReason::NotUnderstood("hidden".into())));
        assert_eq!(fault(&text("card news s zone=a")), (4, ImportReason::BadSettings));
        assert_eq!(fault(&text("card news s hidden pinned=region/75")), (4, ImportReason::PinnedAndHidden));
        assert_eq!(fault(&text(&"page house M\n".repeat(12))), (15, ImportReason::TooManyPages));
        assert_eq!(fault(&"#".repeat(MOST_IMPORT_BYTES + 1)), (1, ImportReason::TooLong));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_import_panic(text in "(civis board 1\n)?((page|card)? ?(p1|house|news)? ?\\PC{0,8}\n){0,8}") {
            if let Ok(board) = import(&text) {
                prop_assert_eq!(board.check(), Ok(()));
            }
        }
    }
}
