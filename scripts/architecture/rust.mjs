// Reading Rust: comments and strings blanked, and what stands in a `view!`. Positions stay those of the source.

// `code` has its comments blanked, `bare` its strings too.
export function blank(source) {
  const chars = [...source];
  const code = [...chars];
  const bare = [...chars];
  const wipe = (list, from, to) => {
    for (let at = from; at < to; at += 1) if (list[at] !== "\n") list[at] = " ";
  };
  const { length } = chars;
  const starts = (text, at) => text === chars.slice(at, at + text.length).join("");
  let at = 0;
  while (at < length) {
    const begin = at;
    if (starts("//", at)) {
      while (at < length && chars[at] !== "\n") at += 1;
      wipe(code, begin, at);
      wipe(bare, begin, at);
    } else if (starts("/*", at)) {
      let depth = 0;
      do {
        if (starts("/*", at)) [depth, at] = [depth + 1, at + 2];
        else if (starts("*/", at)) [depth, at] = [depth - 1, at + 2];
        else at += 1;
      } while (depth > 0 && at < length);
      wipe(code, begin, at);
      wipe(bare, begin, at);
    } else if (chars[at] === "r" && !/\w/.test(chars[at - 1] ?? " ") && /^r#*"/.test(chars.slice(at, at + 12).join(""))) {
      const hashes = /^r(#*)"/.exec(chars.slice(at, at + 12).join(""))[1];
      at += hashes.length + 2;
      while (at < length && !starts(`"${hashes}`, at)) at += 1;
      wipe(bare, begin + hashes.length + 2, at);
      at += hashes.length + 1;
    } else if (chars[at] === '"') {
      at += 1;
      while (at < length && chars[at] !== '"') at += chars[at] === "\\" ? 2 : 1;
      wipe(bare, begin + 1, at);
      at += 1;
    } else if (chars[at] === "'" && (chars[at + 1] === "\\" || chars[at + 2] === "'")) {
      // A character; a lifetime has no closing quote.
      at += chars[at + 1] === "\\" ? 3 : 2;
      while (at < length && chars[at] !== "'") at += 1;
      wipe(bare, begin + 1, at);
      at += 1;
    } else at += 1;
  }
  return { code: code.join(""), bare: bare.join("") };
}

export const line = (text, index) => text.slice(0, index).split("\n").length;

// Where the bracket that opens at `open` closes, in text without strings.
export function closing(bare, open) {
  let depth = 0;
  for (let at = open; at < bare.length; at += 1) {
    if ("([{".includes(bare[at])) depth += 1;
    else if (")]}".includes(bare[at])) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return bare.length;
}

const stringAt = (code, bare, at) => {
  const end = bare.indexOf('"', at + 1);
  return { text: code.slice(at + 1, end), end: end + 1, at };
};

// The strings that a `view!` shows: its text nodes and the literal values of attributes, as { text, at, attribute }.
export function shown(code, bare) {
  const found = [];
  for (const match of bare.matchAll(/\bview!\s*\{/g)) {
    const open = match.index + match[0].length - 1;
    children(code, bare, open + 1, closing(bare, open), found);
  }
  return found;
}

function children(code, bare, from, to, found) {
  let at = from;
  while (at < to) {
    if (bare[at] === '"') {
      const { text, end } = stringAt(code, bare, at);
      found.push({ text, at, attribute: null });
      at = end;
    } else if (bare[at] === "{") {
      // A block that is a string alone is text as well; a nested `view!` is met by itself.
      const end = closing(bare, at);
      const first = at + 1 + bare.slice(at + 1, end).search(/\S/);
      if (bare[first] === '"' && stringAt(code, bare, first).end === first + bare.slice(first, end).trimEnd().length) {
        found.push({ text: stringAt(code, bare, first).text, at: first, attribute: null });
      }
      at = end + 1;
    } else if (bare[at] === "<") at = tag(code, bare, at + 1, to, found);
    else at += 1;
  }
}

function tag(code, bare, from, to, found) {
  let at = from;
  while (at < to && bare[at] !== ">") {
    if ("{([".includes(bare[at])) at = closing(bare, at) + 1;
    // A match arm or a signature inside of an attribute.
    else if ((bare[at] === "=" || bare[at] === "-") && bare[at + 1] === ">") at += 2;
    // A type's parameters, `Lazy::<Page>`.
    else if (bare.startsWith("::<", at)) at = bare.indexOf(">", at) + 1;
    else if (bare[at] === '"') {
      const { text, end } = stringAt(code, bare, at);
      const attribute = /([\w:-]+)\s*=\s*$/.exec(bare.slice(from, at))?.[1] ?? "";
      found.push({ text, at, attribute });
      at = end;
    } else at += 1;
  }
  return at + 1;
}
