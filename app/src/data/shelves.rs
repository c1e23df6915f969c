//! The shelves: every dataset by life topic and by territory, and the search among them.

use super::label::{day_of, licence_words, theme_icon, theme_words};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{counted, date, number, t, texts, texts::data as d, tf, use_lang},
    request::{Query as Address, in_query},
    root::{PageHead, routes},
    ui::{Drawing, Icon},
};
use domain::{
    dashboard::PlaceName,
    data::{Licence, Summary, Theme},
};
use leptos::prelude::*;
use usecases::{
    OpContext,
    data::{self, Facets, PAGE, Wanted},
};

/// The most producers that can be asked from the page of a search.
const MOST_ASKED: usize = 20;

/// Browsing and searching.
pub(crate) async fn shelves(address: &Address) -> Result<Fragment, WireError> {
    let ctx = crate::request::op_context()?;
    let text = |name| address.get(name).unwrap_or_default();
    let wanted = Wanted {
        words: text("q").to_owned(),
        theme: text("theme").parse().ok(),
        producer: text("producteur").parse().ok(),
        licence: text("licence").parse().ok(),
        since: None,
    };
    let page = text("page").parse::<i64>().unwrap_or(1).clamp(1, 10_000);
    let (total, found) = data::list(&ctx, &wanted, PAGE, (page - 1) * PAGE).await?;
    let facets = data::facets(&ctx, &wanted).await?;
    let now = ctx.seconds();
    let found: Vec<Summary> = found.iter().map(|dataset| data::summary(dataset, now)).collect();
    let everything =
        wanted.words.is_empty() && wanted.theme.is_none() && wanted.producer.is_none() && wanted.licence.is_none();
    let missed = if found.is_empty() && !wanted.words.is_empty() { producers(&ctx).await? } else { Vec::new() };
    let form = crate::request::form("data-request");
    let lang = crate::request::lang();
    let title = if wanted.words.is_empty() {
        d::TITLE.of(lang).to_owned()
    } else {
        d::RESULTS_FOR.with(lang, &[("q", &wanted.words)])
    };
    Ok(render(&title, || {
        view! {
            <PageHead title=title.clone() lede=t(d::LEDE)/>
            <form class="search" method="get" action=routes::DATA role="search">
                <label for="data-q">{t(d::SEARCH)}</label>
                <div class="search-row">
                    <input id="data-q" name="q" type="search" maxlength="200" value=wanted.words.clone()/>
                    <button type="submit" class="button" data-kind="primary"><Icon name="search"/>{t(texts::frame::SEARCH)}</button>
                </div>
            </form>
            {everything.then(|| by_theme(&facets))}
            {filters(&wanted, &facets, everything)}
            <section class="section" aria-labelledby="found-title">
                <h2 id="found-title">{t(if everything { d::LATEST } else { d::FOUND })}</h2>
                <p role="status">{counted(lang, total, d::COUNT_ONE, d::COUNT)}</p>
                {if found.is_empty() {
                    view! { <div class="empty"><Drawing name="empty-search"/><p class="empty-title">{t(d::NONE)}</p><div class="empty-body"><p>{t(d::NONE_HELP)}</p></div></div>
                        <section class="section narrow" aria-labelledby="missed-title">
                            <h3 id="missed-title">{t(d::MISSED)}</h3>
                            <p>{t(d::MISSED_ABOUT)}</p>
                            {super::questions::request_form(&missed, &wanted.words, form, now)}
                        </section> }.into_any()
                } else {
                    view! { <ol class="results">{found.iter().map(hit).collect_view()}</ol> }.into_any()
                }}
                {pages(&wanted, page, total)}
            </section>
        }
    }))
}

/// Who can be asked for a dataset: the person's places, then the producers.
async fn producers(ctx: &OpContext) -> Result<Vec<PlaceName>, WireError> {
    let mine = usecases::territories::my_places(ctx).await?;
    let mut all: Vec<PlaceName> =
        mine.into_iter().map(|place| PlaceName { id: place.territory, name: place.territory_name }).collect();
    for (id, name, _) in data::facets(ctx, &Wanted::default()).await?.producers.into_iter().take(MOST_ASKED) {
        if let Ok(id) = id.parse()
            && all.iter().all(|place| place.id != id)
        {
            all.push(PlaceName { id, name });
        }
    }
    Ok(all)
}

