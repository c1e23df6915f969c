//! The public doors onto open data, each asked as its clients ask.

use crate::{
    common::{Answer, ask},
    doors::table,
    town::{HERE, Town},
};
use axum::{
    body::Body,
    http::{Method, Request},
};
use domain::data::{Facts, Frequency, Licence, Source, Theme};
use serde_json::{Value, json};
use std::{collections::BTreeSet, path::Path};
use usecases::{
    OpContext,
    data::{self, Choices, Parcel, STARTERS},
};

const EXPLORE: &str = "/api/explore/v2.1/catalog/datasets";
const PLACES: &str = "equipement;latitude;longitude;ouverture;places\nMairie;44.8424;-0.6450;2019-03-01;12\nPiscine;44.8361;-0.6611;2021-09-15;350\n\
    Théâtre;44.8440;-0.6401;2001-05-20;\n";

/// A town whose shelves hold the first datasets, and one of places.
async fn shelves(folder: &Path) -> Town {
    let town = Town::found(folder, &[]).await;
    let ctx = OpContext::system(town.portal.shared.clone());
    for which in STARTERS {
        data::starter(&ctx, which, &HERE.parse().unwrap()).await.unwrap();
    }
    let path = folder.join("lieux.csv");
    std::fs::write(&path, PLACES).unwrap();
    let facts = Facts {
        title: "Lieux publics & <équipements>".to_owned(),
        summary: "Les lieux ouverts au public.".to_owned(),
        description: String::new(),
        producer: HERE.parse().unwrap(),
        licence: Licence::Odbl,
        frequency: Frequency::Monthly,
        themes: vec![Theme::Education, Theme::Cities],
        keywords: vec!["piscine".to_owned(), "théâtre".to_owned()],
        source: Source { words: "Ville de Mérignac".to_owned(), url: String::new() },
        known_defects: String::new(),
    };
    let parcel = Parcel {
        path,
        name: "lieux.csv".to_owned(),
        facts,
        slug: Some("lieux-publics".to_owned()),
        choices: Choices::default(),
        despite: String::new(),
    };
    data::publish(&ctx, parcel, |_| {}).await.unwrap();
    town
}

async fn get(town: &Town, path: &str) -> Answer {
    ask(&town.router, Request::get(path).body(Body::empty()).unwrap()).await
}

async fn read(town: &Town, path: &str) -> Value {
    let answer = get(town, path).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.body);
    assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
    serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{path}: {error}: {}", answer.body))
}

/// A refusal, as JSON.
async fn refused(town: &Town, path: &str, status: u16) -> Value {
    let answer = get(town, path).await;
    assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.body);
    assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
    serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{path}: {error}: {}", answer.body))
}

async fn send(town: &Town, path: &str, body: &Value) -> (u16, Value) {
    let request = Request::post(path).header("content-type", "application/json");
    let answer = ask(&town.router, request.body(Body::from(body.to_string())).unwrap()).await;
    (answer.status.as_u16(), serde_json::from_str(&answer.body).unwrap())
}

fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[tokio::test]
async fn explore_lists_datasets_and_answers_questions() {
    let folder = tempfile::tempdir().unwrap();
    let town = shelves(folder.path()).await;
    for path in [EXPLORE.to_owned(), format!("{EXPLORE}/")] {
        let all = read(&town, &path).await;
        assert_eq!((&all["total_count"], all["results"].as_array().unwrap().len()), (&json!(5), 5));
    }
    let one = read(&town, &format!("{EXPLORE}/communes-de-france")).await;
    assert_eq!(one["dataset_id"], "communes-de-france");
    assert_eq!(
        (&one["metas"]["default"]["records_count"], &one["metas"]["default"]["publisher"]),
        (&json!(2), &json!("Mérignac"))
    );
    assert_eq!(
        one["fields"][2],
        json!({ "name": "population", "label": "Population", "type": "int",
        "description": "Nombre d’habitants : population municipale.", "annotations": {} })
    );
    let asked = format!(
        "{EXPLORE}/communes-de-france/records?where={}&select=commune,population",
        escaped("population > 100000")
    );
    assert_eq!(
        read(&town, &asked).await,
        json!({ "total_count": 1, "results": [{ "commune": "Bordeaux", "population": 261_804 }] })
    );
    let grouped = format!(
        "{EXPLORE}/communes-de-france/records/?select={}&group_by=code_departement",
        escaped("sum(population) as p")
    );
    assert_eq!(read(&town, &grouped).await["results"], json!([{ "code_departement": "33", "p": 336_404 }]));
    let paged = get(&town, &format!("{EXPLORE}/communes-de-france/records?limit=1&order_by=commune")).await;
    assert!(
        paged.header("link").contains("offset=1") && paged.header("link").contains("rel=\"next\""),
        "{}",
        paged.header("link")
    );
    for (question, code) in [
        ("limit=0", "InvalidRESTParameterError"),
        ("limit=-1", "InvalidRESTParameterError"),
        ("limit=2000", "InvalidRESTParameterError"),
        ("where=population%20%3E", "ODSQLError"),
        ("where=rien%3D1", "InvalidRESTParameterError"),
    ] {
        let told = refused(&town, &format!("{EXPLORE}/communes-de-france/records?{question}"), 400).await;
        assert_eq!(told["error_code"], code, "{question}: {told}");
    }
    assert_eq!(refused(&town, &format!("{EXPLORE}/inconnu/records"), 404).await["error_code"], "NotFound");
}

#[tokio::test]
async fn explore_searches_divides_and_exports() {
    let folder = tempfile::tempdir().unwrap();
    let town = shelves(folder.path()).await;
    for (question, count) in [
        (format!("where={}", escaped("\"piscine\"")), 1),
        (format!("refine={}", escaped("publisher:Mérignac")), 5),
        (format!("refine={}", escaped("publisher:Nulle part")), 0),
        ("refine=theme:territoires".to_owned(), 3),
        ("refine=license:odbl".to_owned(), 1),
        (format!("where={}", escaped("modified >= date'2000-01-01'")), 5),
        (format!("where={}", escaped("modified >= date'2100-01-01'")), 0),
    ] {
        let found = read(&town, &format!("{EXPLORE}?{question}")).await;
        assert_eq!(found["total_count"], count, "{question}");
    }
    refused(&town, &format!("{EXPLORE}?order_by=humeur"), 400).await;
    refused(&town, &format!("{EXPLORE}?limit=0"), 400).await;
    let facets = read(&town, "/api/explore/v2.1/catalog/facets").await;
    assert_eq!(
        facets["facets"][0]["facets"][0],
        json!({ "name": "Mérignac", "value": "Mérignac", "count": 5, "state": "displayed" })
    );
    let divided = read(&town, &format!("{EXPLORE}/communes-de-france/facets?facet=code_region")).await;
    assert_eq!(divided["facets"][0]["facets"][0]["count"], 2);
    let all = read(&town, "/api/explore/v2.1/catalog/exports/json").await;
    assert_eq!(all.as_array().unwrap().len(), 5);
    // A description may have lines of its own: rows end with both signs.
    assert_eq!(get(&town, "/api/explore/v2.1/catalog/exports/csv").await.body.matches("\r\n").count(), 6);
    let csv = get(&town, &format!("{EXPLORE}/lieux-publics/exports/csv?select=equipement,places")).await;
    assert_eq!(csv.body, "\u{feff}equipement;places\r\nMairie;12\r\nPiscine;350\r\nThéâtre;\r\n");
    // Compressed, it comes whole too.
    let path = format!("{EXPLORE}/lieux-publics/exports/csv");
    let packed = Request::get(path).header("accept-encoding", "gzip").body(Body::empty()).unwrap();
    assert_eq!(ask(&town.router, packed).await.header("content-encoding"), "gzip");
    let csv = get(
        &town,
        &format!("{EXPLORE}/lieux-publics/exports/csv/?select=equipement&limit=1&delimiter=,&with_bom=false"),
    )
    .await;
    assert_eq!(csv.body, "equipement\r\nMairie\r\n");
    let lines = get(&town, &format!("{EXPLORE}/communes-de-france/exports/jsonl")).await;
    assert_eq!(lines.body.lines().count(), 2);
    let shapes = read(&town, &format!("{EXPLORE}/lieux-publics/exports/geojson")).await;
    assert_eq!(shapes["features"][1]["geometry"]["coordinates"], json!([-0.6611, 44.8361]));
    refused(&town, &format!("{EXPLORE}/communes-de-france/exports/geojson"), 400).await;
    refused(&town, &format!("{EXPLORE}/communes-de-france/exports/pdf"), 404).await;
}

