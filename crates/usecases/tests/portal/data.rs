//! Datasets: published in the name of a territory, found, asked, kept on the board.

use crate::house::{House, id, towns};
use domain::{
    board::CardKind,
    dashboard::{CardContent, CardState, FigureAnswer},
    data::{
        Cell, Facts, Frequency, Licence, Source, Theme,
        people::Protection,
        query::{Filter, How, Measure, Query, Sign, Test, url},
    },
};
use usecases::{
    Error, OpContext,
    data::{self, Choices, Outcome, Parcel, Refusal, STARTERS, Wanted},
};

const MERIGNAC: &str = "commune/33281";
const MEALS: &str = "commune;ecole;repas\n33281;Jules Ferry;120\n33281;Pasteur;80\n33063;Condorcet;200\n";

fn facts(title: &str) -> Facts {
    Facts {
        title: title.to_owned(),
        summary: "Les repas servis dans chaque école.".to_owned(),
        description: String::new(),
        producer: id(MERIGNAC),
        licence: Licence::OpenLicence,
        frequency: Frequency::Monthly,
        themes: vec![Theme::Education, Theme::Food],
        keywords: vec!["cantine".to_owned()],
        source: Source::default(),
        known_defects: String::new(),
    }
}

async fn publish(house: &House, ctx: &OpContext, text: &str, slug: Option<&str>) -> Result<Outcome, Error> {
    let path = house.folder.path().join("meals.csv");
    std::fs::write(&path, text).unwrap();
    let parcel = Parcel {
        path,
        name: "meals.csv".to_owned(),
        facts: facts("Repas des écoles"),
        slug: slug.map(str::to_owned),
        choices: Choices::default(),
        despite: String::new(),
    };
    data::publish(ctx, parcel, |_| {}).await
}

fn wanted(words: &str) -> Wanted {
    Wanted { words: words.to_owned(), ..Wanted::default() }
}

#[tokio::test]
async fn a_published_file_is_found_read_and_asked() {
    for house in towns().await {
        let agent = house.publisher("Ana", &id(MERIGNAC)).await;
        let done = publish(&house, &agent, MEALS, None).await.unwrap();
        assert_eq!((done.dataset.slug.as_str(), done.dataset.version.rows, done.new), ("repas-des-ecoles", 3, true));
        let anybody = house.nobody();
        for words in ["cantines", "REPAS", "écoles repas", ""] {
            let (total, found) = data::list(&anybody, &wanted(words), 10, 0).await.unwrap();
            assert_eq!((total, found.len()), (1, 1), "{words}");
            assert_eq!(found[0].producer_name, "Mérignac");
        }
        assert_eq!(data::list(&anybody, &wanted("piscine"), 10, 0).await.unwrap().0, 0);
        let facets = data::facets(&anybody, &Wanted::default()).await.unwrap();
        assert_eq!(facets.producers, [(MERIGNAC.to_owned(), "Mérignac".to_owned(), 1)]);
        assert_eq!(facets.themes.len(), 2);
        let dataset = data::find(&anybody, "repas-des-ecoles").await.unwrap();
        assert_eq!(data::find(&anybody, &dataset.id.to_string()).await.unwrap(), dataset);
        let query = Query {
            filter: Filter::Within(id("epci/243300316")),
            measures: vec![Measure::of(How::Sum, "repas")],
            ..Query::default()
        };
        let table = data::ask(&anybody, &dataset, &query).await.unwrap();
        assert_eq!(table.rows, [[Cell::Integer(400)]]);
        let whole = data::ask(&anybody, &dataset, &Query::default()).await.unwrap();
        let names = data::names(&anybody, &whole).await.unwrap();
        assert!(names.values().any(|name| name == "Bordeaux"));
        let nonsense = Query { filter: Filter::column("prix", Test::Empty), ..Query::default() };
        assert!(
            matches!(data::ask(&anybody, &dataset, &nonsense).await, Err(Refusal::Fault(fault)) if fault.code == "unknown_column")
        );
    }
}

#[tokio::test]
async fn only_a_territorys_own_publisher_speaks_for_it() {
    for house in towns().await {
        let stranger = house.publisher("Ben", &id("commune/33063")).await;
        assert!(matches!(publish(&house, &stranger, MEALS, None).await, Err(Error::Forbidden)));
        assert!(matches!(publish(&house, &house.nobody(), MEALS, None).await, Err(Error::Forbidden)));
        let agent = house.publisher("Ana", &id(MERIGNAC)).await;
        publish(&house, &agent, MEALS, Some("repas")).await.unwrap();
        let parcel = Parcel {
            path: house.folder.path().join("meals.csv"),
            name: "x.csv".to_owned(),
            facts: Facts { producer: id("commune/33063"), ..facts("Autre") },
            slug: Some("repas".to_owned()),
            choices: Choices::default(),
            despite: String::new(),
        };
        assert!(matches!(data::publish(&stranger, parcel, |_| {}).await, Err(Error::Conflict("somebody_elses"))));
    }
}

