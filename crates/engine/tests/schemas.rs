//! Files against the schemas that the portal ships: good ones, and broken ones.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use domain::data::schema::{Breach, Cause};
use engine::{
    Engine, Limits,
    ingest::{Choices, Codes, take},
    schemas,
};

fn held(schema: &str, text: &str) -> Vec<Breach> {
    let folder = tempfile::tempdir().unwrap();
    let engine = Engine::open(&folder.path().join("datasets"), Limits::default()).unwrap();
    let path = folder.path().join("file.csv");
    std::fs::write(&path, text).unwrap();
    let choices = Choices { schema: Some(schema.to_owned()), ..Choices::default() };
    take(engine.blobs(), &path, &choices, &Codes::default(), |_| {}).unwrap().breaches
}

fn found(breaches: &[Breach]) -> Vec<(Cause, &str, i64, &[i64])> {
    breaches.iter().map(|each| (each.cause, each.column.as_str(), each.count, each.rows.as_slice())).collect()
}

const ACTS: &str = "COLL_NOM,COLL_SIRET,DELIB_ID,DELIB_DATE,DELIB_MATIERE_CODE,DELIB_MATIERE_NOM,DELIB_OBJET,BUDGET_ANNEE,BUDGET_NOM,\
PREF_ID,PREF_DATE,VOTE_EFFECTIF,VOTE_REEL,VOTE_POUR,VOTE_CONTRE,VOTE_ABSTENTION,DELIB_URL\n";

#[test]
fn a_file_that_keeps_to_its_schema_has_no_breach() {
    let row = "Poitiers,21860194600013,1DL1,2017-10-15,7.5,Finances locales/Subventions,Objet,2017/2018,Annexe,P1,2017-11-01,43,40,25,10,5,https://exemple.fr/1.pdf\n";
    assert_eq!(held("scdl-deliberations", &format!("{ACTS}{row}")), []);
}

#[test]
fn every_check_of_the_schema_of_acts_finds_its_row() {
    let rows = "\
Poitiers,21860194600013,1DL1,2017-10-15,7.5,Finances locales/Subventions,Objet,2017/2018,Annexe,P1,2017-11-01,43,40,25,10,5,https://exemple.fr/1.pdf\n\
Poitiers,21860194600014,,15/10/2017,7,Cuisine,Objet,2018/2017,Annexe,P1,2017-11-01,43,40,25,10,5,exemple\n\
Poitiers,21860194600013,1DL3,2017-10-15,7.5,Finances locales/Subventions,Objet,2017,,P1,2017-09-01,39,40,25,10,6,https://exemple.fr/1.pdf\n\
Poitiers,21860194600013,1DL4,2017-10-15,7.5,Finances locales/Subventions,Objet,,,,,43,40,25,,5,https://exemple.fr/1.pdf\n";
    let breaches = held("scdl-deliberations", &format!("{ACTS}{rows}"));
    let found = found(&breaches);
    for wanted in [
        (Cause::Siret, "COLL_SIRET", 1, &[3][..]),
        (Cause::Required, "DELIB_ID", 1, &[3]),
        (Cause::Type, "DELIB_DATE", 1, &[3]),
        (Cause::Pattern, "DELIB_MATIERE_CODE", 1, &[3]),
        (Cause::Act, "DELIB_MATIERE_NOM", 1, &[3]),
        (Cause::YearInterval, "BUDGET_ANNEE", 1, &[3]),
        (Cause::Type, "DELIB_URL", 1, &[3]),
        (Cause::Cohesive, "BUDGET_ANNEE, BUDGET_NOM", 1, &[4]),
        (Cause::Compare, "PREF_DATE, DELIB_DATE", 1, &[4]),
        (Cause::Compare, "VOTE_EFFECTIF, VOTE_REEL", 1, &[4]),
        (Cause::Sum, "VOTE_REEL, VOTE_POUR, VOTE_CONTRE, VOTE_ABSTENTION", 1, &[4]),
        (Cause::Cohesive, "VOTE_EFFECTIF, VOTE_REEL, VOTE_POUR, VOTE_CONTRE, VOTE_ABSTENTION", 1, &[5]),
    ] {
        assert!(found.contains(&wanted), "{wanted:?} is not in {found:#?}");
    }
    assert_eq!(found.len(), 12, "{found:#?}");
}

#[test]
fn columns_that_are_missing_or_badly_named_come_first() {
    let breaches = held(
        "scdl-prenoms",
        "commune_nom;COLL_INSEE;ENFANT_PRENOM;NOMBRE_OCCURRENCES;ANNEE\nRennes;35238;zoé;1000000;16\n",
    );
    assert_eq!((breaches[0].cause, breaches[0].column.as_str()), (Cause::MissingColumn, "ENFANT_SEXE"));
    assert_eq!((breaches[1].cause, breaches[1].expected.as_str()), (Cause::Heading, "COMMUNE_NOM"));
    let rest: Vec<Cause> = breaches[2..].iter().map(|each| each.cause).collect();
    for cause in [Cause::Pattern, Cause::Maximum, Cause::Type] {
        assert!(rest.contains(&cause), "{cause:?} is not in {rest:?}");
    }
}

#[test]
fn one_of_two_numbers_is_enough() {
    let heads = "nomAttribuant,idAttribuant,dateConvention,nomBeneficiaire,idBeneficiaire,rnaBeneficiaire,objet,montant,nature,conditionsVersement,datesPeriodeVersement,notificationUE,pourcentageSubvention\n";
    let row = |siret: &str, rna: &str| {
        format!(
            "Mérignac,21330281300016,2026-01-31,Amicale,{siret},{rna},Fête,1500.50,aide en numéraire,unique,2026-01-31,oui,0.5\n"
        )
    };
    let text = format!("{heads}{}{}{}", row("38047555800058", ""), row("", "W380475558"), row("", ""));
    let breaches = held("scdl-subventions", &text);
    let found = found(&breaches);
    assert!(found.contains(&(Cause::OneOf, "idBeneficiaire, rnaBeneficiaire", 1, &[4])), "{found:?}");
}

/// Each schema gives an example of each of its columns: the row of all examples shows what the schemas say of themselves.
#[test]
fn the_examples_of_the_schemas_are_judged_as_the_schemas_say() {
    for (word, schema) in schemas() {
        let path = format!("{}/schemas/{word}.json", env!("CARGO_MANIFEST_DIR"));
        let json: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let examples: Vec<String> = json["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|field| {
                let given = field.get("example").or_else(|| field.get("examples")).cloned().unwrap_or_default();
                let one = given.as_array().and_then(|all| all.first().cloned()).unwrap_or(given);
                quoted(&one.as_str().map_or_else(|| one.to_string(), str::to_owned))
            })
            .collect();
        let heads: Vec<String> = schema.fields.iter().map(|field| quoted(&field.name)).collect();
        let text = format!("{}\n{}\n", heads.join(","), examples.join(","));
        let breaches = held(word, &text);
        let missing = breaches.iter().any(|each| matches!(each.cause, Cause::MissingColumn | Cause::Heading));
        assert!(!missing, "{word}: {breaches:#?}");
        // Some examples are written for people; most keep to their own rule.
        assert!(breaches.len() * 3 < schema.fields.len(), "{word}: {breaches:#?}");
    }
}
