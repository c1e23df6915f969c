//! The catalogue as linked data: DCAT-AP 3.0 in Turtle, RDF/XML and JSON-LD, whole, by organisation, and of one dataset.

mod describe;
mod graph;

use super::{
    super::Portal,
    reply::{self, Ask, Refused},
};
use axum::{
    Router,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use describe::{Catalogue, catalogue_iri, dataset_iri};
use domain::territory::{Level, TerritoryId};
use graph::{Graph, Syntax};
use serde_json::json;
use std::sync::Arc;
use usecases::{
    data::{self, Order, Wanted},
    territories::Shown,
};

/// Datasets of a page.
const PAGE: i64 = 100;

pub(super) fn router() -> Router<Arc<Portal>> {
    Router::new()
        .route("/catalog", get(async |ask: Ask| own(negotiated(&ask, None).await)))
        .route(
            "/catalog.{format}",
            get(async |ask: Ask, Path(format): Path<String>| own(by_end(&ask, None, &format).await)),
        )
        .route("/organisations/{level}/{code}", get(organisation))
        .route("/dataset/{slug}", get(async |ask: Ask, Path(slug): Path<String>| own(dataset(&ask, &slug).await)))
}

pub(super) fn own(answer: Result<Response, Refused>) -> Response {
    answer.unwrap_or_else(|refused| {
        let (status, code, message) = refused.told();
        reply::status(status, &json!({ "error_code": code, "message": message }))
    })
}

/// The page of an organisation is that of its territory.
async fn organisation(Path((level, code)): Path<(String, String)>) -> Response {
    match territory(&level, &code) {
        Ok(id) => see(&format!("/territoires/{id}")),
        Err(refused) => own(Err(refused)),
    }
}

pub(super) fn territory(level: &str, code: &str) -> Result<TerritoryId, Refused> {
    let level: Level = level.parse().map_err(|_| Refused::NotFound)?;
    TerritoryId::new(level, code).map_err(|_| Refused::NotFound)
}

/// The organisation with its name.
pub(super) async fn named(ask: &Ask, level: &str, code: &str) -> Result<(TerritoryId, String), Refused> {
    let id = territory(level, code)?;
    match usecases::territories::show(&ask.ctx, &id).await? {
        Shown::Page(view) => Ok((view.territory.id, view.territory.name)),
        Shown::Moved(_) => Err(Refused::NotFound),
    }
}

/// The catalogue of an organisation, by the end of its address or, without one, by what is accepted.
pub(super) async fn of_organisation(ask: &Ask, level: &str, code: &str, file: &str) -> Result<Response, Refused> {
    let of = named(ask, level, code).await?;
    match file.strip_prefix("catalog") {
        Some("") => negotiated(ask, Some(of)).await,
        Some(end) => by_end(ask, Some(of), end.strip_prefix('.').ok_or(Refused::NotFound)?).await,
        None => Err(Refused::NotFound),
    }
}

/// See Other: the thing itself is not on the web, this describes it.
fn see(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, address.to_owned()), (header::VARY, "accept".to_owned())])
        .into_response()
}

/// What is accepted, the most wished first: a syntax, or a page for people (`None`).
fn wished(ask: &Ask) -> Option<Syntax> {
    let accept = ask.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut kinds: Vec<(f32, &str)> = accept
        .split(',')
        .map(|part| {
            let (media, rest) = part.split_once(';').unwrap_or((part, ""));
            let weight = rest.split("q=").nth(1).and_then(|weight| weight.trim().parse().ok());
            (weight.unwrap_or(1.0), media.trim())
        })
        .collect();
    kinds.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    for (_, media) in kinds {
        if media == "text/html" {
            return None;
        }
        if let Some(syntax) = Syntax::of_media(media) {
            return Some(syntax);
        }
    }
    Some(Syntax::Turtle)
}

async fn negotiated(ask: &Ask, of: Option<(TerritoryId, String)>) -> Result<Response, Refused> {
    match wished(ask) {
        Some(syntax) => Ok(reply::with_header(catalogue(ask, of, syntax).await?, header::VARY, "accept")),
        None => Ok(see(&of.map_or_else(|| "/donnees".to_owned(), |(id, _)| format!("/donnees?producteur={id}")))),
    }
}