#[tokio::test]
async fn a_new_version_says_what_changed_and_the_old_one_stays() {
    for house in towns().await {
        let agent = house.publisher("Ana", &id(MERIGNAC)).await;
        publish(&house, &agent, MEALS, Some("repas")).await.unwrap();
        let again = publish(&house, &agent, MEALS, Some("repas")).await.unwrap();
        assert!(!again.new && again.dataset.version.number == 1, "the very same file is no new version");
        house.wait(3600);
        let next = publish(&house, &agent, &MEALS.replace("80", "90"), Some("repas")).await.unwrap();
        let difference = next.dataset.version.difference.unwrap();
        assert_eq!((next.dataset.version.number, difference.added, difference.removed), (2, 1, 1));
        let versions = data::versions(&house.nobody(), &next.dataset).await.unwrap();
        assert_eq!(versions.iter().map(|version| version.number).collect::<Vec<_>>(), [2, 1]);
        let old = data::version(&house.nobody(), next.dataset, 1).await.unwrap();
        let query =
            Query { filter: Filter::column("repas", Test::Is(Sign::Equal, "80".to_owned())), ..Query::default() };
        assert_eq!(data::ask(&house.nobody(), &old, &query).await.unwrap().total, 1);
    }
}

#[tokio::test]
async fn a_question_tells_when_its_answer_changed() {
    for house in towns().await {
        let agent = house.publisher("Ana", &id(MERIGNAC)).await;
        let sum = Query { measures: vec![Measure::of(How::Sum, "repas")], ..Query::default() };
        let files = [
            MEALS.replace("repas", "couverts"),
            MEALS.to_owned(),
            MEALS.to_owned(),
            MEALS.replace("120", "119").replace("80", "81"),
            MEALS.replace("80", "90"),
        ];
        for file in files {
            publish(&house, &agent, &file, Some("repas")).await.unwrap();
        }
        let dataset = data::find(&house.nobody(), "repas").await.unwrap();
        let changes = data::changes(&house.nobody(), &dataset, &sum).await.unwrap();
        let told: Vec<(i64, &Cell)> =
            changes.iter().map(|(version, table)| (version.number, &table.rows[0][0])).collect();
        // The first version has no such column, the third file makes no version, and in version 3 the sum is the same.
        assert_eq!(told, [(4, &Cell::Integer(410)), (2, &Cell::Integer(400))]);
    }
}

#[tokio::test]
async fn an_erased_version_is_gone_with_its_files_and_what_others_need_stays() {
    for house in towns().await {
        let agent = house.publisher("Ana", &id(MERIGNAC)).await;
        let operator = house.system();
        let first = publish(&house, &agent, MEALS, Some("repas")).await.unwrap().dataset.version;
        let wrong = MEALS.replace("repas", "prix du repas").replace("80", "90");
        let second = publish(&house, &agent, &wrong, Some("repas")).await.unwrap().dataset.version;
        assert!(matches!(data::erase(&agent, "repas", 2).await, Err(Error::Forbidden)));
        assert!(matches!(data::erase(&operator, "repas", 3).await, Err(Error::NotFound)));
        data::erase(&operator, "repas", 2).await.unwrap();
        let file = |hash: &str| agent.shared.engine.blobs().path(hash);
        assert!(!file(&second.original).exists() && !file(&second.parquet).exists());
        let dataset = data::find(&house.nobody(), "repas").await.unwrap();
        assert_eq!(dataset.version, first);
        assert_eq!(data::ask(&house.nobody(), &dataset, &Query::default()).await.unwrap().total, 3);
        assert_eq!(data::list(&house.nobody(), &wanted("prix"), 10, 0).await.unwrap().0, 0);
        // The very same file under another address: it must stay when the first goes.
        publish(&house, &agent, MEALS, Some("copie")).await.unwrap();
        data::erase(&operator, "repas", 1).await.unwrap();
        assert!(matches!(data::find(&house.nobody(), "repas").await, Err(Error::NotFound)));
        let copy = data::find(&house.nobody(), "copie").await.unwrap();
        assert_eq!(data::ask(&house.nobody(), &copy, &Query::default()).await.unwrap().total, 3);
    }
}

