//! What happened to the board, in words: for the live region, for the message after a plain form, for the name of "undo".

use super::names::card_name;
use crate::i18n::{
    Text, plural,
    texts::{board as b, cards},
};
use domain::{
    board::{About, AlreadySo, CardAt, CardKind, Change, PageAt, Refusal, Size},
    preferences::Lang,
};

/// One sentence about what a card shows and which data it reads.
pub fn card_about(kind: CardKind) -> Text {
    match kind {
        CardKind::MyPlace => cards::MY_PLACE_ABOUT,
        CardKind::ServicesForMe => cards::SERVICES_FOR_ME_ABOUT,
        CardKind::PinnedServices => cards::PINNED_SERVICES_ABOUT,
        CardKind::Calendar => cards::CALENDAR_ABOUT,
        CardKind::Reminders => cards::REMINDERS_ABOUT,
        CardKind::Announcements => cards::ANNOUNCEMENTS_ABOUT,
        CardKind::Population => cards::POPULATION_ABOUT,
        CardKind::HelpNumbers => cards::HELP_NUMBERS_ABOUT,
        CardKind::Shortcuts => cards::SHORTCUTS_ABOUT,
        CardKind::FirstSteps => cards::FIRST_STEPS_ABOUT,
        CardKind::News => cards::NEWS_ABOUT,
        CardKind::MyPlaces => cards::MY_PLACES_ABOUT,
        CardKind::Contacts => cards::CONTACTS_ABOUT,
        CardKind::Figures => cards::FIGURES_ABOUT,
    }
}

/// Which data a card reads, the person's own first.
pub fn card_reads(kind: CardKind) -> Text {
    match kind {
        CardKind::MyPlace => cards::MY_PLACE_READS,
        CardKind::ServicesForMe => cards::SERVICES_FOR_ME_READS,
        CardKind::PinnedServices => cards::PINNED_SERVICES_READS,
        CardKind::Calendar => cards::CALENDAR_READS,
        CardKind::Reminders => cards::REMINDERS_READS,
        CardKind::Announcements => cards::ANNOUNCEMENTS_READS,
        CardKind::Population => cards::POPULATION_READS,
        CardKind::HelpNumbers => cards::HELP_NUMBERS_READS,
        CardKind::Shortcuts => cards::SHORTCUTS_READS,
        CardKind::FirstSteps => cards::FIRST_STEPS_READS,
        CardKind::News => cards::NEWS_READS,
        CardKind::MyPlaces => cards::MY_PLACES_READS,
        CardKind::Contacts => cards::CONTACTS_READS,
        CardKind::Figures => cards::FIGURES_READS,
    }
}

/// Name of a size.
pub fn size_name(lang: Lang, size: Size) -> &'static str {
    let text = match size {
        Size::S => b::SIZE_S,
        Size::M => b::SIZE_M,
        Size::L => b::SIZE_L,
    };
    text.of(lang)
}

/// The sentence of a change: "Agenda, déplacé en position 2 sur 6".
pub fn change(lang: Lang, change: &Change) -> String {
    match change {
        Change::Added(at) => card(lang, b::ADDED, at),
        Change::Moved(at) => card(lang, b::MOVED, at),
        Change::MovedToPage(at) => card(lang, b::MOVED_TO_PAGE, at),
        Change::Resized(at, size) => {
            b::RESIZED.with(lang, &[("card", card_name(lang, at.kind)), ("size", size_name(lang, *size))])
        }
        Change::Hidden(at) => card(lang, b::HIDDEN, at),
        Change::Shown(at) => card(lang, b::SHOWN, at),
        Change::Removed(at) => card(lang, b::REMOVED, at),
        Change::Configured(at, _) => card(lang, b::CONFIGURED, at),
        Change::PageAdded(at) => page(lang, b::PAGE_ADDED, at),
        Change::PageRenamed(at, before) => {
            b::PAGE_RENAMED.with(lang, &[("page", at.name.as_str()), ("before", before.as_str())])
        }
        Change::PageIconSet(at) => page(lang, b::PAGE_ICON_SET, at),
        Change::PageMoved(at) => page(lang, b::PAGE_MOVED, at),
        Change::PageRemoved { was, cards, .. } => {
            let text = plural(lang, i64::from(*cards), b::PAGE_REMOVED_ONE, b::PAGE_REMOVED);
            text.with(lang, &[("page", was.name.as_str()), ("n", &cards.to_string())])
        }
        Change::PageRestored(at, _) => page(lang, b::PAGE_RESTORED, at),
        Change::PageForgotten(_, name) => b::PAGE_FORGOTTEN.with(lang, &[("page", name.as_str())]),
        Change::Replaced { pages, cards, .. } => {
            b::REPLACED.with(lang, &[("pages", &pages.to_string()), ("cards", &cards.to_string())])
        }
        Change::Undone(inner) => b::UNDONE.with(lang, &[("what", &self::change(lang, inner))]),
        Change::Redone(inner) => b::REDONE.with(lang, &[("what", &self::change(lang, inner))]),
        Change::Nothing(why, about) => nothing(lang, *why, about),
    }
}

