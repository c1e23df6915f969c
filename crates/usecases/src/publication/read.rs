use super::markdown::to_html;
use crate::{Action, Error, OpContext};
use domain::{
    board::{CardKind, LevelProposal, Proposal},
    dashboard::{AnnouncementLine, ContactLine, PlaceName},
    territory::{Territory, TerritoryId},
};
use jiff::civil::Date;
use store::{Tx, announcements};

/// The boards that the territories of a chain propose, from the région down.
pub async fn proposals_for(tx: &mut Tx, chain: &[TerritoryId]) -> Result<Vec<LevelProposal>, Error> {
    let mut found = Vec::new();
    for territory in chain {
        if let (_, Some(json)) = announcements::publication(tx, territory).await? {
            let proposal = serde_json::from_str(&json).map_err(|error| Error::Internal(Box::new(error)))?;
            found.push(LevelProposal { territory: territory.clone(), proposal });
        }
    }
    Ok(found)
}

fn name(territory: &Territory) -> PlaceName {
    PlaceName { id: territory.id.clone(), name: territory.name.clone() }
}

fn day(text: &str) -> Result<Date, Error> {
    text.parse().map_err(|error: jiff::Error| Error::Internal(Box::new(error)))
}

/// What the territories of a chain announce on a day, the latest first.
pub async fn announcements_for(tx: &mut Tx, chain: &[Territory], today: Date) -> Result<Vec<AnnouncementLine>, Error> {
    let today = today.to_string();
    let mut lines = Vec::new();
    for territory in chain {
        for announcement in announcements::of(tx, &territory.id, Some(&today)).await? {
            lines.push(AnnouncementLine {
                id: announcement.id,
                title: announcement.title,
                html: to_html(&announcement.text),
                from: day(&announcement.from)?,
                by: name(territory),
            });
        }
    }
    lines.sort_by_key(|line| std::cmp::Reverse((line.from, line.id)));
    Ok(lines)
}

/// The useful numbers and links of the territories of a chain, the nearest territory first.
pub async fn contacts_for(tx: &mut Tx, chain: &[Territory]) -> Result<Vec<ContactLine>, Error> {
    let mut lines = Vec::new();
    for territory in chain.iter().rev() {
        for contact in announcements::contacts(tx, &territory.id).await? {
            lines.push(ContactLine {
                label: contact.label,
                phone: contact.phone,
                url: contact.url,
                note: contact.note,
                by: name(territory),
            });
        }
    }
    Ok(lines)
}

/// What a territory publishes, for those who publish.
#[derive(Debug, Clone)]
pub struct PublicationView {
    /// The territory.
    pub territory: Territory,
    /// All announcements: id, title, first and last day.
    pub announcements: Vec<(String, String, String, String)>,
    /// All contacts: id, label, number or address.
    pub contacts: Vec<(String, String, String)>,
    /// The hue, in degrees.
    pub hue: Option<i64>,
    /// The kinds of cards that it pins.
    pub pinned: Vec<CardKind>,
    /// Who changed what: author, when, what.
    pub changes: Vec<(String, i64, String)>,
}

/// The publisher's page.
pub async fn show(ctx: &OpContext, territory: &TerritoryId) -> Result<PublicationView, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.read().await?;
    let chain = store::territories::chain(&mut tx, territory).await?;
    let (hue, json) = announcements::publication(&mut tx, territory).await?;
    let proposal: Option<Proposal> = json.and_then(|json| serde_json::from_str(&json).ok());
    let cards = proposal.iter().flat_map(|proposal| &proposal.pages).flat_map(|page| &page.cards);
    let pinned = cards.filter(|card| card.pinned_by.is_some()).map(|card| card.kind).collect();
    let announced = announcements::of(&mut tx, territory, None).await?;
    let contacts = announcements::contacts(&mut tx, territory).await?;
    Ok(PublicationView {
        territory: chain.into_iter().next_back().ok_or(Error::NotFound)?,
        announcements: announced
            .into_iter()
            .map(|each| (each.id.to_string(), each.title, each.from, each.until))
            .collect(),
        contacts: contacts
            .into_iter()
            .map(|each| (each.id.to_string(), each.label, each.phone.or(each.url).unwrap_or_default()))
            .collect(),
        hue,
        pinned,
        changes: announcements::changes(&mut tx, territory).await?,
    })
}
