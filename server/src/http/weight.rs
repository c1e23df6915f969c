//! What a visit weighs, for the foot of each page: measured as it is sent, not estimated.
//!
//! Files are weighed once, at start, in the form in which browsers take them (brotli where the build made it). A page is
//! weighed on its way out, compressed; the next one of the same route says what the last one weighed.

use super::observe;
use app::request::PageWeight;
use axum::{
    body::Body,
    extract::{MatchedPath, Request, State},
    http::{Method, Response, header},
    middleware::Next,
};
use hyper::body::{Body as HttpBody, Bytes, Frame, SizeHint};
use std::{
    collections::HashMap,
    fs,
    path::Path,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
    time::SystemTime,
};

/// What everything weighs, in bytes.
#[derive(Debug, Default)]
pub(super) struct Weights {
    files: u64,
    /// By route: the list of routes bounds it.
    pages: Mutex<HashMap<Box<str>, u64>>,
}

impl Weights {
    /// Weighs the files of the site that a first visit loads.
    pub(super) fn of(site_root: &Path) -> Arc<Self> {
        let scripts = newest(&site_root.join("pkg"), is_first_load);
        let fonts = newest(&site_root.join("fonts"), |name| end_of(name) == "woff2");
        let drawings = newest(site_root, |name| matches!(name, "icons.svg" | "favicon.svg"));
        Arc::new(Self { files: scripts + fonts + drawings, pages: Mutex::default() })
    }

    fn page(&self, route: &str) -> Option<u64> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner).get(route).copied()
    }

    fn note(&self, route: &str, bytes: u64) {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner).insert(route.into(), bytes);
    }
}

/// The style, the entry and its glue; every other file of the build is loaded later, by the page that needs it.
fn is_first_load(name: &str) -> bool {
    let end = end_of(name);
    (name.starts_with("civis.") && matches!(end, "js" | "wasm" | "css"))
        || (name.starts_with("__wasm_split") && end == "js")
}

fn end_of(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

/// The bytes of the files of a folder that a test picks; of several that differ in their hash alone, the newest.
fn newest(folder: &Path, wanted: fn(&str) -> bool) -> u64 {
    let mut found: HashMap<(String, String), (SystemTime, u64)> = HashMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(made) = entry.metadata().ok().and_then(|file| file.modified().ok()).filter(|_| wanted(&name)) else {
            continue;
        };
        let size = |path: &Path| fs::metadata(path).map(|file| file.len()).ok();
        let compressed = size(&folder.join(format!("{name}.br")));
        let bytes = compressed.or_else(|| size(&entry.path())).unwrap_or_default();
        let stem = name.split('.').next().unwrap_or_default();
        let place = found.entry((stem.to_owned(), end_of(&name).to_owned())).or_insert((made, bytes));
        if made > place.0 {
            *place = (made, bytes);
        }
    }
    found.values().map(|(_, bytes)| bytes).sum()
}

/// Tells the page what it weighs. Stands around the pages.
pub(super) async fn tell(State(weights): State<Arc<Weights>>, mut request: Request, next: Next) -> Response<Body> {
    if weights.files > 0 {
        let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str);
        let page = weights.page(route);
        request.extensions_mut().insert(PageWeight { files: weights.files, page });
    }
    next.run(request).await
}

/// Weighs a page on its way. Stands outside of the compression.
pub(super) async fn weigh(State(weights): State<Arc<Weights>>, request: Request, next: Next) -> Response<Body> {
    let is_get = request.method() == Method::GET;
    let response = next.run(request).await;
    let headers = response.headers();
    let is_page = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    // Nearly every browser asks for compression; a page for one that does not would mislead the others.
    if !is_get || !is_page || !response.status().is_success() || !headers.contains_key(header::CONTENT_ENCODING) {
        return response;
    }
    let Some(route) = observe::path_of(&response).map(Box::from) else { return response };
    response.map(|body| Body::new(Weighed { body, bytes: 0, route, weights }))
}

/// A body that counts what leaves of it and notes it at its end.
struct Weighed {
    body: Body,
    bytes: u64,
    route: Box<str>,
    weights: Arc<Weights>,
}

impl HttpBody for Weighed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(context));
        match &frame {
            Some(Ok(frame)) => {
                let length = frame.data_ref().map_or(0, Bytes::len);
                self.bytes += u64::try_from(length).unwrap_or_default();
            }
            Some(Err(_)) => {}
            None => self.weights.note(&self.route, self.bytes),
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        // The end must be seen by `poll_frame`, which notes it.
        false
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_visit_loads_the_newest_entry_in_its_compressed_form_and_no_lazy_chunk() {
        let folder = tempfile::tempdir().unwrap();
        let pkg = folder.path().join("pkg");
        fs::create_dir(&pkg).unwrap();
        let write = |name: &str, bytes: usize| fs::write(pkg.join(name), vec![b'x'; bytes]).unwrap();
        write("civis.aaaa.wasm", 5_000);
        write("civis.aaaa.wasm.br", 900);
        write("civis.aaaa.css", 300);
        write("__wasm_split.bbbb.js", 40);
        write("chunk_3.wasm", 70_000);
        assert_eq!(Weights::of(folder.path()).files, 900 + 300 + 40);
        assert_eq!(Weights::of(&folder.path().join("nowhere")).files, 0);
    }

    #[test]
    fn a_page_weighs_what_was_sent_last_of_its_route() {
        let weights = Weights::default();
        assert_eq!(weights.page("/services"), None);
        weights.note("/services", 12_345);
        assert_eq!((weights.page("/services"), weights.page("/")), (Some(12_345), None));
    }
}
