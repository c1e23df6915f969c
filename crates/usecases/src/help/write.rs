use super::text::built_in;
use crate::{
    Action, Error, OpContext,
    error::text_fault,
    publication::{author, note, to_html_below},
};
use domain::{
    help::{Mode, Section},
    preferences::Lang,
    publication::ChangeKind,
    territory::{Territory, TerritoryId},
    text::TextRule,
};
use store::help::{self, HelpText};

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
    let own = built_in(lang, section);
    Ok(HelpEdit {
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
    };
    help::save_draft(&mut tx, ctx.new_id(), territory, &draft).await?;
    Ok(tx.commit().await?)
}

/// Publishes the draft of a section: residents read it from now on.
///
/// # Errors
/// `NotFound` without a draft.
pub async fn publish(ctx: &OpContext, territory: &TerritoryId, section: Section) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    if !help::publish(&mut tx, territory, section, ctx.seconds()).await? {
        return Err(Error::NotFound);
    }
    note(ctx, &mut tx, territory, ChangeKind::HelpPublished, &format!("/aide#{section}"), None).await?;
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
