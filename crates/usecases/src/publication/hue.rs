use super::history::note;
use crate::{Action, Error, OpContext};
use domain::{publication::ChangeKind, territory::TerritoryId};
use store::announcements;

/// The hue of a territory's pages, in degrees, for those who publish.
pub async fn hue_of(ctx: &OpContext, territory: &TerritoryId) -> Result<Option<i64>, Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let mut tx = ctx.read().await?;
    Ok(announcements::publication(&mut tx, territory).await?.0)
}

/// Chooses the hue of the territory's pages, in degrees; nothing gives the portal's own back.
pub async fn set_hue(ctx: &OpContext, territory: &TerritoryId, hue: &str) -> Result<(), Error> {
    ctx.authorize(Action::Publish(territory)).await?;
    let degrees = |text: &str| text.parse::<i64>().ok().filter(|hue| (0..360).contains(hue));
    let hue = match hue.trim() {
        "" => None,
        text => Some(degrees(text).ok_or_else(|| Error::field("hue", "not_a_hue"))?),
    };
    let mut tx = ctx.write().await?;
    announcements::set_hue(&mut tx, territory, hue).await?;
    let (kind, what) =
        hue.map_or((ChangeKind::HueReset, String::new()), |hue| (ChangeKind::HueChosen, hue.to_string()));
    note(ctx, &mut tx, territory, kind, &what, None).await?;
    Ok(tx.commit().await?)
}