/// The sentence of a refusal: what stands in the way.
pub fn refusal(lang: Lang, refusal: &Refusal) -> String {
    match refusal {
        Refusal::AlreadyThere(at) => card(lang, b::ALREADY_THERE, at),
        Refusal::PinnedCannotBeRemoved { at, .. } => card(lang, b::PINNED_STAYS, at),
        Refusal::UnknownCard(_) | Refusal::UnknownPage(_) => b::GONE.of(lang).to_owned(),
        Refusal::TooMany(_) => b::TOO_MANY.of(lang).to_owned(),
        Refusal::LastPage => b::LAST_PAGE.of(lang).to_owned(),
        Refusal::BadName(_) => b::BAD_NAME.of(lang).to_owned(),
        Refusal::BadSettings(_) => b::BAD_SETTINGS.of(lang).to_owned(),
        Refusal::NothingToUndo => b::NOTHING_TO_UNDO.of(lang).to_owned(),
        Refusal::NothingToRedo => b::NOTHING_TO_REDO.of(lang).to_owned(),
        Refusal::PageExpired(_) => b::PAGE_EXPIRED.of(lang).to_owned(),
        Refusal::Invalid(_) => b::NOT_A_BOARD.of(lang).to_owned(),
    }
}

fn card(lang: Lang, text: Text, at: &CardAt) -> String {
    text.with(
        lang,
        &[
            ("card", card_name(lang, at.kind)),
            ("position", &at.position.to_string()),
            ("total", &at.total.to_string()),
            ("page", at.page_name.as_str()),
        ],
    )
}

fn page(lang: Lang, text: Text, at: &PageAt) -> String {
    text.with(
        lang,
        &[("page", at.name.as_str()), ("position", &at.position.to_string()), ("total", &at.total.to_string())],
    )
}

fn nothing(lang: Lang, why: AlreadySo, about: &About) -> String {
    let text = match why {
        AlreadySo::First => b::ALREADY_FIRST,
        AlreadySo::Last => b::ALREADY_LAST,
        AlreadySo::Widest => b::ALREADY_WIDEST,
        AlreadySo::Narrowest => b::ALREADY_NARROWEST,
        AlreadySo::Position
        | AlreadySo::Page
        | AlreadySo::Size
        | AlreadySo::Hidden
        | AlreadySo::Shown
        | AlreadySo::Settings
        | AlreadySo::Name
        | AlreadySo::Icon
        | AlreadySo::Board => b::ALREADY_SO,
    };
    match about {
        About::Card(at) => card(lang, text, at),
        About::Page(at) => text.with(lang, &[("card", at.name.as_str())]),
        About::Board => b::ALREADY_SO.with(lang, &[("card", b::BOARD.of(lang))]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::board::{Action, History, PageId, Proposal, merge_proposals, reduce};

    #[test]
    fn a_move_is_told_with_its_true_position() {
        let proposal = Proposal::standard("Moi".parse().unwrap());
        let history = History::new(merge_proposals(&proposal, &[]));
        let id = history.present.pages[0].cards[1].id;
        let (history, up) = reduce(&history, &Action::Up(id), 0).unwrap();
        assert_eq!(change(Lang::Fr, &up), "Agenda, déplacé en position 1 sur 9");
        let (history, first) = reduce(&history, &Action::Up(id), 0).unwrap();
        assert_eq!(change(Lang::Fr, &first), "Agenda\u{A0}: déjà en première position");
        let (_, undone) = reduce(&history, &Action::Undo, 0).unwrap();
        assert_eq!(change(Lang::En, &undone), "Undone: Calendar, moved to position 1 of 9");
        let refused = reduce(&history, &Action::RemovePage(PageId(999)), 0).unwrap_err();
        assert!(!refusal(Lang::Fr, &refused).is_empty());
    }
}
