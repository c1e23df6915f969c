//! A territory's data: what is published, what waits, and the form by which a file comes in.

use super::facts;
use crate::{
    data::label::day_of,
    error::WireError,
    fragment::{Fragment, render},
    i18n::{Text, counted, date, t, texts::data as d, texts::publish_data as p, tf, use_lang},
    publication::views::{moment, path, title, way},
    request::{Query, in_query, lang},
    root::{PageHead, routes},
    ui::{ErrorSummary, FileField, Form, Icon, NextStep, SelectField, TextField},
};
use domain::{
    dashboard::PlaceName,
    data::{Dataset, Summary},
};
use leptos::prelude::*;
use usecases::{
    OpContext,
    data::{self, DraftView, PAGE, Wanted},
};

/// The formats that the browser offers first.
const ACCEPT: &str = ".csv,.tsv,.txt,.xlsx,.xls,.ods,.json,.geojson,.ndjson,.gz,.parquet";

const FIELDS: &[(&str, Text)] = &[
    ("file", p::FILE),
    ("title", p::TITLE_FIELD),
    ("summary", p::SUMMARY),
    ("theme", p::THEME),
    ("licence", p::LICENCE),
    ("frequency", p::FREQUENCY),
];

pub(super) async fn page(ctx: &OpContext, place: &PlaceName, address: &Query) -> Result<Fragment, WireError> {
    let form = crate::request::form("data-file");
    let limit = crate::request::upload_limit();
    if let Some(slug) = address.get("jeu") {
        let dataset = data::find(ctx, slug).await?;
        if dataset.facts.producer != place.id {
            return Err(WireError::code("not_found"));
        }
        return Ok(next_version(place, &dataset, form, limit));
    }
    let page = address.get("page").and_then(|page| page.parse::<i64>().ok()).unwrap_or(1).clamp(1, 10_000);
    let wanted = Wanted { producer: Some(place.id.clone()), ..Wanted::default() };
    let (total, found) = data::list(ctx, &wanted, PAGE, (page - 1) * PAGE).await?;
    let now = ctx.seconds();
    let found: Vec<Summary> = found.iter().map(|dataset| data::summary(dataset, now)).collect();
    let waiting = data::drafts(ctx, &place.id).await?;
    let open = data::open_questions(ctx, &place.id).await?;
    Ok(render(&title(p::TITLE, place), || {
        view! {
            {way(place, Vec::new(), p::TITLE.of(lang()))}
            <PageHead title=t(p::TITLE) lede=tf(p::LEDE, &[("place", &place.name)])>
                <a class="button" data-kind="primary" href="#envoi"><Icon name="upload"/>{t(p::SEND_FILE)}</a>
            </PageHead>
            {(!waiting.is_empty()).then(|| view! {
                <section class="section" aria-labelledby="waiting-title">
                    <h2 id="waiting-title">{t(p::WAITING)}</h2>
                    <p class="muted">{t(p::WAITING_ABOUT)}</p>
                    <ul class="link-list">{waiting.iter().map(|each| waits(place, each)).collect_view()}</ul>
                </section>
            })}
            <section class="section" aria-labelledby="published-title">
                <h2 id="published-title">{t(p::PUBLISHED_LIST)}</h2>
                <p>{counted(use_lang(), total, d::COUNT_ONE, d::COUNT)}</p>
                <ul class="results" role="list">{found.iter().map(|each| published(place, each)).collect_view()}</ul>
                {pages(place, page, total)}
            </section>
            <section class="section" aria-labelledby="asked-title">
                <h2 id="asked-title">{t(p::ASKED)}</h2>
                <p>{counted(use_lang(), open, p::ASKED_OPEN_ONE, p::ASKED_OPEN)} " " <a class="more-link" href=path(&place.id, "donnees/questions")>{t(p::ASKED_SEE)}<Icon name="arrow-right"/></a></p>
            </section>
            <section class="section" id="envoi" aria-labelledby="send-title">
                <h2 id="send-title">{t(p::SEND_FILE)}</h2>
                <form class="form" method="post" action=path(&place.id, "donnees/envoi") enctype="multipart/form-data">
                    <ErrorSummary form=form.clone() fields=FIELDS/>
                    {file(&form, limit)}
                    <TextField form=form.clone() name="title" label=t(p::TITLE_FIELD) hint=t(p::TITLE_HINT) most=150/>
                    <TextField form=form.clone() name="summary" label=t(p::SUMMARY) hint=t(p::SUMMARY_HINT) most=300/>
                    <SelectField form=form.clone() name="theme" label=t(p::THEME) options=facts::themes()/>
                    <SelectField form=form.clone() name="licence" label=t(p::LICENCE) hint=t(p::LICENCE_HINT) options=facts::licences() value="lov2"/>
                    <SelectField form=form name="frequency" label=t(p::FREQUENCY) hint=t(p::FREQUENCY_HINT) options=facts::frequencies() value="an"/>
                    <NextStep words=t(p::SEND_NEXT)/>
                    <p><button class="button" data-kind="primary"><Icon name="upload"/>{t(p::SEND)}</button></p>
                </form>
            </section>
        }
    }))
}

