// What people read is translated, in every complete language, and every code has its sentence.
import { line, shown } from "./rust.mjs";

const LANGUAGES = ["fr", "en"];
// The name of the portal is the same in every language.
const OWN_NAME = "Civis Data";
const SPOKEN = new Set(["aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "title", "alt", "placeholder"]);

const locale = (text) => new Map([...(text ?? "").matchAll(/^([a-z0-9_]+)\s*=\s*"(.*)"\s*$/gm)].map(([, key, value]) => [key, value]));
const slots = (text) => [...new Set(text.match(/\{\w+\}/g))].sort().join(" ");
const inside = (folder) => ({ path }) => path.startsWith(folder);

// The codes that a use case or a door can answer with: [code, where].
function codes(rust) {
  const found = new Map();
  const take = (file, pattern) => {
    for (const match of file.code.matchAll(pattern)) found.set(match[1], `${file.path}:${line(file.code, match.index)}`);
  };
  for (let file of rust()) {
    const product = file.path.startsWith("app/src/") || file.path.startsWith("crates/usecases/src/");
    if (!product) continue;
    // Tests at the end of a file invent codes of their own.
    file = { ...file, code: file.code.split("#[cfg(test)]\nmod ")[0] };
    take(file, /\b(?:WireError::code|Conflict)\(\s*"(\w+)"/g);
    take(file, /\bError::field\(\s*"\w+"\s*,\s*"(\w+)"/g);
    if (!file.path.startsWith("crates/usecases/src/")) continue;
    take(file, /\binsert\(\s*"\w+"\s*,\s*"(\w+)"\s*\)/g);
    take(file, /\bErr\(\s*"(\w+)"\s*\)/g);
    take(file, /\bor\(\s*"(\w+)"\s*\)/g);
    // A function that names the fault of a field: each arm of its match.
    for (const { index, 0: signature } of file.code.matchAll(/fn \w*fault\w*\([^)]*\)\s*->\s*(?:&'static str|FieldFault)\s*\{[\s\S]*?\n\}/g)) {
      for (const [, code] of signature.matchAll(/=>\s*"(\w+)"/g)) found.set(code, `${file.path}:${line(file.code, index)}`);
    }
  }
  return found;
}

const domains = (files, lang) => [...files.keys()].filter((path) => path.startsWith(`app/locales/${lang}/`)).map((path) => path.split("/").pop());

export const words = [
  {
    name: "text that people read goes through the translations (app/locales)",
    bad: [
      { "app/src/a.rs": 'view! { <p>"Bonjour"</p> }' },
      { "app/src/a.rs": 'view! { <p>{name} " et après" <br/></p> }' },
      { "app/src/a.rs": 'view! { <p>{"Bonjour"}</p> }' },
      { "app/src/a.rs": 'view! { <img alt="Une carte"/> }' },
      { "app/src/a.rs": 'view! { <button on:click=move |_| go() aria-label="Fermer"></button> }' },
      { "app/src/a.rs": 'view! { <ul>{list.map(|x| view! { <li>"Un lieu"</li> })}</ul> }' },
    ],
    good: [{ "app/src/a.rs": 'view! { <p class="lede" id="title-1" title=t(x)>{t(A)} " · " {n} "%"</p><b>"Civis Data"</b> {tf(A, &[("place", x)])} }\nlet a = "Bonjour";' }],
    check: ({ rust }) =>
      rust()
        .filter(inside("app/src/"))
        .flatMap(({ path, code, bare }) =>
          shown(code, bare)
            .filter(({ text, attribute }) => /\p{L}{2,}/u.test(text.replace(OWN_NAME, "")) && (attribute === null || SPOKEN.has(attribute)))
            .map(({ text, at }) => `${path}:${line(code, at)}: "${text}" goes through the translations (app/locales)`),
        ),
  },
  {
    name: "the languages have the same keys with the same slots",
    bad: [
      { "app/locales/fr/a.toml": 'x = "un"\ny = "deux"', "app/locales/en/a.toml": 'x = "one"' },
      { "app/locales/fr/a.toml": 'x = "un"', "app/locales/en/a.toml": 'x = "one"\nz = "three"' },
      { "app/locales/fr/a.toml": 'x = "{n} lieux"', "app/locales/en/a.toml": 'x = "places"' },
      { "app/locales/fr/a.toml": 'x = "un"' },
    ],
    good: [{ "app/locales/fr/a.toml": 'x = "{n} lieux"', "app/locales/en/a.toml": 'x = "places: {n}"' }],
    check({ files }) {
      const faults = [];
      for (const file of new Set(LANGUAGES.flatMap((lang) => domains(files, lang)))) {
        const [first, ...others] = LANGUAGES.map((lang) => locale(files.get(`app/locales/${lang}/${file}`)));
        others.forEach((other, index) => {
          for (const key of new Set([...first.keys(), ...other.keys()])) {
            const [a, b] = [first.get(key), other.get(key)];
            if (a === undefined || b === undefined) faults.push(`app/locales/*/${file}: ${key} is missing in ${a === undefined ? LANGUAGES[0] : LANGUAGES[index + 1]}`);
            else if (slots(a) !== slots(b)) faults.push(`app/locales/*/${file}: ${key} has other slots in ${LANGUAGES[index + 1]}`);
          }
        });
      }
      return faults;
    },
  },
  {
    name: "the apostrophe is ’ (the build sets the spaces of French punctuation)",
    bad: [{ "app/locales/fr/a.toml": "x = \"l'eau\"" }, { "app/locales/en/a.toml": "x = \"don't\"" }],
    good: [{ "app/locales/fr/a.toml": 'x = "L’eau ? Oui : « oui »"' }],
    check: ({ files }) =>
      LANGUAGES.flatMap((lang) =>
        domains(files, lang).flatMap((file) =>
          [...locale(files.get(`app/locales/${lang}/${file}`))].filter(([, text]) => /\p{L}'\p{L}/u.test(text)).map(([key]) => `app/locales/${lang}/${file}: ${key} has a straight apostrophe`),
        ),
      ),
  },
  {
    name: "each error code has its sentence",
    bad: [
      { "crates/usecases/src/a.rs": 'return Err(Error::field("name", "no_such"));' },
      { "app/src/a.rs": 'WireError::code("no_such")' },
      { "crates/usecases/src/a.rs": 'fn fault(a: A) -> &\'static str {\n    match a {\n        A::B => "no_such",\n    }\n}' },
    ],
    good: [{ "crates/usecases/src/a.rs": 'Error::Conflict("known")', "app/locales/fr/errors.toml": 'known = "Oui."' }],
    check({ files, rust }) {
      const sentences = locale(files.get("app/locales/fr/errors.toml"));
      return [...codes(rust)].filter(([code]) => !sentences.has(code)).map(([code, where]) => `${where}: the code ${code} has no sentence in app/locales/*/errors.toml`);
    },
  },
  {
    name: "each sentence is said somewhere",
    bad: [
      { "app/locales/fr/home.toml": 'lost = "Perdu"', "app/src/a.rs": "t(texts::home::TITLE)" },
      { "app/locales/fr/errors.toml": 'lost = "Perdu"', "app/src/a.rs": "texts::errors::by_key(&code)" },
    ],
    good: [{ "app/locales/fr/home.toml": 'title = "Titre"', "app/src/a.rs": "t(texts::home::TITLE)", "app/locales/fr/icons.toml": 'star = "étoile"', "app/src/b.rs": "texts::icons::by_key(x)" }],
    check({ files, rust }) {
      const product = rust().filter(({ path }) => /^(app|server|crates\/\w+)\/src\//.test(path));
      const constants = new Set(product.filter(({ path }) => /^(app|server)\//.test(path)).flatMap(({ bare }) => bare.match(/\b[A-Z][A-Z0-9_]*\b/g) ?? []));
      const literals = new Set(product.flatMap(({ source }) => [...source.matchAll(/"(\w+)"/g)].map(([, text]) => text)));
      const byKey = (domain) => product.some(({ bare }) => bare.includes(`${domain}::by_key`) || (bare.includes("by_key") && new RegExp(`texts::${domain} as|texts::\\{[^}]*\\b${domain} as`).test(bare)));
      return domains(files, "fr").flatMap((file) => {
        const domain = file.replace(".toml", "");
        const known = domain === "errors" ? (key) => literals.has(key) : byKey(domain) ? () => true : () => false;
        return [...locale(files.get(`app/locales/fr/${file}`)).keys()]
          .filter((key) => !constants.has(key.toUpperCase()) && !known(key))
          .map((key) => `app/locales/fr/${file}: nothing says ${key}`);
      });
    },
  },
];
