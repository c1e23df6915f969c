//! Who changed what, in sentences.

use super::{lang, moment, title, way};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{Text, t, texts::publish as p, tf, use_lang},
    root::PageHead,
};
use domain::{dashboard::PlaceName, publication::ChangeKind};
use leptos::prelude::*;
use usecases::{OpContext, publication::Change};

pub(super) async fn page(ctx: &OpContext, place: &PlaceName) -> Result<Fragment, WireError> {
    let all = usecases::publication::history(ctx, &place.id).await?;
    Ok(render(&title(p::HISTORY, place), || {
        view! {
            {way(place, Vec::new(), p::HISTORY.of(lang()))}
            <PageHead title=t(p::HISTORY) lede=t(p::HISTORY_LEDE)/>
            <section class="section" aria-labelledby="all">
                <h2 id="all" class="visually-hidden">{t(p::CHANGES_ALL)}</h2>
                {changes(&all)}
            </section>
        }
    }))
}

/// A list of changes, each signed; a word when there is none.
pub(super) fn changes(changes: &[Change]) -> AnyView {
    if changes.is_empty() {
        return view! { <p class="muted">{t(p::CHANGES_NONE)}</p> }.into_any();
    }
    view! {
        <ul class="link-list">
            {changes.iter().map(|change| view! {
                <li>{change.author.clone()} " " {sentence(change)} <p class="muted">{moment(use_lang(), change.at)}</p></li>
            }).collect_view()}
        </ul>
    }
    .into_any()
}

fn sentence(change: &Change) -> String {
    match ChangeKind::from_word(&change.kind) {
        Some(kind) => tf(words(kind), &[("what", &change.what)]),
        // Noted by a release that had no kinds yet.
        None => change.what.clone(),
    }
}

const fn words(kind: ChangeKind) -> Text {
    match kind {
        ChangeKind::Announced => p::CHANGE_ANNOUNCED,
        ChangeKind::Reworded => p::CHANGE_REWORDED,
        ChangeKind::Withdrawn => p::CHANGE_WITHDRAWN,
        ChangeKind::Discarded => p::CHANGE_DISCARDED,
        ChangeKind::ContactAdded => p::CHANGE_CONTACT_ADDED,
        ChangeKind::ContactChanged => p::CHANGE_CONTACT_CHANGED,
        ChangeKind::ContactMoved => p::CHANGE_CONTACT_MOVED,
        ChangeKind::ContactRemoved => p::CHANGE_CONTACT_REMOVED,
        ChangeKind::FeedAdded => p::CHANGE_FEED_ADDED,
        ChangeKind::FeedRemoved => p::CHANGE_FEED_REMOVED,
        ChangeKind::HueChosen => p::CHANGE_HUE_CHOSEN,
        ChangeKind::HueReset => p::CHANGE_HUE_RESET,
        ChangeKind::BoardProposed => p::CHANGE_BOARD_PROPOSED,
        ChangeKind::BoardWithdrawn => p::CHANGE_BOARD_WITHDRAWN,
        ChangeKind::HelpPublished => p::CHANGE_HELP_PUBLISHED,
        ChangeKind::HelpWithdrawn => p::CHANGE_HELP_WITHDRAWN,
        ChangeKind::ReaderAsked => p::CHANGE_READER_ASKED,
        ChangeKind::Approved => p::CHANGE_APPROVED,
        ChangeKind::BoardReaderAsked => p::CHANGE_BOARD_READER_ASKED,
        ChangeKind::BoardApproved => p::CHANGE_BOARD_APPROVED,
        ChangeKind::ReaderWanted => p::CHANGE_READER_WANTED,
        ChangeKind::ReaderUnwanted => p::CHANGE_READER_UNWANTED,
        ChangeKind::DataPublished => p::CHANGE_DATA_PUBLISHED,
        ChangeKind::DataRenewed => p::CHANGE_DATA_RENEWED,
        ChangeKind::DataErased => p::CHANGE_DATA_ERASED,
        ChangeKind::DataAnswered => p::CHANGE_DATA_ANSWERED,
        ChangeKind::DataHidden => p::CHANGE_DATA_HIDDEN,
    }
}
