//! A small town with its people: what tests need that ask every door as everybody.

use crate::common::{ask, portal};
use axum::{Router, body::Body, http::Request};
use civis_server::http::{self, Portal};
use domain::{
    ids::{PersonId, SessionId},
    services::{Kind, Named, Sheet},
    territory::TerritoryId,
};
use sha2::{Digest as _, Sha256};
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};
use store::{accounts::Account, persons::Session};
use usecases::OpContext;

/// The commune of which the owner speaks, and another one.
pub(crate) const HERE: &str = "commune/33281";
const ELSEWHERE: &str = "commune/33063";

/// A hash that is well formed and that no passphrase has.
const NO_PASSPHRASE: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Who asks, in the order of the columns of `authority.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// Nobody is known.
    Anonymous,
    /// Something is kept for this browser, without an account.
    Visitor,
    /// Signed in.
    Citizen,
    /// Publishes for another territory.
    Stranger,
    /// Publishes for [`HERE`], and owns what the form is about.
    Owner,
}

impl Who {
    pub(crate) const ALL: [Self; 5] = [Self::Anonymous, Self::Visitor, Self::Citizen, Self::Stranger, Self::Owner];
}

pub(crate) struct Town {
    pub(crate) router: Router,
    pub(crate) portal: Arc<Portal>,
    born: AtomicU32,
}

impl Town {
    pub(crate) async fn found(folder: &Path, more: &[(&str, &str)]) -> Self {
        let portal = portal(folder, more).await;
        let source = folder.join("cog");
        std::fs::create_dir_all(&source).unwrap();
        few_territories(&source);
        let system = OpContext::system(portal.shared.clone());
        let cog = reference::cog::read(&source).unwrap();
        usecases::territories::import(&system, &cog, "test", false, |_| ()).await.unwrap();
        usecases::services::import(&system, &sheets(), "test", false, |_| ()).await.unwrap();
        let options = http::options(&portal.config);
        Self { router: http::router(&portal, &options), portal, born: AtomicU32::new(0) }
    }

    /// Somebody new of that kind: the value of the header `cookie`, empty for nobody.
    pub(crate) async fn somebody(&self, who: Who) -> String {
        if who == Who::Anonymous {
            return String::new();
        }
        let ctx = OpContext::system(self.portal.shared.clone());
        let now = ctx.seconds();
        let person = PersonId(ctx.new_id());
        let mut tx = self.portal.shared.database.write().await.unwrap();
        store::persons::insert_person(&mut tx, person, now).await.unwrap();
        let signed_in = (who != Who::Visitor).then_some(now);
        if signed_in.is_some() {
            let name = format!("Personne {}", self.born.fetch_add(1, Ordering::Relaxed));
            let account = Account {
                person,
                name: name.clone(),
                email: None,
                passphrase: NO_PASSPHRASE.to_owned(),
                created: now,
                closing: None,
            };
            store::accounts::insert(&mut tx, &account, &domain::text::fold(&name)).await.unwrap();
        }
        let speaks_for = match who {
            Who::Stranger => Some(ELSEWHERE),
            Who::Owner => Some(HERE),
            _ => None,
        };
        if let Some(territory) = speaks_for {
            let territory: TerritoryId = territory.parse().unwrap();
            store::accounts::grant(&mut tx, person, "publisher", &territory, now).await.unwrap();
        }
        // A second browser of the same person, so that there is a session to close.
        let mut cookie = String::new();
        for _ in 0..2 {
            let token = ctx.new_secret();
            let session = Session {
                id: SessionId(ctx.new_id()),
                person,
                seen: now,
                expires: now + 3600,
                signed_in,
                created: now,
                browser: "Firefox, Linux".to_owned(),
            };
            store::persons::insert_session(&mut tx, &session, &Sha256::digest(token.as_bytes())).await.unwrap();
            cookie = format!("civis={token}");
        }
        tx.commit().await.unwrap();
        cookie
    }

    async fn look(&self, page: &str, cookie: &str) -> String {
        let request = Request::get(page).header("accept", "text/html").header("cookie", cookie);
        let answer = ask(&self.router, request.body(Body::empty()).unwrap()).await;
        assert!(!answer.status.is_server_error(), "{page}: {} {}", answer.status, answer.body);
        answer.body
    }

    /// The address of the first link on a page that begins so: `/donnees > /donnees/`; a third part is what it ends with.
    pub(crate) async fn link_on(&self, way: &str, cookie: &str) -> Option<String> {
        let mut steps = way.split(" > ");
        let mut body = self.look(steps.next()?, cookie).await;
        let mut found = String::new();
        for step in steps {
            let links = body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
            found = links.map(str::to_owned).find(|link| link.starts_with(step) || link.ends_with(step))?;
            body = self.look(&found, cookie).await;
        }
        Some(found)
    }

    /// The fields that a form of this page sends as it stands, for that person: hidden ones and the pressed button.
    /// `/agenda > /agenda/date/`: of the page to which its first link leads that begins so.
    pub(crate) async fn form_on(&self, page: &str, function: &str, cookie: &str) -> Option<String> {
        let mut body = self.look(page.split(" > ").next()?, cookie).await;
        if let Some((_, link)) = page.split_once(" > ") {
            let target =
                body.split("href=\"").skip(1).find(|rest| rest.starts_with(link))?.split('"').next()?.to_owned();
            body = self.look(&target, cookie).await;
        }
        let action = format!("action=\"/api/{function}\"");
        let form = body.split("<form").find(|form| form.split('>').next().is_some_and(|tag| tag.contains(&action)))?;
        let form = form.split("</form>").next()?;
        let fields = form
            .split('<')
            .filter(|tag| tag.starts_with("input") && tag.contains("hidden") || tag.starts_with("button"));
        let pairs = fields.filter_map(|tag| Some(format!("{}={}", attribute(tag, "name")?, attribute(tag, "value")?)));
        Some(pairs.collect::<Vec<_>>().join("&"))
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

/// A région, a département, an EPCI and two communes in the shape of the official files.
pub(crate) fn few_territories(folder: &Path) {
    let files = [
        ("regions.json", r#"[{"code":"75","nom":"Nouvelle-Aquitaine","chefLieu":"33063"}]"#),
        ("departements.json", r#"[{"code":"33","nom":"Gironde","region":"75","chefLieu":"33063"}]"#),
        (
            "epci.json",
            r#"[{"code":"243300316","nom":"Bordeaux Métropole","type":"METRO","membres":[{"code":"33063"},{"code":"33281"}]}]"#,
        ),
        (
            "communes.json",
            r#"[{"code":"33063","nom":"Bordeaux","type":"commune-actuelle","departement":"33","region":"75","population":261804,"siren":"213300635","codesPostaux":["33000"]},
                {"code":"33281","nom":"Mérignac","type":"commune-actuelle","departement":"33","region":"75","population":74600,"siren":"213302813","codesPostaux":["33700"]}]"#,
        ),
    ];
    for (name, text) in files {
        std::fs::write(folder.join(name), text).unwrap();
    }
}

/// A theme with one sheet, `f14929`.
fn sheets() -> [Sheet; 2] {
    let theme = Named { id: "N19810".to_owned(), title: "Papiers - Citoyenneté".to_owned() };
    let sheet = |id: &str, kind, title: &str, theme| Sheet {
        id: id.to_owned(),
        kind,
        title: title.to_owned(),
        summary: "Comment le demander.".to_owned(),
        theme,
        updated: jiff::civil::date(2020, 11, 1),
        intro: Vec::new(),
        body: Vec::new(),
        actions: Vec::new(),
        offices: Vec::new(),
        related: Vec::new(),
        references: Vec::new(),
    };
    [
        sheet("N19810", Kind::Theme, "Papiers - Citoyenneté", None),
        sheet("F14929", Kind::Procedure, "Passeport d'un majeur : première demande", Some(theme)),
    ]
}
