//! The feeds that a territory allows: how they are doing, in words.

use super::{empty, hidden, icon_form, lang, moment, title, way};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{counted, t, texts::publish as p, tf, use_lang},
    publication::api::feeds::{AddFeed, ReadFeed, RemoveFeed},
    root::PageHead,
    ui::{ErrorSummary, Icon, Notice, TextField, Tone},
};
use domain::{dashboard::PlaceName, publication::FeedView};
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::OpContext;

pub(super) async fn page(ctx: &OpContext, place: &PlaceName) -> Result<Fragment, WireError> {
    let feeds = usecases::publication::feeds_of(ctx, &place.id).await?;
    let (form, reading) = (crate::request::form("feed"), crate::request::form("feed-read"));
    Ok(render(&title(p::FEEDS, place), || {
        view! {
            {way(place, Vec::new(), p::FEEDS.of(lang()))}
            <PageHead title=t(p::FEEDS) lede=t(p::FEEDS_LEDE)/>
            <ErrorSummary form=reading fields=&[]/>
            {if feeds.is_empty() {
                empty(p::FEEDS_NONE, p::FEEDS_NONE_ABOUT)
            } else {
                view! { <ul class="results" role="list">{feeds.iter().map(|feed| entry(place, feed)).collect_view()}</ul> }.into_any()
            }}
            <section class="section" aria-labelledby="feed-form">
                <h2 id="feed-form">{t(p::FEED_NEW)}</h2>
                <form class="form" method="post" action=AddFeed::url()>
                    {hidden(place, "")}
                    <ErrorSummary form=form.clone() fields=&[("url", p::FEED_URL)]/>
                    <TextField form=form name="url" label=t(p::FEED_URL) hint=t(p::FEED_URL_HINT) kind="url" most=2000/>
                    <p><button class="button" data-kind="primary"><Icon name="rss"/>{t(p::ADD)}</button></p>
                </form>
            </section>
        }
    }))
}

fn entry(place: &PlaceName, feed: &FeedView) -> AnyView {
    let lang = use_lang();
    let which = feed.id.to_string();
    let name = feed.title.clone().unwrap_or_else(|| feed.url.clone());
    let what = [("what", name.as_str())];
    let read = feed.fetched.map_or_else(
        || t(p::FEED_NEVER).to_owned(),
        |at| {
            let read = tf(p::FEED_READ_AT, &[("moment", &moment(lang, at))]);
            format!("{read} · {}", counted(lang, feed.articles, p::FEED_ARTICLES_ONE, p::FEED_ARTICLES))
        },
    );
    let failed = feed
        .failed
        .as_ref()
        .map(|(at, code)| format!("{} {}", tf(p::FEED_FAILED_AT, &[("moment", &moment(lang, *at))]), failure(code)));
    view! {
        <li class="result">
            <h2>{name.clone()}</h2>
            {feed.title.is_some().then(|| view! { <p class="muted">{feed.url.clone()}</p> })}
            <p>{read}</p>
            {failed.map(|words| view! { <Notice tone=Tone::Warn><p>{words}</p></Notice> })}
            <div class="button-row">
                <form method="post" action=ReadFeed::url()>
                    {hidden(place, &which)}
                    <button class="button" data-kind="quiet" aria-label=tf(p::FEED_READ_WHAT, &what)><Icon name="refresh-cw"/>{t(p::FEED_READ)}</button>
                </form>
                {icon_form(RemoveFeed::url(), place, &which, "trash-2", tf(p::REMOVE_WHAT, &what))}
            </div>
        </li>
    }
    .into_any()
}

/// Why a feed could not be read, and what can be done.
fn failure(code: &str) -> &'static str {
    t(crate::i18n::texts::publish::by_key(&format!("failure_{code}")).unwrap_or(p::FAILURE_UNREACHABLE))
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_failure_has_its_sentence() {
        for code in domain::publication::FEED_FAILURES {
            assert!(crate::i18n::texts::publish::by_key(&format!("failure_{code}")).is_some(), "{code}");
        }
    }
}
