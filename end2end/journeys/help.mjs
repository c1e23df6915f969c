// Help on every page, one search, the statement, the weight, what happens next, languages, paper.
import assert from "node:assert/strict";

const PAGES = ["/", "/tableau-de-bord", "/tableau-de-bord?organiser=oui", "/tableau-de-bord/cartes", "/services", "/services?q=passeport", "/services/f14929",
  "/territoires", "/territoires/commune/33281", "/recherche?q=passeport", "/connexion", "/inscription", "/recuperation", "/affichage", "/accessibilite", "/sources", "/aide"];

const signUp = async (page, name) => {
  await page.goto("/inscription");
  await page.getByLabel("Choisissez un nom").fill(name);
  await page.getByLabel("Phrase de passe").fill("le chat dort au soleil");
  await page.locator("main form button.button[data-kind=primary]").click();
  await page.waitForURL(/compte\/codes/);
};

export default [
  {
    name: "G1 every page has the same link to its own section of the help, which prints",
    modes: ["js", "no-js"],
    async run({ page, audit }) {
      for (const [path, anchor] of [["/", "accueil"], ["/tableau-de-bord", "tableau-de-bord"], ["/tableau-de-bord?organiser=oui", "organiser"], ["/services?q=passeport", "demarches"],
        ["/services/f14929", "fiche"], ["/territoires", "lieux"], ["/inscription", "compte"], ["/affichage", "affichage"], ["/accessibilite", "affichage"]]) {
        await page.goto(path);
        const link = page.locator(".site-tools li").first().getByRole("link", { name: "Aide", exact: true });
        assert.equal(await link.getAttribute("href"), `/aide#${anchor}`, path);
      }
      await page.goto("/services/f14929");
      await page.getByRole("link", { name: "Aide", exact: true }).click();
      await page.waitForURL(/aide#fiche/);
      assert.equal(await page.title(), "Aide - Civis Data");
      await page.getByText("Mise à jour le 25 novembre 2026.").waitFor();
      assert.ok(await page.locator("#fiche").evaluate((section) => Math.abs(section.getBoundingClientRect().top) < 200), "the section is in view");
      const numbers = page.locator("#contenu .section").last();
      assert.match(await numbers.innerText(), /112[\s\S]*114/);
      await audit();
    },
  },
  {
    name: "G1 a publisher completes a section: draft, preview, then her residents read it first, signed",
    modes: ["js", "no-js"],
    async run({ page, mode, browser, origin, command, audit }) {
      await signUp(page, `Agente ${mode}`);
      command("admin", "grant", `Agente ${mode}`, "publisher", "--territory", "commune/33063");
      const resident = await (await browser.newContext({ baseURL: origin, locale: "fr-FR", javaScriptEnabled: mode === "js" })).newPage();
      await resident.goto("/territoires?q=33000");
      await resident.getByRole("button", { name: /Bordeaux/ }).first().click();
      await resident.waitForURL(/tableau-de-bord/);
      await page.goto("/aide");
      await page.locator("#fiche").getByRole("link", { name: "Pour Bordeaux : compléter cette section" }).click();
      await page.getByLabel("Votre texte").waitFor();
      await audit();
      await page.getByLabel("Votre texte").fill(`Le guichet **Cité ${mode}** vous aide.`);
      await page.getByText("À la place de l’aide générale").click();
      await page.getByRole("button", { name: "Enregistrer le brouillon" }).click();
      await page.getByText("Brouillon enregistré.").waitFor();
      assert.match(await page.locator("#brouillon strong").innerText(), new RegExp(`Cité ${mode}`));
      await resident.goto("/aide");
      assert.doesNotMatch(await resident.locator("#fiche").innerText(), new RegExp(`Cité ${mode}`));
      await page.getByRole("button", { name: "Publier ce texte" }).click();
      await page.getByText("C’est publié").waitFor();
      await resident.goto("/aide");
      assert.match(await resident.locator("#fiche").innerText(), new RegExp(`Cité ${mode}[\\s\\S]*Écrit par Bordeaux, le \\d`));
      assert.match(await resident.locator("#fiche summary").innerText(), /aide générale/);
      await page.getByRole("button", { name: "Retirer ce texte" }).click();
      await page.getByText("Texte retiré").waitFor();
      await resident.goto("/aide");
      assert.doesNotMatch(await resident.locator("#fiche").innerText(), new RegExp(`Cité ${mode}`));
      await resident.context().close();
    },
  },
  {
    name: "A11 one field on every page finds services, places, help, and says how many and why",
    modes: ["js", "no-js"],
    async run({ page, js, alive, audit }) {
      for (const path of PAGES) {
        await page.goto(path);
        assert.equal(await page.locator('header form[role=search] input[name=q]').count(), 1, path);
        assert.equal(await page.locator("header form[role=search]").getAttribute("action"), "/recherche", path);
      }
      await page.goto("/");
      if (js) await alive(page);
      for (const [typed, group, first] of [["carte grise", "Démarches", /Carte grise/], ["MERIGNAC", "Lieux", /Mérignac/], ["taille du texte", "Aide", /affichage/]]) {
        await page.locator("#q").fill(typed);
        await page.locator("#q").press("Enter");
        await page.waitForURL(/recherche\?q=/);
        await page.getByRole("heading", { level: 1, name: `« ${typed} »` }).waitFor();
        assert.match(await page.locator("#contenu [role=status]").first().innerText(), /\d résultats?/);
        assert.equal(await page.locator("#contenu h2").first().innerText(), group, typed);
        assert.match(await page.locator(".result a").first().innerText(), first, typed);
        assert.notEqual(await page.locator(".result .why").first().innerText(), "");
      }
      await audit();
      await page.goto("/recherche?q=divorse");
      await page.getByText("Rien pour ces mots exactement").waitFor();
      await page.goto("/recherche?q=xyzzyq");
      await page.getByText("Rien ne correspond").waitFor();
      assert.match(await page.locator("#contenu [role=status]").first().innerText(), /0 résultat$/);
      await audit();
    },
  },
  {
    name: "I1 the statement is made from the grid, and its rate stands on every page",
    modes: ["js", "no-js"],
    async run({ page, audit }) {
      await page.goto("/accessibilite");
      const rate = /(\d+)\s% des critères/.exec(await page.locator(".site-footer").innerText())?.[1];
      assert.ok(Number(rate) > 0 && Number(rate) < 100, rate);
      const text = await page.locator("#contenu").innerText();
      assert.match(text, new RegExp(`${rate}\\s% des critères qui s’appliquent`));
      assert.match(text, /Défauts connus[\s\S]*Voies de recours[\s\S]*Défenseur des droits/);
      assert.equal(await page.locator("#contenu tbody tr").count(), 106);
      await audit();
      for (const path of PAGES) {
        await page.goto(path);
        assert.match(await page.locator(".site-footer").innerText(), new RegExp(`non conforme \\(${rate}\\s%`), path);
      }
    },
  },
  {
    name: "I1 pages hold in 320 pixels and begin with their document type",
    modes: ["js", "no-js"],
    viewport: { width: 320, height: 640 },
    async run({ page }) {
      for (const path of PAGES) {
        await page.goto(path);
        const { overflow, mode } = await page.evaluate(() => ({ overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth, mode: document.compatMode }));
        assert.ok(overflow <= 0, `${path}: ${overflow} px too wide`);
        assert.equal(mode, "CSS1Compat", path);
      }
    },
  },
  {
    name: "J4 the foot of a page says what it weighs, as it was sent",
    modes: ["js", "no-js"],
    async run({ page, js, alive }) {
      await page.goto("/sources");
      await page.goto("/sources");
      if (js) await alive(page);
      const words = await page.locator(".site-footer .weight").innerText();
      const [first, then] = /Première visite\s: environ (\d+) ko\s; ensuite (\d+) ko/.exec(words)?.slice(1).map(Number) ?? [];
      const { transferred } = await page.evaluate(() => ({ transferred: performance.getEntriesByType("navigation")[0].encodedBodySize }));
      assert.ok(Math.abs(then - transferred / 1000) <= 1.5, `${words}: ${transferred} bytes`);
      assert.ok(first > then + 60 && first < 700, words);
    },
  },
  {
    name: "G4 before a sending one reads what happens next, and other ways stay open",
    modes: ["js", "no-js"],
    async run({ page, mode, audit }) {
      for (const path of ["/connexion", "/inscription", "/recuperation"]) {
        await page.goto(path);
        for (const form of await page.locator("main form").all()) assert.match(await form.locator(".why").last().innerText(), /^Ensuite/, path);
      }
      await page.goto("/inscription");
      await page.getByText("Un compte n’est jamais obligatoire.").waitFor();
      await audit();
      await page.goto("/services/f14929");
      assert.match(await page.locator("aside").innerText(), /Sans internet, sans compte[\s\S]*guichet[\s\S]*courrier[\s\S]*téléphone/);
      await audit();
      await signUp(page, `Prudence ${mode}`);
      await page.goto("/compte");
      assert.match(await page.locator("#contenu").innerText(), /dix nouveaux codes s’affichent[\s\S]*quatorze jours, vous reconnecter annule tout/);
      await audit();
    },
  },
  {
    name: "G8 Basque and Occitan say that they are partial, and what they lack is French and says so",
    modes: ["js", "no-js"],
    async run({ page, context, js, alive, audit }) {
      for (const [lang, name, title, home, help] of [["eu", "Euskara", "Bistaratzea", /bizi zaren lekuan/, "Laguntza"], ["oc", "Occitan", "Afichatge", /ont vivètz/, "Ajuda"]]) {
        await context.clearCookies();
        await page.goto("/affichage");
        await page.getByText(name, { exact: true }).click();
        assert.match(await page.locator(`label[for=lang-${lang}]`).innerText(), /traduction partielle, à relire/);
        await page.locator("main form button[type=submit]").click();
        await page.getByRole("heading", { level: 1, name: title }).waitFor();
        if (js) await alive(page);
        assert.equal(await page.locator("html").getAttribute("lang"), lang);
        assert.equal(await page.locator("main").getAttribute("lang"), null);
        assert.equal(await page.locator(".site-tools li a").first().innerText(), help);
        await audit();
        await page.goto("/");
        assert.match(await page.getByRole("heading", { level: 1 }).innerText(), home);
        await page.goto("/services");
        assert.equal(await page.locator("html").getAttribute("lang"), lang);
        assert.equal(await page.locator("main").getAttribute("lang"), "fr");
        assert.match(await page.getByRole("heading", { level: 1 }).innerText(), /Démarches/);
        await audit();
      }
    },
  },
  {
    name: "J6 a page printed has no menu, and its links are spelt out",
    modes: ["js", "no-js"],
    async run({ page }) {
      await page.emulateMedia({ media: "print" });
      for (const path of ["/services/f14929", "/aide", "/tableau-de-bord"]) {
        await page.goto(path);
        for (const part of [".site-nav", ".site-search", ".site-tools", ".bottom-bar", ".site-footer"]) assert.equal(await page.locator(part).isVisible(), false, `${path} ${part}`);
        assert.equal(await page.getByRole("heading", { level: 1 }).isVisible(), true, path);
      }
      await page.goto("/services/f14929");
      const after = await page.locator('.prose a[href^="http"], .link-list a[href^="http"]').first().evaluate((link) => getComputedStyle(link, "::after").content);
      assert.match(after, /http/);
    },
  },
  {
    name: "C3 a commune's page says who is competent, why, and by which text",
    modes: ["js", "no-js"],
    async run({ page, audit }) {
      await page.goto("/territoires/commune/33281");
      const row = (topic) => page.locator("#qui-fait-quoi tbody tr").filter({ hasText: topic });
      assert.match(await row("Déchets").innerText(), /Bordeaux Métropole[\s\S]*La loi le dit[\s\S]*CGCT, L5217-2/);
      assert.match(await row("Urbanisme").innerText(), /Bordeaux Métropole[\s\S]*ou[\s\S]*Mérignac[\s\S]*transférée/);
      await audit();
      await page.goto("/territoires/commune/93066");
      assert.match(await row("Déchets").innerText(), /Aucun des quatre niveaux[\s\S]*établissement public territorial/);
      await page.goto("/territoires/commune/97209");
      assert.match(await row("Collèges").innerText(), /Martinique[\s\S]*Une seule collectivité/);
    },
  },
];