fn by_theme(facets: &Facets) -> AnyView {
    let lang = use_lang();
    view! {
        <section class="section" aria-labelledby="shelves-title">
            <h2 id="shelves-title">{t(d::SHELVES)}</h2>
            <ul class="themes">{Theme::ALL.iter().map(|theme| {
                let count = facets.themes.iter().find(|(word, _)| word == theme.word()).map_or(0, |(_, count)| *count);
                let words = theme_words(*theme);
                let inside = view! { <Icon name=theme_icon(*theme)/><span>{words}</span><small>{counted(lang, count, d::COUNT_ONE, d::COUNT)}</small> };
                view! { <li>{if count == 0 { view! { <span class="theme-empty">{inside}</span> }.into_any() } else { view! { <a href=format!("{}?theme={theme}", routes::DATA)>{inside}</a> }.into_any() }}</li> }
            }).collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// The address of other filters.
fn to(wanted: &Wanted, page: i64) -> String {
    let mut pairs = Vec::new();
    if !wanted.words.is_empty() {
        pairs.push(format!("q={}", in_query(&wanted.words)));
    }
    if let Some(theme) = wanted.theme {
        pairs.push(format!("theme={theme}"));
    }
    if let Some(producer) = &wanted.producer {
        pairs.push(format!("producteur={}", in_query(&producer.to_string())));
    }
    if let Some(licence) = wanted.licence {
        pairs.push(format!("licence={licence}"));
    }
    if page > 1 {
        pairs.push(format!("page={page}"));
    }
    if pairs.is_empty() { routes::DATA.to_owned() } else { format!("{}?{}", routes::DATA, pairs.join("&")) }
}

fn filters(wanted: &Wanted, facets: &Facets, everything: bool) -> AnyView {
    let lang = use_lang();
    let chip = |words: String, count: i64, here: bool, href: String| {
        view! { <li><a class="chip" href=href aria-current=here.then_some("true")>{words} " " <small>{number(lang, count)}</small></a></li> }
    };
    view! {
        <div class="facets">
            {(!everything).then(|| view! { <nav class="filters" aria-label=t(d::SHELVES)><ul>
                {facets.themes.iter().filter_map(|(word, count)| {
                    let theme: Theme = word.parse().ok()?;
                    let here = wanted.theme == Some(theme);
                    let href = to(&Wanted { theme: (!here).then_some(theme), ..wanted.clone() }, 1);
                    Some(chip(theme_words(theme).to_owned(), *count, here, href))
                }).collect_view()}
            </ul></nav> })}
            <nav class="filters" aria-label=t(d::PRODUCERS)><ul>
                {facets.producers.iter().take(12).filter_map(|(id, name, count)| {
                    let id = id.parse().ok()?;
                    let here = wanted.producer.as_ref() == Some(&id);
                    let href = to(&Wanted { producer: (!here).then_some(id), ..wanted.clone() }, 1);
                    Some(chip(name.clone(), *count, here, href))
                }).collect_view()}
            </ul></nav>
            {(facets.licences.len() > 1 || wanted.licence.is_some()).then(|| view! { <nav class="filters" aria-label=t(d::LICENCES)><ul>
                {facets.licences.iter().filter_map(|(word, count)| {
                    let licence: Licence = word.parse().ok()?;
                    let here = wanted.licence == Some(licence);
                    let href = to(&Wanted { licence: (!here).then_some(licence), ..wanted.clone() }, 1);
                    Some(chip(licence_words(licence).to_owned(), *count, here, href))
                }).collect_view()}
            </ul></nav> })}
            {(!everything).then(|| view! { <p><a class="more-link" href=routes::DATA>{t(d::CLEAR)}</a></p> })}
        </div>
    }
    .into_any()
}

fn hit(each: &Summary) -> AnyView {
    let lang = use_lang();
    let rows = counted(lang, each.rows, d::ROWS_ONE, d::ROWS);
    let updated = tf(d::UPDATED_ON, &[("date", &date(lang, day_of(each.updated)))]);
    view! {
        <li class="result">
            <h3><a href=routes::dataset(&each.slug)>{each.title.clone()}</a></h3>
            <p>{each.summary.clone()}</p>
            <p class="why">{each.producer.clone()} " · " {updated} " · " {rows} " · " {tf(d::QUALITY_OF, &[("points", &each.quality.0.to_string())])}</p>
        </li>
    }
    .into_any()
}

fn pages(wanted: &Wanted, page: i64, total: i64) -> AnyView {
    let lang = use_lang();
    let pages = (total + PAGE - 1) / PAGE;
    if pages < 2 {
        return ().into_any();
    }
    view! {
        <nav class="pagination" aria-label=t(d::PAGES)>
            {(page > 1).then(|| view! { <a rel="prev" href=to(wanted, page - 1)><Icon name="arrow-left"/>{t(d::PREVIOUS)}</a> })}
            <span>{tf(d::PAGE_OF, &[("page", &number(lang, page)), ("pages", &number(lang, pages))])}</span>
            {(page < pages).then(|| view! { <a rel="next" href=to(wanted, page + 1)>{t(d::NEXT)}<Icon name="arrow-right"/></a> })}
        </nav>
    }
    .into_any()
}
