//! A file waits, is read, corrected, published or thrown away.

use crate::house::{House, id, no_id, towns};
use domain::{
    data::{Facts, Frequency, Kind, Licence, Source, Theme, schema::Cause},
    ids::DatasetDraftId,
};
use std::path::PathBuf;
use usecases::{
    Error, OpContext,
    data::{self, ColumnChoice, Manner, Received, Unfit, Wanted},
};

const MERIGNAC: &str = "commune/33281";
const PEOPLE: &str = "nom;prenom;repas\nDurand;Zoé;12\nMartin;Ali;8\n";
const GRANTS: &str = "nomAttribuant,idAttribuant,dateConvention,nomBeneficiaire,idBeneficiaire,objet,montant,nature,\
conditionsVersement,datesPeriodeVersement,notificationUE,pourcentageSubvention\n\
Mérignac,21330281300016,2026-01-31,Amicale,38047555800058,Fête,1500.50,aide en numéraire,unique,2026-01-31,oui,0.5\n\
Mérignac,21330281300016,31/01/2026,Amicale,38047555800050,Fête,\"1 500,50\",don,unique,2026-01-31,oui,0.5\n";

fn facts(title: &str) -> Facts {
    Facts {
        title: title.to_owned(),
        summary: "Une phrase qui dit ce que c’est.".to_owned(),
        description: String::new(),
        producer: id(MERIGNAC),
        licence: Licence::OpenLicence,
        frequency: Frequency::Annual,
        themes: vec![Theme::Education],
        keywords: Vec::new(),
        source: Source::default(),
        known_defects: String::new(),
    }
}

fn file(house: &House, text: &str) -> PathBuf {
    let path = house.folder.path().join("sent.csv");
    std::fs::write(&path, text).unwrap();
    path
}

async fn send(house: &House, ctx: &OpContext, text: &str, slug: &str) -> DatasetDraftId {
    let received = data::receive(ctx, facts("Repas"), slug, &file(house, text), "repas.csv").await.unwrap();
    let Received::Waiting(id) = received else { unreachable!("{received:?}") };
    id
}

fn column(heading: &str, kind: Option<Kind>, description: &str, dropped: bool) -> ColumnChoice {
    ColumnChoice {
        heading: heading.to_owned(),
        kind,
        description: description.to_owned(),
        dropped,
        ..ColumnChoice::default()
    }
}

fn waiting(house: &House) -> usize {
    let folder = house.shared.engine.blobs().waiting("x").unwrap();
    std::fs::read_dir(folder.parent().unwrap()).unwrap().count()
}

#[tokio::test]
async fn a_file_waits_is_corrected_and_published_and_the_history_says_who() {
    for house in towns().await {
        let agent = house.publisher("Ana", &id(MERIGNAC)).await;
        let which = send(&house, &agent, PEOPLE, "").await;
        let seen = data::draft(&agent, &id(MERIGNAC), which).await.unwrap();
        assert_eq!((seen.report.rows, seen.report.first.len(), seen.report.people.len()), (2, 2, 2));
        assert_eq!(data::list(&house.nobody(), &Wanted::default(), 10, 0).await.unwrap().0, 0, "nobody sees it");
        let refused = data::publish_draft(&agent, &id(MERIGNAC), which, "", false).await;
        assert!(matches!(refused, Err(Error::Conflict("personal_data"))));
        let columns = [
            column("nom", None, "", true),
            column("prenom", None, "", true),
            column("repas", Some(Kind::Text), "Par an", false),
        ];
        let read = data::choose(&agent, &id(MERIGNAC), which, facts("Repas servis"), Manner::default(), &columns)
            .await
            .unwrap();
        assert_eq!(read, Received::Waiting(which));
        let seen = data::draft(&agent, &id(MERIGNAC), which).await.unwrap();
        assert!(seen.report.people.is_empty());
        assert_eq!(
            seen.report.columns.iter().map(|column| (column.kind, column.description.as_str())).collect::<Vec<_>>(),
            [(Kind::Text, "Par an")]
        );
        let done = data::publish_draft(&agent, &id(MERIGNAC), which, "", false).await.unwrap();
        assert_eq!(done.dataset.slug, "repas-servis");
        let original =
            std::fs::read_to_string(house.shared.engine.blobs().path(&done.dataset.version.original)).unwrap();
        assert!(!original.contains("Durand"), "not even the kept file holds what was left out: {original}");
        assert_eq!(waiting(&house), 0);
        let history = usecases::publication::history(&agent, &id(MERIGNAC)).await.unwrap();
        assert_eq!(
            (history[0].author.as_str(), history[0].kind.as_str(), history[0].what.as_str()),
            ("Ana", "data-published", "Repas servis")
        );
        let overview = usecases::publication::overview(&agent, &id(MERIGNAC)).await.unwrap();
        assert_eq!((overview.data.datasets, overview.data.waiting), (1, 0));
    }
}

