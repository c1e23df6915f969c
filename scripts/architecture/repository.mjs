// The text files of the repository that checks read, as a map from path to text. A self-test makes a small one by hand.
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { join } from "node:path";
import { blank } from "./rust.mjs";

const READ = /\.(rs|toml|md|mjs|sh|css|sql|html)$|^Makefile$/;
// Folders at the root, but for what npm may leave anywhere.
const SKIPPED = new Set([".git", "target", "data", "screenshots", "public"]);

export function repository(root) {
  const files = new Map();
  const walk = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.isDirectory()) {
        if (!SKIPPED.has(path) && entry.name !== "node_modules") walk(path);
      } else if (READ.test(entry.name)) files.set(path, readFileSync(join(root, path), "utf8"));
    }
  };
  walk("");
  return { files, exists: (path) => existsSync(join(root, path)), rust: once(files) };
}

// A repository of these files alone.
export function sample(texts) {
  const files = new Map(Object.entries(texts));
  const exists = (path) => [...files.keys()].some((file) => file === path || file.startsWith(`${path}/`));
  return { files, exists, rust: once(files) };
}

// The Rust files, read once for all checks.
function once(files) {
  let read;
  return () => (read ??= [...files].filter(([path]) => path.endsWith(".rs")).map(([path, source]) => ({ path, source, ...blank(source) })));
}

export const under = (...folders) => (path) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
