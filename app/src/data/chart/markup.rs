//! SVG as text: one writer for the page and for files. Whatever comes from data is escaped here.

/// SVG that is being written.
#[derive(Debug, Default)]
pub(super) struct Markup(String);

impl Markup {
    /// Opens an element. An attribute with an empty name is left out.
    pub(super) fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.begin(tag, attributes);
        self.0.push('>');
    }

    /// An element without content.
    pub(super) fn empty(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.begin(tag, attributes);
        self.0.push_str("/>");
    }

    /// An element with a text.
    pub(super) fn leaf(&mut self, tag: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close(tag);
    }

    /// An element that says on hovering what it stands for.
    pub(super) fn titled(&mut self, tag: &str, attributes: &[(&str, &str)], title: &str) {
        self.open(tag, attributes);
        self.leaf("title", &[], title);
        self.close(tag);
    }

    /// Closes an element.
    pub(super) fn close(&mut self, tag: &str) {
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        escape(&mut self.0, text);
    }

    /// Markup that this writer made before.
    pub(super) fn part(&mut self, part: &str) {
        self.0.push_str(part);
    }

    /// What was written.
    pub(super) fn done(self) -> String {
        self.0
    }

    fn begin(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes.iter().filter(|(name, _)| !name.is_empty()) {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            escape(&mut self.0, value);
            self.0.push('"');
        }
    }
}

/// An attribute that is there only sometimes.
pub(super) const fn when<'a>(yes: bool, name: &'a str, value: &'a str) -> (&'a str, &'a str) {
    if yes { (name, value) } else { ("", "") }
}

/// Characters that XML does not know become spaces: a file with one of them opens nowhere.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(c),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push(' '),
            c => out.push(c),
        }
    }
}

/// A coordinate with at most two decimals.
pub(super) fn coordinate(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A place of the box across the whole width.
pub(super) fn percent(place: f64) -> String {
    format!("{}%", coordinate(place / 10.0))
}

/// A height in sizes of the text.
pub(super) fn em(value: f64) -> String {
    format!("{}em", coordinate(value))
}

/// How many characters, as a number to reckon with.
pub(super) fn letters(text: &str) -> f64 {
    count(text.chars().count())
}

/// How many, as a number to reckon with.
pub(super) fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// A text on lines of at most so many characters, cut after the second one.
pub(super) fn lines(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split_whitespace() {
        let Some(line) = lines.last_mut() else { break };
        let length = line.chars().count();
        if length > 0 && length + 1 + word.chars().count() > most {
            lines.push(word.to_owned());
        } else {
            if length > 0 {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    let cut = lines.len() > 2;
    lines.truncate(2);
    let last = lines.len() - 1;
    for (index, line) in lines.iter_mut().enumerate() {
        if line.chars().count() > most || (cut && index == last) {
            *line = line.chars().take(most.saturating_sub(1)).collect();
            line.truncate(line.trim_end().len());
            line.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_data_cannot_become_markup() {
        let mut out = Markup::default();
        out.titled("g", &[("class", "\"><script>"), when(false, "x", "1")], "</title><script>\u{0}'&");
        let done = out.done();
        assert_eq!(
            done,
            "<g class=\"&quot;&gt;&lt;script&gt;\"><title>&lt;/title&gt;&lt;script&gt; &#39;&amp;</title></g>"
        );
    }

    #[test]
    fn coordinates_are_short() {
        assert_eq!(coordinate(12.0), "12");
        assert_eq!(coordinate(-0.001), "0");
        assert_eq!(percent(123.45), "12.35%");
        assert_eq!(em(1.5), "1.5em");
    }

    #[test]
    fn long_names_take_two_lines_and_then_end_in_an_ellipsis() {
        assert_eq!(lines("Saint-Médard", 20), ["Saint-Médard"]);
        assert_eq!(lines("Communauté de communes du Bassin", 20), ["Communauté de", "communes du Bassin"]);
        assert_eq!(lines("un deux trois quatre cinq six sept", 10), ["un deux", "trois…"]);
        assert_eq!(lines(&"x".repeat(50), 10), [format!("{}…", "x".repeat(9))]);
        assert_eq!(lines("", 10), [""]);
    }
}
