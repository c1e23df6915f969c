//! What a person chooses on one card.

use super::{act::change, load, scope::Scopes};
use crate::{Action as Authority, Error, OpContext};
use domain::{
    board::{Action, Card, CardId, CardSettings, Change, PageId, Refusal, Setting, SettingCode, reduce},
    calendar::Zone,
    dashboard::Reason,
    ids::PlaceId,
    services::LifeTheme,
    territory::Place,
};
use std::collections::BTreeSet;
use store::Tx;

/// What the page of one card shows.
#[derive(Debug, Clone)]
pub struct CardView {
    /// The card as it is.
    pub card: Card,
    /// The page that it stands on.
    pub page: PageId,
    /// Why it is there.
    pub why: Vec<Reason>,
    /// The followed places, the main one first.
    pub places: Vec<Place>,
    /// The life themes of the person's profile.
    pub profile: Vec<LifeTheme>,
    /// The zone of school holidays of the place of which the card speaks.
    pub zone: Option<Zone>,
}

/// One card with what can be chosen on it.
///
/// # Errors
/// `NotFound` when the board has no such card.
pub async fn card(ctx: &OpContext, id: CardId) -> Result<CardView, Error> {
    ctx.authorize(Authority::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    let loaded = load(ctx, &mut tx).await?;
    let (page, card) = loaded.history.present.card(id).ok_or(Error::NotFound)?;
    let scopes = Scopes::read(ctx, &mut tx, std::slice::from_ref(card), None).await?;
    let of_place = CardSettings { zone: None, ..card.settings.clone() };
    Ok(CardView {
        why: scopes.why(&loaded, card),
        zone: crate::calendar::Scope::of(scopes.chain(&loaded, card), &of_place).zone,
        card: card.clone(),
        page: page.id,
        places: scopes.places,
        profile: scopes.profile,
    })
}

/// Chooses place, life themes and zone of a card, from the words of a form; what its kind does not take is ignored. An
/// empty place or zone means "as my place"; the themes of the profile mean "as my profile", no theme means none at all.
///
/// # Errors
/// `Invalid` on `place`, `themes` or `zone` for a word that names nothing of the person's.
pub async fn configure(
    ctx: &OpContext,
    id: CardId,
    place: &str,
    themes: &[String],
    zone: &str,
) -> Result<Result<Change, Refusal>, Error> {
    ctx.authorize(Authority::Own).await?;
    let mut tx = ctx.read().await?;
    let loaded = load(ctx, &mut tx).await?;
    let Some((_, card)) = loaded.history.present.card(id) else { return Ok(Err(Refusal::UnknownCard(id))) };
    let takes = |setting| card.kind.settings().contains(&setting);
    let mut settings = CardSettings::default();
    if takes(Setting::Place) {
        settings.place = chosen_place(ctx, &mut tx, place).await?;
    }
    if takes(Setting::Themes) {
        let profile = crate::preferences::read_profile(&mut tx, ctx.person()?).await?.themes;
        settings.themes = chosen_themes(themes, &profile)?;
    }
    if takes(Setting::Zone) && !zone.is_empty() {
        let zone = Zone::from_word(zone).ok_or_else(|| Error::field("zone", "invalid"))?;
        settings.zone = Some(code(zone.word())?);
    }
    // The change reads the newest board again, in a transaction of its own.
    drop(tx);
    change(ctx, |history, now| reduce(history, &Action::Configure { card: id, settings }, now)).await
}

async fn chosen_place(ctx: &OpContext, tx: &mut Tx, place: &str) -> Result<Option<PlaceId>, Error> {
    if place.is_empty() {
        return Ok(None);
    }
    let places = store::territories::places(tx, ctx.person()?).await?;
    let found = place.parse().ok().and_then(|id: PlaceId| places.into_iter().find(|place| place.id == id));
    found.map(|place| Some(place.id)).ok_or_else(|| Error::field("place", "invalid"))
}

fn chosen_themes(words: &[String], profile: &[LifeTheme]) -> Result<BTreeSet<SettingCode>, Error> {
    let chosen: Option<Vec<LifeTheme>> = words.iter().map(|word| LifeTheme::from_word(word)).collect();
    let mut chosen = chosen.ok_or_else(|| Error::field("themes", "invalid"))?;
    chosen.sort_unstable();
    chosen.dedup();
    if chosen == profile {
        return Ok(BTreeSet::new());
    }
    if chosen.is_empty() {
        return Ok([code(CardSettings::NO_THEME)?].into());
    }
    chosen.into_iter().map(|theme| code(theme.word())).collect()
}

fn code(word: &str) -> Result<SettingCode, Error> {
    word.parse().map_err(|error| Error::Internal(Box::new(error)))
}
