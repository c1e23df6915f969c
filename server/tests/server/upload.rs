//! A file that is sent: from the browser to the disk, whole or not at all.

use crate::{
    common::{Answer, ask, parts, sending},
    town::{Town, Who},
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use std::path::Path;

const PAGE: &str = "/territoires/commune/33281/publier/donnees";
const SEND: &str = "/territoires/commune/33281/publier/donnees/envoi";
const FIELDS: [(&str, &str); 5] = [
    ("title", "Repas des écoles"),
    ("summary", "Les repas servis."),
    ("theme", "education"),
    ("licence", "lov2"),
    ("frequency", "an"),
];
const MEALS: &[u8] = b"commune;ecole;repas\n33281;Jules Ferry;120\n33281;Pasteur;80\n";

async fn look(town: &Town, path: &str, cookie: &str) -> Answer {
    let request = Request::get(path).header("accept", "text/html").header("cookie", cookie);
    ask(&town.router, request.body(Body::empty()).unwrap()).await
}

/// Everything in the folder of the datasets that is a file.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.join("data/datasets")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else {
                found.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
    }
    found
}

/// What a page shows after a refused form: its cookie brings what was typed.
async fn after(town: &Town, answer: &Answer, cookie: &str) -> String {
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, PAGE), "{}", answer.body);
    let lines = answer.headers.get_all("set-cookie").iter();
    let kept =
        lines.filter_map(|line| line.to_str().unwrap().split(';').next()).find(|pair| pair.starts_with("saisie="));
    look(town, PAGE, &format!("{cookie}; {}", kept.unwrap())).await.body
}

#[tokio::test]
async fn a_file_is_sent_read_and_published_without_a_script() {
    let folder = tempfile::tempdir().unwrap();
    let town = Town::found(folder.path(), &[("CIVIS_POSTS_PER_MINUTE", "0")]).await;
    let cookie = town.somebody(Who::Owner).await;
    let page = look(&town, PAGE, &cookie).await;
    assert!(page.body.contains("multipart/form-data") && page.body.contains("100\u{a0}Mo"), "{}", page.body);
    let answer = ask(&town.router, sending(SEND, parts(&FIELDS, ("repas.csv", MEALS)), &cookie, true)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let draft = answer.header("location").to_owned();
    assert!(draft.starts_with(PAGE), "{draft}");
    let page = look(&town, &draft, &cookie).await.body;
    for word in ["Jules Ferry", "point-virgule", "Code INSEE de commune", "Repas des écoles", "Ne pas publier"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    let report = look(&town, &format!("{draft}/rapport.csv"), &cookie).await;
    assert_eq!((report.status, report.header("content-type")), (StatusCode::OK, "text/csv; charset=utf-8"));
    let fields = town.form_on(&draft, "data/draft", &cookie).await.unwrap();
    let facts = "title=Repas&summary=Les repas.&theme=education&licence=lov2&frequency=an";
    let form = format!("{fields}&{facts}");
    let request = crate::doors::call(&axum::http::Method::POST, "data/draft", &form, &cookie, true);
    let answer = ask(&town.router, request).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::FOUND, "/donnees/repas"), "{}", answer.body);
    assert_eq!(look(&town, "/donnees/repas", "").await.status, StatusCode::OK);
    assert_eq!(look(&town, &draft, &cookie).await.status, StatusCode::NOT_FOUND, "it waits no longer");
    let history = look(&town, "/territoires/commune/33281/publier/historique", &cookie).await.body;
    assert!(history.contains("a publié le jeu de données «\u{a0}Repas\u{a0}»"), "{history}");
}

