//! A catalogue and its datasets in DCAT-AP 3.0. Each thing that is named has its class, so that SEMIC's shapes can judge it.

use super::{
    super::{
        catalogue::{description, export, formats, licence_page, licence_words, original, page, theme_words},
        reply::escaped,
    },
    graph::{Graph, Node},
};
use domain::{
    data::{Dataset, Licence},
    territory::{Level, TerritoryId},
};

const FRENCH: &str = "eu:language/FRA";
const THEMES: &str = "http://publications.europa.eu/resource/authority/data-theme";
const SHA_256: &str = "spdx:checksumAlgorithm_sha256";

/// The address that names a dataset.
pub(super) fn dataset_iri(base: &str, dataset: &Dataset) -> String {
    format!("{base}/dataset/{}", escaped(&dataset.slug))
}

/// The address that names an organisation.
pub(super) fn organisation_iri(base: &str, id: &TerritoryId) -> String {
    format!("{base}/organisations/{id}")
}

/// The address that names a catalogue: the whole one, or that of an organisation.
pub(super) fn catalogue_iri(base: &str, of: Option<&TerritoryId>) -> String {
    of.map_or_else(|| format!("{base}/catalog"), |id| format!("{}/catalog", organisation_iri(base, id)))
}

/// A territory as INSEE names it.
fn place_iri(id: &TerritoryId) -> String {
    let level = match id.level() {
        Level::Commune => "commune",
        Level::Epci => "intercommunalite",
        Level::Departement => "departement",
        Level::Region => "region",
    };
    format!("http://id.insee.fr/geo/{level}/{}", id.code())
}

/// What a catalogue says of itself.
pub(super) struct Catalogue<'a> {
    pub(super) base: &'a str,
    /// The organisation whose catalogue it is, with its name.
    pub(super) of: Option<(&'a TerritoryId, &'a str)>,
    /// When its latest dataset was updated.
    pub(super) modified: Option<i64>,
}

impl Catalogue<'_> {
    fn iri(&self) -> String {
        catalogue_iri(self.base, self.of.map(|(id, _)| id))
    }

    /// The catalogue, its datasets of this page, and the doors through which they can be asked.
    pub(super) fn describe(&self, graph: &mut Graph, datasets: &[Dataset]) {
        let base = self.base;
        let (title, publisher) = match self.of {
            Some((id, name)) => (format!("Données ouvertes : {name}"), organisation_iri(base, id)),
            None => ("Données ouvertes des territoires".to_owned(), format!("{base}/catalog#editeur")),
        };
        let services = services(base);
        let mut catalogue = graph
            .node(&self.iri(), "dcat:Catalog")
            .words("dct:title", &title)
            .words("dct:description", "Les jeux de données que des territoires publient sur ce portail.")
            .link("dct:publisher", &publisher)
            .link("dct:language", FRENCH)
            .link("dct:license", Licence::OpenLicence.uri())
            .link("dcat:themeTaxonomy", THEMES)
            .link("foaf:homepage", &format!("{base}/donnees"));
        if let Some(modified) = self.modified {
            catalogue = catalogue.moment("dct:modified", modified);
        }
        for dataset in datasets {
            catalogue = catalogue.link("dcat:dataset", &dataset_iri(base, dataset));
        }
        for (name, ..) in &services {
            catalogue = catalogue.link("dcat:service", &format!("{base}/catalog#{name}"));
        }
        drop(catalogue);
        document(graph, &format!("{base}/donnees"));
        language(graph);
        licence(graph, Licence::OpenLicence);
        if let Some(node) = graph.shared(THEMES, "skos:ConceptScheme") {
            node.words("dct:title", "Thèmes de données de l’Union européenne");
        }
        if let Some((id, name)) = self.of {
            agent(graph, base, id, name);
        } else {
            let home = format!("{base}/");
            graph.node(&publisher, "foaf:Agent").words("foaf:name", "Portail Civis Data").link("foaf:homepage", &home);
            document(graph, &home);
        }
        for service in services {
            door(graph, base, &service, datasets);
        }
        for each in datasets {
            dataset(graph, base, each);
        }
    }
}

