//! What was answered is kept, whatever happens to the process.

use crate::process::{Serving, board, client, kept, remind, rename_page, serve};
use reqwest::Client;
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

/// What was answered to one person: the words of her reminders, and how often the name of her page was changed.
struct Answered {
    cookie: String,
    words: Vec<String>,
    renamed: usize,
}

/// Writes until the portal is gone: a reminder, then another name for the page, and so on.
async fn write(client: Client, url: String, round: usize, count: Arc<AtomicUsize>) -> Option<Answered> {
    let mut words = Vec::new();
    let mut cookie: Option<String> = None;
    let mut renamed = 0;
    while words.len() < 190 {
        let word = format!("rappel{round}x{}fin", words.len());
        let Some(owner) = remind(&client, &url, &word, cookie.as_deref()).await else { break };
        words.push(word);
        count.fetch_add(1, Ordering::Relaxed);
        let name = format!("Page{}fin", renamed + 1);
        let done = rename_page(&client, &url, &name, &owner).await;
        cookie = Some(owner);
        if !done {
            break;
        }
        renamed += 1;
    }
    cookie.map(|cookie| Answered { cookie, words, renamed })
}

async fn is_there(client: &Client, portal: &Serving, answered: &Answered) {
    let text = kept(client, &portal.url, &answered.cookie).await;
    for word in &answered.words {
        assert!(text.contains(word.as_str()), "{word} was answered and is gone");
    }
    let board = board(client, &portal.url, &answered.cookie).await;
    // The one that was under way may have been stored or not; an older name must not come back.
    let names = [answered.renamed, answered.renamed + 1].map(|count| format!("Page{count}fin"));
    assert!(answered.renamed == 0 || names.iter().any(|name| board.contains(name)), "{names:?} of {board}");
}

/// Kills the portal that often while somebody writes. `more`: its settings.
async fn kill(data: &Path, more: &[(&str, &str)], kills: usize) {
    let client = client();
    let mut all: Vec<Answered> = Vec::new();
    let mut ups = Vec::new();
    for round in 0..kills {
        let mut portal = serve(data, more).await;
        ups.push(portal.up);
        if let Some(last) = all.last() {
            is_there(&client, &portal, last).await;
        }
        let count = Arc::new(AtomicUsize::new(0));
        let writer = tokio::spawn(write(client.clone(), portal.url.clone(), round, count.clone()));
        // In the middle of work, and not always at the same place of a transaction.
        let began = Instant::now();
        while count.load(Ordering::Relaxed) < 3 + round % 7 && began.elapsed() < Duration::from_secs(10) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::sleep(Duration::from_micros(u64::try_from(round % 20).unwrap() * 700)).await;
        portal.child.kill().unwrap();
        portal.child.wait().unwrap();
        all.extend(writer.await.unwrap());
        // Every other time the check is the first that opens what the kill left.
        if round % 2 == 0 {
            is_sound(data, more);
        }
    }
    let total: usize = all.iter().map(|answered| answered.words.len() + answered.renamed).sum();
    assert!(total > kills * 5, "only {total} writes were answered: the test shows nothing");
    let portal = serve(data, more).await;
    for answered in &all {
        is_there(&client, &portal, answered).await;
    }
    drop(portal);
    is_sound(data, more);
    ups.sort();
    println!(
        "{kills} kills, {total} answered writes, up again in {:?} (median), {:?} (worst)",
        ups[kills / 2],
        ups[kills - 1]
    );
    // The median: a machine that does something else meanwhile says nothing of the portal.
    assert!(ups[kills / 2] <= Duration::from_secs(1), "{ups:?}");
}

fn is_sound(data: &Path, more: &[(&str, &str)]) {
    let output = crate::process::civis(data).arg("check").envs(more.iter().copied()).output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.code() != Some(1) && told.contains("the database is sound"), "{told}");
}

fn kills(usual: usize) -> usize {
    #[expect(clippy::disallowed_methods, reason = "who runs the tests says how long")]
    let long = std::env::var("LONG").is_ok_and(|long| long == "1");
    if long { usual * 50 } else { usual }
}

#[tokio::test]
async fn killed_in_the_middle_of_writing_it_loses_nothing_that_was_answered() {
    let folder = tempfile::tempdir().unwrap();
    kill(folder.path(), &[], kills(20)).await;
}

#[tokio::test]
async fn killed_beside_postgresql_it_loses_nothing_that_was_answered() {
    let Some((address, folder)) = test_support::postgres() else {
        eprintln!("SKIPPED: the kills beside PostgreSQL (CIVIS_TEST_POSTGRES_URL is not set)");
        return;
    };
    kill(folder.path(), &[("CIVIS_DATABASE", &address)], kills(6)).await;
}
