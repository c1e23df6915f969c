// Pictures of the pages for people to look at: every page, three widths, four themes. `screenshots.mjs [WORD..]` takes
// those whose name holds a word.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { dataFolder, importReference, serve } from "./server.mjs";

const wanted = process.argv.slice(2);
const out = join(new URL("..", import.meta.url).pathname, "screenshots");
mkdirSync(out, { recursive: true });

const PAGES = [
  ["home", "/"],
  ["dashboard", "/tableau-de-bord"],
  ["edit", "/tableau-de-bord?organiser=oui"],
  ["cards", "/tableau-de-bord/cartes"],
  ["agenda", "/agenda"],
  ["places", "/territoires?q=merign"],
  ["territory", "/territoires/commune/33281"],
  ["services", "/services"],
  ["search", "/services?q=passeport"],
  ["sheet", "/services/f14929"],
  ["shelves", "/donnees"],
  ["dataset", "/donnees/communes-de-france"],
  ["chart", "/donnees/communes-de-france?par=code_region&calcul=somme.population&vue=bar"],
  ["map", "/donnees/communes-de-france?par=code_departement&calcul=somme.population&vue=carte"],
  ["answer", "/recherche?q=population+de+ma+commune"],
  ["help", "/aide"],
  ["sign-in", "/connexion"],
  ["sign-up", "/inscription"],
  ["display", "/affichage"],
  ["not-found", "/nulle-part"],
];
const WIDTHS = [[360, 780], [768, 1024], [1280, 900]];
const THEMES = ["light", "dark", "contrast", "soft"];

const data = dataFolder();
importReference(data.folder);
const server = await serve(data.folder);
const browser = await launch();
const setup = await browser.newContext({ javaScriptEnabled: false, baseURL: server.origin, locale: "fr-FR" });
const first = await setup.newPage();
await first.goto("/territoires?q=33700");
await first.getByRole("button", { name: /Mérignac/ }).first().click();
const cookies = await setup.cookies();
for (const theme of THEMES) {
  for (const [width, height] of WIDTHS) {
    const context = await browser.newContext({ viewport: { width, height }, baseURL: server.origin, locale: "fr-FR" });
    await context.addCookies([...cookies, { name: "affichage", value: `${theme}.100.normal.text.reduce.cosy.fr`, url: server.origin }]);
    for (const [name, path] of PAGES) {
      const title = `${name}-${width}-${theme}`;
      if (wanted.length && !wanted.some((word) => title.includes(word))) continue;
      const page = await context.newPage();
      await page.goto(path, { waitUntil: "networkidle" });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 0) console.log(`${title}: ${overflow} px too wide`);
      await page.screenshot({ path: join(out, `${title}.png`), fullPage: true });
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
await server.stop();
data.remove();
console.log(`pictures in ${out}`);
