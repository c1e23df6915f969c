//! The true outside services that operations need; their adapters stand in `server`.

use async_trait::async_trait;

/// A letter to send. Nothing personal beyond the address belongs in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// One address.
    pub to: String,
    /// The subject, one line.
    pub subject: String,
    /// The text, plain.
    pub text: String,
}

/// The outside service failed; the chain of causes is for the log.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct PortError(pub String);

/// Sends mail.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Hands the letter over. `Ok` means accepted by the next server (or written to the folder), not read.
    async fn send(&self, mail: Mail) -> Result<(), PortError>;
    /// Whether it would take a letter now. Asked for letters that go to nobody, so that they meet the same fate as others.
    async fn reach(&self) -> Result<(), PortError>;
}

/// Reads public addresses from outside, under limits of time and size, never a private address.
#[async_trait]
pub trait Fetcher: Send + Sync {
    /// The body of the answer, at most a few hundred kilobytes.
    async fn fetch(&self, url: &str) -> Result<Vec<u8>, PortError>;
}

/// Refuses everything: for commands and tests that need no outside service.
#[derive(Debug, Clone, Copy)]
pub struct NoOutside;

#[async_trait]
impl Mailer for NoOutside {
    async fn send(&self, _mail: Mail) -> Result<(), PortError> {
        Err(PortError("no mail here".to_owned()))
    }

    async fn reach(&self) -> Result<(), PortError> {
        Err(PortError("no mail here".to_owned()))
    }
}

#[async_trait]
impl Fetcher for NoOutside {
    async fn fetch(&self, _url: &str) -> Result<Vec<u8>, PortError> {
        Err(PortError("no network here".to_owned()))
    }
}