/// A door: its name in addresses, its title, where it begins, the standard it follows, whether it serves only what has a place.
type Service = (&'static str, &'static str, String, &'static str, bool);

fn services(base: &str) -> [Service; 4] {
    [
        (
            "explore",
            "API Explore 2.1",
            format!("{base}/api/explore/v2.1"),
            "https://help.opendatasoft.com/apis/ods-explore-v2/",
            false,
        ),
        (
            "tabular",
            "API tabulaire",
            format!("{base}/api/resources"),
            "https://www.data.gouv.fr/dataservices/api-tabulaire-data-gouv-fr-beta",
            false,
        ),
        ("ckan", "API d’actions CKAN", format!("{base}/api/3/action"), "https://docs.ckan.org/en/2.11/api/", false),
        ("ogc", "OGC API - Features", format!("{base}/ogc"), "http://www.opengis.net/spec/ogcapi-features-1/1.0", true),
    ]
}

fn door(graph: &mut Graph, base: &str, (name, title, address, standard, placed): &Service, datasets: &[Dataset]) {
    let described = format!("{base}/openapi.json");
    let mut node = graph
        .node(&format!("{base}/catalog#{name}"), "dcat:DataService")
        .words("dct:title", title)
        .link("dcat:endpointURL", address)
        .link("dcat:endpointDescription", &described)
        .link("dct:conformsTo", standard)
        .link("dct:accessRights", "eu:access-right/PUBLIC");
    for dataset in datasets.iter().filter(|each| !placed || domain::data::has_place(&each.version.columns)) {
        node = node.link("dcat:servesDataset", &dataset_iri(base, dataset));
    }
    drop(node);
    for resource in [address.as_str(), &described] {
        graph.typed(resource, "rdfs:Resource");
    }
    graph.typed(standard, "dct:Standard");
    public(graph);
}

/// A dataset with its distributions.
pub(super) fn dataset(graph: &mut Graph, base: &str, dataset: &Dataset) {
    let (facts, version) = (&dataset.facts, &dataset.version);
    let iri = dataset_iri(base, dataset);
    let landing = page(base, dataset);
    let mut forms: Vec<&str> = formats(dataset).into_iter().map(|(word, ..)| word).collect();
    forms.push("original");
    let mut node = graph
        .node(&iri, "dcat:Dataset")
        .text("dct:identifier", &dataset.id.to_string())
        .words("dct:title", &facts.title)
        .words("dct:description", &description(dataset))
        .moment("dct:issued", dataset.created)
        .moment("dct:modified", version.created)
        .text("dcat:version", &version.number.to_string())
        .link("dct:publisher", &organisation_iri(base, &facts.producer))
        .link("dct:accrualPeriodicity", facts.frequency.uri())
        .link("dct:language", FRENCH)
        .link("dct:spatial", &place_iri(&facts.producer))
        .link("dct:accessRights", "eu:access-right/PUBLIC")
        .link("dcat:landingPage", &landing);
    for theme in &facts.themes {
        node = node.link("dcat:theme", theme.uri());
    }
    for word in &facts.keywords {
        node = node.words("dcat:keyword", word);
    }
    for form in &forms {
        node = node.link("dcat:distribution", &format!("{iri}#{form}"));
    }
    let source = &facts.source;
    let has_page = oxrdf::NamedNode::new(source.url.as_str()).is_ok();
    if has_page {
        node = node.link("foaf:page", &source.url);
    }
    if !source.words.is_empty() {
        node = node.link("dct:provenance", &format!("{iri}#source"));
    }
    drop(node);
    if !source.words.is_empty() {
        graph.node(&format!("{iri}#source"), "dct:ProvenanceStatement").words("rdfs:label", &source.words);
    }
    if has_page {
        document(graph, &source.url);
    }
    document(graph, &landing);
    language(graph);
    public(graph);
    graph.typed(facts.frequency.uri(), "dct:Frequency");
    for theme in &facts.themes {
        if let Some(node) = graph.shared(theme.uri(), "skos:Concept") {
            node.words("skos:prefLabel", theme_words(*theme)).link("skos:inScheme", THEMES);
        }
    }
    if let Some(node) = graph.shared(THEMES, "skos:ConceptScheme") {
        node.words("dct:title", "Thèmes de données de l’Union européenne");
    }
    agent(graph, base, &facts.producer, &dataset.producer_name);
    for (word, name, media, kind) in formats(dataset) {
        let node = distribution(graph, base, dataset, word, name, (media, kind));
        if word == "parquet" {
            node.link("spdx:checksum", &format!("{iri}#parquet-sha256"));
            checksum(graph, &format!("{iri}#parquet-sha256"), &version.parquet);
        }
    }
    let (_, media, kind) = original(dataset);
    let node = distribution(graph, base, dataset, "original", &version.file, (media, kind));
    node.value("dcat:byteSize", &version.bytes, "xsd:nonNegativeInteger")
        .link("spdx:checksum", &format!("{iri}#original-sha256"));
    checksum(graph, &format!("{iri}#original-sha256"), &version.original);
}

/// One form of the content.
fn distribution<'a>(
    graph: &'a mut Graph,
    base: &str,
    dataset: &Dataset,
    word: &str,
    name: &str,
    (media, kind): (&str, &str),
) -> Node<'a> {
    let address = export(base, dataset, word);
    let (media, kind) = (format!("iana:{media}"), format!("eu:file-type/{kind}"));
    graph.typed(&media, "dct:MediaType");
    graph.typed(&kind, "dct:MediaTypeOrExtent");
    graph.typed(&address, "rdfs:Resource");
    graph.concept("eu:planned-availability/STABLE", "stable");
    licence(graph, dataset.facts.licence);
    graph
        .node(&format!("{}#{word}", dataset_iri(base, dataset)), "dcat:Distribution")
        .words("dct:title", name)
        .link("dcat:accessURL", &address)
        .link("dcat:downloadURL", &address)
        .link("dcat:mediaType", &media)
        .link("dct:format", &kind)
        .link("dct:license", dataset.facts.licence.uri())
        .link("dct:language", FRENCH)
        .link("dcatap:availability", "eu:planned-availability/STABLE")
        .moment("dct:modified", dataset.version.created)
}

