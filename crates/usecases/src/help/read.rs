use super::text::{built_in, updated};
use crate::{Action, Error, OpContext, publication::to_html_below};
use domain::{
    help::{Mode, Section},
    preferences::Lang,
    territory::Territory,
};
use jiff::civil::Date;
use store::{Tx, help};

/// The help as one person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpPage {
    /// When the portal's own text was last changed.
    pub updated: Date,
    /// Every section, in order.
    pub sections: Vec<SectionView>,
    /// The territories for which the person may write.
    pub publishes: Vec<Territory>,
}

/// A section of the help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionView {
    /// Which one.
    pub section: Section,
    /// Its title, in the language of the page.
    pub title: String,
    /// The portal's own text, safe HTML in the language of the page.
    pub html: String,
    /// What the territories of the person wrote, the nearest first.
    pub local: Vec<LocalHelp>,
}

/// What a territory wrote for a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalHelp {
    /// Who signs it.
    pub by: Territory,
    /// How it stands beside the portal's own text.
    pub mode: Mode,
    /// Markdown.
    pub text: String,
    /// Safe HTML.
    pub html: String,
    /// When it was published, in seconds since 1970.
    pub published: i64,
}

/// The whole help for the person of this browser.
pub async fn show(ctx: &OpContext, lang: Lang) -> Result<HelpPage, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let (mut of_chain, mut publishes) = (Vec::new(), Vec::new());
    if let Some(person) = ctx.actor.person() {
        let mut tx = ctx.read().await?;
        let chain = crate::board::chain_of_main_place(&mut tx, person).await?;
        of_chain = local(&mut tx, &chain).await?;
        if ctx.actor.is_signed_in() {
            let ids = store::accounts::publishes(&mut tx, person).await?;
            publishes = store::territories::named(&mut tx, &ids).await?;
        }
    }
    let sections = Section::ALL.into_iter().map(|section| {
        let own = built_in(lang, section);
        let local = of_chain.iter().filter(|(of, _)| *of == section).map(|(_, local)| local.clone()).collect();
        SectionView { section, title: own.title.to_owned(), html: to_html_below(own.text, 3), local }
    });
    Ok(HelpPage { updated: updated(lang), sections: sections.collect(), publishes })
}

/// What the territories of a chain published, the nearest territory first.
pub(crate) async fn local(tx: &mut Tx, chain: &[Territory]) -> Result<Vec<(Section, LocalHelp)>, Error> {
    let mut found = Vec::new();
    for territory in chain.iter().rev() {
        for text in help::published(tx, &territory.id).await? {
            let local = LocalHelp {
                by: territory.clone(),
                mode: text.mode,
                html: to_html_below(&text.text, 3),
                text: text.text,
                published: text.published.unwrap_or(text.saved),
            };
            found.push((text.section, local));
        }
    }
    Ok(found)
}

/// The title of a section.
pub fn title(lang: Lang, section: Section) -> &'static str {
    built_in(lang, section).title
}
