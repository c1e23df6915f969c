use super::tree::{Node, tidy};
use domain::services::{Action, Block, Inline, Kind, Link, Named, Office, Sheet};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The sheet that a tree describes. `Ok(None)`: a guided search, which needs the interactive form of the original.
///
/// # Errors
/// Which rule the tree breaks: no id, no title, no date.
pub fn convert(root: &Node) -> Result<Option<Sheet>, &'static str> {
    let id = root.attribute("ID").to_owned();
    let shape = id.split_at_checked(1).is_some_and(|(letter, digits)| {
        letter.bytes().all(|byte| byte.is_ascii_uppercase())
            && !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    if !shape {
        return Err("its ID is not a letter and a number");
    }
    let Some(kind) = kind(root.attribute("type")) else { return Ok(None) };
    let title = root.first("dc:title").map(Node::words).filter(|title| !title.is_empty()).ok_or("it has no title")?;
    let date = root.first("dc:date").map(Node::words).unwrap_or_default();
    let updated: Date = date.split(' ').next_back().and_then(|day| day.parse().ok()).ok_or("it has no date")?;
    let levels: Vec<&Node> = root.first("FilDAriane").map(|path| path.all("Niveau").collect()).unwrap_or_default();
    let theme = levels.get(1).map(|level| Named { id: level.attribute("ID").to_owned(), title: level.words() });
    let mut sheet = Sheet {
        kind,
        title,
        summary: root.first("dc:description").map(Node::words).unwrap_or_default(),
        theme: theme.filter(|theme| theme.id.starts_with('N')),
        updated,
        intro: root.first("Introduction").map(|intro| blocks(intro, 2)).unwrap_or_default(),
        body: Vec::new(),
        actions: Vec::new(),
        offices: Vec::new(),
        related: Vec::new(),
        references: Vec::new(),
        id,
    };
    for child in &root.children {
        match child.name.as_str() {
            "Texte" => sheet.body.extend(blocks(child, 2)),
            "ListeSituations" => {
                for situation in child.all("Situation") {
                    let inner = situation.children.iter().filter(|child| child.name != "Titre");
                    sheet.body.push(Block::Case(titled(situation), inner.flat_map(|child| one(child, 2)).collect()));
                }
            }
            "ServiceEnLigne" => sheet.actions.push(action(child)),
            "LienWeb" => sheet.actions.extend(web(child).map(|link| Action {
                kind: "LienWeb".into(),
                title: link.text,
                url: Some(link.url),
                number: None,
            })),
            "OuSAdresser" => sheet.offices.push(office(child)),
            "Reference" | "PourEnSavoirPlus" => sheet.references.extend(web(child)),
            "Fiche" | "FicheLiee" | "SousDossier" | "SousTheme" | "DossierPere" | "CommentFaireSi"
            | "QuestionReponse" | "VoirAussi" => {
                related(child, &mut sheet.related);
            }
            _ => {}
        }
    }
    let own = sheet.id.clone();
    sheet.related.retain(|each| each.id != own && !each.title.is_empty());
    let mut seen = BTreeSet::new();
    sheet.related.retain(|each| seen.insert(each.id.clone()));
    Ok(Some(sheet))
}

fn kind(text: &str) -> Option<Kind> {
    Some(match text {
        "Fiche d'information" | "Fiche d'information conditionnée" | "Fiche avec liens externes" => Kind::Procedure,
        "Fiche Question-réponse" | "Fiche Question-réponse conditionnée" => Kind::Question,
        "Dossier" => Kind::Folder,
        "Theme" => Kind::Theme,
        "Formulaire" => Kind::Form,
        "Modèle de document" => Kind::Letter,
        "Simulateur" => Kind::Simulator,
        "Outil de recherche" => Kind::Tool,
        _ if text.starts_with("Fiche Comment faire si") => Kind::LifeEvent,
        _ if text.starts_with("Téléservice") => Kind::OnlineService,
        _ => return None,
    })
}

fn titled(node: &Node) -> String {
    node.first("Titre").map(Node::words).unwrap_or_default()
}

/// The blocks inside an element, its title left out.
fn blocks(node: &Node, level: u8) -> Vec<Block> {
    node.children.iter().filter(|child| child.name != "Titre").flat_map(|child| one(child, level)).collect()
}

/// The blocks of one element. An element that is not known gives those of its children: no text is ever dropped.
fn one(node: &Node, level: u8) -> Vec<Block> {
    match node.name.as_str() {
        "" => {
            let text = tidy(&node.text);
            if text.is_empty() { Vec::new() } else { vec![Block::Paragraph(vec![Inline::Text(text)])] }
        }
        "Paragraphe" | "Exposant" | "MiseEnEvidence" | "Valeur" | "LienInterne" | "LienExterne" | "LienIntra" => {
            paragraph(node)
        }
        "Chapitre" | "SousChapitre" => {
            let title = titled(node);
            let heading = (!title.is_empty()).then_some(Block::Heading(level, title));
            heading.into_iter().chain(blocks(node, level.saturating_add(1))).collect()
        }
        "Liste" => vec![Block::List(node.all("Item").map(|item| blocks(item, level)).collect())],
        "Tableau" => table(node, level),
        "BlocCas" => node.all("Cas").flat_map(|case| one(case, level)).collect(),
        "Cas" => vec![Block::Case(titled(node), blocks(node, level.saturating_add(1)))],
        "ANoter" | "ASavoir" | "Rappel" => {
            vec![Block::Callout(false, titled(node), blocks(node, level.saturating_add(1)))]
        }
        "Attention" | "Avertissement" => {
            vec![Block::Callout(true, titled(node), blocks(node, level.saturating_add(1)))]
        }
        "ServiceEnLigne" => vec![Block::Action(action(node))],
        "OuSAdresser" => vec![Block::Office(office(node))],
        _ => {
            let title = titled(node);
            let heading = (!title.is_empty()).then_some(Block::Heading(level, title));
            heading.into_iter().chain(blocks(node, level)).collect()
        }
    }
}

fn paragraph(node: &Node) -> Vec<Block> {
    let mut line = Vec::new();
    inlines(node, false, &mut line);
    trim(&mut line);
    if line.is_empty() { Vec::new() } else { vec![Block::Paragraph(line)] }
}

fn inlines(node: &Node, strong: bool, out: &mut Vec<Inline>) {
    match node.name.as_str() {
        "" => {
            let mut text = tidy(&node.text);
            // A space at the edge separates this text from its neighbours.
            if node.text.starts_with([' ', '\n']) {
                text.insert(0, ' ');
            }
            if node.text.ends_with([' ', '\n']) && !text.ends_with(' ') {
                text.push(' ');
            }
            if !text.is_empty() {
                out.push(if strong { Inline::Strong(text) } else { Inline::Text(text) });
            }
        }
        "LienInterne" => out.push(Inline::Sheet(node.attribute("LienPublication").to_owned(), node.words())),
        "LienExterne" => match safe(node.attribute("URL")) {
            Some(url) => out.push(Inline::Link(Link { url, text: node.words() })),
            None => out.push(Inline::Text(node.words())),
        },
        "MiseEnEvidence" | "Valeur" => node.children.iter().for_each(|child| inlines(child, true, out)),
        _ => node.children.iter().for_each(|child| inlines(child, strong, out)),
    }
}

/// No space at the ends of a paragraph.
fn trim(line: &mut Vec<Inline>) {
    if let Some(Inline::Text(text) | Inline::Strong(text)) = line.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Inline::Text(text) | Inline::Strong(text)) = line.last_mut() {
        *text = text.trim_end().to_owned();
    }
    line.retain(|piece| !matches!(piece, Inline::Text(text) | Inline::Strong(text) if text.is_empty()));
}

