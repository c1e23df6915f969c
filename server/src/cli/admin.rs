use super::say;
use crate::{config::Config, start};
use anyhow::bail;
use clap::{Args, Subcommand, ValueEnum};
use domain::territory::TerritoryId;
use usecases::{Error, OpContext};

#[derive(Debug, Subcommand)]
pub(super) enum Admin {
    /// Let an account publish for a territory. Example: civis admin grant "Marie Dupont" publisher --territory commune/33281
    Grant(Role),
    /// Take that back.
    Revoke(Role),
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RoleName {
    /// Publishes for the territory: announcements, contacts, hue, pinned cards.
    Publisher,
}

#[derive(Debug, Args)]
pub(super) struct Role {
    /// The account's name.
    account: String,
    /// The role.
    role: RoleName,
    /// Level and official code: commune/33281, epci/243300316, departement/33, region/75.
    #[arg(long)]
    territory: TerritoryId,
}

pub(super) async fn run(config: &Config, what: Admin) -> anyhow::Result<()> {
    let shared = start::shared(config).await?;
    let ctx = OpContext::system(shared.clone());
    let (role, done) = match &what {
        Admin::Grant(role) => (role, usecases::accounts::grant(&ctx, &role.account, &role.territory).await),
        Admin::Revoke(role) => (role, usecases::accounts::revoke(&ctx, &role.account, &role.territory).await),
    };
    let RoleName::Publisher = role.role;
    match done {
        Ok(()) => say(&format!("Done: {} and {}.", role.account, role.territory)),
        Err(Error::NotFound) => bail!("there is no account named {:?}, or it has no such role", role.account),
        Err(Error::Invalid(_)) => bail!("there is no territory {}: import the territories first", role.territory),
        Err(error) => return Err(error.into()),
    }
    shared.database.close().await;
    Ok(())
}
