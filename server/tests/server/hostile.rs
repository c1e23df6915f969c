//! Whatever comes in gets a clear answer: never a 5xx, never a panic. The requests are the same in every run; `LONG=1` asks
//! many more.

use crate::{
    common::{Answer, ask},
    doors::{Door, call, functions, over, table, with_cookie},
    town::{Town, Who},
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use std::path::Path;

/// Values as they stand in a form, percent-encoded.
const VALUES: [&str; 40] = [
    "",
    "%00",
    "a%00b",
    "%ED%A0%80",
    "%FF%FE",
    "%C0%AF",
    "%E2%80%AEfdp.exe",
    "%E2%80%8B%E2%80%8D",
    "%EF%BB%BF",
    "%F0%9F%91%A8%E2%80%8D%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7",
    "%",
    "%2",
    "%zz",
    "+",
    "%0A%0D%0A",
    "</textarea><script>alert(1)</script>",
    "%22><img src=x onerror=alert(1)>",
    "{{7*7}}",
    "'; DROP TABLE person; --",
    "=cmd|' /C calc'!A0",
    "../../etc/passwd",
    "-1",
    "0",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "1e400",
    "NaN",
    "2026-02-30",
    "0000-00-00",
    "10000-01-01",
    "-9999-01-01",
    "2026-11-24T25:61:61Z",
    "commune/99999",
    "planet/33281",
    "commune/..",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "javascript:alert(1)",
];

/// Boards that nobody could have exported, and actions that nobody could have pressed.
const BOARDS: [&str; 12] = [
    "page p1 house",
    "card c1 nothing s",
    "page p1 house Maison\ncard calendar xxl",
    "page p1 house Maison\npage p1 house Maison",
    "page p99999999999999999999 house A\ncard calendar s",
    "page p1 house \u{202E}nosiaM",
    "page p1 house A\ncard calendar s zone=z",
    "page p1 house A\ncard calendar s zone=a zone=b",
    "move c0 0",
    "move c-1 4294967296",
    "set c1 =",
    "{\"pages\":[{\"id\":1}]}",
];

/// A generator whose numbers are the same in every run (xorshift64*).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(high).unwrap() % sides
    }
}

struct Siege<'a> {
    town: &'a Town,
    asked: usize,
    faults: Vec<String>,
}

impl Siege<'_> {
    /// Asks, and notes an answer that is our fault or no answer to a person.
    async fn ask(&mut self, what: &str, request: Request<Body>) -> Answer {
        let answer = ask(&self.town.router, request).await;
        self.asked += 1;
        let redirect_leaves = answer.headers.contains_key("location") && !leads_inside(answer.header("location"));
        if answer.status.is_server_error() || answer.body.contains("panicked") || redirect_leaves {
            self.faults.push(format!("{} {} {what}", answer.status, answer.header("location")));
        }
        if answer.status.is_client_error() && answer.body.is_empty() {
            self.faults.push(format!("{} without words: {what}", answer.status));
        }
        answer
    }

    async fn call(&mut self, method: &Method, function: &str, fields: &str, cookie: &str) {
        for page in [true, false] {
            // An address takes fewer characters as they are than a body does.
            let fields = if *method == Method::GET { in_address(fields) } else { fields.to_owned() };
            self.ask(&format!("{method} {function} {fields}"), call(method, function, &fields, cookie, page)).await;
        }
    }
}

/// Whether a redirect stays on the portal: a path, or the page that the form stood on.
fn leads_inside(location: &str) -> bool {
    location.starts_with("http://localhost/")
        || (location.starts_with('/') && !location.starts_with("//") && !location.contains('\\'))
}

