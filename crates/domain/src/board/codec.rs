//! The written form of an action: one line, a verb and its words.

use super::Action;
use std::{fmt, str::FromStr};

/// The text is not an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an action on the board")]
pub struct NotAnAction;

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Add { kind, page } => write!(f, "add {kind} {page}"),
            Self::Move { card, to } => write!(f, "move {card} {to}"),
            Self::Up(card) => write!(f, "up {card}"),
            Self::Down(card) => write!(f, "down {card}"),
            Self::First(card) => write!(f, "first {card}"),
            Self::Last(card) => write!(f, "last {card}"),
            Self::MoveToPage { card, page } => write!(f, "to-page {card} {page}"),
            Self::Resize { card, size } => write!(f, "resize {card} {size}"),
            Self::Wider(card) => write!(f, "wider {card}"),
            Self::Narrower(card) => write!(f, "narrower {card}"),
            Self::Hide(card) => write!(f, "hide {card}"),
            Self::Show(card) => write!(f, "show {card}"),
            Self::Remove(card) => write!(f, "remove {card}"),
            Self::Configure { card, settings } if settings.is_default() => write!(f, "set {card}"),
            Self::Configure { card, settings } => write!(f, "set {card} {settings}"),
            Self::AddPage { icon, name } => write!(f, "add-page {icon} {name}"),
            Self::RenamePage { page, name } => write!(f, "rename {page} {name}"),
            Self::SetPageIcon { page, icon } => write!(f, "icon {page} {icon}"),
            Self::MovePage { page, to } => write!(f, "move-page {page} {to}"),
            Self::RemovePage(page) => write!(f, "remove-page {page}"),
            Self::RestorePage(page) => write!(f, "restore-page {page}"),
            Self::ForgetPage(page) => write!(f, "forget-page {page}"),
            Self::Undo => f.write_str("undo"),
            Self::Redo => f.write_str("redo"),
        }
    }
}

impl FromStr for Action {
    type Err = NotAnAction;
    /// A name is all that follows, spaces included: what is acceptable in a name is judged when the action is applied.
    fn from_str(text: &str) -> Result<Self, NotAnAction> {
        let (verb, rest) = cut(text);
        Ok(match verb {
            "add" => two(rest).map(|(kind, page)| Self::Add { kind, page })?,
            "move" => two(rest).map(|(card, to)| Self::Move { card, to })?,
            "up" => Self::Up(one(rest)?),
            "down" => Self::Down(one(rest)?),
            "first" => Self::First(one(rest)?),
            "last" => Self::Last(one(rest)?),
            "to-page" => two(rest).map(|(card, page)| Self::MoveToPage { card, page })?,
            "resize" => two(rest).map(|(card, size)| Self::Resize { card, size })?,
            "wider" => Self::Wider(one(rest)?),
            "narrower" => Self::Narrower(one(rest)?),
            "hide" => Self::Hide(one(rest)?),
            "show" => Self::Show(one(rest)?),
            "remove" => Self::Remove(one(rest)?),
            "set" => two(rest).map(|(card, settings)| Self::Configure { card, settings })?,
            "add-page" => two(rest).map(|(icon, name)| Self::AddPage { icon, name })?,
            "rename" => two(rest).map(|(page, name)| Self::RenamePage { page, name })?,
            "icon" => two(rest).map(|(page, icon)| Self::SetPageIcon { page, icon })?,
            "move-page" => two(rest).map(|(page, to)| Self::MovePage { page, to })?,
            "remove-page" => Self::RemovePage(one(rest)?),
            "restore-page" => Self::RestorePage(one(rest)?),
            "forget-page" => Self::ForgetPage(one(rest)?),
            "undo" if text == "undo" => Self::Undo,
            "redo" if text == "redo" => Self::Redo,
            _ => return Err(NotAnAction),
        })
    }
}

fn cut(text: &str) -> (&str, &str) {
    text.split_once(' ').unwrap_or((text, ""))
}

fn one<T: FromStr>(text: &str) -> Result<T, NotAnAction> {
    text.parse().map_err(|_| NotAnAction)
}

fn two<A: FromStr, B: FromStr>(text: &str) -> Result<(A, B), NotAnAction> {
    let (head, tail) = cut(text);
    Ok((one(head)?, one(tail)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{CardId, CardKind, PageId, testing};
    use proptest::prelude::*;

    #[test]
    fn an_action_is_one_readable_line() {
        assert_eq!(Action::Move { card: CardId(3), to: 2 }.to_string(), "move c3 2");
        assert_eq!("add calendar p1".parse(), Ok(Action::Add { kind: CardKind::Calendar, page: PageId(1) }));
        assert_eq!(
            "rename p1 Famille  et amis".parse(),
            Ok(Action::RenamePage { page: PageId(1), name: "Famille  et amis".into() })
        );
    }

    #[test]
    fn what_is_not_an_action_is_refused() {
        for text in
            ["", "up", "up p3", "up c3 ", "up c3 c4", "move c3", "add tax p1", "undo ", " undo", "fly c3", "set c3 x=y"]
        {
            assert_eq!(text.parse::<Action>(), Err(NotAnAction), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn an_action_reads_back_exactly(action in testing::action()) {
            prop_assert_eq!(action.to_string().parse(), Ok(action));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "(add|move|set|rename|up)? ?[cp]?[0-9]{0,12} ?\\PC{0,20}") {
            let _ = text.parse::<Action>();
        }
    }
}
