// The architecture, held by a machine. Each check first shows that it sees its bad samples and lets its good ones pass: a
// check that is silent on what it must refuse fails too. The rules stand in scripts/architecture/, the reasons in ARCHITECTURE.md.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { licences, manifests, sources, trees } from "./architecture/crates.mjs";
import { docs } from "./architecture/docs.mjs";
import { places, styles } from "./architecture/places.mjs";
import { repository, sample } from "./architecture/repository.mjs";
import { words } from "./architecture/words.mjs";

const root = new URL("..", import.meta.url).pathname;
const cargo = (...args) => execFileSync("cargo", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] });
const faults = [];

// Runs a check on what it is for, after it has proven itself on its samples.
function hold({ name, bad, good, check }, subject, prepare = (texts) => texts) {
  for (const texts of bad) if (check(prepare(texts)).length === 0) faults.push(`the check itself: "${name}" does not see ${JSON.stringify(texts)}`);
  for (const texts of good) for (const found of check(prepare(texts))) faults.push(`the check itself: "${name}" refuses a good sample: ${found}`);
  if (bad.length === 0 || good.length === 0) faults.push(`the check itself: "${name}" has no samples`);
  faults.push(...check(subject));
}

const tree = (edges, ...args) =>
  [...new Set(cargo("tree", "--locked", "-e", edges, "--prefix", "none", "-f", "{p}|{l}|", ...args).split("\n"))]
    .map((line) => ({ name: line.split(" ")[0], license: line.split("|")[1] }))
    .filter(({ name }) => name);
const browserTree = tree("normal", "-p", "civis-frontend", "--target", "wasm32-unknown-unknown");
const serverTree = tree("normal,build", "-p", "civis");
const files = repository(root);
const allowed = [...(/\[licenses\][\s\S]*?\nallow = \[([^\]]*)\]/.exec(files.files.get("deny.toml"))?.[1] ?? "").matchAll(/"([^"]+)"/g)].map(([, name]) => name);

hold(manifests, JSON.parse(cargo("metadata", "--no-deps", "--format-version", "1", "--locked")).packages);
hold(trees, { what: "what the browser gets", tree: browserTree });
hold(trees, { what: "the server", tree: serverTree });
hold(licences, { allowed, tree: [...serverTree, ...browserTree] });
hold(sources, readFileSync(`${root}Cargo.lock`, "utf8"));
const ofFiles = [...places, ...styles, ...words, ...docs];
for (const check of ofFiles) hold(check, files, sample);

for (const text of faults) console.log(`FAIL ${text}`);
console.log(`architecture: ${ofFiles.length + 5} checks over ${files.rust().length} Rust files and ${files.files.size} texts, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