/// Seven residents of one street and age, and two whom their age would give away.
const RESIDENTS: &str = "quartier;naissance;metier\nMairie;12/03/1980;facteur\nMairie;14/03/1980;boulanger\nMairie;15/03/1980;facteur\n\
    Mairie;16/03/1980;facteur\nMairie;17/03/1980;facteur\nMairie;18/03/1980;facteur\nMairie;19/03/1980;facteur\nMairie;01/01/1921;maire\nPort;02/02/1980;pêcheur\n";

#[tokio::test]
async fn rows_that_few_share_are_found_made_vaguer_or_taken_out() {
    for house in towns().await {
        let agent = house.publisher("Ana", &id(MERIGNAC)).await;
        let which = send(&house, &agent, RESIDENTS, "").await;
        let place = id(MERIGNAC);
        let crossed = |heading: &str| ColumnChoice { crossed: true, ..column(heading, None, "", false) };
        let look = async |columns: &[ColumnChoice], suppress: bool| {
            let manner = Manner { suppress, ..Manner::default() };
            let read = data::choose(&agent, &place, which, facts("Habitants"), manner, columns).await.unwrap();
            assert_eq!(read, Received::Waiting(which));
            data::draft(&agent, &place, which).await.unwrap().report
        };
        let all = look(&[crossed("quartier"), crossed("naissance")], false).await.rare.unwrap();
        assert_eq!((all.count, all.rows.len(), all.removed), (9, 9, false), "each is alone with its day of birth");
        let refused = data::publish_draft(&agent, &place, which, "", false).await;
        assert!(matches!(refused, Err(Error::Conflict("personal_data"))));
        let vaguer = [crossed("quartier"), ColumnChoice { coarse: true, ..crossed("naissance") }];
        let years = look(&vaguer, false).await.rare.unwrap();
        assert_eq!((years.count, years.rows), (2, vec![9, 10]));
        let report = look(&vaguer, true).await;
        assert_eq!((report.rows, report.rare.unwrap().removed), (7, true));
        let version = data::publish_draft(&agent, &place, which, "", false).await.unwrap().dataset.version;
        let original = std::fs::read_to_string(house.shared.engine.blobs().path(&version.original)).unwrap();
        assert!(original.contains("1980") && !original.contains("03/1980") && !original.contains("1921"), "{original}");
        assert!(version.protection.suppress && version.protection.coarse.contains("naissance"));
        // The next version begins with the same care.
        let slug = data::list(&agent, &Wanted::default(), 1, 0).await.unwrap().1[0].slug.clone();
        let next = send(&house, &agent, RESIDENTS, &slug).await;
        assert_eq!(data::draft(&agent, &place, next).await.unwrap().report.rows, 7);
    }
}

#[tokio::test]
async fn the_next_version_keeps_what_was_said_and_tells_what_changed() {
    for house in towns().await {
        let agent = house.publisher("Ana", &id(MERIGNAC)).await;
        let which = send(&house, &agent, "ecole;repas\nFerry;12\n", "").await;
        let columns = [column("repas", None, "Par jour", false)];
        data::choose(&agent, &id(MERIGNAC), which, facts("Repas"), Manner::default(), &columns).await.unwrap();
        let first = data::publish_draft(&agent, &id(MERIGNAC), which, "", false).await.unwrap();
        house.wait(60);
        let which = send(&house, &agent, "ecole;repas\nFerry;12\nPasteur;8\n", &first.dataset.slug).await;
        let seen = data::draft(&agent, &id(MERIGNAC), which).await.unwrap();
        assert_eq!(seen.choices.descriptions["repas"], "Par jour");
        let next = data::publish_draft(&agent, &id(MERIGNAC), which, "", false).await.unwrap();
        let version = next.dataset.version;
        assert_eq!((version.number, version.difference.unwrap().added, version.difference.unwrap().removed), (2, 1, 0));
        let history = usecases::publication::history(&agent, &id(MERIGNAC)).await.unwrap();
        assert_eq!(history[0].kind, "data-renewed");
        let stranger = house.publisher("Ben", &id("commune/33063")).await;
        let theirs = Facts { producer: id("commune/33063"), ..facts("Repas") };
        let taken = data::receive(&stranger, theirs, &first.dataset.slug, &file(&house, "a;b\n1;2\n"), "x.csv").await;
        assert!(matches!(taken, Err(Error::NotFound)), "another producer's address");
    }
}

