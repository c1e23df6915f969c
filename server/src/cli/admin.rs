use super::say;
use crate::{config::Config, start};
use anyhow::{anyhow, bail};
use clap::{Args, Subcommand, ValueEnum};
use domain::{account::AccountName, territory::TerritoryId};
use store::Database;
use usecases::{Error, OpContext};

#[derive(Debug, Subcommand)]
pub(super) enum Admin {
    /// Let an account publish for a territory. Example: civis admin grant "Marie Dupont" publisher --territory commune/33281
    Grant(Grant),
    /// Take that back. Example: civis admin revoke "Marie Dupont" publisher --territory commune/33281
    Revoke(Grant),
    /// Say for which territories an account may publish. Example: civis admin list "Marie Dupont"
    List {
        /// The account's name.
        account: String,
    },
    /// Erase one version of a dataset, for good: personal data came out by mistake. Example: civis admin erase menus-des-cantines 3
    Erase {
        /// The address of the dataset under /donnees.
        slug: String,
        /// The version.
        version: i64,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RoleName {
    /// Publishes for the territory: announcements, contacts, hue, pinned cards.
    Publisher,
}

#[derive(Debug, Args)]
pub(super) struct Grant {
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
        Admin::List { account } => {
            list(&shared.database, account).await?;
            shared.database.close().await;
            return Ok(());
        }
        Admin::Erase { slug, version } => {
            let done = usecases::data::erase(&ctx, slug, *version).await;
            shared.database.close().await;
            match done {
                Ok(()) => say(&format!("Erased: version {version} of /donnees/{slug}. Backups still hold it.")),
                Err(Error::NotFound) => bail!("there is no version {version} of /donnees/{slug}"),
                Err(error) => return Err(error.into()),
            }
            return Ok(());
        }
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

async fn list(database: &Database, name: &str) -> anyhow::Result<()> {
    let key: AccountName = name.parse().map_err(|_| anyhow!("{name:?} cannot be the name of an account"))?;
    let mut tx = database.read().await?;
    let Some(account) = store::accounts::by_name(&mut tx, key.key()).await? else {
        bail!("there is no account named {name:?}")
    };
    let territories = store::accounts::publishes(&mut tx, account.person).await?;
    if territories.is_empty() {
        say(&format!("{name} has no role."));
    }
    for territory in territories {
        say(&format!("publisher {territory}"));
    }
    Ok(())
}
