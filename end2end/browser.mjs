// Debian's Chromium, driven by playwright-core from the tools folder.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { cache } from "./server.mjs";

const require = createRequire(join(cache, "tools", "node_modules", "anchor.js"));
const { chromium } = require("playwright-core");
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic", "--no-first-run"];

export const launch = () => chromium.launch({ executablePath: "/usr/bin/chromium", args: ARGUMENTS });

// axe on the page as it is now. Every rule of WCAG 2.2 A and AA, and enhanced contrast; a finding is a failure. `rules`: these
// alone.
export async function audit(page, rules) {
  await page.evaluate((source) => {
    if (!window.axe) new Function(source)();
  }, axeSource).catch(async () => {
    // The strict policy refuses evaluation in the page itself; an isolated script tag of the test is refused too.
    throw new Error("axe could not be injected: open the context with bypassCSP");
  });
  const { violations } = await page.evaluate(
    (rules) =>
      window.axe.run(document, {
        runOnly: rules ? { type: "rule", values: rules } : { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        rules: { "color-contrast-enhanced": { enabled: true } },
      }),
    rules,
  );
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 4).map((node) => node.target.join(" ")).join(" | ")}`);
}
