//! Markdown into safe HTML: the parser first, the cleaner last.

use pulldown_cmark::{Event, Parser};
use std::collections::{HashMap, HashSet};

/// The HTML of a Markdown text on a card, whose own heading is of level 3.
pub fn to_html(text: &str) -> String {
    to_html_below(text, 4)
}

/// The HTML of a Markdown text, with a narrow list of elements: nothing that runs, frames or loads. All its headings have one
/// level, that which its place leaves them.
pub(crate) fn to_html_below(text: &str, level: u8) -> String {
    let mut html = String::new();
    // A line that was begun on purpose stays one: people who do not write Markdown write addresses and hours that way.
    let lines = Parser::new(text).map(|event| if event == Event::SoftBreak { Event::HardBreak } else { event });
    pulldown_cmark::html::push_html(&mut html, lines);
    let html = ["1", "2", "3", "4", "5", "6"].iter().fold(html, |html, typed| {
        html.replace(&format!("<h{typed}>"), &format!("<h{level}>"))
            .replace(&format!("</h{typed}>"), &format!("</h{level}>"))
    });
    ammonia::Builder::new()
        .tags(HashSet::from(["p", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "blockquote", "br"]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .link_rel(Some("noopener"))
        .clean(&html)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::to_html;

    #[test]
    fn a_line_that_was_begun_stays_a_line() {
        assert_eq!(to_html("Mairie\n12, rue du Bourg"), "<p>Mairie<br>\n12, rue du Bourg</p>\n");
    }

    #[test]
    fn what_runs_or_loads_is_taken_out() {
        let html =
            to_html("# Titre\n\n**Oui** <script>x</script> ![i](http://x/y.png) [a](javascript:x) [b](https://x.fr)");
        assert!(html.contains("<h4>Titre</h4>") && html.contains("<strong>Oui</strong>"), "{html}");
        assert!(!html.contains("script") && !html.contains("img"), "{html}");
        assert!(html.contains(r#"<a href="https://x.fr" rel="noopener">b</a>"#), "{html}");
    }
}
