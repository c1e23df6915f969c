//! The commands of the binary, as an operator types them.

use crate::{
    process::{civis, client, free_port, kept, remind, run, serve},
    town::few_territories,
};
use std::{collections::BTreeSet, net::TcpListener, path::Path, time::Duration};

#[test]
fn check_of_a_new_folder_is_clean() {
    let folder = tempfile::tempdir().unwrap();
    let (code, told) = run(folder.path(), &["check"]);
    assert!(code == 0 || (code == 2 && told.contains("MB are free")), "{code}: {told}");
    assert!(told.contains("SQLite 3.") && told.contains("the database is sound"), "{told}");
}

#[test]
fn check_of_a_damaged_database_is_broken() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("civis.db"), vec![7_u8; 8192]).unwrap();
    let (code, told) = run(folder.path(), &["check"]);
    assert!(code == 1 && told.contains("BROKEN"), "{code}: {told}");
}

#[test]
fn wrong_settings_end_with_two_and_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let output = civis(folder.path()).arg("check").env("CIVIS_ADR", "x").output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(told.contains("CIVIS_ADR") && told.contains("Did you mean"), "{told}");
    assert_eq!(run(folder.path(), &["no-such-command"]).0, 2);
}

#[test]
fn every_command_has_its_help() {
    let folder = tempfile::tempdir().unwrap();
    for command in [
        &[][..],
        &["serve"],
        &["check"],
        &["import"],
        &["import", "territories"],
        &["import", "services"],
        &["backup"],
        &["restore"],
        &["admin"],
        &["admin", "grant"],
        &["admin", "revoke"],
        &["admin", "list"],
        &["admin", "erase"],
        &["demo"],
    ] {
        let (code, told) = run(folder.path(), &[command, &["--help"][..]].concat());
        assert!(code == 0 && told.contains("Usage: civis"), "{command:?}: {told}");
    }
    let (_, told) = run(folder.path(), &["serve", "--help"]);
    for name in ["CIVIS_ADDR", "CIVIS_TRUSTED_PROXIES", "CIVIS_SMTP_PASSWORD_FILE", "posts_per_minute", "Examples"] {
        assert!(told.contains(name), "{name}");
    }
}

#[test]
fn a_taken_port_is_a_clear_error() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = civis(folder.path()).arg("serve").env("CIVIS_ADDR", &address).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(told.contains(&address) && told.contains("in use") && told.contains("CIVIS_ADDR"), "{told}");
}

#[test]
fn an_import_of_a_broken_folder_changes_nothing_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    for what in ["territories", "services"] {
        let (code, told) = run(folder.path(), &["import", what, "/none"]);
        assert!(code == 1 && told.contains("/none"), "{told}");
    }
}

#[test]
fn a_demonstration_is_refused_on_a_public_portal_and_without_territories() {
    let folder = tempfile::tempdir().unwrap();
    let public = civis(folder.path()).arg("demo").env("CIVIS_PUBLIC_URL", "https://portail.example").output().unwrap();
    assert_eq!(public.status.code(), Some(1));
    let (code, told) = run(folder.path(), &["demo"]);
    assert!(code == 1 && told.contains("import the territories first"), "{told}");
}

#[test]
fn a_demonstration_can_be_made_twice_and_a_role_be_given_and_taken() {
    let (folder, source) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let data = folder.path();
    few_territories(source.path());
    let path = source.path().to_str().unwrap();
    let (code, told) = run(data, &["import", "territories", path]);
    assert!(code == 0 && told.contains("5 added"), "{told}");
    assert!(run(data, &["import", "territories", path, "--if-changed"]).1.contains("already"));
    let (code, told) = run(data, &["demo"]);
    assert!(code == 0 && told.contains("Camille Inventée: made"), "{told}");
    let (code, told) = run(data, &["demo"]);
    assert!(code == 0 && told.contains("Camille Inventée: there already"), "{told}");
    let grant = ["admin", "grant", "dominique invente", "publisher", "--territory", "commune/33281"];
    assert_eq!(run(data, &grant).0, 0);
    assert!(run(data, &["admin", "list", "Dominique Inventé"]).1.contains("publisher commune/33281"));
    assert_eq!(run(data, &["admin", "revoke", "Dominique Inventé", "publisher", "--territory", "commune/33281"]).0, 0);
    assert!(run(data, &["admin", "list", "Dominique Inventé"]).1.contains("no role"));
}

