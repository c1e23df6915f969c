use super::{
    history::{author, note},
    reading::{Sent, Written, approving, is_public_next},
};
use crate::{Action, Error, Fields, OpContext, error::text_fault};
use domain::{
    ids::AnnouncementId,
    publication::{ChangeKind, Standing, Typed, standing},
    territory::TerritoryId,
    text::{TextRule, keepable},
};
use jiff::civil::Date;
use store::{
    Tx,
    announcements::{self, Announcement, NO_END},
    drafts::{self, Draft},
};

/// What a published title may hold.
const TITLE: TextRule = TextRule::line(120);
/// What a published text may hold.
const TEXT: TextRule = TextRule::lines(5_000);
/// The most characters of a draft's title, and of each of its days.
const DRAFT_LINE: usize = 1_000;
/// The most characters of a draft's text: more than can be published, because a draft is kept before it is judged.
pub const DRAFT_TEXT: usize = 50_000;
const MOST_DRAFTS: usize = 200;

/// What can stand before residents.
pub(super) struct Wording {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) from: Date,
    pub(super) until: Option<Date>,
}

/// Judges what was typed. An announcement without a first day begins today.
pub(super) fn judge(typed: &Typed, today: Date) -> Result<Wording, Fields> {
    let mut faults = Fields::new();
    let title = TITLE.check(&typed.title).map_err(|fault| faults.insert("title", text_fault(fault)));
    let text = TEXT.check(&typed.text).map_err(|fault| faults.insert("text", text_fault(fault)));
    let mut day = |field, text: &str| match text.trim() {
        "" => Ok(None),
        text => text.parse::<Date>().map(Some).map_err(|_| faults.insert(field, "not_a_date")),
    };
    let (from, until) = (day("from", &typed.from), day("until", &typed.until));
    let from = from.map(|from| from.unwrap_or(today));
    if let (Ok(from), Ok(Some(until))) = (&from, &until)
        && until < from
    {
        faults.insert("until", "before_start");
    }
    match (title, text, from, until) {
        (Ok(title), Ok(text), Ok(from), Ok(until)) if faults.is_empty() => Ok(Wording { title, text, from, until }),
        _ => Err(faults),
    }
}

/// What is kept of what was typed: everything that a field may hold.
fn kept(typed: &Typed) -> Result<Typed, Error> {
    let keep = |field, text: &str, most| {
        let text = keepable(text);
        if text.chars().count() <= most { Ok(text) } else { Err(Error::field(field, "too_long")) }
    };
    Ok(Typed {
        title: keep("title", &typed.title, DRAFT_LINE)?,
        text: keep("text", &typed.text, DRAFT_TEXT)?,
        from: keep("from", &typed.from, DRAFT_LINE)?,
        until: keep("until", &typed.until, DRAFT_LINE)?,
    })
}

/// What became of a text that was sent to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saved {
    /// Under which id it is kept.
    pub id: AnnouncementId,
    /// Whether it was kept beside the draft that was meant, because a colleague changed that one meanwhile.
    pub apart: bool,
}

/// Keeps what was typed, and judges nothing. `seen`: when the draft that was changed had been saved, 0 if there was none.
///
/// # Errors
/// `Invalid` with `too_long` beyond [`DRAFT_TEXT`]; `Conflict("too_many_entries")` beyond two hundred drafts.
pub async fn save_draft(
    ctx: &OpContext,
    territory: &TerritoryId,
    id: AnnouncementId,
    typed: &Typed,
    seen: i64,
) -> Result<Saved, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let typed = kept(typed)?;
    let mut tx = ctx.write().await?;
    let author = author(ctx, &mut tx).await?;
    let former = drafts::find(&mut tx, territory, id).await?;
    // A colleague's text is never overwritten unseen. One's own is: who goes back from the preview sends an old `seen`.
    let apart =
        former.as_ref().is_some_and(|former| former.saved != seen && former.author != author && former.typed != typed);
    if former.is_none() || apart {
        let room = drafts::of(&mut tx, territory).await?.len() < MOST_DRAFTS;
        room.then_some(()).ok_or(Error::Conflict("too_many_entries"))?;
    }
    let id = if apart { AnnouncementId(ctx.new_id()) } else { id };
    let withdrawn = former.filter(|_| !apart).and_then(|former| former.withdrawn);
    // Other words have to be read again.
    let draft = Draft { id, typed, author, saved: ctx.seconds(), withdrawn, asked: None };
    if !drafts::keep(&mut tx, territory, &draft).await? {
        return Err(Error::NotFound);
    }
    tx.commit().await?;
    Ok(Saved { id, apart })
}

pub(super) fn written(draft: &Draft) -> Written<'_> {
    Written { author: &draft.author, saved: draft.saved, asked: draft.asked }
}

