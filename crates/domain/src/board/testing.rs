//! Random boards, proposals and actions for the tests.

use super::{
    Action, Board, Card, CardId, CardKind, CardSettings, LevelProposal, Page, PageIcon, PageId, PageName, Pinned,
    Proposal, ProposedCard, ProposedPage, Setting, Size,
};
use crate::{ids::PlaceId, territory::TerritoryId};
use proptest::{collection::vec, option, prelude::*, sample::select};

pub(super) fn kind() -> impl Strategy<Value = CardKind> {
    select(CardKind::ALL)
}

fn size() -> impl Strategy<Value = Size> {
    select(Size::ALL)
}

fn icon() -> impl Strategy<Value = PageIcon> {
    select(PageIcon::ALL)
}

pub(super) fn territory() -> impl Strategy<Value = TerritoryId> {
    select(vec!["region/75", "departement/33", "epci/243300316", "commune/33039"])
        .prop_map(|text| text.parse().unwrap())
}

fn page_name() -> impl Strategy<Value = PageName> {
    "[A-Za-zéàœ#]([ -~éàœ\u{a0}\u{2028}]{0,38}[a-z0-9#])?".prop_map(|text| text.parse().unwrap())
}

/// Settings of every sort, whatever the card.
fn settings() -> impl Strategy<Value = CardSettings> {
    let code = || "[a-z0-9-]{1,40}".prop_map(|text| text.parse().unwrap());
    let place = any::<u128>().prop_map(|number| PlaceId(uuid::Uuid::from_u128(number)));
    (option::of(place), proptest::collection::btree_set(code(), 0..4), option::of(code()))
        .prop_map(|(place, themes, zone)| CardSettings { place, themes, zone })
}

/// Settings that a card of that kind takes.
fn fitting(mut settings: CardSettings, kind: CardKind) -> CardSettings {
    let takes = |setting| kind.settings().contains(&setting);
    settings.place = settings.place.filter(|_| takes(Setting::Place));
    settings.themes.retain(|_| takes(Setting::Themes));
    settings.zone = settings.zone.filter(|_| takes(Setting::Zone));
    settings
}

/// A board that keeps every rule: 1 to 4 pages, any of the kinds, hidden, pinned and set at random.
pub(super) fn board() -> impl Strategy<Value = Board> {
    let card = (0_usize..4, size(), any::<bool>(), option::weighted(0.2, territory()), settings());
    let kinds = Just(CardKind::ALL.to_vec()).prop_shuffle();
    (vec((page_name(), icon()), 1..5), kinds, vec(card, 0..=CardKind::ALL.len())).prop_map(|(pages, kinds, cards)| {
        let mut board = Board { pages: Vec::new(), next: 1, origin: None, removed: Vec::new() };
        for (name, icon) in pages {
            let id = PageId(board.number().unwrap());
            board.pages.push(Page { id, name, icon, cards: Vec::new() });
        }
        for (kind, (page, size, hidden, by, settings)) in kinds.into_iter().zip(cards) {
            let id = CardId(board.number().unwrap());
            let pinned = by.map(|by| Pinned { by });
            let hidden = hidden && pinned.is_none();
            let page = page % board.pages.len();
            let settings = fitting(settings, kind);
            board.pages[page].cards.push(Card { id, kind, size, hidden, pinned, settings });
        }
        board
    })
}

pub(super) fn proposal() -> impl Strategy<Value = Proposal> {
    let card = (kind(), size(), option::weighted(0.2, territory())).prop_map(|(kind, size, pinned_by)| ProposedCard {
        kind,
        size,
        pinned_by,
        reason: None,
    });
    let page =
        (page_name(), icon(), vec(card, 0..8)).prop_map(|(name, icon, cards)| ProposedPage { name, icon, cards });
    (vec(page, 0..16), proptest::collection::btree_set(kind(), 0..4))
        .prop_map(|(pages, without)| Proposal { pages, without })
}

pub(super) fn levels() -> impl Strategy<Value = Vec<LevelProposal>> {
    let level = (territory(), proposal()).prop_map(|(territory, proposal)| LevelProposal { territory, proposal });
    vec(level, 0..5)
}

/// Any action: its cards and pages exist often, not always; its names are good often, not always.
pub(super) fn action() -> impl Strategy<Value = Action> {
    let card = || (1_u32..24).prop_map(CardId);
    let page = || prop_oneof![4 => (1_u32..8).prop_map(PageId), 1 => (1_u32..40).prop_map(PageId)];
    let name = || prop_oneof!["[A-Z][a-z ]{0,12}", any::<String>()];
    let place = || prop_oneof![4 => 0_u32..8, 1 => any::<u32>()];
    prop_oneof![
        3 => (kind(), page()).prop_map(|(kind, page)| Action::Add { kind, page }),
        2 => (card(), place()).prop_map(|(card, to)| Action::Move { card, to }),
        1 => card().prop_map(Action::Up),
        1 => card().prop_map(Action::Down),
        1 => card().prop_map(Action::First),
        1 => card().prop_map(Action::Last),
        2 => (card(), page()).prop_map(|(card, page)| Action::MoveToPage { card, page }),
        1 => (card(), size()).prop_map(|(card, size)| Action::Resize { card, size }),
        1 => card().prop_map(Action::Wider),
        1 => card().prop_map(Action::Narrower),
        2 => card().prop_map(Action::Hide),
        1 => card().prop_map(Action::Show),
        1 => card().prop_map(Action::Remove),
        1 => (card(), settings()).prop_map(|(card, settings)| Action::Configure { card, settings }),
        2 => (icon(), name()).prop_map(|(icon, name)| Action::AddPage { icon, name }),
        1 => (page(), name()).prop_map(|(page, name)| Action::RenamePage { page, name }),
        1 => (page(), icon()).prop_map(|(page, icon)| Action::SetPageIcon { page, icon }),
        1 => (page(), place()).prop_map(|(page, to)| Action::MovePage { page, to }),
        2 => page().prop_map(Action::RemovePage),
        2 => page().prop_map(Action::RestorePage),
        1 => page().prop_map(Action::ForgetPage),
        2 => Just(Action::Undo),
        1 => Just(Action::Redo),
    ]
}
