#!/usr/bin/env bash
# The release: the binary `civis`, and the site that it serves, compressed beforehand. Nothing is done when no source changed
# since the last one: cargo-leptos alone would write the whole site again.
set -euo pipefail
. "$(dirname "$0")/env.sh"
"$ROOT/scripts/tools.sh" build
# tools.sh may just have chosen the toolchain.
. "$ROOT/scripts/env.sh"
cd "$ROOT"

stamp="$ROOT/target/release.stamp"
sources=(app crates frontend server style public .cargo Cargo.toml Cargo.lock scripts/build.sh scripts/precompress.mjs "$TOOLS/bin")

# What was built last: another checkout may share the target folder, and tests build the binary too.
state() { printf '%s\n' "$TARGET"; stat -c '%Y %s' "$TARGET/release/civis"; cksum <"$TARGET/release/hash.txt"; }

fresh() {
  [ -f "$stamp" ] && [ -x "$TARGET/release/civis" ] && [ -d "$(site_root)/pkg" ] || return 1
  [ "$(state 2>/dev/null)" = "$(cat "$stamp")" ] || return 1
  [ -z "$(find "${sources[@]}" -newer "$stamp" -print -quit)" ]
}

if fresh; then exit 0; fi
mkdir -p "$ROOT/target"
# The time of the beginning, so that a file changed during the build counts as newer.
began="$(mktemp)"
trap 'rm -f "$began"' EXIT
rm -f "$stamp"
say "Building the release (several minutes the first time)"
cargo leptos build --release --split
node scripts/precompress.mjs "$(site_root)"
state >"$stamp"
touch -r "$began" "$stamp"
