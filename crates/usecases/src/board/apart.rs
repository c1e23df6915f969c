//! Many small findings for one page, each apart from the others: one that fails or hangs costs only itself.

use futures::future::{BoxFuture, join_all};
use std::time::Duration;
use tokio::time::timeout;

/// How long a finding may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patience {
    /// After this the next ones begin, and it goes on beside them.
    pub(super) alone: Duration,
    /// After this it is given up.
    pub(super) most: Duration,
}

/// How a finding ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ended<T, E> {
    Found(T),
    Failed(E),
    TooLong,
}

/// Finds something for each key, in the order of the keys.
///
/// They follow each other on one resource (a database transaction), so that a page takes one connection. A resource on
/// which something failed is not used again, since PostgreSQL refuses whatever follows an error in a transaction; one that
/// is busy with a slow finding stays with it. `find` then gets `None` and begins another.
///
/// However many hang, the whole takes at most `most`, and `alone` more for each of them.
pub(super) async fn each_apart<'a, R, K, T, E>(
    first: R,
    keys: &'a [K],
    patience: Patience,
    find: impl Fn(Option<R>, &'a K) -> BoxFuture<'a, Result<(R, T), E>>,
) -> Vec<Ended<T, E>> {
    let mut free = Some(first);
    let mut ended = Vec::with_capacity(keys.len());
    let mut slow = Vec::new();
    for (place, key) in keys.iter().enumerate() {
        let mut finding = find(free.take(), key);
        ended.push(match timeout(patience.alone, &mut finding).await {
            Ok(Ok((resource, found))) => {
                free = Some(resource);
                Ended::Found(found)
            }
            Ok(Err(error)) => Ended::Failed(error),
            Err(_) => {
                slow.push((place, finding));
                Ended::TooLong
            }
        });
    }
    let rest = patience.most.saturating_sub(patience.alone);
    let slow = slow.into_iter().map(async |(place, finding)| (place, timeout(rest, finding).await));
    for (place, outcome) in join_all(slow).await {
        if let (Some(slot), Ok(outcome)) = (ended.get_mut(place), outcome) {
            *slot = outcome.map_or_else(Ended::Failed, |(_, found)| Ended::Found(found));
        }
    }
    ended
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt as _;
    use std::{
        future::pending,
        sync::atomic::{AtomicU32, Ordering},
    };

    const PATIENCE: Patience = Patience { alone: Duration::from_millis(20), most: Duration::from_secs(1) };

    /// `ok`, `fails`, `hangs` for ever, or is `slow`: longer than `alone`, shorter than `most`.
    async fn end(key: &str) -> Result<&str, &'static str> {
        match key {
            "fails" => Err("failed"),
            "hangs" => pending().await,
            "slow" => {
                tokio::time::sleep(Duration::from_millis(60)).await;
                Ok(key)
            }
            _ => Ok(key),
        }
    }

    #[tokio::test]
    async fn what_fails_or_hangs_costs_only_itself() {
        let keys = ["a", "hangs", "b", "fails", "slow", "c"];
        let whole =
            each_apart((), &keys, PATIENCE, |_, key| async move { Ok::<_, &str>(((), end(key).await?)) }.boxed());
        let ended = timeout(Duration::from_secs(20), whole).await.unwrap();
        assert_eq!(
            ended,
            [
                Ended::Found("a"),
                Ended::TooLong,
                Ended::Found("b"),
                Ended::Failed("failed"),
                Ended::Found("slow"),
                Ended::Found("c"),
            ]
        );
    }

    #[tokio::test]
    async fn many_that_hang_take_no_longer_together_than_one() {
        let keys = ["hangs"; 12];
        // One after the other they would take twelve seconds.
        let whole =
            each_apart((), &keys, PATIENCE, |_, key| async move { Ok::<_, &str>(((), end(key).await?)) }.boxed());
        let ended = timeout(Duration::from_secs(6), whole).await.unwrap();
        assert!(ended.iter().all(|ended| *ended == Ended::TooLong));
    }

    #[tokio::test]
    async fn a_page_without_faults_uses_one_resource_and_a_fault_costs_one_more() {
        let begun = AtomicU32::new(1);
        let find = |held: Option<u32>, key: &'static &'static str| {
            let resource = held.unwrap_or_else(|| begun.fetch_add(1, Ordering::SeqCst) + 1);
            async move { Ok::<_, &str>((resource, (resource, end(key).await?))) }.boxed()
        };
        let ended = each_apart(1, &["a", "b", "fails", "c", "d"], PATIENCE, find).await;
        let used: Vec<u32> = ended
            .into_iter()
            .filter_map(|ended| match ended {
                Ended::Found((resource, _)) => Some(resource),
                Ended::Failed(_) | Ended::TooLong => None,
            })
            .collect();
        assert_eq!(used, [1, 1, 2, 2]);
    }
}
