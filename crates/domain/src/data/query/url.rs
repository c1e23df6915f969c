//! The question of a dataset's page, in its address: what is on the screen can be kept, sent and pinned.
//!
//! `q` words · `f` a condition, `colonne.signe.valeur`, as often as needed · `lieu` a territory, `commune/33281` · `par` a column
//! or `colonne.mois` · `calcul` a measure, `nombre` or `somme.colonne` · `tri` a column, `-colonne` downwards · `page` from 1 ·
//! `colonnes` names with commas. The three fields `champ`, `signe` and `valeur` of the page's form are one more condition.

use super::{Fault, Filter, Group, How, Measure, Query, Sign, Sort, Test};

/// Rows of a page of the preview.
pub const PAGE_ROWS: i64 = 50;

/// The words of the signs in an address, in the order of the page's list.
pub const SIGNS: [&str; 10] = ["eq", "ne", "contient", "debut", "lt", "le", "gt", "ge", "parmi", "vide"];

/// Reads a question from the pairs of an address. Pairs with other names are not ours and stay aside.
///
/// # Errors
/// A condition or measure that cannot be read.
pub fn read<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Query, Fault> {
    let mut query = Query { limit: Some(PAGE_ROWS), ..Query::default() };
    let (mut field, mut sign, mut typed) = ("", "contient", "");
    for (name, value) in pairs {
        match name {
            "q" if !value.trim().is_empty() => query.filter = query.filter.and(Filter::Words(value.trim().to_owned())),
            "f" if !value.is_empty() => query.filter = query.filter.and(condition(value)?),
            "lieu" if !value.is_empty() => {
                let place = value.parse().map_err(|_| Fault::new("no_territory", value))?;
                query.filter = query.filter.and(Filter::Within(place));
            }
            "par" if !value.is_empty() => query.group.push(group(value)?),
            "calcul" if !value.is_empty() => query.measures.push(measure(value)?),
            "tri" if !value.is_empty() => query.sort.push(sort(value)),
            "colonnes" if !value.is_empty() => query.select.extend(value.split(',').map(str::to_owned)),
            "page" => {
                let page: i64 = value.parse().unwrap_or(1);
                query.offset = (page.clamp(1, 10_000_000) - 1) * PAGE_ROWS;
            }
            "champ" => field = value,
            "signe" => sign = value,
            "valeur" => typed = value,
            _ => {}
        }
    }
    if !field.is_empty() && (!typed.is_empty() || sign == "vide") {
        query.filter = query.filter.and(condition(&format!("{field}.{sign}.{typed}"))?);
    }
    if !query.group.is_empty() && query.measures.is_empty() {
        query.measures.push(Measure::count());
    }
    Ok(query)
}

/// Reads `colonne.signe.valeur`.
fn condition(text: &str) -> Result<Filter, Fault> {
    let fault = || Fault::new("syntax", text);
    let (column, rest) = text.split_once('.').ok_or_else(fault)?;
    let (sign, value) = rest.split_once('.').unwrap_or((rest, ""));
    let is = |sign| Test::Is(sign, value.to_owned());
    let read = match sign {
        "eq" => is(Sign::Equal),
        "ne" => is(Sign::Different),
        "lt" => is(Sign::Less),
        "le" => is(Sign::AtMost),
        "gt" => is(Sign::More),
        "ge" => is(Sign::AtLeast),
        "contient" => Test::Holds(value.to_owned()),
        "debut" => Test::Begins(value.to_owned()),
        "parmi" => Test::OneOf(value.split('|').map(str::to_owned).collect()),
        "vide" => Test::Empty,
        _ => return Err(fault()),
    };
    Ok(Filter::column(column, read))
}

fn group(text: &str) -> Result<Group, Fault> {
    let Some((column, span)) = text.split_once('.') else { return Ok(Group::by(text)) };
    let span = span.parse().map_err(|_| Fault::new("syntax", text))?;
    Ok(Group { column: column.to_owned(), span: Some(span), name: None })
}

