//! What each card finds. A card that fails or takes too long is unavailable, and the others are not affected.

use super::{
    Loaded,
    apart::{Ended, Patience, each_apart},
    scope::Scopes,
};
use crate::{Error, OpContext, calendar::Scope};
use domain::{
    board::{Card, CardKind},
    calendar::{Known, events},
    dashboard::{
        CardContent, CardState, FollowedPlace, FoundCard, PlaceCard, PlaceName, PopulationLine, ServiceLine, Step,
        Updated, needs_place,
    },
    ids::PersonId,
    territory::Territory,
};
use futures::FutureExt as _;
use jiff::{ToSpan as _, civil::Date};
use std::time::Duration;
use store::Tx;

/// No card takes longer than two seconds; after a quarter of one the others go on beside it.
const PATIENCE: Patience = Patience { alone: Duration::from_millis(250), most: Duration::from_secs(2) };
/// How many lines a list shows.
const LINES: usize = 6;

/// Gathers the cards of one page.
pub(super) struct Gatherer<'a> {
    pub(super) ctx: &'a OpContext,
    pub(super) loaded: &'a Loaded,
    pub(super) scopes: &'a Scopes,
}

/// What a card found.
struct Finding {
    content: CardContent,
    updated: Option<Updated>,
    /// For how many hours it could not be read anew.
    stale: Option<i64>,
}

impl From<CardContent> for Finding {
    fn from(content: CardContent) -> Self {
        Self { content, updated: None, stale: None }
    }
}

impl Gatherer<'_> {
    /// What each of the cards shows. The transaction is the first that is used, and is over afterwards.
    pub(super) async fn gather(&self, tx: Tx, cards: &[Card]) -> Vec<FoundCard> {
        let ended = each_apart(tx, cards, PATIENCE, |tx, card| {
            async move {
                let mut tx = match tx {
                    Some(tx) => tx,
                    None => self.ctx.read().await?,
                };
                let found = self.find(&mut tx, card).await?;
                Ok::<_, Error>((tx, found))
            }
            .boxed()
        });
        cards.iter().zip(ended.await).map(|(card, ended)| self.found(card, ended)).collect()
    }

    fn found(&self, card: &Card, ended: Ended<Option<Finding>, Error>) -> FoundCard {
        let mut updated = None;
        let state = match ended {
            Ended::Found(None) => CardState::NeedsPlace,
            Ended::Found(Some(finding)) => {
                updated = finding.updated.filter(|_| !finding.content.is_empty());
                match finding.stale {
                    _ if finding.content.is_empty() => CardState::Empty,
                    Some(hours) => CardState::Stale(finding.content, hours),
                    None => CardState::Ready(finding.content),
                }
            }
            Ended::Failed(error) => {
                tracing::error!(request = %self.ctx.request, card = card.kind.word(), "a card failed: {error:?}");
                CardState::Unavailable
            }
            Ended::TooLong => {
                tracing::warn!(request = %self.ctx.request, card = card.kind.word(), "a card took too long");
                CardState::Unavailable
            }
        };
        FoundCard {
            card: card.id,
            state,
            elsewhere: self
                .scopes
                .elsewhere(card)
                .map(|place| PlaceName { id: place.territory.clone(), name: place.territory_name.clone() }),
            why: self.scopes.why(self.loaded, card),
            updated,
        }
    }

    /// `None`: the card needs a place, and none is chosen.
    async fn find(&self, tx: &mut Tx, card: &Card) -> Result<Option<Finding>, Error> {
        let chain = self.scopes.chain(self.loaded, card);
        if needs_place(card.kind) && chain.is_empty() {
            return Ok(None);
        }
        let finding = match (card.kind, self.ctx.actor.person()) {
            (CardKind::MyPlace | CardKind::Population, _) => self.place(tx, card.kind, chain).await?,
            (CardKind::ServicesForMe | CardKind::PinnedServices, _) => self.services(tx, card).await?,
            (CardKind::Calendar, person) => self.calendar(tx, card, person).await?,
            (CardKind::Announcements, _) => {
                let mut found = crate::publication::announcements_for(tx, chain, self.ctx.today()).await?;
                found.truncate(3);
                let updated = found.first().map(|newest| Updated::On(newest.from));
                Finding { updated, ..CardContent::Announcements(found).into() }
            }
            (CardKind::News, _) => self.news(tx, chain).await?,
            (CardKind::Contacts, _) => CardContent::Contacts(crate::publication::contacts_for(tx, chain).await?).into(),
            (CardKind::HelpNumbers, _) => CardContent::HelpNumbers.into(),
            (CardKind::FirstSteps, _) => CardContent::FirstSteps(self.first_steps(tx).await?).into(),
            (CardKind::MyPlaces, _) => CardContent::MyPlaces(followed(&self.scopes.places)).into(),
            (CardKind::Figures, None) => CardContent::Figures(Vec::new()).into(),
            (CardKind::Figures, Some(person)) => {
                CardContent::Figures(crate::data::figures(self.ctx, tx, person, chain.last()).await?).into()
            }
            (CardKind::Reminders, None) => CardContent::Reminders(Vec::new()).into(),
            (CardKind::Reminders, Some(person)) => {
                let all = store::calendar::reminders(tx, person).await?;
                let open = all.into_iter().filter(|each| each.done.is_none()).take(LINES);
                CardContent::Reminders(open.collect()).into()
            }
            (CardKind::Shortcuts, None) => CardContent::Shortcuts(Vec::new()).into(),
            (CardKind::Shortcuts, Some(person)) => {
                CardContent::Shortcuts(store::calendar::shortcuts(tx, person).await?).into()
            }
        };
        Ok(Some(finding))
    }

    async fn place(&self, tx: &mut Tx, kind: CardKind, chain: &[Territory]) -> Result<Finding, Error> {
        let imported = store::territories::imported_at(tx, "territories").await?;
        let content = if kind == CardKind::MyPlace {
            CardContent::MyPlace(place_card(chain)?)
        } else {
            CardContent::Population(population(chain))
        };
        Ok(Finding { updated: imported.and_then(day).map(Updated::On), ..content.into() })
    }

    async fn services(&self, tx: &mut Tx, card: &Card) -> Result<Finding, Error> {
        let newest = store::services::newest(tx).await?.and_then(|day| day.parse().ok());
        let content = match (card.kind, self.ctx.actor.person()) {
            (CardKind::ServicesForMe, _) => CardContent::ServicesForMe(self.services_for_me(tx, card).await?),
            (_, Some(person)) => CardContent::PinnedServices(lines(store::services::pinned(tx, person).await?)),
            (_, None) => CardContent::PinnedServices(Vec::new()),
        };
        Ok(Finding { updated: newest.map(Updated::On), ..content.into() })
    }

    async fn services_for_me(&self, tx: &mut Tx, card: &Card) -> Result<Vec<ServiceLine>, Error> {
        let mut found = Vec::new();
        for theme in card.settings.themes_beside(&self.scopes.profile) {
            for (slug, title) in store::services::of_life_theme(tx, theme, 2).await? {
                found.push(ServiceLine { slug, title, theme: Some(theme.word().to_owned()) });
            }
        }
        found.truncate(LINES);
        Ok(found)
    }

    async fn calendar(&self, tx: &mut Tx, card: &Card, person: Option<PersonId>) -> Result<Finding, Error> {
        let (own, reminders) = match person {
            Some(person) => {
                (store::calendar::own_dates(tx, person).await?, store::calendar::reminders(tx, person).await?)
            }
            None => (Vec::new(), Vec::new()),
        };
        let scope = Scope::of(self.scopes.chain(self.loaded, card), &card.settings);
        let today = self.ctx.today();
        let agenda = events(scope.regime, scope.zone, &own, &reminders, today, today.saturating_add(3.months()));
        let updated = match agenda.school_known {
            Some(Known::Until(day)) => Some(Updated::Until(day)),
            Some(Known::Nothing) | None => None,
        };
        let content = CardContent::Calendar(agenda.events.into_iter().take(LINES).collect());
        Ok(Finding { updated, ..content.into() })
    }

    async fn news(&self, tx: &mut Tx, chain: &[Territory]) -> Result<Finding, Error> {
        let now = self.ctx.seconds();
        let news = crate::publication::news_for(tx, chain, now).await?;
        Ok(Finding {
            content: CardContent::News(news.lines),
            updated: news.read.map(Updated::At),
            stale: news.stale_since.map(|since| (now - since) / 3_600),
        })
    }

    async fn first_steps(&self, tx: &mut Tx) -> Result<Vec<(Step, bool)>, Error> {
        let (pinned, reminded) = match self.ctx.actor.person() {
            Some(person) => (
                !store::services::pinned(tx, person).await?.is_empty(),
                !store::calendar::reminders(tx, person).await?.is_empty(),
            ),
            None => (false, false),
        };
        Ok(vec![
            (Step::ChoosePlace, self.loaded.place().is_some()),
            (Step::ChooseThemes, !self.scopes.profile.is_empty()),
            (Step::PinService, pinned),
            (Step::Arrange, self.loaded.version > 0),
            (Step::Remind, reminded),
            (Step::OpenAccount, self.ctx.actor.is_signed_in()),
        ])
    }
}

