//! The map of the site and the rules for robots.

use super::{Portal, export::refused};
use axum::{
    Router,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use std::{fmt::Write as _, sync::Arc};
use usecases::OpContext;

/// Addresses in one part; the protocol allows 50,000.
const PART: i64 = 20_000;
const PAGES: [&str; 8] =
    ["/", "/aide", "/donnees", "/services", "/territoires", "/affichage", "/accessibilite", "/sources"];

pub(super) fn router(portal: &Arc<Portal>) -> Router {
    Router::new()
        .route("/robots.txt", get(robots))
        .route("/sitemap.xml", get(index))
        .route("/sitemap/{part}", get(part))
        .with_state(portal.clone())
}

async fn robots(State(portal): State<Arc<Portal>>) -> String {
    format!(
        "User-agent: *\nDisallow: /tableau-de-bord\nDisallow: /agenda\nDisallow: /compte\nDisallow: /connexion\nDisallow: /inscription\nDisallow: /recuperation\nDisallow: /api/\nDisallow: /calendrier/\nSitemap: {}/sitemap.xml\n",
        portal.config.public_url
    )
}

/// The paths of one part. Part 1: pages and services; each later one: a stretch of the territories, in order of their ids.
async fn paths(portal: &Portal, part: u32) -> Result<Vec<String>, usecases::Error> {
    let ctx = OpContext { actor: usecases::Actor::Anonymous, ..OpContext::system(portal.shared.clone()) };
    if part == 1 {
        let services = usecases::services::slugs(&ctx, "", PART).await?;
        let services = services.into_iter().map(|(_, slug)| format!("/services/{slug}"));
        let datasets = usecases::data::slugs(&ctx, "", PART).await?;
        let datasets = datasets.into_iter().map(|(slug, _)| format!("/donnees/{slug}"));
        return Ok(PAGES.iter().map(|page| (*page).to_owned()).chain(services).chain(datasets).collect());
    }
    let mut after = String::new();
    for _ in 2..part {
        match usecases::territories::ids(&ctx, &after, PART).await?.pop() {
            Some(last) => after = last,
            None => return Ok(Vec::new()),
        }
    }
    let ids = usecases::territories::ids(&ctx, &after, PART).await?;
    Ok(ids.into_iter().map(|id| format!("/territoires/{id}")).collect())
}

async fn index(State(portal): State<Arc<Portal>>) -> Response {
    let mut parts = vec![1];
    for number in 2..10 {
        match paths(&portal, number).await {
            Ok(paths) if paths.is_empty() => break,
            Ok(_) => parts.push(number),
            Err(error) => return refused(&error),
        }
    }
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for number in parts {
        let _infallible =
            writeln!(xml, "<sitemap><loc>{}/sitemap/{number}.xml</loc></sitemap>", portal.config.public_url);
    }
    xml.push_str("</sitemapindex>\n");
    answer(xml)
}

async fn part(State(portal): State<Arc<Portal>>, Path(name): Path<String>) -> Response {
    let Some(number) =
        name.strip_suffix(".xml").and_then(|number| number.parse().ok()).filter(|number| (1..100).contains(number))
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let paths = match paths(&portal, number).await {
        Ok(paths) if paths.is_empty() => return StatusCode::NOT_FOUND.into_response(),
        Ok(paths) => paths,
        Err(error) => return refused(&error),
    };
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    // Paths hold letters, digits, hyphens and slashes only: nothing to escape.
    for path in paths {
        let _infallible = writeln!(xml, "<url><loc>{}{path}</loc></url>", portal.config.public_url);
    }
    xml.push_str("</urlset>\n");
    answer(xml)
}

fn answer(xml: String) -> Response {
    ([(header::CONTENT_TYPE, "application/xml; charset=utf-8"), (header::CACHE_CONTROL, "public, max-age=3600")], xml)
        .into_response()
}