fn measure(text: &str) -> Result<Measure, Fault> {
    let (how, column) = text.split_once('.').map_or((text, None), |(how, column)| (how, Some(column)));
    let how: How = how.parse().map_err(|_| Fault::new("syntax", text))?;
    Ok(Measure { how, column: column.map(str::to_owned), name: None })
}

fn sort(text: &str) -> Sort {
    let (column, down) = text.strip_prefix('-').map_or((text, false), |column| (column, true));
    Sort { column: column.to_owned(), down }
}

/// Writes a question as pairs of an address: what [`read`] reads as the same question, where the page's form can ask it. What
/// it cannot ask (negations, alternatives, boxes) is left out.
pub fn write(query: &Query) -> Vec<(&'static str, String)> {
    let mut pairs = Vec::new();
    let conditions: Vec<&Filter> = match &query.filter {
        Filter::All(parts) => parts.iter().collect(),
        one => vec![one],
    };
    for filter in conditions {
        match filter {
            Filter::Words(words) => pairs.push(("q", words.clone())),
            Filter::Within(place) => pairs.push(("lieu", place.to_string())),
            Filter::Column(column, test) => pairs.push(("f", format!("{column}.{}", test_words(test)))),
            _ => {}
        }
    }
    for group in &query.group {
        let span = group.span.map(|span| format!(".{span}")).unwrap_or_default();
        pairs.push(("par", format!("{}{span}", group.column)));
    }
    for measure in &query.measures {
        let column = measure.column.as_ref().map(|column| format!(".{column}")).unwrap_or_default();
        pairs.push(("calcul", format!("{}{column}", measure.how)));
    }
    for sort in &query.sort {
        pairs.push(("tri", format!("{}{}", if sort.down { "-" } else { "" }, sort.column)));
    }
    if !query.select.is_empty() {
        pairs.push(("colonnes", query.select.join(",")));
    }
    if query.offset > 0 {
        pairs.push(("page", (query.offset / PAGE_ROWS + 1).to_string()));
    }
    pairs
}

fn test_words(test: &Test) -> String {
    match test {
        Test::Is(sign, value) => {
            let word = match sign {
                Sign::Equal => "eq",
                Sign::Different => "ne",
                Sign::Less => "lt",
                Sign::AtMost => "le",
                Sign::More => "gt",
                Sign::AtLeast => "ge",
            };
            format!("{word}.{value}")
        }
        Test::Holds(words) => format!("contient.{words}"),
        Test::Begins(head) => format!("debut.{head}"),
        Test::OneOf(values) => format!("parmi.{}", values.join("|")),
        Test::Empty => "vide.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_and_its_question_are_the_same() {
        let pairs = [
            ("q", "école"),
            ("lieu", "commune/33281"),
            ("f", "jour.ge.2018-01-01"),
            ("f", "type.parmi.M|E"),
            ("f", "reel.vide."),
            ("par", "jour.mois"),
            ("calcul", "somme.repas"),
            ("tri", "-somme_repas"),
            ("page", "3"),
        ];
        let query = read(pairs).unwrap();
        assert_eq!(query.offset, 100);
        let again = write(&query);
        let again: Vec<(&str, &str)> = again.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(again, pairs);
    }

    #[test]
    fn the_fields_of_the_form_are_one_more_condition() {
        let query = read([("champ", "nom"), ("signe", "contient"), ("valeur", "a.b")]).unwrap();
        assert_eq!(query.filter, Filter::column("nom", Test::Holds("a.b".to_owned())));
        assert_eq!(read([("champ", "nom"), ("signe", "contient"), ("valeur", "")]).unwrap().filter, Filter::Everything);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        assert_eq!(read([("f", "nom.presque.x")]), Err(Fault::new("syntax", "nom.presque.x")));
        assert_eq!(read([("calcul", "variance.x")]), Err(Fault::new("syntax", "variance.x")));
        assert_eq!(read([("lieu", "pays/FR")]), Err(Fault::new("no_territory", "pays/FR")));
    }
}
