// Contrast of every pair of tokens, for every hue and theme, computed from tokens/color.css itself. `node style/contrast.test.mjs`
import { readFileSync } from "node:fs";

const css = readFileSync(new URL("tokens/color.css", import.meta.url), "utf8");

/** Names and values of the palette that begins at a comment. */
function palette(name) {
  const start = css.indexOf(`/* palette: ${name} */`);
  if (start < 0) throw new Error(`no palette ${name}`);
  const block = css.slice(start, css.indexOf("}", start));
  const found = {};
  for (const [, token, value] of block.matchAll(/^\s*--([\w-]+):\s*(.+);$/gm)) found[token] = value;
  return found;
}

/** Splits `light-dark(a, b)` at its top comma. */
function choose(value, dark) {
  const inner = /^light-dark\((.*)\)$/.exec(value)?.[1];
  if (!inner) return value;
  let depth = 0;
  for (let i = 0; i < inner.length; i += 1) {
    if (inner[i] === "(") depth += 1;
    if (inner[i] === ")") depth -= 1;
    if (inner[i] === "," && depth === 0) return (dark ? inner.slice(i + 1) : inner.slice(0, i)).trim();
  }
  throw new Error(`not understood: ${value}`);
}

/** Relative luminance (WCAG 2) after clipping to sRGB. */
function luminance(colour, hue) {
  if (colour === "#fff") return 1;
  if (colour === "#000") return 0;
  const parts = /^oklch\(([\d.]+) ([\d.]+) (var\(--hue\)|[\d.]+)\)$/.exec(colour);
  if (!parts) throw new Error(`not understood: ${colour}`);
  const [L, C] = [Number(parts[1]), Number(parts[2])];
  const h = ((parts[3].startsWith("var") ? hue : Number(parts[3])) * Math.PI) / 180;
  const [a, b] = [C * Math.cos(h), C * Math.sin(h)];
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (x) => Math.min(1, Math.max(0, x));
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const grounds = ["paper", "surface", "sunk", "tint", "d-sky"];
const tones = ["info", "good", "warn", "serious"];
const text = [];
for (const ground of [...grounds, "mark", ...tones.map((tone) => `${tone}-bg`)]) text.push(["ink", ground]);
for (const ground of [...grounds, "warn-bg", "good-bg"]) text.push(["ink-soft", ground]);
for (const ground of [...grounds, ...tones.map((tone) => `${tone}-bg`)]) text.push(["accent", ground]);
for (const ground of grounds) text.push(["accent-strong", ground]);
for (const ink of tones) for (const ground of ["paper", "surface", `${ink}-bg`]) text.push([ink, ground]);
text.push(["on-accent", "accent"], ["on-accent", "accent-strong"], ["on-accent", "serious"]);
for (const ink of ["w-ink", "w-ink-soft", "w-accent", "w-accent-strong"]) for (const ground of ["water", "water-2"]) text.push([ink, ground]);
const parts = [];
for (const ground of [...grounds, "good-bg", "warn-bg"]) parts.push(["edge", ground], ["focus", ground]);
for (const ground of ["water", "water-2"]) parts.push(["w-edge", ground], ["w-accent", ground]);
parts.push(["accent", "tint"], ["accent", "sunk"], ["ink-soft", "paper"]);

for (const ground of ["paper", "surface", "sunk", "tint"]) for (const series of [2, 3, 4, 5, 6]) parts.push([`chart-${series}`, ground]);

const base = palette("default");
let checked = 0;
let least = { text: Infinity, parts: Infinity };
const faults = [];
for (const name of ["default", "soft", "contrast"]) {
  const tokens = name === "default" ? base : { ...base, ...palette(name) };
  for (const dark of [false, true]) {
    for (let hue = 0; hue < 360; hue += 10) {
      const seen = (token) => luminance(choose(tokens[token], dark), hue);
      for (const [kind, pairs, floor] of [["text", text, 7], ["parts", parts, 3]]) {
        for (const [front, back] of pairs) {
          const [x, y] = [seen(front), seen(back)];
          const ratio = (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
          checked += 1;
          least[kind] = Math.min(least[kind], ratio);
          if (!(ratio >= floor)) faults.push(`${name} ${dark ? "dark" : "light"} hue ${hue}: ${front} on ${back} = ${ratio.toFixed(2)} < ${floor}`);
        }
      }
    }
  }
}
if (checked < 10_000) faults.push(`only ${checked} pairs were looked at`);
for (const fault of faults.slice(0, 60)) console.error(fault);
console.log(`contrast: ${checked} pairs, least ${least.text.toFixed(2)} for text, ${least.parts.toFixed(2)} for parts, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