fn place_card(chain: &[Territory]) -> Result<PlaceCard, Error> {
    let place = chain.last().ok_or(Error::NotFound)?;
    let outlined = place.departement.as_ref().unwrap_or(&place.id);
    Ok(PlaceCard {
        id: place.id.clone(),
        name: place.name.clone(),
        population: place.population,
        postcodes: place.postcodes.clone(),
        chain: chain.iter().rev().skip(1).map(name).collect(),
        outline: reference::silhouettes::path(outlined).map(str::to_owned),
    })
}

fn population(chain: &[Territory]) -> Vec<PopulationLine> {
    let lines = chain.iter().rev();
    lines
        .filter_map(|territory| Some(PopulationLine { place: name(territory), population: territory.population? }))
        .collect()
}

fn name(territory: &Territory) -> PlaceName {
    PlaceName { id: territory.id.clone(), name: territory.name.clone() }
}

fn lines(found: Vec<(String, String)>) -> Vec<ServiceLine> {
    found.into_iter().map(|(slug, title)| ServiceLine { slug, title, theme: None }).collect()
}

fn followed(places: &[domain::territory::Place]) -> Vec<FollowedPlace> {
    let named = places.iter().map(|place| FollowedPlace {
        label: place.name.clone(),
        place: PlaceName { id: place.territory.clone(), name: place.territory_name.clone() },
    });
    named.collect()
}

/// The day of a second, where the territory's people are.
fn day(seconds: i64) -> Option<Date> {
    let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap_or(jiff::tz::TimeZone::UTC);
    Some(jiff::Timestamp::from_second(seconds).ok()?.to_zoned(zone).date())
}
