use super::Portal;
use axum::{extract::State, http::StatusCode};
use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

/// The process runs. Restart it when this does not answer.
pub(super) async fn live() -> &'static str {
    "alive\n"
}

/// The process can serve people: its database answers. The tables are up to date, or the process would not have started.
pub(super) async fn ready(State(portal): State<Arc<Portal>>) -> (StatusCode, &'static str) {
    if portal.draining.load(Ordering::Relaxed) {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    match tokio::time::timeout(Duration::from_secs(2), portal.shared.database.version()).await {
        Ok(Ok(_version)) => (StatusCode::OK, "ready\n"),
        Ok(Err(_)) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
