//! What stands around every page: headers, refusals, limits.

use crate::{
    common::{ask, get, portal, post, router},
    headers::is_safe,
};
use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode},
    routing::get as route_get,
};
use std::time::Duration;

#[tokio::test]
async fn no_answer_leaves_without_its_security_headers() {
    let folder = tempfile::tempdir().unwrap();
    let router = router(folder.path(), &[]).await;
    for (path, status) in [
        ("/", 200),
        ("/live", 200),
        ("/ready", 200),
        ("/robots.txt", 200),
        ("/sitemap.xml", 200),
        ("/sitemap/1.xml", 200),
        ("/sitemap/99.xml", 404),
        ("/favicon.svg", 200),
        ("/pkg/civis.css", 200),
        ("/pkg/none.css", 404),
        ("/rien/du/tout", 404),
        ("/calendrier/none.ics", 404),
        ("/calendrier/none", 404),
        ("/compte/mes-donnees.zip", 403),
        ("/api/none", 404),
        ("/%00", 400),
        ("/services?q=%00", 400),
        ("/%ff", 400),
        ("/../../etc/passwd", 404),
        ("/%2e%2e/%2e%2e/etc/passwd", 404),
    ] {
        let answer = get(&router, path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.body);
        is_safe(&answer, path);
    }
}

#[tokio::test]
async fn the_pages_script_carries_the_nonce_of_the_header() {
    let folder = tempfile::tempdir().unwrap();
    let router = router(folder.path(), &[]).await;
    let nonces: Vec<String> = [get(&router, "/").await, get(&router, "/").await, get(&router, "/rien").await]
        .iter()
        .map(|answer| {
            let nonce = answer
                .header("content-security-policy")
                .split("'nonce-")
                .nth(1)
                .unwrap()
                .split('\'')
                .next()
                .unwrap()
                .to_owned();
            assert!(answer.body.contains(&format!("nonce=\"{nonce}\"")), "no script with the nonce");
            assert_eq!(
                answer.body.matches("<script").count(),
                answer.body.matches(&format!("nonce=\"{nonce}\"")).count()
            );
            nonce
        })
        .collect();
    assert_ne!(nonces[0], nonces[1]);
}

#[tokio::test]
async fn over_tls_the_browser_is_told_to_stay_there_and_cookies_are_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let router = router(folder.path(), &[("CIVIS_PUBLIC_URL", "https://portail.example")]).await;
    assert!(get(&router, "/").await.header("strict-transport-security").starts_with("max-age="));
    let answer = post(&router, "/api/reminders/add", "label=Poubelles&due=2026-12-01").await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-civis="), "{cookie}");
    for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_visitor_is_known_again_by_the_cookie() {
    let folder = tempfile::tempdir().unwrap();
    let router = router(folder.path(), &[]).await;
    let answer = post(&router, "/api/reminders/add", "label=Poubelles&due=2026-12-01").await;
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.body);
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    let request = Request::get("/compte/mes-donnees.zip").header("cookie", cookie).body(Body::empty()).unwrap();
    let answer = ask(&router, request).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/zip"));
}

#[tokio::test]
async fn a_form_of_another_site_is_refused_with_words() {
    let folder = tempfile::tempdir().unwrap();
    let router = router(folder.path(), &[]).await;
    let foreign =
        [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example")];
    for (name, value) in foreign {
        let request = Request::post("/api/reminders/add")
            .header("host", "localhost")
            .header("accept", "text/html")
            .header(name, value);
        let answer = ask(&router, request.body(Body::from("label=a&due=2026-12-01")).unwrap()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.body.contains("Cet envoi vient d’un autre site") && answer.body.contains("lang=\"en\""));
        assert!(!answer.headers.contains_key("set-cookie"));
        is_safe(&answer, "a foreign form");
    }
}

#[tokio::test]
async fn ten_megabytes_are_refused_with_or_without_their_length() {
    let folder = tempfile::tempdir().unwrap();
    let router = router(folder.path(), &[]).await;
    let large = vec![b'a'; 10 * 1024 * 1024];
    let stream = futures::stream::iter(
        large.chunks(4096).map(|chunk| Ok::<_, std::io::Error>(chunk.to_vec())).collect::<Vec<_>>(),
    );
    let announced =
        Request::post("/api/board/import").header("content-length", large.len()).header("accept", "text/html");
    let silent = Request::post("/api/board/import");
    for request in [announced.body(Body::from(large)).unwrap(), silent.body(Body::from_stream(stream)).unwrap()] {
        let answer = ask(&router, request).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        is_safe(&answer, "a large body");
    }
}

#[tokio::test]
async fn what_is_out_of_proportion_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let router = router(folder.path(), &[]).await;
    let heavy = Request::get("/").header("x-heavy", "a".repeat(20_000)).body(Body::empty()).unwrap();
    assert_eq!(ask(&router, heavy).await.status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    assert_eq!(get(&router, &format!("/services?q={}", "a".repeat(5000))).await.status, StatusCode::URI_TOO_LONG);
    for method in ["BREW", "PUT", "DELETE", "TRACE"] {
        let request = Request::builder()
            .method(Method::from_bytes(method.as_bytes()).unwrap())
            .uri("/")
            .body(Body::empty())
            .unwrap();
        let answer = ask(&router, request).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        is_safe(&answer, method);
    }
}

#[tokio::test]
async fn what_is_sent_wrongly_is_never_a_fault_of_ours() {
    let folder = tempfile::tempdir().unwrap();
    let router = router(folder.path(), &[]).await;
    let bodies: [&[u8]; 9] = [
        b"",
        b"todo=%00",
        b"todo=move+c999+99999999999999999999",
        b"todo=%ff%fe",
        b"\xff\xfe\x00",
        b"todo=%ED%A0%80",
        b"todo=%E2%80%AEabc&text=%00&page=-1",
        b"todo[a][b][c]=1&todo=2",
        b"%",
    ];
    for path in [
        "/api/board/act",
        "/api/board/import",
        "/api/reminders/add",
        "/api/shortcuts/add",
        "/api/places/follow",
        "/api/preferences/save",
    ] {
        for body in bodies {
            for accept in ["text/html", "application/json"] {
                let request = Request::post(path)
                    .header("accept", accept)
                    .header("content-type", "application/x-www-form-urlencoded")
                    .body(Body::from(body))
                    .unwrap();
                let answer = ask(&router, request).await;
                let told =
                    format!("{path} {} {accept}: {} {}", String::from_utf8_lossy(body), answer.status, answer.body);
                assert!(!answer.status.is_server_error(), "{told}");
                assert!(!answer.body.contains("panicked"), "{told}");
            }
        }
    }
}

#[tokio::test]
async fn an_error_of_a_server_function_has_the_status_that_it_deserves() {
    let folder = tempfile::tempdir().unwrap();
    let router = router(folder.path(), &[]).await;
    let json = async |path: &str, body: &'static str| {
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        ask(&router, request).await
    };
    let answer = json("/api/reminders/add", "label=&due=2026-12-01").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("\"code\":\"invalid\"") && answer.body.contains("label"), "{}", answer.body);
    let answer = json("/api/board/act", "todo=nonsense").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.body);
}

