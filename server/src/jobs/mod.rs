//! Work that nobody waits for. Each job can be done twice without harm; its failure is logged and the next turn comes.

use std::{sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;
use usecases::{OpContext, Shared};

const HOUR: Duration = Duration::from_secs(3600);

/// Runs the jobs until told to stop.
pub async fn run(shared: Arc<Shared>, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(HOUR) => {}
        }
        let ctx = OpContext::system(shared.clone());
        match usecases::sessions::purge(&ctx).await {
            Ok(gone) => tracing::info!(gone, "visitors forgotten"),
            Err(error) => tracing::error!("visitors could not be forgotten: {error:?}"),
        }
        match usecases::accounts::purge_closed(&ctx).await {
            Ok(gone) => tracing::info!(gone, "closed accounts erased"),
            Err(error) => tracing::error!("closed accounts could not be erased: {error:?}"),
        }
    }
}
