//! Triples, and the three syntaxes in which they are written. Nothing here is put together from text.

use oxjsonld::JsonLdSerializer;
use oxrdf::{GraphName, Literal, NamedNode, Term, Triple};
use oxrdfxml::RdfXmlSerializer;
use oxttl::TurtleSerializer;
use std::{collections::HashSet, io};

/// The vocabularies, with the prefixes under which they are written here and in what is served.
const PREFIXES: [(&str, &str); 14] = [
    ("adms", "http://www.w3.org/ns/adms#"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatap", "http://data.europa.eu/r5r/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("eu", "http://publications.europa.eu/resource/authority/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("hydra", "http://www.w3.org/ns/hydra/core#"),
    ("iana", "http://www.iana.org/assignments/media-types/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The language of what is written in words.
const LANGUAGE: &str = "fr";

/// How triples are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    Turtle,
    RdfXml,
    JsonLd,
}

impl Syntax {
    pub(super) const fn media(self) -> &'static str {
        match self {
            Self::Turtle => "text/turtle; charset=utf-8",
            Self::RdfXml => "application/rdf+xml",
            Self::JsonLd => "application/ld+json",
        }
    }

    /// The end of an address.
    pub(super) const fn end(self) -> &'static str {
        match self {
            Self::Turtle => "ttl",
            Self::RdfXml => "rdf",
            Self::JsonLd => "jsonld",
        }
    }

    pub(super) fn of_end(end: &str) -> Option<Self> {
        match end {
            "ttl" => Some(Self::Turtle),
            "rdf" | "xml" => Some(Self::RdfXml),
            "jsonld" => Some(Self::JsonLd),
            _ => None,
        }
    }

    pub(super) fn of_media(media: &str) -> Option<Self> {
        match media {
            "text/turtle" | "application/x-turtle" => Some(Self::Turtle),
            "application/rdf+xml" | "application/xml" | "text/xml" => Some(Self::RdfXml),
            "application/ld+json" | "application/json" => Some(Self::JsonLd),
            _ => None,
        }
    }
}

/// `dct:title` in full; an address stays as it is. `None` for what is no address.
fn name(text: &str) -> Option<NamedNode> {
    let known = text.split_once(':').and_then(|(prefix, rest)| {
        let (_, base) = PREFIXES.iter().find(|(known, _)| *known == prefix)?;
        Some(format!("{base}{rest}"))
    });
    NamedNode::new(known.unwrap_or_else(|| text.to_owned())).ok()
}

/// The triples of one answer.
#[derive(Debug, Default)]
pub(super) struct Graph {
    triples: Vec<Triple>,
    described: HashSet<String>,
}

impl Graph {
    /// A thing of a class, to be described.
    pub(super) fn node(&mut self, iri: &str, class: &str) -> Node<'_> {
        self.described.insert(iri.to_owned());
        let node = Node { iri: name(iri), graph: self };
        node.link("rdf:type", class)
    }

    /// The same for what many others name (a theme, a language): `None` when it is described already.
    pub(super) fn shared(&mut self, iri: &str, class: &str) -> Option<Node<'_>> {
        if self.described.contains(iri) { None } else { Some(self.node(iri, class)) }
    }

    /// Gives its class to what others name, and says no more.
    pub(super) fn typed(&mut self, iri: &str, class: &str) {
        if !self.described.contains(iri) {
            self.node(iri, class);
        }
    }

    /// A concept of an authority table, with its words.
    pub(super) fn concept(&mut self, iri: &str, words: &str) {
        if let Some(node) = self.shared(iri, "skos:Concept") {
            node.words("skos:prefLabel", words);
        }
    }

    fn put(&mut self, subject: Option<&NamedNode>, predicate: &str, object: impl Into<Term>) {
        // An address that is none (what somebody typed as a source) makes no triple.
        if let (Some(subject), Some(predicate)) = (subject, name(predicate)) {
            self.triples.push(Triple::new(subject.clone(), predicate, object));
        }
    }

    /// Writes the triples.
    ///
    /// # Errors
    /// What cannot be written in that syntax.
    pub(super) fn written(&self, syntax: Syntax) -> io::Result<Vec<u8>> {
        let own = || PREFIXES.iter().filter(|(prefix, _)| *prefix != "rdf");
        match syntax {
            Syntax::Turtle => {
                let begin =
                    PREFIXES.iter().try_fold(TurtleSerializer::new(), |all, (name, iri)| all.with_prefix(*name, *iri));
                let mut writer = begin.map_err(io::Error::other)?.for_writer(Vec::new());
                self.triples.iter().try_for_each(|triple| writer.serialize_triple(triple))?;
                writer.finish()
            }
            Syntax::RdfXml => {
                let begin = own().try_fold(RdfXmlSerializer::new(), |all, (name, iri)| all.with_prefix(*name, *iri));
                let mut writer = begin.map_err(io::Error::other)?.for_writer(Vec::new());
                self.triples.iter().try_for_each(|triple| writer.serialize_triple(triple))?;
                writer.finish()
            }
            Syntax::JsonLd => {
                let begin = own().try_fold(JsonLdSerializer::new(), |all, (name, iri)| all.with_prefix(*name, *iri));
                let mut writer = begin.map_err(io::Error::other)?.for_writer(Vec::new());
                for triple in &self.triples {
                    writer.serialize_quad(&triple.clone().in_graph(GraphName::DefaultGraph))?;
                }
                writer.finish()
            }
        }
    }
}

