// A resident begins: chooses a place, gets a dashboard, arranges it, finds a service, opens an account.
import assert from "node:assert/strict";

const choose = async (page, typed, name) => {
  await page.goto(`/territoires?q=${encodeURIComponent(typed)}`);
  await page.getByRole("button", { name }).first().click();
  await page.waitForURL(/tableau-de-bord/);
};

export default [
  {
    name: "A2 a resident chooses a place by its postcode and gets its dashboard",
    modes: ["js", "no-js"],
    async run({ page, audit }) {
      await page.goto("/");
      await audit();
      await choose(page, "33700", /Mérignac/);
      assert.match(await page.getByRole("heading", { level: 1 }).innerText(), /Mérignac/);
      assert.match(await page.locator("#contenu").innerText(), /78\s090/);
      await audit();
    },
  },
  {
    name: "A4 a card moves by its buttons, is told in words, and undo brings it back",
    modes: ["js", "no-js"],
    async run({ page, js, alive, audit }) {
      await choose(page, "merign", /Mérignac/);
      await page.goto("/tableau-de-bord?organiser=oui");
      if (js) await alive(page);
      const order = () => page.locator(".board > .card").evaluateAll((cards) => cards.map((card) => card.dataset.kind));
      const before = await order();
      assert.deepEqual(before.slice(0, 2), ["my-place", "calendar"]);
      await page.getByRole("button", { name: "Monter Agenda" }).click();
      await page.getByText("Agenda, déplacé en position 1 sur 9").first().waitFor({ state: "attached" });
      assert.deepEqual((await order()).slice(0, 2), ["calendar", "my-place"]);
      await audit();
      await page.reload();
      assert.deepEqual((await order()).slice(0, 2), ["calendar", "my-place"]);
      if (js) await alive(page);
      await page.locator("#undo").click();
      await page.getByText("Annulé : Agenda").first().waitFor({ state: "attached" });
      assert.deepEqual(await order(), before);
    },
  },
  {
    name: "B1 a common word finds the official sheet, which says its source and date",
    modes: ["js", "no-js"],
    async run({ page, audit }) {
      await page.goto("/services?q=carte+grise");
      assert.match(await page.locator("#contenu").innerText(), /certificat d’immatriculation/);
      await page.locator(".result a").first().click();
      await page.locator(".source-line").waitFor();
      assert.match(await page.locator(".source-line").innerText(), /service-public \(DILA\), Licence Ouverte 2.0/);
      await audit();
    },
  },
  {
    name: "F1 an account needs a name and a passphrase, and keeps what was done before",
    modes: ["js", "no-js"],
    async run({ page, mode, audit }) {
      await choose(page, "saint etienne", /Saint-Étienne/);
      await page.goto("/inscription");
      await audit();
      await page.getByLabel("Choisissez un nom").fill(`Camille ${mode}`);
      await page.getByLabel("Phrase de passe").fill("court");
      await page.locator("main form button.button[data-kind=primary]").click();
      await page.getByText("Il faut au moins dix caractères.").first().waitFor();
      assert.equal(await page.getByLabel("Choisissez un nom").inputValue(), `Camille ${mode}`);
      await page.getByLabel("Phrase de passe").fill("le chat dort au soleil");
      await page.locator("main form button.button[data-kind=primary]").click();
      await page.waitForURL(/compte\/codes/);
      assert.equal(await page.locator(".codes li").count(), 10);
      await page.goto("/tableau-de-bord");
      assert.match(await page.getByRole("heading", { level: 1 }).innerText(), /Saint-Étienne/);
      await page.goto("/compte");
      await page.getByRole("button", { name: "Se déconnecter" }).click();
      await page.waitForURL(/\/$/);
      await page.goto("/connexion");
      await page.getByLabel("Nom ou adresse électronique").fill(`camille-${mode}`);
      await page.getByLabel("Phrase de passe").fill("le chat dort au soleil");
      await page.locator("main form button.button[data-kind=primary]").click();
      await page.waitForURL(/tableau-de-bord/);
      assert.match(await page.getByRole("heading", { level: 1 }).innerText(), /Saint-Étienne/);
    },
  },
  {
    name: "addresses answer with the right status, and headers stand on each answer",
    modes: ["no-js"],
    async run({ page, origin }) {
      for (const [path, status] of [["/nulle-part", 404], ["/territoires/commune/99999", 404], ["/services/inconnu-f9999999", 404], ["/live", 200], ["/ready", 200], ["/robots.txt", 200], ["/sitemap.xml", 200]]) {
        const answer = await page.request.get(origin + path);
        assert.equal(answer.status(), status, path);
        assert.match(answer.headers()["content-security-policy"] ?? "", /default-src 'none'/, path);
        assert.equal(answer.headers()["x-content-type-options"], "nosniff", path);
      }
      const moved = await page.request.get(`${origin}/territoires/commune/75113`, { maxRedirects: 0 });
      assert.ok([301, 302, 308].includes(moved.status()), String(moved.status()));
    },
  },
];
