//! The actions on one page. Each works on a copy of the board that is dropped if it is refused.

use super::{
    About, AlreadySo, Board, Change, Limit, Page, PageAt, PageIcon, PageId, PageName, Refusal, RemovedPage, cards,
};

pub(super) fn add(board: &mut Board, icon: PageIcon, name: &str) -> Result<Change, Refusal> {
    let name: PageName = name.parse().map_err(Refusal::BadName)?;
    room(board)?;
    let id = PageId(board.number()?);
    board.pages.push(Page { id, name, icon, cards: Vec::new() });
    Ok(Change::PageAdded(at(board, id)?))
}

pub(super) fn rename(board: &mut Board, id: PageId, name: &str) -> Result<Change, Refusal> {
    let before = at(board, id)?;
    let name: PageName = name.parse().map_err(Refusal::BadName)?;
    if before.name == name {
        return Ok(Change::Nothing(AlreadySo::Name, About::Page(before)));
    }
    page_mut(board, id)?.name = name;
    Ok(Change::PageRenamed(at(board, id)?, before.name))
}

pub(super) fn set_icon(board: &mut Board, id: PageId, icon: PageIcon) -> Result<Change, Refusal> {
    let now = at(board, id)?;
    let page = page_mut(board, id)?;
    if page.icon == icon {
        return Ok(Change::Nothing(AlreadySo::Icon, About::Page(now)));
    }
    page.icon = icon;
    Ok(Change::PageIconSet(now))
}

pub(super) fn relocate(board: &mut Board, id: PageId, to: u32) -> Result<Change, Refusal> {
    let now = at(board, id)?;
    if let Some(already) = cards::already(to, now.position, now.total) {
        return Ok(Change::Nothing(already, About::Page(now)));
    }
    let page = take(board, id)?;
    insert(board, page, to.clamp(1, now.total));
    Ok(Change::PageMoved(at(board, id)?))
}

/// A pinned card has to be moved to another page first: it would otherwise leave with the page.
pub(super) fn remove(board: &mut Board, id: PageId, now: i64) -> Result<Change, Refusal> {
    let was = at(board, id)?;
    if board.pages.len() <= 1 {
        return Err(Refusal::LastPage);
    }
    page_mut(board, id)?.cards.clone().iter().try_for_each(|card| cards::free(board, card.id).map(drop))?;
    if board.removed.len() >= Board::MOST_REMOVED {
        return Err(Refusal::TooMany(Limit::RemovedPages));
    }
    let removed = RemovedPage { page: take(board, id)?, position: was.position, at: now };
    let (cards, until) = (super::count(removed.page.cards.len()), removed.until());
    board.removed.push(removed);
    Ok(Change::PageRemoved { was, cards, until })
}

pub(super) fn restore(board: &mut Board, id: PageId, now: i64) -> Result<Change, Refusal> {
    let place = removed(board, id)?;
    let removed = board.removed.remove(place);
    if removed.until() < now {
        return Err(Refusal::PageExpired(id));
    }
    room(board)?;
    let RemovedPage { mut page, position, .. } = removed;
    let (back, left): (Vec<_>, Vec<_>) = page.cards.into_iter().partition(|card| board.card_of(card.kind).is_none());
    if board.cards().count().saturating_add(back.len()) > Board::MOST_CARDS {
        return Err(Refusal::TooMany(Limit::Cards));
    }
    page.cards = back;
    insert(board, page, position);
    Ok(Change::PageRestored(at(board, id)?, left.into_iter().map(|card| card.kind).collect()))
}

pub(super) fn forget(board: &mut Board, id: PageId) -> Result<Change, Refusal> {
    let place = removed(board, id)?;
    let page = board.removed.remove(place).page;
    Ok(Change::PageForgotten(id, page.name))
}

fn removed(board: &Board, id: PageId) -> Result<usize, Refusal> {
    board.removed.iter().position(|removed| removed.page.id == id).ok_or(Refusal::UnknownPage(id))
}

fn room(board: &Board) -> Result<(), Refusal> {
    if board.pages.len() < Board::MOST_PAGES { Ok(()) } else { Err(Refusal::TooMany(Limit::Pages)) }
}

fn at(board: &Board, id: PageId) -> Result<PageAt, Refusal> {
    board.page_at(id).ok_or(Refusal::UnknownPage(id))
}

fn page_mut(board: &mut Board, id: PageId) -> Result<&mut Page, Refusal> {
    board.pages.iter_mut().find(|page| page.id == id).ok_or(Refusal::UnknownPage(id))
}

fn take(board: &mut Board, id: PageId) -> Result<Page, Refusal> {
    let place = board.pages.iter().position(|page| page.id == id).ok_or(Refusal::UnknownPage(id))?;
    Ok(board.pages.remove(place))
}

/// Puts the page at a position, from 1; past the end means at the end.
fn insert(board: &mut Board, page: Page, position: u32) {
    let place = super::index(position).saturating_sub(1).min(board.pages.len());
    board.pages.insert(place, page);
}
