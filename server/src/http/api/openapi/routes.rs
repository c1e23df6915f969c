//! The table of the doors.

/// What a value of the address is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// Text in the language of the door.
    Text,
    /// A day.
    Moment,
    /// A whole number between two.
    Whole(i64, i64),
}

/// A value behind the question mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct Param {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) about: &'static str,
}

const fn text(name: &'static str, about: &'static str) -> Param {
    Param { name, kind: Kind::Text, about }
}

const fn whole(name: &'static str, least: i64, most: i64, about: &'static str) -> Param {
    Param { name, kind: Kind::Whole(least, most), about }
}

const MOST_OFFSET: i64 = domain::data::query::MOST_OFFSET;

const WHERE: &[Param] =
    &[text("where", "A condition in ODSQL."), text("refine", "field:value."), text("exclude", "field:value.")];
const SELECT: &[Param] = &[
    text("select", "Fields and measures, with commas."),
    text("group_by", "Fields, with commas."),
    text("order_by", "Fields, each with asc or desc."),
];
const ROWS: &[Param] = &[
    whole("limit", 1, 1_000, "Rows of the answer: 10 when nothing is said."),
    whole("offset", 0, MOST_OFFSET, "Rows left out first."),
];
const ORDER: &[Param] = &[text("order_by", "modified desc, modified asc, title or dataset_id.")];
const DATASETS: &[Param] = &[
    whole("limit", 1, 100, "Datasets of the answer: 10 when nothing is said."),
    whole("offset", 0, MOST_OFFSET, "Datasets left out first."),
];
const ALL: &[Param] = &[whole("limit", -1, MOST_OFFSET, "Rows at most: -1 for all of them.")];
const FACET: &[Param] = &[text("facet", "A field, as often as needed.")];
const CSV: &[Param] = &[
    text("delimiter", "; , | or a tabulation."),
    text("with_bom", "true or false."),
    text("use_labels", "true or false."),
];
const TABULAR: &[Param] = &[
    whole("page", 1, 1_000_000, "From 1."),
    whole("page_size", 1, 1_000, "Rows of a page: 20 when nothing is said."),
    text(
        "columns",
        "Names with commas. Conditions, orders, groups and measures are name__exact=value, name__sort=desc, name__groupby, name__sum.",
    ),
];
const CKAN: &[Param] = &[
    text("id", "A dataset, resource, organisation or theme."),
    text("resource_id", "A resource, or the name of its dataset."),
    text("q", "Words."),
    text("fq", "organization:, groups:, license_id:, tags:"),
    text("sort", "In which order."),
    text("filters", "A JSON object of columns and values."),
    text("fields", "Names with commas."),
    whole("rows", 0, 1_000, "Datasets of the answer."),
    whole("start", 0, MOST_OFFSET, "Datasets left out first."),
    whole("limit", 0, 32_000, "Rows or names of the answer."),
    whole("offset", 0, MOST_OFFSET, "Rows or names left out first."),
];
const ITEMS: &[Param] = &[
    whole("limit", 1, 10_000, "Features of the answer: 10 when nothing is said, 1,000 at most."),
    whole("offset", 0, MOST_OFFSET, "Features left out first."),
    text("bbox", "West, south, east, north, in degrees. A property may be asked for by its name."),
    text("datetime", "An instant, or an interval with a stroke; two points where it is open."),
];
const COLLECTIONS: &[Param] = &[
    whole("limit", 1, 1_000, "Collections of the answer."),
    whole("offset", 0, 1_000_000, "Collections left out first."),
];
const PAGE: &[Param] = &[whole("page", 1, 1_000_000, "From 1.")];
const SINCE: &[Param] =
    &[Param { name: "modified_since", kind: Kind::Moment, about: "Only what was updated at this time or later." }];
const QUESTION: &[Param] = &[
    whole("version", 1, MOST_OFFSET, "A version of the past."),
    text("q", "Words."),
    text("f", "A condition, column.sign.value, as often as needed."),
    text("par", "A column by which rows are grouped."),
    text("calcul", "A measure."),
    text("tri", "A column; with a minus, downwards."),
];