#[tokio::test]
async fn an_unfit_file_says_which_row_and_nothing_stays() {
    for house in towns().await {
        let agent = house.publisher("Ana", &id(MERIGNAC)).await;
        let taken =
            data::receive(&agent, facts("Repas"), "", &file(&house, "a;b\n1;2\n1;2;3\n"), "x.csv").await.unwrap();
        assert_eq!(taken, Received::Unfit(Unfit { code: "long_row", about: "3".to_owned() }));
        assert_eq!(waiting(&house), 0);
        let which = send(&house, &agent, PEOPLE, "").await;
        let all = ["nom", "prenom", "repas"].map(|heading| column(heading, None, "", true));
        let read = data::choose(&agent, &id(MERIGNAC), which, facts("Repas"), Manner::default(), &all).await.unwrap();
        assert!(matches!(read, Received::Unfit(why) if why.code == "no_columns"));
        assert_eq!(
            data::draft(&agent, &id(MERIGNAC), which).await.unwrap().report.columns.len(),
            3,
            "it stays as it was"
        );
        let mistyped = data::choose(&agent, &id(MERIGNAC), which, facts(""), Manner::default(), &[]).await;
        assert!(matches!(mistyped, Err(Error::Invalid(fields)) if fields["title"] == "empty"));
        data::discard(&agent, &id(MERIGNAC), which).await.unwrap();
        assert_eq!(waiting(&house), 0);
        assert!(matches!(data::discard(&agent, &id(MERIGNAC), which).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn only_those_who_publish_for_a_territory_touch_its_files() {
    for house in towns().await {
        let agent = house.publisher("Ana", &id(MERIGNAC)).await;
        let which = send(&house, &agent, PEOPLE, "").await;
        let place = id(MERIGNAC);
        for ctx in [house.nobody(), house.visitor().await, house.publisher("Ben", &id("commune/33063")).await] {
            let path = file(&house, PEOPLE);
            assert!(matches!(data::may_send(&ctx, &place).await, Err(Error::Forbidden)));
            assert!(matches!(data::receive(&ctx, facts("x"), "", &path, "x.csv").await, Err(Error::Forbidden)));
            assert!(matches!(data::drafts(&ctx, &place).await, Err(Error::Forbidden)));
            assert!(matches!(data::draft(&ctx, &place, which).await, Err(Error::Forbidden)));
            assert!(matches!(
                data::choose(&ctx, &place, which, facts("x"), Manner::default(), &[]).await,
                Err(Error::Forbidden)
            ));
            assert!(matches!(data::publish_draft(&ctx, &place, which, "", false).await, Err(Error::Forbidden)));
            assert!(matches!(data::discard(&ctx, &place, which).await, Err(Error::Forbidden)));
        }
        let elsewhere = house.publisher("Cid", &id("commune/33063")).await;
        assert!(matches!(data::draft(&elsewhere, &id("commune/33063"), which).await, Err(Error::NotFound)));
        assert!(matches!(data::draft(&agent, &place, DatasetDraftId(no_id())).await, Err(Error::NotFound)));
        house.wait(91 * 86_400);
        assert_eq!(data::discard_old(&house.system()).await.unwrap(), 1);
        assert_eq!(waiting(&house), 0, "what nobody touches goes");
    }
}

#[tokio::test]
async fn a_file_that_breaks_its_schema_is_published_only_knowingly_and_says_so() {
    for house in towns().await {
        let agent = house.publisher("Ana", &id(MERIGNAC)).await;
        let which = send(&house, &agent, GRANTS, "").await;
        let chosen = data::choose(
            &agent,
            &id(MERIGNAC),
            which,
            facts("Subventions"),
            Manner { schema: "scdl-subventions", ..Manner::default() },
            &[],
        )
        .await;
        assert_eq!(chosen.unwrap(), Received::Waiting(which));
        let breaches = data::draft(&agent, &id(MERIGNAC), which).await.unwrap().report.breaches;
        let found: Vec<(Cause, &str, Vec<i64>)> =
            breaches.iter().map(|each| (each.cause, each.column.as_str(), each.rows.clone())).collect();
        for wanted in [
            (Cause::Type, "dateConvention", vec![3]),
            (Cause::Type, "montant", vec![3]),
            (Cause::Enum, "nature", vec![3]),
            (Cause::Siret, "idBeneficiaire", vec![3]),
        ] {
            assert!(found.contains(&wanted), "{wanted:?} is not in {found:?}");
        }
        let refused = data::publish_draft(&agent, &id(MERIGNAC), which, "", false).await;
        assert!(matches!(refused, Err(Error::Invalid(fields)) if fields["accepted"] == "schema_broken"));
        let done = data::publish_draft(&agent, &id(MERIGNAC), which, "", true).await.unwrap();
        assert_eq!(done.dataset.version.schema, "scdl-subventions");
        assert!(
            done.dataset.version.defects.iter().any(|defect| defect.code == "schema_enum"),
            "it stands on the label"
        );
        let which = send(&house, &agent, GRANTS, &done.dataset.slug).await;
        let again = data::draft(&agent, &id(MERIGNAC), which).await.unwrap();
        assert_eq!(
            again.choices.schema.as_deref(),
            Some("scdl-subventions"),
            "the next version is held against it too"
        );
    }
}

#[tokio::test]
async fn fifty_files_wait_at_most() {
    for house in towns().await {
        let agent = house.publisher("Ana", &id(MERIGNAC)).await;
        for _ in 0..data::WAITING_MOST {
            data::may_send(&agent, &id(MERIGNAC)).await.unwrap();
            send(&house, &agent, "a;b\n1;2\n", "").await;
        }
        assert!(matches!(data::may_send(&agent, &id(MERIGNAC)).await, Err(Error::Conflict("too_many_waiting"))));
    }
}