#[tokio::test]
async fn a_broken_file_and_social_security_numbers_are_refused_and_nothing_stays() {
    for house in towns().await {
        let agent = house.publisher("Ana", &id(MERIGNAC)).await;
        let fault = |result: Result<Outcome, Error>| match result {
            Err(Error::Invalid(fields)) => fields["file"],
            other => panic!("{other:?}"),
        };
        assert_eq!(fault(publish(&house, &agent, "a;b\n1;2;3\n", None).await), "long_row");
        assert_eq!(fault(publish(&house, &agent, "nom;nir\nA;185057800608491\n", None).await), "holds_nir");
        assert_eq!(data::list(&house.nobody(), &Wanted::default(), 10, 0).await.unwrap().0, 0);
    }
}

#[tokio::test]
async fn traces_of_people_wait_for_a_reason() {
    for house in towns().await {
        let agent = house.publisher("Ana", &id(MERIGNAC)).await;
        let people = "nom;prenom;date_naissance;courriel\nDurand;Zoé;01/02/1980;zoe@exemple.fr\n";
        assert!(matches!(publish(&house, &agent, people, None).await, Err(Error::Conflict("personal_data"))));
        let path = house.folder.path().join("people.csv");
        std::fs::write(&path, people).unwrap();
        let found = data::examine(&agent, &path, &Choices::default()).await.unwrap().people;
        assert!(found.len() >= 3, "{found:?}");
        let dropped = ["nom", "prenom", "date_naissance", "courriel"].map(str::to_owned).into();
        let parcel = Parcel {
            path: path.clone(),
            name: "people.csv".to_owned(),
            facts: facts("Personne"),
            slug: None,
            choices: Choices { protection: Protection { dropped, ..Protection::default() }, ..Choices::default() },
            despite: String::new(),
        };
        assert!(
            matches!(data::publish(&agent, parcel.clone(), |_| {}).await, Err(Error::Invalid(_))),
            "nothing is left"
        );
        let kept = Parcel {
            despite: "Élus en exercice, noms publics par la loi".to_owned(),
            choices: Choices::default(),
            ..parcel
        };
        let done = data::publish(&agent, kept, |_| {}).await.unwrap();
        assert!(done.dataset.version.despite.contains("Élus"));
    }
}

#[tokio::test]
async fn a_kept_figure_follows_the_person_and_tells_its_change() {
    for house in towns().await {
        let agent = house.publisher("Ana", &id(MERIGNAC)).await;
        publish(&house, &agent, MEALS, Some("repas")).await.unwrap();
        let resident = house.resident(MERIGNAC).await;
        let query = url::read([("calcul", "somme.repas")]).unwrap();
        data::pin(&resident, "repas", &query, true, "Repas chez moi").await.unwrap();
        data::pin(&resident, "repas", &query, true, "Repas chez moi").await.unwrap();
        let figures = |ctx: OpContext| async move {
            let view = usecases::board::show(&ctx, None, None).await.unwrap();
            let (_, card) = view.board.card_of(CardKind::Figures).unwrap();
            let found = view.cards.iter().find(|found| found.card == card.id).unwrap();
            match &found.state {
                CardState::Ready(CardContent::Figures(lines)) => lines.clone(),
                other => panic!("{other:?}"),
            }
        };
        let lines = figures(resident.clone()).await;
        assert_eq!(lines.len(), 1, "kept once");
        assert_eq!(
            (lines[0].place.as_deref(), &lines[0].answer),
            (Some("Mérignac"), &FigureAnswer::Value("200".to_owned(), String::new()))
        );
        usecases::territories::follow(&resident, &id("commune/33063"), true).await.unwrap();
        assert_eq!(figures(resident.clone()).await[0].place.as_deref(), Some("Bordeaux"));
        house.wait(3600);
        publish(&house, &agent, &MEALS.replace("200", "210"), Some("repas")).await.unwrap();
        let lines = figures(resident.clone()).await;
        assert_eq!(lines[0].answer, FigureAnswer::Value("210".to_owned(), String::new()));
        assert_eq!(lines[0].before, Some(FigureAnswer::Value("200".to_owned(), String::new())));
        data::unpin(&resident, lines[0].id).await.unwrap();
        assert!(matches!(data::unpin(&resident, lines[0].id).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn the_first_datasets_are_made_of_what_was_imported() {
    for house in towns().await {
        for which in STARTERS {
            let done = data::starter(&house.system(), which, &id("region/75")).await;
            match which {
                // There is no sheet in this portal.
                data::Starter::Services => assert!(matches!(done, Err(Error::Invalid(_)))),
                _ => assert!(done.unwrap().dataset.version.rows > 0),
            }
        }
        let communes = data::find(&house.nobody(), "communes-de-france").await.unwrap();
        assert_eq!(communes.version.rows, 2);
    }
}