#[tokio::test]
async fn files_are_kept_as_long_as_their_name_allows() {
    let folder = tempfile::tempdir().unwrap();
    let router = router(folder.path(), &[]).await;
    assert_eq!(
        get(&router, "/pkg/civis.AbCdEfGhIjKlMnOpQrStUv.js").await.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(get(&router, "/pkg/civis.css").await.header("cache-control"), "public, no-cache");
    let first = get(&router, "/favicon.svg").await;
    assert_eq!(first.header("cache-control"), "public, max-age=3600");
    let again = Request::get("/favicon.svg").header("if-none-match", first.header("etag")).body(Body::empty()).unwrap();
    assert_eq!(ask(&router, again).await.status, StatusCode::NOT_MODIFIED);
    assert_eq!(get(&router, "/").await.header("cache-control"), "private, no-cache");
}

#[tokio::test]
async fn pages_travel_compressed() {
    let folder = tempfile::tempdir().unwrap();
    let router = router(folder.path(), &[]).await;
    let request = Request::get("/").header("accept-encoding", "br, gzip").body(Body::empty()).unwrap();
    let answer = ask(&router, request).await;
    assert_eq!(answer.header("content-encoding"), "br");
    assert!(answer.header("vary").contains("accept-encoding"));
}

#[tokio::test]
async fn a_panic_and_a_handler_that_hangs_get_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path(), &[]).await;
    let broken = Router::new()
        .route("/panic", route_get(async || -> &'static str { panic!("broken on purpose") }))
        .route("/hang", route_get(async || tokio::time::sleep(Duration::from_secs(3600)).await));
    let router = civis_server::http::with_layers(broken, &portal);
    let answer = get(&router, "/panic").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.body.contains("Le portail a rencontré un problème") && !answer.body.contains("on purpose"));
    is_safe(&answer, "a panic");
    tokio::time::pause();
    let answer = get(&router, "/hang").await;
    assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT);
    is_safe(&answer, "a timeout");
}

#[tokio::test]
async fn a_number_of_a_request_is_ours() {
    let folder = tempfile::tempdir().unwrap();
    let router = router(folder.path(), &[]).await;
    let request = Request::get("/live").header("x-request-id", "made-up").body(Body::empty()).unwrap();
    let answer = ask(&router, request).await;
    assert_ne!(answer.header("x-request-id"), "made-up");
}

#[tokio::test]
async fn a_portal_that_stops_says_it_is_not_ready() {
    let folder = tempfile::tempdir().unwrap();
    let portal = portal(folder.path(), &[]).await;
    let router = civis_server::http::router(&portal, &civis_server::http::options(&portal.config));
    assert_eq!(get(&router, "/ready").await.status, StatusCode::OK);
    portal.draining.store(true, std::sync::atomic::Ordering::Relaxed);
    let answer = get(&router, "/ready").await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::SERVICE_UNAVAILABLE, "stopping\n"));
    portal.draining.store(false, std::sync::atomic::Ordering::Relaxed);
    portal.shared.database.close().await;
    assert_eq!(get(&router, "/ready").await.status, StatusCode::SERVICE_UNAVAILABLE);
}
