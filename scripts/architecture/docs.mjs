// What the documents say is true: links lead somewhere, commands and settings exist, and none is kept silent.
const documents = (files) => [...files].filter(([path]) => path.endsWith(".md"));
const beside = (path, target) => {
  const parts = [...path.split("/").slice(0, -1)];
  for (const part of target.split("/")) {
    if (part === "..") parts.pop();
    else if (part && part !== ".") parts.push(part);
  }
  return parts.join("/");
};
// Anchors as GitHub makes them.
const anchors = (text) => [...text.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replaceAll(" ", "-"));
const targets = (files) => new Map([...(files.get("Makefile") ?? "").matchAll(/^([a-z][\w-]*):([^\n]*)$/gm)].map(([, name, rest]) => [name, /## \S/.test(rest)]));
const without = (pattern) => (text) => text.replace(pattern, "");

const KEYS = "server/src/config/keys.rs";
const keys = (files) => [...(files.get(KEYS) ?? "").matchAll(/\("([\w.]+)", "(CIVIS_\w+)"\)/g)].map(([, key, variable]) => ({ key, variable }));
// Named in the documents though no setting of the binary: variables of the scripts and tests.
const OF_SCRIPTS = /^CIVIS_(TEST_\w+|CACHE)$/;

export const docs = [
  {
    name: "links between documents lead somewhere",
    bad: [{ "README.md": "[a](docs/gone.md)" }, { "docs/a.md": "[b](b.md#nowhere)", "docs/b.md": "# Here" }, { "docs/a.md": "[b](../gone)" }],
    good: [{ "README.md": "[a](docs/a.md#being-here) [b](https://example.org) `[x](y)`", "docs/a.md": "# Being here\n[r](../README.md) [self](#being-here)" }],
    check({ files, exists }) {
      const faults = [];
      for (const [path, text] of documents(files)) {
        for (const [, link] of without(/```[\s\S]*?```|`[^`]*`/g)(text).matchAll(/\]\(([^)\s]+)\)/g)) {
          if (/^[a-z]+:/.test(link)) continue;
          const [target, anchor] = link.split("#");
          const file = target ? beside(path, target) : path;
          if (!exists(file)) faults.push(`${path}: ${link} leads nowhere`);
          else if (anchor && file.endsWith(".md") && !anchors(files.get(file)).includes(anchor)) faults.push(`${path}: ${link} names no heading`);
        }
      }
      return faults;
    },
  },
  {
    name: "paths in documents exist",
    bad: [{ "ARCHITECTURE.md": "see `crates/gone/src`" }],
    good: [{ "ARCHITECTURE.md": "`crates/domain`, `app/locales/{fr,en}/<domain>.toml`, `app/src/ui`", "crates/domain/Cargo.toml": "", "app/src/ui/mod.rs": "" }],
    check: ({ files, exists }) =>
      documents(files)
        .filter(([path]) => path !== "CHANGELOG.md")
        .flatMap(([path, text]) =>
          [...text.matchAll(/`((?:app|crates|server|scripts|docs|end2end|style|frontend)\/[\w./-]+)`/g)]
            .filter(([, name]) => !exists(name.replace(/\/$/, "")))
            .map(([, name]) => `${path}: ${name} is not there`),
        ),
  },
  {
    name: "each command of make is explained, and those that documents name exist",
    bad: [
      { Makefile: "run: ## serve\n\tx\nhidden:\n\tx\n", "README.md": "`make run`" },
      { Makefile: "run: ## serve\n", "README.md": "type `make fly`" },
      { Makefile: "run: ## serve\nbench: ## measure\n", "README.md": "`make run`" },
    ],
    good: [{ Makefile: ".PHONY: run\nrun: ## serve\n\tx\nhelp: ## list\n", "README.md": "```sh\nmake run     # serves\n```\n`make help` lists the rest" }],
    check({ files }) {
      const known = targets(files);
      const named = documents(files).flatMap(([path, text]) => [...text.matchAll(/(?:`|^)make ([a-z][\w-]*)/gm)].map(([, name]) => ({ path, name })));
      const told = new Set(named.map(({ name }) => name));
      return [
        ...[...known].filter(([, explained]) => !explained).map(([name]) => `Makefile: ${name} has no ## sentence, so make help does not show it`),
        ...named.filter(({ name }) => !known.has(name)).map(({ path, name }) => `${path}: there is no make ${name}`),
        ...[...known.keys()].filter((name) => !told.has(name)).map((name) => `README.md: no document names make ${name}`),
      ];
    },
  },
  {
    name: "commands of civis in documents exist",
    bad: [{ "README.md": "`civis fly`", "server/src/cli/mod.rs": "enum Command {\n    Serve,\n}" }],
    good: [{ "README.md": "`civis serve`, `civis --config a serve`", "server/src/cli/mod.rs": "enum Command {\n    /// Serve.\n    Serve,\n}" }],
    check({ files }) {
      const body = /enum Command \{([\s\S]*?)\n\}/.exec(files.get("server/src/cli/mod.rs") ?? "")?.[1] ?? "";
      const known = [...body.matchAll(/^ {4}([A-Z]\w*)\b/gm)].map(([, name]) => name.replace(/(?<=.)([A-Z])/g, "-$1").toLowerCase());
      return documents(files).flatMap(([path, text]) =>
        [...text.matchAll(/(?:`|^)civis ([a-z][\w-]*)/gm)].filter(([, name]) => !known.includes(name)).map(([, name]) => `${path}: there is no civis ${name}`),
      );
    },
  },
  {
    name: "each setting is documented and told by civis serve --help, and no other is named",
    bad: [
      { [KEYS]: '("addr", "CIVIS_ADDR"),', "README.md": "nothing", "server/src/cli/mod.rs": "CIVIS_ADDR addr" },
      { [KEYS]: '("addr", "CIVIS_ADDR"),', "README.md": "`CIVIS_ADDR`", "server/src/cli/mod.rs": "" },
      { [KEYS]: '("addr", "CIVIS_ADDR"),', "README.md": "`CIVIS_ADDR` `CIVIS_OLD`", "server/src/cli/mod.rs": "CIVIS_ADDR addr" },
    ],
    good: [{ [KEYS]: '("addr", "CIVIS_ADDR"),', "docs/operating.md": "`CIVIS_ADDR`, `CIVIS_TEST_REFERENCE`", "server/src/cli/mod.rs": "CIVIS_ADDR addr" }],
    check({ files }) {
      const told = documents(files).filter(([path]) => path !== "CHANGELOG.md").flatMap(([path, text]) => [...text.matchAll(/\bCIVIS_[A-Z_]+\b/g)].map(([name]) => ({ path, name })));
      const help = files.get("server/src/cli/mod.rs") ?? "";
      const known = keys(files);
      const has = (text, word) => new RegExp(`(^|[^\\w.])${word.replace(".", "\\.")}($|[^\\w.])`, "m").test(text);
      return [
        ...known.filter(({ variable }) => !told.some(({ name }) => name === variable)).map(({ variable }) => `docs/operating.md: ${variable} is not documented`),
        ...known.filter(({ key, variable }) => key !== "config" && !(has(help, variable) && has(help, key))).map(({ key, variable }) => `server/src/cli/mod.rs: the help of serve does not tell ${variable} ${key}`),
        ...told.filter(({ name }) => !OF_SCRIPTS.test(name) && !known.some(({ variable }) => variable === name)).map(({ path, name }) => `${path}: there is no setting ${name}`),
      ];
    },
  },
];
