// A resident makes the dashboard hers: by pointer, buttons, keys and plain forms, with the same result; and on a slow network.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { site } from "../server.mjs";

const BUDGETS = JSON.parse(readFileSync(new URL("../../scripts/budgets.json", import.meta.url)));
const ARRANGE = "/tableau-de-bord?organiser=oui";

const live = async (page, place = "Mérignac") => {
  await page.goto(`/territoires?q=${encodeURIComponent(place)}`);
  await page.getByRole("button", { name: new RegExp(place) }).first().click();
  await page.waitForURL(/tableau-de-bord/);
};
const exported = async (page) => (await page.request.get("/tableau-de-bord/export.txt")).text();
const order = (page) => page.locator(".board > .card").evaluateAll((cards) => cards.map((card) => card.dataset.kind));
const said = (page, words) => page.locator("#annonces, .status-message").getByText(words).first().waitFor({ state: "attached" });

// The id of the card of a kind on this page.
const cardOf = (page, kind) => page.locator(`.card[data-kind=${kind}]`).getAttribute("data-card");

// The same move, "Agenda" to the first place, in each way.
const WAYS = {
  async buttons(page) {
    await page.getByRole("button", { name: "Monter Agenda" }).click();
  },
  async list(page) {
    const tools = page.getByRole("group", { name: "Organiser Agenda" });
    await tools.getByRole("combobox").selectOption(`move ${await cardOf(page, "calendar")} 1`);
    await tools.getByRole("button", { name: "Déplacer", exact: true }).click();
  },
  async keys(page) {
    await page.locator(`#${await cardOf(page, "calendar")}-grip`).focus();
    await page.keyboard.press("Space");
    await said(page, /Agenda.*prise/);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Space");
  },
  async pointer(page) {
    const grip = await page.locator(`#${await cardOf(page, "calendar")}-grip`).boundingBox();
    const first = await page.locator(".board > .card").first().boundingBox();
    await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
    await page.mouse.down();
    await page.mouse.move(first.x + 60, first.y + 120, { steps: 8 });
    await page.mouse.up();
  },
};

