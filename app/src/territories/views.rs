//! The pages of places and territories, rendered by the server.

use super::{Follow, MakeMain, RenamePlace, Unfollow, competences::competences};
use crate::{
    error::WireError,
    fragment::{Fragment, render},
    i18n::{Text, number, t, texts::places as p, tf, use_lang},
    root::{Breadcrumb, PageHead, routes},
    ui::{ErrorSummary, Icon},
};
use domain::territory::{Level, Matched, Place, TerritoryHit, TerritoryId, TerritoryView};
use leptos::{prelude::*, server_fn::ServerFn as _};
use usecases::{publication::Published, territories::Shown};

/// What tells a hit from its homonyms, and what matched when it was not its name.
pub(super) fn detail(hit: &TerritoryHit) -> String {
    let lang = crate::request::lang();
    let matched = match &hit.matched {
        Matched::Name => None,
        Matched::Former(name) => Some(p::FORMERLY.with(lang, &[("name", name), ("today", &hit.name)])),
        Matched::Postcode(code) => Some(code.clone()),
    };
    let level = (hit.id.level() != Level::Commune).then(|| level_name(hit.id.level()).of(lang).to_owned());
    [Some(hit.context.clone()).filter(|context| !context.is_empty()), level, matched]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

pub(super) const fn level_name(level: Level) -> Text {
    match level {
        Level::Commune => p::COMMUNE,
        Level::Epci => p::EPCI,
        Level::Departement => p::DEPARTEMENT,
        Level::Region => p::REGION,
    }
}

/// Follows, then goes on: to the dashboard when it is the main place, else to the list.
pub(super) async fn follow(territory: &str, main: bool) -> Result<String, WireError> {
    let id: TerritoryId = territory.parse().map_err(|_| WireError::code("not_found"))?;
    let ctx = crate::request::keeping_context().await?;
    usecases::territories::follow(&ctx, &id, main).await?;
    Ok(if main { routes::DASHBOARD } else { routes::PLACES }.to_owned())
}

/// The page where places are searched, chosen and named.
pub(crate) async fn places(q: &str) -> Result<Fragment, WireError> {
    let ctx = crate::request::op_context()?;
    let hits = if q.is_empty() { Vec::new() } else { usecases::territories::search(&ctx, q, false).await? };
    let mine = usecases::territories::my_places(&ctx).await?;
    let form = crate::request::form("place");
    let lang = crate::request::lang();
    Ok(render(p::TITLE.of(lang), || {
        view! {
            <PageHead title=t(p::TITLE) lede=t(p::LEDE)/>
            <ErrorSummary form=form fields=&[("name", p::RENAME)]/>
            <form class="search" method="get" action=routes::PLACES role="search">
                <label for="place">{t(p::LABEL)}</label>
                <p class="hint" id="place-hint">{t(p::HINT)}</p>
                <div class="search-row">
                    <input id="place" name="q" type="search" maxlength="80" required aria-describedby="place-hint" value=q.to_owned()/>
                    <button type="submit" class="button" data-kind="primary"><Icon name="search"/>{t(crate::i18n::texts::frame::SEARCH)}</button>
                </div>
            </form>
            {(!q.is_empty()).then(|| results(q, &hits, mine.is_empty()))}
            {(!mine.is_empty()).then(|| followed(&mine))}
        }
    }))
}

fn results(q: &str, hits: &[TerritoryHit], first: bool) -> AnyView {
    let lang = use_lang();
    if hits.is_empty() {
        return view! { <p role="status">{tf(p::NONE, &[("q", q)])}</p> }.into_any();
    }
    view! {
        <section class="section" aria-labelledby="results">
            <h2 id="results">{tf(p::RESULTS, &[("q", q)])}</h2>
            <ol class="results">
                {hits
                    .iter()
                    .map(|hit| {
                        let commune = hit.id.level() == Level::Commune;
                        let words = if first && commune { p::LIVE_HERE } else { p::FOLLOW };
                        view! {
                            <li class="result">
                                <h3><a href=routes::territory(&hit.id)>{hit.name.clone()}</a></h3>
                                <p class="muted">
                                    {detail(hit)}
                                    {hit.population.map(|count| format!(" · {} {}", number(lang, count), t(p::INHABITANTS)))}
                                </p>
                                <form method="post" action=Follow::url()>
                                    <input type="hidden" name="territory" value=hit.id.to_string()/>
                                    {(first && commune).then(|| view! { <input type="hidden" name="main" value="yes"/> })}
                                    <button class="button" data-kind=if first && commune { "primary" } else { "quiet" }>
                                        <Icon name="map-pin"/>{tf(words, &[("place", &hit.name)])}
                                    </button>
                                </form>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </section>
    }
    .into_any()
}

fn followed(mine: &[Place]) -> AnyView {
    view! {
        <section class="section" aria-labelledby="mine">
            <h2 id="mine">{t(p::MY_PLACES)}</h2>
            <ul class="results">
                {mine
                    .iter()
                    .map(|place| {
                        let named = [("place", place.territory_name.as_str())];
                        let field = format!("name-{}", place.id);
                        view! {
                            <li class="result">
                                <h3>
                                    <a href=routes::territory(&place.territory)>{place.territory_name.clone()}</a>
                                    {place.main.then(|| view! { " " <span class="badge" data-tone="good">{t(p::MAIN)}</span> })}
                                </h3>
                                <form class="search" method="post" action=RenamePlace::url()>
                                    <input type="hidden" name="id" value=place.id.to_string()/>
                                    <label for=field.clone()>{tf(p::NAME_OF, &named)}</label>
                                    <div class="search-row">
                                        <input id=field name="name" maxlength="40" required value=place.name.clone()/>
                                        <button class="button" data-kind="quiet">{t(p::RENAME)}</button>
                                    </div>
                                </form>
                                <div class="button-row">
                                    {(!place.main).then(|| view! {
                                        <form method="post" action=MakeMain::url()>
                                            <input type="hidden" name="territory" value=place.territory.to_string()/>
                                            <button class="button" data-kind="quiet"><Icon name="star"/>{tf(p::MAKE_MAIN_OF, &named)}</button>
                                        </form>
                                    })}
                                    <form method="post" action=Unfollow::url()>
                                        <input type="hidden" name="id" value=place.id.to_string()/>
                                        <button class="button" data-kind="quiet"><Icon name="x"/>{tf(p::UNFOLLOW, &named)}</button>
                                    </form>
                                </div>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
    .into_any()
}

/// The page of a territory, or the way to where it is now.
pub(crate) async fn territory(level: &str, code: &str) -> Result<Fragment, WireError> {
    let level: Level = level.parse().map_err(|_| WireError::code("not_found"))?;
    let id = TerritoryId::new(level, code).map_err(|_| WireError::code("not_found"))?;
    let ctx = crate::request::op_context()?;
    match usecases::territories::show(&ctx, &id).await? {
        Shown::Moved(to) => {
            crate::request::moved(&routes::territory(&to));
            let name = to.to_string();
            Ok(render(&name, || view! { <p><a href=routes::territory(&to)>{to.to_string()}</a></p> }))
        }
        Shown::Page(view) => {
            let title = view.territory.name.clone();
            let published = usecases::publication::published(&ctx, &id).await?;
            Ok(render(&title, move || page(&view, &published)))
        }
    }
}

fn page(view: &TerritoryView, published: &Published) -> AnyView {
    let lang = use_lang();
    let territory = &view.territory;
    let place = territory.name.clone();
    let level = t(level_name(territory.id.level()));
    let departement = view.chain.iter().find(|above| above.id.level() == Level::Departement);
    let kicker = departement.map_or_else(|| level.to_owned(), |above| format!("{level} · {}", above.name));
    let named = [("place", place.as_str())];
    view! {
        <Breadcrumb steps=vec![(t(p::TITLE).to_owned(), routes::PLACES.to_owned())] here=place.clone()/>
        <header class="place-head full">
            <div class="place-head-row">
                <div>
                    <p class="kicker">{kicker}</p>
                    <h1>{place.clone()}</h1>
                    <div class="button-row">
                        {(!view.followed).then(|| view! {
                            <form method="post" action=Follow::url()>
                                <input type="hidden" name="territory" value=territory.id.to_string()/>
                                <button class="button" data-kind="primary"><Icon name="map-pin"/>{tf(p::FOLLOW, &named)}</button>
                            </form>
                        })}
                        {view.followed.then(|| view! { <p class="why"><Icon name="check"/>{tf(p::FOLLOWED, &named)}</p> })}
                        {view.publishes.then(|| view! { <a class="button" href=routes::publish(&territory.id)><Icon name="megaphone"/>{t(p::PUBLISH)}</a> })}
                    </div>
                </div>
                {view.outline.clone().map(|outline| view! {
                    <svg class="silhouette" viewBox="0 0 100 100" aria-hidden="true" focusable="false"><path class="silhouette-here" d=outline></path></svg>
                })}
            </div>
            <dl class="figures">
                {territory.population.map(|count| view! { <div><dt>{t(p::INHABITANTS)}</dt><dd>{number(lang, count)}</dd></div> })}
                {(view.communes > 0).then(|| view! { <div><dt>{t(p::COMMUNES)}</dt><dd>{number(lang, view.communes)}</dd></div> })}
                <div><dt>{t(p::CODE)}</dt><dd>{territory.id.code().to_owned()}</dd></div>
                {(!territory.postcodes.is_empty()).then(|| view! {
                    <div><dt>{t(p::POSTCODES)}</dt><dd>{territory.postcodes.iter().take(3).cloned().collect::<Vec<_>>().join(", ")}</dd></div>
                })}
            </dl>
        </header>
        {(!view.chain.is_empty()).then(|| view! {
            <section class="section" aria-labelledby="around">
                <h2 id="around">{t(p::CHAIN)}</h2>
                <ol class="chain" data-wide="yes">
                    {view.chain.iter().rev().map(|above| view! {
                        <li><small>{t(level_name(above.id.level()))}</small><a href=routes::territory(&above.id)>{above.name.clone()}</a></li>
                    }).collect_view()}
                    <li aria-current="true"><small>{level}</small><span>{place.clone()}</span></li>
                </ol>
            </section>
        })}
        {super::published::published(published)}
        {(territory.id.level() == Level::Commune).then(|| competences(view))}
        {(!view.largest.is_empty()).then(|| view! {
            <section class="section" aria-labelledby="largest">
                <h2 id="largest">{t(p::LARGEST)}</h2>
                <ul class="link-list">
                    {view.largest.iter().map(|hit| view! {
                        <li><a href=routes::territory(&hit.id)>{hit.name.clone()}</a> <p class="muted">{hit.population.map(|count| format!("{} {}", number(lang, count), t(p::INHABITANTS)))}</p></li>
                    }).collect_view()}
                </ul>
            </section>
        })}
        <p class="muted">{t(p::SOURCE)}</p>
    }
    .into_any()
}
