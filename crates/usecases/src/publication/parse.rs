//! An Atom, RSS or JSON feed into titles, addresses and days. Nothing else of it is kept.

use domain::{
    calendar::LinkAddress,
    publication::{MOST_NEWS, NewsEntry},
    text::TextRule,
};
use feed_rs::model::{Entry, Text};
use jiff::{Timestamp, tz::TimeZone};
use std::collections::{BTreeSet, HashSet};

const LONGEST_TITLE: usize = 200;

/// What was read of a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parsed {
    /// Its own title.
    pub(super) title: Option<String>,
    /// Its articles, the latest first, those without a day last.
    pub(super) entries: Vec<NewsEntry>,
}

/// Reads a feed. `None`: it is not one. An article without title or web address is left out.
pub(super) fn parse(body: &[u8], url: &str) -> Option<Parsed> {
    // The ids are not used, and the library's own way of making them draws randomness.
    let parser = feed_rs::parser::Builder::new().base_uri(Some(url)).id_generator(|_, _, _| String::new()).build();
    let feed = parser.parse(body).ok()?;
    let mut seen = BTreeSet::new();
    let mut entries: Vec<NewsEntry> = feed.entries.iter().filter_map(entry).collect();
    entries.retain(|entry| seen.insert(entry.url.as_str().to_owned()));
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.day));
    entries.truncate(MOST_NEWS);
    Some(Parsed { title: feed.title.as_ref().and_then(plain), entries })
}

fn entry(entry: &Entry) -> Option<NewsEntry> {
    let title = plain(entry.title.as_ref()?)?;
    let links = entry.links.iter().filter(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    let mut addresses = links.filter_map(|link| link.href.parse::<LinkAddress>().ok());
    // A path would lead into this portal.
    let url = addresses.find(LinkAddress::leads_out)?;
    let day = entry.published.or(entry.updated).and_then(|moment| {
        let paris = TimeZone::get("Europe/Paris").ok()?;
        Some(Timestamp::from_second(moment.timestamp()).ok()?.to_zoned(paris).date())
    });
    Some(NewsEntry { title, url, day })
}

/// The words of a title without markup, on one line, not longer than a card can hold.
fn plain(text: &Text) -> Option<String> {
    let clean = ammonia::Builder::empty().clean_content_tags(HashSet::from(["script", "style"])).clean(&text.content);
    // The cleaner writes HTML, in which exactly these four are escaped; the ampersand comes last, or `&amp;lt;` would open.
    let text = clean.to_string().replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&");
    let harmless = |c: &char| c.is_whitespace() || TextRule::line(1).check(c.encode_utf8(&mut [0; 4])).is_ok();
    let text: String = text.chars().filter(harmless).collect();
    let mut title = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = title.char_indices().nth(LONGEST_TITLE) {
        let start_of_last_word = title.get(..end).and_then(|head| head.rfind(' ')).unwrap_or(end);
        title.truncate(start_of_last_word);
        title.push('…');
    }
    (!title.is_empty()).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://ville.example/actus/rss.xml";

    fn rss(items: &str) -> String {
        format!("<rss version=\"2.0\"><channel><title>Ma ville</title>{items}</channel></rss>")
    }

    fn titles(items: &str) -> Vec<String> {
        parse(rss(items).as_bytes(), URL).unwrap().entries.into_iter().map(|entry| entry.title).collect()
    }

    #[test]
    fn rss_and_atom_give_titles_addresses_and_days() {
        let found = parse(
            rss("<item><title>Marché</title><link>https://ville.example/1</link>\
                 <pubDate>Tue, 24 Nov 2026 23:30:00 GMT</pubDate></item>")
            .as_bytes(),
            URL,
        )
        .unwrap();
        assert_eq!(found.title.as_deref(), Some("Ma ville"));
        let first = found.entries.first().unwrap();
        // Half past midnight in Paris: it is the next day there.
        assert_eq!((first.title.as_str(), first.day), ("Marché", Some(jiff::civil::date(2026, 11, 25))));
        let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>A</title><id>x</id>\
            <updated>2026-11-24T00:00:00Z</updated><entry><id>1</id><title>Un</title><updated>2026-11-24T10:00:00Z</updated>\
            <link rel=\"self\" href=\"https://ville.example/self\"/><link href=\"/un\"/></entry></feed>";
        let found = parse(atom.as_bytes(), URL).unwrap();
        assert_eq!(found.entries.first().map(|entry| entry.url.as_str()), Some("https://ville.example/un"));
    }

    #[test]
    fn the_latest_come_first_and_only_twenty_are_kept() {
        let items = (1..=28).fold(String::new(), |items, day| {
            items
                + &format!(
                    "<item><title>{day}</title><link>https://ville.example/{day}</link>\
                     <pubDate>{day} Nov 2026 10:00:00 GMT</pubDate></item>"
                )
        });
        let titles = titles(&items);
        assert_eq!(titles.len(), 20);
        assert_eq!((titles.first().unwrap().as_str(), titles.last().unwrap().as_str()), ("28", "9"));
    }

    #[test]
    fn markup_in_a_title_becomes_plain_words() {
        let item = |title: &str| format!("<item><title>{title}</title><link>https://ville.example/1</link></item>");
        assert_eq!(titles(&item("<![CDATA[<b>Fête</b> &amp; feu<script>x()</script>]]>")), ["Fête & feu"]);
        assert_eq!(titles(&item("Un\n deux\u{202e}")), ["Un deux"]);
        let long = titles(&item(&"mot ".repeat(100)));
        assert!(long.first().unwrap().chars().count() <= 201 && long.first().unwrap().ends_with("mot…"), "{long:?}");
    }

    #[test]
    fn an_article_that_leads_nowhere_good_is_left_out() {
        for link in ["javascript:alert(1)", "data:text/html,x", "https://a@b.example/", ""] {
            assert_eq!(titles(&format!("<item><title>A</title><link>{link}</link></item>")), [""; 0], "{link}");
        }
        assert_eq!(titles("<item><link>https://ville.example/1</link></item>"), [""; 0]);
    }

    #[test]
    fn what_is_not_a_feed_is_not_read_as_one() {
        assert_eq!(parse(b"<html><body>Perdu</body></html>", URL), None);
        assert_eq!(parse(b"", URL), None);
        assert_eq!(parse(&[0xff, 0xfe, 0], URL), None);
    }
}