/// A door.
#[derive(Debug)]
pub(super) struct Route {
    pub(super) path: &'static str,
    /// The standard that it speaks.
    pub(super) door: &'static str,
    pub(super) summary: &'static str,
    pub(super) media: &'static [&'static str],
    /// The outline of its answer, among the schemas.
    pub(super) schema: &'static str,
    pub(super) query: &'static [&'static [Param]],
    /// The values that a part of the path may have.
    pub(super) values: &'static [(&'static str, &'static [&'static str])],
    /// Whether a question may be sent in a body too.
    pub(super) posts: bool,
    /// Whether it may lead to a page for people.
    pub(super) sees: bool,
}

const fn door(door: &'static str, path: &'static str, summary: &'static str, schema: &'static str) -> Route {
    Route {
        path,
        door,
        summary,
        media: &["application/json"],
        schema,
        query: &[],
        values: &[],
        posts: false,
        sees: false,
    }
}

const RDF: &[&str] = &["text/turtle", "application/rdf+xml", "application/ld+json"];
const ATOM: &[&str] = &["application/atom+xml"];
const GEO: &[&str] = &["application/geo+json"];
const SCHEMA: &[&str] = &["application/schema+json"];
const EXPORTS: &[&str] = &["text/csv", "application/json", "application/geo+json", "application/x-ndjson"];
const FILES: &[&str] = &[
    "text/csv",
    "application/json",
    "application/geo+json",
    "application/x-ndjson",
    "application/vnd.apache.parquet",
    "application/octet-stream",
];
const LEVELS: (&str, &[&str]) = ("level", &["commune", "epci", "departement", "region"]);
const ACTIONS: (&str, &[&str]) = ("name", &super::super::ckan::NAMES);

const EXPLORE: &str = "Explore 2.1";
const TABULAR_API: &str = "Tabular";
const ACTION: &str = "CKAN";
const OGC: &str = "OGC API - Features";
const LINKED: &str = "DCAT-AP";
const FEED: &str = "Atom";
const PLAIN: &str = "Files";

