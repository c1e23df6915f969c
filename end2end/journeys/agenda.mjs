// The resident's own time and her cards: own dates, reminders, the calendar's address, the settings and sources of cards.
import assert from "node:assert/strict";
import { brotliCompressSync } from "node:zlib";

const live = async (page, typed, name) => {
  await page.goto(`/territoires?q=${encodeURIComponent(typed)}`);
  await page.getByRole("button", { name }).first().click();
  await page.waitForURL(/tableau-de-bord/);
};

const follow = async (page, typed, name) => {
  await page.goto(`/territoires?q=${encodeURIComponent(typed)}`);
  await page.getByRole("button", { name }).first().click();
  await page.getByRole("heading", { name: "Les lieux que je suis" }).waitFor();
};

// A day from now, `2026-12-31`.
const day = (after) => new Date(Date.now() + after * 86_400_000).toISOString().slice(0, 10);
const said = (page, words) => page.locator(".status-message").getByText(words).waitFor();
const text = (page) => page.locator("#contenu").innerText();
const kinds = (page) => page.locator(".board > .card").evaluateAll((cards) => cards.map((card) => card.dataset.kind));
const card = (page, kind) => page.locator(`.board > .card[data-kind=${kind}]`);

export default [
  {
    name: "A12 a resident notes a date and a reminder, changes them, and finds what is done",
    async run({ page, audit }) {
      await page.goto("/agenda");
      assert.match(await text(page), /Noël[\s\S]*Source\s: Code du travail, parce qu’il vaut dans toute la France métropolitaine/);
      assert.match(await text(page), /Choisissez votre commune pour voir aussi vos vacances scolaires/);
      await audit();
      await page.getByText("Ajouter une date").first().click();
      await page.locator("#event").fill("Voyage à Lille");
      await page.locator("#day").fill(day(20));
      await page.locator("#until").fill(day(10));
      await page.getByRole("button", { name: "Ajouter une date" }).click();
      await page.locator("#error-summary").getByText("La fin vient avant le début").waitFor();
      assert.equal(await page.locator("#event").inputValue(), "Voyage à Lille");
      await page.locator("#until").fill(day(24));
      await page.getByRole("button", { name: "Ajouter une date" }).click();
      await said(page, "Date ajoutée à votre agenda");
      assert.match(await text(page), /Voyage à Lille\s+du [\s\S]*Votre date. Source\s: vous, parce que vous l’avez notée/);

      await page.getByRole("link", { name: "Changer : Voyage à Lille" }).click();
      await page.getByRole("heading", { level: 1, name: "Changer cette date" }).waitFor();
      await audit();
      await page.locator("#event").fill("Voyage à Lille, chez Zoé");
      await page.getByRole("button", { name: "Enregistrer" }).click();
      await said(page, "Date changée");
      await page.getByRole("link", { name: "Changer : Voyage à Lille, chez Zoé" }).click();
      await page.getByRole("button", { name: "Supprimer cette date" }).click();
      await said(page, "Date supprimée");
      assert.doesNotMatch(await text(page), /Voyage/);

      await page.getByText("Ajouter un rappel").first().click();
      await page.locator("#label").fill("Renouveler ma carte");
      await page.locator("#due").fill(day(-3));
      await page.getByRole("button", { name: "Ajouter un rappel" }).click();
      await said(page, "Rappel ajouté");
      assert.match(await text(page), /Renouveler ma carte\s+En retard/);
      await page.getByRole("button", { name: "Fait : Renouveler ma carte" }).click();
      await said(page, "Rappel fait");
      await page.getByText("1 rappel fait").click();
      await audit();
      await page.getByRole("button", { name: "Rouvrir : Renouveler ma carte" }).click();
      await said(page, "Rappel rouvert");
      await page.getByRole("link", { name: "Changer : Renouveler ma carte" }).click();
      await page.locator("#label").fill("Renouveler mon passeport");
      await page.locator("#due").fill(day(5));
      await page.getByRole("button", { name: "Enregistrer" }).click();
      await said(page, "Rappel changé");
      await page.goto("/tableau-de-bord");
      await card(page, "reminders").getByText("Renouveler mon passeport").waitFor();
      await card(page, "calendar").getByRole("link", { name: "Voir tout mon agenda" }).waitFor();
    },
  },
  {
    name: "A12 the calendar has a secret address that opens, and that a new one replaces",
    async run({ page, context, origin, audit }) {
      await live(page, "begles", /Bègles/);
      await page.goto("/agenda");
      assert.match(await text(page), /Vacances de Noël[\s\S]*Vacances scolaires \(Zone A\)[\s\S]*parce que vous suivez Bègles/);
      assert.equal(await page.locator("#feed-address").count(), 0, "the address is shown on ask alone");
      await page.getByRole("button", { name: "Voir mon adresse secrète" }).click();
      const first = await page.getByLabel("Adresse secrète de votre agenda").inputValue();
      assert.match(first, /\/calendrier\/[\w-]{43}\.ics$/);
      await audit();
      const read = async (address) => context.request.get(origin + new URL(address).pathname);
      const feed = await (await read(first)).text();
      assert.match(feed, /BEGIN:VCALENDAR[\s\S]*SUMMARY:Vacances de Noël/);
      await page.getByRole("button", { name: "Changer d’adresse" }).click();
      await said(page, "L’ancienne ne marche plus");
      const second = await page.getByLabel("Adresse secrète de votre agenda").inputValue();
      assert.notEqual(first, second);
      assert.equal((await read(first)).status(), 404);
      assert.equal((await read(second)).status(), 200);
    },
  },
  {
    name: "C4 somebody with two places looks at one, and each card says of which it speaks",
    async run({ page, js, alive, audit }) {
      await live(page, "begles", /Bègles/);
      assert.equal(await page.getByRole("navigation", { name: "Voir un lieu" }).count(), 0);
      await follow(page, "59000", /Lille/);
      await page.goto("/tableau-de-bord");
      if (js) await alive(page);
      const places = page.getByRole("navigation", { name: "Voir un lieu" });
      await card(page, "announcements").getByText("Parce que vous suivez Bègles").waitFor();
      await places.getByRole("link", { name: "Lille" }).click();
      await page.waitForURL(/lieu=/);
      await card(page, "announcements").getByText("Parce que vous avez choisi Lille").waitFor();
      assert.equal(await card(page, "announcements").locator(".card-head .badge").innerText(), "Lille");
      assert.equal(await places.getByRole("link", { name: "Lille" }).getAttribute("aria-current"), "true");
      assert.equal(await card(page, "reminders").locator(".card-head .badge").count(), 0);
      await audit();
      await places.getByRole("link", { name: "Tous mes lieux" }).click();
      await card(page, "announcements").getByText("Parce que vous suivez Bègles").waitFor();
    },
  },
  {
    name: "A10 a card is set to another place and zone, says why it is here, and can be hidden",
    async run({ page, js, alive, audit }) {
      await live(page, "begles", /Bègles/);
      await follow(page, "59000", /Lille/);
      await page.goto("/tableau-de-bord?organiser=oui");
      if (js) await alive(page);
      await page.getByRole("link", { name: "Régler Agenda" }).click();
      await page.getByRole("heading", { level: 1, name: "Régler Agenda" }).waitFor();
      assert.match(await text(page), /Parce que vous suivez Bègles/);
      await audit();
      assert.ok(await page.getByLabel("Comme mon lieu principal (Bègles)").isChecked());
      await page.getByText("Lille", { exact: true }).click();
      await page.getByText("Zone C", { exact: true }).click();
      await page.getByRole("button", { name: "Enregistrer" }).click();
      await said(page, "Agenda, réglages enregistrés");
      await card(page, "calendar").getByText("Parce que vous avez choisi Lille").waitFor();
      await card(page, "calendar").getByText("Parce que vous avez choisi : Zone C").waitFor();
      await page.goto("/agenda");
      assert.match(await text(page), /Vacances scolaires \(Zone C\)[\s\S]*parce que vous avez choisi cette zone/);
      await page.getByRole("link", { name: "Régler le lieu et la zone" }).click();
      await page.getByRole("button", { name: "Masquer cette carte" }).click();
      await said(page, "Agenda, carte masquée");
      assert.ok(!(await kinds(page)).includes("calendar"));
    },
  },
  {
    name: "A10 the themes of a card can be chosen, and all of them switched off",
    async run({ page, audit }) {
      await live(page, "begles", /Bègles/);
      await page.goto("/tableau-de-bord?organiser=oui");
      await page.getByRole("link", { name: "Régler Démarches pour moi" }).click();
      await page.getByText("Logement", { exact: true }).click();
      await audit();
      await page.getByRole("button", { name: "Enregistrer" }).click();
      await card(page, "services-for-me").getByText("Parce que vous avez choisi pour cette carte : Logement").waitFor();
      await card(page, "services-for-me").getByText(/Mis à jour le/).waitFor();
      assert.ok((await card(page, "services-for-me").locator(".link-list li").count()) > 0);
    },
  },
  {
    name: "A2 a card from the catalogue comes with the focus and its position, and is not added twice",
    async run({ page, context, audit }) {
      await live(page, "begles", /Bègles/);
      const other = await context.newPage();
      await other.goto("/tableau-de-bord/cartes");
      await page.goto("/tableau-de-bord/cartes");
      assert.match(await text(page), /Numéros d’aide[\s\S]*Données lues\s: rien de vous/);
      await audit();
      await page.getByRole("link", { name: "Essentielles" }).click();
      await page.waitForURL(/montrer=essentielles/);
      await page.getByRole("heading", { name: /Numéros d’aide/ }).waitFor();
      await page.getByRole("heading", { name: "Raccourcis" }).waitFor({ state: "detached" });
      await page.getByRole("link", { name: "Toutes les cartes" }).click();
      await page.getByRole("button", { name: "Ajouter Raccourcis" }).click();
      await said(page, "Raccourcis, carte ajoutée, position 10 sur 10");
      assert.ok(!page.url().includes("organiser"), "nothing moves unless one asks to arrange");
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-kind")), "shortcuts");
      await other.getByRole("button", { name: "Ajouter Raccourcis" }).click();
      await said(other, "Raccourcis est déjà sur la page");
      assert.equal(await other.evaluate(() => document.activeElement?.getAttribute("data-kind")), "shortcuts");
      await page.goto("/tableau-de-bord/cartes?q=raccourcis");
      await page.getByRole("link", { name: /Déjà sur votre tableau/ }).click();
      await page.waitForURL(/#card-c\d+$/);
      assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-kind")), "shortcuts");
    },
  },
  {
    name: "A2 each card of the catalogue has a small preview with what is true of my place, in which nothing can be pressed",
    async run({ page, audit }) {
      await page.goto("/tableau-de-bord/cartes");
      const preview = (name) => page.getByRole("figure", { name: `Aperçu de la carte ${name}` });
      assert.match(await preview("Ma commune").innerText(), /choisissez votre commune/);
      await live(page, "begles", /Bègles/);
      await page.goto("/tableau-de-bord/cartes");
      const cards = await page.locator(".catalogue-item").count();
      assert.ok(cards > 10 && cards === (await page.locator(".catalogue-item .preview").count()), `${cards} cards`);
      assert.match(await preview("Ma commune").innerText(), /Bègles[\s\S]*\d[\s\S]*habitants/);
      assert.ok((await preview("Agenda").locator("time").count()) > 0);
      assert.match(await preview("Population").textContent(), /Bègles/);
      assert.match(await preview("Numéros d’aide").innerText(), /112/);
      assert.match(await preview("Rappels").innerText(), /Notez une échéance/);
      const alive = ".preview :is(a, button, input, select, textarea, summary, form, [tabindex], [id])";
      assert.equal(await page.locator(alive).count(), 0);
      await audit();
      const weight = brotliCompressSync(Buffer.from(await (await page.request.get("/tableau-de-bord/cartes")).body())).length / 1000;
      assert.ok(weight <= 50, `${weight} kB`);
      await page.goto("/tableau-de-bord/cartes?q=raccourcis");
      assert.equal(await page.locator(".preview").count(), 1);
    },
  },
  {
    name: "A14 a shortcut is added, changed and deleted; each dated card says how fresh it is",
    async run({ page, audit }) {
      await live(page, "begles", /Bègles/);
      await card(page, "my-place").getByText(/Mis à jour le \d/).waitFor();
      await card(page, "calendar").getByText(/Vacances scolaires connues jusqu’au/).waitFor();
      await page.goto("/tableau-de-bord/cartes");
      await page.getByRole("button", { name: "Ajouter Raccourcis" }).click();
      await page.getByText("Ajouter un raccourci").click();
      await page.locator("#shortcut").fill("Bus");
      await page.locator("#url").fill("https://bus.example/lignes");
      await card(page, "shortcuts").getByRole("button", { name: "Ajouter" }).click();
      await said(page, "Raccourci ajouté");
      await page.getByRole("link", { name: "Changer : Bus" }).click();
      await page.getByRole("heading", { level: 1, name: "Changer ce raccourci" }).waitFor();
      await audit();
      await page.locator("#url").fill("javascript:alert(1)");
      await page.getByRole("button", { name: "Enregistrer" }).click();
      await page.locator("#error-summary").waitFor();
      assert.equal(await page.locator("#url").inputValue(), "javascript:alert(1)");
      await page.locator("#shortcut").fill("Tram");
      await page.locator("#url").fill("https://tram.example");
      await page.getByRole("button", { name: "Enregistrer" }).click();
      await said(page, "Raccourci changé");
      await page.getByRole("link", { name: "Changer : Tram" }).click();
      await page.getByRole("button", { name: "Supprimer ce raccourci" }).click();
      await said(page, "Raccourci supprimé");
      assert.doesNotMatch(await text(page), /tram\.example/);
    },
  },
];
