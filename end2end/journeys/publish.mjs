// A territory speaks: somebody of the town hall publishes, residents read.
import assert from "node:assert/strict";

const PASSPHRASE = "le chat dort au soleil";
const PUBLISH = "/territoires/commune/33281/publier";

async function signUp(page, name) {
  await page.goto("/inscription");
  await page.getByLabel("Choisissez un nom").fill(name);
  await page.getByLabel("Phrase de passe").fill(PASSPHRASE);
  await page.locator("main form button.button[data-kind=primary]").click();
  await page.waitForURL(/compte\/codes/);
}

// Somebody who publishes for Mérignac, on the first page of those who publish.
async function publisher({ page, command, mode }, name) {
  const account = `${name} ${mode}`;
  await signUp(page, account);
  command("admin", "grant", account, "publisher", "--territory", "commune/33281");
  await page.goto("/compte");
  await page.getByRole("link", { name: "Publier pour Mérignac" }).click();
  await page.getByRole("heading", { level: 1, name: "Publier pour Mérignac" }).waitFor();
  return account;
}

// What somebody without an account reads, in a browser of their own.
async function resident({ browser, origin, mode }) {
  const context = await browser.newContext({ javaScriptEnabled: mode !== "no-js", baseURL: origin, locale: "fr-FR" });
  const page = await context.newPage();
  await page.goto("/territoires?q=33700");
  await page.getByRole("button", { name: /Mérignac/ }).first().click();
  await page.waitForURL(/tableau-de-bord/);
  return { page, close: () => context.close() };
}

const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const text = (page) => page.locator("#contenu").innerText();
const button = (page, name) => page.getByRole("button", { name }).first();

