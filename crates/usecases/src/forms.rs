//! Forms that could not be accepted, kept on the server for an hour: those that are too long for a cookie, and those that
//! were sent after the session had ended. The browser holds a key that works once; what is kept is given back to be looked
//! at and sent again, and never done by itself.

use crate::{Action, Error, OpContext, sessions::hash};
use domain::ids::PersonId;
pub use store::forms::KeptForm;

/// An hour.
pub const KEPT_SECONDS: i64 = 3600;
/// The most that one form may hold, in bytes.
const MOST_BYTES: usize = 128 * 1024;
/// The most forms at a time: what strangers type must not fill the disk.
const MOST_FORMS: i64 = 2_000;

/// Keeps what was typed and answers the key for the browser's cookie. `None`: it is too large, or too many are kept already.
///
/// `owner` is whose ended session sent it; without one it is of the person of this browser, if there is one.
pub async fn keep(
    ctx: &OpContext,
    owner: Option<PersonId>,
    form: &str,
    page: &str,
    content: &str,
) -> Result<Option<String>, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    if content.len() + page.len() > MOST_BYTES {
        return Ok(None);
    }
    let mut tx = ctx.write().await?;
    if store::forms::count(&mut tx).await? >= MOST_FORMS {
        return Ok(None);
    }
    let key = ctx.new_secret();
    let kept = KeptForm {
        person: owner.or(ctx.actor.person()),
        form: form.to_owned(),
        page: page.to_owned(),
        content: content.to_owned(),
        expires: ctx.seconds() + KEPT_SECONDS,
    };
    store::forms::insert(&mut tx, &hash(&key), &kept).await?;
    tx.commit().await?;
    Ok(Some(key))
}

/// What is kept under a key. A form of somebody is shown to that very person alone: the next one at a shared computer holds
/// the same cookie.
pub async fn find(ctx: &OpContext, key: &str) -> Result<Option<KeptForm>, Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.read().await?;
    let kept = store::forms::find(&mut tx, &hash(key), ctx.seconds()).await?;
    Ok(kept.filter(|kept| kept.person.is_none() || kept.person == ctx.actor.person()))
}

/// Forgets what is kept under a key.
pub async fn forget(ctx: &OpContext, key: &str) -> Result<(), Error> {
    ctx.authorize(Action::ReadPublic).await?;
    let mut tx = ctx.write().await?;
    store::forms::delete(&mut tx, &hash(key)).await?;
    Ok(tx.commit().await?)
}
