//! The official geographic code is read whole, or refused with the record at fault.

use domain::territory::Level;
use std::{fs, path::PathBuf};

fn package() -> Option<PathBuf> {
    let folder = PathBuf::from(option_env!("CIVIS_TEST_REFERENCE").map(str::to_owned).or_else(run_time)?);
    Some(folder.join("decoupage-administratif-6.0.0/data")).filter(|path| path.is_dir())
}

#[expect(clippy::disallowed_methods, reason = "a test finds its data by the environment")]
fn run_time() -> Option<String> {
    std::env::var("CIVIS_TEST_REFERENCE").ok()
}

#[test]
fn the_whole_code_of_2026_is_read() {
    let Some(folder) = package() else {
        eprintln!("SKIPPED: the official geographic code is not there (CIVIS_TEST_REFERENCE)");
        return;
    };
    let cog = reference::cog::read(&folder).unwrap();
    let count = |level| cog.territories.iter().filter(|territory| territory.id.level() == level).count();
    assert_eq!(
        [count(Level::Commune), count(Level::Epci), count(Level::Departement), count(Level::Region)],
        [34_969, 1_255, 109, 26]
    );
    let merignac = cog.territories.iter().find(|territory| territory.id.to_string() == "commune/33281").unwrap();
    assert_eq!(merignac.epci.as_ref().unwrap().to_string(), "epci/243300316");
    assert!(cog.aliases.iter().any(|alias| alias.code == "75113" && alias.to.code() == "75056"));
    assert!(cog.aliases.iter().any(|alias| alias.code == "01015" && alias.name == "Arbignieu"));
}

#[test]
fn a_broken_record_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let write = |file: &str, text: &str| fs::write(folder.path().join(file), text).unwrap();
    write("regions.json", r#"[{"code":"75","nom":"Nouvelle-Aquitaine"}]"#);
    write("departements.json", r#"[{"code":"33","nom":"Gironde","region":"76"}]"#);
    write("communes.json", "[]");
    write("epci.json", "[]");
    let error = reference::cog::read(folder.path()).unwrap_err().to_string();
    assert_eq!(error, "departements.json, record 33 Gironde: it belongs to a territory that is not there");
    write("departements.json", "[{");
    assert!(reference::cog::read(folder.path()).unwrap_err().to_string().starts_with("departements.json: "));
}
