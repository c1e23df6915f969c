//! The headers of every answer, what a page may hold, and the cookies.

use crate::{
    common::{Answer, ask},
    doors::{call, functions, table, with_cookie},
    town::Town,
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};

/// Checks what every answer carries, whoever gave it.
pub(crate) fn is_safe(answer: &Answer, what: &str) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{name} of {what}");
    }
    for name in ["permissions-policy", "cache-control", "x-request-id"] {
        assert!(!answer.header(name).is_empty(), "{name} of {what}");
    }
    let policy = answer.header("content-security-policy");
    let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap_or_default();
    assert_eq!(nonce.len(), 32, "{what}: {policy}");
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; \
             img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'"
        ),
        "{what}"
    );
    if answer.headers.contains_key("set-cookie") {
        assert_eq!(answer.header("cache-control"), "no-store", "{what} sets a cookie");
    }
    if answer.header("content-type").starts_with("text/html") {
        obeys_its_policy(&answer.body, nonce, what);
        assert!(!answer.header("cache-control").contains("public"), "{what} may hold what is personal");
    }
}

/// Nothing in the page that its own policy would refuse: what is refused silently does not work.
fn obeys_its_policy(html: &str, nonce: &str, what: &str) {
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        if tag.starts_with("script") || tag.starts_with("style") {
            assert!(tag.contains(&format!("nonce=\"{nonce}\"")), "{what}: <{tag}> has no nonce");
        }
        for refused in
            [" style=", " onclick=", " onload=", " onerror=", "\"javascript:", " src=\"http", " integrity=\"\""]
        {
            assert!(!tag.contains(refused), "{what}: <{tag}>");
        }
    }
}

#[tokio::test]
async fn every_door_keeps_to_the_policy_for_everybody() {
    let folder = tempfile::tempdir().unwrap();
    let town = Town::found(folder.path(), &[("CIVIS_POSTS_PER_MINUTE", "0")]).await;
    let table = table();
    let owner = table.owner(&town).await;
    // The hue of a territory is the only style that a page carries itself.
    let hue = call(&Method::POST, "publication/hue", "territory=commune/33281&hue=200", &owner, true);
    assert_eq!(ask(&town.router, hue).await.status, StatusCode::FOUND);
    for cookie in ["", owner.as_str()] {
        for (template, door) in table.pages.iter().chain(&table.plain) {
            let path = if door.at.is_empty() { template } else { &door.at };
            for method in [Method::GET, Method::HEAD, Method::OPTIONS, Method::POST] {
                let request =
                    with_cookie(Request::builder().method(&method).uri(path).header("accept", "text/html"), cookie);
                let answer = ask(&town.router, request.body(Body::empty()).unwrap()).await;
                is_safe(&answer, &format!("{method} {path}"));
            }
        }
    }
    for (function, method) in functions() {
        for page in [true, false] {
            is_safe(&ask(&town.router, call(&method, &function, "", &owner, page)).await, &function);
        }
    }
    let request = with_cookie(Request::get("/").header("accept", "text/html"), &table.owner(&town).await);
    let home = ask(&town.router, request.body(Body::empty()).unwrap()).await;
    assert!(home.body.contains(":root{--hue:200}"), "the hue is not there");
}

#[tokio::test]
async fn no_function_takes_a_form_of_another_site() {
    let folder = tempfile::tempdir().unwrap();
    let town = Town::found(folder.path(), &[]).await;
    let cookie = town.somebody(crate::town::Who::Owner).await;
    let table = table();
    let mut asked = 0;
    for (function, method) in functions() {
        if method == Method::GET {
            continue;
        }
        for foreign in [
            &[("sec-fetch-site", "cross-site")][..],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "nonsense")],
            &[("origin", "https://evil.example")],
            &[("origin", "null")],
            &[("origin", "http://localhost.evil.example")],
            &[("origin", "http://localhost:81")],
            // What the browser says of itself weighs more than an origin that fits.
            &[("origin", "http://localhost"), ("sec-fetch-site", "cross-site")],
        ] {
            let mut request = Request::post(format!("/api/{function}"))
                .header("host", "localhost")
                .header("accept", "text/html")
                .header("cookie", &cookie)
                .header("content-type", "application/x-www-form-urlencoded");
            for (name, value) in foreign {
                request = request.header(*name, *value);
            }
            let form = table.functions.get(&function).map_or("", |door| &door.form);
            let answer = ask(&town.router, request.body(Body::from(form.to_owned())).unwrap()).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{function} {foreign:?}");
            assert!(!answer.headers.contains_key("set-cookie"), "{function} {foreign:?}");
            is_safe(&answer, &function);
            asked += 1;
        }
    }
    assert!(asked > 200, "only {asked}");
}

#[tokio::test]
async fn over_tls_every_cookie_belongs_to_this_host_alone() {
    let folder = tempfile::tempdir().unwrap();
    let town = Town::found(folder.path(), &[("CIVIS_PUBLIC_URL", "https://portail.example")]).await;
    let mut names = std::collections::BTreeSet::new();
    for (function, fields) in [
        ("reminders/add", "label=Poubelles&due=2026-12-01"),
        ("accounts/sign-in", "name=a&passphrase=b"),
        ("preferences/save", "theme=dark"),
        ("services/pin", "slug=f14929"),
    ] {
        let answer = ask(&town.router, call(&Method::POST, function, fields, "", true)).await;
        for line in answer.headers.get_all("set-cookie") {
            let line = line.to_str().unwrap();
            names.insert(line.split('=').next().unwrap().to_owned());
            assert!(line.starts_with("__Host-") && !line.contains("Domain"), "{line}");
            for part in ["HttpOnly", "Secure", "Path=/", "SameSite=Lax"] {
                assert!(line.contains(part), "{part}: {line}");
            }
        }
        assert!(answer.header("strict-transport-security").starts_with("max-age=63072000"));
    }
    assert_eq!(
        names.into_iter().collect::<Vec<_>>(),
        ["__Host-affichage", "__Host-civis", "__Host-message", "__Host-saisie"]
    );
    // A neighbour under the same domain can plant a cookie without the prefix.
    let planted = Request::get("/")
        .header("accept", "text/html")
        .header("cookie", "message=Appelez%20le%200899; affichage=dark.100.normal.text.reduce.cosy.en");
    let answer = ask(&town.router, planted.body(Body::empty()).unwrap()).await;
    assert!(!answer.body.contains("0899") && answer.body.contains("lang=\"fr\""), "a planted cookie is believed");
}
