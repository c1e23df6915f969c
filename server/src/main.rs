//! The binary `civis`.

use clap::Parser as _;
use std::process::ExitCode;

#[expect(clippy::expect_used, reason = "the first thing that the process does")]
#[tokio::main]
async fn main() -> ExitCode {
    rustls::crypto::ring::default_provider().install_default().expect("nothing else installs a provider");
    match civis_server::cli::Cli::parse().run().await {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            civis_server::cli::complain(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}