/// Every door of the public API.
pub(super) const ROUTES: &[Route] = &[
    Route {
        query: &[WHERE, ORDER, DATASETS],
        ..door(EXPLORE, "/api/explore/v2.1/catalog/datasets", "The datasets.", "Results")
    },
    Route {
        query: &[WHERE, FACET],
        ..door(EXPLORE, "/api/explore/v2.1/catalog/facets", "How the datasets divide.", "Facets")
    },
    Route {
        query: &[WHERE, ORDER, ALL],
        media: &["application/json", "text/csv"],
        values: &[("format", &["json", "csv"])],
        ..door(EXPLORE, "/api/explore/v2.1/catalog/exports/{format}", "All datasets.", "Anything")
    },
    door(EXPLORE, "/api/explore/v2.1/catalog/datasets/{id}", "A dataset with its fields.", "Object"),
    Route {
        query: &[SELECT, WHERE, ROWS],
        ..door(
            EXPLORE,
            "/api/explore/v2.1/catalog/datasets/{id}/records",
            "The rows of a dataset, or its groups.",
            "Results",
        )
    },
    Route {
        query: &[WHERE, FACET],
        ..door(EXPLORE, "/api/explore/v2.1/catalog/datasets/{id}/facets", "How the rows of a dataset divide.", "Facets")
    },
    door(EXPLORE, "/api/explore/v2.1/catalog/datasets/{id}/exports", "The formats of a dataset.", "Object"),
    Route {
        query: &[SELECT, WHERE, ALL, CSV],
        media: EXPORTS,
        values: &[("format", &["csv", "json", "jsonl", "geojson"])],
        ..door(
            EXPLORE,
            "/api/explore/v2.1/catalog/datasets/{id}/exports/{format}",
            "All rows of an answer.",
            "Anything",
        )
    },
    door(TABULAR_API, "/api/resources/{id}", "A table.", "Object"),
    door(TABULAR_API, "/api/resources/{id}/profile", "The columns of a table.", "Object"),
    Route {
        query: &[TABULAR],
        ..door(TABULAR_API, "/api/resources/{id}/data", "The rows of a table, or its groups.", "Rows")
    },
    Route {
        query: &[TABULAR],
        media: &["text/csv", "application/json"],
        values: &[("format", &["csv", "json"])],
        ..door(TABULAR_API, "/api/resources/{id}/data/{format}", "All rows of an answer.", "Anything")
    },
    Route {
        query: &[CKAN],
        values: &[ACTIONS],
        posts: true,
        ..door(ACTION, "/api/action/{name}", "An action.", "Action")
    },
    Route {
        query: &[CKAN],
        values: &[ACTIONS],
        posts: true,
        ..door(ACTION, "/api/3/action/{name}", "The same.", "Action")
    },
    door(OGC, "/ogc", "Where to begin.", "Object"),
    door(OGC, "/ogc/conformance", "The classes that are conformed to.", "Object"),
    Route {
        media: &["application/vnd.oai.openapi+json"],
        ..door(OGC, "/ogc/api", "What describes this API.", "Object")
    },
    Route { query: &[COLLECTIONS], ..door(OGC, "/ogc/collections", "The datasets that have places.", "Collections") },
    door(OGC, "/ogc/collections/{id}", "A dataset that has places.", "Object"),
    Route { media: SCHEMA, ..door(OGC, "/ogc/collections/{id}/queryables", "What can be asked for.", "Object") },
    Route { media: SCHEMA, ..door(OGC, "/ogc/collections/{id}/schema", "The properties.", "Object") },
    Route { media: GEO, query: &[ITEMS], ..door(OGC, "/ogc/collections/{id}/items", "The features.", "Features") },
    Route {
        media: GEO,
        ..door(OGC, "/ogc/collections/{id}/items/{fid}", "A feature, by the number of its row.", "Feature")
    },
    Route {
        media: RDF,
        query: &[PAGE, SINCE],
        sees: true,
        ..door(LINKED, "/catalog", "The catalogue, in the syntax that is accepted.", "Anything")
    },
    Route {
        media: RDF,
        query: &[PAGE, SINCE],
        values: &[("format", &["ttl", "rdf", "xml", "jsonld"])],
        ..door(LINKED, "/catalog.{format}", "The catalogue.", "Anything")
    },
    Route {
        media: &[],
        values: &[LEVELS],
        sees: true,
        ..door(LINKED, "/organisations/{level}/{code}", "What names an organisation.", "Anything")
    },
    Route {
        media: &["text/turtle", "application/rdf+xml", "application/ld+json", "application/atom+xml"],
        query: &[PAGE, SINCE],
        values: &[
            LEVELS,
            ("file", &["catalog", "catalog.ttl", "catalog.rdf", "catalog.xml", "catalog.jsonld", "feed.atom"]),
        ],
        sees: true,
        ..door(
            LINKED,
            "/organisations/{level}/{code}/{file}",
            "The catalogue or the feed of an organisation.",
            "Anything",
        )
    },
    Route {
        media: RDF,
        sees: true,
        ..door(LINKED, "/dataset/{slug}", "A dataset; with .ttl, .rdf or .jsonld, in that syntax.", "Anything")
    },
    door(PLAIN, "/dataset/{slug}/datapackage.json", "A Data Package with a Table Schema.", "Object"),
    Route { media: ATOM, query: &[PAGE], ..door(FEED, "/feed.atom", "What was updated lately.", "Anything") },
    Route { media: ATOM, ..door(FEED, "/dataset/{slug}/feed.atom", "The versions of a dataset.", "Anything") },
    Route {
        media: ATOM,
        query: &[QUESTION],
        ..door(FEED, "/dataset/{slug}/question.atom", "When the answer to a question changed.", "Anything")
    },
    Route {
        media: FILES,
        query: &[QUESTION],
        values: &[("format", &["csv", "json", "ndjson", "geojson", "parquet", "original"])],
        ..door(PLAIN, "/donnees/{slug}/export/{format}", "A dataset, or an answer of it, as a file.", "Anything")
    },
    door(PLAIN, "/openapi.json", "This description.", "Object"),
];
