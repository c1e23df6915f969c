use super::{
    items::{Item, items},
    markdown::to_html,
    news::{News, feeds_of, news_for},
};
use crate::{Action, Error, OpContext};
use domain::{
    board::LevelProposal,
    dashboard::{AnnouncementLine, ContactLine, PlaceName},
    publication::FeedView,
    territory::{Territory, TerritoryId},
};
use jiff::civil::Date;
use store::{
    Tx,
    announcements::{self, Change},
};

/// The boards that the territories of a chain propose, from the région down.
pub async fn proposals_for(tx: &mut Tx, chain: &[TerritoryId]) -> Result<Vec<LevelProposal>, Error> {
    let mut found = Vec::new();
    for territory in chain {
        if let (_, Some(json)) = announcements::publication(tx, territory).await? {
            let proposal = serde_json::from_str(&json).map_err(|error| Error::Internal(Box::new(error)))?;
            found.push(LevelProposal { territory: territory.clone(), proposal });
        }
    }
    Ok(found)
}

fn name(territory: &Territory) -> PlaceName {
    PlaceName { id: territory.id.clone(), name: territory.name.clone() }
}

pub(super) fn day(text: &str) -> Result<Date, Error> {
    text.parse().map_err(|error: jiff::Error| Error::Internal(Box::new(error)))
}

/// What the territories of a chain announce on a day, the latest first.
pub async fn announcements_for(tx: &mut Tx, chain: &[Territory], today: Date) -> Result<Vec<AnnouncementLine>, Error> {
    let today = today.to_string();
    let mut lines = Vec::new();
    for territory in chain {
        for announcement in announcements::of(tx, &territory.id, Some(&today)).await? {
            lines.push(AnnouncementLine {
                id: announcement.id,
                title: announcement.title,
                html: to_html(&announcement.text),
                from: day(&announcement.from)?,
                by: name(territory),
            });
        }
    }
    lines.sort_by_key(|line| std::cmp::Reverse((line.from, line.id)));
    Ok(lines)
}

/// The useful numbers and links of the territories of a chain, the nearest territory first.
pub async fn contacts_for(tx: &mut Tx, chain: &[Territory]) -> Result<Vec<ContactLine>, Error> {
    let mut lines = Vec::new();
    for territory in chain.iter().rev() {
        for contact in announcements::contacts(tx, &territory.id).await? {
            lines.push(ContactLine {
                label: contact.label,
                phone: contact.phone,
                url: contact.url,
                note: contact.note,
                by: name(territory),
            });
        }
    }
    Ok(lines)
}

/// What a territory itself publishes, for its page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// Its announcements of today, the latest first.
    pub announcements: Vec<AnnouncementLine>,
    /// Its useful numbers and links.
    pub contacts: Vec<ContactLine>,
    /// The articles of its feeds.
    pub news: News,
}

impl Published {
    /// Whether it publishes nothing.
    pub fn is_empty(&self) -> bool {
        self.announcements.is_empty() && self.contacts.is_empty() && self.news.lines.is_empty()
    }
}

/// What a territory itself publishes; what the larger ones publish stands on their pages.
pub async fn published(ctx: &OpContext, territory: &TerritoryId) -> Result<Published, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    let chain = store::territories::chain(&mut tx, territory).await?;
    let own = chain.last().map(std::slice::from_ref).unwrap_or_default();
    Ok(Published {
        announcements: announcements_for(&mut tx, own, ctx.today()).await?,
        contacts: contacts_for(&mut tx, own).await?,
        news: news_for(&mut tx, own, ctx.seconds()).await?,
    })
}

/// The territories for which the person may publish.
pub async fn my_territories(ctx: &OpContext) -> Result<Vec<PlaceName>, Error> {
    ctx.authorize(Action::Account).await?;
    let mut tx = ctx.read().await?;
    let mut names = Vec::new();
    for id in store::accounts::publishes(&mut tx, ctx.person()?).await? {
        let chain = store::territories::chain(&mut tx, &id).await?;
        names.push(chain.last().map_or_else(|| PlaceName { name: id.to_string(), id: id.clone() }, name));
    }
    Ok(names)
}

/// What a territory publishes, at a glance.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The territory.
    pub place: PlaceName,
    /// Its announcements.
    pub announcements: Vec<Item>,
    /// How many numbers and links.
    pub contacts: i64,
    /// Its feeds.
    pub feeds: Vec<FeedView>,
    /// The hue, in degrees.
    pub hue: Option<i64>,
    /// Who proposed a board last, and when; `None` while none is proposed.
    pub proposed: Option<(String, i64)>,
    /// Whether a board is on its way.
    pub drafted: bool,
    /// Whether a second reader is wanted.
    pub reader: bool,
    /// The latest changes.
    pub changes: Vec<Change>,
    /// Its datasets, the files that wait, the questions that do.
    pub data: DataCounts,
}

/// How a territory's data are doing, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DataCounts {
    /// Its published datasets.
    pub datasets: i64,
    /// Its files that wait to be published.
    pub waiting: i64,
    /// The questions that wait for an answer.
    pub questions: i64,
}

/// The first page of those who publish.
pub async fn overview(ctx: &OpContext, territory: &TerritoryId) -> Result<Overview, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let place = place(ctx, territory).await?;
    let (announcements, feeds) = (items(ctx, territory).await?, feeds_of(ctx, territory).await?);
    let mut tx = ctx.read().await?;
    let proposed = announcements::proposed(&mut tx, territory).await?;
    let contacts = announcements::contacts(&mut tx, territory).await?.len();
    let wanted = store::datasets::Wanted { producer: Some(territory.clone()), ..store::datasets::Wanted::default() };
    let waiting = store::dataset_drafts::of(&mut tx, territory).await?.len();
    let data = DataCounts {
        datasets: store::datasets::list(&mut tx, &wanted, 1, 0).await?.0,
        waiting: i64::try_from(waiting).unwrap_or(i64::MAX),
        questions: store::dataset_questions::waiting(&mut tx, territory).await?,
    };
    Ok(Overview {
        place,
        announcements,
        feeds,
        contacts: i64::try_from(contacts).unwrap_or(i64::MAX),
        hue: announcements::publication(&mut tx, territory).await?.0,
        proposed: proposed.proposal.and(proposed.proposal_author.zip(proposed.proposed)),
        drafted: proposed.proposal_draft.is_some(),
        reader: announcements::wants_reader(&mut tx, territory).await?,
        changes: announcements::changes(&mut tx, territory, 5).await?,
        data,
    })
}

/// The territory's name, for the pages of those who publish.
///
/// # Errors
/// `NotFound` for one that never was.
pub async fn place(ctx: &OpContext, territory: &TerritoryId) -> Result<PlaceName, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.read().await?;
    store::territories::chain(&mut tx, territory).await?.last().map(name).ok_or(Error::NotFound)
}
