//! What was answered is kept, whatever happens to the process.

use crate::process::{client, kept, remind, run, serve};
use std::time::Duration;

const KILLS: u32 = 20;

#[tokio::test]
async fn killed_in_the_middle_of_writing_it_loses_nothing_that_was_answered() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    // Whose reminders -> the words that were answered.
    let mut answered: Vec<(String, Vec<String>)> = Vec::new();
    for round in 0..KILLS {
        let mut portal = serve(data, &[]).await;
        let (client, url) = (client(), portal.url.clone());
        let writer = tokio::spawn(async move {
            let mut written = Vec::new();
            let mut cookie = None;
            for count in 0..150 {
                let label = format!("rappel{round}x{count}fin");
                match remind(&client, &url, &label, cookie.as_deref()).await {
                    Some(owner) => cookie = Some(owner),
                    None => break,
                }
                written.push(label);
            }
            cookie.map(|cookie| (cookie, written))
        });
        // Not always at the same place of a transaction.
        tokio::time::sleep(Duration::from_millis(40 + u64::from(round) * 7)).await;
        portal.child.kill().unwrap();
        portal.child.wait().unwrap();
        answered.extend(writer.await.unwrap());
    }
    let total: usize = answered.iter().map(|(_, words)| words.len()).sum();
    assert!(total > 100, "only {total} writes were answered: the test shows nothing");
    let portal = serve(data, &[]).await;
    let client = client();
    for (cookie, words) in &answered {
        let text = kept(&client, &portal.url, cookie).await;
        for word in words {
            assert!(text.contains(word.as_str()), "{word} was answered and is gone");
        }
    }
    drop(portal);
    let (code, told) = run(data, &["check"]);
    assert!(code != 1 && told.contains("the database is sound"), "{told}");
}
