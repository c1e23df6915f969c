//! Sessions: one browser of one person. The cookie holds a random token, the database only its SHA-256.

use crate::{Action, Actor, Error, OpContext, Shared};
use domain::ids::{PersonId, SessionId};
use sha2::{Digest as _, Sha256};
use store::persons::{self, Session};

/// Thirteen months, the longest that the CNIL advises for what a browser keeps.
pub const VISITOR_SECONDS: i64 = 395 * 24 * 3600;
/// Thirty days without use end a signed-in session, where the operator chose nothing shorter.
pub const SIGNED_IN_SECONDS: i64 = 30 * 24 * 3600;
/// A session is noted as used at most this often, so that reading a page rarely writes; a short one more often.
const TOUCH_SECONDS: i64 = 3600;
/// How long an ended session is remembered, so that a form that is sent too late finds back to its owner.
const ENDED_SECONDS: i64 = 30 * 24 * 3600;
/// No limit on tries looks further back than a day.
const ATTEMPT_SECONDS: i64 = 24 * 3600;

/// Seconds without use that end a session.
const fn life(shared: &Shared, signed_in: bool) -> i64 {
    if signed_in { shared.session_seconds } else { VISITOR_SECONDS }
}

/// What is stored of a token.
pub(crate) fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// Who the bearer of a token is. An unknown or ended token is nobody.
pub async fn resume(shared: &Shared, token: &str) -> Result<Actor, Error> {
    // Tokens are 43 characters: anything else is not worth a look-up.
    if token.len() != 43 {
        return Ok(Actor::Anonymous);
    }
    let now = shared.clock.now().as_second();
    let mut tx = shared.database.read().await?;
    let Some(session) = persons::session(&mut tx, &hash(token), now).await? else { return Ok(Actor::Anonymous) };
    drop(tx);
    let life = life(shared, session.signed_in.is_some());
    if now - session.seen > TOUCH_SECONDS.min(life / 10) {
        let mut tx = shared.database.write().await?;
        persons::touch(&mut tx, session.id, session.person, now, now + life).await?;
        tx.commit().await?;
    }
    Ok(match session.signed_in {
        Some(_) => Actor::Citizen { person: session.person, session: session.id },
        None => Actor::Visitor { person: session.person, session: session.id },
    })
}

/// Whose signed-in session that token was, if it has ended: what its browser still sends is kept and not done.
pub async fn ended(shared: &Shared, token: &str) -> Result<Option<PersonId>, Error> {
    if token.len() != 43 {
        return Ok(None);
    }
    let mut tx = shared.database.read().await?;
    Ok(persons::ended_session(&mut tx, &hash(token), shared.clock.now().as_second()).await?)
}

/// Makes the session of this browser last as long as if it had just begun.
pub async fn stay(ctx: &OpContext) -> Result<(), Error> {
    ctx.authorize(Action::Account).await?;
    let session = ctx.actor.session().ok_or(Error::Forbidden)?;
    let now = ctx.seconds();
    let mut tx = ctx.write().await?;
    persons::touch(&mut tx, session, ctx.person()?, now, now + life(&ctx.shared, true)).await?;
    Ok(tx.commit().await?)
}

/// The context of somebody of whom something is kept: an anonymous one becomes a visitor, with the token for the cookie.
pub async fn ensure_visitor(ctx: &OpContext, browser: &str) -> Result<(OpContext, Option<String>), Error> {
    ctx.authorize(Action::ReadPublic).await?;
    if ctx.actor != Actor::Anonymous {
        return Ok((ctx.clone(), None));
    }
    let person = PersonId(ctx.new_id());
    let mut tx = ctx.write().await?;
    persons::insert_person(&mut tx, person, ctx.seconds()).await?;
    let (session, token) = begin(ctx, &mut tx, person, browser, None).await?;
    tx.commit().await?;
    let actor = Actor::Visitor { person, session };
    Ok((OpContext { actor, ..ctx.clone() }, Some(token)))
}

/// Begins a session in the caller's transaction.
pub(crate) async fn begin(
    ctx: &OpContext,
    tx: &mut store::Tx,
    person: PersonId,
    browser: &str,
    signed_in: Option<i64>,
) -> Result<(SessionId, String), Error> {
    let now = ctx.seconds();
    let token = ctx.new_secret();
    let life = life(&ctx.shared, signed_in.is_some());
    let session = Session {
        id: SessionId(ctx.new_id()),
        person,
        seen: now,
        expires: now + life,
        signed_in,
        created: now,
        browser: short_name(browser),
    };
    persons::insert_session(tx, &session, &hash(&token)).await?;
    Ok((session.id, token))
}

/// Forgets what has had its time: ended sessions, visitors who have not come for thirteen months, fresh codes, links, addresses
/// that were never proven, kept forms, failed tries. A job.
pub async fn purge(ctx: &OpContext) -> Result<u64, Error> {
    ctx.authorize(Action::Operate).await?;
    let now = ctx.seconds();
    let mut tx = ctx.write().await?;
    let gone = persons::purge(&mut tx, now - ENDED_SECONDS, now - VISITOR_SECONDS).await?;
    store::forms::purge(&mut tx, now).await?;
    store::accounts::forget_fresh_codes(&mut tx, None, now).await?;
    store::accounts::purge_links(&mut tx, now).await?;
    store::accounts::forget_email_change(&mut tx, None, now).await?;
    store::accounts::purge_browsers(&mut tx, now - VISITOR_SECONDS).await?;
    store::accounts::purge_attempts(&mut tx, now - ATTEMPT_SECONDS).await?;
    tx.commit().await?;
    Ok(gone)
}

/// `Firefox, Linux` out of what a browser says of itself: enough for its owner to know it again, and no more.
fn short_name(browser: &str) -> String {
    let first = |names: &[&'static str]| names.iter().find(|name| browser.contains(*name)).copied();
    let program = first(&["Firefox", "Edg", "OPR", "Chrome", "Safari"])
        .unwrap_or("?")
        .replace("Edg", "Edge")
        .replace("OPR", "Opera");
    let system = first(&["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"]).unwrap_or("?");
    format!("{program}, {system}")
}
