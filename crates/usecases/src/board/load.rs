use crate::{Error, OpContext};
use domain::{
    board::{Board, History, LevelProposal, Offer, PageName, Proposal, merge_proposals},
    ids::PersonId,
    territory::{Territory, TerritoryId},
};
use store::Tx;

/// The dashboard of the person who asks, stored or proposed.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The arrangement with what can be undone.
    pub history: History,
    /// Its version; 0 when nothing is stored yet.
    pub version: i64,
    /// The main place and the territories around it, from the région to the commune; empty without a place.
    pub chain: Vec<Territory>,
    /// The board that the place proposes today.
    pub proposal: Board,
    /// The proposals that it is merged from.
    pub levels: Vec<LevelProposal>,
}

impl Loaded {
    /// The main place.
    pub fn place(&self) -> Option<&Territory> {
        self.chain.last()
    }
}

/// Reads the dashboard of this browser's person. Without a stored one it is what the place proposes, and without a place
/// what the portal proposes.
///
/// # Errors
/// `Internal` when the stored board breaks the rules of `domain`: it is never replaced silently.
pub async fn load(ctx: &OpContext, tx: &mut Tx) -> Result<Loaded, Error> {
    let person = ctx.actor.person();
    let chain = match person {
        Some(person) => chain_of_main_place(tx, person).await?,
        None => Vec::new(),
    };
    let ids: Vec<TerritoryId> = chain.iter().map(|territory| territory.id.clone()).collect();
    let levels = crate::publication::proposals_for(tx, &ids).await?;
    let proposal = merge_proposals(&Proposal::standard(first_page_name()?), &levels);
    let stored = match person {
        Some(person) => store::boards::load(tx, person).await?,
        None => None,
    };
    let (version, history) = match stored {
        Some((version, json)) => {
            (version, History::from_json(&json).map_err(|error| Error::Internal(Box::new(error)))?)
        }
        None => (0, History::new(proposal.clone())),
    };
    // Somebody who never changed the proposal follows it; somebody who did is asked.
    let history = match history.present.offer(&proposal) {
        Offer::Adopt => History::new(proposal.clone()),
        // The board stays as it was made; only what a territory holds is held on every board.
        Offer::UpToDate | Offer::Ask => {
            let present = history.present.with_pins(&proposal.pins());
            History { present, ..history }
        }
    };
    Ok(Loaded { history, version, chain, proposal, levels })
}

/// The territories around the person's main place, from the région to the commune.
pub(crate) async fn chain_of_main_place(tx: &mut Tx, person: PersonId) -> Result<Vec<Territory>, Error> {
    match store::territories::main_place(tx, person).await? {
        Some(place) => Ok(store::territories::chain(tx, &place).await?),
        None => Ok(Vec::new()),
    }
}

pub(crate) fn first_page_name() -> Result<PageName, Error> {
    "Mon quotidien".parse().map_err(|error| Error::Internal(Box::new(error)))
}
