# shellcheck shell=bash
# Sourced by every script: where the tools stand, and which toolchain answers.
# Nothing of this stands in the checkout, so a fresh clone finds what an earlier one installed.

PORTAL_CACHE="${PORTAL_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/civis-data}"
TOOLS="$PORTAL_CACHE/tools"
REFERENCE="$PORTAL_CACHE/reference"
export PORTAL_CACHE TOOLS REFERENCE
export PATH="$TOOLS/bin:$TOOLS/node_modules/.bin:$HOME/.cargo/bin:$PATH"

# Written by tools.sh when the toolchain of rustup cannot build WASM and Debian's does it.
if [ -f "$TOOLS/toolchain" ]; then
  RUSTUP_TOOLCHAIN="$(cat "$TOOLS/toolchain")"
  export RUSTUP_TOOLCHAIN
fi

# The checkout, and where cargo puts what it builds.
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
TARGET="${CARGO_TARGET_DIR:-$ROOT/target}"
export ROOT TARGET

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
stop() { printf 'civis: %s\n' "$*" >&2; exit 1; }

# The folder of the site that cargo-leptos wrote. It stands in the checkout even when the target folder does not.
site_root() { printf '%s/target/site' "$ROOT"; }