/// Publishes a draft; if it changes a published announcement, residents see the new words from now on. Where the territory
/// wants a second reader, it waits for one instead.
///
/// # Errors
/// `Invalid` by field when it cannot stand; the draft stays as it is. `Conflict("awaits_reader")` when it waits already.
pub async fn publish(ctx: &OpContext, territory: &TerritoryId, id: AnnouncementId) -> Result<Sent<Standing>, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    let draft = drafts::find(&mut tx, territory, id).await?.ok_or(Error::NotFound)?;
    let words = judge(&draft.typed, ctx.today()).map_err(Error::Invalid)?;
    if !is_public_next(ctx, &mut tx, territory, written(&draft)).await? {
        drafts::keep(&mut tx, territory, &Draft { asked: Some(ctx.seconds()), ..draft }).await?;
        note(ctx, &mut tx, territory, ChangeKind::ReaderAsked, &words.title, Some(id)).await?;
        tx.commit().await?;
        return Ok(Sent::ToReader);
    }
    let again = announcements::find(&mut tx, territory, id).await?.is_some();
    let kind = if again { ChangeKind::Reworded } else { ChangeKind::Announced };
    let author = author(ctx, &mut tx).await?;
    let standing = make_public(ctx, &mut tx, territory, id, words, author, kind).await?;
    tx.commit().await?;
    Ok(Sent::Public(standing))
}

/// Approves what somebody else wrote and asked a second reader for: it is public from now on, in its author's name. `seen`:
/// when the text that was read had been saved.
///
/// # Errors
/// `Conflict("own_text")` for its author; `Conflict("changed_meanwhile")` when it is another text by now, or does not wait.
pub async fn approve(
    ctx: &OpContext,
    territory: &TerritoryId,
    id: AnnouncementId,
    seen: i64,
) -> Result<Standing, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    let draft = drafts::find(&mut tx, territory, id).await?.ok_or(Error::NotFound)?;
    approving(ctx, &mut tx, territory, written(&draft), seen).await?;
    let words = judge(&draft.typed, ctx.today()).map_err(Error::Invalid)?;
    let standing = make_public(ctx, &mut tx, territory, id, words, draft.author, ChangeKind::Approved).await?;
    tx.commit().await?;
    Ok(standing)
}

/// Puts the words before residents, in the place of the draft.
async fn make_public(
    ctx: &OpContext,
    tx: &mut Tx,
    territory: &TerritoryId,
    id: AnnouncementId,
    words: Wording,
    author: String,
    kind: ChangeKind,
) -> Result<Standing, Error> {
    let announcement = Announcement {
        id,
        territory: territory.to_string(),
        title: words.title,
        text: words.text,
        from: words.from.to_string(),
        until: words.until.map_or_else(|| NO_END.to_owned(), |until| until.to_string()),
        author,
        published: ctx.seconds(),
    };
    if !announcements::put(tx, &announcement).await? {
        return Err(Error::NotFound);
    }
    drafts::discard(tx, territory, id).await?;
    note(ctx, tx, territory, kind, &announcement.title, Some(id)).await?;
    Ok(standing(words.from, words.until, ctx.today()))
}

/// Takes an announcement back. Its text becomes a draft, unless one is on its way already.
pub async fn withdraw(ctx: &OpContext, territory: &TerritoryId, id: AnnouncementId) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    let published = announcements::find(&mut tx, territory, id).await?.ok_or(Error::NotFound)?;
    announcements::withdraw(&mut tx, territory, id).await?;
    let draft = drafts::find(&mut tx, territory, id).await?.unwrap_or_else(|| Draft {
        id,
        typed: typed(&published),
        author: published.author.clone(),
        saved: published.published,
        withdrawn: None,
        asked: None,
    });
    drafts::keep(&mut tx, territory, &Draft { withdrawn: Some(ctx.seconds()), ..draft }).await?;
    note(ctx, &mut tx, territory, ChangeKind::Withdrawn, &published.title, Some(id)).await?;
    Ok(tx.commit().await?)
}

/// Deletes a draft for good; a published announcement stays as it is.
pub async fn discard(ctx: &OpContext, territory: &TerritoryId, id: AnnouncementId) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    let draft = drafts::find(&mut tx, territory, id).await?.ok_or(Error::NotFound)?;
    drafts::discard(&mut tx, territory, id).await?;
    let title: String = draft.typed.title.chars().take(120).collect();
    note(ctx, &mut tx, territory, ChangeKind::Discarded, &title, Some(id)).await?;
    Ok(tx.commit().await?)
}

pub(super) fn typed(published: &Announcement) -> Typed {
    let until = if published.until == NO_END { String::new() } else { published.until.clone() };
    Typed { title: published.title.clone(), text: published.text.clone(), from: published.from.clone(), until }
}
