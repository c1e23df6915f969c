// Where in the tree a thing may stand. ARCHITECTURE.md says why each rule is there.
import { line } from "./rust.mjs";
import { under } from "./repository.mjs";

const browser = under("app/src/browser");
const everywhere = () => true;
const nowhere = () => false;

// Each match of `pattern` in the files of `within` that `allowed` does not name.
function only(name, pattern, allowed, { within = everywhere, text = "bare", bad, good }) {
  return {
    name,
    bad,
    good,
    check: ({ rust }) =>
      rust()
        .filter(({ path }) => within(path) && !allowed(path))
        .flatMap((file) =>
          [...file[text].matchAll(pattern)]
            // In the text with strings, the match must begin outside of one.
            .filter((match) => text !== "code" || file.bare[match.index] === match[0][0])
            .map((match) => `${file.path}:${line(file[text], match.index)}: ${name}`),
        ),
  };
}

export const places = [
  only("the DOM is reached through app/src/browser alone", /\b(web_sys|js_sys|gloo)\b/g, browser, {
    bad: [{ "app/src/root/mod.rs": "use web_sys::Window;" }, { "frontend/src/lib.rs": "let x = js_sys::Date::now();" }],
    good: [{ "app/src/browser/wasm.rs": "use web_sys::Window;", "app/src/lib.rs": '// web_sys\nconst A: &str = "gloo";' }],
  }),
  only("SQL stands in crates/store alone", /\bsqlx\b/g, under("crates/store"), {
    bad: [{ "crates/usecases/src/a.rs": "sqlx::query(1)" }],
    good: [{ "crates/store/src/a.rs": "sqlx::query(1)", "server/src/a.rs": '/* sqlx */ let a = r#"sqlx"#;' }],
  }),
  only("raw SQL text is asserted safe in the dialect of crates/store alone", /\bAssertSqlSafe\b/g, (path) => /^crates\/store\/src\/dialect(\.rs|\/)/.test(path), {
    bad: [{ "crates/store/src/news.rs": "AssertSqlSafe(text)" }],
    good: [{ "crates/store/src/dialect.rs": "AssertSqlSafe(text)" }],
  }),
  only("pages and HTTP are unknown below the use cases", /\b(leptos|axum)\b/g, nowhere, {
    within: under("crates"),
    bad: [{ "crates/domain/src/a.rs": "use leptos::prelude::*;" }],
    good: [{ "server/src/a.rs": "use axum::Router;" }],
  }),
  only("only app/src/ui writes HTML as text", /\binner_html\b/g, under("app/src/ui"), {
    within: under("app"),
    bad: [{ "app/src/services/views.rs": "view! { <div inner_html=text/> }" }],
    good: [{ "app/src/ui/server_html/mod.rs": "view! { <div inner_html=text/> }" }],
  }),
  only(
    "ask app/src/request.rs or app/src/browser: no branch on where the code runs elsewhere",
    // A whole module or import may stand under its feature.
    /\bcfg(?:_attr)?!?\s*\([^\n]*feature\s*=\s*"(?:ssr|hydrate)"(?![^\n]*\]\s*\n?\s*(?:pub(?:\([^)]*\))?\s+)?(?:mod|use)\b)/g,
    (path) => browser(path) || ["app/src/lib.rs", "app/src/request.rs", "app/src/error.rs"].includes(path),
    {
      text: "code",
      within: under("app", "frontend"),
      bad: [{ "app/src/home.rs": '#[cfg(feature = "ssr")]\nfn a() {}' }, { "app/src/home.rs": 'if cfg!(feature = "hydrate") {}' }],
      good: [{ "app/src/home.rs": '#[cfg(feature = "ssr")]\nmod views;', "app/src/error.rs": '#[cfg(feature = "ssr")]\nimpl A {}' }],
    },
  ),
  only("no branch on the target of the build", /\btarget_(arch|family|os)\b/g, browser, {
    within: under("app", "frontend", "server"),
    bad: [{ "server/src/a.rs": '#[cfg(target_os = "linux")]' }],
    good: [{ "app/src/browser/mod.rs": '#[cfg(target_arch = "wasm32")]' }],
  }),
  only("unsafe code is refused everywhere", /\bunsafe\s*(\{|fn|impl)/g, nowhere, {
    bad: [{ "server/src/a.rs": "unsafe { 1 }" }],
    good: [{ "server/src/a.rs": "// unsafe { 1 }" }],
  }),
  only("the environment is read in server/src/config alone", /\benv::vars?(_os)?\b/g, under("server/src/config", "crates/test-support", "app/build.rs"), {
    within: (path) => !path.includes("/tests/"),
    bad: [{ "server/src/mail.rs": 'std::env::var_os("A")' }],
    good: [{ "server/src/config/mod.rs": "std::env::vars_os()" }],
  }),
  only("a style stands in style/: the policy refuses one in the markup", /\bstyle\s*=(?!=)|\bstyle:[\w-]+\s*=/g, nowhere, {
    within: (path) => under("app/src")(path) && !path.endsWith("icon/mod.rs"),
    bad: [{ "app/src/a.rs": 'view! { <p style="color:red"></p> }' }, { "app/src/a.rs": "view! { <p style:width=w></p> }" }],
    good: [{ "app/src/a.rs": "let restyle = 1; if style == 2 {}" }],
  }),
];

