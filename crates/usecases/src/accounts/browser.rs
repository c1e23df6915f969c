use crate::{Actor, Error, OpContext, sessions};
use domain::ids::PersonId;
use store::{Tx, accounts};

/// The browser that asks to be let in.
#[derive(Debug, Clone, Copy)]
pub struct Browser<'a> {
    /// What it says of itself.
    pub agent: &'a str,
    /// The token that it was given when somebody signed in there before.
    pub known: Option<&'a str>,
}

impl Browser<'_> {
    /// Whether that person signed in there before.
    pub(super) async fn is_known(&self, tx: &mut Tx, person: Option<PersonId>) -> Result<bool, Error> {
        let token = self.known.unwrap_or_default();
        // Looked up for nobody too: the work must not tell whether there is an account.
        let person = person.unwrap_or(PersonId(uuid::Uuid::nil()));
        Ok(accounts::knows(tx, &sessions::hash(token), person).await? && !token.is_empty())
    }
}

/// What being let in gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// The token of the new session, for its cookie.
    pub token: String,
    /// The token by which this browser is known from now on, for its cookie.
    pub known: String,
    /// Whether the account was to be closed: signing in took that back.
    pub reopened: bool,
    /// Whether a board waits for a choice.
    pub board_waits: bool,
}

/// Begins a signed-in session in this browser, lets what it kept without an account join the account, and knows the browser
/// from now on.
pub(super) async fn enter(
    ctx: &OpContext,
    tx: &mut Tx,
    person: PersonId,
    browser: Browser<'_>,
    reopened: bool,
) -> Result<Entered, Error> {
    if let Actor::Visitor { person: visitor, .. } = ctx.actor {
        super::boards::join(ctx, tx, visitor, person).await?;
        accounts::merge_into(tx, visitor, person).await?;
    }
    let (_, token) = sessions::begin(ctx, tx, person, browser.agent, Some(ctx.seconds())).await?;
    let known = match browser.known {
        Some(known) if browser.is_known(tx, Some(person)).await? => known.to_owned(),
        _ => ctx.new_secret(),
    };
    accounts::know(tx, &sessions::hash(&known), person, ctx.seconds()).await?;
    let board_waits = store::boards::waiting(tx, person).await?.is_some();
    Ok(Entered { token, known, reopened, board_waits })
}
