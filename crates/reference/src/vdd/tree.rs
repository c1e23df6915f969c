use quick_xml::events::Event;
use serde::Deserialize;
use std::collections::BTreeMap;

/// An element, or a text when it has no name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Node {
    /// Name of the element; empty for text.
    pub name: String,
    /// Its attributes.
    pub attributes: BTreeMap<String, String>,
    /// What it holds.
    pub children: Vec<Node>,
    /// The text, for a text.
    pub text: String,
}

/// Deeper than any sheet, shallower than the stack.
const DEEPEST: usize = 80;

impl Node {
    /// The first element of that name inside.
    pub fn first(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All elements of that name directly inside.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// An attribute; empty when it is not there.
    pub fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    /// All the text inside, with white space made single.
    pub fn words(&self) -> String {
        let mut out = String::new();
        self.collect(&mut out);
        tidy(&out)
    }

    fn collect(&self, out: &mut String) {
        out.push_str(&self.text);
        for child in &self.children {
            child.collect(out);
        }
    }
}

/// White space made single, except that no-break spaces stay; spaces and apostrophes as French print has them, so that no
/// line begins with a colon (Lexique des règles typographiques en usage à l'Imprimerie nationale).
pub(super) fn tidy(text: &str) -> String {
    const PRINT: [(&str, &str); 7] = [
        (" :", "\u{A0}:"),
        (" ;", "\u{202F};"),
        (" !", "\u{202F}!"),
        (" ?", "\u{202F}?"),
        ("« ", "«\u{A0}"),
        (" »", "\u{A0}»"),
        ("'", "’"),
    ];
    let single = text.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    PRINT.iter().fold(single, |text, (typed, printed)| text.replace(typed, printed))
}

#[derive(Deserialize)]
struct Json {
    #[serde(default)]
    r#type: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    attributes: BTreeMap<String, serde_json::Value>,
    #[serde(default)]
    children: Vec<Json>,
}

impl From<Json> for Node {
    fn from(json: Json) -> Self {
        if json.r#type == "text" {
            return Self { text: json.text, ..Self::default() };
        }
        let attributes = json.attributes.into_iter().map(|(name, value)| match value {
            serde_json::Value::String(text) => (name, text),
            other => (name, other.to_string()),
        });
        Self {
            name: json.name,
            attributes: attributes.collect(),
            children: json.children.into_iter().map(Self::from).collect(),
            text: String::new(),
        }
    }
}

/// The root element of a JSON tree. Errors name line and column. `serde_json` bounds the depth.
pub fn from_json(bytes: &[u8]) -> Result<Node, String> {
    let json: Json = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    let root = Node::from(json);
    if root.name.is_empty() {
        root.children.into_iter().find(|child| !child.name.is_empty()).ok_or_else(|| "it holds no element".to_owned())
    } else {
        Ok(root)
    }
}

/// The root element of an XML document. Document types are refused: entities of a stranger's making are not expanded.
pub fn from_xml(bytes: &[u8]) -> Result<Node, String> {
    let document = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let mut reader = quick_xml::Reader::from_str(document);
    let mut open: Vec<Node> = vec![Node::default()];
    loop {
        let event = reader.read_event().map_err(|error| format!("byte {}: {error}", reader.error_position()))?;
        match event {
            Event::Start(start) => open.push(element(&start)?),
            Event::Empty(start) => {
                let node = element(&start)?;
                if let Some(parent) = open.last_mut() {
                    parent.children.push(node);
                }
            }
            Event::End(_) => {
                let node = open.pop().unwrap_or_default();
                open.last_mut().ok_or("an element is closed that was not opened")?.children.push(node);
            }
            Event::Text(text) => push_text(&mut open, &text),
            Event::CData(text) => push_text(&mut open, &text),
            Event::GeneralRef(reference) => {
                let text = quick_xml::escape::unescape(&format!("&{};", &*reference))
                    .map_err(|error| error.to_string())?
                    .into_owned();
                push_text(&mut open, &text);
            }
            Event::DocType(_) => return Err("it declares a document type".to_owned()),
            Event::Eof => break,
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
        if open.len() > DEEPEST {
            return Err(format!("byte {}: nested too deep", reader.buffer_position()));
        }
    }
    match (open.pop(), open.is_empty()) {
        (Some(root), true) => root
            .children
            .into_iter()
            .find(|child| !child.name.is_empty())
            .ok_or_else(|| "it holds no element".to_owned()),
        _ => Err("an element is not closed".to_owned()),
    }
}

fn push_text(open: &mut [Node], text: &str) {
    let Some(parent) = open.last_mut() else { return };
    match parent.children.last_mut() {
        Some(last) if last.name.is_empty() => last.text.push_str(text),
        _ => parent.children.push(Node { text: text.to_owned(), ..Node::default() }),
    }
}

fn element(start: &quick_xml::events::BytesStart<'_>) -> Result<Node, String> {
    let mut node = Node { name: start.name().as_ref().to_owned(), ..Node::default() };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let value = quick_xml::escape::unescape(&attribute.value).map_err(|error| error.to_string())?.into_owned();
        node.attributes.insert(attribute.key.as_ref().to_owned(), value);
    }
    Ok(node)
}
