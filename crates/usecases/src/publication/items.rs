//! Announcements as those who publish see them: where each stands, and how it will look.

use super::{
    announcements::{judge, typed, written},
    markdown::to_html,
    read::day,
    reading::way_of,
};
use crate::{Action, Error, Fields, OpContext};
use domain::{
    dashboard::{AnnouncementLine, PlaceName},
    ids::AnnouncementId,
    publication::{Advice, Standing, Typed, Way, advise, standing},
    territory::TerritoryId,
};
use jiff::civil::Date;
use store::{
    Tx,
    announcements::{self, Announcement, Change, NO_END},
    drafts::{self, Draft},
};

/// One announcement, for those who publish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Which one.
    pub id: AnnouncementId,
    /// What the form holds: the draft, else what is published.
    pub typed: Typed,
    /// Where it stands before residents.
    pub standing: Standing,
    /// Whether changes of a published one wait to be published.
    pub pending: bool,
    /// Whether there is a draft.
    pub draft: bool,
    /// Whether the draft waits for a second reader.
    pub waits: bool,
    /// When the draft was saved, in seconds; 0 if there is none.
    pub saved: i64,
    /// Who wrote or published it last, and when.
    pub last: (String, i64),
}

/// `reader`: whether the territory wants a second reader.
fn item(published: Option<&Announcement>, draft: Option<Draft>, today: Date, reader: bool) -> Result<Item, Error> {
    let at =
        published.map(|published| span(published).map(|(from, until)| standing(from, until, today))).transpose()?;
    Ok(match (published, draft) {
        (_, Some(draft)) => Item {
            id: draft.id,
            standing: at.unwrap_or(if draft.withdrawn.is_some() { Standing::Withdrawn } else { Standing::Draft }),
            pending: published.is_some(),
            draft: true,
            waits: reader && draft.asked.is_some(),
            saved: draft.saved,
            last: (draft.author, draft.saved),
            typed: draft.typed,
        },
        (Some(published), None) => Item {
            id: published.id,
            standing: at.unwrap_or(Standing::Online),
            pending: false,
            draft: false,
            waits: false,
            saved: 0,
            last: (published.author.clone(), published.published),
            typed: typed(published),
        },
        (None, None) => return Err(Error::NotFound),
    })
}

fn span(published: &Announcement) -> Result<(Date, Option<Date>), Error> {
    let until = (published.until != NO_END).then(|| day(&published.until)).transpose()?;
    Ok((day(&published.from)?, until))
}

/// All announcements of a territory, what is on its way first.
pub async fn items(ctx: &OpContext, territory: &TerritoryId) -> Result<Vec<Item>, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.read().await?;
    let reader = announcements::wants_reader(&mut tx, territory).await?;
    let mut published = announcements::of(&mut tx, territory, None).await?;
    let mut all = Vec::new();
    for draft in drafts::of(&mut tx, territory).await? {
        let twin = published.iter().position(|each| each.id == draft.id).map(|place| published.remove(place));
        all.push(item(twin.as_ref(), Some(draft), ctx.today(), reader)?);
    }
    for each in &published {
        all.push(item(Some(each), None, ctx.today(), reader)?);
    }
    Ok(all)
}

async fn find(tx: &mut Tx, territory: &TerritoryId, id: AnnouncementId, today: Date) -> Result<Item, Error> {
    let reader = announcements::wants_reader(tx, territory).await?;
    let published = announcements::find(tx, territory, id).await?;
    item(published.as_ref(), drafts::find(tx, territory, id).await?, today, reader)
}

/// One announcement, to be changed; with what keeps it from being published.
pub async fn edit(ctx: &OpContext, territory: &TerritoryId, id: AnnouncementId) -> Result<(Item, Fields), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.read().await?;
    let item = find(&mut tx, territory, id, ctx.today()).await?;
    let faults = judge(&item.typed, ctx.today()).err().unwrap_or_default();
    Ok((item, faults))
}

/// An announcement before it is published.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The announcement.
    pub item: Item,
    /// As residents will see it.
    pub line: AnnouncementLine,
    /// What keeps it from being published.
    pub faults: Fields,
    /// What could be better.
    pub advice: Vec<Advice>,
    /// From when to when.
    pub span: (Date, Option<Date>),
    /// Who did what with it, the latest first.
    pub changes: Vec<Change>,
    /// What can be done so that residents see it; `None` without a draft.
    pub way: Option<Way>,
}

/// The announcement as residents will see it, with what the checker has to say.
pub async fn preview(ctx: &OpContext, territory: &TerritoryId, id: AnnouncementId) -> Result<Preview, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.read().await?;
    let today = ctx.today();
    let item = find(&mut tx, territory, id, today).await?;
    let name = store::territories::chain(&mut tx, territory).await?.pop().ok_or(Error::NotFound)?.name;
    let way = match drafts::find(&mut tx, territory, id).await? {
        Some(draft) => Some(way_of(ctx, &mut tx, territory, written(&draft)).await?),
        None => None,
    };
    let words = judge(&item.typed, today);
    let days = words.as_ref().map_or((today, None), |words| (words.from, words.until));
    let line = AnnouncementLine {
        id,
        title: item.typed.title.trim().to_owned(),
        html: to_html(&item.typed.text),
        from: days.0,
        by: PlaceName { id: territory.clone(), name },
    };
    Ok(Preview {
        advice: words
            .as_ref()
            .map_or_else(|_| Vec::new(), |words| advise(&words.title, &words.text, words.until, today)),
        faults: words.err().unwrap_or_default(),
        changes: announcements::changes_of(&mut tx, territory, id).await?,
        span: days,
        way,
        line,
        item,
    })
}
