//! Atom feeds (RFC 4287, pages as in RFC 5005): the catalogue, an organisation, the versions of a dataset, the answer to a question.

use super::{
    super::Portal,
    catalogue::{description, page, theme_words},
    dcat::{named, of_organisation, own},
    reply::{self, Ask, Refused, escaped, from_http_date, http_date, moment},
};
use axum::{
    Router,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use domain::data::{Cell, Dataset, Table, Version, query::url};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use std::{io, sync::Arc};
use usecases::data::{self, Order, Wanted};

const MEDIA: &str = "application/atom+xml; charset=utf-8";
/// Entries of a page.
const PAGE: i64 = 50;

pub(super) fn router() -> Router<Arc<Portal>> {
    Router::new()
        .route("/feed.atom", get(async |ask: Ask| own(catalogue(&ask).await)))
        .route(
            "/dataset/{slug}/feed.atom",
            get(async |ask: Ask, Path(slug): Path<String>| own(versions(&ask, &slug).await)),
        )
        .route(
            "/dataset/{slug}/question.atom",
            get(async |ask: Ask, Path(slug): Path<String>| own(question(&ask, &slug).await)),
        )
        .route("/organisations/{level}/{code}/{file}", get(organisation))
}

/// What an organisation publishes: its feed, or its catalogue in a syntax of linked data.
async fn organisation(ask: Ask, Path((level, code, file)): Path<(String, String, String)>) -> Response {
    own(match file.as_str() {
        "feed.atom" => of(&ask, &level, &code).await,
        file => of_organisation(&ask, &level, &code, file).await,
    })
}

/// A feed's head.
struct Feed<'a> {
    /// Where it stands, without the page.
    address: String,
    /// What it is about, for people.
    about: String,
    title: &'a str,
    author: &'a str,
    updated: i64,
    page: i64,
    more: bool,
}

/// One entry.
struct Entry<'a> {
    id: String,
    title: String,
    about: String,
    author: &'a str,
    published: i64,
    updated: i64,
    summary: String,
    themes: Vec<(&'static str, &'static str)>,
}

async fn catalogue(ask: &Ask) -> Result<Response, Refused> {
    let about = format!("{}/donnees", ask.base());
    listed(ask, &Wanted::default(), "/feed.atom", about, "Données ouvertes des territoires", "Portail Civis Data").await
}

async fn of(ask: &Ask, level: &str, code: &str) -> Result<Response, Refused> {
    let (id, name) = named(ask, level, code).await?;
    let (path, about) = (format!("/organisations/{id}/feed.atom"), format!("{}/donnees?producteur={id}", ask.base()));
    let title = format!("Données ouvertes : {name}");
    listed(ask, &Wanted { producer: Some(id), ..Wanted::default() }, &path, about, &title, &name).await
}

async fn listed(
    ask: &Ask,
    wanted: &Wanted,
    path: &str,
    about: String,
    title: &str,
    author: &str,
) -> Result<Response, Refused> {
    let page_number = ask.whole("page", 1, 1_000_000, 1)?;
    let (total, found) = data::ordered(&ask.ctx, wanted, Order::Latest, PAGE, (page_number - 1) * PAGE).await?;
    let entries: Vec<Entry<'_>> = found.iter().map(|dataset| entry(ask.base(), dataset)).collect();
    let feed = Feed {
        address: format!("{}{path}", ask.base()),
        about,
        title,
        author,
        updated: found.first().map_or(0, |dataset| dataset.version.created),
        page: page_number,
        more: page_number * PAGE < total,
    };
    answered(ask, &feed, &entries)
}

/// A dataset in a list: its id stays when its title or address changes.
fn entry<'a>(base: &str, dataset: &'a Dataset) -> Entry<'a> {
    Entry {
        id: format!("urn:uuid:{}", dataset.id),
        title: dataset.facts.title.clone(),
        about: page(base, dataset),
        author: &dataset.producer_name,
        published: dataset.created,
        updated: dataset.version.created,
        summary: description(dataset),
        themes: dataset.facts.themes.iter().map(|theme| (theme.uri(), theme_words(*theme))).collect(),
    }
}

async fn versions(ask: &Ask, slug: &str) -> Result<Response, Refused> {
    let dataset = ask.dataset(slug).await?;
    let all = data::versions(&ask.ctx, &dataset).await?;
    let entries: Vec<Entry<'_>> = all.iter().map(|version| of_version(ask.base(), &dataset, version)).collect();
    let feed = Feed {
        address: format!("{}/dataset/{}/feed.atom", ask.base(), escaped(&dataset.slug)),
        about: page(ask.base(), &dataset),
        title: &dataset.facts.title,
        author: &dataset.producer_name,
        updated: dataset.version.created,
        page: 1,
        more: false,
    };
    answered(ask, &feed, &entries)
}

fn of_version<'a>(base: &str, dataset: &'a Dataset, version: &Version) -> Entry<'a> {
    let changed = version.difference.map_or_else(String::new, |changed| {
        format!(" {} lignes ajoutées, {} retirées.", changed.added, changed.removed)
    });
    Entry {
        id: format!("urn:uuid:{}#v{}", dataset.id, version.number),
        title: format!("{} : version {}", dataset.facts.title, version.number),
        about: format!("{}?version={}", page(base, dataset), version.number),
        author: &dataset.producer_name,
        published: version.created,
        updated: version.created,
        summary: format!("{} lignes.{changed}", version.rows),
        themes: Vec::new(),
    }
}