#[test]
fn a_role_for_nobody_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (code, told) = run(folder.path(), &["admin", "grant", "Personne", "publisher", "--territory", "commune/33281"]);
    assert!(code == 1 && told.contains("Personne"), "{told}");
    assert_eq!(run(folder.path(), &["admin", "grant", "Personne", "publisher", "--territory", "33281"]).0, 2);
    assert_eq!(run(folder.path(), &["admin", "list", "Personne"]).0, 1);
}

#[tokio::test]
async fn a_backup_made_while_people_write_is_sound_and_holds_what_was_answered_before() {
    let folder = tempfile::tempdir().unwrap();
    let (data, other) = (folder.path().join("data"), folder.path().join("other"));
    let backup = folder.path().join("portal.backup");
    let portal = serve(&data, &[]).await;
    let client = client();
    let first = remind(&client, &portal.url, "avant", None).await.unwrap();
    let writer = {
        let (client, url, cookie) = (client.clone(), portal.url.clone(), first.clone());
        tokio::spawn(async move {
            for count in 0..150 {
                remind(&client, &url, &format!("pendant{count}fin"), Some(&cookie)).await.unwrap();
            }
        })
    };
    let (from, to) = (data.clone(), backup.clone());
    let (code, told) =
        tokio::task::spawn_blocking(move || run(&from, &["backup", to.to_str().unwrap()])).await.unwrap();
    assert_eq!(code, 0, "{told}");
    writer.await.unwrap();

    let name = backup.to_str().unwrap();
    assert_eq!(run(&data, &["backup", name]).0, 1, "an existing file is not overwritten");
    let (code, told) = run(&data, &["restore", name, "--force"]);
    assert!(code == 1 && told.contains("serving"), "a portal that serves is not overwritten: {told}");

    assert_eq!(run(&other, &["restore", name]).0, 0);
    assert_eq!(run(&other, &["restore", name]).0, 1, "existing data are not overwritten without --force");
    assert_eq!(run(&other, &["restore", name, "--force"]).0, 0);
    assert!(other.join("civis.db.before").exists());
    let restored = serve(&other, &[]).await;
    let text = kept(&client, &restored.url, &first).await;
    assert!(text.contains("avant"), "{text}");
    // One wrote after the other: the copy holds the first so many, and none after a gap.
    let there: Vec<bool> = (0..150).map(|count| text.contains(&format!("pendant{count}fin"))).collect();
    let held = there.iter().filter(|held| **held).count();
    assert!(there.iter().take(held).all(|held| *held), "the copy has gaps: {there:?}");
    drop(restored);
    let (code, told) = run(&other, &["check"]);
    assert!(code != 1 && told.contains("the database is sound"), "{told}");
}

/// The names of what stands in a folder and the folders in it.
fn files_below(folder: &Path) -> BTreeSet<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return BTreeSet::new() };
    entries
        .map(|entry| entry.unwrap())
        .flat_map(|entry| {
            let below = entry.file_type().unwrap().is_dir();
            let name = || BTreeSet::from([entry.file_name().to_string_lossy().into_owned()]);
            if below { files_below(&entry.path()) } else { name() }
        })
        .collect()
}

