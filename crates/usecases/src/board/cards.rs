//! What each card finds. A card that fails or takes too long is unavailable, and the others are not affected.

use super::Loaded;
use crate::{Error, OpContext};
use domain::{
    board::{Card, CardKind},
    calendar::{Regime, Zone, events},
    dashboard::{
        CardContent, CardState, FollowedPlace, PlaceCard, PlaceName, PopulationLine, ServiceLine, Step, needs_place,
    },
    territory::{Level, Territory},
};
use jiff::ToSpan as _;
use std::time::Duration;
use store::Tx;

/// The longest that one card may take.
const PATIENCE: Duration = Duration::from_secs(2);
/// How many lines a list shows.
const LINES: usize = 6;

/// Gathers the cards of one page.
pub(super) struct Gatherer<'a> {
    ctx: &'a OpContext,
    loaded: &'a Loaded,
}

impl<'a> Gatherer<'a> {
    pub(super) const fn new(ctx: &'a OpContext, loaded: &'a Loaded) -> Self {
        Self { ctx, loaded }
    }

    /// What the card shows.
    pub(super) async fn gather(&mut self, tx: &mut Tx, card: &Card) -> CardState {
        if needs_place(card.kind) && self.loaded.place().is_none() {
            return CardState::NeedsPlace;
        }
        match tokio::time::timeout(PATIENCE, self.find(tx, card)).await {
            Ok(Ok(content)) if content.is_empty() => CardState::Empty,
            Ok(Ok(content)) => CardState::Ready(content),
            Ok(Err(error)) => {
                tracing::error!(request = %self.ctx.request, card = card.kind.word(), "a card failed: {error:?}");
                CardState::Unavailable
            }
            Err(_) => {
                tracing::warn!(request = %self.ctx.request, card = card.kind.word(), "a card took too long");
                CardState::Unavailable
            }
        }
    }

    async fn find(&self, tx: &mut Tx, card: &Card) -> Result<CardContent, Error> {
        let person = self.ctx.actor.person();
        Ok(match card.kind {
            CardKind::MyPlace => self.my_place()?,
            CardKind::ServicesForMe => CardContent::ServicesForMe(self.services_for_me(tx).await?),
            CardKind::PinnedServices => CardContent::PinnedServices(match person {
                Some(person) => lines(store::services::pinned(tx, person).await?),
                None => Vec::new(),
            }),
            CardKind::Calendar => CardContent::Calendar(self.calendar(tx).await?),
            CardKind::Reminders => CardContent::Reminders(match person {
                Some(person) => store::calendar::reminders(tx, person)
                    .await?
                    .into_iter()
                    .filter(|each| each.done.is_none())
                    .take(LINES)
                    .collect(),
                None => Vec::new(),
            }),
            CardKind::Announcements => {
                let found = crate::publication::announcements_for(tx, &self.loaded.chain, self.ctx.today()).await?;
                CardContent::Announcements(found.into_iter().take(3).collect())
            }
            CardKind::Population => CardContent::Population(self.population()),
            CardKind::HelpNumbers => CardContent::HelpNumbers,
            CardKind::Shortcuts => CardContent::Shortcuts(match person {
                Some(person) => store::calendar::shortcuts(tx, person).await?,
                None => Vec::new(),
            }),
            CardKind::FirstSteps => CardContent::FirstSteps(self.first_steps(tx).await?),
            CardKind::News => CardContent::News(Vec::new()),
            CardKind::MyPlaces => CardContent::MyPlaces(match person {
                Some(person) => followed(store::territories::places(tx, person).await?),
                None => Vec::new(),
            }),
            CardKind::Contacts => {
                CardContent::Contacts(crate::publication::contacts_for(tx, &self.loaded.chain).await?)
            }
        })
    }

    fn my_place(&self) -> Result<CardContent, Error> {
        let place = self.loaded.place().ok_or(Error::NotFound)?;
        let outlined = place.departement.as_ref().unwrap_or(&place.id);
        Ok(CardContent::MyPlace(PlaceCard {
            id: place.id.clone(),
            name: place.name.clone(),
            population: place.population,
            postcodes: place.postcodes.clone(),
            chain: self.loaded.chain.iter().rev().skip(1).map(name).collect(),
            outline: reference::silhouettes::path(outlined).map(str::to_owned),
        }))
    }

    async fn services_for_me(&self, tx: &mut Tx) -> Result<Vec<ServiceLine>, Error> {
        let Some(person) = self.ctx.actor.person() else { return Ok(Vec::new()) };
        let profile = crate::preferences::read_profile(tx, person).await?;
        let mut found = Vec::new();
        for theme in profile.themes {
            for (slug, title) in store::services::of_life_theme(tx, theme, 2).await? {
                found.push(ServiceLine { slug, title, theme: Some(theme.word().to_owned()) });
            }
        }
        found.truncate(LINES);
        Ok(found)
    }

    async fn calendar(&self, tx: &mut Tx) -> Result<Vec<domain::calendar::Event>, Error> {
        let (own, reminders) = match self.ctx.actor.person() {
            Some(person) => {
                (store::calendar::own_dates(tx, person).await?, store::calendar::reminders(tx, person).await?)
            }
            None => (Vec::new(), Vec::new()),
        };
        let departement =
            self.loaded.chain.iter().map(|territory| &territory.id).find(|id| id.level() == Level::Departement);
        // Without a place, the days that hold everywhere in metropolitan France.
        let regime = departement.map_or(Some(Regime::Common), Regime::of);
        let zone = departement.and_then(Zone::of);
        let today = self.ctx.today();
        let agenda = events(regime, zone, &own, &reminders, today, today.saturating_add(3.months()));
        Ok(agenda.events.into_iter().take(LINES).collect())
    }

    fn population(&self) -> Vec<PopulationLine> {
        let lines = self.loaded.chain.iter().rev();
        lines
            .filter_map(|territory| Some(PopulationLine { place: name(territory), population: territory.population? }))
            .collect()
    }

    async fn first_steps(&self, tx: &mut Tx) -> Result<Vec<(Step, bool)>, Error> {
        let (themes, pinned, reminded) = match self.ctx.actor.person() {
            Some(person) => (
                !crate::preferences::read_profile(tx, person).await?.themes.is_empty(),
                !store::services::pinned(tx, person).await?.is_empty(),
                !store::calendar::reminders(tx, person).await?.is_empty(),
            ),
            None => (false, false, false),
        };
        Ok(vec![
            (Step::ChoosePlace, self.loaded.place().is_some()),
            (Step::ChooseThemes, themes),
            (Step::PinService, pinned),
            (Step::Arrange, self.loaded.version > 0),
            (Step::Remind, reminded),
            (Step::OpenAccount, self.ctx.actor.is_signed_in()),
        ])
    }
}

fn name(territory: &Territory) -> PlaceName {
    PlaceName { id: territory.id.clone(), name: territory.name.clone() }
}

fn lines(found: Vec<(String, String)>) -> Vec<ServiceLine> {
    found.into_iter().map(|(slug, title)| ServiceLine { slug, title, theme: None }).collect()
}

fn followed(places: Vec<domain::territory::Place>) -> Vec<FollowedPlace> {
    let places = places.into_iter();
    places
        .map(|place| FollowedPlace {
            label: place.name,
            place: PlaceName { id: place.territory, name: place.territory_name },
        })
        .collect()
}
