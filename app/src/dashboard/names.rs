//! The names of cards and of pages' pictures.

use crate::i18n::{t, texts, texts::cards};
use domain::{
    board::{CardKind, PageIcon},
    preferences::Lang,
};

/// Name of a kind of card.
pub fn card_name(lang: Lang, kind: CardKind) -> &'static str {
    let text = match kind {
        CardKind::MyPlace => cards::MY_PLACE,
        CardKind::ServicesForMe => cards::SERVICES_FOR_ME,
        CardKind::PinnedServices => cards::PINNED_SERVICES,
        CardKind::Calendar => cards::CALENDAR,
        CardKind::Reminders => cards::REMINDERS,
        CardKind::Announcements => cards::ANNOUNCEMENTS,
        CardKind::Population => cards::POPULATION,
        CardKind::HelpNumbers => cards::HELP_NUMBERS,
        CardKind::Shortcuts => cards::SHORTCUTS,
        CardKind::FirstSteps => cards::FIRST_STEPS,
        CardKind::News => cards::NEWS,
        CardKind::MyPlaces => cards::MY_PLACES,
        CardKind::Contacts => cards::CONTACTS,
    };
    text.of(lang)
}

/// Name of a page's picture.
pub fn icon_name(icon: PageIcon) -> &'static str {
    texts::icons::by_key(&icon.word().replace('-', "_")).map_or("", t)
}
