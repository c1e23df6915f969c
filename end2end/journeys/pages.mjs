// Every page of the table of doors, so that none is forgotten: a new route has its line there, or the tests of the server
// fail. Languages, themes and widths; axe with enhanced contrast; landmarks, title, heading; the policy of the page itself.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { audit } from "../browser.mjs";

const table = readFileSync(new URL("../../server/tests/authority.toml", import.meta.url), "utf8");
// The tests of the server have no dataset; here the first ones stand.
const DATASET = "/donnees/communes-de-france";
const PAGES = [...table.split("[pages]")[1].split("[plain]")[0].matchAll(/^"([^"]+)" = \{ who = "(\w+)"(?:, at = "([^"]+)")?/gm)].map(([, path, who, at]) => ({ path: (at ?? path).replace("/donnees/inconnu", DATASET), who })).filter(({ path, who }) => who !== "bearer" && !path.includes("/00000000-"));
const THEMES = ["light", "dark", "contrast", "soft"];
const WIDTHS = [360, 1280];
const CONTRAST = ["color-contrast", "color-contrast-enhanced"];
const PLACE = "commune/33281";
const TITLE = /^(?:.+ - )?Civis Data$/;

const post = async (page, path, form) => {
  const answer = await page.request.post(path, { form, headers: { accept: "text/html", referer: new URL("/", page.url()).href }, maxRedirects: 0 });
  assert.equal(answer.status(), 302, `${path}: ${await answer.text()}`);
};

// Somebody with a place who may see every page.
async function settle({ page, context, origin, command }, name) {
  await page.goto("/live");
  await post(page, "/api/places/follow", { territory: PLACE, main: "yes" });
  await post(page, "/api/accounts/sign-up", { name, passphrase: "le chat dort au soleil", email: "" });
  command("admin", "grant", name, "publisher", "--territory", PLACE);
  await post(page, "/api/publication/hue", { territory: PLACE, hue: "200" });
  return (lang) => context.addCookies([{ name: "affichage", value: `light.100.normal.text.reduce.cosy.${lang}`, url: origin }]);
}

const landmarks = (page) =>
  page.evaluate(() => ({
    lang: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    main: document.querySelectorAll("main").length,
    header: document.querySelectorAll("header.site-header, [role=banner]").length,
    footer: document.querySelectorAll("footer.site-footer, [role=contentinfo]").length,
    navs: [...document.querySelectorAll("nav")].map((nav) => nav.getAttribute("aria-label") ?? document.getElementById(nav.getAttribute("aria-labelledby"))?.textContent ?? ""),
    skip: document.querySelector("a[href='#contenu']") !== null,
    // An id that two elements have leads a label or a link to the wrong one.
    twice: [...document.querySelectorAll("[id]")].map(({ id }) => id).filter((id, index, all) => all.indexOf(id) !== index),
  }));

function stands(found, lang, where) {
  assert.deepEqual({ ...found, navs: 0 }, { lang, headings: 1, main: 1, header: 1, footer: 1, navs: 0, skip: true, twice: [] }, where);
  assert.ok(found.navs.every(Boolean) && new Set(found.navs).size === found.navs.length, `${where}: the navigations are named ${found.navs.join(", ")}`);
}

async function fits(page, where) {
  const { wide, culprits } = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const culprits = [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > width + 1).slice(0, 4);
    return { wide: document.documentElement.scrollWidth - width, culprits: culprits.map((each) => `${each.localName}.${each.className}`) };
  });
  assert.ok(wide <= 0, `${where} is ${wide} px too wide: ${culprits.join(", ")}`);
}

const look = ({ path }, index) => ({
  name: `X2 X8 R9 the page ${path} holds in both languages, four themes and two widths`,
  modes: ["js"],
  async run(given) {
    const { page, alive } = given;
    const speak = await settle(given, `Personne des pages ${index}`);
    const faults = [];
    for (const lang of ["fr", "en"]) {
      await speak(lang);
      const answer = await page.goto(path);
      assert.equal(answer.status(), 200, path);
      const { "content-security-policy": policy = "", "x-content-type-options": sniff } = answer.headers();
      assert.match(policy, /^default-src 'none'; script-src 'nonce-\w{32}'/, path);
      assert.equal(sniff, "nosniff", path);
      const title = /<title>([^<]*)<\/title>/.exec(await answer.text())?.[1] ?? "";
      assert.match(title, TITLE, path);
      const before = await landmarks(page);
      await alive(page);
      await page.waitForFunction((title) => document.title === title, title.replaceAll("&#39;", "'").replaceAll("&amp;", "&"), { timeout: 3_000 });
      stands(await landmarks(page), lang, path);
      assert.deepEqual(await landmarks(page), before, `${path} is another page once it is alive`);
      for (const theme of THEMES) {
        await page.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          const where = `${path} ${lang} ${theme} ${width}`;
          await fits(page, where);
          const whole = theme === "light" && (lang === "fr" || width === 1280);
          const rules = whole ? undefined : CONTRAST;
          if (whole || (lang === "fr" && width === 1280)) faults.push(...(await audit(page, rules)).map((fault) => `${where}: ${fault}`));
        }
      }
    }
    assert.deepEqual(faults, [], `axe\n    ${faults.join("\n    ")}`);
  },
});

export default [
  ...PAGES.map(look),
  {
    name: "R9 no page does what its own policy refuses",
    modes: ["js"],
    async run({ page: known, browser, origin, alive, command, context }) {
      await settle({ page: known, context, origin, command }, "Personne de la règle");
      const strict = await browser.newContext({ baseURL: origin, locale: "fr-FR", storageState: await context.storageState() });
      const said = [];
      const page = await strict.newPage();
      page.on("console", (message) => message.type() === "error" && said.push(`${page.url()}: ${message.text()}`));
      page.on("pageerror", (error) => said.push(`${page.url()}: ${error.message}`));
      for (const { path } of [...PAGES, { path: "/nulle-part" }]) {
        await page.goto(path);
        await alive(page);
        assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--hue").trim()), "200", `${path}: the hue of the place is not there`);
      }
      await strict.close();
      // The unknown page is a 404, which the browser writes down as an error.
      assert.deepEqual(said.filter((line) => !/nulle-part: Failed to load resource/.test(line)), []);
    },
  },
];
assert.ok(PAGES.length > 10, "the table of doors is not understood");
