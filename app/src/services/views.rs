//! The pages of services, rendered by the server.

use super::{
    ChooseThemes, Pin, Unpin,
    blocks::{action, blocks, body, office},
};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{counted, date, month, t, texts, texts::reassure as r, texts::services as s, tf, use_lang},
    root::{Breadcrumb, PageHead, routes},
    ui::{Drawing, Icon},
};
use domain::{
    account::Profile,
    services::{Answer, Hit, LifeTheme, Sheet, Why},
};
use jiff::civil::Date;
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::services::{Shown, ThemeList};

const PAGE: i64 = 20;

/// Keeps a service at hand, or no longer.
pub(super) async fn pin(slug: &str, keep: bool) -> Result<String, WireError> {
    let ctx = crate::request::keeping_context().await?;
    let lang = crate::request::lang();
    if keep {
        let path = usecases::services::pin(&ctx, slug).await?;
        crate::request::flash(s::PINNED.of(lang));
        Ok(routes::service(&path))
    } else {
        usecases::services::unpin(&ctx, slug).await?;
        crate::request::flash(s::UNPINNED.of(lang));
        Ok(routes::service(slug))
    }
}

/// Browsing and searching.
pub(crate) async fn search(q: &str, theme: &str, page: i64) -> Result<Fragment, WireError> {
    let ctx = crate::request::op_context()?;
    let answer = if q.is_empty() { Answer::default() } else { usecases::services::search(&ctx, q, page).await? };
    let list = if q.is_empty() { usecases::services::browse(&ctx, theme).await? } else { ThemeList::default() };
    let profile = usecases::preferences::profile(&ctx).await?;
    let lang = crate::request::lang();
    let title = if q.is_empty() { s::TITLE.of(lang).to_owned() } else { s::RESULTS_FOR.with(lang, &[("q", q)]) };
    Ok(render(&title, || {
        view! {
            <PageHead title=title.clone() lede=t(s::LEDE)/>
            <form class="search" method="get" action=routes::SERVICES role="search">
                <label for="services-q">{t(s::SEARCH)}</label>
                <div class="search-row">
                    <input id="services-q" name="q" type="search" maxlength="200" value=q.to_owned()/>
                    <button type="submit" class="button" data-kind="primary"><Icon name="search"/>{t(texts::frame::SEARCH)}</button>
                </div>
            </form>
            {if q.is_empty() { browse(&list, theme, &profile) } else { results(q, &answer, page) }}
        }
    }))
}

fn results(q: &str, answer: &Answer, page: i64) -> AnyView {
    let lang = use_lang();
    let pages = (answer.total + PAGE - 1) / PAGE;
    let to = |page: i64| format!("{}?q={}&page={page}", routes::SERVICES, crate::request::in_query(q));
    view! {
        <div role="status">
            <p>{counted(lang, answer.total, s::COUNT_ONE, s::COUNT)}</p>
            {answer.corrected.clone().map(|words| view! { <p class="why"><Icon name="info"/>{tf(s::CORRECTED, &[("words", &words)])}</p> })}
            {answer.synonym.clone().map(|(said, official)| view! { <p class="why"><Icon name="info"/>{tf(s::SYNONYM, &[("said", &said), ("official", &official)])}</p> })}
        </div>
        {if answer.hits.is_empty() {
            view! { <div class="empty"><Drawing name="empty-search"/><p class="empty-title">{t(s::NONE)}</p><div class="empty-body"><p>{t(s::NONE_HELP)}</p></div></div> }.into_any()
        } else {
            view! { <ol class="results">{answer.hits.iter().map(hit).collect_view()}</ol> }.into_any()
        }}
        {(pages > 1).then(|| view! {
            <nav class="pagination" aria-label=t(s::PAGES)>
                {(page > 1).then(|| view! { <a rel="prev" href=to(page - 1)><Icon name="arrow-left"/>{t(s::PREVIOUS)}</a> })}
                <span>{tf(s::PAGE_OF, &[("page", &page.to_string()), ("pages", &pages.to_string())])}</span>
                {(page < pages).then(|| view! { <a rel="next" href=to(page + 1)>{t(s::NEXT)}<Icon name="arrow-right"/></a> })}
            </nav>
        })}
    }
    .into_any()
}

