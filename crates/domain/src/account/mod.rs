//! Accounts: what a name and a passphrase may be, and what a person tells of themselves.

mod credentials;

pub use credentials::{AccountName, NameFault, PassphraseFault, check_passphrase};

use crate::services::LifeTheme;
use serde::{Deserialize, Serialize};

/// What a person chose to see services about. Nothing is inferred from behaviour.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Life themes, in the order of the list.
    pub themes: Vec<LifeTheme>,
}
