//! The names of cards, and how each looks.

use crate::i18n::texts::cards;
use domain::{board::CardKind, preferences::Lang};

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
        CardKind::Figures => cards::FIGURES,
    };
    text.of(lang)
}

/// The look of a kind of card, as the style knows it.
pub const fn card_look(kind: CardKind) -> &'static str {
    match kind {
        CardKind::MyPlace => "water",
        CardKind::Reminders => "ochre",
        CardKind::HelpNumbers | CardKind::FirstSteps => "pine",
        _ => "paper",
    }
}
