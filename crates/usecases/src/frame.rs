//! What every page knows of the person.

use crate::{Action, Error, OpContext};
use domain::territory::TerritoryId;

/// What stands around every page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FrameView {
    /// The account's name, when somebody is signed in.
    pub account: Option<String>,
    /// The main place and its name.
    pub place: Option<(TerritoryId, String)>,
    /// The hue of the nearest territory that chose one, in degrees.
    pub hue: Option<u16>,
    /// Seconds until the session ends.
    pub session_seconds: Option<i64>,
    /// Whether a board that was arranged without an account waits for a choice.
    pub board_waits: bool,
}

/// Reads it in one transaction; nothing at all for somebody of whom nothing is kept.
pub async fn show(ctx: &OpContext) -> Result<FrameView, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let Some(person) = ctx.actor.person() else { return Ok(FrameView::default()) };
    let mut tx = ctx.read().await?;
    let mut frame = FrameView::default();
    if ctx.actor.is_signed_in() {
        frame.account = store::accounts::of(&mut tx, person).await?.map(|account| account.name);
        frame.board_waits = store::boards::waiting(&mut tx, person).await?.is_some();
        let now = ctx.seconds();
        let sessions = store::persons::sessions(&mut tx, person, now).await?;
        let own = sessions.into_iter().find(|session| Some(session.id) == ctx.actor.session());
        frame.session_seconds = own.map(|session| session.expires - now);
    }
    let chain = crate::board::chain_of_main_place(&mut tx, person).await?;
    for territory in chain.iter().rev() {
        if let (Some(hue), _) = store::announcements::publication(&mut tx, &territory.id).await? {
            frame.hue = u16::try_from(hue).ok();
            break;
        }
    }
    frame.place = chain.last().map(|territory| (territory.id.clone(), territory.name.clone()));
    Ok(frame)
}
