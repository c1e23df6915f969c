use crate::{config::Config, http, jobs, start};
use anyhow::Context as _;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// How long a job under way may still take when the process ends.
const FAREWELL: Duration = Duration::from_secs(5);

/// Serves the portal until told to stop.
pub(super) async fn run(config: Config) -> anyhow::Result<()> {
    log(&config);
    // Bound first: a taken port is told before anything is opened.
    let listener = TcpListener::bind(config.addr).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            anyhow::anyhow!(
                "the address {} is in use: stop the other program, or choose another with CIVIS_ADDR",
                config.addr
            )
        }
        _ => anyhow::anyhow!("the address {} cannot be served: {error}", config.addr),
    })?;
    let _in_use = start::hold(&config)?;
    let shared = start::shared(&config).await?;
    let stop = CancellationToken::new();
    if let Some(address) = config.metrics_addr {
        let handle = http::install_metrics()?;
        let private = TcpListener::bind(address)
            .await
            .with_context(|| format!("the metrics address {address} cannot be served"))?;
        tokio::spawn(http::serve(private, http::metrics_router(handle), stop.clone()));
    }
    if config.smtp.is_none() {
        tracing::warn!("no mail server is configured: mail goes to the folder `mail` of the data folder");
    }
    let options = http::options(&config);
    let address = listener.local_addr()?;
    let portal = Arc::new(http::Portal { shared: shared.clone(), config, draining: AtomicBool::new(false) });
    let app = http::router(&portal, &options);
    let jobs = tokio::spawn(jobs::run(shared.clone(), stop.clone()));
    let until = stop.clone();
    let draining = portal.clone();
    tokio::spawn(async move {
        told_to_stop().await;
        draining.draining.store(true, Ordering::Relaxed);
        until.cancel();
    });
    tracing::info!(%address, "serving");
    super::say(&format!("Civis Data: http://{address}"));
    http::serve(listener, app, stop).await;
    if tokio::time::timeout(FAREWELL, jobs).await.is_err() {
        tracing::warn!("a job did not finish in time and was cut; it will be done again");
    }
    shared.database.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Waits for SIGTERM or Ctrl-C.
async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        },
        Err(_) => {
            let _interrupted = tokio::signal::ctrl_c().await;
        }
    }
}

fn log(config: &Config) {
    use std::io::IsTerminal as _;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::new(&config.log))
        .with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() { lines.init() } else { lines.json().init() }
}