fn checksum(graph: &mut Graph, iri: &str, sha256: &str) {
    graph.node(iri, "spdx:Checksum").link("spdx:algorithm", SHA_256).value(
        "spdx:checksumValue",
        &sha256,
        "xsd:hexBinary",
    );
    graph.typed(SHA_256, "spdx:ChecksumAlgorithm");
}

/// An organisation: a territory that publishes, with the place that it is.
fn agent(graph: &mut Graph, base: &str, id: &TerritoryId, name: &str) {
    let kind = match id.level() {
        Level::Region => ("http://purl.org/adms/publishertype/RegionalAuthority", "Autorité régionale"),
        _ => ("http://purl.org/adms/publishertype/LocalAuthority", "Autorité locale"),
    };
    if let Some(node) = graph.shared(&organisation_iri(base, id), "foaf:Agent") {
        node.words("foaf:name", name).link("dct:type", kind.0);
    }
    graph.concept(kind.0, kind.1);
    if let Some(node) = graph.shared(&place_iri(id), "dct:Location") {
        node.words("skos:prefLabel", name).text("dct:identifier", id.code());
    }
}

fn licence(graph: &mut Graph, licence: Licence) {
    if let Some(node) = graph.shared(licence.uri(), "dct:LicenseDocument") {
        let node = node.words("rdfs:label", licence_words(licence));
        if !licence_page(licence).is_empty() {
            node.link("rdfs:seeAlso", licence_page(licence));
        }
    }
}

fn document(graph: &mut Graph, iri: &str) {
    graph.typed(iri, "foaf:Document");
}

fn language(graph: &mut Graph) {
    graph.typed(FRENCH, "dct:LinguisticSystem");
}

fn public(graph: &mut Graph) {
    graph.typed("eu:access-right/PUBLIC", "dct:RightsStatement");
}
