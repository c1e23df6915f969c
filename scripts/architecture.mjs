// The architecture, held by a machine: which crate may know which, and where in the tree a thing may stand. Comments and
// strings are blanked first, so a word in prose never counts. ARCHITECTURE.md says why each rule is there.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";

const root = new URL("..", import.meta.url).pathname;
const faults = [];
const fault = (where, what) => faults.push(`${where}: ${what}`);
let checks = 0;

// ---- Arrows: our crates among themselves -------------------------------------------------------------------------------
const ARROWS = {
  "civis-domain": [],
  "civis-reference": ["civis-domain"],
  "civis-store": ["civis-domain"],
  "civis-usecases": ["civis-domain", "civis-reference", "civis-store"],
  "civis-test-support": ["civis-domain", "civis-store"],
  "civis-app": ["civis-domain", "civis-usecases"],
  "civis-frontend": ["civis-app"],
  civis: ["civis-app", "civis-domain", "civis-reference", "civis-store", "civis-usecases"],
};
// Outside crates that only these of ours may name in their manifest.
const ONLY_IN = {
  sqlx: ["civis-store"],
  leptos: ["civis-app", "civis-frontend", "civis"],
  leptos_axum: ["civis-app", "civis"],
  axum: ["civis"],
  tower: ["civis"],
  reqwest: ["civis"],
  lettre: ["civis"],
  "quick-xml": ["civis-reference"],
  "web-sys": ["civis-app"],
  gloo: ["civis-app"],
  "js-sys": ["civis-app"],
};

const cargo = (...args) => execFileSync("cargo", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] });
const { packages } = JSON.parse(cargo("metadata", "--no-deps", "--format-version", "1", "--locked"));
for (const { name, dependencies } of packages) {
  const allowed = ARROWS[name];
  checks += 1;
  if (!allowed) {
    fault(name, "a new crate: give it its line in ARROWS of scripts/architecture.mjs and in ARCHITECTURE.md");
    continue;
  }
  for (const dependency of dependencies) {
    const test = dependency.kind === "dev";
    if (dependency.path && !allowed.includes(dependency.name) && !(test && dependency.name === "civis-test-support")) {
      fault(name, `may not depend on ${dependency.name}; allowed: ${allowed.join(", ") || "nothing of ours"}`);
    }
    const owners = ONLY_IN[dependency.name];
    if (owners && !test && !owners.includes(name)) fault(name, `may not name ${dependency.name}: it belongs to ${owners.join(", ")}`);
  }
}

// ---- Arrows: everything below, read in full ----------------------------------------------------------------------------
const tree = (...args) => new Set(cargo("tree", "--locked", "-e", "normal", "--prefix", "none", ...args).split("\n").map((line) => line.split(" ")[0]).filter(Boolean));
function refuse(what, names, refused) {
  checks += 1;
  // An empty or misspelt tree would prove nothing.
  if (names.size < 20) fault(what, "the list of dependencies is too short to be true");
  for (const name of refused) if (names.has(name)) fault(what, `contains ${name}`);
}
refuse("what the browser gets", tree("-p", "civis-frontend", "--target", "wasm32-unknown-unknown"), [
  "tokio", "sqlx", "axum", "hyper", "reqwest", "rand", "chrono", "civis-usecases", "civis-store", "civis-reference",
]);
refuse("the server", tree("-p", "civis"), ["openssl-sys", "native-tls", "aws-lc-sys", "aws-lc-rs"]);

