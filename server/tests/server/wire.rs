//! The real binary and clients that behave badly; what its log keeps of people.

use crate::{
    doors::{functions, table},
    process::{Serving, client, serve, serve_logged},
};
use axum::http::Method;
use std::time::{Duration, Instant};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

fn address(portal: &Serving) -> &str {
    portal.url.strip_prefix("http://").unwrap()
}

async fn connect(portal: &Serving) -> TcpStream {
    TcpStream::connect(address(portal)).await.unwrap()
}

/// What the portal says on a line until it closes it or is silent for five seconds.
async fn said(stream: &mut TcpStream) -> String {
    let mut text = Vec::new();
    let mut piece = [0; 4096];
    while let Ok(Ok(read @ 1..)) = tokio::time::timeout(Duration::from_secs(5), stream.read(&mut piece)).await {
        text.extend_from_slice(&piece[..read]);
    }
    String::from_utf8_lossy(&text).into_owned()
}

#[tokio::test]
async fn slow_and_silent_clients_do_not_keep_others_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let portal = serve(folder.path(), &[]).await;
    let mut held = Vec::new();
    for count in 0..300 {
        let mut stream = connect(&portal).await;
        let begun: &[u8] = match count % 3 {
            0 => b"",
            1 => b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
            _ => b"POST /api/reminders/add HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nlabel=",
        };
        stream.write_all(begun).await.unwrap();
        held.push(stream);
    }
    let client = client();
    let mut slowest = Duration::ZERO;
    for _ in 0..50 {
        let began = Instant::now();
        let answer = client.get(format!("{}/connexion", portal.url)).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 200);
        answer.bytes().await.unwrap();
        slowest = slowest.max(began.elapsed());
    }
    assert!(slowest < Duration::from_secs(2), "a page took {slowest:?}");
}

#[tokio::test]
async fn broken_requests_end_their_own_line_only() {
    let folder = tempfile::tempdir().unwrap();
    let portal = serve(folder.path(), &[]).await;
    let giant = format!("GET / HTTP/1.1\r\nHost: x\r\nX-Giant: {}\r\n\r\n", "a".repeat(1024 * 1024));
    let many = format!("GET / HTTP/1.1\r\n{}\r\n", "X-A: b\r\n".repeat(5_000));
    let long = format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(70_000));
    let lies = "POST /api/reminders/add HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nlabel=";
    let smuggled = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\nGET /live HTTP/1.1\r\n\r\n";
    for (what, text) in [
        ("giant", giant.as_str()),
        ("many", &many),
        ("long", &long),
        ("lies", lies),
        ("smuggled", smuggled),
        ("nonsense", "\0\x01\x02\r\n\r\n"),
        ("tls", "\x16\x03\x01\x02"),
    ] {
        let mut stream = connect(&portal).await;
        // The portal may answer and close before everything was sent.
        let _cut = stream.write_all(text.as_bytes()).await;
        let _cut = stream.shutdown().await;
        let answer = said(&mut stream).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{what}: {answer}");
        assert_eq!(client().get(format!("{}/live", portal.url)).send().await.unwrap().status().as_u16(), 200, "{what}");
    }
}

#[tokio::test]
async fn a_request_under_way_is_finished_before_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let mut portal = serve(folder.path(), &[]).await;
    let mut stream = connect(&portal).await;
    let body = "label=Dernier&due=2026-12-01";
    let (first, second) = body.split_at(10);
    let head = format!(
        "POST /api/reminders/add HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nReferer: http://x/tableau-de-bord\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{first}",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    let pid = rustix::process::Pid::from_child(&portal.child);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(TcpStream::connect(address(&portal)).await.is_err(), "it still takes new people");
    stream.write_all(second.as_bytes()).await.unwrap();
    let answer = said(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 302"), "{answer}");
    let ended = tokio::task::spawn_blocking(move || portal.child.wait().unwrap());
    let status = tokio::time::timeout(Duration::from_secs(15), ended).await.unwrap().unwrap();
    assert_eq!(status.code(), Some(0));
}

#[tokio::test]
async fn the_log_keeps_nothing_of_what_people_are_or_type() {
    const CANARY: &str = "Zebulonqx";
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let portal = serve_logged(&folder.path().join("data"), &log).await;
    let client = client();
    let cookie = crate::process::remind(&client, &portal.url, CANARY, None).await.unwrap();
    let token = cookie.split_once('=').unwrap().1.to_owned();
    let table = table();
    for (function, method) in functions() {
        let Some(door) = table.functions.get(&function) else { continue };
        let names: Vec<&str> = door.form.split('&').filter_map(|pair| Some(pair.split_once('=')?.0)).collect();
        let canaries = |value: &str| names.iter().map(|name| format!("{name}={value}")).collect::<Vec<_>>().join("&");
        for fields in [
            canaries(CANARY),
            canaries(&format!("{CANARY}@exemple.fr")),
            canaries(&format!("{CANARY}%00")),
            door.form.replace("exemple", CANARY),
        ] {
            let url = format!("{}/api/{function}", portal.url);
            let request = if method == Method::GET {
                client.get(format!("{url}?{fields}"))
            } else {
                client.post(url).body(fields)
            };
            let request = request
                .header("cookie", &cookie)
                .header("accept", "text/html")
                .header("user-agent", CANARY)
                .header("referer", format!("{}/{CANARY}", portal.url))
                .header("x-forwarded-for", "203.0.113.77")
                .header("x-request-id", CANARY)
                .header("content-type", "application/x-www-form-urlencoded");
            request.send().await.unwrap();
        }
    }
    for path in [
        format!("/{CANARY}"),
        format!("/services?q={CANARY}"),
        format!("/services/{CANARY}"),
        format!("/territoires/commune/{CANARY}"),
        format!("/calendrier/{CANARY}.ics"),
        format!("/recuperation?lien={CANARY}"),
    ] {
        client
            .get(format!("{}{path}", portal.url))
            .header("cookie", format!("{cookie}; message={CANARY}"))
            .send()
            .await
            .unwrap();
    }
    drop(portal);
    let text = std::fs::read_to_string(&log).unwrap();
    assert!(
        text.lines().count() > 200 && text.contains("reminders/add"),
        "the log holds too little to show anything:\n{text}"
    );
    for secret in [CANARY, &CANARY.to_lowercase(), &token, "203.0.113.77", "127.0.0.1:"] {
        // The address on which the portal serves is told once, at the start.
        let lines: Vec<&str> =
            text.lines().filter(|line| line.contains(secret) && !line.contains("\"serving\"")).collect();
        assert!(lines.is_empty(), "{secret} stands in the log:\n{}", lines.join("\n"));
    }
}
