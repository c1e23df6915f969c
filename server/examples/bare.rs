//! The least that an HTTP server can do, for `make bench`: one route that answers the bytes of a file.
//! `bare ADDRESS FILE`

use axum::{Router, http::header, routing::get};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (address, file) = (arguments.next().ok_or("an address")?, arguments.next().ok_or("a file")?);
    let body = axum::body::Bytes::from(std::fs::read(file)?);
    let app = Router::new().route("/", get(async move || ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], body)));
    Ok(axum::serve(tokio::net::TcpListener::bind(address).await?, app).await?)
}
