// Accounts: two boards at sign-in, the end of a session, ways back in, taking everything away, closing, two devices.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateRawSync } from "node:zlib";
import { cache, dataFolder, freePort, serve } from "../server.mjs";

const SECRET = "le chat dort au soleil";
const submit = (page) => page.locator("main form button.button[data-kind=primary]").first();
const alone = async (browser, js, origin) =>
  browser.newContext({ javaScriptEnabled: js, bypassCSP: true, baseURL: origin, locale: "fr-FR", viewport: { width: 1280, height: 900 } });

async function signUp(page, name, email = "") {
  await page.goto("/inscription");
  await page.getByLabel("Choisissez un nom").fill(name);
  await page.getByLabel("Phrase de passe").fill(SECRET);
  await page.getByLabel("Adresse électronique", { exact: false }).last().fill(email);
  await submit(page).click();
  await page.waitForURL(/compte\/codes/);
}

async function signIn(page, name, secret = SECRET) {
  await page.goto("/connexion");
  await page.getByLabel("Nom ou adresse électronique").fill(name);
  await page.getByLabel("Phrase de passe").fill(secret);
  await submit(page).click();
  await page.waitForLoadState();
}

async function signOut(page) {
  await page.goto("/compte");
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await page.waitForURL(/\/$/);
}

// The kinds of cards that the catalogue still offers.
async function offered(page) {
  await page.goto("/tableau-de-bord/cartes");
  return page.locator('button[name=todo][value^="add "]').evaluateAll((buttons) => buttons.map((button) => button.value.split(" ")[1]));
}

async function add(page, kind) {
  await page.goto("/tableau-de-bord/cartes");
  await page.locator(`button[name=todo][value^="add ${kind} "]`).click();
  await page.waitForLoadState();
}

async function kinds(page) {
  await page.goto("/tableau-de-bord");
  return page.locator(".card[data-kind]").evaluateAll((cards) => cards.map((card) => card.dataset.kind));
}

// The texts of a zip's files, by name; read from its central directory.
function unzip(bytes) {
  const files = {};
  let at = bytes.readUInt32LE(bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1")) + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [method, size, name, extra, comment, head] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const from = head + 30 + bytes.readUInt16LE(head + 26) + bytes.readUInt16LE(head + 28);
    const body = bytes.subarray(from, from + size);
    files[bytes.toString("utf8", at + 46, at + 46 + name)] = (method === 0 ? body : inflateRawSync(body)).toString("utf8");
    at += 46 + name + extra + comment;
  }
  return files;
}

// The letters to an address in the folder where they go without a mail server.
function lettersTo(data, address) {
  const folder = join(data, "mail");
  const all = existsSync(folder) ? readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8")) : [];
  return all.filter((letter) => letter.includes(`To: ${address}\r\n`));
}

async function until(what, seconds, test) {
  for (let tries = 0; tries < seconds * 2; tries += 1) {
    if (await test()) return;
    await new Promise((again) => setTimeout(again, 500));
  }
  throw new Error(`${what}: not within ${seconds} s`);
}

