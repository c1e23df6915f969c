// Which crate may know which. These checks judge what cargo says; a sample is such an answer made by hand.
const ARROWS = {
  "civis-domain": [],
  "civis-reference": ["civis-domain"],
  "civis-store": ["civis-domain"],
  "civis-engine": ["civis-domain"],
  "civis-usecases": ["civis-domain", "civis-engine", "civis-reference", "civis-store"],
  "civis-test-support": ["civis-domain", "civis-engine", "civis-store"],
  "civis-app": ["civis-domain", "civis-usecases"],
  "civis-frontend": ["civis-app"],
  civis: ["civis-app", "civis-domain", "civis-engine", "civis-reference", "civis-store", "civis-usecases"],
};
// Outside crates that only these of ours may name in their manifest.
const ONLY_IN = {
  sqlx: ["civis-store"],
  datafusion: ["civis-engine"],
  arrow: [],
  parquet: [],
  duckdb: [],
  leptos: ["civis-app", "civis-frontend", "civis"],
  leptos_axum: ["civis-app", "civis"],
  axum: ["civis"],
  tower: ["civis"],
  reqwest: ["civis"],
  lettre: ["civis"],
  "quick-xml": ["civis-reference", "civis"],
  "web-sys": ["civis-app"],
  gloo: ["civis-app"],
  "js-sys": ["civis-app"],
};

const owned = (name, dependencies) => [{ name, dependencies }];

export const manifests = {
  name: "each crate names only those it may know",
  bad: [
    owned("civis-novelty", []),
    owned("civis-domain", [{ name: "civis-store", path: "x", kind: null }]),
    owned("civis-usecases", [{ name: "sqlx", kind: null }]),
  ],
  good: [owned("civis-store", [{ name: "sqlx", kind: null }, { name: "civis-domain", path: "x", kind: null }, { name: "civis-test-support", path: "x", kind: "dev" }])],
  check(packages) {
    const faults = [];
    for (const { name, dependencies } of packages) {
      const allowed = ARROWS[name];
      if (!allowed) {
        faults.push(`${name}: a new crate: give it its line in ARROWS of scripts/architecture/crates.mjs and in ARCHITECTURE.md`);
        continue;
      }
      for (const { name: other, path, kind } of dependencies) {
        const test = kind === "dev";
        if (path && !allowed.includes(other) && !(test && other === "civis-test-support")) {
          faults.push(`${name}: may not depend on ${other}; allowed: ${allowed.join(", ") || "nothing of ours"}`);
        }
        const owners = ONLY_IN[other];
        if (owners && !test && !owners.includes(name)) faults.push(`${name}: may not name ${other}: it belongs to ${owners.join(", ")}`);
      }
    }
    return faults;
  },
};

// A tree is what `cargo tree` lists, in full: [{ name, license }].
const REFUSED = {
  "what the browser gets": ["tokio", "sqlx", "axum", "hyper", "reqwest", "rand", "chrono", "civis-usecases", "civis-store", "civis-reference", "civis-engine", "datafusion"],
  "the server": ["openssl-sys", "native-tls", "aws-lc-sys", "aws-lc-rs"],
};
const filler = Array.from({ length: 20 }, (_, index) => ({ name: `crate-${index}`, license: "MIT" }));

export const trees = {
  name: "nothing below brings in what was kept out",
  bad: [{ what: "the server", tree: [...filler, { name: "openssl-sys" }] }, { what: "what the browser gets", tree: [] }],
  good: [{ what: "the server", tree: filler }],
  check({ what, tree }) {
    // An empty or misspelt tree would prove nothing.
    if (tree.length < 20) return [`${what}: the list of dependencies is too short to be true`];
    return tree.filter(({ name }) => REFUSED[what].includes(name)).map(({ name }) => `${what}: contains ${name}`);
  },
};

// Whether an SPDX expression can be met with the allowed licences. "A/B" is the old spelling of "A OR B".
export function allows(expression, allowed) {
  const tokens = expression.replaceAll("/", " OR ").match(/\(|\)|[^\s()]+/g) ?? [];
  let at = 0;
  const one = () => {
    if (tokens[at] === "(") {
      at += 1;
      const inner = either();
      at += 1;
      return inner;
    }
    let name = tokens[at++];
    if (tokens[at] === "WITH") name += ` WITH ${tokens[(at += 2) - 1]}`;
    return allowed.includes(name);
  };
  const both = () => {
    let value = one();
    while (tokens[at] === "AND") {
      at += 1;
      value = one() && value;
    }
    return value;
  };
  const either = () => {
    let value = both();
    while (tokens[at] === "OR") {
      at += 1;
      value = both() || value;
    }
    return value;
  };
  return tokens.length > 0 && either();
}

export const licences = {
  name: "every licence is one of deny.toml",
  bad: [
    { allowed: ["MIT"], tree: [{ name: "a", license: "GPL-3.0-only" }] },
    { allowed: ["MIT"], tree: [{ name: "a", license: "MIT AND Apache-2.0" }] },
    { allowed: ["MIT"], tree: [{ name: "a", license: "" }] },
  ],
  good: [{ allowed: ["MIT", "Apache-2.0 WITH LLVM-exception"], tree: [{ name: "a", license: "GPL-2.0 OR (MIT AND Apache-2.0 WITH LLVM-exception)" }, { name: "b", license: "Apache-2.0/MIT" }] }],
  check: ({ allowed, tree }) => tree.filter(({ license }) => !allows(license ?? "", allowed)).map(({ name, license }) => `${name}: its licence is "${license}"; deny.toml allows it not`),
};

const INDEX = "registry+https://github.com/rust-lang/crates.io-index";
export const sources = {
  name: "every crate comes from the registry",
  bad: ['[[package]]\nname = "a"\nsource = "git+https://example.org/a"\n'],
  good: [`[[package]]\nname = "a"\nsource = "${INDEX}"\n[[package]]\nname = "ours"\nversion = "0"\n`],
  check: (lock) => [...lock.matchAll(/^source = "(.*)"$/gm)].filter(([, source]) => source !== INDEX).map(([, source]) => `Cargo.lock: ${source} is no registry`),
};