#[tokio::test]
async fn the_tabular_door_pages_filters_and_measures() {
    let folder = tempfile::tempdir().unwrap();
    let town = shelves(folder.path()).await;
    let table = "/api/resources/communes-de-france";
    let one = read(&town, &format!("{table}/")).await;
    assert_eq!(one["links"][1]["rel"], "data");
    let profile = read(&town, &format!("{table}/profile/")).await;
    assert_eq!(profile["profile"]["columns"]["code_commune"]["format"], "code_commune_insee");
    let first = read(&town, &format!("{table}/data/?page_size=1&population__sort=desc")).await;
    assert_eq!(
        (&first["data"][0]["commune"], &first["meta"]),
        (&json!("Bordeaux"), &json!({ "page": 1, "page_size": 1, "total": 2 }))
    );
    assert_eq!((&first["data"][0]["__id"], &first["links"]["prev"]), (&json!(1), &Value::Null));
    let next = first["links"]["next"].as_str().unwrap();
    let second = read(
        &town,
        next.split_once("//").unwrap().1.split_once('/').map(|(_, path)| format!("/{path}")).unwrap().as_str(),
    )
    .await;
    assert_eq!((&second["data"][0]["commune"], &second["links"]["next"]), (&json!("Mérignac"), &Value::Null));
    let found = read(&town, &format!("{table}/data/?commune__contains=bordeaux&columns=population")).await;
    assert_eq!(found["data"], json!([{ "population": 261_804 }]));
    let measured = read(&town, &format!("{table}/data/?code_departement__groupby&population__sum")).await;
    assert_eq!(measured["data"], json!([{ "code_departement": "33", "population__sum": 336_404 }]));
    let csv = get(&town, &format!("{table}/data/csv/?columns=commune,population&page_size=1")).await;
    assert_eq!(csv.body, "commune,population\r\nBordeaux,261804\r\nMérignac,74600\r\n");
    let id = read(&town, "/api/3/action/package_show?id=communes-de-france").await["result"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(read(&town, &format!("/api/resources/{id}/data/")).await["meta"]["total"], 2);
    for question in ["page_size=0", "page_size=1001", "page=0", "rien__exact=1", "population__exact=beaucoup", "x=1"] {
        let told = refused(&town, &format!("{table}/data/?{question}"), 400).await;
        assert!(told["errors"][0]["title"].is_string(), "{question}: {told}");
    }
    assert_eq!(refused(&town, "/api/resources/inconnu/data/", 404).await["errors"][0]["code"], 404);
}

#[tokio::test]
async fn ckan_actions_answer_by_address_and_by_body() {
    let folder = tempfile::tempdir().unwrap();
    let town = shelves(folder.path()).await;
    for door in ["/api/action", "/api/3/action"] {
        let names = read(&town, &format!("{door}/package_list")).await;
        assert_eq!((&names["success"], names["result"].as_array().unwrap().len()), (&json!(true), 5));
    }
    let (status, shown) = send(&town, "/api/action/package_show", &json!({ "id": "lieux-publics" })).await;
    let package = &shown["result"];
    assert_eq!((status, &package["title"]), (200, &json!("Lieux publics & <équipements>")));
    assert_eq!(
        (&package["license_id"], &package["organization"]["name"]),
        (&json!("odc-odbl"), &json!("commune-33281"))
    );
    assert_eq!((package["num_resources"].as_u64(), package["tags"].as_array().unwrap().len()), (Some(5), 2));
    assert_eq!(package["resources"][0]["datastore_active"], true);
    for (question, count) in [
        ("q=piscine", 1),
        ("q=*:*", 5),
        ("fq=organization:commune-33281", 5),
        ("fq=groups:territoires", 3),
        ("fq=license_id:odc-odbl", 1),
        ("q=rien-de-tel", 0),
        ("rows=0", 5),
        ("fq=groups:inconnu", 0),
    ] {
        let found = read(&town, &format!("/api/3/action/package_search?{question}")).await;
        assert_eq!(found["result"]["count"], count, "{question}");
    }
    let body = json!({ "q": "", "facet.field": ["organization", "groups"], "rows": 1, "sort": "name asc", "start": 1 });
    let (_, found) = send(&town, "/api/action/package_search", &body).await;
    assert_eq!(found["result"]["results"][0]["name"], "fiches-de-service-public");
    assert_eq!(found["result"]["facets"]["organization"], json!({ "commune-33281": 5 }));
    assert_eq!(found["result"]["search_facets"]["organization"]["items"][0]["display_name"], "Mérignac");
    for (action, value) in [
        ("organization_list", json!(["commune-33281"])),
        ("site_read", json!(true)),
        ("tag_list?query=pisc", json!(["piscine"])),
    ] {
        assert_eq!(read(&town, &format!("/api/3/action/{action}")).await["result"], value);
    }
    assert_eq!(read(&town, "/api/3/action/organization_show?id=commune-33281").await["result"]["package_count"], 5);
    assert_eq!(
        read(&town, "/api/3/action/group_show?id=education&include_datasets=true").await["result"]["packages"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert_eq!(read(&town, "/api/3/action/license_list").await["result"][0]["id"], "etalab-2.0");
    assert_eq!(read(&town, "/api/3/action/status_show").await["result"]["extensions"], json!(["datastore"]));
}

#[tokio::test]
async fn ckan_rows_are_searched_and_there_is_no_sql() {
    let folder = tempfile::tempdir().unwrap();
    let town = shelves(folder.path()).await;
    let package = read(&town, "/api/3/action/package_show?id=communes-de-france").await;
    let id = package["result"]["resources"][0]["id"].as_str().unwrap();
    let body = json!({ "resource_id": id, "filters": { "commune": ["Bordeaux"] }, "limit": 5 });
    let (_, found) = send(&town, "/api/action/datastore_search", &body).await;
    assert_eq!((&found["result"]["total"], &found["result"]["records"][0]["_id"]), (&json!(1), &json!(1)));
    assert_eq!(found["result"]["fields"][0], json!({ "id": "_id", "type": "int" }));
    let (_, found) = send(&town, "/api/action/datastore_search", &json!({ "resource_id": id, "limit": 0 })).await;
    assert_eq!((&found["result"]["total"], &found["result"]["records"]), (&json!(2), &json!([])));
    assert_eq!(read(&town, &format!("/api/action/datastore_info?id={id}")).await["result"]["meta"]["count"], 2);
    assert_eq!(read(&town, &format!("/api/action/resource_show?id={id}-parquet")).await["result"]["format"], "Parquet");
    let told = refused(&town, "/api/3/action/package_show?id=inconnu", 404).await;
    assert_eq!((&told["success"], &told["error"]["__type"]), (&json!(false), &json!("Not Found Error")));
    for (path, status) in [
        ("package_show", 400),
        ("datastore_search_sql?sql=SELECT%201", 400),
        ("package_create", 400),
        ("datastore_search?resource_id=communes-de-france&limit=x", 400),
        ("datastore_search?resource_id=communes-de-france&filters=%5B", 400),
        ("package_search?rows=-1", 400),
        ("package_search?q=-organization:x", 400),
        ("help_show?name=rien", 404),
    ] {
        assert_eq!(refused(&town, &format!("/api/3/action/{path}"), status).await["success"], false, "{path}");
    }
    let request = Request::post("/api/action/package_show").header("content-type", "application/json");
    let broken = ask(&town.router, request.body(Body::from("[1")).unwrap()).await;
    assert_eq!(broken.status.as_u16(), 400);
}

#[tokio::test]
async fn a_question_by_body_is_no_form_that_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let town = Town::found(folder.path(), &[("CIVIS_POSTS_PER_MINUTE", "1")]).await;
    for _ in 0..20 {
        assert_eq!(send(&town, "/api/action/package_list", &json!({})).await.0, 200);
    }
}

#[tokio::test]
async fn places_are_features_with_ids_that_stay() {
    let folder = tempfile::tempdir().unwrap();
    let town = shelves(folder.path()).await;
    for path in ["/ogc", "/ogc/", "/ogc/conformance", "/ogc/api"] {
        read(&town, path).await;
    }
    let collections = read(&town, "/ogc/collections").await;
    let ids: Vec<&str> =
        collections["collections"].as_array().unwrap().iter().filter_map(|each| each["id"].as_str()).collect();
    assert_eq!(ids, ["lieux-publics"]);
    let one = read(&town, "/ogc/collections/lieux-publics").await;
    assert_eq!(one["extent"]["spatial"]["bbox"], json!([[-0.6611, 44.8361, -0.6401, 44.844]]));
    assert_eq!(one["extent"]["temporal"]["interval"], json!([["2001-05-20T00:00:00Z", "2021-09-15T00:00:00Z"]]));
    assert_eq!(
        read(&town, "/ogc/collections/lieux-publics/queryables").await["properties"]["places"]["type"],
        "integer"
    );
    assert!(read(&town, "/ogc/collections/lieux-publics/schema").await["properties"]["geometry"].is_object());
    let items = "/ogc/collections/lieux-publics/items";
    let answer = get(&town, &format!("{items}?limit=2")).await;
    assert_eq!(answer.header("content-type"), "application/geo+json");
    let found: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(
        (&found["numberMatched"], &found["numberReturned"], &found["features"][1]["id"]),
        (&json!(3), &json!(2), &json!(2))
    );
    let next = found["links"].as_array().unwrap().iter().find(|link| link["rel"] == "next").unwrap();
    assert!(next["href"].as_str().unwrap().ends_with("/items?limit=2&offset=2"), "{next}");
    for (question, count) in [
        ("bbox=-0.65,44.84,-0.64,44.85", 2),
        ("datetime=2020-01-01/..", 1),
        ("equipement=Mairie", 1),
        ("bbox=0,0,1,1", 0),
        ("limit=100000", 3),
    ] {
        assert_eq!(read(&town, &format!("{items}?{question}")).await["numberMatched"], count, "{question}");
    }
    let one = read(&town, &format!("{items}/3")).await;
    assert_eq!((&one["id"], &one["properties"]["equipement"]), (&json!(3), &json!("Théâtre")));
    for (path, status) in [
        (format!("{items}/4"), 404),
        (format!("{items}/x"), 404),
        (format!("{items}?limit=0"), 400),
        (format!("{items}?bbox=1"), 400),
        (format!("{items}?inconnu=1"), 400),
        ("/ogc/collections/communes-de-france/items".to_owned(), 404),
    ] {
        assert!(refused(&town, &path, status).await["description"].is_string());
    }
}

/// The triples of an answer, without those that say where the other pages are: these lead on in the syntax that was asked for.
async fn triples(town: &Town, path: &str) -> BTreeSet<String> {
    let answer = get(town, path).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.body);
    let bytes = answer.body.as_bytes();
    let all: Vec<String> = if path.contains(".ttl") {
        oxttl::TurtleParser::new().for_slice(bytes).map(|triple| triple.unwrap().to_string()).collect()
    } else if path.contains(".jsonld") {
        let quads = oxjsonld::JsonLdParser::new().for_slice(bytes);
        quads
            .map(|quad| quad.unwrap())
            .map(|quad| oxrdf::Triple::new(quad.subject, quad.predicate, quad.object).to_string())
            .collect()
    } else {
        oxrdfxml::RdfXmlParser::new().for_slice(bytes).map(|triple| triple.unwrap().to_string()).collect()
    };
    all.into_iter().filter(|triple| !triple.contains("?page=")).collect()
}

#[tokio::test]
async fn the_catalogue_says_the_same_in_three_syntaxes() {
    let folder = tempfile::tempdir().unwrap();
    let town = shelves(folder.path()).await;
    for stem in ["/catalog", "/organisations/commune/33281/catalog", "/dataset/lieux-publics"] {
        let turtle = triples(&town, &format!("{stem}.ttl")).await;
        assert!(turtle.len() > 50, "{stem}: {}", turtle.len());
        for end in ["rdf", "jsonld"] {
            assert_eq!(turtle, triples(&town, &format!("{stem}.{end}")).await, "{stem}.{end}");
        }
    }
    let turtle = get(&town, "/catalog.ttl").await;
    assert!(
        turtle.body.contains("hydra:PartialCollectionView") && turtle.body.contains("hydra:totalItems 5"),
        "{}",
        turtle.body
    );
    let links: Vec<&str> = turtle.headers.get_all("link").iter().filter_map(|link| link.to_str().ok()).collect();
    assert!(links.iter().any(|link| link.contains("catalog.jsonld>; rel=\"alternate\"")), "{links:?}");
    let none = get(&town, "/catalog.ttl?modified_since=2100-01-01").await;
    assert!(!none.body.contains("a dcat:Dataset"), "{}", none.body);
    for (path, status) in [
        ("/catalog.ttl?page=9", 404),
        ("/catalog.ttl?page=0", 400),
        ("/catalog.ttl?modified_since=hier", 400),
        ("/catalog.pdf", 404),
    ] {
        refused(&town, path, status).await;
    }
}

#[tokio::test]
async fn what_is_accepted_decides_what_a_catalogue_is_written_in() {
    let folder = tempfile::tempdir().unwrap();
    let town = shelves(folder.path()).await;
    for (accept, status, kind) in [
        ("*/*", 200, "text/turtle; charset=utf-8"),
        ("application/rdf+xml", 200, "application/rdf+xml"),
        ("text/turtle;q=0.5, application/ld+json", 200, "application/ld+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9", 303, ""),
    ] {
        for path in ["/catalog", "/dataset/lieux-publics"] {
            let request = Request::get(path).header("accept", accept).body(Body::empty()).unwrap();
            let answer = ask(&town.router, request).await;
            assert_eq!(
                (answer.status.as_u16(), answer.header("content-type"), answer.header("vary").contains("accept")),
                (status, kind, true),
                "{path} {accept}"
            );
        }
    }
}

#[tokio::test]
async fn a_data_package_and_feeds_describe_what_there_is() {
    let folder = tempfile::tempdir().unwrap();
    let town = shelves(folder.path()).await;
    let package = read(&town, "/dataset/communes-de-france/datapackage.json").await;
    assert_eq!(package["resources"][0]["schema"]["fields"][0]["type"], "string");
    let feed = get(&town, "/feed.atom").await;
    assert_eq!(feed.header("content-type"), "application/atom+xml; charset=utf-8");
    assert_eq!(feed.body.matches("<entry>").count(), 5);
    assert!(feed.body.contains("Lieux publics &amp; &lt;équipements&gt;"), "{}", feed.body);
    assert_eq!(get(&town, "/organisations/commune/33281/feed.atom").await.body.matches("<entry>").count(), 5);
    assert_eq!(get(&town, "/organisations/commune/33063/feed.atom").await.body.matches("<entry>").count(), 0);
    refused(&town, "/organisations/commune/99999/feed.atom", 404).await;
    let versions = get(&town, "/dataset/lieux-publics/feed.atom").await;
    assert!(versions.body.matches("<entry>").count() == 1 && versions.body.contains("version 1"), "{}", versions.body);
    let answer = get(&town, "/dataset/lieux-publics/question.atom?par=equipement&calcul=nombre").await;
    assert!(
        answer.body.matches("<entry>").count() == 1 && answer.body.contains("Mairie, 1 ; Piscine, 1"),
        "{}",
        answer.body
    );
    refused(&town, "/dataset/lieux-publics/question.atom?par=rien", 400).await;
    let since =
        |value: &str| Request::get("/feed.atom").header("if-modified-since", value).body(Body::empty()).unwrap();
    let last = feed.header("last-modified");
    assert_eq!(ask(&town.router, since(last)).await.status.as_u16(), 304);
    assert_eq!(ask(&town.router, since("Sun, 06 Nov 1994 08:49:37 GMT")).await.status.as_u16(), 200);
}

#[tokio::test]
async fn who_has_an_answer_already_is_not_sent_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let town = shelves(folder.path()).await;
    for path in [
        "/api/explore/v2.1/catalog/datasets",
        "/api/explore/v2.1/catalog/datasets/communes-de-france/records?limit=1",
        "/api/explore/v2.1/catalog/datasets/communes-de-france/exports/csv",
        "/api/resources/communes-de-france/data/",
        "/api/3/action/package_list",
        "/ogc/collections/lieux-publics/items",
        "/catalog.ttl",
        "/dataset/communes-de-france/datapackage.json",
        "/feed.atom",
        "/openapi.json",
    ] {
        let whole = get(&town, path).await;
        let tag = whole.header("etag");
        assert!(whole.status.is_success() && tag.starts_with('"'), "{path}: {} {tag}", whole.status);
        let again =
            ask(&town.router, Request::get(path).header("if-none-match", tag).body(Body::empty()).unwrap()).await;
        assert_eq!((again.status.as_u16(), again.body.as_str(), again.header("etag")), (304, "", tag), "{path}");
        let head = ask(&town.router, Request::head(path).body(Body::empty()).unwrap()).await;
        assert_eq!((head.status.as_u16(), head.body.as_str(), head.header("etag")), (200, "", tag), "{path}");
        for method in [Method::PUT, Method::DELETE, Method::PATCH] {
            let request = Request::builder().method(&method).uri(path).body(Body::empty()).unwrap();
            assert_eq!(ask(&town.router, request).await.status.as_u16(), 405, "{method} {path}");
        }
    }
}