export default [
  {
    name: "F1 signing in asks which of two boards to keep, and undo brings the other back",
    async run({ page, browser, js, mode, origin, audit }) {
      const name = `Deux tableaux ${mode}`;
      await signUp(page, name);
      const [mine, theirs] = await offered(page);
      await add(page, mine);
      const other = await alone(browser, js, origin);
      const visitor = await other.newPage();
      await add(visitor, theirs);
      await signIn(visitor, name);
      assert.match(visitor.url(), /connexion\/tableaux/);
      await visitor.getByRole("heading", { level: 1, name: /Quel tableau de bord garder/ }).waitFor();
      await audit(visitor);
      // Leaving without choosing loses nothing: the account's board is as it was, and the question stays.
      assert.ok((await kinds(visitor)).includes(mine) && !(await kinds(visitor)).includes(theirs));
      await visitor.getByRole("link", { name: "Choisir", exact: true }).click();
      await visitor.getByRole("button", { name: "Prendre celui de ce navigateur" }).click();
      await visitor.waitForURL(/tableau-de-bord/);
      const taken = await kinds(visitor);
      assert.ok(taken.includes(theirs) && !taken.includes(mine), taken.join());
      await visitor.locator("button[value=undo]").first().click();
      await visitor.locator(`.card[data-kind=${mine}]`).waitFor();
      await other.close();
    },
  },
  {
    name: "F12 a long form that is refused comes back whole",
    async run({ page }) {
      const text = `civis board 1\n${"ceci n’est pas une carte ; ".repeat(400)}`;
      await page.goto("/tableau-de-bord/cartes");
      await page.locator("#text").fill(text);
      await page.locator("form:has(#text) button[type=submit]").click();
      await page.locator("#error-summary").waitFor();
      assert.equal(await page.locator("#text").inputValue(), text);
      await page.reload();
      assert.equal(await page.locator("#text").inputValue(), "", "given back once");
    },
  },
  {
    name: "F12 the end of a session is told before, and a form sent too late is kept",
    async run({ browser, js, audit, alive }) {
      const data = dataFolder();
      const server = await serve(data.folder, { CIVIS_SESSION_MINUTES: "1" });
      const context = await alone(browser, js, server.origin);
      try {
        const page = await context.newPage();
        page.setDefaultTimeout(10_000);
        await signUp(page, "Lente");
        await page.goto("/tableau-de-bord/cartes");
        const text = `civis board 1\n${"je prends mon temps ; ".repeat(300)}`;
        await page.locator("#text").fill(text);
        const warning = page.locator(".session-end");
        if (js) {
          await alive(page);
          assert.equal(await warning.isVisible(), false);
          await warning.waitFor({ timeout: 40_000 });
          assert.match(await page.locator("#annonces").innerText(), /se termine à \d\d:\d\d/);
          await audit(page);
          await page.getByRole("button", { name: "Rester connecté" }).click();
          await warning.waitFor({ state: "hidden" });
          assert.equal(await page.locator("#text").inputValue(), text, "what is being written stays");
        } else {
          assert.match(await warning.innerText(), /se termine à \d\d:\d\d/);
        }
        await page.waitForTimeout(62_000);
        await page.locator("form:has(#text) button[type=submit]").click();
        await page.waitForURL(/connexion$/);
        assert.match(await page.locator("#contenu").innerText(), /rien n’a été fait/);
        await page.getByRole("link", { name: "Me reconnecter" }).waitFor();
        await signIn(page, "Lente", "ce n’est pas celle-ci");
        await page.locator("#error-summary").waitFor();
        await signIn(page, "Lente");
        await page.waitForURL(/tableau-de-bord\/cartes/);
        assert.equal(await page.locator("#text").inputValue(), text);
        assert.match(await page.locator("#error-summary").innerText(), /Relisez, puis envoyez/);
      } finally {
        await context.close();
        await server.stop();
        data.remove();
      }
    },
  },
  {
    name: "F1 ten codes print on one sheet, and one of them lets its owner back in once",
    async run({ page, mode, js, audit }) {
      const name = `Codes ${mode}`;
      await signUp(page, name);
      const codes = await page.locator(".codes code").allInnerTexts();
      assert.equal(new Set(codes).size, 10);
      await audit();
      if (js) {
        const sheet = await page.pdf({ format: "A4" });
        assert.equal(sheet.toString("latin1").match(/\/Type\s*\/Page\b/g).length, 1, "one page");
      }
      await page.getByRole("button", { name: "Je les ai gardés, continuer" }).click();
      await signOut(page);
      for (const [word, works] of [["la pluie tombe sur le toit", true], ["le vent souffle dehors", false]]) {
        await page.goto("/recuperation");
        const form = page.locator("form:has(#code)");
        await form.getByLabel("Nom ou adresse électronique").fill(name);
        await form.getByLabel("Code de secours").fill(codes[2]);
        await form.getByLabel("Nouvelle phrase de passe").fill(word);
        await form.locator("button[data-kind=primary]").click();
        if (works) {
          await page.waitForURL(/compte$/);
          assert.match(await page.locator("#contenu").innerText(), /Il vous reste 9 codes/);
          await audit();
          await signOut(page);
        } else {
          await page.getByText("ou le code a déjà servi").first().waitFor();
        }
      }
      await signIn(page, name, "la pluie tombe sur le toit");
      assert.match(page.url(), /tableau-de-bord/);
    },
  },
  {
    name: "F1 a link to get back in comes by mail, also when the mail server was down",
    modes: ["no-js"],
    async run({ browser }) {
      const python = join(cache, "tools", "python", "bin", "python");
      if (!existsSync(python)) return console.log("SKIPPED: no mail server (scripts/tools.sh test installs aiosmtpd)");
      const port = await freePort();
      const box = mkdtempSync(join(tmpdir(), "civis-mail-"));
      const data = dataFolder();
      const server = await serve(data.folder, { CIVIS_SMTP_HOST: "127.0.0.1", CIVIS_SMTP_PORT: String(port), CIVIS_SMTP_FROM: "Portail <portail@exemple.fr>", CIVIS_SMTP_SECURITY: "none" });
      const context = await alone(browser, false, server.origin);
      let mail;
      try {
        const page = await context.newPage();
        page.setDefaultTimeout(10_000);
        await signUp(page, "Épistole", "epistole@exemple.fr");
        await signOut(page);
        await page.goto("/recuperation");
        await page.locator("#email").fill("epistole@exemple.fr");
        await page.locator("form:has(#email) button").click();
        await page.getByText("Si cette adresse est connue, un message").first().waitFor();
        // The mail server is down: the page says so, and the letter waits.
        await until("the page says that mail is late", 10, async () => {
          await page.goto("/recuperation");
          return (await page.locator("#contenu").innerText()).includes("Notre serveur de courrier ne répond pas");
        });
        mail = spawn(python, ["-m", "aiosmtpd", "-n", "-l", `127.0.0.1:${port}`, "-c", "aiosmtpd.handlers.Mailbox", join(box, "mail")], { stdio: "ignore" });
        const letters = () => (existsSync(join(box, "mail", "new")) ? readdirSync(join(box, "mail", "new")) : []);
        await until("the letter arrives", 130, async () => letters().length > 0);
        const letter = readFileSync(join(box, "mail", "new", letters()[0]), "utf8");
        assert.match(letter, /^To: epistole@exemple\.fr$/m);
        // Quoted-printable: soft breaks and escaped equals signs.
        const [, path] = /https?:\/\/[^/]+(\/recuperation\?lien=\S+)/.exec(letter.replace(/=\r?\n/g, "").replace(/=3D/g, "=")) ?? [];
        assert.ok(path, letter);
        await page.goto(path);
        await page.getByLabel("Nouvelle phrase de passe").fill("la pluie tombe sur le toit");
        await submit(page).click();
        await page.waitForURL(/compte$/);
        await new Promise((done) => setTimeout(done, 1000));
        assert.equal(letters().length, 1, "one letter");
      } finally {
        mail?.kill();
        await context.close();
        await server.stop();
        data.remove();
        rmSync(box, { recursive: true, force: true });
      }
    },
  },
  {
    name: "F1 an address is added, proven by a code, changed and removed, and the former one is told",
    async run({ page, mode, data, audit }) {
      const name = `Adresse ${mode}`;
      const [first, second] = [`une.${mode}@exemple.fr`, `autre.${mode}@exemple.fr`];
      const text = () => page.locator("#contenu").innerText();
      const give = async (address, secret) => {
        await page.locator("#email").fill(address);
        await page.locator("#email_passphrase").fill(secret);
        await page.getByRole("button", { name: "Recevoir un code à cette adresse" }).click();
      };
      const prove = async (address) => {
        await page.getByText(`Nous avons envoyé un code à ${address}`).waitFor();
        await until("the code arrives", 10, async () => lettersTo(data, address).length > 0);
        const [code] = /\b\w{4}(-\w{4}){3}\b/.exec(lettersTo(data, address)[0].split("\r\n\r\n").slice(1).join());
        await page.locator("#email_code").fill(code);
        await page.getByRole("button", { name: "Confirmer cette adresse" }).click();
        await page.getByText("Adresse confirmée : elle sert désormais").first().waitFor();
        assert.match(await text(), new RegExp(`Votre adresse\\s: ${address}`));
      };
      await signUp(page, name);
      await page.getByRole("button", { name: "Je les ai gardés, continuer" }).click();
      await page.goto("/compte");
      assert.match(await text(), /Aucune adresse\. Vos codes de secours imprimés suffisent/);
      await give(first, "ce n’est pas celle-ci");
      await page.getByText("Ce n’est pas votre phrase de passe actuelle").first().waitFor();
      assert.equal(await page.locator("#email").inputValue(), first, "what was typed stays");
      await give(first, SECRET);
      await page.getByText("Un code part vers cette adresse").first().waitFor();
      await page.locator("#email_code").fill("abcd-efgh-jkmn-pqrs");
      await page.getByRole("button", { name: "Confirmer cette adresse" }).click();
      await page.getByText("Ce code n’est pas le bon").first().waitFor();
      await audit();
      await prove(first);
      await give(second, SECRET);
      await prove(second);
      const told = () => lettersTo(data, first).some((letter) => letter.includes("/recuperation"));
      await until("the former address is told", 10, async () => told());
      await page.getByText("Retirer l’adresse").first().click();
      assert.match(await text(), /il vous restera 10 codes de secours imprimés/);
      await page.locator("#removal_passphrase").fill(SECRET);
      await audit();
      await page.getByRole("button", { name: "Retirer l’adresse" }).click();
      await page.getByText("Adresse retirée. Il vous reste 10 codes de secours").first().waitFor();
      assert.match(await text(), /Aucune adresse/);
    },
  },
  {
    name: "H6 everything about me is one zip with an index to read",
    async run({ page, mode, origin }) {
      const name = `Emporte ${mode}`;
      await signUp(page, name);
      const answer = await page.request.get(`${origin}/compte/mes-donnees.zip`);
      assert.equal(answer.status(), 200);
      const files = unzip(await answer.body());
      assert.match(files["index.html"], /<html lang="fr">.*Tout ce que le portail garde de vous/s);
      assert.ok(files["index.html"].includes(name) && files["account.json"].includes(name));
      assert.ok(!Object.values(files).some((text) => text.includes("argon2")));
    },
  },
  {
    name: "H7 an account is closed by its owner, and fourteen days are left to return",
    async run({ page, mode, audit }) {
      const name = `Ferme ${mode}`;
      await signUp(page, name);
      await page.goto("/compte");
      assert.match(await page.locator("#contenu").innerText(), /Les copies de sauvegarde/);
      await page.locator("form:has(#sure) button").click();
      await page.getByText("Cochez la case pour confirmer.").first().waitFor();
      await audit();
      await page.locator("#sure").check();
      await page.locator("form:has(#sure) button").click();
      await page.getByText("Votre compte sera effacé dans quatorze jours").waitFor();
      await page.goto("/compte");
      await page.getByRole("heading", { level: 1, name: "Se connecter" }).waitFor();
      await signIn(page, name);
      await page.getByText("Votre demande de fermeture est annulée").waitFor();
    },
  },
  {
    name: "M7 a stranger who tries my name does not lock me out of my browser",
    async run({ page, browser, js, mode, origin }) {
      const name = `Visée ${mode}`;
      await signUp(page, name);
      await signOut(page);
      const other = await alone(browser, js, origin);
      const stranger = await other.newPage();
      for (let tries = 0; tries < 6; tries += 1) await signIn(stranger, name, "devinette numéro un");
      assert.match(await stranger.locator("#error-summary").innerText(), /Trop d’essais/);
      await other.close();
      await signIn(page, name);
      assert.match(page.url(), /tableau-de-bord/);
    },
  },
  {
    name: "A1 what I arrange here I find on my other device, and two tabs at once lose nothing",
    async run({ page, context, browser, js, mode, origin }) {
      const name = `Deux appareils ${mode}`;
      await signUp(page, name);
      const [first, second] = await offered(page);
      const phone = await alone(browser, js, origin);
      const there = await phone.newPage();
      await signIn(there, name);
      // A second tab and the phone were opened before the first card is added.
      const tab = await context.newPage();
      await tab.goto("/tableau-de-bord/cartes");
      await there.goto("/tableau-de-bord/cartes");
      await add(page, first);
      await tab.locator(`button[name=todo][value^="add ${second} "]`).click();
      await tab.waitForLoadState();
      for (const device of [page, tab, there]) {
        const found = await kinds(device);
        assert.ok(found.includes(first) && found.includes(second), found.join());
      }
      await phone.close();
    },
  },
];
