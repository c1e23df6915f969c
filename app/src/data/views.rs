//! The page of a dataset.

use super::{figure, label, pins, question, table};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{date, t, texts::data as d, tf, use_lang},
    request::Query as Address,
    root::{Breadcrumb, routes},
    ui::{Notice, ServerHtml, Tone},
};
use domain::{
    data::{
        Dataset, Table, quality,
        query::{Fault, Filter, Query, url},
    },
    territory::TerritoryId,
};
use leptos::prelude::*;
use std::sync::Arc;
use usecases::{OpContext, data, data::Refusal};

/// A dataset, as it stands now or at one of its versions, with what is asked of it.
pub(crate) async fn dataset(slug: &str, address: &Address) -> Result<Fragment, WireError> {
    let ctx = crate::request::op_context()?;
    let mut dataset = data::find(&ctx, slug).await?;
    if let Some(number) = address.get("version").and_then(|number| number.parse().ok()) {
        dataset = data::version(&ctx, dataset, number).await?;
    }
    let versions = data::versions(&ctx, &dataset).await?;
    let (query, answer) = asked(&ctx, &dataset, address).await?;
    let (table, fault) = match answer {
        Ok(table) => (table, None),
        Err(fault) => (Arc::default(), Some(fault)),
    };
    let word = address.get("vue").unwrap_or_default().to_owned();
    let look = figure::look(&word, &query, &table);
    // What is drawn is more than a page of the table.
    let drawn = match look {
        figure::Look::Table => Arc::clone(&table),
        _ => match data::ask(&ctx, &dataset, &figure::whole(&query)).await {
            Ok(drawn) => drawn,
            Err(_) => Arc::clone(&table),
        },
    };
    let names = data::names(&ctx, &drawn).await?;
    let (mine, place) = places(&ctx, &dataset, &query).await?;
    let asked_before = data::questions(&ctx, &dataset).await?.len();
    let described = usecases::publication::to_html(&dataset.facts.description);
    let now = ctx.seconds();
    let (points, marks) = quality(&dataset, now);
    let title = dataset.facts.title.clone();
    Ok(render(&title, move || {
        let lang = use_lang();
        let facts = &dataset.facts;
        let theme = facts.themes.first().copied();
        let mut steps = vec![(t(d::TITLE).to_owned(), routes::DATA.to_owned())];
        if let Some(theme) = theme {
            steps.push((label::theme_words(theme).to_owned(), format!("{}?theme={theme}", routes::DATA)));
        }
        let pairs = question::address(&dataset.slug, &Query { offset: 0, ..query.clone() }, "");
        let pairs = pairs.split_once('?').map(|(_, pairs)| format!("?{pairs}")).unwrap_or_default();
        let updated = tf(d::UPDATED_ON, &[("date", &date(lang, label::day_of(dataset.version.created)))]);
        view! {
            <Breadcrumb steps=steps here=facts.title.clone()/>
            <div class="page-head">
                <div>
                    <p class="kicker">{dataset.producer_name.clone()}</p>
                    <h1>{facts.title.clone()}</h1>
                    <p class="lede">{facts.summary.clone()}</p>
                    <p class="muted">{updated} " · " {label::licence_words(facts.licence)} " · " {tf(d::QUALITY_OF, &[("points", &points.0.to_string())])} " " {label::freshness(&dataset, now)}</p>
                </div>
            </div>
            <section class="section" aria-labelledby="table-title">
                <h2 id="table-title">{t(d::EXPLORE)}</h2>
                {question::form(&dataset, &query, mine.clone())}
                {question::asked(&dataset, &query, &word, place.as_deref())}
                {figure::looks(&dataset, &query, &table, look)}
                {match &fault {
                    Some(fault) => refused(fault, &dataset),
                    None if look == figure::Look::Table => table::view(&dataset, &query, &table, &names, &word),
                    None => figure::view(&dataset, &query, &drawn, &names, look),
                }}
            </section>
            {fault.is_none().then(|| pins::form(&dataset, pairs.trim_start_matches('?'), mine.as_ref().map(|(_, name)| name.as_str())))}
            {label::downloads(&dataset, &pairs, pairs.is_empty(), figure::file(&dataset, &query, look))}
            <div class="with-side">
                <div>
                    {(!facts.description.is_empty()).then(|| view! {
                        <section class="section" aria-labelledby="about-title"><h2 id="about-title">{t(d::ABOUT)}</h2><div class="prose"><ServerHtml html=described.clone()/></div></section>
                    })}
                    {label::columns(&dataset.version.columns, dataset.version.rows)}
                    {label::protection(&dataset)}
                    {label::despite(&dataset)}
                    {label::defects(&dataset)}
                    {label::questions(&dataset, asked_before)}
                </div>
                <aside class="side" aria-label=t(d::LABEL)>
                    {label::label(&dataset, points, &marks, now)}
                    {label::versions(&dataset, &versions)}
                </aside>
            </div>
        }
    }))
}

/// What the address asks, and the answer or why there is none.
async fn asked(
    ctx: &OpContext,
    dataset: &Dataset,
    address: &Address,
) -> Result<(Query, Result<Arc<Table>, (String, String)>), WireError> {
    let query = match url::read(address.pairs()) {
        Ok(query) => query,
        Err(Fault { code, about }) => return Ok((Query::default(), Err((code.to_owned(), about)))),
    };
    match data::ask(ctx, dataset, &query).await {
        Ok(table) => Ok((query, Ok(table))),
        Err(Refusal::Fault(Fault { code, about })) => Ok((query, Err((code.to_owned(), about)))),
        Err(Refusal::Error(usecases::Error::Conflict(code))) => Ok((query, Err((code.to_owned(), String::new())))),
        Err(Refusal::Error(error)) => Err(error.into()),
    }
}

/// The person's main place where the dataset knows territories, and the name of the place that is asked for.
async fn places(
    ctx: &OpContext,
    dataset: &Dataset,
    query: &Query,
) -> Result<(Option<(String, String)>, Option<String>), WireError> {
    let mut mine = None;
    if dataset.version.columns.iter().any(|column| column.kind.is_territory()) {
        let all = usecases::territories::my_places(ctx).await?;
        mine = all.into_iter().find(|place| place.main).map(|place| (place.territory.to_string(), place.name));
    }
    let wanted: Option<&TerritoryId> = match &query.filter {
        Filter::Within(id) => Some(id),
        Filter::All(parts) => parts.iter().find_map(|part| match part {
            Filter::Within(id) => Some(id),
            _ => None,
        }),
        _ => None,
    };
    let name = match wanted {
        Some(id) => match usecases::territories::show(ctx, id).await {
            Ok(usecases::territories::Shown::Page(view)) => Some(view.territory.name),
            _ => None,
        },
        None => None,
    };
    Ok((mine, name))
}

fn refused((code, about): &(String, String), dataset: &Dataset) -> AnyView {
    let text = d::by_key(&format!("fault_{code}")).unwrap_or(d::FAULT_OTHER);
    let (words, whole) = (tf(text, &[("about", about)]), routes::dataset(&dataset.slug));
    view! {
        <Notice tone=Tone::Warn><p>{words}</p><p><a href=whole>{t(d::CLEAR)}</a></p></Notice>
    }
    .into_any()
}