/// A thing that is being described.
#[derive(Debug)]
pub(super) struct Node<'a> {
    graph: &'a mut Graph,
    iri: Option<NamedNode>,
}

impl Node<'_> {
    /// Names another thing.
    pub(super) fn link(self, predicate: &str, iri: &str) -> Self {
        if let Some(object) = name(iri) {
            self.graph.put(self.iri.as_ref(), predicate, object);
        }
        self
    }

    /// Says something in words.
    pub(super) fn words(self, predicate: &str, text: &str) -> Self {
        if !text.is_empty() {
            let literal = Literal::new_language_tagged_literal_unchecked(text, LANGUAGE);
            self.graph.put(self.iri.as_ref(), predicate, literal);
        }
        self
    }

    /// Says something that is the same in all languages.
    pub(super) fn text(self, predicate: &str, text: &str) -> Self {
        self.graph.put(self.iri.as_ref(), predicate, Literal::new_simple_literal(text));
        self
    }

    /// Gives a value of a type.
    pub(super) fn value(self, predicate: &str, value: &dyn std::fmt::Display, datatype: &str) -> Self {
        if let Some(datatype) = name(datatype) {
            self.graph.put(self.iri.as_ref(), predicate, Literal::new_typed_literal(value.to_string(), datatype));
        }
        self
    }

    /// A moment, in seconds since 1970.
    pub(super) fn moment(self, predicate: &str, seconds: i64) -> Self {
        self.value(predicate, &super::super::reply::moment(seconds), "xsd:dateTime")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_syntaxes_say_the_same() {
        let mut graph = Graph::default();
        graph.node("https://portail.example/dataset/a", "dcat:Dataset").words("dct:title", "L’<été> & \"co\"").value(
            "dcat:byteSize",
            &5,
            "xsd:nonNegativeInteger",
        );
        for (syntax, said) in [
            (Syntax::Turtle, "a dcat:Dataset"),
            (Syntax::RdfXml, "<dcat:Dataset rdf:about=\"https://portail.example/dataset/a\">"),
            (Syntax::JsonLd, "\"@id\":\"https://portail.example/dataset/a\""),
        ] {
            let text = String::from_utf8(graph.written(syntax).unwrap()).unwrap();
            assert!(text.contains(said) && text.contains("été"), "{syntax:?}: {text}");
        }
    }

    #[test]
    fn what_is_no_address_makes_no_triple() {
        let mut graph = Graph::default();
        graph
            .node("https://portail.example/a", "dcat:Dataset")
            .link("foaf:page", "https://a b/<x>")
            .link("foaf:page", "voir là");
        assert_eq!(graph.triples.len(), 1);
    }
}
