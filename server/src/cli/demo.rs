//! Invented people and announcements, for trying things out. Everything says that it is invented: nobody must take it for
//! the word of a real town hall.

use super::say;
use crate::{config::Config, start};
use anyhow::{Context as _, bail, ensure};
use domain::{ids::AnnouncementId, publication::Typed, territory::TerritoryId};
use jiff::ToSpan as _;
use usecases::{Actor, Error, Fields, OpContext};

/// Known to everybody who reads this: hence never on a public portal.
const PASSPHRASE: &str = "essayer sans rien craindre";
const BROWSER: &str = "civis demo";

struct Resident {
    name: &'static str,
    /// The main place first.
    places: &'static [&'static str],
    themes: &'static [&'static str],
    /// Words, and in how many days.
    reminders: &'static [(&'static str, i64)],
    dates: &'static [(&'static str, i64)],
    shortcuts: &'static [(&'static str, &'static str)],
    /// As the board's actions are written.
    board: &'static [&'static str],
}

const RESIDENTS: [Resident; 3] = [
    Resident {
        name: "Camille Inventée",
        places: &["commune/33281", "commune/33063"],
        themes: &["family", "housing", "transport"],
        reminders: &[("Renouveler la carte d’identité", 20), ("Inscription à l’école", 75)],
        dates: &[("Anniversaire de Lou", 33)],
        shortcuts: &[("Bibliothèque (exemple)", "https://example.org/bibliotheque")],
        board: &["add contacts p1", "add-page house Maison"],
    },
    Resident {
        name: "Dominique Inventé",
        places: &["commune/33063"],
        themes: &["work", "money", "health"],
        reminders: &[("Déclaration de revenus", 45)],
        dates: &[],
        shortcuts: &[],
        board: &[],
    },
    Resident {
        name: "Alex Inventé",
        places: &["commune/33063"],
        themes: &["leisure"],
        reminders: &[],
        dates: &[],
        shortcuts: &[],
        board: &[],
    },
];

/// Whom further residents resemble.
const MODEL: &str = "Camille Inventée";

/// Who publishes, and for which territories.
const PUBLISHER: (&str, &[&str]) = ("Alex Inventé", &["commune/33063", "commune/33281", "departement/33"]);

/// Territory, title, text.
const ANNOUNCEMENTS: [(&str, &str, &str); 4] = [
    (
        "commune/33281",
        "Exemple : inscriptions aux ateliers du mercredi",
        "**Ceci est une annonce inventée.** Les ateliers *dessin* et *musique* ouvrent à la rentrée.\n\n- de 6 à 10 ans\n- gratuit",
    ),
    (
        "commune/33281",
        "Exemple : la mairie ouvre le samedi matin",
        "**Ceci est une annonce inventée.** De 9 h à 12 h, pour les papiers et l’état civil.",
    ),
    (
        "commune/33063",
        "Exemple : travaux de la place",
        "**Ceci est une annonce inventée.** La place est à traverser à pied.",
    ),
    (
        "departement/33",
        "Exemple : aide aux jeunes lecteurs",
        "**Ceci est une annonce inventée.** Un livre offert pour une naissance.",
    ),
];

pub(super) async fn run(config: &Config, residents: u32) -> anyhow::Result<()> {
    ensure!(
        !config.is_secure(),
        "the invented people have a passphrase that everybody can read: a public portal (https) takes none of them. Choose another data folder"
    );
    let shared = start::shared(config).await?;
    let system = OpContext::system(shared.clone());
    let (publisher, territories) = PUBLISHER;
    // Before anybody is made: an account without its places would be taken for finished the next time.
    for territory in territories {
        if let Err(Error::NotFound) = usecases::territories::show(&system, &id(territory)?).await {
            bail!("there is no {territory}: import the territories first, with `civis import territories PATH`");
        }
    }
    for resident in &RESIDENTS {
        let made = settle(&system, resident).await.with_context(|| format!("{} was not made", resident.name))?;
        say(&format!("{}: {}", resident.name, if made { "made" } else { "there already" }));
    }
    for territory in territories {
        usecases::accounts::grant(&system, publisher, &id(territory)?).await?;
    }
    say(&format!("{publisher} publishes for {}", territories.join(", ")));
    for (territory, title, text) in ANNOUNCEMENTS {
        announce(&system, &id(territory)?, title, text).await?;
    }
    if residents > 0 {
        let added = usecases::accounts::crowd(&system, MODEL, residents).await?;
        say(&format!("{added} residents more, like {MODEL}"));
    }
    say(&format!(
        "{} announcements. Sign in as \"Camille Inventée\", passphrase \"{PASSPHRASE}\".",
        ANNOUNCEMENTS.len()
    ));
    shared.database.close().await;
    Ok(())
}

/// Opens the account and arranges it. `false`: it was there already, and stays as it is.
async fn settle(system: &OpContext, resident: &Resident) -> anyhow::Result<bool> {
    let nobody = OpContext { actor: Actor::Anonymous, ..system.clone() };
    let browser = usecases::accounts::Browser { agent: BROWSER, known: None };
    let entered = match usecases::accounts::sign_up(&nobody, resident.name, PASSPHRASE, "", browser).await {
        Err(Error::Invalid(faults)) if faults == Fields::from([("name", "name_taken")]) => return Ok(false),
        other => other?,
    };
    let actor = usecases::sessions::resume(&system.shared, &entered.token).await?;
    let ctx = OpContext { actor, ..system.clone() };
    for (index, place) in resident.places.iter().enumerate() {
        usecases::territories::follow(&ctx, &id(place)?, index == 0).await?;
    }
    let themes: Vec<String> = resident.themes.iter().map(|word| (*word).to_owned()).collect();
    usecases::preferences::choose_themes(&ctx, &themes).await?;
    for (label, days) in resident.reminders {
        usecases::calendar::add_reminder(&ctx, label, &in_days(&ctx, *days)).await?;
    }
    for (label, days) in resident.dates {
        usecases::calendar::add_own_date(&ctx, label, &in_days(&ctx, *days), "").await?;
    }
    for (label, url) in resident.shortcuts {
        usecases::calendar::add_shortcut(&ctx, label, url).await?;
    }
    for line in resident.board {
        let Ok(action) = line.parse() else { bail!("{line:?} is no action of the board") };
        usecases::board::act(&ctx, &action, None, None).await?;
    }
    usecases::accounts::sign_out(&ctx).await?;
    Ok(true)
}

async fn announce(system: &OpContext, territory: &TerritoryId, title: &str, text: &str) -> anyhow::Result<()> {
    let there = usecases::publication::items(system, territory).await?;
    if there.iter().any(|item| item.typed.title == title) {
        return Ok(());
    }
    let typed =
        Typed { title: title.to_owned(), text: text.to_owned(), from: in_days(system, 0), until: in_days(system, 60) };
    let id = AnnouncementId(system.new_id());
    usecases::publication::save_draft(system, territory, id, &typed, 0).await?;
    usecases::publication::publish(system, territory, id).await?;
    Ok(())
}

fn id(text: &str) -> anyhow::Result<TerritoryId> {
    text.parse().map_err(|_| anyhow::anyhow!("{text} is no territory"))
}

fn in_days(ctx: &OpContext, days: i64) -> String {
    ctx.today().saturating_add(days.days()).to_string()
}
