// From a spreadsheet on a secretary's desk to a published dataset, and what people then say about it.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const PASSPHRASE = "le chat dort au soleil";
const PUBLISH = "/territoires/commune/33281/publier/donnees";

// Somebody who publishes for Mérignac, on the first page of those who publish.
async function publisher({ page, command, mode }, name) {
  const account = `${name} ${mode}`;
  await page.goto("/inscription");
  await page.getByLabel("Choisissez un nom").fill(account);
  await page.getByLabel("Phrase de passe").fill(PASSPHRASE);
  await page.locator("main form button.button[data-kind=primary]").click();
  await page.waitForURL(/compte\/codes/);
  command("admin", "grant", account, "publisher", "--territory", "commune/33281");
  await page.goto("/territoires/commune/33281/publier");
  return account;
}

const file = ({ data, mode }, name, text) => {
  const path = join(data, `${mode}-${name}`);
  writeFileSync(path, text);
  return path;
};

async function send(page, path, title) {
  await page.locator("#file").setInputFiles(path);
  await page.getByLabel("Titre").fill(title);
  await page.getByLabel("Résumé en une phrase").fill("Les repas servis dans chaque école.");
  await page.getByLabel("Rayon").selectOption({ label: "Éducation, culture, sport" });
  await page.getByRole("button", { name: "Envoyer et relire" }).click();
}

const text = (page) => page.locator("#contenu").innerText();
const button = (page, name) => page.getByRole("button", { name, exact: true }).first();
const MEALS = "Mairie de Mérignac;;\nNom;Prénom;Repas\nDurand;Zoé;120\nMartin;Ali;80\n";