async fn by_end(ask: &Ask, of: Option<(TerritoryId, String)>, end: &str) -> Result<Response, Refused> {
    catalogue(ask, of, Syntax::of_end(end).ok_or(Refused::NotFound)?).await
}

async fn catalogue(ask: &Ask, of: Option<(TerritoryId, String)>, syntax: Syntax) -> Result<Response, Refused> {
    let page = ask.whole("page", 1, 1_000_000, 1)?;
    let since = ask.get("modified_since").map(reply::from_moment).transpose()?;
    let producer = of.as_ref().map(|(id, _)| id.clone());
    let wanted = Wanted { producer, since, ..Wanted::default() };
    let (total, datasets) = data::ordered(&ask.ctx, &wanted, Order::Address, PAGE, (page - 1) * PAGE).await?;
    if page > 1 && datasets.is_empty() {
        return Err(Refused::NotFound);
    }
    let (_, latest) = data::ordered(&ask.ctx, &wanted, Order::Latest, 1, 0).await?;
    let mut graph = Graph::default();
    let of = of.as_ref().map(|(id, name)| (id, name.as_str()));
    let modified = latest.first().map(|dataset| dataset.version.created);
    Catalogue { base: ask.base(), of, modified }.describe(&mut graph, &datasets);
    let iri = catalogue_iri(ask.base(), of.map(|(id, _)| id));
    let links = paging(ask, &mut graph, &iri, syntax, page, total);
    let mut answer = written(ask, &graph, syntax)?;
    for (rel, address) in links {
        answer = reply::with_header(answer, header::LINK, &format!("<{address}>; rel=\"{rel}\""));
    }
    for other in [Syntax::Turtle, Syntax::RdfXml, Syntax::JsonLd] {
        let media = other.media().split(';').next().unwrap_or_default();
        let link = format!("<{iri}.{}>; rel=\"alternate\"; type=\"{media}\"", other.end());
        answer = reply::with_header(answer, header::LINK, &link);
    }
    Ok(answer)
}

/// Where the other pages are (Hydra, `PartialCollectionView`). They stay in the syntax that was asked for: a harvester reads all
/// pages as it read the first.
fn paging(
    ask: &Ask,
    graph: &mut Graph,
    iri: &str,
    syntax: Syntax,
    page: i64,
    total: i64,
) -> Vec<(&'static str, String)> {
    let last = (total.max(1) + PAGE - 1) / PAGE;
    let to = |page: i64| format!("{iri}.{}?{}", syntax.end(), ask.with(&[("page", page.to_string())]));
    let mut links = vec![("first", to(1)), ("last", to(last))];
    if page > 1 {
        links.push(("previous", to(page - 1)));
    }
    if page < last {
        links.push(("next", to(page + 1)));
    }
    graph.node(iri, "hydra:Collection").value("hydra:totalItems", &total, "xsd:integer").link("hydra:view", &to(page));
    let mut view =
        graph.node(&to(page), "hydra:PartialCollectionView").value("hydra:itemsPerPage", &PAGE, "xsd:integer");
    for (rel, address) in &links {
        view = view.link(&format!("hydra:{rel}"), address);
    }
    links
}

async fn dataset(ask: &Ask, slug: &str) -> Result<Response, Refused> {
    let by_end = slug.rsplit_once('.').and_then(|(slug, end)| Some((slug, Syntax::of_end(end)?)));
    let found = ask.dataset(by_end.map_or(slug, |(slug, _)| slug)).await?;
    let syntax = match by_end {
        Some((_, syntax)) => syntax,
        None => match wished(ask) {
            Some(syntax) => syntax,
            None => return Ok(see(&format!("/donnees/{}", reply::escaped(&found.slug)))),
        },
    };
    let mut graph = Graph::default();
    describe::dataset(&mut graph, ask.base(), &found);
    let mut answer = written(ask, &graph, syntax)?;
    if by_end.is_none() {
        answer = reply::with_header(answer, header::VARY, "accept");
    }
    let link = format!("<{}>; rel=\"describes\"", dataset_iri(ask.base(), &found));
    Ok(reply::with_header(answer, header::LINK, &link))
}

fn written(ask: &Ask, graph: &Graph, syntax: Syntax) -> Result<Response, Refused> {
    let bytes = graph.written(syntax).map_err(|error| usecases::Error::Internal(Box::new(error)))?;
    Ok(ask.whole_answer(syntax.media(), bytes))
}