#[test]
fn a_backup_holds_the_files_of_datasets_and_a_broken_one_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (data, other, source) = (folder.path().join("data"), folder.path().join("other"), folder.path().join("source"));
    let (backup, broken) = (folder.path().join("portal.zip"), folder.path().join("broken.zip"));
    std::fs::create_dir(&source).unwrap();
    few_territories(&source);
    let csv = source.join("meals.csv");
    std::fs::write(&csv, "ecole;repas\nJules Ferry;120\nPasteur;80\n").unwrap();
    assert_eq!(run(&data, &["import", "territories", source.to_str().unwrap()]).0, 0);
    let import = ["import", "dataset", csv.to_str().unwrap(), "--territory", "commune/33281", "--slug", "repas"];
    let (code, told) = run(&data, &import);
    assert!(code == 0 && told.contains("/donnees/repas: version 1, 2 rows"), "{told}");
    let (code, told) = run(&data, &["backup", backup.to_str().unwrap()]);
    assert_eq!(code, 0, "{told}");

    // One letter of the file as it came, which stands in the archive as it is.
    let mut bytes = std::fs::read(&backup).unwrap();
    let place = bytes.windows(7).position(|seven| seven == b"Pasteur").unwrap();
    bytes[place] = b'p';
    std::fs::write(&broken, bytes).unwrap();
    let (code, told) = run(&other, &["restore", broken.to_str().unwrap()]);
    assert!(code == 1 && told.contains("is damaged"), "{told}");
    assert!(!other.join("civis.db").exists());

    let (code, told) = run(&other, &["restore", backup.to_str().unwrap()]);
    assert_eq!(code, 0, "{told}");
    let kept = files_below(&data.join("datasets"));
    assert_eq!((files_below(&other.join("datasets")), kept.len()), (kept, 2));
    let (code, told) = run(&other, &import);
    assert!(code == 0 && told.contains("this very file was taken in last"), "{told}");

    let (code, told) = run(&other, &["admin", "erase", "repas", "1"]);
    assert!(code == 0 && told.contains("Erased"), "{told}");
    assert_eq!(files_below(&other.join("datasets")).len(), 0);
    assert_eq!(run(&other, &["admin", "erase", "repas", "1"]).0, 1);
}

#[test]
fn what_is_no_backup_is_refused_with_words_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let file = folder.path().join("file");
    let missing = folder.path().join("missing");
    assert_eq!(run(&data, &["restore", missing.to_str().unwrap()]).0, 1);
    for (what, bytes) in
        [("empty", Vec::new()), ("a letter", b"Bonjour".repeat(2_000)), ("a header", b"SQLite format 3\0".to_vec())]
    {
        std::fs::write(&file, bytes).unwrap();
        let (code, told) = run(&data, &["restore", file.to_str().unwrap()]);
        assert!(code == 1 && told.contains("is not a backup of this portal"), "{what}: {told}");
    }
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .chain(std::fs::read_dir(&data).unwrap())
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(left.iter().all(|name| ["data", "file", "in-use"].contains(&name.to_str().unwrap())), "{left:?}");
}

#[test]
fn a_damaged_backup_is_not_restored() {
    let folder = tempfile::tempdir().unwrap();
    let (data, other) = (folder.path().join("data"), folder.path().join("other"));
    let backup = folder.path().join("portal.backup");
    assert_ne!(run(&data, &["check"]).0, 1);
    assert_eq!(run(&data, &["backup", backup.to_str().unwrap()]).0, 0);
    let mut bytes = std::fs::read(&backup).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0xAB);
    std::fs::write(&backup, bytes).unwrap();
    let (code, told) = run(&other, &["restore", backup.to_str().unwrap()]);
    assert_eq!(code, 1, "{told}");
    assert!(!other.join("civis.db").exists());
}

#[tokio::test]
async fn told_to_stop_it_finishes_what_is_under_way_and_ends_well() {
    let folder = tempfile::tempdir().unwrap();
    let mut portal = serve(folder.path(), &[]).await;
    assert!(remind(&client(), &portal.url, "fin", None).await.is_some());
    let pid = rustix::process::Pid::from_child(&portal.child);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    let ended = tokio::task::spawn_blocking(move || portal.child.wait().unwrap());
    let status = tokio::time::timeout(Duration::from_secs(15), ended).await.unwrap().unwrap();
    assert_eq!(status.code(), Some(0));
}

#[tokio::test]
async fn measurements_are_read_on_the_private_address_only() {
    let folder = tempfile::tempdir().unwrap();
    let private = format!("127.0.0.1:{}", free_port());
    let portal = serve(folder.path(), &[("CIVIS_METRICS_ADDR", &private)]).await;
    let client = client();
    let page = client.get(format!("{}/territoires/commune/33281?secret=1", portal.url)).send().await.unwrap();
    assert_eq!(page.status().as_u16(), 404);
    let public = client.get(format!("{}/metrics", portal.url)).send().await.unwrap();
    assert_eq!(public.status().as_u16(), 404);
    let text = client.get(format!("http://{private}/metrics")).send().await.unwrap().text().await.unwrap();
    assert!(text.contains("civis_requests_total{route=\"GET /territoires/{level}/{code}\",status=\"404\"}"), "{text}");
    assert!(!text.contains("33281") && !text.contains("secret"), "{text}");
}
