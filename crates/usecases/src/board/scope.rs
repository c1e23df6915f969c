use super::Loaded;
use crate::{Error, OpContext};
use domain::{
    board::{Card, Setting},
    dashboard::{PlaceName, Reason},
    services::LifeTheme,
    territory::{Place, Territory, TerritoryId},
};
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;

/// Of which place and themes each card speaks, and so why it is here.
pub(super) struct Scopes {
    /// The places that the person follows, the main one first.
    pub(super) places: Vec<Place>,
    /// The life themes of the person's profile.
    pub(super) profile: Vec<LifeTheme>,
    /// The followed place that the person looks at alone.
    pub(super) filter: Option<TerritoryId>,
    /// The chains of the places, besides the main one, of which a card of the page speaks.
    chains: BTreeMap<TerritoryId, Vec<Territory>>,
}

impl Scopes {
    /// Reads what those cards need. A filter on a place that is not followed is no filter: the address may be an old one.
    pub(super) async fn read(
        ctx: &OpContext,
        tx: &mut Tx,
        cards: &[Card],
        filter: Option<&TerritoryId>,
    ) -> Result<Self, Error> {
        let Some(person) = ctx.actor.person() else {
            return Ok(Self { places: Vec::new(), profile: Vec::new(), filter: None, chains: BTreeMap::new() });
        };
        let places = store::territories::places(tx, person).await?;
        let profile = crate::preferences::read_profile(tx, person).await?.themes;
        let filter = filter.filter(|filter| places.iter().any(|place| place.territory == **filter)).cloned();
        let mut scopes = Self { places, profile, filter, chains: BTreeMap::new() };
        let elsewhere: BTreeSet<TerritoryId> =
            cards.iter().filter_map(|card| scopes.elsewhere(card)).map(|place| place.territory.clone()).collect();
        for territory in elsewhere {
            let chain = store::territories::chain(tx, &territory).await?;
            scopes.chains.insert(territory, chain);
        }
        Ok(scopes)
    }

    /// The place of which a card speaks instead of the main one. A place that is no longer followed falls back to it.
    pub(super) fn elsewhere(&self, card: &Card) -> Option<&Place> {
        if !card.kind.settings().contains(&Setting::Place) {
            return None;
        }
        let wanted = |place: &&Place| match &self.filter {
            Some(filter) => place.territory == *filter,
            None => Some(place.id) == card.settings.place,
        };
        self.places.iter().find(wanted).filter(|place| !place.main)
    }

    /// The territories around the place of which the card speaks, from the région down; empty without a place.
    pub(super) fn chain<'a>(&'a self, loaded: &'a Loaded, card: &Card) -> &'a [Territory] {
        let elsewhere = self.elsewhere(card).and_then(|place| self.chains.get(&place.territory));
        elsewhere.unwrap_or(&loaded.chain)
    }

    /// Why the card is here.
    pub(super) fn why(&self, loaded: &Loaded, card: &Card) -> Vec<Reason> {
        let takes = |setting| card.kind.settings().contains(&setting);
        let named = |territory: &Territory| PlaceName { id: territory.id.clone(), name: territory.name.clone() };
        let mut why = Vec::new();
        if let Some(pinned) = &card.pinned {
            let holder = loaded.chain.iter().find(|territory| territory.id == pinned.by).map(named);
            why.push(Reason::Pinned(
                holder.unwrap_or_else(|| PlaceName { id: pinned.by.clone(), name: pinned.by.to_string() }),
            ));
        }
        if let Some(place) = self.elsewhere(card) {
            let name = place.territory_name.clone();
            why.push(Reason::ChosenPlace(PlaceName { id: place.territory.clone(), name }));
        } else if takes(Setting::Place) {
            why.extend(loaded.place().map(named).map(Reason::Follows));
        }
        why.extend(card.settings.zone().map(Reason::ChosenZone));
        if takes(Setting::Themes) {
            let themes = card.settings.themes_beside(&self.profile);
            if !card.settings.themes.is_empty() {
                why.push(Reason::ChosenThemes(themes));
            } else if !themes.is_empty() {
                why.push(Reason::LifeThemes(themes));
            }
        }
        if why.is_empty() {
            why.push(if loaded.history.present.is_untouched() { Reason::Proposed } else { Reason::Kept });
        }
        why
    }
}