fn file(form: &Form, limit: u32) -> AnyView {
    view! { <FileField form=form.clone() name="file" label=t(p::FILE) hint=tf(p::FILE_HINT, &[("most", &limit.to_string())]) accept=ACCEPT/> }.into_any()
}

/// The same for the next version of a dataset: all but the file is known.
fn next_version(place: &PlaceName, dataset: &Dataset, form: Form, limit: u32) -> Fragment {
    let named = [("title", dataset.facts.title.as_str())];
    render(&p::VERSION_OF.with(lang(), &named), || {
        view! {
            {way(place, vec![(t(p::TITLE).to_owned(), routes::publish_data(&place.id))], p::NEW_VERSION.of(lang()))}
            <PageHead title=tf(p::VERSION_OF, &named) lede=t(p::VERSION_LEDE)/>
            <section class="narrow" aria-label=t(p::NEW_VERSION)>
                <form class="form" method="post" action=path(&place.id, "donnees/envoi") enctype="multipart/form-data">
                    <ErrorSummary form=form.clone() fields=FIELDS/>
                    <input type="hidden" name="slug" value=dataset.slug.clone()/>
                    {file(&form, limit)}
                    <NextStep words=t(p::SEND_NEXT)/>
                    <div class="button-row">
                        <button class="button" data-kind="primary"><Icon name="upload"/>{t(p::SEND)}</button>
                        <a class="button" data-kind="quiet" href=routes::publish_data(&place.id)>{t(crate::i18n::texts::forms::CANCEL)}</a>
                    </div>
                </form>
            </section>
        }
    })
}

fn waits(place: &PlaceName, each: &DraftView) -> AnyView {
    let lang = use_lang();
    let about = format!(
        "{} · {} · {}",
        each.file,
        counted(lang, each.report.rows, d::ROWS_ONE, d::ROWS),
        tf(p::SAVED_AT, &[("moment", &moment(lang, each.saved))])
    );
    view! {
        <li><a href=path(&place.id, &format!("donnees/{}", each.id))>{each.facts.title.clone()}</a>
            {(!each.slug.is_empty()).then(|| view! { " " <span class="badge" data-tone="info">{t(p::NEW_VERSION)}</span> })}
            <p class="muted">{about}</p></li>
    }
    .into_any()
}

fn published(place: &PlaceName, each: &Summary) -> AnyView {
    let lang = use_lang();
    let named = [("title", each.title.as_str())];
    let updated = tf(d::UPDATED_ON, &[("date", &date(lang, day_of(each.updated)))]);
    let rows = counted(lang, each.rows, d::ROWS_ONE, d::ROWS);
    let renew = format!("{}?jeu={}", routes::publish_data(&place.id), in_query(&each.slug));
    view! {
        <li class="result">
            <h3><a href=routes::dataset(&each.slug)>{each.title.clone()}</a></h3>
            <p class="why">{updated} " · " {rows} " · " {tf(d::QUALITY_OF, &[("points", &each.quality.0.to_string())])}</p>
            <p><a class="button" data-kind="quiet" href=renew aria-label=tf(p::VERSION_OF, &named)><Icon name="refresh-cw"/>{t(p::NEW_VERSION)}</a></p>
        </li>
    }
    .into_any()
}

fn pages(place: &PlaceName, page: i64, total: i64) -> AnyView {
    let lang = use_lang();
    let pages = (total + PAGE - 1) / PAGE;
    if pages < 2 {
        return ().into_any();
    }
    let to = |page: i64| format!("{}?page={page}", routes::publish_data(&place.id));
    let number = |page: i64| crate::i18n::number(lang, page);
    view! {
        <nav class="pagination" aria-label=t(d::PAGES)>
            {(page > 1).then(|| view! { <a rel="prev" href=to(page - 1)><Icon name="arrow-left"/>{t(d::PREVIOUS)}</a> })}
            <span>{tf(d::PAGE_OF, &[("page", &number(page)), ("pages", &number(pages))])}</span>
            {(page < pages).then(|| view! { <a rel="next" href=to(page + 1)>{t(d::NEXT)}<Icon name="arrow-right"/></a> })}
        </nav>
    }
    .into_any()
}
