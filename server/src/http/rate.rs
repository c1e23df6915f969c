use super::{address::Client, api};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

/// How many addresses are remembered; beyond it those whose bucket is full again are forgotten.
const REMEMBERED: usize = 20_000;

/// A bucket of tokens for each address that sends forms: it fills at a steady rate and holds a quarter of a minute's worth.
/// It protects the machine from one sender; sign-in and codes have their own limits, in the database.
#[derive(Debug, Clone)]
pub(super) struct Buckets {
    per_second: f64,
    most: f64,
    senders: Arc<Mutex<HashMap<Box<str>, Bucket>>>,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

impl Buckets {
    /// `per_minute` 0 means no limit.
    pub(super) fn new(per_minute: u32) -> Self {
        let per_second = f64::from(per_minute) / 60.0;
        Self { per_second, most: (f64::from(per_minute) / 4.0).max(1.0), senders: Arc::default() }
    }

    /// Takes a token. `Err`: how many seconds until there is one.
    fn take(&self, client: &str, now: Instant) -> Result<(), f64> {
        if self.per_second <= 0.0 {
            return Ok(());
        }
        let mut buckets = self.senders.lock().unwrap_or_else(PoisonError::into_inner);
        let filled = |bucket: &Bucket| {
            let since = now.saturating_duration_since(bucket.at).as_secs_f64();
            since.mul_add(self.per_second, bucket.tokens).min(self.most)
        };
        if buckets.len() >= REMEMBERED {
            buckets.retain(|_, bucket| filled(bucket) < self.most);
        }
        let tokens = buckets.get(client).map_or(self.most, filled);
        if tokens < 1.0 {
            return Err((1.0 - tokens) / self.per_second);
        }
        buckets.insert(client.into(), Bucket { tokens: tokens - 1.0, at: now });
        Ok(())
    }
}

/// Answers 429 to an address that sends too many forms. A question in a body is no form.
pub(super) async fn layer(State(buckets): State<Buckets>, request: Request, next: Next) -> Response {
    let wait = match request.extensions().get::<Client>() {
        Some(Client(client)) if !request.method().is_safe() && !api::only_reads(request.uri().path()) => {
            buckets.take(client, Instant::now()).err()
        }
        _ => None,
    };
    let Some(seconds) = wait else { return next.run(request).await };
    let mut response = StatusCode::TOO_MANY_REQUESTS.into_response();
    if let Ok(seconds) = HeaderValue::from_str(&format!("{:.0}", seconds.ceil())) {
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn an_address_that_sends_too_much_waits_and_others_do_not() {
        let buckets = Buckets::new(60);
        let start = Instant::now();
        for _ in 0..15 {
            assert!(buckets.take("192.0.2.1", start).is_ok());
        }
        assert!(buckets.take("192.0.2.1", start).is_err());
        assert!(buckets.take("192.0.2.2", start).is_ok());
        assert!(buckets.take("192.0.2.1", start + Duration::from_secs(2)).is_ok());
    }

    #[test]
    fn zero_means_no_limit() {
        let buckets = Buckets::new(0);
        assert!((0..10_000).all(|_| buckets.take("192.0.2.1", Instant::now()).is_ok()));
    }
}
