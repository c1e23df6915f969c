// The data supermarket: shelves, a dataset's label and table, questions, downloads, figures on the dashboard.
import assert from "node:assert/strict";

const COMMUNES = "/donnees/communes-de-france";

const follow = async (page) => {
  await page.goto("/territoires?q=33281");
  await page.goto("/territoires?q=merignac");
  await page.getByRole("button", { name: /Mérignac/ }).first().click();
  await page.waitForURL(/tableau-de-bord/);
};

export default [
  {
    name: "C5 a resident walks along the shelves and reads the label of a dataset",
    modes: ["js", "no-js"],
    async run({ page, audit }) {
      await page.goto("/");
      await page.locator(".site-nav").getByRole("link", { name: "Données" }).click();
      await page.waitForURL(/\/donnees$/);
      await page.getByRole("heading", { name: "Rayons" }).waitFor();
      await audit();
      await page.locator(".themes a", { hasText: "Territoires" }).click();
      await page.waitForURL(/theme=territoires/);
      await page.locator(".results a", { hasText: "Communes de France" }).click();
      await page.getByRole("heading", { level: 1, name: "Communes de France et population" }).waitFor();
      const label = page.locator(".label");
      for (const words of ["Nouvelle-Aquitaine", "Licence Ouverte 2.0", "INSEE", "34", "lignes", "8 colonnes"]) assert.ok((await label.innerText()).includes(words), words);
      assert.match(await label.locator(".label-quality").innerText(), /\d+/);
      await page.getByRole("heading", { name: "Les colonnes expliquées" }).waitFor();
      await audit();
    },
  },
  {
    name: "C6 a table is sorted, paged, searched and filtered by plain links and forms; its address is its state",
    modes: ["js", "no-js"],
    async run({ page, audit }) {
      await page.goto(COMMUNES);
      assert.match(await page.locator(".rows-count").innerText(), /Lignes 1 à 50 sur 34.?969/);
      await page.locator("table.data th a", { hasText: "Population" }).click();
      await page.waitForURL(/tri=population/);
      await page.locator("table.data th a", { hasText: "Population" }).click();
      await page.waitForURL(/tri=%2Dpopulation/);
      await page.locator("table.data tbody tr:first-child", { hasText: "Paris" }).waitFor();
      assert.equal(await page.locator("table.data th[aria-sort=descending]").count(), 1);
      await page.getByRole("link", { name: "Suivante" }).click();
      await page.waitForURL(/page=2/);
      await page.locator(".rows-count", { hasText: /Lignes 51 à 100/ }).waitFor();
      await page.goto(COMMUNES);
      await page.getByLabel("Chercher dans les lignes").fill("merignac");
      await page.getByRole("button", { name: "Appliquer" }).click();
      await page.waitForURL(/q=merignac/);
      await page.locator(".rows-count", { hasText: /^[2-9] lignes/ }).waitFor();
      await page.getByText("Filtrer une colonne").click();
      await page.getByLabel("Colonne", { exact: true }).selectOption({ label: "Population" });
      await page.getByLabel("Condition").selectOption({ label: "est supérieur à" });
      await page.getByLabel("Valeur").fill("10 000");
      await page.getByRole("button", { name: "Appliquer" }).click();
      await page.waitForURL(/valeur=10/);
      await page.locator(".rows-count", { hasText: /^1 ligne/ }).waitFor();
      await audit();
      await page.locator(".asked a", { hasText: "Population" }).click();
      await page.waitForURL((url) => !url.search.includes("population"));
      await page.locator(".rows-count", { hasText: /^[2-9] lignes/ }).waitFor();
    },
  },
  {
    name: "C15 rows are grouped and counted; a question that makes no sense says why",
    modes: ["js", "no-js"],
    async run({ page, audit }) {
      await page.goto(`${COMMUNES}?par=code_region&calcul=somme.population&tri=-somme_population&vue=tableau`);
      const first = page.locator("table.data tbody tr").first();
      assert.match(await first.innerText(), /Île-de-France/);
      await audit();
      for (const [question, words] of [["f=prix.eq.3", /pas de colonne «\sprix\s»/], ["f=population.gt.beaucoup", /beaucoup/], ["calcul=somme.commune", /ne convient pas/], ["f=%00", /./]]) {
        const answer = await page.goto(`${COMMUNES}?${question}`);
        assert.ok(answer.status() < 500, question);
        if (answer.status() === 200) assert.match(await page.locator("main").innerText(), words);
      }
    },
  },
  {
    name: "C25 an answer is taken away as CSV and JSON, whole, with codes that stay codes",
    modes: ["no-js"],
    async run({ page, origin }) {
      const csv = await page.request.get(`${origin}${COMMUNES}/export/csv?lieu=departement%2F01`);
      assert.equal(csv.status(), 200);
      const lines = (await csv.text()).trim().split("\r\n");
      assert.ok(lines.length > 380, `${lines.length} lines`);
      assert.match(lines[1], /^01001,/);
      const json = await (await page.request.get(`${origin}${COMMUNES}/export/json?f=code_commune.eq.33281`)).json();
      assert.equal(json.length, 1);
      assert.equal(json[0].code_commune, "33281");
      const tag = csv.headers().etag;
      const again = await page.request.get(`${origin}${COMMUNES}/export/csv?lieu=departement%2F01`, { headers: { "if-none-match": tag } });
      assert.equal(again.status(), 304);
      const all = await page.request.get(`${origin}${COMMUNES}/export/csv`);
      assert.equal((await all.text()).trim().split("\r\n").length, 34970);
    },
  },
  {
    name: "C7 a figure of my commune is pinned, stands on the dashboard with its date, and is removed",
    modes: ["js", "no-js"],
    async run({ page, js, alive, audit }) {
      await follow(page);
      await page.goto(`${COMMUNES}?calcul=somme.population`);
      await page.getByText("Épingler à mon tableau").first().click();
      await page.getByLabel("Nom sur le tableau").fill("Habitants");
      assert.ok(await page.getByLabel(/Suivre mon lieu/).isChecked());
      await page.getByRole("button", { name: "Épingler à mon tableau" }).click();
      await page.getByText("Réponse épinglée").waitFor();
      await page.goto("/tableau-de-bord");
      if (js) await alive(page);
      const card = page.locator(".card[data-kind=figures]");
      assert.match(await card.innerText(), /Habitants à Mérignac[\s\S]*78.?090[\s\S]*au \d/);
      await audit();
      await card.getByRole("link", { name: /Habitants/ }).click();
      await page.waitForURL(/communes-de-france/);
      assert.match(await page.locator(".asked").innerText(), /Mérignac/);
      await page.goto("/tableau-de-bord");
      await page.locator(".card[data-kind=figures]").getByRole("button", { name: /Retirer « Habitants/ }).click();
      await page.getByText("Réponse retirée").waitFor();
    },
  },
  {
    name: "C28 the search answers: the population of a commune before the list of datasets",
    modes: ["js", "no-js"],
    async run({ page, audit }) {
      await page.goto("/recherche?q=population+m%C3%A9rignac");
      assert.match(await page.locator(".answer").innerText(), /Population, Mérignac[\s\S]*78.?090[\s\S]*Communes de France/);
      await audit();
      await page.goto("/recherche?q=vacances+scolaires");
      await page.locator("#found-datasets").waitFor();
    },
  },
];
