//! The actions on one card. Each works on a copy of the board that is dropped if it is refused.

use super::{
    About, AlreadySo, Board, Card, CardAt, CardId, CardKind, CardSettings, Change, Limit, Page, PageId, Refusal, Size,
};

/// Where a card should go on its page.
#[derive(Debug, Clone, Copy)]
pub(super) enum Aim {
    To(u32),
    Earlier,
    Later,
    First,
    Last,
}

pub(super) fn add(board: &mut Board, kind: CardKind, page: PageId) -> Result<Change, Refusal> {
    if let Some(there) = board.card_of(kind).and_then(|(_, card)| board.card_at(card.id)) {
        return Err(Refusal::AlreadyThere(there));
    }
    if board.cards().count() >= Board::MOST_CARDS {
        return Err(Refusal::TooMany(Limit::Cards));
    }
    let id = CardId(board.number()?);
    page_mut(board, page)?.cards.push(Card::new(id, kind));
    Ok(Change::Added(at(board, id)?))
}

pub(super) fn relocate(board: &mut Board, card: CardId, aim: Aim) -> Result<Change, Refusal> {
    let now = at(board, card)?;
    let wanted = match aim {
        Aim::To(to) => to,
        Aim::Earlier => now.position.saturating_sub(1),
        Aim::Later => now.position.saturating_add(1),
        Aim::First => 0,
        Aim::Last => u32::MAX,
    };
    if let Some(already) = already(wanted, now.position, now.total) {
        return Ok(Change::Nothing(already, About::Card(now)));
    }
    if let Some(page) = board.pages.iter_mut().find(|page| page.id == now.page) {
        shift(page, card, now.position, wanted.clamp(1, now.total));
    }
    Ok(Change::Moved(at(board, card)?))
}

/// Why a thing at `position` of `total` has not to move to reach `wanted`, if it is so.
pub(super) fn already(wanted: u32, position: u32, total: u32) -> Option<AlreadySo> {
    (wanted.clamp(1, total) == position).then_some(match wanted {
        0 => AlreadySo::First,
        _ if wanted > total => AlreadySo::Last,
        _ => AlreadySo::Position,
    })
}

/// Puts the card right beside the shown card whose position it takes, so that hidden cards keep their neighbors.
fn shift(page: &mut Page, card: CardId, position: u32, target: u32) {
    let Some(from) = page.cards.iter().position(|each| each.id == card) else { return };
    let moved = page.cards.remove(from);
    let shown: Vec<usize> =
        page.cards.iter().enumerate().filter(|(_, each)| !each.hidden).map(|(place, _)| place).collect();
    let target = super::index(target);
    let place = if super::index(position) < target {
        shown.get(target.saturating_sub(2)).map(|place| place.saturating_add(1))
    } else {
        shown.get(target.saturating_sub(1)).copied()
    };
    let end = page.cards.len();
    page.cards.insert(place.unwrap_or(end).min(end), moved);
}

pub(super) fn to_page(board: &mut Board, card: CardId, page: PageId) -> Result<Change, Refusal> {
    let now = at(board, card)?;
    page_mut(board, page)?;
    if now.page == page {
        return Ok(Change::Nothing(AlreadySo::Page, About::Card(now)));
    }
    let moved = take(board, card)?;
    page_mut(board, page)?.cards.push(moved);
    Ok(Change::MovedToPage(at(board, card)?))
}

pub(super) fn resize(board: &mut Board, card: CardId, size: Size) -> Result<Change, Refusal> {
    let now = at(board, card)?;
    let target = card_mut(board, card)?;
    if target.size == size {
        return Ok(Change::Nothing(AlreadySo::Size, About::Card(now)));
    }
    target.size = size;
    Ok(Change::Resized(now, size))
}

pub(super) fn wider(board: &mut Board, card: CardId) -> Result<Change, Refusal> {
    match card_mut(board, card)?.size.wider() {
        Some(size) => resize(board, card, size),
        None => Ok(Change::Nothing(AlreadySo::Widest, About::Card(at(board, card)?))),
    }
}

pub(super) fn narrower(board: &mut Board, card: CardId) -> Result<Change, Refusal> {
    match card_mut(board, card)?.size.narrower() {
        Some(size) => resize(board, card, size),
        None => Ok(Change::Nothing(AlreadySo::Narrowest, About::Card(at(board, card)?))),
    }
}

pub(super) fn hide(board: &mut Board, card: CardId) -> Result<Change, Refusal> {
    let now = free(board, card)?;
    let target = card_mut(board, card)?;
    if target.hidden {
        return Ok(Change::Nothing(AlreadySo::Hidden, About::Card(now)));
    }
    target.hidden = true;
    Ok(Change::Hidden(now))
}

pub(super) fn show(board: &mut Board, card: CardId) -> Result<Change, Refusal> {
    let target = card_mut(board, card)?;
    if !target.hidden {
        return Ok(Change::Nothing(AlreadySo::Shown, About::Card(at(board, card)?)));
    }
    target.hidden = false;
    Ok(Change::Shown(at(board, card)?))
}

pub(super) fn remove(board: &mut Board, card: CardId) -> Result<Change, Refusal> {
    let was = free(board, card)?;
    take(board, card)?;
    Ok(Change::Removed(was))
}

pub(super) fn configure(board: &mut Board, card: CardId, settings: &CardSettings) -> Result<Change, Refusal> {
    let now = at(board, card)?;
    if !settings.fit(now.kind) {
        return Err(Refusal::BadSettings(card));
    }
    let target = card_mut(board, card)?;
    if target.settings == *settings {
        return Ok(Change::Nothing(AlreadySo::Settings, About::Card(now)));
    }
    target.settings = settings.clone();
    Ok(Change::Configured(now, settings.clone()))
}

/// Where the card stands, if no territory holds it.
pub(super) fn free(board: &Board, card: CardId) -> Result<CardAt, Refusal> {
    let at = at(board, card)?;
    match board.card(card).and_then(|(_, card)| card.pinned.as_ref()) {
        Some(pinned) => Err(Refusal::PinnedCannotBeRemoved { by: pinned.by.clone(), at }),
        None => Ok(at),
    }
}

fn at(board: &Board, card: CardId) -> Result<CardAt, Refusal> {
    board.card_at(card).ok_or(Refusal::UnknownCard(card))
}

fn card_mut(board: &mut Board, id: CardId) -> Result<&mut Card, Refusal> {
    let mut cards = board.pages.iter_mut().flat_map(|page| page.cards.iter_mut());
    cards.find(|card| card.id == id).ok_or(Refusal::UnknownCard(id))
}

fn page_mut(board: &mut Board, id: PageId) -> Result<&mut Page, Refusal> {
    board.pages.iter_mut().find(|page| page.id == id).ok_or(Refusal::UnknownPage(id))
}

fn take(board: &mut Board, id: CardId) -> Result<Card, Refusal> {
    let place =
        |page: &mut Page| page.cards.iter().position(|card| card.id == id).map(|place| page.cards.remove(place));
    board.pages.iter_mut().find_map(place).ok_or(Refusal::UnknownCard(id))
}
