//! The table of doors, `authority.toml`, against the doors that the program really has.

use crate::town::{Town, Who};
use axum::{
    body::Body,
    http::{Method, Request, request::Builder},
};
use leptos_axum::generate_route_list;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// One door: a server function, a page, or a plain address.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Door {
    /// `anybody`, `somebody`, `citizen`, `publisher`, `owner`, `reader`, `bearer`.
    pub(crate) who: String,
    /// An address for the template of a page or plain door.
    #[serde(default)]
    pub(crate) at: String,
    /// What a function is sent.
    #[serde(default)]
    pub(crate) form: String,
    /// The page on which the owner finds the rest of the form: the fields that name what only the owner has.
    #[serde(default)]
    pub(crate) from: String,
    /// A plain door that takes a form with a file.
    #[serde(default)]
    pub(crate) file: bool,
    /// The status for each [`Who`].
    pub(crate) codes: [u16; 5],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Doors {
    /// What the owner did before: function and form.
    pub(crate) owned: Vec<[String; 2]>,
    pub(crate) functions: BTreeMap<String, Door>,
    pub(crate) pages: BTreeMap<String, Door>,
    pub(crate) plain: BTreeMap<String, Door>,
}

pub(crate) fn table() -> Doors {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/authority.toml");
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The server functions: path below `/api/` and method.
pub(crate) fn functions() -> BTreeMap<String, Method> {
    let all = leptos::server_fn::axum::server_fn_paths();
    all.map(|(path, method)| (path.strip_prefix("/api/").unwrap_or(path).to_owned(), method)).collect()
}

/// Fields of a page with those of a form, which come in their place.
pub(crate) fn over(fields: &str, form: &str) -> String {
    let name = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
    let said: BTreeSet<String> = form.split('&').map(name).collect();
    let kept = fields.split('&').filter(|pair| !said.contains(&name(pair)));
    kept.chain(form.split('&')).filter(|pair| !pair.is_empty()).collect::<Vec<_>>().join("&")
}

/// A form with a small table, and the fields `a=b&c=d`.
pub(crate) fn sending_table(path: &str, form: &str, cookie: &str) -> Request<Body> {
    let fields: Vec<(&str, &str)> = form.split('&').filter_map(|pair| pair.split_once('=')).collect();
    let table = "commune;ecole;repas\n33281;Jules Ferry;120\n33281;Pasteur;80\n";
    let body = crate::common::parts(&fields, ("repas.csv", table.as_bytes()));
    crate::common::sending(path, body, cookie, false)
}

/// A request to a server function as a browser without JavaScript sends it (`page`), or as the program in the browser does.
pub(crate) fn call(method: &Method, function: &str, fields: &str, cookie: &str, page: bool) -> Request<Body> {
    let (path, body) = if method == Method::GET {
        (format!("/api/{function}?{fields}"), Body::empty())
    } else {
        (format!("/api/{function}"), Body::from(fields.to_owned()))
    };
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("accept", if page { "text/html" } else { "application/json" })
        .header("referer", "http://localhost/tableau-de-bord");
    with_cookie(request, cookie).body(body).unwrap()
}

pub(crate) fn with_cookie(request: Builder, cookie: &str) -> Builder {
    if cookie.is_empty() { request } else { request.header("cookie", cookie) }
}

impl Doors {
    /// An owner with all that the table says is owned.
    pub(crate) async fn owner(&self, town: &Town) -> String {
        let cookie = town.somebody(Who::Owner).await;
        for [function, form] in &self.owned {
            let request = if function.starts_with('/') {
                sending_table(function, form, &cookie)
            } else {
                call(&Method::POST, function, form, &cookie, false)
            };
            let answer = crate::common::ask(&town.router, request).await;
            // Several owners speak for one town: what one has said already is there, and files that wait are many enough.
            let there = function.starts_with("publication/") && answer.status == axum::http::StatusCode::CONFLICT;
            let many = function.starts_with('/') && answer.body.contains("too_many_waiting");
            let said = answer.status.is_success() || answer.status.is_redirection() || there || many;
            assert!(said, "{function} {form}: {} {}", answer.status, answer.body);
        }
        cookie
    }
}

/// The addresses in the sources of the plain doors: axum does not list its routes. `both` is a route that may end in a stroke.
fn plain_routes() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/http")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let joined: String = std::fs::read_to_string(path).unwrap().split_whitespace().collect();
            for word in [".route(\"", ".both(\""] {
                found.extend(joined.split(word).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()));
            }
        }
    }
    found
}

fn differences(what: &str, there: &BTreeSet<String>, told: &BTreeSet<String>, faults: &mut Vec<String>) {
    faults.extend(there.difference(told).map(|door| format!("[{what}] has no line for \"{door}\"")));
    faults.extend(told.difference(there).map(|door| format!("[{what}] \"{door}\" is a dead line")));
}

