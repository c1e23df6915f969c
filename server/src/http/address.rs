use crate::config::Network;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use std::{
    net::{IpAddr, Ipv6Addr},
    sync::Arc,
};

/// The other end of the connection: a browser, or the reverse proxy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peer(pub(super) IpAddr);

/// Who asks, reduced to what limits need: an IPv4 address, or the first half of an IPv6 one (a household has all of the
/// second half). It is never logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Client(pub(super) Box<str>);

/// Finds out who asks.
pub(super) async fn layer(State(proxies): State<Arc<[Network]>>, mut request: Request, next: Next) -> Response {
    if let Some(Peer(peer)) = request.extensions().get::<Peer>().copied() {
        let told: Vec<&str> =
            request.headers().get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok()).collect();
        let client = client(peer, &told.join(","), &proxies);
        request.extensions_mut().insert(Client(reduced(client)));
    }
    next.run(request).await
}

/// The rightmost address that is not one of our proxies: everything left of it was written by whoever asks.
fn client(peer: IpAddr, forwarded: &str, proxies: &[Network]) -> IpAddr {
    let trusted = |address: IpAddr| proxies.iter().any(|network| network.contains(address));
    let mut nearest = peer;
    for told in forwarded.rsplit(',').map(str::trim) {
        if !trusted(nearest) {
            break;
        }
        let Ok(address) = told.parse() else { break };
        nearest = address;
    }
    nearest
}

fn reduced(address: IpAddr) -> Box<str> {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string().into(),
        IpAddr::V6(address) => format!("{}/64", Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(peer: &str, forwarded: &str, proxies: &[&str]) -> String {
        let proxies: Vec<Network> = proxies.iter().map(|text| text.parse().unwrap()).collect();
        client(peer.parse().unwrap(), forwarded, &proxies).to_string()
    }

    #[test]
    fn a_stranger_cannot_write_its_own_address() {
        assert_eq!(who("203.0.113.9", "1.2.3.4", &[]), "203.0.113.9");
        assert_eq!(who("10.0.0.1", "1.2.3.4, 203.0.113.9", &["10.0.0.0/8"]), "203.0.113.9");
    }

    #[test]
    fn a_chain_of_our_proxies_is_followed() {
        assert_eq!(who("10.0.0.1", "203.0.113.9, 10.0.0.2", &["10.0.0.0/8"]), "203.0.113.9");
    }

    #[test]
    fn nonsense_from_a_proxy_leaves_the_proxy() {
        assert_eq!(who("10.0.0.1", "unknown", &["10.0.0.0/8"]), "10.0.0.1");
        assert_eq!(who("10.0.0.1", "", &["10.0.0.0/8"]), "10.0.0.1");
    }

    #[test]
    fn a_household_is_one_address() {
        assert_eq!(&*reduced("2001:db8:1:2:3:4:5:6".parse().unwrap()), "2001:db8:1:2::/64");
        assert_eq!(&*reduced("::ffff:192.0.2.1".parse().unwrap()), "192.0.2.1");
    }
}
