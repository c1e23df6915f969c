//! Turns `locales/<lang>/<domain>.toml` into constants: one `Text` per key, checked here, so that a missing French or
//! English sentence fails the build. A constant that no page uses is not linked into the WASM.
//!
//! Basque and Occitan are partial and live on the server alone (docs/adr/0010): a list sorted by the French sentence.

use std::{collections::BTreeMap, env, error::Error, fmt::Write as _, fs, path::Path};

const COMPLETE: [&str; 2] = ["fr", "en"];
const PARTIAL: [&str; 2] = ["eu", "oc"];
type Domains = BTreeMap<String, BTreeMap<String, String>>;

#[expect(clippy::disallowed_methods, reason = "cargo says where to write by the environment")]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=locales");
    let mut languages: Vec<Domains> = Vec::new();
    for lang in COMPLETE {
        languages.push(read(&Path::new("locales").join(lang))?);
    }
    let [french, english] = languages.as_slice() else { return Err("two complete languages".into()) };
    let mut out = String::new();
    for (domain, keys) in french {
        let other = english.get(domain).ok_or_else(|| format!("locales/en/{domain}.toml is missing"))?;
        write_domain(&mut out, domain, keys, other)?;
    }
    if let Some(domain) = english.keys().find(|domain| !french.contains_key(*domain)) {
        return Err(format!("locales/fr/{domain}.toml is missing").into());
    }
    let on_server = env::var("CARGO_FEATURE_SSR").is_ok();
    for lang in PARTIAL {
        write_partial(&mut out, lang, french, on_server)?;
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("texts.rs"), out)?;
    Ok(())
}

fn write_domain(
    out: &mut String,
    domain: &str,
    keys: &BTreeMap<String, String>,
    other: &BTreeMap<String, String>,
) -> Result<(), Box<dyn Error>> {
    writeln!(out, "pub mod {domain} {{\n    use super::Text;")?;
    for (key, fr) in keys {
        let en = other.get(key).ok_or_else(|| format!("locales/en/{domain}.toml: `{key}` is missing"))?;
        if slots(fr) != slots(en) {
            return Err(format!("{domain}.{key}: the {{slots}} differ between fr and en").into());
        }
        writeln!(
            out,
            "    #[doc = {fr:?}]\n    pub const {}: Text = Text {{ fr: {fr:?}, en: {en:?} }};",
            key.to_uppercase()
        )?;
    }
    if let Some(key) = other.keys().find(|key| !keys.contains_key(*key)) {
        return Err(format!("locales/fr/{domain}.toml: `{key}` is missing").into());
    }
    // By code, for errors and for words that the domain names: the match keeps every sentence of its domain.
    writeln!(
        out,
        "    /// The text of a key known only at run time.\n    pub fn by_key(key: &str) -> Option<Text> {{\n        Some(match key {{"
    )?;
    for key in keys.keys() {
        writeln!(out, "            {key:?} => {},", key.to_uppercase())?;
    }
    writeln!(out, "            _ => return None,\n        }})\n    }}\n}}")?;
    Ok(())
}

/// A partial language: French sentence and translation, in order of the French one. Empty for the browser.
fn write_partial(out: &mut String, lang: &str, french: &Domains, on_server: bool) -> Result<(), Box<dyn Error>> {
    let mut sentences: BTreeMap<&str, String> = BTreeMap::new();
    for (domain, keys) in read(&Path::new("locales").join(lang))? {
        for (key, said) in keys {
            let fr = french.get(&domain).and_then(|keys| keys.get(&key));
            let fr = fr.ok_or_else(|| format!("locales/{lang}/{domain}.toml: `{key}` is unknown in French"))?;
            if slots(fr) != slots(&said) {
                return Err(format!("{domain}.{key}: the {{slots}} differ between fr and {lang}").into());
            }
            if sentences.insert(fr, said.clone()).is_some_and(|other| other != said) {
                return Err(format!("locales/{lang}: two translations of « {fr} »").into());
            }
        }
    }
    writeln!(out, "pub const {}: &[(&str, &str)] = &[", lang.to_uppercase())?;
    for (fr, said) in sentences.iter().filter(|_| on_server) {
        writeln!(out, "    ({fr:?}, {said:?}),")?;
    }
    writeln!(out, "];")?;
    Ok(())
}

fn read(folder: &Path) -> Result<Domains, Box<dyn Error>> {
    let mut domains = Domains::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "toml") {
            let name = path.file_stem().and_then(|stem| stem.to_str()).ok_or("a locale file has no name")?.to_owned();
            let mut keys: BTreeMap<String, String> =
                toml::from_str(&fs::read_to_string(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
            if folder.ends_with("fr") {
                for text in keys.values_mut() {
                    *text = set_as_french(text);
                }
            }
            domains.insert(name, keys);
        }
    }
    Ok(domains)
}

/// Puts the spaces that do not break before punctuation and inside quotation marks, so that no line begins with a mark. In
/// the locales they are typed as plain ones, because the others cannot be told apart on a screen.
fn set_as_french(text: &str) -> String {
    let marks = [
        (" ;", "\u{202F};"),
        (" !", "\u{202F}!"),
        (" ?", "\u{202F}?"),
        (" :", "\u{A0}:"),
        (" »", "\u{A0}»"),
        ("« ", "«\u{A0}"),
    ];
    marks.into_iter().fold(text.to_owned(), |text, (typed, set)| text.replace(typed, set))
}

fn slots(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> =
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(slot, _)| slot).collect();
    found.sort_unstable();
    found.dedup();
    found
}