fn in_address(fields: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"&=%+-._~/:,;!'()*[]".contains(&byte);
    fields.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn fields(form: &str) -> Vec<(String, String)> {
    form.split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn form(fields: &[(String, String)]) -> String {
    fields.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

/// The form of a door as it should be, for that owner.
async fn good_form(town: &Town, function: &str, door: &Door, cookie: &str) -> Vec<(String, String)> {
    if door.from.is_empty() {
        return fields(&door.form);
    }
    fields(&over(&town.form_on(&door.from, function, cookie).await.unwrap(), &door.form))
}

fn rounds(usual: usize) -> usize {
    #[expect(clippy::disallowed_methods, reason = "who runs the tests says how long")]
    let long = std::env::var("LONG").is_ok_and(|long| long == "1");
    if long { usual * 50 } else { usual }
}

#[tokio::test]
async fn every_function_answers_every_value_in_every_field() {
    let folder = tempfile::tempdir().unwrap();
    every_value_in_every_field(folder.path(), &[]).await;
}

#[tokio::test]
async fn every_function_answers_every_value_in_every_field_on_postgresql() {
    // PostgreSQL takes fewer texts than SQLite: no NUL, nothing that is not UTF-8.
    let Some((address, folder)) = test_support::postgres() else {
        eprintln!("SKIPPED: hostile input on PostgreSQL (CIVIS_TEST_POSTGRES_URL is not set)");
        return;
    };
    every_value_in_every_field(folder.path(), &[("CIVIS_DATABASE", &address)]).await;
}

async fn every_value_in_every_field(folder: &Path, more: &[(&str, &str)]) {
    let settings = [more, &[("CIVIS_POSTS_PER_MINUTE", "0")]].concat();
    let town = Town::found(folder, &settings).await;
    let table = table();
    let mut siege = Siege { town: &town, asked: 0, faults: Vec::new() };
    let mut dice = Dice(0x00c1_715d_a7a0_2026);
    for (function, method) in functions() {
        let Some(door) = table.functions.get(&function) else { continue };
        let cookie = table.owner(&town).await;
        let good = good_form(&town, &function, door, &cookie).await;
        for (index, (name, value)) in good.iter().enumerate() {
            for bad in VALUES {
                let mut fields = good.clone();
                bad.clone_into(&mut fields[index].1);
                siege.call(&method, &function, &form(&fields), &cookie).await;
            }
            let mut missing = good.clone();
            missing.remove(index);
            siege.call(&method, &function, &form(&missing), &cookie).await;
            siege.call(&method, &function, &format!("{}&{name}={value}", form(&good)), &cookie).await;
            siege.call(&method, &function, &format!("{}&{name}[a][b][0]=1", form(&missing)), &cookie).await;
            siege.call(&method, &function, &format!("{}&unknown=1", form(&good)), &cookie).await;
        }
        // Several fields at once.
        for _ in 0..rounds(12) {
            let mut fields = good.clone();
            for field in &mut fields {
                VALUES[dice.throw(VALUES.len())].clone_into(&mut field.1);
            }
            siege.call(&method, &function, &form(&fields), &cookie).await;
        }
        for bytes in [&b"\xff\xfe\x00\x01"[..], b"{\"todo\":1}", b"&&&===", b"a[=1", b"%"] {
            let request =
                Request::post(format!("/api/{function}")).header("accept", "text/html").body(Body::from(bytes));
            siege.ask(&format!("{function} raw bytes"), request.unwrap()).await;
        }
    }
    println!("{} requests", siege.asked);
    assert!(siege.asked > 3_000, "{} requests show too little", siege.asked);
    assert!(siege.faults.is_empty(), "{} faults of {}:\n{}", siege.faults.len(), siege.asked, siege.faults.join("\n"));
    assert_eq!(crate::common::get(&town.router, "/ready").await.status, StatusCode::OK);
    assert!(town.portal.shared.database.integrity().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_forged_board_changes_nothing_and_the_dashboard_stays() {
    let folder = tempfile::tempdir().unwrap();
    let town = Town::found(folder.path(), &[("CIVIS_POSTS_PER_MINUTE", "0")]).await;
    let cookie = table().owner(&town).await;
    let mut siege = Siege { town: &town, asked: 0, faults: Vec::new() };
    let export = async || {
        let request = with_cookie(Request::get("/tableau-de-bord/export.txt"), &cookie).body(Body::empty()).unwrap();
        ask(&town.router, request).await.body
    };
    let before = export().await;
    assert!(before.contains("calendar"), "{before}");
    let many = "card calendar s\n".repeat(9_000);
    for text in BOARDS.into_iter().chain([many.as_str()]) {
        let text = in_address(text);
        siege.call(&Method::POST, "board/import", &format!("text={text}"), &cookie).await;
        siege.call(&Method::POST, "board/act", &format!("todo={text}&text={text}&page={text}"), &cookie).await;
    }
    assert!(siege.faults.is_empty(), "{}", siege.faults.join("\n"));
    assert_eq!(export().await, before);
    let request = with_cookie(Request::get("/tableau-de-bord").header("accept", "text/html"), &cookie);
    assert_eq!(ask(&town.router, request.body(Body::empty()).unwrap()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn every_page_answers_every_value_in_its_address_and_cookies() {
    let folder = tempfile::tempdir().unwrap();
    let town = Town::found(folder.path(), &[]).await;
    let mut siege = Siege { town: &town, asked: 0, faults: Vec::new() };
    let table = table();
    for (template, door) in table.pages.iter().chain(&table.plain) {
        let path = if door.at.is_empty() { template } else { &door.at };
        for value in VALUES {
            let value = in_address(value);
            let typed =
                format!("{path}?q={value}&theme={value}&page={value}&lien={value}&organiser={value}&{value}={value}&q");
            let within =
                ["{level}", "{code}", "{slug}", "{draft}", "{part}", "{file}", "{id}", "{name}", "{format}", "{fid}"]
                    .iter()
                    .fold(template.to_owned(), |within, part| within.replace(part, &value));
            for address in [typed, within] {
                // What is no address at all does not reach the portal.
                let Ok(request) = Request::get(&address).header("accept", "text/html").body(Body::empty()) else {
                    continue;
                };
                siege.ask(&address, request).await;
                let inner = address.replace('%', "%25").replace('&', "%26").replace('+', "%2B");
                siege.call(&Method::GET, "page", &format!("address={inner}"), "").await;
            }
        }
        for value in [
            "%00",
            "\u{1}",
            "a.b.c.d.e.f.g.h",
            "%7B%22%7D",
            "[]",
            "%5B%22signin%22%2C%7B%22typed%22%3A1%7D%5D",
            "%ED%A0%80",
        ] {
            let cookies = format!("civis={value}; affichage={value}; message={value}; saisie={value}; =; ;;{value}");
            let Ok(request) =
                Request::get(path).header("accept", "text/html").header("cookie", cookies).body(Body::empty())
            else {
                continue;
            };
            siege.ask(&format!("{path} with cookies {value:?}"), request).await;
        }
        for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "BREW"] {
            let request =
                Request::builder().method(method).uri(path).header("accept", "text/html").body(Body::empty()).unwrap();
            let answer = siege.ask(&format!("{method} {path}"), request).await;
            assert_ne!(answer.status, StatusCode::OK, "{method} {path}");
        }
    }
    println!("{} requests", siege.asked);
    assert!(siege.asked > 1_000 && siege.faults.is_empty(), "{} requests\n{}", siege.asked, siege.faults.join("\n"));
}

#[tokio::test]
async fn ten_megabytes_in_a_field_and_a_wrong_kind_of_body_are_refused_by_every_function() {
    let folder = tempfile::tempdir().unwrap();
    let town = Town::found(folder.path(), &[("CIVIS_POSTS_PER_MINUTE", "0")]).await;
    let cookie = town.somebody(Who::Citizen).await;
    let large = format!("text={}", "a".repeat(10 * 1024 * 1024));
    let mut siege = Siege { town: &town, asked: 0, faults: Vec::new() };
    for (function, method) in functions() {
        if method == Method::GET {
            let request = call(&method, &function, &format!("q={}", "a".repeat(20_000)), &cookie, false);
            assert_eq!(siege.ask(&function, request).await.status, StatusCode::URI_TOO_LONG, "{function}");
            let request =
                Request::post(format!("/api/{function}")).header("accept", "text/html").body(Body::empty()).unwrap();
            assert!(siege.ask(&function, request).await.status.is_client_error(), "POST {function}");
            continue;
        }
        let mut request = call(&method, &function, &large, &cookie, true);
        request.headers_mut().insert("content-length", large.len().into());
        assert_eq!(siege.ask(&function, request).await.status, StatusCode::PAYLOAD_TOO_LARGE, "{function}");
        for kind in ["application/json", "multipart/form-data; boundary=x", "text/plain", "a/b; charset=utf-16"] {
            let request = with_cookie(Request::post(format!("/api/{function}")), &cookie)
                .header("accept", "text/html")
                .header("content-type", kind);
            siege.ask(&format!("{function} as {kind}"), request.body(Body::from("{\"id\":\"x\"}")).unwrap()).await;
        }
        let request =
            Request::get(format!("/api/{function}")).header("accept", "text/html").body(Body::empty()).unwrap();
        assert!(siege.ask(&function, request).await.status.is_client_error(), "GET {function}");
    }
    assert!(siege.faults.is_empty(), "{}", siege.faults.join("\n"));
}

#[tokio::test]
async fn what_was_typed_comes_back_as_text_never_as_markup() {
    const TYPED: &str = "</textarea><script>alert(1)</script>\"'>";
    let folder = tempfile::tempdir().unwrap();
    let town = Town::found(folder.path(), &[]).await;
    let cookie = table().owner(&town).await;
    for (function, field, page) in [
        ("board/import", "text", "/tableau-de-bord/cartes"),
        ("publication/contact", "territory=commune/33281&label=a&reach", "/territoires/commune/33281/publier/numeros"),
        ("accounts/sign-in", "name", "/connexion"),
    ] {
        let mut request = call(&Method::POST, function, &format!("{field}={}", in_address(TYPED)), &cookie, true);
        request.headers_mut().insert("referer", format!("http://localhost{page}").parse().unwrap());
        let answer = ask(&town.router, request).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::FOUND, page), "{function} {}", answer.body);
        let kept = answer
            .headers
            .get_all("set-cookie")
            .iter()
            .find_map(|line| line.to_str().unwrap().split(';').next().filter(|pair| pair.starts_with("saisie=")));
        let request =
            Request::get(page).header("accept", "text/html").header("cookie", format!("{cookie}; {}", kept.unwrap()));
        let shown = ask(&town.router, request.body(Body::empty()).unwrap()).await.body;
        assert!(!shown.contains("<script>alert"), "{function} lets markup through");
        assert!(shown.contains("&lt;/textarea") || shown.contains("&lt;script"), "{function} lost what was typed");
    }
}

#[tokio::test]
async fn a_form_never_sends_the_person_to_another_site() {
    let folder = tempfile::tempdir().unwrap();
    let town = Town::found(folder.path(), &[]).await;
    for referer in [
        "http://localhost//evil.example/",
        "http://localhost/\\evil.example",
        "https://evil.example//x.example/",
        "//evil.example",
        "evil",
        "http://localhost",
    ] {
        let mut request = call(&Method::POST, "accounts/sign-in", "name=a&passphrase=b", "", true);
        request.headers_mut().insert("referer", referer.parse().unwrap());
        let answer = ask(&town.router, request).await;
        let location = answer.header("location");
        assert!(
            location.starts_with('/') && !location.starts_with("//") && !location.contains('\\'),
            "{referer} led to {location}"
        );
    }
}
