// Compresses each file of the site beforehand, brotli and gzip at their best, so that serving costs nothing.
import { readFileSync, readdirSync, statSync, writeFileSync, existsSync } from "node:fs";
import { join, extname } from "node:path";
import { brotliCompressSync, gzipSync, constants } from "node:zlib";

const WORTH = new Set([".js", ".css", ".wasm", ".svg", ".json", ".txt", ".html"]);

function* files(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files(path);
    else if (WORTH.has(extname(name))) yield path;
  }
}

const [root] = process.argv.slice(2);
if (!root || !existsSync(root)) {
  console.error("precompress: give the folder of the site");
  process.exit(2);
}
for (const path of files(root)) {
  const made = statSync(path).mtimeMs;
  if (existsSync(`${path}.br`) && statSync(`${path}.br`).mtimeMs >= made) continue;
  const content = readFileSync(path);
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }));
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
}