/// When the answer to a question changed: the question as the address of the dataset's page writes it.
async fn question(ask: &Ask, slug: &str) -> Result<Response, Refused> {
    let dataset = ask.dataset(slug).await?;
    let query = url::read(ask.pairs())?;
    let changes = data::changes(&ask.ctx, &dataset, &query).await?;
    let said = if ask.query.is_empty() { String::new() } else { format!("?{}", ask.query) };
    let about = format!("{}{said}", page(ask.base(), &dataset));
    let entries: Vec<Entry<'_>> =
        changes.iter().map(|(version, answer)| of_answer(&dataset, version, answer, &about)).collect();
    let feed = Feed {
        address: format!("{}/dataset/{}/question.atom{said}", ask.base(), escaped(&dataset.slug)),
        about: about.clone(),
        title: &dataset.facts.title,
        author: &dataset.producer_name,
        updated: changes.first().map_or(0, |(version, _)| version.created),
        page: 1,
        more: false,
    };
    answered(ask, &feed, &entries)
}

/// The first rows of the answer as text: enough to see in a reader what changed.
fn of_answer<'a>(dataset: &'a Dataset, version: &Version, answer: &Table, about: &str) -> Entry<'a> {
    const SHOWN: usize = 5;
    let row = |row: &Vec<Cell>| row.iter().map(Cell::plain).collect::<Vec<_>>().join(", ");
    let first: Vec<String> = answer.rows.iter().take(SHOWN).map(row).collect();
    let more = if answer.rows.len() > SHOWN { " ; …" } else { "" };
    Entry {
        id: format!("{about}#version-{}", version.number),
        title: format!("{} : la réponse depuis la version {}", dataset.facts.title, version.number),
        about: about.to_owned(),
        author: &dataset.producer_name,
        published: version.created,
        updated: version.created,
        summary: format!("{}{more}", first.join(" ; ")),
        themes: Vec::new(),
    }
}

fn answered(ask: &Ask, feed: &Feed<'_>, entries: &[Entry<'_>]) -> Result<Response, Refused> {
    let since = ask.headers.get(header::IF_MODIFIED_SINCE).and_then(|value| from_http_date(value.to_str().ok()?));
    // A tag says more than a date, where both are sent (RFC 9110, 13.1.3).
    let by_date = !ask.headers.contains_key(header::IF_NONE_MATCH) && since.is_some_and(|since| feed.updated <= since);
    if by_date && feed.updated > 0 {
        return Ok(StatusCode::NOT_MODIFIED.into_response());
    }
    let xml = written(feed, entries).map_err(|error| usecases::Error::Internal(Box::new(error)))?;
    Ok(reply::with_header(ask.whole_answer(MEDIA, xml), header::LAST_MODIFIED, &http_date(feed.updated)))
}

type Xml = Writer<Vec<u8>>;

fn text(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    xml.create_element(name).write_text_content(BytesText::new(text)).map(|_| ())
}

fn link(xml: &mut Xml, rel: &str, kind: &str, address: &str) -> io::Result<()> {
    xml.create_element("link")
        .with_attributes([("rel", rel), ("type", kind), ("href", address)])
        .write_empty()
        .map(|_| ())
}

fn author(xml: &mut Xml, name: &str) -> io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new("author")))?;
    text(xml, "name", name)?;
    xml.write_event(Event::End(BytesEnd::new("author")))
}

fn written(feed: &Feed<'_>, entries: &[Entry<'_>]) -> io::Result<Vec<u8>> {
    const ATOM: &str = "application/atom+xml";
    let mut writer = Writer::new(Vec::new());
    let xml = &mut writer;
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let root = BytesStart::new("feed").with_attributes([("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", "fr")]);
    xml.write_event(Event::Start(root))?;
    // Only feeds without a question have pages.
    let to = |page: i64| if page == 1 { feed.address.clone() } else { format!("{}?page={page}", feed.address) };
    text(xml, "id", &feed.address)?;
    text(xml, "title", feed.title)?;
    text(xml, "updated", &moment(feed.updated))?;
    author(xml, feed.author)?;
    link(xml, "self", ATOM, &to(feed.page))?;
    link(xml, "alternate", "text/html", &feed.about)?;
    link(xml, "first", ATOM, &to(1))?;
    if feed.page > 1 {
        link(xml, "previous", ATOM, &to(feed.page - 1))?;
    }
    if feed.more {
        link(xml, "next", ATOM, &to(feed.page + 1))?;
    }
    for entry in entries {
        xml.write_event(Event::Start(BytesStart::new("entry")))?;
        text(xml, "id", &entry.id)?;
        text(xml, "title", &entry.title)?;
        text(xml, "published", &moment(entry.published))?;
        text(xml, "updated", &moment(entry.updated))?;
        author(xml, entry.author)?;
        link(xml, "alternate", "text/html", &entry.about)?;
        text(xml, "summary", &entry.summary)?;
        for (term, label) in &entry.themes {
            xml.create_element("category").with_attributes([("term", *term), ("label", *label)]).write_empty()?;
        }
        xml.write_event(Event::End(BytesEnd::new("entry")))?;
    }
    xml.write_event(Event::End(BytesEnd::new("feed")))?;
    Ok(writer.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_well_formed_whatever_a_title_holds() {
        let feed = Feed {
            address: "https://portail.example/feed.atom".to_owned(),
            about: "https://portail.example/donnees?a=1&b=2".to_owned(),
            title: "<Eau> & \"déchets\"",
            author: "Mérignac",
            updated: 784_111_777,
            page: 2,
            more: true,
        };
        let xml = String::from_utf8(written(&feed, &[]).unwrap()).unwrap();
        assert!(xml.contains("<title>&lt;Eau&gt; &amp; ") && xml.contains("a=1&amp;b=2"), "{xml}");
        assert!(xml.contains("<updated>1994-11-06T08:49:37Z</updated>"), "{xml}");
        assert!(xml.contains("rel=\"next\"") && xml.contains("?page=3"), "{xml}");
    }
}