#[tokio::test]
async fn every_door_has_its_line_and_every_line_its_door() {
    let table = table();
    let told = |lines: &BTreeMap<String, Door>| lines.keys().cloned().collect::<BTreeSet<_>>();
    let mut faults = Vec::new();
    differences("functions", &functions().into_keys().collect(), &told(&table.functions), &mut faults);
    let pages = generate_route_list(app::App).iter().map(|route| route.path().to_owned()).collect();
    differences("pages", &pages, &told(&table.pages), &mut faults);
    differences("plain", &plain_routes(), &told(&table.plain), &mut faults);
    assert!(faults.is_empty(), "server/tests/authority.toml:\n{}", faults.join("\n"));
}

#[tokio::test]
async fn no_page_needs_javascript_to_be_complete() {
    for route in generate_route_list(app::App) {
        let mode = format!("{:?}", route.mode());
        assert!(!mode.contains("OutOfOrder"), "{} is rendered out of order", route.path());
    }
}

/// Whether the codes of a line are what its words say.
fn keeps_its_word(door: &Door) -> bool {
    let refused = |code: &u16| matches!(code, 403 | 404);
    let [anonymous, visitor, citizen, stranger, owner] = &door.codes;
    match door.who.as_str() {
        "anybody" => !door.codes.contains(&403),
        "somebody" => refused(anonymous) && !visitor.eq(&403),
        "citizen" => refused(anonymous) && refused(visitor) && !citizen.eq(&403),
        "publisher" | "owner" => [anonymous, visitor, citizen, stranger].into_iter().all(refused) && *owner < 400,
        "reader" => [anonymous, visitor, citizen, stranger].into_iter().all(refused) && *owner == 409,
        "bearer" => door.codes.iter().all(|code| *code == 404),
        _ => false,
    }
}

#[test]
fn the_codes_of_a_line_are_what_its_words_say() {
    let table = table();
    for (name, door) in table.functions.iter().chain(&table.pages).chain(&table.plain) {
        assert!(keeps_its_word(door), "{name}: {door:?}");
    }
    let open = Door { who: "publisher".to_owned(), codes: [200; 5], ..table.plain["/live"].clone() };
    assert!(!keeps_its_word(&open));
}

/// Pages that live in the browser: no function renders them.
const HYDRATED: [&str; 2] = ["/", "/tableau-de-bord"];

#[tokio::test]
async fn each_door_answers_each_actor_as_its_line_says() {
    let folder = tempfile::tempdir().unwrap();
    let town = Town::found(folder.path(), &[("CIVIS_POSTS_PER_MINUTE", "0")]).await;
    let table = table();
    let methods = functions();
    let mut faults = Vec::new();
    let mut asked = 0;
    for (name, door) in &table.functions {
        let Some(method) = methods.get(name) else { continue };
        let mut got = [0; 5];
        let mut said = String::new();
        // Whoever else sends the form of what somebody owns is refused and changes nothing: one owner serves them all.
        let owner = if door.from.is_empty() { String::new() } else { table.owner(&town).await };
        for (who, code) in Who::ALL.into_iter().zip(&mut got) {
            let mut cookie = town.somebody(who).await;
            let mut form = door.form.clone();
            if !door.from.is_empty() {
                match town.form_on(&door.from, name, &owner).await {
                    Some(fields) => form = over(&fields, &form),
                    None => faults.push(format!("{name}: {} has no such form", door.from)),
                }
                if who == Who::Owner {
                    cookie.clone_from(&owner);
                }
            }
            let answer = crate::common::ask(&town.router, call(method, name, &form, &cookie, false)).await;
            *code = answer.status.as_u16();
            asked += 1;
            if *code >= 400 {
                said = answer.body;
            }
        }
        if got != door.codes {
            faults.push(format!("{name}: {:?} expected, {got:?} answered {said}", door.codes));
        }
    }
    for (template, door) in table.pages.iter().chain(&table.plain) {
        let mut got = [0; 5];
        let mut path = if door.at.is_empty() { template.clone() } else { door.at.clone() };
        if !door.from.is_empty() {
            let owner = table.owner(&town).await;
            path = town.link_on(&door.from, &owner).await.unwrap_or(path);
        }
        for (who, code) in Who::ALL.into_iter().zip(&mut got) {
            let cookie = town.somebody(who).await;
            let request = if door.file {
                sending_table(&path, &door.form, &cookie)
            } else {
                let request = with_cookie(Request::get(&path).header("accept", "text/html"), &cookie);
                request.body(Body::empty()).unwrap()
            };
            *code = crate::common::ask(&town.router, request).await.status.as_u16();
            asked += 1;
            // A page that the server renders has a second door, through which the browser asks for it.
            if table.pages.contains_key(template) {
                let again = call(&Method::GET, "page", &format!("address={path}"), &cookie, false);
                let again = crate::common::ask(&town.router, again).await.status.as_u16();
                asked += 1;
                if again != *code && !HYDRATED.contains(&template.as_str()) {
                    faults.push(format!("{template}: {who:?} is answered {code} by the page, {again} by the function"));
                }
            }
        }
        if got != door.codes {
            faults.push(format!("{template}: {:?} expected, {got:?} answered", door.codes));
        }
    }
    let doors = table.functions.len() + table.pages.len() + table.plain.len();
    println!("{asked} requests: {doors} doors x {} actors", Who::ALL.len());
    assert!(faults.is_empty(), "server/tests/authority.toml:\n{}", faults.join("\n"));
}
