//! The real binary in a temporary data folder, spoken to over the network.

use reqwest::{Client, redirect::Policy};
use std::{
    fs::File,
    net::TcpListener,
    path::Path,
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

/// The binary with a clean environment: only what a test sets.
pub(crate) fn civis(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_civis"));
    command.env_clear().env("CIVIS_DATA_DIR", data).env("CIVIS_LOG", "warn").env("CIVIS_POSTS_PER_MINUTE", "0");
    command
}

/// Runs a command to its end.
pub(crate) fn run(data: &Path, arguments: &[&str]) -> (i32, String) {
    let Output { status, stdout, stderr } = civis(data).args(arguments).output().unwrap();
    let told = format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    (status.code().unwrap_or(-1), told)
}

/// A portal that serves; it is killed, not stopped, when dropped.
pub(crate) struct Serving {
    pub(crate) child: Child,
    pub(crate) url: String,
    /// From the start to the first answer of `/ready`.
    pub(crate) up: Duration,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _dead_already = self.child.kill();
        let _status = self.child.wait();
    }
}

pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Starts the portal and waits until it is ready.
pub(crate) async fn serve(data: &Path, more: &[(&str, &str)]) -> Serving {
    let mut command = civis(data);
    command.envs(more.iter().copied());
    start(command).await
}

/// The same, with all that it tells of its work in a file.
pub(crate) async fn serve_logged(data: &Path, log: &Path) -> Serving {
    let mut command = civis(data);
    command.env("CIVIS_LOG", "debug").stderr(File::create(log).unwrap());
    start(command).await
}

async fn start(mut command: Command) -> Serving {
    let address = format!("127.0.0.1:{}", free_port());
    let began = Instant::now();
    let child = command.arg("serve").env("CIVIS_ADDR", &address).stdout(Stdio::null()).spawn().unwrap();
    let mut serving = Serving { child, url: format!("http://{address}"), up: Duration::ZERO };
    let client = client();
    while began.elapsed() < Duration::from_secs(30) {
        if let Ok(answer) = client.get(format!("{}/ready", serving.url)).send().await
            && answer.status().is_success()
        {
            serving.up = began.elapsed();
            return serving;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the portal was not ready within 30 seconds");
}

/// A client that follows nothing, so that a test sees each answer.
pub(crate) fn client() -> Client {
    Client::builder().redirect(Policy::none()).no_proxy().timeout(Duration::from_secs(20)).build().unwrap()
}

/// Writes a reminder; the cookie of its owner, which is new when none was given. `None` when it was not answered.
pub(crate) async fn remind(client: &Client, url: &str, label: &str, cookie: Option<&str>) -> Option<String> {
    let mut request = client
        .post(format!("{url}/api/reminders/add"))
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("referer", format!("{url}/tableau-de-bord"))
        .body(format!("label={label}&due=2026-12-01"));
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    let answer = request.send().await.ok()?;
    if answer.status().as_u16() != 302 {
        return None;
    }
    let lines = answer.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let mut pairs = lines.filter_map(|line| line.split(';').next());
    let set = pairs.find(|pair| pair.starts_with("civis=")).map(str::to_owned);
    set.or_else(|| cookie.map(str::to_owned))
}

/// Everything that the portal keeps of somebody, as the text of the JSON files in the zip.
pub(crate) async fn kept(client: &Client, url: &str, cookie: &str) -> String {
    let answer = client.get(format!("{url}/compte/mes-donnees.zip")).header("cookie", cookie).send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 200, "the session is gone");
    let bytes = answer.bytes().await.unwrap().to_vec();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for index in 0..zip.len() {
        std::io::Read::read_to_string(&mut zip.by_index(index).unwrap(), &mut text).unwrap();
    }
    text
}

/// Gives the first page of somebody's dashboard another name. Whether it was answered.
pub(crate) async fn rename_page(client: &Client, url: &str, name: &str, cookie: &str) -> bool {
    let request = client
        .post(format!("{url}/api/board/act"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("cookie", cookie)
        .body(format!("todo=rename+p1&text={name}"));
    request.send().await.is_ok_and(|answer| answer.status().is_success())
}

/// Somebody's dashboard as text.
pub(crate) async fn board(client: &Client, url: &str, cookie: &str) -> String {
    let answer = client.get(format!("{url}/tableau-de-bord/export.txt")).header("cookie", cookie).send().await.unwrap();
    answer.text().await.unwrap()
}
