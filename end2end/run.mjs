// The journeys of people, each with JavaScript and without. `node end2end/run.mjs [WORD..]` runs those whose name holds a word.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { launch, audit } from "./browser.mjs";
import { dataFolder, importReference, serve, command } from "./server.mjs";

const wanted = process.argv.slice(2);
const folder = new URL("./journeys/", import.meta.url).pathname;
const journeys = [];
for (const name of readdirSync(folder).filter((name) => name.endsWith(".mjs")).sort()) {
  const { default: list } = await import(join(folder, name));
  journeys.push(...list);
}

const data = dataFolder();
let passed = 0;
let failed = 0;
let server;
let browser;
try {
  importReference(data.folder);
  server = await serve(data.folder);
  browser = await launch();
  for (const { name, modes = ["js", "no-js"], run, viewport } of journeys) {
    for (const mode of modes) {
      const title = `${name} [${mode}]`;
      if (wanted.length && !wanted.some((word) => title.includes(word))) continue;
      // bypassCSP is for axe alone; journeys that test the policy open a context of their own.
      const context = await browser.newContext({ javaScriptEnabled: mode !== "no-js", bypassCSP: true, baseURL: server.origin, locale: "fr-FR", viewport: viewport ?? { width: 1280, height: 900 } });
      const faults = [];
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      page.on("pageerror", (error) => faults.push(`page error: ${error.message}`));
      page.on("console", (message) => message.type() === "error" && !/Failed to load resource/.test(message.text()) && faults.push(`console: ${message.text()}`));
      page.on("request", (request) => !request.url().startsWith(server.origin) && !request.url().startsWith("data:") && faults.push(`a request left the origin: ${request.url()}`));
      // The page itself may be a 404 on purpose; what it is made of may not.
      page.on("response", (response) => response.status() >= (response.request().resourceType() === "document" ? 500 : 400) && faults.push(`${response.status()} ${response.url()}`));
      const began = Date.now();
      try {
        await run({ page, context, browser, mode, js: mode === "js", origin: server.origin, data: data.folder, audit: async (target = page) => {
          if (mode === "no-js") return;
          const found = await audit(target);
          if (found.length) throw new Error(`axe on ${target.url()}:\n    ${found.join("\n    ")}`);
        }, alive, command: (...args) => command(data.folder, ...args) });
        if (faults.length) throw new Error(faults.join("\n    "));
        passed += 1;
        console.log(`ok ${title} (${Date.now() - began} ms)`);
      } catch (error) {
        failed += 1;
        console.log(`not ok ${title}\n    ${error.stack ?? error}\n    ${faults.join("\n    ")}`);
      } finally {
        await context.close();
      }
    }
  }
} catch (error) {
  failed += 1;
  console.log(`not ok set-up\n    ${error.stack ?? error}`);
} finally {
  await browser?.close();
  await server?.stop();
  data.remove();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

// Waits until the page is alive: hydrated, so that its handlers answer.
async function alive(page) {
  await page.waitForFunction(() => document.documentElement.dataset.alive === "yes", null, { timeout: 20_000 });
}