fn hit(hit: &Hit) -> AnyView {
    let why = match hit.why {
        Why::Title => s::WHY_TITLE,
        Why::Summary => s::WHY_SUMMARY,
        Why::Heading => s::WHY_HEADING,
        Why::Text => s::WHY_TEXT,
    };
    let kind = s::by_key(&format!("kind_{}", hit.kind)).map_or("", t);
    view! {
        <li class="result">
            <h2><a href=routes::service(&hit.slug)>{hit.title.clone()}</a></h2>
            <p>{hit.summary.clone()}</p>
            <p class="why">{kind} " · " {t(why)}</p>
        </li>
    }
    .into_any()
}

fn links(list: &[(String, String)]) -> AnyView {
    view! { <ul class="link-list">{list.iter().map(|(slug, title)| view! { <li><a href=routes::service(slug)>{title.clone()}</a></li> }).collect_view()}</ul> }.into_any()
}

fn browse(list: &ThemeList, theme: &str, profile: &Profile) -> AnyView {
    let lang = use_lang();
    let chosen = list.themes.iter().find(|(id, _, _)| id == theme).map(|(_, title, _)| title.clone());
    let icon = |id: &str| {
        LifeTheme::ALL.iter().find(|theme| theme.official().contains(&id)).map_or("list", |theme| theme.icon())
    };
    let newest: Option<Date> = list.newest.as_ref().and_then(|day| day.parse().ok());
    view! {
        {newest.map(|day| view! { <p class="source-line"><Icon name="info"/>{tf(s::CONTENT_OF, &[("date", &format!("{} {}", month(lang, day.month()), day.year()))])}</p> })}
        <section class="section" aria-labelledby="themes-title">
            <h2 id="themes-title">{t(s::BY_THEME)}</h2>
            <ul class="themes">
                {list.themes.iter().map(|(id, title, count)| view! {
                    <li><a href=format!("{}?theme={id}", routes::SERVICES) aria-current=(id == theme).then_some("true")>
                        <Icon name=icon(id)/><span>{title.clone()}</span><small>{counted(lang, *count, s::SHEETS_ONE, s::SHEETS)}</small>
                    </a></li>
                }).collect_view()}
            </ul>
        </section>
        {chosen.map(|title| view! { <section class="section" aria-labelledby="folders"><h2 id="folders">{title}</h2>{links(&list.folders)}</section> })}
        {(!list.events.is_empty()).then(|| view! { <section class="section" aria-labelledby="events"><h2 id="events">{t(s::EVENTS)}</h2>{links(&list.events)}</section> })}
        <section class="section" id="themes" aria-labelledby="mine-title">
            <h2 id="mine-title">{t(s::MY_THEMES)}</h2>
            <p>{t(s::MY_THEMES_LEDE)}</p>
            <form class="form" method="post" action=ChooseThemes::url()>
                <fieldset>
                    <legend>{t(s::MY_THEMES_LEGEND)}</legend>
                    <div class="choices">
                        {LifeTheme::ALL.iter().zip(0..).map(|(theme, place)| {
                            let id = format!("theme-{theme}");
                            view! {
                                <div class="choice">
                                    <input type="checkbox" id=id.clone() name=format!("themes[{place}]") value=theme.word() checked=profile.themes.contains(theme)/>
                                    <label for=id><Icon name=theme.icon()/><span>{texts::themes::by_key(theme.word()).map_or("", t)}</span></label>
                                </div>
                            }
                        }).collect_view()}
                    </div>
                </fieldset>
                <p><button class="button" data-kind="primary">{t(texts::forms::SAVE)}</button></p>
            </form>
        </section>
    }
    .into_any()
}

