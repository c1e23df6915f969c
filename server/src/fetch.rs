//! Reads addresses that a publisher wrote, without letting them reach behind the operator's firewall.
//!
//! **Invariant:** no connection is opened to an address that [`is_public`] refuses. The name is resolved here, the answer is
//! checked, and the connection goes to the checked answer: a name that changes its address between the two gains nothing.
//! Redirects are followed by hand, each target checked like the first. Proxies of the environment are not used, because
//! behind one the check would see the wrong address.

mod guard;

use async_trait::async_trait;
pub use guard::is_public;
use reqwest::{
    Client, Response, Url,
    dns::{Addrs, Name, Resolve, Resolving},
    header, redirect,
};
use std::{
    error::Error,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};
use usecases::ports::{Fetcher, PortError};

/// How much a fetch may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// From the first name that is resolved to the last byte, redirects included.
    pub total: Duration,
    /// Bytes of the body.
    pub bytes: usize,
    /// Redirects that are followed.
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { total: Duration::from_secs(10), bytes: 512 * 1024, redirects: 3 }
    }
}

/// The [`Fetcher`] of the server.
///
/// The text of its errors is a code: `not_an_address`, `address_refused`, `unreachable`, `timeout`, `too_large`, `encoded`,
/// `too_many_redirects`, or `status_404` and the like.
#[derive(Debug, Clone)]
pub struct GuardedFetcher {
    client: Client,
    limits: Limits,
    allowed: Arc<[SocketAddr]>,
}

impl GuardedFetcher {
    /// A fetcher that presents itself with the portal's public address, so that those who are read know whom to ask.
    pub fn new(public_url: &str) -> Result<Self, reqwest::Error> {
        Self::with(public_url, Limits::default(), &[])
    }

    /// The same with other limits, and with exact addresses that it may reach although they are not public or have another
    /// port: a feed on the operator's own network, a test on this machine.
    pub fn with(public_url: &str, limits: Limits, allowed: &[SocketAddr]) -> Result<Self, reqwest::Error> {
        let name = format!("CivisData/{} (+{public_url})", env!("CARGO_PKG_VERSION"));
        let client = Client::builder()
            .user_agent(name)
            .dns_resolver(Arc::new(PublicNames))
            .redirect(redirect::Policy::none())
            .no_proxy()
            .referer(false)
            // What is counted must be what is kept: a small compressed body could unfold without end.
            .no_gzip()
            .no_brotli()
            .no_deflate()
            .no_zstd()
            // An idle connection outlives the check of its address.
            .pool_max_idle_per_host(0)
            .build()?;
        Ok(Self { client, limits, allowed: allowed.into() })
    }

    async fn follow(&self, url: &str) -> Result<Vec<u8>, PortError> {
        let mut url = Url::parse(url).map_err(|_| fault("not_an_address"))?;
        for _ in 0..=self.limits.redirects {
            self.check(&url)?;
            let request = self.client.get(url.clone()).header(header::ACCEPT_ENCODING, "identity");
            let answer = request.send().await.map_err(|error| failure(&error))?;
            if !answer.status().is_redirection() {
                return self.body(answer).await;
            }
            let target = answer.headers().get(header::LOCATION).and_then(|target| target.to_str().ok());
            let next = target.and_then(|target| url.join(target).ok()).ok_or_else(|| status(&answer))?;
            // Who asked for a private conversation does not get an open one.
            if url.scheme() == "https" && next.scheme() != "https" {
                return Err(fault("address_refused"));
            }
            url = next;
        }
        Err(fault("too_many_redirects"))
    }

    /// Scheme, port and, where the address is written as numbers, the numbers: those never pass by the resolver.
    fn check(&self, url: &Url) -> Result<(), PortError> {
        let host = url.host_str().unwrap_or_default();
        let numbers: Option<IpAddr> = host.trim_start_matches('[').trim_end_matches(']').parse().ok();
        let port = url.port_or_known_default().unwrap_or_default();
        let excepted = numbers.is_some_and(|ip| self.allowed.contains(&SocketAddr::new(ip, port)));
        let web = matches!(url.scheme(), "http" | "https") && url.username().is_empty() && url.password().is_none();
        let open = matches!(port, 80 | 443) && numbers.is_none_or(is_public);
        if web && !host.is_empty() && (open || excepted) { Ok(()) } else { Err(fault("address_refused")) }
    }

    async fn body(&self, mut answer: Response) -> Result<Vec<u8>, PortError> {
        if !answer.status().is_success() {
            return Err(status(&answer));
        }
        let encoding = answer.headers().get(header::CONTENT_ENCODING);
        if encoding.is_some_and(|encoding| encoding.as_bytes() != b"identity") {
            return Err(fault("encoded"));
        }
        // The announced length may lie, so it only shortens the way; what arrives is counted.
        let announced = answer.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
        if announced > self.limits.bytes {
            return Err(fault("too_large"));
        }
        let mut body = Vec::with_capacity(announced);
        while let Some(chunk) = answer.chunk().await.map_err(|error| failure(&error))? {
            if body.len().saturating_add(chunk.len()) > self.limits.bytes {
                return Err(fault("too_large"));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}

#[async_trait]
impl Fetcher for GuardedFetcher {
    async fn fetch(&self, url: &str) -> Result<Vec<u8>, PortError> {
        tokio::time::timeout(self.limits.total, self.follow(url)).await.unwrap_or_else(|_| Err(fault("timeout")))
    }
}

/// Resolves names as the machine does, and keeps only the public addresses of the answer.
#[derive(Debug)]
struct PublicNames;

/// The name leads to private addresses only.
#[derive(Debug)]
struct Refused;

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the name leads to no public address")
    }
}

impl Error for Refused {}

impl Resolve for PublicNames {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let public: Vec<SocketAddr> = found.filter(|address| is_public(address.ip())).collect();
            if public.is_empty() {
                return Err(Refused.into());
            }
            let addresses: Addrs = Box::new(public.into_iter());
            Ok(addresses)
        })
    }
}

fn fault(code: &str) -> PortError {
    PortError(code.to_owned())
}

fn status(answer: &Response) -> PortError {
    PortError(format!("status_{}", answer.status().as_u16()))
}

/// The code of a failed request. The chain of causes holds our own refusal, if it was one.
fn failure(error: &reqwest::Error) -> PortError {
    let mut cause = error.source();
    while let Some(found) = cause {
        if found.is::<Refused>() {
            return fault("address_refused");
        }
        cause = found.source();
    }
    fault("unreachable")
}
