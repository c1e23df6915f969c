use super::{history::note, parse::parse};
use crate::{Action, Error, OpContext, calendar::address_fault};
use domain::{
    dashboard::NewsLine,
    ids::FeedId,
    publication::{ChangeKind, FEED_FAILURES, FeedView, MOST_FEEDS, MOST_NEWS, NewsEntry, feed_address},
    territory::{Territory, TerritoryId},
};
use futures::{StreamExt as _, stream};
use store::{
    Tx,
    news::{self, Feed},
};

/// Half an hour between two readings of a feed.
const INTERVAL: i64 = 30 * 60;
/// After how many seconds without a good copy the articles are said to be old: two readings were missed.
const STALE: i64 = 2 * INTERVAL + 300;
/// A feed is not read again on demand within that many seconds.
const PAUSE: i64 = 60;
/// How many feeds one run of the job reads, and how many at the same time.
const MOST_DUE: i64 = 100;
const AT_ONCE: usize = 4;

/// The feeds that a territory allows, for those who publish.
pub async fn feeds_of(ctx: &OpContext, territory: &TerritoryId) -> Result<Vec<FeedView>, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.read().await?;
    let feeds = news::of(&mut tx, territory).await?;
    feeds.into_iter().map(|feed| Ok(FeedView { articles: count(&articles(&feed)?), ..view(feed) })).collect()
}

fn view(feed: Feed) -> FeedView {
    FeedView { id: feed.id, url: feed.url, title: feed.title, articles: 0, fetched: feed.fetched, failed: feed.failed }
}

/// Allows an Atom or RSS address. It is read by the next run of [`refresh_due`].
///
/// # Errors
/// `Conflict("already_there")`, `Conflict("too_many_entries")` beyond ten, `Invalid` on `url`.
pub async fn add_feed(ctx: &OpContext, territory: &TerritoryId, url: &str) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let address = feed_address(url).map_err(|fault| Error::field("url", address_fault(fault)))?;
    let mut tx = ctx.write().await?;
    if count(&news::of(&mut tx, territory).await?) >= MOST_FEEDS {
        return Err(Error::Conflict("too_many_entries"));
    }
    news::add(&mut tx, FeedId(ctx.new_id()), territory, address.as_str(), ctx.seconds()).await?;
    note(ctx, &mut tx, territory, ChangeKind::FeedAdded, address.as_str(), None).await?;
    Ok(tx.commit().await?)
}

/// Forgets a feed and its articles.
pub async fn remove_feed(ctx: &OpContext, territory: &TerritoryId, id: FeedId) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.write().await?;
    let url = news::remove(&mut tx, territory, id).await?.ok_or(Error::NotFound)?;
    note(ctx, &mut tx, territory, ChangeKind::FeedRemoved, &url, None).await?;
    Ok(tx.commit().await?)
}

/// Reads a feed of the territory at once. Whether a good copy was kept; the failure stands in [`feeds_of`].
///
/// # Errors
/// `TooMany` within a minute of the last reading: its host is not ours to burden.
pub async fn read_feed(ctx: &OpContext, territory: &TerritoryId, id: FeedId) -> Result<bool, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let now = ctx.seconds();
    let mut tx = ctx.write().await?;
    let feeds = news::of(&mut tx, territory).await?;
    let feed = feeds.into_iter().find(|feed| feed.id == id).ok_or(Error::NotFound)?;
    let last = feed.fetched.max(feed.failed.as_ref().map(|(at, _)| *at)).unwrap_or_default();
    if now - last < PAUSE {
        return Err(Error::TooMany { retry_after: PAUSE - (now - last) });
    }
    if !news::claim(&mut tx, &feed, now + INTERVAL).await? {
        return Err(Error::Conflict("changed_meanwhile"));
    }
    tx.commit().await?;
    refresh(ctx, feed).await
}

