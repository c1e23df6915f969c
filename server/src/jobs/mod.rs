//! Work that nobody waits for. Each job can be done twice without harm; its failure is logged once and the next turn comes.

use std::{future::Future, sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;
use usecases::{Error, OpContext, Shared};

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

/// Runs the jobs until told to stop. What is under way is finished.
pub async fn run(shared: Arc<Shared>, stop: CancellationToken) {
    let ctx = OpContext::system(shared);
    tokio::join!(
        letters(&ctx, &stop),
        every(MINUTE, &stop, "feeds read", || usecases::publication::refresh_due(&ctx)),
        every(HOUR, &stop, "visitors forgotten", || usecases::sessions::purge(&ctx)),
        every(HOUR, &stop, "closed accounts erased", || usecases::accounts::purge_closed(&ctx)),
        every(HOUR, &stop, "files thrown away that nobody published", || usecases::data::discard_old(&ctx)),
    );
}

/// Hands letters over as soon as one is asked for, and each minute those that are to be tried again.
async fn letters(ctx: &OpContext, stop: &CancellationToken) {
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(MINUTE) => {}
            () = ctx.shared.letters.notified() => {}
        }
        match usecases::mail::deliver(ctx).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "letters handed over"),
            Err(error) => tracing::error!("letters were not handed over, and will be tried again: {error:?}"),
        }
    }
}

/// Does a job a minute after the start, then at each interval. `job` answers how much it did, `done` is its log line.
async fn every<N, F>(interval: Duration, stop: &CancellationToken, done: &'static str, job: impl Fn() -> F)
where
    N: Into<u64>,
    F: Future<Output = Result<N, Error>>,
{
    let mut wait = MINUTE;
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(wait) => {}
        }
        wait = interval;
        match job().await.map(Into::into) {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "{done}"),
            Err(error) => tracing::error!(job = done, "the job failed, and will be tried again: {error:?}"),
        }
    }
}