#[tokio::test]
async fn a_file_that_cannot_be_read_comes_back_with_what_was_typed_and_the_row() {
    let folder = tempfile::tempdir().unwrap();
    let town = Town::found(folder.path(), &[("CIVIS_POSTS_PER_MINUTE", "0")]).await;
    let cookie = town.somebody(Who::Owner).await;
    for (name, content, told) in [
        ("long.csv", &b"a;b\n1;2\n1;2;3\n"[..], "La ligne 3 a plus de cases"),
        ("rien.csv", b"a;b\n", "aucune ligne"),
        ("image.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "ne reconnaissons pas ce format"),
        ("", b"", "Choisissez un fichier"),
    ] {
        let answer = ask(&town.router, sending(SEND, parts(&FIELDS, (name, content)), &cookie, true)).await;
        let page = after(&town, &answer, &cookie).await;
        assert!(page.contains(told) && page.contains("Repas des écoles"), "{name}: {page}");
    }
    let answer = ask(&town.router, sending(SEND, parts(&[("title", "")], ("repas.csv", MEALS)), &cookie, false)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    assert!(files(folder.path()).is_empty(), "nothing stays: {:?}", files(folder.path()));
}

#[tokio::test]
async fn a_cut_or_too_large_file_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let settings = [("CIVIS_POSTS_PER_MINUTE", "0"), ("CIVIS_UPLOAD_MB", "1")];
    let town = Town::found(folder.path(), &settings).await;
    let cookie = town.somebody(Who::Owner).await;
    let large = [b"a;b\n".to_vec(), b"1;2\n".repeat(300_000)].concat();
    let answer = ask(&town.router, sending(SEND, parts(&FIELDS, ("large.csv", &large)), &cookie, true)).await;
    let page = after(&town, &answer, &cookie).await;
    assert!(page.contains("Ce fichier est trop gros") && page.contains("Repas des écoles"), "{page}");
    let just = [b"a;b\n".to_vec(), b"1;2\n".repeat(200_000)].concat();
    let answer = ask(&town.router, sending(SEND, parts(&FIELDS, ("large.csv", &just)), &cookie, true)).await;
    assert!(
        answer.header("location").len() > PAGE.len(),
        "below the limit, far above that of other forms: {}",
        answer.body
    );
    let before = files(folder.path());
    let whole = parts(&FIELDS, ("repas.csv", &large));
    let cut: Vec<Result<Vec<u8>, std::io::Error>> = whole[..whole.len() / 2]
        .chunks(8192)
        .map(|block| Ok(block.to_vec()))
        .chain([Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset))])
        .collect();
    let body = Body::from_stream(futures::stream::iter(cut));
    let answer = ask(&town.router, sending(SEND, body, &cookie, false)).await;
    assert!(answer.status.is_client_error() && answer.body.contains("upload_cut"), "{} {}", answer.status, answer.body);
    assert_eq!(files(folder.path()), before, "nothing of it stays");
}

#[tokio::test]
async fn nobody_sends_a_file_who_may_not_and_no_other_site_does() {
    let folder = tempfile::tempdir().unwrap();
    let town = Town::found(folder.path(), &[("CIVIS_POSTS_PER_MINUTE", "0")]).await;
    for who in [Who::Anonymous, Who::Visitor, Who::Citizen, Who::Stranger] {
        let cookie = town.somebody(who).await;
        let answer = ask(&town.router, sending(SEND, parts(&FIELDS, ("repas.csv", MEALS)), &cookie, false)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{who:?}: {}", answer.body);
    }
    let cookie = town.somebody(Who::Owner).await;
    let mut foreign = sending(SEND, parts(&FIELDS, ("repas.csv", MEALS)), &cookie, true);
    foreign.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    assert_eq!(ask(&town.router, foreign).await.status, StatusCode::FORBIDDEN);
    let mut plain = sending(SEND, "title=a", &cookie, true);
    plain.headers_mut().insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
    assert_eq!(ask(&town.router, plain).await.status, StatusCode::BAD_REQUEST);
    for body in ["", "------civis", "------civis\r\n\r\n\r\n", "\0\0\0"] {
        let answer = ask(&town.router, sending(SEND, body, &cookie, false)).await;
        assert!(answer.status.is_client_error(), "{body:?}: {}", answer.status);
    }
    assert!(files(folder.path()).is_empty());
}

#[tokio::test]
async fn a_line_that_falls_silent_is_given_up() {
    let folder = tempfile::tempdir().unwrap();
    let town = Town::found(folder.path(), &[("CIVIS_POSTS_PER_MINUTE", "0")]).await;
    let cookie = town.somebody(Who::Owner).await;
    let whole = parts(&FIELDS, ("repas.csv", MEALS));
    let begun = futures::stream::iter([Ok::<_, std::io::Error>(whole[..whole.len() - 60].to_vec())]);
    let silent = futures::StreamExt::chain(begun, futures::stream::pending());
    let router = town.router.clone();
    let waiting =
        tokio::spawn(async move { ask(&router, sending(SEND, Body::from_stream(silent), &cookie, false)).await });
    // Until it waits for the line; then the clock runs by itself.
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    tokio::time::pause();
    let answer = waiting.await.unwrap();
    assert!(answer.body.contains("upload_cut"), "{} {}", answer.status, answer.body);
    assert!(files(folder.path()).is_empty());
}