export default [
  {
    name: "A3 X4 the same move by pointer, buttons, list, keys and plain form is stored as the same bytes",
    modes: ["js"],
    async run({ browser, origin, alive }) {
      const stored = {};
      for (const [way, move] of [...Object.entries(WAYS), ["plain form", WAYS.buttons]]) {
        const plain = way === "plain form";
        const context = await browser.newContext({ baseURL: origin, locale: "fr-FR", javaScriptEnabled: !plain, viewport: { width: 1280, height: 900 } });
        const page = await context.newPage();
        await live(page);
        await page.goto(ARRANGE);
        if (!plain) await alive(page);
        await move(page);
        await said(page, "Agenda, déplacé en position 1 sur 9");
        assert.deepEqual((await order(page)).slice(0, 2), ["calendar", "my-place"], way);
        stored[way] = await exported(page);
        await context.close();
      }
      const [first, ...others] = Object.values(stored);
      for (const other of others) assert.equal(other, first);
    },
  },
  {
    name: "A3 the focus stays on the button at both ends, and Escape puts a lifted card back",
    modes: ["js"],
    async run({ page, alive }) {
      await live(page);
      await page.goto(ARRANGE);
      await alive(page);
      const before = await exported(page);
      const agenda = await cardOf(page, "calendar");
      for (let press = 0; press < 3; press += 1) {
        await page.locator(`#${agenda}-up`).focus();
        await page.keyboard.press("Enter");
        await said(page, press === 0 ? "déplacé en position 1 sur 9" : "déjà en première position");
        assert.equal(await page.evaluate(() => document.activeElement?.id), `${agenda}-up`);
      }
      await page.locator("#undo").click();
      await said(page, "Annulé");
      const third = await page.locator(".board > .card").nth(2).getAttribute("data-card");
      await page.locator(`#${third}-grip`).focus();
      await page.keyboard.press("Space");
      await page.keyboard.press("ArrowDown");
      await said(page, /position 4 sur 9/);
      assert.equal(await page.evaluate(() => document.activeElement?.id), `${third}-grip`);
      await page.keyboard.press("Escape");
      await page.waitForFunction((id) => document.getElementById(id)?.getAttribute("aria-pressed") === "false", `${third}-grip`);
      assert.equal(await exported(page), before);
    },
  },
  {
    name: "A5 A6 a card changes its width, hides and comes back; a page is made, renamed, removed and restored",
    async run({ page, js, alive, audit }) {
      await live(page);
      await page.goto(ARRANGE);
      if (js) await alive(page);
      await page.getByRole("button", { name: /Plus large.: Agenda/ }).click();
      await said(page, /Agenda, largeur/);
      assert.equal(await page.locator(".card[data-kind=calendar]").getAttribute("data-size"), "m");
      await page.getByRole("button", { name: "Masquer Agenda" }).click();
      await page.getByRole("button", { name: /Afficher Agenda/ }).click();
      await page.locator(".card[data-kind=calendar] .card-body .events").waitFor();
      await page.getByText("Autres réglages du tableau").click();
      await page.locator("#new-page-name").fill("Maison");
      await page.getByRole("button", { name: "Créer" }).click();
      const maison = page.getByRole("navigation", { name: /Pages/ }).getByRole("link", { name: "Maison" });
      await maison.waitFor();
      await maison.click();
      await page.waitForURL(/page=/);
      await page.getByText("Cette page attend ses cartes").waitFor();
      await audit();
      if (js) await alive(page);
      if (!(await page.locator("#page-name").isVisible())) await page.getByText("Autres réglages du tableau").click();
      await page.locator("#page-name").fill("Chez nous");
      await page.getByRole("button", { name: "Renommer" }).click();
      await page.getByRole("link", { name: "Chez nous" }).waitFor();
      if (!(await page.locator("#page-remove").isVisible())) await page.getByText("Autres réglages du tableau").click();
      await page.locator("#page-remove").click();
      await page.locator("#undo").waitFor();
      await page.locator("#undo").click();
      await page.getByRole("link", { name: "Chez nous" }).waitFor();
    },
  },
  {
    name: "A8 nothing can be moved outside of arranging, and arranging is left as it was entered",
    async run({ page, js, alive }) {
      await live(page);
      if (js) await alive(page);
      assert.equal(await page.locator(".card-tools").count(), 0);
      await page.getByRole("link", { name: "Organiser", exact: true }).click();
      await page.locator(".card-tools").first().waitFor();
      const told = async (words) => {
        await page.locator("#annonces").getByText(words).waitFor({ state: "attached" });
        assert.equal(await page.evaluate(() => document.activeElement?.id), "organiser");
      };
      if (js) await told("Vous organisez ce tableau");
      await page.getByRole("link", { name: "Terminer" }).click();
      await page.waitForFunction(() => document.querySelectorAll(".card-tools").length === 0);
      if (js) await told("plus rien ne bouge");
    },
  },
  {
    name: "A9 the board goes out as text and comes back, and a faulty text is refused by its line and kept",
    async run({ page }) {
      await live(page);
      const text = await exported(page);
      await page.goto("/tableau-de-bord/cartes");
      await page.locator("#text").fill(`${text}\nn'importe quoi`);
      await page.locator("#text ~ *, form:has(#text)").getByRole("button").last().click();
      await page.getByText(/Ligne \d+/).first().waitFor();
      assert.match(await page.locator("#text").inputValue(), /n'importe quoi/);
      await page.locator("#text").fill(text);
      await page.locator("form:has(#text)").getByRole("button").last().click();
      await page.waitForURL(/tableau-de-bord(\?|$)/);
      assert.equal(await exported(page), text);
    },
  },
  {
    name: "P9 what is typed before the page is alive is kept and looked up",
    modes: ["js"],
    async run({ page, alive }) {
      await page.route("**/*.wasm", async (route) => {
        await new Promise((later) => setTimeout(later, 1200));
        await route.continue();
      });
      await page.goto("/", { waitUntil: "domcontentloaded" });
      await page.locator("#place").pressSequentially("merign", { delay: 20 });
      assert.notEqual(await page.evaluate(() => document.documentElement.dataset.alive), "yes", "the page was alive too early for this test");
      await alive(page);
      await page.getByRole("option", { name: /Mérignac/ }).first().waitFor();
      assert.equal(await page.locator("#place").inputValue(), "merign");
      assert.equal(await page.evaluate(() => document.activeElement?.id), "place");
    },
  },
  {
    name: "X5 without the WASM the page of somebody with JavaScript does everything",
    modes: ["js"],
    async run({ browser, origin }) {
      const context = await browser.newContext({ baseURL: origin, locale: "fr-FR" });
      await context.route("**/*.wasm", (route) => route.abort());
      const page = await context.newPage();
      await live(page);
      await page.goto(ARRANGE);
      await page.getByRole("button", { name: "Monter Agenda" }).click();
      await page.waitForURL(/organiser=oui/);
      await page.getByText("Agenda, déplacé en position 1 sur 9").first().waitFor();
      assert.deepEqual((await order(page)).slice(0, 2), ["calendar", "my-place"]);
      await context.close();
    },
  },
  {
    name: "P3 the page and the style of the dashboard keep to their budget",
    modes: ["no-js"],
    async run({ page }) {
      await live(page);
      const html = brotliCompressSync(Buffer.from(await (await page.request.get("/tableau-de-bord")).body())).length;
      const pkg = join(site, "pkg");
      const css = readdirSync(pkg).filter((name) => name.endsWith(".css")).reduce((sum, name) => sum + brotliCompressSync(readFileSync(join(pkg, name))).length, 0);
      const weight = (html + css) / 1000;
      assert.ok(weight <= BUDGETS.dashboard_html_and_css_kb, `${weight} kB`);
    },
  },
];