/// The articles of a chain of territories.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// The latest first, at most twenty, those without a day last; an article of two feeds once.
    pub lines: Vec<NewsLine>,
    /// When the oldest of the copies was read, in seconds; `None` when there is none.
    pub read: Option<i64>,
    /// The same, if it is so old that it must be said.
    pub stale_since: Option<i64>,
}

/// What the feeds of a chain of territories tell, from the last good copies: reading it never waits for the network.
pub async fn news_for(tx: &mut Tx, chain: &[Territory], now: i64) -> Result<News, Error> {
    let mut lines: Vec<NewsLine> = Vec::new();
    let mut oldest: Option<i64> = None;
    for territory in chain.iter().rev() {
        for feed in news::of(tx, &territory.id).await? {
            let Some(fetched) = feed.fetched else { continue };
            oldest = Some(oldest.map_or(fetched, |oldest| oldest.min(fetched)));
            let source = feed.title.clone().unwrap_or_else(|| territory.name.clone());
            for article in articles(&feed)? {
                let url: String = article.url.into();
                if !lines.iter().any(|line| line.url == url) {
                    lines.push(NewsLine { title: article.title, url, day: article.day, source: source.clone() });
                }
            }
        }
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.day));
    lines.truncate(MOST_NEWS);
    Ok(News { lines, read: oldest, stale_since: oldest.filter(|oldest| now - oldest > STALE) })
}

/// Reads the feeds that are due, some at the same time. How many good copies were kept. Meant for a job every minute or so.
///
/// A feed that fails keeps its last good copy and is tried again at the next interval; it never stops another. Each is
/// claimed first, so several nodes may run this at once.
pub async fn refresh_due(ctx: &OpContext) -> Result<u32, Error> {
    ctx.authorize(Action::Operate).await?;
    let now = ctx.seconds();
    let mut tx = ctx.write().await?;
    let mut mine = Vec::new();
    for feed in news::due(&mut tx, now, MOST_DUE).await? {
        if news::claim(&mut tx, &feed, now + INTERVAL).await? {
            mine.push(feed);
        }
    }
    tx.commit().await?;
    let read: Vec<Result<bool, Error>> =
        stream::iter(mine).map(|feed| refresh(ctx, feed)).buffer_unordered(AT_ONCE).collect().await;
    let mut kept = 0;
    for outcome in read {
        kept += u32::from(outcome?);
    }
    Ok(kept)
}

/// Whether a good copy was kept. Errors are the database's.
async fn refresh(ctx: &OpContext, feed: Feed) -> Result<bool, Error> {
    let read = match ctx.shared.fetcher.fetch(&feed.url).await {
        Ok(body) => {
            let url = feed.url.clone();
            // On a thread of its own: a body that the parser chokes on costs this feed only.
            let parsed = tokio::task::spawn_blocking(move || parse(&body, &url)).await;
            parsed.ok().flatten().ok_or("unreadable")
        }
        Err(error) => Err(failure(&error.0)),
    };
    let mut tx = ctx.write().await?;
    match &read {
        Ok(parsed) => {
            let entries = serde_json::to_string(&parsed.entries).map_err(|error| Error::Internal(Box::new(error)))?;
            news::keep(&mut tx, feed.id, parsed.title.as_deref(), &entries, ctx.seconds()).await?;
        }
        Err(code) => {
            tracing::warn!(feed = %feed.id, code, "a feed could not be read");
            news::fail(&mut tx, feed.id, code, ctx.seconds()).await?;
        }
    }
    tx.commit().await?;
    Ok(read.is_ok())
}

/// The code of a failure that the translations know.
fn failure(text: &str) -> &'static str {
    let code = if text.starts_with("status_") { "status" } else { text };
    FEED_FAILURES.iter().copied().find(|known| *known == code).unwrap_or("unreachable")
}

fn articles(feed: &Feed) -> Result<Vec<NewsEntry>, Error> {
    serde_json::from_str(&feed.entries).map_err(|error| Error::Internal(Box::new(error)))
}

fn count<T>(list: &[T]) -> i64 {
    i64::try_from(list.len()).unwrap_or(i64::MAX)
}