export default [
  {
    name: "M15 C24 a secretary publishes a spreadsheet: sent, read, people left out, published, renewed",
    async run(journey) {
      const { page, mode, audit } = journey;
      const title = `Repas des écoles ${mode}`;
      const account = await publisher(journey, "Honorine");
      const began = Date.now();
      await page.locator(`#contenu a[href="${PUBLISH}"]`).first().click();
      await page.getByRole("heading", { level: 1, name: "Données" }).waitFor();
      await audit();

      // A file that cannot be read: which row, and nothing has to be typed again.
      await send(page, file(journey, "long.csv", "a;b\n1;2\n3;4\n1;2;3\n"), title);
      await page.getByText("La ligne 4 a plus de cases").first().waitFor();
      assert.equal(await page.getByLabel("Titre").inputValue(), title);
      await audit();

      await send(page, file(journey, "repas.csv", MEALS), title);
      await page.getByText("Votre fichier est reçu et lu").first().waitFor();
      const read = await text(page);
      for (const words of ["point-virgule", "2 lignes", "Données personnelles", "Prénom dans la colonne « Prénom »", "cochez « Ne pas publier »"]) {
        assert.match(read.replaceAll("\u00a0", " "), new RegExp(words), words);
      }
      await audit();

      // Not without a reason.
      await button(page, "Publier").click();
      await page.getByText("Ce fichier parle de personnes").first().waitFor();
      await page.getByLabel("Ne pas publier Nom", { exact: true }).check();
      await page.getByLabel("Ne pas publier Prénom", { exact: true }).check();
      await page.getByLabel("Ce que veut dire la colonne Repas").fill("Repas servis dans l’année");
      await button(page, "Enregistrer et relire").click();
      await page.getByText("le fichier a été relu").first().waitFor();
      await page.getByText("Nous n’avons trouvé ni nom de personne").waitFor();
      assert.doesNotMatch(await page.locator("table.data").innerText(), /Durand/);
      assert.equal(await page.getByLabel("Ne pas publier Nom", { exact: true }).isChecked(), true, "it can come back");
      await audit();
      await button(page, "Publier").click();
      await page.getByText("C’est publié").first().waitFor();
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      assert.match(await text(page), /Repas servis dans l’année/);
      assert.doesNotMatch(await text(page), /Durand/);
      assert.ok(Date.now() - began < 600_000, "in less than ten minutes");
      await audit();

      await page.goto(PUBLISH);
      await page.getByRole("link", { name: new RegExp(`Nouvelle version.*${title}`) }).click();
      await page.getByRole("heading", { level: 1, name: `Nouvelle version : ${title}` }).waitFor();
      await page.locator("#file").setInputFiles(file(journey, "repas-2.csv", "Repas\n120\n80\n45\n"));
      await audit();
      await page.getByRole("button", { name: "Envoyer et relire" }).click();
      await page.getByText("Votre fichier est reçu et lu").first().waitFor();
      assert.equal(await page.getByLabel("Ce que veut dire la colonne Repas").inputValue(), "Repas servis dans l’année");
      await button(page, "Publier").click();
      await page.getByText(/La nouvelle version est publiée.*1 lignes ajoutées, 0 retirées/).first().waitFor();
      await page.goto("/territoires/commune/33281/publier/historique");
      assert.match((await text(page)).replaceAll("\u00a0", " "), new RegExp(`${account} a publié une nouvelle version de « ${title} »`));
    },
  },
  {
    name: "C24 what speaks of people is published for a reason, and the reason stands beside it",
    async run(journey) {
      const { page, mode, audit } = journey;
      await publisher(journey, "Irma");
      await page.goto(PUBLISH);
      await send(page, file(journey, "elus.csv", "Nom;Prénom;Délégation\nDurand;Zoé;Écoles\nMartin;Ali;Sports\n"), `Élus ${mode}`);
      await page.getByLabel("Texte qui rend ces données publiques").fill("Noms des élus, publics par le CGCT.");
      await button(page, "Publier").click();
      await page.getByText("C’est publié").first().waitFor();
      assert.match(await text(page), /Ce jeu de données parle de personnes[\s\S]*Noms des élus, publics par le CGCT/);
      await audit();
    },
  },
  {
    name: "C12 a file waits, is thrown away, and nobody else ever saw it",
    async run(journey) {
      const { page, mode, browser, origin, audit } = journey;
      await publisher(journey, "Jade");
      await page.goto(PUBLISH);
      await send(page, file(journey, "jeter.csv", "a;b\n1;2\n"), `À jeter ${mode}`);
      await page.getByText("Votre fichier est reçu et lu").first().waitFor();
      const address = page.url();
      const other = await browser.newContext({ baseURL: origin, locale: "fr-FR", javaScriptEnabled: mode !== "no-js" });
      const theirs = await other.newPage();
      await theirs.goto(address);
      assert.match(await text(theirs), /Vous n’avez pas le droit/);
      await other.close();
      await page.goto(PUBLISH);
      await page.getByRole("link", { name: `À jeter ${mode}` }).click();
      await page.locator("summary", { hasText: "Jeter ce fichier" }).click();
      await audit();
      await button(page, "Jeter ce fichier").click();
      await page.getByText("Le fichier est jeté").first().waitFor();
      assert.doesNotMatch(await text(page), new RegExp(`À jeter ${mode}`));
    },
  },
  {
    name: "C14 a file is held against a schema, the report says rows and remedy, and errors are published knowingly",
    async run(journey) {
      const { page, mode, audit, context, origin } = journey;
      await publisher(journey, "Kim");
      await page.goto(PUBLISH);
      await send(page, file(journey, "prenoms.csv", "COMMUNE_NOM,COLL_INSEE,ENFANT_SEXE,ENFANT_PRENOM,NOMBRE_OCCURRENCES,ANNEE\nMérignac,33281,F,Zoé,12,2025\nMérignac,33281,X,Ali,0,2025\n"), `Prénoms ${mode}`);
      await page.getByLabel("Modèle à respecter").selectOption({ label: "Prénoms des nouveaux-nés (SCDL, 1.1.6)" });
      await button(page, "Enregistrer et relire").click();
      await page.getByText("ne suit pas tout à fait le modèle").waitFor();
      const report = (await text(page)).replaceAll("\u00a0", " ");
      assert.match(report, /« ENFANT_SEXE » contient des valeurs qui ne sont pas dans la liste[\s\S]*Choisissez parmi : M \| F \| I[\s\S]*Lignes du fichier : 3/);
      assert.match(report, /« NOMBRE_OCCURRENCES » contient des valeurs trop petites[\s\S]*Le minimum est 1/);
      await audit();
      const csv = await context.request.get(`${origin}${new URL(page.url()).pathname}/rapport.csv`);
      assert.match(await csv.text(), /"Sujet";"Colonne";"Constat"[\s\S]*ENFANT_SEXE/);
      await page.getByLabel("Texte qui rend ces données publiques").fill("Prénoms publics, sans nom de famille.");
      await button(page, "Publier").click();
      await page.getByText("cochez la case pour le publier tel quel").first().waitFor();
      await page.getByLabel("Publier bien que le fichier ne suive pas le modèle").check();
      await page.getByLabel("Texte qui rend ces données publiques").fill("Prénoms publics, sans nom de famille.");
      await button(page, "Publier").click();
      await page.getByText("C’est publié").first().waitFor();
      const label = (await text(page)).replaceAll("\u00a0", " ");
      assert.match(label, /suivi avec des erreurs/);
      assert.match(label, /1 valeurs de « ENFANT_SEXE » ne sont pas dans la liste du modèle/);
      await audit();
    },
  },
  {
    name: "C10 an error is reported by anybody, answered by the producer, and everybody reads both",
    async run(journey) {
      const { page, mode, audit, browser, origin } = journey;
      await publisher(journey, "Lou");
      await page.goto(PUBLISH);
      await send(page, file(journey, "arbres.csv", "quartier;arbres\nCentre;12\n"), `Arbres ${mode}`);
      await button(page, "Publier").click();
      await page.getByText("C’est publié").first().waitFor();
      const dataset = new URL(page.url()).pathname;

      const other = await browser.newContext({ baseURL: origin, locale: "fr-FR", javaScriptEnabled: mode !== "no-js", bypassCSP: true });
      const reader = await other.newPage();
      await reader.goto(dataset);
      await reader.getByRole("link", { name: "Signaler une erreur ou poser une question" }).click();
      await reader.getByLabel("Ligne ou colonne").fill("ligne 2");
      await reader.getByLabel("Votre message").fill("Appelez-moi au 06 12 34 56 78.");
      await reader.getByRole("button", { name: "Envoyer" }).click();
      await reader.getByText("Votre message contient un téléphone").first().waitFor();
      assert.equal(await reader.getByLabel("Ligne ou colonne").inputValue(), "ligne 2");
      await audit(reader);
      await reader.getByLabel("Votre message").fill("Il y a 120 arbres, pas 12.");
      await reader.getByRole("button", { name: "Envoyer" }).click();
      await reader.getByText("C’est envoyé").first().waitFor();
      assert.match(await text(reader), /Il y a 120 arbres, pas 12\.[\s\S]*Réponse attendue avant le/);

      await page.goto(`${PUBLISH}/questions`);
      const entry = page.locator(".result", { hasText: `Arbres ${mode}` });
      assert.match(await entry.innerText(), /Il y a 120 arbres/);
      await audit();
      await entry.getByLabel("Suite donnée").selectOption({ label: "Fait" });
      await entry.getByLabel("Votre réponse").fill("C’est corrigé, merci.");
      await entry.getByRole("button", { name: "Répondre" }).click();
      await page.getByText("La réponse est publiée").first().waitFor();
      await reader.reload();
      assert.match(await text(reader), /Fait[\s\S]*réponse de Mérignac[\s\S]*C’est corrigé, merci\./);
      await audit(reader);
      await other.close();
    },
  },
  {
    name: "C10 who finds nothing asks a territory for the data, in public",
    async run({ page, mode, audit }) {
      await page.goto("/territoires?q=merignac");
      await page.getByRole("button", { name: /Mérignac/ }).first().click();
      await page.waitForURL(/tableau-de-bord/);
      const words = `zygomorphes ${mode.replace("-", "")}`;
      await page.goto(`/donnees?q=${encodeURIComponent(words)}`);
      await page.getByRole("heading", { name: "Demander ces données" }).waitFor();
      assert.equal(await page.getByLabel("Ce que vous cherchez").inputValue(), words);
      await audit();
      await page.getByLabel("À qui le demander").selectOption({ label: "Mérignac" });
      await page.getByLabel("Ce que vous cherchez").fill(`La liste des fleurs ${words}`);
      await page.getByRole("button", { name: "Envoyer" }).click();
      await page.waitForURL(/commune\/33281\/demandes/);
      assert.match(await text(page), new RegExp(`La liste des fleurs ${words}`));
      await audit();
    },
  },
];
