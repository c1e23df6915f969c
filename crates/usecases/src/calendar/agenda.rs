use crate::{Action, Error, OpContext};
use domain::{
    board::{CardId, CardKind, CardSettings, History},
    calendar::{Agenda, OwnDate, Regime, Reminder, Zone, events},
    dashboard::PlaceName,
    ids::PersonId,
    territory::{Level, Territory, TerritoryId},
};
use jiff::{ToSpan as _, civil::Date};
use store::{Tx, calendar};

/// Which holidays hold for somebody: those of a place, and of a zone that may be another one.
pub(crate) struct Scope {
    pub(crate) regime: Option<Regime>,
    pub(crate) zone: Option<Zone>,
}

impl Scope {
    /// The scope of the place at the end of a chain, with what was chosen on the card.
    pub(crate) fn of(chain: &[Territory], settings: &CardSettings) -> Self {
        let mut ids = chain.iter().map(|territory| &territory.id);
        let departement: Option<&TerritoryId> = ids.find(|id| id.level() == Level::Departement);
        Self {
            // Without a place, the days that hold everywhere in metropolitan France.
            regime: departement.map_or(Some(Regime::Common), Regime::of),
            zone: settings.zone().or_else(|| departement.and_then(Zone::of)),
        }
    }
}

/// What the person's card of the calendar is set to, and the chain of the place that it speaks of. The page and the
/// feed follow the card: one setting, one agenda.
async fn card_of(tx: &mut Tx, person: PersonId) -> Result<(Option<CardId>, CardSettings, Vec<Territory>), Error> {
    let (card, settings) = match store::boards::load(tx, person).await? {
        Some((_, json)) => {
            let history = History::from_json(&json).map_err(|error| Error::Internal(Box::new(error)))?;
            let card = history.present.card_of(CardKind::Calendar);
            card.map_or_else(Default::default, |(_, card)| (Some(card.id), card.settings.clone()))
        }
        None => Default::default(),
    };
    let places = store::territories::places(tx, person).await?;
    let chosen = places.iter().find(|place| Some(place.id) == settings.place).or(places.first());
    let chain = match chosen {
        Some(place) => store::territories::chain(tx, &place.territory).await?,
        None => Vec::new(),
    };
    Ok((card, settings, chain))
}

/// The year ahead of a person.
#[derive(Debug, Clone)]
pub struct AgendaView {
    /// Everything from today on, for twelve months.
    pub agenda: Agenda,
    /// The place whose holidays are shown.
    pub place: Option<PlaceName>,
    /// The zone of school holidays that is shown.
    pub zone: Option<Zone>,
    /// Whether the person chose the zone, instead of having that of the place.
    pub zone_chosen: bool,
    /// Every date of the person's own, past ones too, in order.
    pub own: Vec<OwnDate>,
    /// Every reminder by due date, done ones last.
    pub reminders: Vec<Reminder>,
    /// Today.
    pub today: Date,
    /// The last day that is shown.
    pub until: Date,
    /// The card of the calendar, where place and zone are chosen; `None` when it is not on a stored board.
    pub card: Option<CardId>,
    /// The secret address of the feed, if it was ever asked for.
    pub address: Option<String>,
}

/// The year ahead: holidays, own dates, reminders. For somebody of whom nothing is kept, what holds for everybody.
pub async fn agenda(ctx: &OpContext) -> Result<AgendaView, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    let (mut card, mut settings, mut chain) = Default::default();
    let (mut own, mut reminders, mut token) = (Vec::new(), Vec::new(), None);
    if let Some(person) = ctx.actor.person() {
        (card, settings, chain) = card_of(&mut tx, person).await?;
        own = calendar::own_dates(&mut tx, person).await?;
        reminders = calendar::reminders(&mut tx, person).await?;
        token = calendar::feed_token(&mut tx, person).await?;
    }
    let scope = Scope::of(&chain, &settings);
    let today = ctx.today();
    let until = today.saturating_add(1.year());
    Ok(AgendaView {
        agenda: events(scope.regime, scope.zone, &own, &reminders, today, until),
        place: chain.last().map(|place| PlaceName { id: place.id.clone(), name: place.name.clone() }),
        zone: scope.zone,
        zone_chosen: settings.zone().is_some(),
        own,
        reminders,
        today,
        until,
        card,
        address: token.map(|token| super::feed::address(ctx, &token)),
    })
}

/// Everything that the feed of a person tells between two days.
pub(super) async fn agenda_of(tx: &mut Tx, person: PersonId, from: Date, to: Date) -> Result<Agenda, Error> {
    let (_, settings, chain) = card_of(tx, person).await?;
    let own = calendar::own_dates(tx, person).await?;
    let reminders = calendar::reminders(tx, person).await?;
    let scope = Scope::of(&chain, &settings);
    Ok(events(scope.regime, scope.zone, &own, &reminders, from, to))
}