// ---- Reading Rust ------------------------------------------------------------------------------------------------------
// Blanks comments (`code`), and strings too (`bare`), keeping every position.
function blank(source) {
  const code = [...source];
  const bare = [...source];
  const wipe = (list, from, to) => {
    for (let at = from; at < to; at += 1) if (list[at] !== "\n") list[at] = " ";
  };
  const chars = [...source];
  const length = chars.length;
  const starts = (text, at) => text === chars.slice(at, at + text.length).join("");
  let at = 0;
  while (at < length) {
    const begin = at;
    if (starts("//", at)) {
      while (at < length && chars[at] !== "\n") at += 1;
      wipe(code, begin, at);
      wipe(bare, begin, at);
    } else if (starts("/*", at)) {
      let depth = 0;
      do {
        if (starts("/*", at)) [depth, at] = [depth + 1, at + 2];
        else if (starts("*/", at)) [depth, at] = [depth - 1, at + 2];
        else at += 1;
      } while (depth > 0 && at < length);
      wipe(code, begin, at);
      wipe(bare, begin, at);
    } else if (chars[at] === "r" && !/\w/.test(chars[at - 1] ?? " ") && /^r#*"/.test(chars.slice(at, at + 12).join(""))) {
      const hashes = /^r(#*)"/.exec(chars.slice(at, at + 12).join(""))[1];
      at += hashes.length + 2;
      while (at < length && !starts(`"${hashes}`, at)) at += 1;
      wipe(bare, begin + hashes.length + 2, at);
      at += hashes.length + 1;
    } else if (chars[at] === '"') {
      at += 1;
      while (at < length && chars[at] !== '"') at += chars[at] === "\\" ? 2 : 1;
      wipe(bare, begin + 1, at);
      at += 1;
    } else if (chars[at] === "'" && (chars[at + 1] === "\\" || chars[at + 2] === "'")) {
      // A character; a lifetime has no closing quote.
      at += chars[at + 1] === "\\" ? 3 : 2;
      while (at < length && chars[at] !== "'") at += 1;
      wipe(bare, begin + 1, at);
      at += 1;
    } else at += 1;
  }
  return { code: code.join(""), bare: bare.join("") };
}

function* rust(folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* rust(path);
    else if (entry.name.endsWith(".rs")) yield { path, ...blank(readFileSync(join(root, path), "utf8")) };
  }
}
const files = ["app", "crates", "frontend", "server"].flatMap((folder) => [...rust(folder)]);
const line = (text, index) => text.slice(0, index).split("\n").length;

// Each match of `pattern` in the code of a file that `where` does not allow.
function only(what, pattern, where, { within = () => true, text = "bare" } = {}) {
  checks += 1;
  for (const file of files) {
    if (!within(file.path) || where(file.path)) continue;
    for (const match of file[text].matchAll(pattern)) {
      // In the text with strings, the match must begin outside of one.
      if (text === "code" && file.bare[match.index] !== match[0][0]) continue;
      fault(`${file.path}:${line(file[text], match.index)}`, what);
    }
  }
}
const under = (...folders) => (path) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`));

// ---- Places ------------------------------------------------------------------------------------------------------------
const browser = under("app/src/browser");
only("the DOM is reached through app/src/browser alone", /\b(web_sys|js_sys|gloo)\b/g, browser);
only("SQL stands in crates/store alone", /\bsqlx\b/g, under("crates/store"));
only("raw SQL text is asserted safe in the dialect of crates/store alone", /\bAssertSqlSafe\b/g, (path) => /^crates\/store\/src\/dialect(\.rs|\/)/.test(path));
only("pages and HTTP are unknown below the use cases", /\b(leptos|axum)\b/g, () => false, { within: under("crates") });
only("only app/src/ui writes HTML as text", /\binner_html\b/g, under("app/src/ui"), { within: under("app") });
only(
  "ask app/src/request.rs or app/src/browser: no branch on where the code runs elsewhere",
  /\bcfg(?:_attr)?!?\s*\([^\n]*feature\s*=\s*"(?:ssr|hydrate)"(?![^\n]*\]\s*\n?\s*(?:pub(?:\([^)]*\))?\s+)?(?:mod|use)\b)/g,
  (path) => browser(path) || ["app/src/lib.rs", "app/src/request.rs", "app/src/error.rs"].includes(path),
  { text: "code", within: under("app", "frontend") },
);
only("no branch on the target of the build", /\btarget_(arch|family)\b/g, browser, { within: under("app", "frontend", "server") });
only("unsafe code is refused everywhere", /\bunsafe\s*(\{|fn|impl)/g, () => false);

// ---- Words: what people read is translated -----------------------------------------------------------------------------
// The name of the portal is the same in every language.
const LETTERS = "(?!Civis Data\")[^\"\\n]*\\p{L}{2,}[^\"\\n]*";
only(
  "text that people read goes through the translations (app/locales)",
  new RegExp(`\\b(?:aria-label|aria-description|title|alt|placeholder)="${LETTERS}"`, "gu"),
  () => false,
  { text: "code", within: under("app/src") },
);
only("text that people read goes through the translations (app/locales)", new RegExp(`(?<=[\\w"}\\])]\\s*)>\\s*"${LETTERS}"\\s*<`, "gu"), () => false, {
  text: "code",
  within: under("app/src"),
});

for (const text of faults) console.log(`FAIL ${text}`);
console.log(`architecture: ${checks} rules over ${files.length} files, ${faults.length} faults (${relative(process.cwd(), root) || "."})`);
process.exit(faults.length ? 1 : 0);
