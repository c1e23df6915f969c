use super::text::built_in;
use crate::{
    Action, Error, OpContext,
    error::text_fault,
    publication::{Sent, Written, approving, author, is_public_next, note, to_html_below, way_of},
};
use domain::{
    help::{Mode, Section},
    preferences::Lang,
    publication::{ChangeKind, Way},
    territory::{Territory, TerritoryId},
    text::TextRule,
};
use store::{
    Tx,
    help::{self, HelpText},
};

const TEXT: TextRule = TextRule::lines(5_000);

/// A section of a territory's help, for those who publish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpEdit {
    /// The territory.
    pub territory: Territory,
    /// The title of the section.
    pub title: String,
    /// The portal's own text, safe HTML.
    pub built_in: String,
    /// The draft, with its HTML.
    pub draft: Option<(HelpText, String)>,
    /// What residents read now, with its HTML.
    pub published: Option<(HelpText, String)>,
    /// The former versions, the latest first.
    pub former: Vec<HelpText>,
    /// What can be done so that residents read the draft; `None` without one.
    pub way: Option<Way>,
}

/// What a territory wrote for a section.
pub async fn edit(ctx: &OpContext, territory: &TerritoryId, section: Section, lang: Lang) -> Result<HelpEdit, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.read().await?;
    let chain = store::territories::chain(&mut tx, territory).await?;
    let (mut draft, mut published, mut former) = (None, None, Vec::new());
    for version in help::versions(&mut tx, territory, section).await? {
        let html = to_html_below(&version.text, 3);
        match version.state.as_str() {
            "draft" => draft = Some((version, html)),
            "published" => published = Some((version, html)),
            _ => former.push(version),
        }
    }
    let way = match &draft {
        Some((draft, _)) => Some(way_of(ctx, &mut tx, territory, written(draft)).await?),
        None => None,
    };
    let own = built_in(lang, section);
    Ok(HelpEdit {
        way,
        territory: chain.into_iter().next_back().ok_or(Error::NotFound)?,
        title: own.title.to_owned(),
        built_in: to_html_below(own.text, 3),
        draft,
        published,
        former,
    })
}

/// Keeps a draft, which only those who publish see.
///
/// # Errors
/// `Invalid` on `text` and `mode`.
pub async fn save_draft(
    ctx: &OpContext,
    territory: &TerritoryId,
    section: Section,
    mode: &str,
    text: &str,
) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let text = TEXT.check(text).map_err(|fault| Error::field("text", text_fault(fault)))?;
    let mode = Mode::from_word(mode).ok_or_else(|| Error::field("mode", "invalid"))?;
    let mut tx = ctx.write().await?;
    let draft = HelpText {
        section,
        mode,
        text,
        author: author(ctx, &mut tx).await?,
        saved: ctx.seconds(),
        published: None,
        state: "draft".to_owned(),
        asked: None,
    };
    help::save_draft(&mut tx, ctx.new_id(), territory, &draft).await?;
    Ok(tx.commit().await?)
}

fn written(draft: &HelpText) -> Written<'_> {
    Written { author: &draft.author, saved: draft.saved, asked: draft.asked }
}

async fn draft_of(tx: &mut Tx, territory: &TerritoryId, section: Section) -> Result<HelpText, Error> {
    let versions = help::versions(tx, territory, section).await?;
    versions.into_iter().find(|version| version.state == "draft").ok_or(Error::NotFound)
}

/// Publishes the draft of a section: residents read it from now on. Where the territory wants a second reader, it waits for
/// one instead.
///
/// # Errors
/// `NotFound` without a draft, `Conflict("awaits_reader")` for one that waits already.
pub async fn publish(ctx: &OpContext, territory: &TerritoryId, section: Section) -> Result<Sent, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    let draft = draft_of(&mut tx, territory, section).await?;
    let public = is_public_next(ctx, &mut tx, territory, written(&draft)).await?;
    let kind = if public {
        help::publish(&mut tx, territory, section, ctx.seconds()).await?;
        ChangeKind::HelpPublished
    } else {
        help::ask(&mut tx, territory, section, ctx.seconds()).await?;
        ChangeKind::ReaderAsked
    };
    note(ctx, &mut tx, territory, kind, &format!("/aide#{section}"), None).await?;
    tx.commit().await?;
    Ok(if public { Sent::Public(()) } else { Sent::ToReader })
}

/// Approves the draft that somebody else wrote and asked a second reader for: residents read it from now on. `seen`: when the
/// text that was read had been saved.
///
/// # Errors
/// `NotFound` without a draft; `Conflict("own_text")` for its author, `Conflict("changed_meanwhile")` when it is another text by
/// now, or does not wait.
pub async fn approve(ctx: &OpContext, territory: &TerritoryId, section: Section, seen: i64) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    let draft = draft_of(&mut tx, territory, section).await?;
    approving(ctx, &mut tx, territory, written(&draft), seen).await?;
    help::publish(&mut tx, territory, section, ctx.seconds()).await?;
    note(ctx, &mut tx, territory, ChangeKind::Approved, &format!("/aide#{section}"), None).await?;
    Ok(tx.commit().await?)
}

/// Withdraws what is published for a section: residents read the portal's own text again.
///
/// # Errors
/// `NotFound` when nothing is published.
pub async fn withdraw(ctx: &OpContext, territory: &TerritoryId, section: Section) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    if !help::withdraw(&mut tx, territory, section).await? {
        return Err(Error::NotFound);
    }
    note(ctx, &mut tx, territory, ChangeKind::HelpWithdrawn, &format!("/aide#{section}"), None).await?;
    Ok(tx.commit().await?)
}
