// The budgets of size, on the release build, brotli. They only go down; up needs an ADR.
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const BUDGETS = JSON.parse(readFileSync(new URL("./budgets.json", import.meta.url)));
const [root] = process.argv.slice(2);
const pkg = join(root ?? "", "pkg");
if (!root || !existsSync(pkg)) {
  console.error("budgets: give the folder of the site of a release build");
  process.exit(2);
}
const brotli = (path) =>
  brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

const names = readdirSync(pkg).filter((name) => /\.(js|wasm|css)$/.test(name));
const sized = names.map((name) => ({ name, bytes: brotli(join(pkg, name)) }));
// What is loaded before the page can be used: the entry and its glue. Every other WASM file is a lazy chunk or shared by some.
const first = sized.filter(({ name }) => /^civis\.[^.]+\.(js|wasm)$/.test(name) || /^__wasm_split\.[^.]+\.js$/.test(name));
const lazy = sized.filter(({ name }) => name.endsWith(".wasm") && !first.some((file) => file.name === name));
const css = sized.filter(({ name }) => name.endsWith(".css"));
const fonts = readdirSync(join(root, "fonts")).filter((name) => name.endsWith(".woff2")).map((name) => readFileSync(join(root, "fonts", name)).length);
const sum = (list) => list.reduce((total, { bytes }) => total + bytes, 0);

let failed = 0;
function check(what, bytes, most) {
  const good = bytes > 0 && bytes <= most * 1000;
  if (!good) failed += 1;
  console.log(`${good ? "ok  " : "FAIL"} ${what}: ${(bytes / 1000).toFixed(1)} kB of ${most} kB`);
}
check("JavaScript and WASM before interaction", sum(first), BUDGETS.first_load_kb);
for (const { name, bytes } of lazy) check(`lazy chunk ${name}`, bytes, BUDGETS.lazy_chunk_kb);
check("style", sum(css), BUDGETS.style_kb);
check("fonts", fonts.reduce((a, b) => a + b, 0), BUDGETS.fonts_kb);
if (lazy.length < 2) {
  failed += 1;
  console.log("FAIL fewer lazy chunks than lazy pages: was the build split?");
}
process.exit(failed ? 1 : 0);