/// What is no door for re-users: of the machine, of robots, of one person.
const ASIDE: [&str; 11] = [
    "/calendrier/{file}",
    "/compte/mes-donnees.zip",
    "/live",
    "/metrics",
    "/ready",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap/{part}",
    "/tableau-de-bord/export.txt",
    "/territoires/{level}/{code}/publier/donnees/envoi",
    "/territoires/{level}/{code}/publier/donnees/{draft}/rapport.csv",
];

#[tokio::test]
async fn each_public_door_is_described() {
    let folder = tempfile::tempdir().unwrap();
    let town = Town::found(folder.path(), &[]).await;
    let document = read(&town, "/openapi.json").await;
    assert_eq!(document["openapi"], "3.1.0");
    let described: BTreeSet<String> = document["paths"].as_object().unwrap().keys().cloned().collect();
    let there: BTreeSet<String> = table().plain.into_keys().filter(|path| !ASIDE.contains(&path.as_str())).collect();
    assert_eq!(described, there, "server/src/http/api/openapi/routes.rs and server/tests/authority.toml differ");
    let features = read(&town, "/ogc/api").await;
    assert!(
        features["openapi"] == "3.0.3"
            && features["paths"].as_object().unwrap().keys().all(|path| path.starts_with("/ogc"))
    );
}
