//! The binary `civis`.

use clap::Parser as _;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    rustls::crypto::ring::default_provider().install_default().expect("nothing else installs a provider");
    match civis_server::cli::Cli::parse().run().await {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            #[expect(clippy::print_stderr, reason = "why a command was not done goes to standard error")]
            {
                eprintln!("civis: {error:#}");
            }
            ExitCode::FAILURE
        }
    }
}