// The classes that views write, against those that the style knows.
const CLASS = /\.(-?[A-Za-z_][\w-]*)/g;
const known = (files) => {
  const all = new Map();
  for (const [path, text] of files) {
    if (!path.startsWith("style/") || !path.endsWith(".css")) continue;
    const rules = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/url\([^)]*\)|"[^"]*"/g, "");
    // Declarations hold decimals and file names; selectors and preludes alone hold classes.
    for (const [prelude] of rules.matchAll(/[^{};]+(?=\{)/g)) for (const [, name] of prelude.matchAll(CLASS)) all.set(name, path);
  }
  return all;
};

export const styles = [
  {
    name: "each class that a view writes has its style",
    bad: [{ "app/src/a.rs": 'view! { <p class="card unknown"></p> }', "style/components/card.css": ".card { margin: .5rem }" }],
    good: [{ "app/src/a.rs": 'view! { <p class="card" data-kind="a"></p> }', "style/components/card.css": "@layer components { .card:hover { margin: 0 } }" }],
    check({ files, rust }) {
      const names = known(files);
      return rust()
        .filter(({ path }) => path.startsWith("app/src/"))
        .flatMap(({ path, code, bare }) =>
          [...code.matchAll(/\bclass="([^"]*)"/g)]
            .filter(({ index }) => bare[index] === "c")
            .flatMap(({ index, 1: words }) => words.split(/\s+/).filter((word) => word && !names.has(word)).map((word) => `${path}:${line(code, index)}: no style knows the class ${word}`)),
        );
    },
  },
  {
    name: "each class of the style is written by a view or offered to them in docs/ui.md",
    bad: [{ "style/components/card.css": ".card, .old { margin: 0 }", "app/src/a.rs": 'view! { <p class="card"></p> }' }],
    good: [{ "style/components/card.css": ".card { margin: 0.5rem }", "app/src/a.rs": '<p class="card">' }],
    check({ files, rust }) {
      const offered = (files.get("docs/ui.md") ?? "").match(/[\w-]+/g) ?? [];
      const words = new Set(offered.concat(rust().filter(({ path }) => /^(app|server|crates\/domain)\/src/.test(path)).flatMap(({ source }) => source.match(/[\w-]+/g) ?? [])));
      return [...known(files)].filter(([name]) => !words.has(name)).map(([name, path]) => `${path}: nothing writes the class ${name}`);
    },
  },
  {
    name: "style/main.css names each style file once, and none that is not there",
    bad: [
      { "style/main.css": '@import "components/a.css";', "style/components/a.css": "", "style/components/b.css": "" },
      { "style/main.css": '@import "components/gone.css";' },
    ],
    good: [{ "style/main.css": '@import "components/a.css" layer(x);', "style/components/a.css": "" }],
    check({ files }) {
      const named = [...(files.get("style/main.css") ?? "").matchAll(/@import\s+(?:url\()?"([^"]+)"/g)].map(([, path]) => `style/${path.replace("./", "")}`);
      const there = [...files.keys()].filter((path) => path.startsWith("style/") && path.endsWith(".css") && path !== "style/main.css");
      return [
        ...there.filter((path) => named.filter((name) => name === path).length !== 1).map((path) => `${path}: style/main.css must name it once`),
        ...named.filter((path) => !files.has(path)).map((path) => `style/main.css: ${path} is not there`),
      ];
    },
  },
];
