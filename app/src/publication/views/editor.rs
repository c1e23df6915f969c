//! Writing an announcement. Whatever button is pressed, the text is kept first.

use super::{announcements::badges, hidden, lang, path, signed, title, way};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{t, texts::publish as p},
    publication::api::announcements::{DiscardDraft, SaveDraft},
    root::PageHead,
    ui::{ErrorSummary, Form, Icon, Notice, TextArea, TextField, Tone},
};
use domain::{dashboard::PlaceName, ids::AnnouncementId, publication::Typed};
use leptos::{prelude::*, server_fn::ServerFn as _};
use std::collections::BTreeMap;
use usecases::{
    Fields, OpContext,
    publication::{DRAFT_TEXT, Item},
};

/// A new announcement. Its id is made here, so that a form that is sent twice writes one draft.
pub(super) fn fresh(ctx: &OpContext, place: &PlaceName) -> Fragment {
    let id = AnnouncementId(ctx.new_id());
    let typed = Typed { from: ctx.today().to_string(), ..Typed::default() };
    let form = crate::request::form("announce");
    render(&title(p::NEW_ANNOUNCEMENT, place), || {
        view! {
            {way(place, back(place), p::NEW_ANNOUNCEMENT.of(lang()))}
            <PageHead title=t(p::NEW_ANNOUNCEMENT)/>
            <section aria-label=t(p::NEW_ANNOUNCEMENT)>{editor(place, id, &typed, 0, form)}</section>
        }
    })
}

/// An announcement to be changed; with `judged`, what keeps it from being published is said at the fields.
pub(super) async fn page(
    ctx: &OpContext,
    place: &PlaceName,
    id: AnnouncementId,
    judged: bool,
) -> Result<Fragment, WireError> {
    let (item, faults) = usecases::publication::edit(ctx, &place.id, id).await?;
    let refused = crate::request::form("announce");
    let form = if judged && refused.error.is_none() { with_faults(&faults) } else { refused };
    let discarding = crate::request::form("discard");
    Ok(render(&title(p::CHANGE_IT, place), || {
        let name = super::announcements::name(&item);
        view! {
            {way(place, back(place), &name)}
            <PageHead title=name.clone()/>
            <section class="stack" aria-label=t(p::CHANGE_IT)>
                <p>{badges(&item)} " " <span class="muted">{signed(&item.last.0, item.last.1)}</span></p>
                {(is_published(&item)).then(|| view! { <Notice tone=Tone::Info><p>{t(p::EDITING_PUBLISHED)}</p></Notice> })}
                {editor(place, item.id, &item.typed, item.saved, form)}
                {item.draft.then(|| view! {
                    <details class="fold no-print">
                        <summary>{t(p::DISCARD)}</summary>
                        <form class="stack" method="post" action=DiscardDraft::url()>
                            <ErrorSummary form=discarding fields=&[]/>
                            {hidden(place, &item.id.to_string())}
                            <p>{t(p::DISCARD_ABOUT)}</p>
                            <p><button class="button" data-kind="danger"><Icon name="trash-2"/>{t(p::DISCARD)}</button></p>
                        </form>
                    </details>
                })}
            </section>
        }
    }))
}

fn is_published(item: &Item) -> bool {
    item.pending || !item.draft
}

fn back(place: &PlaceName) -> Vec<(String, String)> {
    vec![(t(p::ANNOUNCEMENTS).to_owned(), path(&place.id, "annonces"))]
}

fn with_faults(faults: &Fields) -> Form {
    let fields = faults.iter().map(|(name, code)| ((*name).to_owned(), (*code).to_owned()));
    let error = WireError { code: "invalid".to_owned(), fields: fields.collect(), incident: None };
    Form { error: (!faults.is_empty()).then_some(error), typed: BTreeMap::new() }
}

fn editor(place: &PlaceName, id: AnnouncementId, typed: &Typed, seen: i64, form: Form) -> AnyView {
    let most = u32::try_from(DRAFT_TEXT).unwrap_or(u32::MAX);
    view! {
        // Two buttons, one door: pressing Enter saves and shows the preview.
        <form class="form" method="post" action=SaveDraft::url() novalidate>
            {hidden(place, &id.to_string())}
            <input type="hidden" name="seen" value=seen.to_string()/>
            <ErrorSummary form=form.clone() fields=&[("title", p::ANNOUNCE_TITLE), ("text", p::ANNOUNCE_TEXT), ("from", p::FROM), ("until", p::UNTIL)]/>
            {fields(form, typed.clone(), most)}
            <p class="muted">{t(p::SAVE_PROMISE)}</p>
            <div class="button-row">
                <button class="button" data-kind="primary" name="then" value="preview"><Icon name="eye"/>{t(p::CHECK_AND_SEE)}</button>
                <button class="button" name="then" value="draft">{t(p::SAVE_DRAFT)}</button>
            </div>
        </form>
    }
    .into_any()
}

/// The fields. The browser does not judge them either: a draft may have holes, and is kept with them.
fn fields(form: Form, typed: Typed, most: u32) -> AnyView {
    view! {
        <TextField form=form.clone() name="title" label=t(p::ANNOUNCE_TITLE) hint=t(p::ANNOUNCE_TITLE_HINT) value=typed.title most=1000/>
        <TextArea form=form.clone() name="text" label=t(p::ANNOUNCE_TEXT) hint=t(p::ANNOUNCE_HINT) value=typed.text most=most/>
        <details class="fold">
            <summary>{t(p::MARKDOWN)}</summary>
            <ul class="prose">
                <li>{t(p::MARKDOWN_BOLD)}</li>
                <li>{t(p::MARKDOWN_LIST)}</li>
                <li>{t(p::MARKDOWN_LINK)}</li>
            </ul>
        </details>
        <TextField form=form.clone() name="from" label=t(p::FROM) hint=t(p::FROM_HINT) kind="date" value=typed.from most=10/>
        <TextField form=form name="until" label=t(p::UNTIL) hint=t(p::UNTIL_HINT) kind="date" value=typed.until most=10 optional=true/>
    }
    .into_any()
}
