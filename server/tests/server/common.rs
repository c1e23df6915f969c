//! What the tests of the server share: a portal in a temporary folder, asked without a network.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use civis_server::{
    config::Config,
    http::{self, Portal},
    start,
};
use std::{
    ffi::OsString,
    path::Path,
    sync::{Arc, atomic::AtomicBool},
};
use tower::ServiceExt as _;

pub(crate) fn config(folder: &Path, more: &[(&str, &str)]) -> Config {
    let site = folder.join("site");
    let folder = folder.join("data");
    let own = [("CIVIS_DATA_DIR", folder.to_str().unwrap()), ("CIVIS_SITE_ROOT", site.to_str().unwrap())];
    let variables = own.iter().chain(more).map(|(name, value)| (OsString::from(name), OsString::from(value)));
    Config::from_sources(None, variables).unwrap()
}

pub(crate) async fn portal(folder: &Path, more: &[(&str, &str)]) -> Arc<Portal> {
    let config = config(folder, more);
    let site = folder.join("site");
    std::fs::create_dir_all(site.join("pkg")).unwrap();
    std::fs::create_dir_all(site.join("fonts")).unwrap();
    std::fs::write(site.join("pkg/civis.css"), "body{}").unwrap();
    std::fs::write(site.join("pkg/civis.AbCdEfGhIjKlMnOpQrStUv.js"), "export {}").unwrap();
    std::fs::write(site.join("favicon.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").unwrap();
    let shared = start::shared(&config).await.unwrap();
    Arc::new(Portal { shared, config, draining: AtomicBool::new(false) })
}

pub(crate) async fn router(folder: &Path, more: &[(&str, &str)]) -> Router {
    let portal = portal(folder, more).await;
    let options = http::options(&portal.config);
    http::router(&portal, &options)
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

pub(crate) async fn ask(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
}

pub(crate) async fn get(router: &Router, path: &str) -> Answer {
    ask(router, Request::get(path).header("accept", "text/html").body(Body::empty()).unwrap()).await
}

/// The mark between the parts of a form with a file.
const MARK: &str = "----civis";

/// The body of a form with a file, as a browser writes it. Without a name no file was chosen.
pub(crate) fn parts(fields: &[(&str, &str)], (name, content): (&str, &[u8])) -> Vec<u8> {
    let mut body = Vec::new();
    for (field, text) in fields {
        let part = format!("--{MARK}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{text}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let head = "Content-Type: application/octet-stream";
    let part =
        format!("--{MARK}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n{head}\r\n\r\n");
    body.extend_from_slice(part.as_bytes());
    body.extend_from_slice(content);
    body.extend_from_slice(format!("\r\n--{MARK}--\r\n").as_bytes());
    body
}

/// A form with a file. `page`: as a browser without JavaScript sends it, otherwise as a program does.
pub(crate) fn sending(path: &str, body: impl Into<Body>, cookie: &str, page: bool) -> Request<Body> {
    let request = Request::post(path)
        .header("accept", if page { "text/html" } else { "application/json" })
        .header("content-type", format!("multipart/form-data; boundary={MARK}"))
        .header("sec-fetch-site", "same-origin")
        .header("referer", format!("http://localhost{}", path.trim_end_matches("/envoi")));
    crate::doors::with_cookie(request, cookie).body(body.into()).unwrap()
}

/// A form as a browser without JavaScript sends it.
pub(crate) async fn post(router: &Router, path: &str, form: &str) -> Answer {
    let request = Request::post(path)
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("referer", "http://localhost/tableau-de-bord");
    ask(router, request.body(Body::from(form.to_owned())).unwrap()).await
}