export default [
  {
    name: "C2 an announcement is drafted, previewed, published, changed and withdrawn, and residents see just that",
    async run(journey) {
      const { page, mode, audit } = journey;
      const title = `Marché de Noël ${mode}`;
      const account = await publisher(journey, "Ana");
      await audit();
      await page.getByRole("link", { name: "Écrire une annonce" }).click();
      await page.getByLabel("Titre").fill(title);
      await page.getByLabel("Texte").fill("**Samedi** sur la place.\n\n- vin chaud\n- [plan](https://exemple.fr/plan)");
      await page.getByLabel("Jusqu’au").fill(day(10));
      await audit();
      await button(page, "Voir l’aperçu").click();
      await page.waitForURL(/apercu/);
      const card = page.locator(".card[data-kind=announcements]");
      assert.match(await card.innerText(), /Samedi sur la place/);
      assert.equal(await card.locator("strong").first().innerText(), "Samedi");
      assert.match(await text(page), /Brouillon/);
      assert.match(await text(page), /Rien à signaler/);
      await audit();

      const reader = await resident(journey);
      await reader.page.goto("/territoires/commune/33281");
      assert.doesNotMatch(await text(reader.page), new RegExp(title), "a draft is shown to nobody");
      await button(page, "Publier l’annonce").click();
      await page.getByText("C’est publié : vos habitants voient l’annonce.").first().waitFor();
      assert.match(await page.locator(".result", { hasText: title }).innerText(), /En ligne/);
      await reader.page.goto("/territoires/commune/33281");
      assert.match(await text(reader.page), new RegExp(`${title}[\\s\\S]*Publié par Mérignac`));
      await reader.page.goto("/tableau-de-bord");
      assert.match(await text(reader.page), new RegExp(title));

      await page.getByRole("link", { name: `Modifier : ${title}` }).click();
      await page.getByLabel("Titre").fill(`${title}, déplacé`);
      await button(page, "Enregistrer le brouillon").click();
      await page.getByText("Brouillon enregistré").first().waitFor();
      await reader.page.goto("/territoires/commune/33281");
      assert.doesNotMatch(await text(reader.page), /déplacé/, "the old words stay until the new ones are published");
      await button(page, "Voir l’aperçu").click();
      await button(page, "Publier les modifications").click();
      await reader.page.goto("/territoires/commune/33281");
      assert.match(await text(reader.page), new RegExp(`${title}, déplacé`));

      await button(page, `Retirer : ${title}, déplacé`).click();
      await page.getByText("Son texte est gardé dans un brouillon").first().waitFor();
      await reader.page.goto("/territoires/commune/33281");
      assert.doesNotMatch(await text(reader.page), new RegExp(title));
      await reader.close();

      await page.goto(`${PUBLISH}/historique`);
      for (const what of ["a publié", "a modifié", "a retiré"]) assert.match(await text(page), new RegExp(`${account} ${what} l’annonce`));
      await audit();
    },
  },
  {
    name: "C2 the checker advises and does not block, and a refused text is not lost however long it is",
    async run(journey) {
      const { page, mode, audit } = journey;
      await publisher(journey, "Bea");
      await page.goto(`${PUBLISH}/annonces/nouvelle`);
      const long = "Une phrase assez courte. ".repeat(250).trim();
      await page.getByLabel("Titre").fill(`TRAVAUX RUE PASTEUR ${mode}`);
      await page.getByLabel("Texte").fill(long);
      await button(page, "Voir l’aperçu").click();
      await page.getByText("À corriger avant de publier").waitFor();
      assert.match(await text(page), /Texte : C’est trop long/);
      assert.equal(await page.getByRole("button", { name: /Publier l’annonce/ }).count(), 0);
      await audit();
      await page.getByRole("link", { name: "Corriger" }).click();
      assert.equal(await page.getByLabel("Texte").inputValue(), long);
      assert.equal(await page.getByLabel("Texte").getAttribute("aria-invalid"), "true");
      await audit();
      await page.getByLabel("Texte").fill("Pour s’inscrire, [cliquez ici](https://exemple.fr).");
      await button(page, "Voir l’aperçu").click();
      for (const advice of ["Le titre est en capitales", "Le lien « cliquez ici »", "Il n’y a pas de date de fin"]) {
        await page.getByText(advice).first().waitFor();
      }
      await audit();
      await button(page, "Publier l’annonce").click();
      await page.getByText("C’est publié").first().waitFor();
      await button(page, "Retirer : TRAVAUX").click();
    },
  },
  {
    name: "C2 where a second reader is wanted, an announcement waits until a colleague approves it, and the history shows both",
    async run({ page, browser, js, origin, mode, command, audit }) {
      // Another commune: what is turned on here concerns no other journey.
      const town = "commune/33039";
      const hub = `/territoires/${town}/publier`;
      const title = `Piscine ${mode}`;
      const enter = async (on, name) => {
        await signUp(on, name);
        command("admin", "grant", name, "publisher", "--territory", town);
        return name;
      };
      const author = await enter(page, `Hana ${mode}`);
      if (js) {
        await page.goto(`${hub}/relecture`);
        await page.getByText("Il faut être au moins deux").waitFor();
      }
      const other = await browser.newContext({ javaScriptEnabled: js, bypassCSP: true, baseURL: origin, locale: "fr-FR" });
      const desk = await other.newPage();
      const colleague = await enter(desk, `Ines ${mode}`);
      await page.goto(`${hub}/relecture`);
      await audit();
      await button(page, "Activer la relecture").click();
      await page.getByText("une deuxième personne relit avant chaque publication").first().waitFor();

      await page.goto(`${hub}/annonces/nouvelle`);
      await page.getByLabel("Titre").fill(title);
      await page.getByLabel("Texte").fill("Fermée lundi.");
      await page.getByLabel("Jusqu’au").fill(day(10));
      await button(page, "Voir l’aperçu").click();
      assert.equal(await page.getByRole("button", { name: "Publier l’annonce" }).count(), 0);
      await button(page, "Demander une relecture").click();
      await page.getByText("La relecture est demandée").first().waitFor();
      assert.match(await page.locator(".result", { hasText: title }).innerText(), /Attend une relecture/);
      await page.getByRole("link", { name: title, exact: true }).click();
      await page.getByText("vous ne pouvez pas l’approuver vous-même").waitFor();
      await audit();
      const reader = await browser.newContext({ javaScriptEnabled: js, baseURL: origin, locale: "fr-FR" });
      const street = await reader.newPage();
      await street.goto(`/territoires/${town}`);
      assert.doesNotMatch(await text(street), new RegExp(title), "it waits");

      await desk.goto(hub);
      assert.match(await text(desk), /1 attend une relecture/);
      await desk.goto(`${hub}/annonces`);
      await desk.getByRole("link", { name: title, exact: true }).click();
      await desk.getByText(`Écrit par ${author}`).waitFor();
      await audit(desk);
      await button(desk, "Approuver et publier").click();
      await desk.getByText("C’est publié : vos habitants voient l’annonce.").first().waitFor();
      await street.goto(`/territoires/${town}`);
      assert.match(await text(street), new RegExp(title));
      await desk.goto(`${hub}/historique`);
      const told = await text(desk);
      assert.match(told, new RegExp(`${colleague} a relu, approuvé et publié «.${title}.»`));
      assert.match(told, new RegExp(`${author} a demandé une relecture de «.${title}.»`));

      await desk.goto(`${hub}/relecture`);
      await button(desk, "Désactiver la relecture").click();
      await desk.getByText("chacun publie seul").first().waitFor();
      await reader.close();
      await other.close();
    },
  },
  {
    name: "A7 a town hall proposes its own board with a pinned card that says why, and a resident can move it, not remove it",
    async run(journey) {
      const { page, js, alive, audit } = journey;
      await publisher(journey, "Cleo");
      await page.goto(`${PUBLISH}/tableau`);
      await audit();
      await page.getByRole("checkbox", { name: /^Épingler Annonces/ }).check();
      // The journey without scripts finds what the other one left.
      await page.getByLabel("Pourquoi épingler Annonces").fill("");
      await button(page, "Préparer la proposition").click();
      await page.getByText("Dites pourquoi vous épinglez").waitFor();
      await page.getByRole("link", { name: "Modifier" }).click();
      await page.getByLabel("Pourquoi épingler Annonces").fill("Les alertes de crue passent par cette carte.");
      await button(page, "Préparer la proposition").click();
      assert.match(await page.locator(".card[data-kind=announcements]").innerText(), /Épinglée par Mérignac\s: Les alertes de crue/);
      await audit();
      await button(page, "Publier cette proposition").click();
      await page.getByText("vos habitants reçoivent ce tableau").first().waitFor();

      const reader = await resident(journey);
      const card = reader.page.locator(".card[data-kind=announcements]");
      assert.match(await card.innerText(), /Épinglée par Mérignac/);
      assert.match(await card.innerText(), /Les alertes de crue passent par cette carte/);
      await reader.page.goto("/tableau-de-bord?organiser=oui");
      if (js) await alive(reader.page);
      assert.equal(await reader.page.getByRole("button", { name: "Retirer Annonces" }).count(), 0);
      await reader.page.getByRole("button", { name: "Monter Annonces" }).click();
      await reader.page.getByText(/Annonces, déplacé en position/).first().waitFor({ state: "attached" });

      await page.locator("summary", { hasText: "Retirer la proposition" }).click();
      await button(page, "Retirer la proposition").click();
      await page.getByText("La proposition est retirée").first().waitFor();
      await reader.page.goto("/tableau-de-bord?organiser=oui");
      assert.doesNotMatch(await card.innerText(), /Épinglée/);
      await reader.close();
      await button(page, "Abandonner ce brouillon").click().catch(() => {});
    },
  },
  {
    name: "C2 useful numbers are added, changed, ordered and removed",
    async run(journey) {
      const { page, mode, audit } = journey;
      await publisher(journey, "Dora");
      await page.goto(`${PUBLISH}/numeros`);
      const add = async (label, reach) => {
        await page.getByLabel("Intitulé").fill(label);
        await page.getByLabel("Téléphone ou adresse web").fill(reach);
        await button(page, "Ajouter").click();
      };
      const [hall, pool] = [`Mairie ${mode}`, `Piscine ${mode}`];
      await add(hall, "appelez-nous");
      await page.getByText("Donnez un numéro de téléphone ou une adresse web.").first().waitFor();
      assert.equal(await page.getByLabel("Intitulé").inputValue(), hall);
      await audit();
      await add(hall, "05 56 00 00 00");
      await page.getByText("C’est enregistré").first().waitFor();
      await add(pool, "https://exemple.fr/piscine");
      await page.getByRole("button", { name: `Monter : ${pool}` }).click();
      await page.getByText("L’ordre est changé").first().waitFor();
      const names = await page.locator(".result h2").allInnerTexts();
      assert.ok(names.indexOf(pool) < names.indexOf(hall), names.join());
      await page.getByRole("link", { name: `Modifier : ${hall}` }).click();
      await page.getByLabel("Précision").fill("du lundi au vendredi");
      await button(page, "Enregistrer").click();
      await page.goto("/territoires/commune/33281");
      assert.match(await text(page), new RegExp(`${hall}[\\s\\S]*05 56 00 00 00[\\s\\S]*du lundi au vendredi`));
      await audit();
      await page.goto(`${PUBLISH}/numeros`);
      for (const label of [hall, pool]) await page.getByRole("button", { name: `Supprimer : ${label}` }).click();
      await page.getByText("C’est supprimé").first().waitFor();
    },
  },
  {
    name: "A12 a feed that cannot be read says why and stops nothing",
    async run(journey) {
      const { page, audit } = journey;
      await publisher(journey, "Elsa");
      await page.goto(`${PUBLISH}/actualites`);
      await page.getByLabel("Adresse du fil").fill("http://exemple.fr/rss.xml");
      await button(page, "Ajouter").click();
      await page.getByText("Ce n’est pas une adresse").first().waitFor();
      await page.getByLabel("Adresse du fil").fill("https://127.0.0.1/rss.xml");
      await button(page, "Ajouter").click();
      await page.getByText("Pas encore lu").waitFor();
      await page.getByRole("button", { name: /Lire maintenant/ }).click();
      await page.getByText("Cette adresse mène à un réseau privé").waitFor();
      await audit();
      await page.getByRole("button", { name: /Supprimer/ }).click();
      await page.getByText("Le fil est supprimé").first().waitFor();
    },
  },
  {
    name: "C1 a hue shows before it is saved, and the portal's own comes back",
    async run(journey) {
      const { page, audit } = journey;
      await publisher(journey, "Flora");
      await page.goto(`${PUBLISH}/apparence`);
      const hue = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--hue").trim());
      const check = (name) => page.locator(".choice label", { hasText: name }).click();
      await check("Pin");
      if (journey.js) assert.equal(await hue(), "150", "by the style alone");
      await audit();
      await button(page, "Enregistrer").click();
      await page.getByText("vos habitants voient cette teinte").first().waitFor();
      const reader = await resident(journey);
      assert.match(await reader.page.content(), /--hue:150/);
      await reader.close();
      await check("Celle du portail");
      await button(page, "Enregistrer").click();
      await page.getByText("vos habitants voient cette teinte").first().waitFor();
      assert.equal(await page.locator("#hue-none").isChecked(), true);
    },
  },
  {
    name: "L7 who publishes for one territory finds the doors of another closed",
    async run(journey) {
      const { page, context, origin } = journey;
      await publisher(journey, "Gwen");
      for (const part of ["", "/annonces", "/tableau", "/numeros", "/actualites", "/apparence", "/relecture", "/historique"]) {
        await page.goto(`/territoires/commune/33063/publier${part}`);
        assert.match(await text(page), /Vous n’avez pas le droit/, part);
      }
      const form = { territory: "commune/33063", id: "0193a0f0-0000-7000-8000-000000000000", title: "x", text: "x", label: "x", reach: "17", hue: "12", url: "https://exemple.fr/rss" };
      for (const door of ["draft", "publish", "withdraw", "discard", "contact", "contact-move", "contact-remove", "feed", "feed-read", "feed-remove", "proposal", "propose", "proposal-drop", "proposal-withdraw", "hue", "approve", "approve-board", "second-reader"]) {
        const answer = await context.request.post(`${origin}/api/publication/${door}`, { form, headers: { accept: "application/json", origin }, maxRedirects: 0 });
        assert.equal(answer.status(), 403, `${door}: ${await answer.text()}`);
      }
      await page.goto("/territoires/commune/33063");
      assert.doesNotMatch(await text(page), /Publier pour ce territoire/);
    },
  },
];
