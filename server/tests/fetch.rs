//! The guarded fetcher against a small server on this machine, reached by explicit exception.
#![expect(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

use axum::{Router, body::Body, http::StatusCode, response::Redirect, routing::get};
use civis_server::fetch::{GuardedFetcher, Limits};
use std::{net::SocketAddr, time::Duration};
use usecases::ports::Fetcher as _;

const LIMITS: Limits = Limits { total: Duration::from_millis(800), bytes: 10_000, redirects: 3 };

async fn serve(routes: Router) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, routes).await });
    address
}

fn routes() -> Router {
    Router::new()
        .route("/small", get(|| async { "hello" }))
        .route("/limit", get(|| async { "x".repeat(10_000) }))
        .route("/large", get(|| async { "x".repeat(10_001) }))
        .route("/endless", get(endless))
        .route("/slow", get(slow))
        .route("/broken", get(|| async { StatusCode::INTERNAL_SERVER_ERROR }))
        .route("/packed", get(|| async { ([("content-encoding", "gzip")], "not really") }))
        .route("/once", get(|| async { Redirect::permanent("/small") }))
        .route("/round", get(|| async { Redirect::temporary("/round") }))
        .route("/metadata", get(|| async { Redirect::temporary("http://169.254.169.254/latest/meta-data/") }))
        .route("/inside", get(|| async { Redirect::temporary("http://localhost/") }))
        .route("/file", get(|| async { Redirect::temporary("file:///etc/passwd") }))
        .route("/lost", get(|| async { StatusCode::FOUND }))
}

/// A body of unknown length that never ends.
async fn endless() -> Body {
    Body::from_stream(futures::stream::repeat_with(|| Ok::<_, std::io::Error>("x".repeat(1_000))))
}

/// A body of which the second half never comes.
async fn slow() -> Body {
    use futures::StreamExt as _;
    let first = futures::stream::once(async { Ok::<_, std::io::Error>("half") });
    Body::from_stream(first.chain(futures::stream::pending()))
}

async fn outcome(path: &str) -> Result<usize, String> {
    let address = serve(routes()).await;
    let fetcher = GuardedFetcher::with("https://portail.example", LIMITS, &[address]).unwrap();
    let body = fetcher.fetch(&format!("http://{address}{path}")).await;
    body.map(|body| body.len()).map_err(|error| error.0)
}

fn refused(code: &str) -> Result<usize, String> {
    Err(code.to_owned())
}

#[tokio::test]
async fn a_body_within_the_limit_is_read_whole() {
    assert_eq!(outcome("/small").await, Ok(5));
    assert_eq!(outcome("/limit").await, Ok(10_000));
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused_whether_its_length_is_told_or_not() {
    assert_eq!(outcome("/large").await, refused("too_large"));
    assert_eq!(outcome("/endless").await, refused("too_large"));
}

#[tokio::test]
async fn a_compressed_body_is_refused() {
    assert_eq!(outcome("/packed").await, refused("encoded"));
}

#[tokio::test]
async fn an_answer_that_does_not_end_is_given_up() {
    assert_eq!(outcome("/slow").await, refused("timeout"));
}

#[tokio::test]
async fn a_failing_server_is_told_by_its_status() {
    assert_eq!(outcome("/broken").await, refused("status_500"));
    assert_eq!(outcome("/lost").await, refused("status_302"));
}

#[tokio::test]
async fn a_redirect_is_followed_only_to_what_could_be_asked_directly() {
    assert_eq!(outcome("/once").await, Ok(5));
    assert_eq!(outcome("/metadata").await, refused("address_refused"));
    assert_eq!(outcome("/inside").await, refused("address_refused"));
    assert_eq!(outcome("/file").await, refused("address_refused"));
    assert_eq!(outcome("/round").await, refused("too_many_redirects"));
}

#[tokio::test]
async fn without_the_exception_this_machine_is_out_of_reach() {
    let address = serve(routes()).await;
    let fetcher = GuardedFetcher::new("https://portail.example").unwrap();
    for url in [
        format!("http://{address}/small"),
        format!("http://localhost:{}/small", address.port()),
        "http://localhost/".to_owned(),
        "http://2130706433/".to_owned(),
        "http://0x7f.1/".to_owned(),
        "http://[::1]/".to_owned(),
        "http://[::ffff:127.0.0.1]/".to_owned(),
        "http://10.0.0.1/".to_owned(),
        "ftp://1.1.1.1/".to_owned(),
        "http://1.1.1.1:22/".to_owned(),
        "http://user:secret@1.1.1.1/".to_owned(),
    ] {
        let error = fetcher.fetch(&url).await.unwrap_err();
        assert_eq!(error.0, "address_refused", "{url}");
    }
    assert_eq!(fetcher.fetch("no address").await.unwrap_err().0, "not_an_address");
}