/// A sheet, or the way to where it is now.
pub(crate) async fn sheet(slug: &str) -> Result<Fragment, WireError> {
    let ctx = crate::request::op_context()?;
    match usecases::services::show(&ctx, slug).await? {
        Shown::Moved(to) => {
            let path = routes::service(&to);
            crate::request::moved(&path);
            Ok(render(&to.clone(), || view! { <p><a href=path>{to}</a></p> }))
        }
        Shown::Sheet(sheet, pinned) => {
            let slug = slug.to_owned();
            Ok(render(&sheet.title.clone(), move || page(&sheet, &slug, pinned)))
        }
    }
}

/// Nobody is obliged to do it here: the counter, the post, the telephone.
fn other_ways() -> AnyView {
    view! {
        <section aria-labelledby="other-ways"><h2 id="other-ways">{t(r::WAYS)}</h2>
            <ul class="link-list">{[r::WAY_COUNTER, r::WAY_PAPER, r::WAY_PHONE].map(|way| view! { <li>{t(way)}</li> }).into_iter().collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn page(sheet: &Sheet, slug: &str, pinned: bool) -> AnyView {
    let lang = use_lang();
    let mut steps = vec![(t(texts::frame::SERVICES).to_owned(), routes::SERVICES.to_owned())];
    if let Some(theme) = &sheet.theme {
        steps.push((theme.title.clone(), format!("{}?theme={}", routes::SERVICES, theme.id)));
    }
    let kind = s::by_key(&format!("kind_{}", sheet.kind.word())).map_or("", t);
    view! {
        <Breadcrumb steps=steps here=sheet.title.clone()/>
        <div class="page-head">
            <div>
                <p class="kicker">{kind}</p>
                <h1>{sheet.title.clone()}</h1>
                <p class="lede">{sheet.summary.clone()}</p>
            </div>
            <div class="button-row no-print">
                <form method="post" action=if pinned { Unpin::url() } else { Pin::url() }>
                    <input type="hidden" name="slug" value=slug.to_owned()/>
                    <button class="button"><Icon name=if pinned { "pin-off" } else { "pin" }/>{t(if pinned { s::UNPIN } else { s::PIN })}</button>
                </form>
                <button type="button" class="button needs-script" data-kind="quiet" data-prints="yes"><Icon name="printer"/>{t(s::PRINT)}</button>
            </div>
        </div>
        <article class="with-side sheet">
            <div>
                <p class="source-line"><Icon name="info"/>{tf(s::SOURCE, &[("date", &date(lang, sheet.updated))])}</p>
                <div class="prose">{blocks(&sheet.intro)}{body(&sheet.body)}</div>
                {(!sheet.offices.is_empty()).then(|| view! {
                    <section class="section" aria-labelledby="where"><h2 id="where">{t(s::WHERE)}</h2>
                        <ul class="link-list">{sheet.offices.iter().map(|each| view! { <li>{office(each)}</li> }).collect_view()}</ul>
                    </section>
                })}
                {(!sheet.references.is_empty()).then(|| view! {
                    <details class="fold"><summary>{t(s::REFERENCES)}</summary>
                        <ul class="link-list">{sheet.references.iter().map(|link| view! { <li><a href=link.url.clone() rel="noopener external">{link.text.clone()}</a></li> }).collect_view()}</ul>
                    </details>
                })}
            </div>
            <aside class="side" aria-label=t(s::BESIDE)>
                {(!sheet.actions.is_empty()).then(|| view! {
                    <div class="do-box"><h2>{t(s::DO)}</h2>{sheet.actions.iter().take(6).map(|each| view! { <p>{action(each)}</p> }).collect_view()}</div>
                })}
                {(!sheet.related.is_empty()).then(|| view! {
                    <section aria-labelledby="related"><h2 id="related">{t(s::RELATED)}</h2>
                        <ul class="link-list">{sheet.related.iter().take(40).map(|each| view! { <li><a href=routes::service(&each.id.to_lowercase())>{each.title.clone()}</a></li> }).collect_view()}</ul>
                    </section>
                })}
                {other_ways()}
            </aside>
        </article>
    }
    .into_any()
}