fn table(node: &Node, level: u8) -> Vec<Block> {
    let mut head = Vec::new();
    let mut rows = Vec::new();
    for row in node.all("Rangée") {
        let cells: Vec<Vec<Block>> = row.all("Cellule").map(|cell| blocks(cell, level)).collect();
        if row.attribute("type") == "header" && rows.is_empty() {
            head = row.all("Cellule").map(Node::words).collect();
        } else {
            rows.push(cells);
        }
    }
    let title = titled(node);
    let heading = (!title.is_empty()).then_some(Block::Heading(level, title));
    heading.into_iter().chain([Block::Table(head, rows)]).collect()
}

fn action(node: &Node) -> Action {
    let number = Some(node.attribute("numerocerfa").to_owned()).filter(|number| !number.is_empty());
    Action { kind: node.attribute("type").to_owned(), title: titled(node), url: safe(node.attribute("URL")), number }
}

fn office(node: &Node) -> Office {
    let url = node.first("RessourceWeb").and_then(|web| safe(web.attribute("URL")));
    Office { title: titled(node), url }
}

fn web(node: &Node) -> Option<Link> {
    let title = titled(node);
    let text = if title.is_empty() { node.words() } else { title };
    Some(Link { url: safe(node.attribute("URL"))?, text })
}

/// Sheets named inside an element, with their titles.
fn related(node: &Node, out: &mut Vec<Named>) {
    let id = node.attribute("ID");
    if matches!(node.name.as_str(), "Fiche" | "Dossier" | "CommentFaireSi" | "QuestionReponse") && !id.is_empty() {
        let title = titled(node);
        let title = if title.is_empty() { node.words() } else { title };
        out.push(Named { id: id.to_owned(), title });
    }
    for child in &node.children {
        related(child, out);
    }
}

/// Only addresses of the web: nothing that runs.
fn safe(url: &str) -> Option<String> {
    let url = url.trim();
    let web = url.starts_with("https://") || url.starts_with("http://");
    (web && !url.chars().any(|c| c.is_whitespace() || c.is_control())).then(|| url.to_owned())
}
