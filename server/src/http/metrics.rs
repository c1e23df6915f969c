use axum::{Router, http::header, routing::get};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::time::Duration;

/// Bounds in seconds: a dashboard is aimed at 25 ms.
const BOUNDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 10.0];

/// Begins to measure, for this process.
///
/// # Errors
/// When something measures already.
pub fn install() -> anyhow::Result<PrometheusHandle> {
    let recorder = PrometheusBuilder::new().set_buckets(&BOUNDS)?.build_recorder();
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder)?;
    metrics::describe_counter!("civis_requests_total", "Requests answered, by route and status.");
    metrics::describe_histogram!("civis_request_seconds", metrics::Unit::Seconds, "Time to answer, by route.");
    Ok(handle)
}

/// The address that Prometheus reads. It stands on a listener of its own, which is not public.
pub fn router(handle: PrometheusHandle) -> Router {
    let upkeep = handle.clone();
    tokio::spawn(async move {
        // Histograms pile up between two visits of Prometheus.
        loop {
            tokio::time::sleep(Duration::from_secs(5)).await;
            upkeep.run_upkeep();
        }
    });
    Router::new().route(
        "/metrics",
        get(async move || ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], handle.render())),
    )
}
