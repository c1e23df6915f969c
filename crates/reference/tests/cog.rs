//! The official geographic code is read whole, or refused with the record at fault.
#![expect(clippy::unwrap_used, reason = "a helper of a test may fail the test")]

use domain::territory::{Cog, Level, Territory};
use reference::cog::read;
use std::{fs, path::PathBuf};
use tempfile::TempDir;

/// The package of 2026, where the environment says that reference data are.
#[expect(clippy::disallowed_methods, reason = "a test finds its data by the environment")]
fn package() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var("CIVIS_TEST_REFERENCE").ok()?).join("decoupage-administratif-6.0.0/data");
    folder.is_dir().then_some(folder)
}

fn find<'a>(cog: &'a Cog, id: &str) -> &'a Territory {
    cog.territories.iter().find(|territory| territory.id.to_string() == id).unwrap()
}

#[test]
fn the_whole_code_of_2026_is_read() {
    let Some(folder) = package() else {
        eprintln!("SKIPPED: the official geographic code is not there (CIVIS_TEST_REFERENCE)");
        return;
    };
    let cog = read(&folder).unwrap();
    let count = |level| cog.territories.iter().filter(|territory| territory.id.level() == level).count();
    assert_eq!(Level::ALL.map(count), [26, 109, 1_255, 34_969]);
    assert_eq!(cog.aliases.len(), 4_869);
    let merignac = find(&cog, "commune/33281");
    assert_eq!(merignac.epci.as_ref().unwrap().to_string(), "epci/243300316");
    assert_eq!((merignac.population, merignac.postcodes.as_slice()), (Some(78_090), &["33700".to_owned()][..]));
    assert_eq!(find(&cog, "departement/33").population, Some(1_690_493));
    assert_eq!(find(&cog, "epci/243300316").population, Some(854_334));
    assert_eq!(find(&cog, "epci/200000172").name, "Communauté de communes Faucigny - Glières");
    let leads = |code: &str, name: &str, to: &str| {
        cog.aliases.iter().any(|alias| alias.code == code && alias.name == name && alias.to.code() == to)
    };
    assert!(leads("75113", "Paris 13e Arrondissement", "75056"));
    assert!(leads("69384", "Lyon 4e Arrondissement", "69123"));
    assert!(leads("01015", "Arbignieu", "01015"));
    assert!(leads("01340", "Saint-Bois", "01015"));
    // The list calls it a former code of one commune and an associated commune of another: it lives on in the latter.
    assert!(leads("55273", "Lamarche-en-Woëvre", "55386"));
}

/// A folder that is right, to be broken by one file.
fn folder(file: &str, text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |file: &str, text: &str| fs::write(folder.path().join(file), text).unwrap();
    write("regions.json", r#"[{"code":"75","nom":"Nouvelle-Aquitaine"}]"#);
    write("departements.json", r#"[{"code":"33","nom":"Gironde","region":"75"}]"#);
    write("communes.json", &format!("[{BEGLES}]"));
    write(
        "epci.json",
        r#"[{"code":"243300316","nom":"Bordeaux Métropole","type":"METRO","membres":[{"code":"33039"}]}]"#,
    );
    if !file.is_empty() {
        write(file, text);
    }
    folder
}

const BEGLES: &str =
    r#"{"code":"33039","nom":"Bègles","type":"commune-actuelle","departement":"33","region":"75","population":31831}"#;

fn fault(file: &str, text: &str) -> String {
    read(folder(file, text).path()).unwrap_err().to_string()
}

#[test]
fn a_small_list_that_is_right_is_read() {
    let cog = read(folder("", "").path()).unwrap();
    assert_eq!(cog.territories.len(), 4);
    assert_eq!(find(&cog, "region/75").population, Some(31_831));
}

#[test]
fn a_parent_that_is_not_there_is_named_with_its_record() {
    let text = r#"[{"code":"33","nom":"Gironde","region":"76"}]"#;
    assert_eq!(
        fault("departements.json", text),
        "departements.json, record 33 Gironde: it belongs to a territory that is not there"
    );
}

#[test]
fn each_rule_that_a_record_breaks_is_told() {
    let commune =
        |rest: &str| format!(r#"[{BEGLES},{{"type":"commune-actuelle","departement":"33","region":"75",{rest}}}]"#);
    for (rest, why) in [
        (r#""code":"3304","nom":"Berson""#, "a code has not the shape of its level"),
        (r#""code":"33039","nom":"Berson""#, "its code stands twice"),
        (r#""code":"33047","nom":" ""#, "it has no usable name"),
        (r#""code":"33047","nom":"Ber\u0000son""#, "it has no usable name"),
        (r#""code":"33047","nom":"Berson","codesPostaux":["3390"]"#, "a postcode has not five digits"),
        (r#""code":"33047","nom":"Berson","population":-1"#, "its population is negative"),
        (r#""code":"33047","nom":"Berson","siren":"12""#, "its SIREN has not nine digits"),
        (r#""code":"33047","nom":"Berson","anciensCodes":["33039"]"#, "a former code is that of a current commune"),
    ] {
        let found = fault("communes.json", &commune(rest));
        assert!(found.starts_with("communes.json, record 33") && found.ends_with(why), "{found}");
    }
}

#[test]
fn a_delegated_commune_must_lead_somewhere() {
    let text = |rest: &str| format!(r#"[{BEGLES},{{"code":"33999","nom":"Birac",{rest}}}]"#);
    assert!(
        fault("communes.json", &text(r#""type":"commune-deleguee","chefLieu":"33998""#))
            .ends_with("it leads to a commune that is not there")
    );
    assert!(fault("communes.json", &text(r#""type":"hameau""#)).ends_with("it is of an unknown kind"));
}

#[test]
fn a_file_that_is_cut_missing_or_empty_is_named() {
    assert!(fault("epci.json", "[{").starts_with("epci.json: "));
    assert_eq!(fault("communes.json", "[]"), "communes.json: it is empty");
    let folder = folder("", "");
    fs::remove_file(folder.path().join("regions.json")).unwrap();
    assert!(read(folder.path()).unwrap_err().to_string().starts_with("regions.json: "));
}

#[test]
fn a_commune_of_two_epci_is_refused() {
    let text = r#"[{"code":"243300316","nom":"A","type":"METRO","membres":[{"code":"33039"}]},
        {"code":"243300317","nom":"B","type":"CC","membres":[{"code":"33039"}]}]"#;
    assert!(fault("epci.json", text).ends_with("a member belongs to two EPCI"));
}
